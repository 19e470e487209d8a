#!/bin/bash
# Who to write to: found with a letter wrong, shown with sources, brought from
# elsewhere (also by somebody who means harm), added and forgotten.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
key=--key-file=key

echo "== search"
lenscap controllers search clerview
lenscap controllers search https://pimeyes.com/en --json |
	python3 -c 'import json, sys; print([json.loads(l)["slug"] for l in sys.stdin])'
lenscap controllers search qqqqqqqqqq
lenscap controllers search
echo "exit $?"
lenscap controllers search face --kind faces
echo "exit $?"
lenscap controllers search face --country Germany
echo "exit $?"
lenscap controllers list --kind face_search --json | wc -l | sed 's/^[0-9]$/few/; s/^[0-9][0-9]*$/at least ten/'

echo "== show"
lenscap controllers show clearview-ai | grep -A4 -E '^(Contact|A milder key)'
lenscap controllers show clearview-ai --json | python3 -c '
import json, sys
record = json.loads(sys.stdin.read())
print(record["kind"], record["claims"]["asks_for_photo"]["holds"], len(record["decisions"]))
print(all(f["source"] and f["date"] for f in record["decisions"] + record["contacts"]))'
lenscap controllers show clearview-ai --record | python3 -c '
import json, sys
print("lenscap" in json.loads(sys.stdin.read()))'
lenscap controllers show nobody
echo "exit $?"
lenscap controllers show PimEyes | head -1
lenscap controllers show schuffa

echo "== of one name"
for count in 2 5 6; do
	mkdir -p "same$count/companies"
	for i in $(seq $count); do
		sed "s/SLUG/same$i/" >"same$count/companies/same$i.json" <<'EOF'
{"slug": "SLUG", "name": "Same Name Ltd", "relevant-countries": ["all"], "address": "1 Street\nTown\nCountry",
 "sources": ["https://a.example/"], "quality": "verified"}
EOF
	done
	XDG_DATA_HOME=$PWD/of$count lenscap controllers import "same$count" | tail -1
	XDG_DATA_HOME=$PWD/of$count lenscap controllers show "same name ltd"
done
lenscap controllers show CRIF

echo "== import"
python3 - <<'EOF'
import json, os, zipfile
def record(slug, **more):
    return json.dumps({"slug": slug, "name": "The " + slug, "relevant-countries": ["all"],
                       "address": "1 Street\nTown\nCountry", "sources": ["https://a.example/"],
                       "quality": "verified", **more})
os.makedirs("set/companies")
os.makedirs("set/supervisory-authorities")
open("set/companies/zebrafinch.json", "w").write(record("zebrafinch"))
open("set/companies/broken.json", "w").write("{")
open("set/companies/huge.json", "w").write(record("huge") + " " * 70000)
open("set/companies/deep.json", "w").write("[" * 5000)
open("set/companies/other-name.json", "w").write(record("not-that"))
os.symlink("/etc/passwd", "set/companies/link.json")
os.mkfifo("set/companies/pipe.json")
open("set/package.json", "w").write("{}")
os.mkdir("empty")
def pack(name, files):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as z:
        for path, text in files:
            z.writestr(path, text)
pack("good.zip", [("data-main/companies/wagtail.json", record("wagtail")),
                  ("data-main/README.md", "hello")])
pack("evil.zip", [("../../companies/up.json", record("up")),
                  ("/companies/root.json", record("root")),
                  ("x/companies/../../../../evil.json", record("evil")),
                  ("companies/bell\a.json", record("bell"))])
pack("bomb.zip", [("companies/bomb%d.json" % i, " " * 30000000) for i in range(20)] +
                 [("companies/wagtail.json", record("wagtail"))])
pack("none.zip", [("readme.txt", "hello")])
data = open("good.zip", "rb").read()
open("torn.zip", "wb").write(data[:-30])
open("text.zip", "w").write("no zip at all")
broken = bytearray(data)
broken[80:90] = bytes(10)
open("damaged.zip", "wb").write(broken)
EOF
lenscap controllers import set 2>&1 | sort
lenscap controllers search zebrafinch
lenscap controllers import good.zip
echo "exit $?"
lenscap controllers search zebrafinch
lenscap controllers search wagtial
for file in none torn text; do
	lenscap controllers import $file.zip
	echo "exit $?"
done
lenscap controllers import damaged.zip
echo "exit $?"
lenscap controllers import empty
echo "exit $?"
lenscap controllers import missing.zip
echo "exit $?"
lenscap controllers import good.zip --set '../x'
echo "exit $?"
# What was there stays.
lenscap controllers search wagtail
lenscap controllers import evil.zip
echo "exit $?"
lenscap controllers import bomb.zip 2>&1 | tail -2
find . "$SCRATCH/.." -maxdepth 2 \( -name evil.json -o -name up.json -o -name root.json \)
lenscap controllers import set --json 2>/dev/null | tail -1
python3 - "$XDG_DATA_HOME/lenscap/registry/imported" <<'EOF'
import sys
data = open(sys.argv[1], "rb").read()
open(sys.argv[1], "wb").write(data[:-4])
EOF
lenscap controllers search zebrafinch
echo "exit $?"
lenscap controllers import good.zip

echo "== one's own"
lenscap controllers add --name 'Face Finder' --email dpo@facefinder.example
echo "exit $?"
lenscap init "$key" >/dev/null
lenscap controllers add "$key" --name 'Face Finder' --email 'dpo@facefinder.example' --address '1 Road\nTown' --kind face_search
echo "exit $?"
lenscap controllers show face-finder "$key" | head -9 | sed -E "s/20[0-9]{2}-[0-9]{2}-[0-9]{2}/TODAY/"
lenscap controllers show face-finder
echo "exit $?"
lenscap controllers search 'face fnder' "$key" | head -1
lenscap controllers add "$key" --name 'Bad' --email 'a@b.example\nBcc: c@d.example'
echo "exit $?"
lenscap controllers add "$key" --name 'Bad' --kind faces
echo "exit $?"
lenscap controllers add "$key" set/companies/broken.json
echo "exit $?"
lenscap controllers add "$key" set/companies/huge.json
echo "exit $?"
lenscap controllers add "$key" set/companies/zebrafinch.json
lenscap controllers add "$key" missing.json
echo "exit $?"
lenscap controllers add "$key"
echo "exit $?"
grep -rl facefinder "$XDG_DATA_HOME" "$XDG_STATE_HOME"
lenscap controllers forget "$key" face-finder
echo "exit $?"
lenscap controllers forget "$key" face-finder
echo "exit $?"
lenscap controllers forget "$key" clearview-ai
echo "exit $?"

echo "== changed behind the ledger's back"
imported=$XDG_DATA_HOME/lenscap/registry/imported
lenscap controllers import good.zip
echo "exit $?"
# A link that somebody laid where the new set is written is not followed.
echo mine >mine
ln -s "$SCRATCH/mine" "$imported.new"
lenscap controllers import "$key" good.zip
cat mine
lenscap verify "$key" | grep -i imported
lenscap backup "$key" backup
lenscap controllers search wagtail
lenscap controllers show wagtail | sed -n 3,5p | sed -E "s/20[0-9]{2}-[0-9]{2}-[0-9]{2}/TODAY/"
lenscap controllers show wagtail --json | grep -c '"unchecked": *true'
lenscap controllers show wagtail "$key" --json | grep -c '"unchecked": *false'
sed -i 's/1 Street/2 Street/' "$imported"
lenscap verify "$key" >verify.txt
echo "exit $?"
grep NO verify.txt
lenscap controllers show wagtail "$key"
echo "exit $?"
lenscap controllers search pimeyes "$key"
echo "exit $?"
lenscap controllers show wagtail --json | grep -c '"unchecked": *true'
lenscap controllers import "$key" good.zip
lenscap controllers show wagtail "$key" | grep -A1 letter
lenscap verify "$key" | tail -1 | grep -c ' 0 damaged'

echo "== laid there by somebody, before anything was imported"
lenscap init --home other "$key" >/dev/null
mkdir -m 700 other/registry
cp "$imported" other/registry/imported
lenscap controllers show wagtail --home other "$key"
echo "exit $?"
lenscap verify --home other "$key" | grep NO
lenscap controllers import --home other "$key" good.zip
lenscap verify --home other "$key" | tail -1 | grep -c ' 0 damaged'
lenscap wipe --home other --yes >wiped
find other -type f -size +0
exit 0
