"""From nothing to letters, as a person types it; then what came of them."""
import email, email.policy, json, os, re, subprocess, sys, datetime
from paper_code import codes_of

lenscap, scratch, top = sys.argv[1:]
os.chdir(scratch)
KEYS = ["--home", "home", "--key-file", "key"]
PHOTOS = "/usr/share/backgrounds/mate/nature"


def run(*words, code=0):
    done = subprocess.run([lenscap, *words, *KEYS], capture_output=True, text=True)
    assert done.returncode == code, (words, done.returncode, done.stdout[-2000:], done.stderr)
    return done.stdout if code == 0 else done.stderr


def rows(*words):
    return [json.loads(line) for line in run(*words, "--json").splitlines()]


def read(path, mode="r"):
    with open(path, mode) as file:
        return file.read()


def good_pdf(path):
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True).stdout.splitlines()[2:]
    assert fonts and all(line.split()[-5] == "yes" for line in fonts), fonts
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout
    # What is looked up as a whole stands on one line.
    assert not re.search(r"LC-\s*\n|LC-\w{4}-\s*\n|\d\(\d+\)\s*\n\s*\(\w\)", text), (path, text)
    return text


def no_remains(text, what):
    for sign in ("{{", "}}", "\x01", "\x02", "\x03", "\x04", "\x05", "%1"):
        assert sign not in text, (what, sign)
    assert not re.search(r"(^|\n)(@|subject:|sign:|# )", text), what


def plain(text):
    return re.sub(r"[\s\u2010-\u2015-]+", "", text)


# ---- Nothing yet: every refusal is a sentence, and nothing is kept ----
run("init")
photos = sorted(os.listdir(PHOTOS))[:5]
run("photos", "add", *[f"{PHOTOS}/{name}" for name in photos])
assert "me set country" in run("letter", "draft", "--to", "clearview-ai", "--ask", "access", code=1)
run("me", "set", "country", "de")
run("me", "set", "region", "de-be")
run("me", "set", "language", "de")
assert "email" in run("letter", "draft", "--to", "clearview-ai", "--ask", "access", code=1)
run("me", "set", "email", "zoe@example.org")
HOSTILE = 'Zoë "Z" <b>{{me.email}}</b> | # @ دانيال'
BROKEN = re.compile(r"\s".join(map(re.escape, HOSTILE.split())))  # over lines
run("me", "set", "name", HOSTILE)
REFUSED = [
    (["--to", "nobody-at-all", "--ask", "access"], 1, "controller"),
    (["--to", "clearview-ai", "--ask", "everything"], 2, "--ask"),
    (["--to", "clearview-ai"], 1, "ask for"),
    (["--to", "clearview-ai", "--ask", "access", "--photos", "99"], 1, "photo 99"),
    (["--to", "clearview-ai", "--ask", "rectification"], 1, "wrong"),
    (["--to", "clearview-ai", "--ask", "objection"], 1, "situation"),
    (["--to", "clearview-ai", "--ask", "access", "--tell", "name"], 1, "reach"),
    (["--to", "clearview-ai", "--ask", "access", "--law", "lex"], 1, "law"),
    (["--to", "clearview-ai", "--ask", "access", "--lang", "xx"], 2, "--lang"),
    (["--to", "clearview-ai", "--ask", "access", "--kind", "complaint"], 1, "case"),
    (["--case", "7", "--kind", "no_answer"], 1, "case 7"),
    (["--to", "clearview-ai", "--ask", "access", "--photos", "1", "--disclose", "none"], 1, "photo 1"),
    (["--to", "clearview-ai", "--ask", "access", "--format", "doc"], 2, "--format"),
]
for words, code, word in REFUSED:
    said = run("letter", "draft", *words, code=code)
    assert word.lower() in said.lower(), (words, said)
# A law of another territory is refused; there, its objection needs no reasons.
SWISS = ["letter", "draft", "--to", "clearview-ai", "--ask", "objection", "--law", "fadp", "--preview"]
assert "cannot hold here" in run(*SWISS, code=1)
run("me", "set", "region", "")
run("me", "set", "country", "ch")
swiss = rows(*SWISS)
assert len(swiss) == 1 and swiss[0]["law"] == "fadp", swiss
run("me", "set", "country", "de")
run("me", "set", "region", "de-be")
assert rows("cases", "list") == [] and rows("letter", "list") == []

# ---- 25 letters by one command, in three languages ----
slugs = [row["slug"] for row in rows("controllers", "list")]
assert len(slugs) >= 60, len(slugs)
ASK = ["--ask", "access,erasure,objection", "--photos", "all", "--situation-kind", "work"]
preview = rows("letter", "draft", "--to", ",".join(slugs), *ASK, "--preview")
assert len(preview) == len(slugs) and all(row["letter"] == 0 for row in preview)
assert rows("cases", "list") == []
# Direct marketing is objected to without a reason; nothing else is.
said = run("letter", "draft", "--to", "clearview-ai", "--ask", "objection", "--marketing", "--lang", "fr", "--photos", "1", "--preview")
assert "art. 21, par. 2 et 3, du RGPD" in said.replace("\u00a0", " "), said
assert "particulière" not in said and "N°\u00a0: 1" in said, said
# Each in the language that is read there: a German company gets a German letter.
reads = dict(zip(slugs, (row["language"] for row in preview)))
assert reads["clearview-ai"] == "en", reads
first = [slug for language, most in (("en", 14), ("de", 8), ("fr", 3)) for slug in [s for s in slugs if reads[s] == language][:most]]
if "clearview-ai" not in first:
    first[0] = "clearview-ai"
first.sort(key=lambda slug: slug != "clearview-ai")
assert len(first) == 25, reads
drafted = rows("letter", "draft", "--to", ",".join(first), *ASK, "--disclose", "sha256,pdq,iscc", "--tell", "name,email",
               "--format", "txt,twin,pdf,eml,fields", "--out", "letters")
letters = [row for row in drafted if "reference" in row]
files = [row["file"] for row in drafted if "file" in row]
assert len(letters) == 25 and len({row["reference"] for row in letters}) == 25
openings, coded = set(), 0
for row in letters:
    assert row["language"] in ("en", "de", "fr") and row["law"] == "gdpr"
    assert {"name", "email", "country", "pdq"} <= {d["what"] for d in row["discloses"]}
    mine = [name for name in files if name.startswith(row["reference"])]
    endings = sorted(name.split(row["language"])[-1] for name in mine if "translation" not in name)
    assert endings == [".eml", ".json", ".pdf", ".txt"], mine
    twins = [name for name in mine if "translation" in name]
    assert len(twins) == (0 if row["language"] == "de" else 1), mine
    by = {name.rsplit(".", 1)[1]: f"letters/{name}" for name in mine if "translation" not in name}
    text = read(by["txt"])
    no_remains(BROKEN.sub("", text), by["txt"])
    assert row["reference"] in text and "zoe@example.org" in text
    assert 'Zoë "Z" <b>{{me.email}}</b> | # @' in text
    openings.add(re.split(r"\n\n+", text)[5][:60])
    # PDF, mail and form say the same.
    pdf = plain(good_pdf(by["pdf"]))
    fields = json.loads(read(by["json"]))
    message = email.message_from_bytes(read(by["eml"], "rb"), policy=email.policy.default)
    assert not message.defects and message["X-Unsent"] == "1"
    assert message["Subject"].replace("\u2068", "").replace("\u2069", "") == row["subject"].replace("\u2068", "").replace("\u2069", "")
    body = message.get_body(("plain",)).get_content()
    assert plain(body) == plain(fields["body"])
    paper, schedule = message.iter_attachments()
    assert paper.get_content_type() == "application/pdf" and paper.get_content()[:5] == b"%PDF-"
    # The schedule for programs has the values that the letter prints.
    assert schedule.get_content_type() == "application/json" and schedule.get_filename() == "schedule-a.json"
    schedule = json.loads(schedule.get_content())
    pictures = schedule["pictures"]
    codes = codes_of(by["pdf"])
    told = json.dumps(schedule, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
    assert [json.loads(code) for code in codes] == ([schedule] if len(told) <= 2331 else []), codes
    coded += len(codes)
    assert len(pictures) == len(photos), pictures
    for picture in pictures:
        assert plain(picture["sha256"]) in plain(text) and plain(picture["pdq"]) in plain(text), picture
    words = [word for word in re.findall(r"[A-Za-zäöüéèàß]{9,}", body)]
    found = sum(word in pdf for word in words)
    assert found > 0.95 * len(words), (by["pdf"], found, len(words))
    for photo in ("SHA-256", "PDQ", "ISCC"):
        assert photo in text
assert len(openings) >= 3, openings
assert coded > 0, "no letter has a QR code"
said = run("letter", "draft", "--to", "clearview-ai", "--ask", "access", code=1)
assert "--again" in said and "C" in said, said

# ---- Answers, and what follows from each ----
today = datetime.date.today()
cases = rows("cases", "list")
assert len(cases) == 25 and all(row["stage"] == "draft" for row in cases)
one = cases[0]["case"]
assert "sent" in run("cases", "reply", str(one), "--kind", "partial", code=1)
assert "not come" in run("cases", "sent", str(one), "--on", str(today + datetime.timedelta(3)), code=1)
assert "before" in run("cases", "sent", str(one), "--on", "2020-01-01", code=1)
run("cases", "sent", "1", "--on", "22.11.2026", code=2)
assert "no case 999" in run("cases", "sent", "999", code=1)
run("cases", "sent", str(one), "--how", "post")
shown = rows("cases", "show", str(one))[0]
assert shown["stage"] == "waiting" and shown["deadline"] > str(today + datetime.timedelta(27)), shown
assert "12(3)" in shown["explained"] and "12 Abs. 3" in rows("cases", "show", str(one), "--lang", "de")[0]["explained"]
FOLLOWS = {"partial": "partial_answer", "photo_demanded": "photo_demanded", "id_demanded": "id_demanded",
           "use_form": "use_form", "cannot_identify": "cannot_identify", "not_subject": "not_subject",
           "too_often": "too_often", "public_data": "public_data", "refused": "complaint"}
assert "note what they wrote" in run("letter", "draft", "--case", str(one), "--kind", "extension", "--preview", code=1)
BACK = ("letter", "draft", "--case", str(one), "--kind", "erased_but_back", "--lang", "en", "--preview")
assert "note what they wrote" in run(*BACK, code=1)
run("cases", "reply", str(one), "--kind", "erased")
# Nobody saw that it is there; whoever did says where.
assert "--missing ADDRESS" in run(*BACK, code=1)
shown = " ".join(run(*BACK, "--missing", "https://example.org/still.jpg").split())
assert "are, as far as I know, still there (Art. 17(1) GDPR). https://example.org/still.jpg" in shown, shown
run("cases", "reply", str(one), "--kind", "extension")
for kind, follow in FOLLOWS.items():
    run("cases", "reply", str(one), "--kind", kind)
    step = rows("cases", "show", str(one))[0]["step"]
    assert step["action"] == "letter" and step["letter"] == follow, (kind, step)
    assert rows("cases", "due")[0]["case"] == one
# Nobody is reminded of a time that still runs.
assert "They have until" in run("letter", "draft", "--case", str(one), "--kind", "no_answer", "--preview", code=1)
assert "say to whom" in run("letter", "draft", "--case", str(one), "--kind", "notice", "--preview", code=1)
for kind in sorted(set(FOLLOWS.values()) | {"extension", "erased_but_back", "notice"}):
    subjects = set()
    # A notice goes to somebody else, in a case of its own.
    whom = ["--to", "spokeo"] if kind == "notice" else []
    for language in ("en", "de", "fr", "it", "nl", "es"):
        row = rows("letter", "draft", "--case", str(one), *whom, "--kind", kind, "--lang", language, "--preview",
                   "--quote", 'We "need" {{a photo}}', "--missing", "the templates; the searches")[0]
        shown = run("letter", "draft", "--case", str(one), *whom, "--kind", kind, "--lang", language, "--preview",
                    "--quote", "We need", "--missing", "the templates; the searches")
        no_remains(BROKEN.sub("", shown), (kind, language))
        assert (row["reference"] == cases[0]["reference"]) == (kind != "notice"), (kind, row)
        subjects.add(row["subject"])
    assert len(subjects) == 6, (kind, subjects)
run("letter", "draft", "--case", str(one), "--kind", "complaint", "--format", "txt,pdf", "--out", "letters")
run("cases", "sent", str(one))
shown = rows("cases", "show", str(one))[0]
assert shown["stage"] == "complained", shown

# ---- A reply as it came ----
two = cases[1]
run("cases", "sent", str(two["case"]))
REPLIES = [
    ("Please upload a clear photo of your face so that we can search.", "photo_demanded"),
    ("Bitte senden Sie uns eine Kopie Ihres Personalausweises.", "id_demanded"),
    ("Nous ne sommes pas en mesure de vous identifier.", "cannot_identify"),
    ("We are not established in the European Union and not subject to the GDPR.", "not_subject"),
    ("Wir müssen die Frist um zwei Monate verlängern.", "extension"),
    ("We do not hold any data.\n\n> Please upload a photo", "nothing_held"),
    ("Vos données ont été supprimées, le 3 décembre.", "erased"),
]
for number, (text, kind) in enumerate(REPLIES):
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"], message["To"] = "Ünit <dpo@example.com>", "zoe@example.org"
    message["Subject"] = f"Re: {two['reference']}"
    message["Message-ID"] = f"<{number}@example.com>"
    message.set_content(text)
    with open("reply.eml", "wb") as file:
        file.write(message.as_bytes())
    row = rows("cases", "reply", "--mail", "reply.eml")[0]
    assert row["case"] == two["case"] and row["reply"] == kind, (text, row["reply"])
with open("no.eml", "w") as file:
    file.write("From: a@example.org\nSubject: nothing\n\nhello\n")
assert "names no case" in run("cases", "reply", "--mail", "no.eml", code=1)
assert ".eml" in run("cases", "reply", str(two["case"]), "--mail", f"{PHOTOS}/{photos[0]}", code=1)

# ---- The calendar ----
three = cases[2]["case"]
run("cases", "sent", str(three))
run("cases", "list", "--ics", "due.ics")
ics = read("due.ics", "rb")
assert ics.count(b"BEGIN:VEVENT") == ics.count(b"END:VEVENT") >= 2 and b"BEGIN:VALARM" in ics
deadline = rows("cases", "show", str(three))[0]["deadline"].replace("-", "")
assert f"DTSTART;VALUE=DATE:{deadline}".encode() in ics

# ---- Evidence ----
run("evidence", str(two["case"]), "--out", "evidence")
done = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd="evidence", capture_output=True, text=True)
assert done.returncode == 0, done.stdout
assert len([name for name in os.listdir("evidence") if name.endswith(".eml")]) == len(REPLIES)
assert "already" not in run("evidence", str(two["case"]), "--out", "evidence", code=1)
import hashlib
lines = read("evidence/log.tsv").splitlines()
tag = hashlib.sha256(lines[0].encode()).hexdigest()
for line in lines[1:]:
    given, rest = line.split("\t", 1)
    tag = hashlib.sha256(f"{tag}\n{rest}".encode()).hexdigest()
    assert tag == given
check = subprocess.run([lenscap, "verify", "evidence"], capture_output=True, text=True)
assert check.returncode == 0, check.stdout
for name in ("log.tsv", "README.txt"):
    kept = read(f"evidence/{name}")
    with open(f"evidence/{name}", "w") as file:
        file.write(kept.replace("e", "3", 1))
    check = subprocess.run([lenscap, "verify", "evidence"], capture_output=True, text=True)
    assert check.returncode == 1 and "BAD" in check.stdout, check.stdout
    with open(f"evidence/{name}", "w") as file:
        file.write(kept)
assert "no folder of evidence" in subprocess.run([lenscap, "verify", "letters"], capture_output=True, text=True).stderr

# ---- What is in the ledger's files: nothing that can be read ----
SECRETS = [HOSTILE, "zoe@example.org", "Clearview", "clearview-ai", two["reference"], "personenbezogene", "personal data",
           "dpo@example.com", "supprimées", photos[0]]
assert min(map(len, SECRETS)) >= 8  # shorter ones would come about by chance
sealed = [os.path.join(folder, name) for folder, _, names in os.walk("home") for name in names]
assert sum(map(os.path.getsize, sealed)) > 100_000, sealed
for path in sealed:
    kept = read(path, "rb")
    for secret in SECRETS:
        for form in (secret.encode(), secret.encode("utf-16-le"), secret.encode("latin-1", "ignore")):
            assert form not in kept, (path, secret)

# ---- A photo that is forgotten; a case that is ----
run("photos", "forget", "1", "--yes")
assert "no photo 1" in run("letter", "draft", "--to", slugs[-1], "--ask", "access", "--photos", "1,2", code=1)
run("cases", "reply", str(three), "--kind", "partial")
assert len(rows("letter", "draft", "--case", str(three), "--kind", "partial_answer", "--preview")) == 1
run("cases", "close", str(three), "--outcome", "erased")
assert "closed" in run("letter", "draft", "--case", str(three), "--kind", "no_answer", code=1)
run("cases", "forget", str(three), "--yes")
assert len(rows("cases", "list")) == 24 and run("verify")
print("25 letters in three languages, answers, complaints, a calendar and evidence: all read elsewhere")
