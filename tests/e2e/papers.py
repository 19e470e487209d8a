"""What Python and poppler read in the papers of test_typesetter.c."""
import email, email.policy, re, subprocess, sys
from paper_code import codes_of

folder = sys.argv[1]


def text_of(name):
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", f"{folder}/{name}", "-"],
                         capture_output=True, check=True, text=True)
    return run.stdout


def in_order(text, parts):
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"{part!r} is missing or out of order in {text!r}"
        at = found + len(part)


# ---- Letters ----
for name in ("din5008.pdf", "uk.pdf", "us.pdf"):
    text = text_of(name)
    in_order(text, ["Hauptstraße 5", "Antrag nach Art. 15, 17 und 21 DSGVO",
                    "Sehr geehrte Damen und Herren,", "Auskunft (Art. 15 DSGVO)",
                    "1.", "every image you hold of me", "2.", "the template computed from it",
                    "Schedule A", "SHA-256", "Zoë Ångström"])
    for words in ("Ελληνικά", "Проверка", "{{no}} & <b>", "Seite 2 von 2",
                  "Clearview AI, Inc.", "LC-7F3K-92QA", "22. November 2026"):
        assert words in text, (name, words)
    assert re.search("[\u0600-\u06ff\ufe70-\ufeff]", text), "Arabic is missing"
text = text_of("long.pdf")
assert text.count("2024-03-05") == 120
assert re.sub(r"\s|Seite \d+ von \d+", "", text).count("xxxxxxxx") == 59999 // 9
assert text.count("First seen") > 3, "the head of a table is on each of its pages"
assert "For a computer:" in text
assert codes_of(f"{folder}/long.pdf") == [('{"A": 1}, ' * 234)[:2331]], "the QR code holds what it was given"

# ---- Where each part stands: millimetres, as pdf.c's standards have it ----
def words_of(name):
    """(page, left, top, right, height, word) of each, in millimetres."""
    run = subprocess.run(["pdftotext", "-bbox", f"{folder}/{name}", "-"], capture_output=True, check=True, text=True)
    found, page = [], 0
    for line in run.stdout.splitlines():
        page += "<page " in line
        word = re.search(r'xMin="(.*)" yMin="(.*)" xMax="(.*)" yMax="(.*)">(.*)</word>', line)
        if word:
            left, top, right, bottom = (float(word[i]) * 25.4 / 72 for i in range(1, 5))
            found.append((page, left, top, right, bottom - top, word[5]))
    return found


# Page, left, top, height: of a letter's sender, window, facts and subject.
HEADS = {
    "din5008": [(1, 125, 15, 4.13, "Zoë"), (1, 125, 19.9, 4.13, "Hauptstraße"), (1, 25, 58.75, 2.95, "Zoë"),
                (1, 25, 62.7, 4.13, "Clearview"), (1, 25, 67.6, 4.13, "418"), (1, 125, 50, 3.74, "Mein"),
                (1, 125, 54.43, 3.74, "Berlin,"), (1, 25, 103.41, 4.33, "Antrag")],
    "uk": [(1, 161.72, 15, 4.13, "Zoë"), (1, 25, 50, 4.13, "Clearview"), (1, 140.9, 60, 3.74, "Mein"),
           (1, 25, 95, 4.33, "Antrag")],
    "us": [(1, 25.4, 15, 4.13, "Zoë"), (1, 130, 15, 3.74, "Mein"), (1, 25.4, 53, 4.13, "Clearview"),
           (1, 25.4, 92, 4.33, "Antrag")],
    "swiss": [(1, 25, 15, 4.13, "Zoë"), (1, 25, 62, 3.74, "Mein"), (1, 118, 52, 4.13, "Clearview"),
              (1, 25, 100, 4.33, "Antrag")],
    "french": [(1, 25, 15, 4.13, "Zoë"), (1, 25, 62, 3.74, "Mein"), (1, 110, 50, 4.13, "Clearview"),
               (1, 25, 100, 4.33, "Antrag")],
}
# What follows, below the subject and below the top margin of the next page.
BELOW = [(8.57, 4.13, "Sehr"), (16.94, 4.33, "Auskunft"), (22.34, 4.13, "Größe,"), (32.9, 4.13, "1."),
         (38.1, 4.13, "2.")]
NEXT = [(2.12, 4.33, "Schedule"), (8.39, 3.35, "Address"), (13.51, 3.35, "https://example.org/people/zoe/portrait.jpg"),
        (36.51, 4.13, "Zoë")]
FEET = {"din5008": (190, 285), "uk": (185, 285), "us": (190.5, 267.4), "swiss": (190, 285), "french": (190, 285)}


def near(one, other):
    return all(abs(a - b) < 0.2 for a, b in zip(one, other))


for name, head in HEADS.items():
    words, (left, top) = words_of(f"{name}.pdf"), head[-1][1:3]
    margin = 25.4 if name == "us" else 25
    expected = head + [(1, left, top + down, high, word) for down, high, word in BELOW]
    expected += [(2, left, margin + down, high, word) for down, high, word in NEXT]
    for page, x, y, high, said in expected:
        there = [w[1:3] + (w[4],) for w in words if w[0] == page and w[5] == said]
        assert any(near(w, (x, y, high)) for w in there), (name, page, said, "should", (x, y, high), "is", there)
    for page in (1, 2):
        foot = [w for w in words if w[0] == page and near((w[2], w[4]), (FEET[name][1], 3.15))]
        assert len(foot) == 4 and abs(foot[-1][3] - FEET[name][0]) < 0.2, (name, page, foot)

# Where it is folded and punched: marks at the left edge, on the first page only.
FOLDS = {"din5008": [105, 148.5, 210], "uk": [99, 198], "us": [93.1, 186.3], "swiss": [105, 148.5, 210],
         "french": [99, 198]}
for name, folds in FOLDS.items():
    plain = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", f"{folder}/{name}.pdf", "-"],
                           capture_output=True, check=True).stdout
    marks = [float(y) * 25.4 / 72 for y in re.findall(rb"\b0 ([\d.]+) m 14\.17\d* \1 l S", plain)]
    assert near(marks, folds) and len(marks) == len(folds), (name, marks)

# A letterhead stands where the sender does, who moves below it, and a signature above the name: its lower edge two
# points above, so high as there is room to sign.  Nothing else moves.
def black(name, page):
    """Left, top, width and height of what is black for more than 20 mm, in millimetres."""
    dots = 10  # a millimetre
    pgm = subprocess.run(["pdftoppm", "-gray", "-r", str(25.4 * dots), "-f", str(page), "-l", str(page),
                          f"{folder}/{name}"], capture_output=True, check=True).stdout
    _, size, _, data = pgm.split(b"\n", 3)
    columns, rows = map(int, size.split())
    lines = [data[y * columns:(y + 1) * columns] for y in range(rows)]
    runs = [(y, line.find(b"\0" * 20 * dots)) for y, line in enumerate(lines)]
    bottom, x = [(y, x) for y, x in runs if x >= 0][-1]
    top = bottom
    while lines[top - 1][x:x + 20 * dots].count(0) == 20 * dots:
        top -= 1
    wide = columns - x - len(lines[top][x:].lstrip(b"\0"))
    return x / dots, top / dots, wide / dots, (bottom - top + 1) / dots


LINE, SENDER = 4.9, 10.1  # from a line to the next, and below the letterhead
for name in HEADS:
    plain, signed = words_of(f"{name}.pdf"), words_of(f"signed-{name}.pdf")
    x, y = HEADS[name][0][1:3]
    head = [w for w in signed if w[5] in ("Verein", "Abteilung")]
    right = max(w[3] for w in signed if w[5] in ("V.", "B"))
    assert [near((a[2],), (b,)) for a, b in zip(head, (y, y + LINE))] == [True, True], (name, head)
    assert near((right,), (185,)) if name == "uk" else near((head[0][1],), (x,)), (name, head)
    added = {"Verein", "Häher", "e.", "V.", "Abteilung", "B"}
    left = [w for w in signed if w[5] not in added]
    assert [w[5] for w in left] == [w[5] for w in plain], name
    for was, now in zip(plain, left):
        # What stands above the text and in the sender's column, and no lower than he did.
        moved = was[0] == 1 and near((was[2],), (now[2] - SENDER,))
        assert near(was[1:5], now[1:5]) or moved and was[2] < (30 if name != "uk" else 61), (name, was, now)
    sign = [w for w in signed if w[0] == 2][-1 - 4]
    assert sign[5] == "Ångström", sign
    left_edge, top, wide, high = black(f"signed-{name}.pdf", 2)
    assert near((left_edge, wide, high), (25.4 if name == "us" else 25, 33.87, 11.29)), (name, left_edge, wide, high)
    assert near((top + high,), (sign[2] - 0.71,)), (name, top + high, sign)
tall = {w[5]: w for w in words_of("tall.pdf") if w[0] == 1}
assert tall["S8"][2] + tall["S8"][4] < 51 and near(tall["Clearview"][1:3], (25.4, 53)), tall["S8"]
assert tall["H1"][4] > 2.1, "as large as it can be"

# Beside the Swiss window a line ends less than a letter before 5 mm from it.
for sign in "li":
    edges = [word[3] for word in words_of("narrow.pdf") if len(word[5]) > 50 and set(word[5]) == {sign}]
    assert edges and 112 < max(edges) <= 113.01, (sign, edges)


# ---- Where a page may end: nothing stands alone, no more moves than must ----
def next_page(lines):
    """What a letter's second page begins with, by the lines of its first paragraph."""
    return ("" if lines <= 23 else "L1" if lines <= 25 else "2." if lines <= 27 else "Announced:" if lines <= 32
            else "Heading" if lines <= 39 else "F")


for lines in range(16, 43):
    words = words_of(f"break{lines}.pdf")
    parts = [w[5] for w in words if w[5] not in ("Seite", "von")]
    second = [w[5] for w in words if w[0] == 2]
    assert (second[0] if second else "") == next_page(lines), (lines, second)
    if second and second[0] == "F":  # of a paragraph no less than it takes
        assert second.count("F") == max(lines - 39, 1), (lines, second.count("F"))
    # A few lines too many are set smaller, so that no page is begun for them.
    high = {20: 3.94, 21: 3.94, 22: 3.74, 23: 3.74}.get(lines, 4.13)
    assert all(near(w[4:5], (high,)) for w in words if w[5] in ("F", "L2")), (lines, high)
    assert "Signed" in (second or parts) and ("Closing" in second or not second), lines

# A hyphen of an address or a number is none that joins two halves of a word.
lines = text_of("hyphens.pdf")
text = re.sub(r"\s", "", lines)
for row in range(60):
    for value in (f"https://example.org/{row}/" + "ab-cd-ef-gh-ij-kl-mn-op-qr-st-uv-wx-yz-" * 2, f"a-b-c-{row}@d-e-f-g.h-i-j.example.org",
                  f"K-{row}-12-34-56-78-90"):
        assert value.rstrip("-") in text, value
    assert re.search(rf"so[ \u00a0]{row}\b", lines), f"nothing breaks between so and {row}"
    for whole in (f"Art. {row} ", f" § {row}\n"):
        assert whole in lines.replace("\u00a0", " "), whole
for part in ("Abs.", "lit.", "art.", "point"):
    assert f"{part}\n" not in lines, part
# Tags hold their whole text: a line's end and a space that does not break end none.
tagged = subprocess.run(["pdfinfo", "-struct-text", f"{folder}/hyphens.pdf"], capture_output=True, check=True, text=True).stdout
for row in range(60):
    assert re.search(rf'"x{{{row}}} ?https://example.org/{row}/ab-.* ?K-{row}-12-34-56-78-90 so {row} [^"]*"', tagged), (row, tagged[:2000])

# The return line: a name, then what is below it, whichever way each is written.
line = sorted((w for w in words_of("hebrew.pdf") if w[0] == 1 and 58 < w[2] < 62 and w[4] < 3.2), key=lambda w: w[1])
line = [w[5] for w in line if w[5] != "·"]
assert sorted("".join(line[:-4])) == sorted("דודכהן") and line[-4:] == ["5", "Park", "10115", "Berlin"], line

# A heading is never the last on a page.
alone = [lines for lines in range(18, 43)
         if [w[5] for w in words_of(f"heading{lines}.pdf") if w[0] == 1 and w[5] in ("Heading", "M1")][-1:] == ["Heading"]]
assert not alone, alone

# A long paragraph begins where three of its lines have room (of 1.5 times their size each).
for lines, first in ((34, "Q6"), (35, "Q5"), (36, "Q1")):
    second = [w[5] for w in words_of(f"three{lines}.pdf") if w[0] == 2]
    assert second[0] == first, (lines, second)

# ---- Mails ----
def mail(name):
    with open(f"{folder}/{name}", "rb") as file:
        raw = file.read()
    assert all(len(line) <= 998 for line in raw.split(b"\r\n")), "RFC 5322, 2.1.1"
    assert b"\n" not in raw.replace(b"\r\n", b""), "a bare line feed"
    return email.message_from_bytes(raw, policy=email.policy.default)


BODY = "Sehr geehrte Damen und Herren,\n\nFrom here: a line.\n.\nΕλληνικά, العربية.\n"
for name, attached in (("draft.eml", 2), ("plain.eml", 0)):
    message = mail(name)
    assert not message.defects, message.defects
    assert str(message["From"]) == "Zoë Ångström <zoe@example.org>", message["From"]
    assert message["To"].addresses[0].addr_spec == "legal-requests@clearview.ai"
    assert message["Subject"] == ("Antrag nach Art. 15 DSGVO – größer als ein Zeilenende,"
                                  " und noch länger als dieses"), message["Subject"]
    assert message["Message-ID"] == "<LC-7F3K-92QA.1@lenscap.invalid>"
    assert message["X-Unsent"] == "1" and message["Cc"] is None
    assert message["Date"].datetime.timestamp() == 1795345200
    body = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert body == BODY, body
    parts = list(message.iter_attachments())
    assert len(parts) == attached
    if parts:
        assert parts[0].get_filename() == 'Anträge "2026".pdf', parts[0].get_filename()
        assert parts[0].get_content_type() == "application/pdf"
        assert parts[0].get_content() == b"%PDF"
        assert parts[1].get_content() == bytes(range(256))

# ---- Calendar: RFC 5545, by hand ----
with open(f"{folder}/due.ics", "rb") as file:
    raw = file.read()
assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "3.1: 75 octets"
lines = raw.decode().replace("\r\n ", "").split("\r\n")
stack, events = [], []
for line in lines[:-1]:
    name, _, value = line.partition(":")
    if name == "BEGIN":
        stack.append(value)
        if value == "VEVENT":
            events.append([])
    elif name == "END":
        assert stack.pop() == value
    elif stack[-1] == "VEVENT":
        events[-1].append((name, value))
assert not stack and len(events) == 2
first = dict(events[0])
plain = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], first["DESCRIPTION"])
assert plain == ("Art. 12 Abs. 3 DSGVO:\nein Monat, \\ und; mehr, als eine Zeile "
                 "fassen kann, damit gefaltet werden muss"), plain
assert first["DTSTART;VALUE=DATE"] == "20261222" and first["DTEND;VALUE=DATE"] == "20261223"
assert raw.count(b"BEGIN:VALARM") == 2 and b"TRIGGER:-P2DT15H" in raw
assert dict(events[1])["DTEND;VALUE=DATE"] == "20270301"
# What is the same in every calendar, and what a program that shows it needs.
fixed = {"VERSION:2.0", "PRODID:-//Lenscap//Lenscap//EN", "X-WR-CALNAME:Lenscap"}
assert fixed <= set(lines) and all(lines.count(line) == 1 for line in fixed), lines
assert first["UID"] == "LC-7F3K-92QA-deadline@lenscap.invalid"
assert first["SUMMARY"] == "Frist: Clearview AI\\, Inc.\\; Antwort fällig", first["SUMMARY"]
assert all(dict(event)["DTSTAMP"] == "20261122T110000Z" and dict(event)["TRANSP"] == "TRANSPARENT" for event in events)
assert lines.count("ACTION:DISPLAY") == 2 and lines.count("TRIGGER:-P2DT15H") == 1
assert sorted(line for line in lines if line.startswith("TRIGGER")) == ["TRIGGER:-P2DT15H", "TRIGGER:PT9H"]
assert lines.count("DESCRIPTION:" + first["SUMMARY"]) == 2, "each alarm says what it is of"
print("letters, mails and the calendar read the same elsewhere")
