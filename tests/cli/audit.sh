#!/bin/bash
# How exposed a page is: eight kinds of pages with planted exposures, and with
# what cannot be known; all of them are found, and nothing else.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
mkdir www
/usr/bin/python3 "$TOP/tests/cli/audit.py" make
/usr/bin/python3 "$TOP/tests/cli/audit.py" serve &
server=$!
trap 'kill $server' EXIT
for _ in {1..2400}; do [ -s port ] && break; sleep 0.05; done
site=http://127.0.0.1:$(cat port)
key=--key-file=key
lenscap init "$key" >/dev/null
lenscap photos add "$key" original.jpg >/dev/null
lenscap me set "$key" name "Jane Doe" handle janed42 birth 1990-05-17 email jane@mail.example \
	phone "+49 30 901820" address $'Am Ring 1\n10115 Berlin' >/dev/null

check() {
	lenscap check "$key" --allow-local --json "$@" >rows
	/usr/bin/python3 "$TOP/tests/cli/audit.py" tell rows "$site"
}

for page in profile forum personal album directory news wall result scripted other nameless nearly article microdata referred hcard rdfa discourse phpbb mastodon running named roundabout table inframe form next comma broken particle strangers long browsers leads framed; do
	echo "-- $page"
	check "$site/$page.html"
done
echo "-- a picture by itself, asked for twice; a description ties it to nothing"
check "$site/p/plain.jpg" "$site/p/plain.jpg"
echo "-- the same upload on two pages of a site is one"
cp www/forum.html www/index.html
check "$site/" | grep -c photo_elsewhere=SITE/forum.html
echo "-- what was asked for besides"
cut -d' ' -f2 log | sort | uniq -c | grep -E 'robots|tdmrep|original' | sed 's/^ *//'
echo "-- what was found is in the report, with what a stranger gets"
lenscap report "$key" --out report.html --lang de >/dev/null 2>&1
lenscap report "$key" --out shown.html --redact >/dev/null 2>&1
/usr/bin/python3 "$TOP/tests/cli/audit.py" report report.html shown.html
echo "-- on paper there is what the page says, but for the pictures"
lenscap report "$key" --pdf --out report.pdf --lang de >/dev/null 2>&1
/usr/bin/python3 "$TOP/tests/cli/audit.py" paper report.html report.pdf
echo "-- without a ledger it may be anybody"
lenscap check --home=none --allow-local --json "$site/profile.html" >rows 2>/dev/null
/usr/bin/python3 "$TOP/tests/cli/audit.py" tell rows "$site"
echo "-- nothing is known of me but the photo"
lenscap init --home=little "$key" >/dev/null
lenscap photos add --home=little "$key" original.jpg >/dev/null
for page in other profile; do
	lenscap check --home=little "$key" --allow-local --json "$site/$page.html" >rows
	/usr/bin/python3 "$TOP/tests/cli/audit.py" tell rows "$site"
done
echo "-- in words"
lenscap check "$key" --allow-local "$site/forum.html" 2>/dev/null | sed -n '/^How/,$p' | sed "s|$site|SITE|g"
echo "-- one photo at two addresses of a page: of another page is told once"
lenscap check "$key" --allow-local --json "$site/twice.html" | /usr/bin/python3 "$TOP/tests/cli/audit.py" once
echo "-- the photo with the largest face comes first"
lenscap init --home=faces "$key" >/dev/null
lenscap photos add --home=faces "$key" original.jpg face.jpg >/dev/null
lenscap check --home=faces "$key" --allow-local --json "$site/faces.html" >rows
/usr/bin/python3 "$TOP/tests/cli/audit.py" faces rows
lenscap report --home=faces "$key" --out kept.html >/dev/null 2>&1
grep -oE "(Face of|No face of) [0-9]+ px" kept.html | sed 's/[0-9][0-9]*/N/' | sort | uniq -c | sed 's/^ *//'
echo "-- who does not look says so"
mkdir few
for name in lenscap lenscap-decoder lenscap-fetcher lenscap-pagereader; do cp "$BUILD/$name" few/; done
ln -s "$TOP/host/share" few/share
few/lenscap check --home=faces "$key" --allow-local --json "$site/faces.html" >rows
/usr/bin/python3 "$TOP/tests/cli/audit.py" faces rows
lenscap report --home=faces "$key" --out few.html >/dev/null 2>&1
grep -c "<br>Unknown whether" few.html
few/lenscap doctor 2>/dev/null | grep lenscap-faces
echo "-- rule, words and sites name the same kinds"
python3 - "$TOP/host/share" <<'P'
import json, sys
def read(name): return json.load(open(sys.argv[1] + "/" + name))
rule, words = read("remedies/rule.json"), read("report/en.json")
kinds = [row["kind"] for row in rule["kinds"]]
print(len(kinds) == len(set(kinds)), all("exposed_" + kind in words and "exposed_do_" + kind in words for kind in kinds),
      set(rule["unknown"]) <= set(kinds), [row["from"] for row in rule["grades"]] == sorted(row["from"] for row in rule["grades"]))
for site in read("remedies/sites.json")["sites"]:
    for setting in site["settings"]:
        if not set(setting["for"]) <= set(kinds) or not site["source"].startswith("https://"):
            print("unknown:", site["site"], setting)
P
echo "-- the rule"
lenscap check --rule 2>/dev/null | sed -n '3,5p;/^[A-F]/p'
lenscap check --rule "$site/" 2>&1 | head -1
