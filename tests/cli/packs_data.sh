#!/bin/bash
# What packs have beside companies: laws, letters and where sites have their settings. Each is held to what
# Lenscap's own is held to when a pack is built and again when it is taken, is said to be the pack's where it is used,
# and goes with the pack.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
key=--key-file=key
make() { /usr/bin/python3 "$TOP/tests/cli/packs_data.py" "$TOP" "$1"; }
plain() { sed -E 's/[0-9A-F]{16}/ID/; s/RW[A-Za-z0-9+\/]{54}/KEY/; s/LC-[A-Z2-7]{4}-[A-Z2-7]{4}/REFERENCE/g; s/(\(pl\), [0-9]+)\/[0-9]+/\1\/ALL/'; }
built() { # built FOLDER: a signed pack of it
	rm -f "$1.pack" "$1.pack.minisig"
	lenscap pack build "$1" -o "$1.pack" && lenscap pack sign "$1.pack" --secret-key ours.key >/dev/null
}
make good || exit 1
lenscap pack key ours.key >/dev/null

echo "== built, and taken"
built good | plain
built newer >/dev/null
lenscap init $key >/dev/null
lenscap me set $key country nz email zoe@example.org name Zoe language en >/dev/null
draft() { lenscap letter draft --to photosite --ask access --preview $key --json "$@"; }
echo "-- what it does is shown before, and nothing is kept"
lenscap pack show good.pack $key 2>&1 | tail -1
lenscap pack show good.pack $key --signer-file ours.key.pub | plain >shown
lenscap pack list $key
lenscap pack import good.pack $key --signer-file ours.key.pub | plain >taken
diff shown taken && cat taken
lenscap pack show advice $key | plain | sed -n '1p;/photosite/p;/signed/p;$p'
lenscap pack show nobody $key 2>&1 | tail -1
lenscap pack list $key --json | /usr/bin/python3 -c '
import json, sys
print(sorted((c["kind"], c["what"], c["corrects"]) for c in json.loads(sys.stdin.readline())["changes"]))' | plain

echo "== a law and its letter are used, and are said to be the pack's"
draft | /usr/bin/python3 -c '
import json, sys
row = json.loads(sys.stdin.readline())
print(row["reason"])
print([w["warns"] for w in row["warnings"]])
print(row["text"])' | plain
lenscap deadline --law nzpa --country nz --received 2026-03-05 $key
lenscap deadline --law nzpa --country nz --received 2026-03-05 --home none
LC_ALL=it_IT.UTF-8 LANGUAGE=it lenscap pack list $key | plain
lenscap me set $key country it >/dev/null
draft --lang it | jq -c '[.warnings[].warns], (.text | contains("Buongiorno,"))'

echo "== and where a site has its settings"
mkdir -p www && cp "$TOP/tests/data/photos/"*.jpg www/ 2>/dev/null
photo=$(find /usr/share/backgrounds/mate/nature -name Storm.jpg)
cp "$photo" www/photo.jpg
echo '<title>Photos</title><img src=photo.jpg>' >www/index.html
/usr/bin/python3 -c '
import functools, http.server
server = http.server.HTTPServer(("127.0.0.1", 0), functools.partial(http.server.SimpleHTTPRequestHandler, directory="www"))
open("port.new", "w").write(str(server.server_port))
import os; os.rename("port.new", "port")
server.serve_forever()' 2>/dev/null &
server=$!
trap 'kill $server' EXIT
for _ in {1..2400}; do [ -s port ] && break; sleep 0.05; done
lenscap photos add $key "$photo" >/dev/null
cp www/photo.jpg www/portrait
echo '<title>Portrait</title><img data-portret=./portrait>' >www/portrait.html
echo '<title>Chwila, sprawdzamy</title>A page' >www/moment.html
echo '<title>A page</title>Udowodnij, że nie jesteś robotem' >www/prove.html
echo '<meta http-equiv=refresh content="0;url=/zaloguj/"><title>A page</title>' >www/leads.html
mkdir -p www/zaloguj saved && echo '<title>A page</title>' >www/zaloguj/index.html && cp www/portrait* saved/
by_rules() {
	for name in portrait moment prove leads; do
		lenscap check $key --allow-local --json "http://127.0.0.1:$(cat port)/$name.html" 2>/dev/null |
			jq -c "[\"$name\"] + (select(.number) | [.status, .why, .rules])"
	done
	lenscap find $key saved/portrait.html --json | jq -c '[.read, .rules]'
}
where() {
	lenscap check $key --allow-local --json "http://127.0.0.1:$(cat port)/" |
		jq -r 'select(.exposed) | .exposed[] | select(.kind == "photo_public") | .where | "\(.setting) (\(.source))"' 2>/dev/null |
		sort -u
}
where
echo "== pages are read by its rules, too, and that is said"
by_rules
lenscap check $key --allow-local "http://127.0.0.1:$(cat port)/moment.html" 2>/dev/null | sed -n 's/^ *read by/read by/p'
lenscap pack import newer.pack $key | sed -n 2p
where


echo "== two that do not fit together: the later one is left out, and said to be; all else goes on"
built other >/dev/null
lenscap pack import other.pack "$key" --signer-file ours.key.pub | grep -c brings:
lenscap pack list $key | grep 'not used'
lenscap me set $key country nz >/dev/null
draft | jq -r .text | grep -c 'Bye'
lenscap pack forget other $key
echo "-- rules of two packs, of which one has the other's name in its own"
mkdir -p adv/pages && echo '{"name": "adv", "title": "Adv", "version": 1, "made": "2026-11-29"}' >adv/pack.json
cp good/pages/pl.json adv/pages/ && built adv >/dev/null
lenscap pack import adv.pack "$key" --signer-file ours.key.pub >/dev/null
lenscap find $key saved/portrait.html --json | jq -c .rules
lenscap pack forget adv $key

echo "== forgotten: nothing of it is left"
lenscap pack forget advice $key
where
by_rules
lenscap letter draft --to pimeyes --ask access --preview $key 2>&1 | tail -1
lenscap me set $key country it >/dev/null
lenscap letter draft --to pimeyes --ask access --preview $key --lang it --json |
	jq -c '[.warnings[].warns], (.text | contains("Buongiorno,"))'
lenscap verify $key | tail -1 | sed 's/.*; //'

echo "== refused, each with its sentence, by whoever makes it and by whoever gets it"
make bad
# As somebody would who makes packs without Lenscap.
/usr/bin/python3 - <<'EOF'
import pathlib, zipfile
for folder in sorted(pathlib.Path("bad").iterdir()):
    with zipfile.ZipFile(f"{folder}.pack", "w") as out:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                out.write(file, file.relative_to(folder))
EOF
for bad in bad/*/; do
	bad=${bad%/}
	echo "$(basename "$bad"): $(lenscap pack build "$bad" -o made.pack 2>&1 | tail -1 | sed 's/^lenscap pack build: //')"
	[ ! -e made.pack ] || rm made.pack
	lenscap pack sign "$bad.pack" --secret-key ours.key >/dev/null
	lenscap pack import "$bad.pack" $key --signer-file ours.key.pub >said 2>&1 && echo "TAKEN"
	tail -1 said | sed 's/^lenscap pack import: /  taken: /'
done >told
grep -v '^  taken: ' told
grep -c '^  taken: ' told
lenscap pack list $key
