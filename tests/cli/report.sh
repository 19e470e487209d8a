#!/bin/bash
# One page of everything: it needs nothing beside it, acts on nothing that a stranger
# wrote, and a copy for others has no picture, name or path in it.
set -eu
cd "$SCRATCH"
options=(--home "$SCRATCH/ledger" --key-file "$SCRATCH/key")
mkdir '<b>Åse & "Jo"'
python3 - '<b>Åse & "Jo"' <<'EOF'
import struct, sys, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
rows = b"".join(b"\0" + bytes((x * y * 3) % 256 for x in range(64)) for y in range(64))
open(sys.argv[1] + "/me.png", "wb").write(
    b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0)) +
    chunk(b"tEXt", b"Author\0<script>alert(1)</script> Maria Secret") + chunk(b"iTXt", b"XML:com.adobe.xmp" + bytes(5) + b"""
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:City="Worpswede"/></rdf:RDF></x:xmpmeta>""") + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"") +
    b"SQLite format 3\0" + bytes(20))
EOF
lenscap init "${options[@]}" >/dev/null
lenscap report "${options[@]}" --out empty.html >/dev/null
lenscap photos add "${options[@]}" '<b>Åse & "Jo"' >/dev/null
lenscap me set "${options[@]}" name 'Zoë Ångström' email zoe@example.org country fr
lenscap letter draft "${options[@]}" --to clearview-ai --photos all --ask access >/dev/null
lenscap cases sent "${options[@]}" 1 >/dev/null
for lang in it nl es; do
	lenscap report "${options[@]}" --out $lang.html --lang $lang >/dev/null
done
for lang in en de fr; do
	lenscap report "${options[@]}" --out $lang.html --lang $lang >/dev/null
	lenscap report "${options[@]}" --out $lang-shown.html --lang $lang --redact --json | grep -q "\"file\":\"$lang-shown.html\""
done
# For paper the same without pictures, and to others without names.
lenscap report "${options[@]}" --out paper.pdf --pdf >/dev/null
lenscap report "${options[@]}" --out shown.pdf --pdf --redact --lang fr >/dev/null
lenscap cases reply "${options[@]}" 1 --kind refused >/dev/null
lenscap me set "${options[@]}" country ca region ca-qc >/dev/null
lenscap cases adopt "${options[@]}" pimeyes --on "$(date -d '-70 days' +%F)" --ask access >/dev/null
lenscap report "${options[@]}" --out due.pdf --pdf >/dev/null
lenscap report "${options[@]}" --out turn.html >/dev/null
[ "$(stat -c %a en.html)" = 600 ] || { echo "others may read it"; exit 1; }
cp en.html before.html
! lenscap report "${options[@]}" --out en.html 2>said || { echo "it writes over a file"; exit 1; }
# Its name says what it is.
for wrong in "--out page.PDF" "--out paper.html --pdf" "--out paper.HTM --pdf" "--out -" "evidence --out sheet.pdf"; do
	# shellcheck disable=SC2086 # words
	if lenscap report $wrong "${options[@]}" 2>said || ! grep -q takes said; then echo "$wrong: $(cat said)"; exit 1; fi
done
for file in page.PDF ./- sheet.pdf; do
	[ ! -e "$file" ] || { echo "$file is written"; exit 1; }
done
grep -q 'there already' said && cmp before.html en.html
! lenscap report "${options[@]}" --out nowhere/x.html 2>said || exit 1
grep -q 'folder' said
python3 - "$TOP" <<'EOF'
import base64, html.parser, json, re, shutil, subprocess, sys
top = sys.argv[1]
VOID = {"meta", "img", "input", "br", "rect"}
class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.sources, self.text = [], set(), [], ""
        self.feed(text)
        assert self.open == [] or set(self.open) <= {"html", "body"}, self.open
    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        for name, value in attributes:
            assert not name.startswith("on"), (tag, name)
            if name in ("src", "href", "action", "srcset", "data", "poster"):
                self.sources.append(value)
        if tag not in VOID:
            self.open.append(tag)
    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag, tag
    def handle_data(self, data):
        self.text += data
def read(name):
    text = open(name, encoding="utf-8").read()
    page = Page(text)
    assert "default-src 'none'" in text and not page.tags & {"script", "link", "iframe", "b", "form"}, page.tags
    assert not re.search(r"url\(|@import", text)
    return page
own = {lang: json.load(open("%s/host/share/report/%s.json" % (top, lang), encoding="utf-8")) for lang in ("en", "de", "fr", "it", "nl", "es")}
template = open(top + "/host/share/report/report.mustache", encoding="utf-8").read()
used = set(re.findall(r"\{\{[#^/]?w\.(\w+)\}\}", template))
# What a file gives away is in the language, not as its readers put it.
for lang, words in own.items():
    size = words["detail_bytes"].replace("{number}", "36")
    told = words["detail_sized"].replace("{part}", words["detail_database"]).replace("{size}", size)
    assert told in read(lang + ".html").text and (lang == "en" or "a database" not in read(lang + ".html").text), told
for lang in ("en", "de", "fr"):
    words = own[lang]
    assert set(words) == set(own["en"]) and used <= set(words), used - set(words)
    page = read(lang + ".html")
    assert len(page.sources) == 1 and page.sources[0].startswith("data:image/jpeg;base64,")
    assert base64.b64decode(page.sources[0].split(",")[1], validate=True)[:3] == b"\xff\xd8\xff"
    assert '<b>Åse & "Jo"/me.png' in page.text and "Maria Secret" in page.text and "Clearview AI" in page.text
    assert words["stage_waiting"] in page.text and words["finding_author"] in page.text
    shown = read(lang + "-shown.html")
    assert shown.sources == [] and words["report_redacted"] in shown.text
    for secret in ("Åse", "me.png", "Maria", "Worpswede", "script", "Ångström", "zoe@"):
        assert secret not in shown.text, (lang, secret)
    assert words["finding_author"] in shown.text and "Clearview AI" in shown.text
# Of those who answered some wait for nobody: only the case itself says whose turn it is.
bars, cases = re.findall("they answered|your turn", read("turn.html").text.split(own["en"]["report_letters_by_state"])[1])
assert (bars, cases) == ("they answered", "your turn")
# What is to be done has its days, on paper, too.
DAY = r"\d+ [A-Z][a-z]+ 20\d\d"
def days(text):
    text = " ".join(text.replace("\u25a1", "").split())
    assert re.search(r"The place in words \(photos: 1, read on %s\): Remove" % DAY, text), text
    assert re.search(r"PimEyes: overdue \(Deadline: %s; Last day to turn to the authority: %s\)" % (DAY, DAY), text), text
    assert "Clearview AI, Inc.: your turn PimEyes" in text, text
days(read("turn.html").text)
def paper(name):
    return " ".join(subprocess.run(["pdftotext", name, "-"], check=True, capture_output=True, text=True).stdout.split())
if shutil.which("pdftotext"):
    whole, shown = paper("paper.pdf"), paper("shown.pdf")
    printed = lambda lang, key: " ".join(own[lang][key].split())
    for words in ("report_title", "report_paper", "report_to_do", "report_letters_by_state", "stage_waiting", "finding_author"):
        assert printed("en", words) in whole and printed("fr", words) in shown, words
    assert '<b>Åse & "Jo"/me.png' in whole and "Maria Secret" in whole and "Clearview AI" in whole and "Photos: 1 " in whole
    days(paper("due.pdf"))
    # Where pictures are left out no other page has them.
    assert printed("en", "report_paper_page") in whole and printed("fr", "report_paper_page") not in shown
    assert printed("fr", "report_redacted") in shown and printed("en", "report_public") not in whole
    assert not [secret for secret in ("Åse", "me.png", "Maria", "Ångström", "zoe@") if secret in shown]
empty = read("empty.html")
for key in ("report_no_photos", "report_no_letters", "report_no_places", "report_nothing_to_do"):
    assert own["en"][key] in empty.text, key
# Where nobody looked, "0" would say that somebody had.
for page in (empty, read("en.html")):
    for key in ("report_public", "report_unknown", "report_gone", "report_changes"):
        assert own["en"][key] not in page.text, key
assert own["en"]["report_asked"] in read("en.html").text and own["en"]["report_asked"] not in empty.text
EOF
# The words are the extension's.
mkdir words
python3 "$TOP/tests/native/make_report_words.py" words
for lang in en de fr it nl es; do
	cmp "words/$lang.json" "$TOP/host/share/report/$lang.json" || { echo "make protocol writes it anew"; exit 1; }
done
# Photos are drawn, or left undrawn, by pieces of twenty; what is left is drawn as it is.
mkdir many
python3 - <<'EOF'
import random
for i in range(43):
    draw = random.Random(i)
    with open("many/%02d.pgm" % i, "wb") as out:
        out.write(b"P5 64 64 255\n" + bytes(draw.choice((0, 90, 255)) for _ in range(64)) * 64)
EOF
for file in many/*.pgm; do cjpeg -quality 90 -outfile "${file%.pgm}.jpg" "$file"; done
rm many/*.pgm
lenscap init --home many-ledger --key-file "$SCRATCH/many-key" >/dev/null
lenscap photos add --home many-ledger --key-file "$SCRATCH/many-key" many >/dev/null
lenscap report --home many-ledger --key-file "$SCRATCH/many-key" --out many.html >/dev/null
python3 - <<'EOF'
import re
page = open("many.html").read()
pieces = re.findall(r'<div class="some">(.*?</article>)</div>', page, re.S)
assert [piece.count('class="photo"') for piece in pieces] == [20, 20], pieces
assert page.count('class="photo"') == 43 and page.count("<div") == page.count("</div")
EOF
