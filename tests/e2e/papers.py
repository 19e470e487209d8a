"""What Python and poppler read in the papers of test_typesetter.c."""
import email, email.policy, re, subprocess, sys

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
print("letters, mails and the calendar read the same elsewhere")
