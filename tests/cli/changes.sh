#!/bin/bash
# Two looks compared, and the sheet of evidence that stays when the site took it down.
cd "$SCRATCH" || exit 1
options=(--home home --key-file key)
lenscap init "${options[@]}" >/dev/null
storm=/usr/share/backgrounds/mate/nature/Storm.jpg
lenscap photos add "${options[@]}" $storm >/dev/null
mkdir www
python3 - $storm <<'EOF'
import subprocess, struct, sys
small = subprocess.run(["djpeg", "-scale", "1/2", sys.argv[1]], capture_output=True, check=True).stdout
plain = subprocess.run(["cjpeg", "-quality", "60"], input=small, capture_output=True, check=True).stdout
comment = b"Camera owner: Zoe, Berlin"
told = plain[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + plain[2:]
open("plain.jpg", "wb").write(plain)
for name in "abc":
    open("www/%s.jpg" % name, "wb").write(told)
EOF
/usr/bin/python3 -u -m http.server -d www --bind 127.0.0.1 0 >port 2>log &
server=$!
trap 'kill $server' EXIT
for _ in {1..2400}; do grep -qs port port && break; sleep 0.05; done
site=http://127.0.0.1:$(sed -E 's/.*port ([0-9]+).*/\1/' port)
plain() { sed -E "s|$site|SITE|g; s/[0-9]{4}-[0-9]{2}-[0-9]{2}/DAY/g"; }

lenscap changes "${options[@]}"
# What is refused says nothing of a look; what looked at nothing does not use up what the first is to say.
for none in "check example" "watch run"; do
	# shellcheck disable=SC2086 # a command and its word
	lenscap $none "${options[@]}" 2>&1 | grep -c "^What a look tells"
done
for seen in a b c; do
	lenscap check "${options[@]}" --allow-local "$site/$seen.jpg" >/dev/null
done
lenscap changes "${options[@]}"
rm www/a.jpg
cp plain.jpg www/b.jpg
# The site tells by the second whether a file is another.
touch -d "+10 seconds" www/b.jpg
lenscap recheck "${options[@]}" --allow-local >/dev/null
lenscap changes "${options[@]}" | plain
lenscap changes "${options[@]}" --since 2020-01-01
lenscap changes "${options[@]}" --since tomorrow
lenscap overview "${options[@]}" | plain | grep Since
lenscap changes "${options[@]}" --json | python3 -c '
import json, sys
for row in map(json.loads, sys.stdin):
    print(row["place"][-5:], row["change"], row["same"], row["then"]["access"], row["now"]["access"], row["known"],
          [kind["kind"] for kind in row["less"] or []], row["more"], row["since"] is not None)'
lenscap changes "${options[@]}" --json --offset 1 --limit 1 | python3 -c '
import json, sys
print([(row["place"][-5:], row["photo"], row["source"]) for row in map(json.loads, sys.stdin)])'
for lang in en de; do
	lenscap report "${options[@]}" --lang $lang --out report-$lang.html >/dev/null
done
lenscap report "${options[@]}" --pdf --out report.pdf >/dev/null
echo "-- on paper there is what the page says"
/usr/bin/python3 "$TOP/tests/cli/audit.py" paper report-en.html report.pdf
kill $server
wait $server 2>/dev/null
trap - EXIT
lenscap recheck "${options[@]}" --allow-local >/dev/null
lenscap changes "${options[@]}" | plain
# There as before, and yet not for the same: programs are turned away since.
PYTHONPATH=$TOP/tests/cli /usr/bin/python3 -u -c '
import os
import served
class Site(served.Site):
    def do_GET(self):
        if os.path.exists("shut") and "Sec-Fetch-Dest" not in self.headers:
            self.send_error(403)
        else:
            super().do_GET()
os.rename("port", "plain_port")
served.serve(Site)' 2>errors &
server=$!
trap 'kill $server' EXIT
for _ in {1..2400}; do [ -e plain_port ] && [ -s port ] && break; sleep 0.05; done
site=http://127.0.0.1:$(cat port) other=(--home other --key-file other_key)
lenscap init "${other[@]}" >/dev/null
lenscap photos add "${other[@]}" $storm >/dev/null
lenscap check "${other[@]}" --allow-local "$site/c.jpg" >/dev/null
touch shut -d "+20 seconds" www/c.jpg
lenscap recheck "${other[@]}" --allow-local >/dev/null
lenscap changes "${other[@]}" | plain
lenscap report "${other[@]}" --lang en --out access.html >/dev/null
kill $server
wait $server 2>/dev/null
trap - EXIT
for lang in en de; do
	lenscap report evidence "${options[@]}" --lang $lang --out $lang.html | plain
	lenscap report evidence "${options[@]}" --lang $lang --out again.html >/dev/null
	cmp $lang.html again.html && rm again.html
done
lenscap report evidence "${options[@]}" --out en.html
lenscap report evidence "${options[@]}" 2 --out two.html
lenscap changes "${options[@]}" 1 2
lenscap recheck "${options[@]}" 2 2>&1 | tail -1
lenscap photos add "${options[@]}" /usr/share/backgrounds/mate/nature/LadyBird.jpg >/dev/null
lenscap report evidence "${options[@]}" 2 --out two.html
python3 - "$TOP" <<'EOF'
import hashlib, html, json, re, subprocess, sys
words = {lang: json.load(open("%s/host/share/report/%s.json" % (sys.argv[1], lang))) for lang in ("en", "de")}
for lang in ("en", "de"):
    text = open(lang + ".html").read()
    assert "default-src 'none'" in text and words[lang]["report_sheet_title"] in text and "DAY" not in text
    chains = [html.unescape(c) for c in re.findall(r'<pre class="chain">(.*?)</pre>', text, re.S)]
    looks = 0
    for chain in chains:
        before = "0" * 64
        for row in chain.splitlines():
            tag, line = row.split("\t", 1)
            assert hashlib.sha256((before + "\n" + line).encode()).hexdigest() == tag, row
            before, looks = tag, looks + 1
    assert re.search(r"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\b", text), "no moment of a look"
    print(lang, len(chains), looks)
    report = open("report-%s.html" % lang).read()
    assert words[lang]["report_changes"] in report and words[lang]["report_was_absent"] in report
    assert words[lang]["report_no_longer"] in report
assert "Each is as it was" not in open("access.html").read()
# What is read in it is what came: the bytes that were served, by their sum.
text = open("en.html").read()
assert hashlib.sha256(open("www/b.jpg", "rb").read()).hexdigest() in text
assert words["en"]["report_sheet_proves"] in html.unescape(text) and "how often" not in text
# Each look has its answer, the first ones too; the last got none.
print(re.findall(r"<dt>%s</dt><dd>(.*?)</dd>" % re.escape(words["en"]["report_sheet_answer"]), text))
# And by the shell, as the sheet itself says.
script = html.unescape(re.findall(r"<pre>(before=.*?)</pre>", text, re.S)[0])
chain = html.unescape(re.findall(r'<pre class="chain">(.*?)</pre>', text, re.S)[0])
def check():
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True).stdout.split("\n")
open("lines.tsv", "w").write(chain)
assert all(said.startswith("good ") for said in check()[:-1]) and len(check()) > 3, check()
open("lines.tsv", "w").write(chain.replace("absent", "public", 1))
assert any(said.startswith("BAD ") for said in check())
EOF
exit 0
