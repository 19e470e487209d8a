#!/bin/bash
# Packs: made, signed (by us and by minisign), taken, and refused when they were
# changed, are older, or are somebody else's; what they add, correct, withdraw.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
key=--key-file=key
pack() { # pack FOLDER VERSION MORE: a folder to be built
	mkdir -p "$1/companies"
	echo "{\"name\": \"advice\", \"title\": \"Companies we write to\", \"version\": $2, \"made\": \"2026-11-29\"$3}" >"$1/pack.json"
	record qvvx '"email": "a@qvvx.example"' >"$1/companies/qvvx.json"
}
record() { # record SLUG CONTACT
	echo "{\"slug\": \"$1\", \"name\": \"The $1\", \"relevant-countries\": [\"all\"], $2,
		\"sources\": [\"https://$1.example/\"], \"quality\": \"verified\",
		\"lenscap\": {\"kind\": \"face_search\", \"checked\": \"2026-11-01\"}}"
}
says() { # says COMMAND...: the last line of what it says, and its status
	local out status=0
	out=$("$@" 2>&1) || status=$?
	echo "$out" | grep -v -- '--help.* shows how' | tail -1 | sed -E 's/[0-9A-F]{16}/ID/; s/RW[A-Za-z0-9+\/]{54}/KEY/'
	echo "exit $status"
}

echo "== built and signed"
pack one 2 ', "helper": {"name": "Advice", "email": "help@advice.example"},
	"introduction": [{"language": "en", "text": "Begin with these.\nThen ask us."}, {"language": "it", "text": "Comincia da qui."}],
	"preset": ["pimeyes", "qvvx"],
	"withdraw": [{"slug": "clearview-ai", "contact": "legal-requests@clearview.ai", "reason": "bounced", "date": "2026-11-20"}]'
lenscap pack build one -o one.pack
(cd / && umask 077 && LC_ALL=C TZ=Asia/Tokyo lenscap pack build "$SCRATCH/one" -o "$SCRATCH/again.pack") >/dev/null
cmp one.pack again.pack && echo "the same again"
says lenscap pack build one -o one.pack
says lenscap pack key ours.key
says lenscap pack sign one.pack --secret-key ours.key
says lenscap pack verify one.pack --signer-file ours.key.pub
lenscap pack verify one.pack --signer "$(tail -1 ours.key.pub)" --json | python3 -c '
import json, sys
row = json.loads(sys.stdin.read())
print(row["name"], row["version"], row["companies"], row["preset"], row["comment"], len(row["introduction"]))'
if command -v minisign >/dev/null; then
	minisign -V -p ours.key.pub -m one.pack | head -1
	minisign -G -f -W -p theirs.pub -s theirs.key >/dev/null
	cp one.pack theirs.pack
	minisign -S -s theirs.key -m theirs.pack >/dev/null
	lenscap pack verify theirs.pack --signer-file theirs.pub >/dev/null && echo "minisign's is good"
else
	# The same words, without whom they are about.
	echo "Signature and comment signature verified"
	echo "minisign's is good"
fi

echo "== a sealed key"
echo "correct horse" >words
echo "wrong horse" >wrong
says lenscap pack key sealed.key --secret-passphrase-file words
cp one.pack sealed.pack
says lenscap pack sign sealed.pack --secret-key sealed.key
says lenscap pack sign sealed.pack --secret-key sealed.key --secret-passphrase-file wrong
says lenscap pack sign sealed.pack --secret-key sealed.key --secret-passphrase-file words
says lenscap pack sign sealed.pack --secret-key words
stat -c %a sealed.key

echo "== what is no pack"
built() { says lenscap pack build bad -o bad.pack; rm -rf bad bad.pack; }
pack bad 1 ', "versoin": 3' && built
pack bad '"1"' && built
pack bad 0 && built
pack bad 1 ', "made": "2026-11"' && built
pack bad 1 && rm bad/pack.json && built
pack bad 1 && sed -i 's/"name": "advice"/"name": "..\/advice"/' bad/pack.json && built
pack bad 1 && record other '"email": "x@y.example"' >bad/companies/qvvx.json && built
pack bad 1 && record silent '"web": "https://silent.example/"' >bad/companies/silent.json && built
pack bad 1 && record silent '"email": "a@b.example", "emial": "x"' >bad/companies/silent.json && built
pack bad 1 && mkfifo bad/companies/pipe.json && built
pack bad 1 && ln -s /etc/passwd bad/companies/link.json && built
pack bad 1 && head -c 70000 /dev/zero | tr '\0' ' ' >bad/companies/large.json && built
# A letter wrong, and days that have not come.
pack bad 1 ', "preset": ["pimeyes", "nobody-here"]' && built
pack bad 1 ', "withdraw": [{"slug": "clearview", "contact": "a@b.example", "reason": "bounced", "date": "2026-11-20"}]' && built
pack bad 1 ', "withdraw": [{"slug": "qvvx", "contact": "a@b.example", "reason": "bounced", "date": "2999-01-01"}]' && built
pack bad 1 && sed -i 's/2026-11-29/2999-01-01/' bad/pack.json && built
pack bad 1 && sed -i 's/2026-11-01/2999-01-01/' bad/companies/qvvx.json && built
pack bad 1 && record silent '"web": "https://silent.example/"' >bad/companies/silent.json
says lenscap pack build bad -o allowed.pack --unreachable 1

echo "== taken"
lenscap init $key >/dev/null
says lenscap pack import one.pack $key
says lenscap pack import one.pack $key --signer RWnonsense
lenscap pack import one.pack $key --signer-file ours.key.pub >/dev/null && echo "taken"
lenscap pack list $key | sed -E 's/[0-9A-F]{16}: RW.*/ID: KEY/'
lenscap controllers show qvvx $key | head -3
lenscap controllers show qvvx
echo "without the ledger: exit $?"
lenscap controllers show clearview-ai $key --json | python3 -c '
import json, sys
row = json.loads(sys.stdin.read())
print([(c["value"], c["state"], c["note"]) for c in row["contacts"] if c["medium"] == "email"], repr(row["email"]))'
lenscap verify $key | tail -1 | sed 's/.*; //'
lenscap pack import one.pack $key >/dev/null && echo "taken again"

echo "== refused"
sign() { rm -f "$1.minisig"; lenscap pack sign "$1" --secret-key "${2:-ours.key}" >/dev/null; }
pack old 1 && lenscap pack build old -o old.pack >/dev/null && sign old.pack
says lenscap pack import old.pack $key
lenscap pack key foreign.key >/dev/null
cp one.pack foreign.pack && sign foreign.pack foreign.key
says lenscap pack import foreign.pack $key
says lenscap pack import foreign.pack $key --signer-file foreign.key.pub
says lenscap pack verify foreign.pack --signer-file ours.key.pub
cp one.pack unsigned.pack
says lenscap pack import unsigned.pack $key
says lenscap registry update one.pack $key
# Each byte counts: at the beginning, in the middle, at the end, one more, one less.
size=$(stat -c %s one.pack)
for at in 0 40 $((size / 2)) $((size - 3)); do
	cp one.pack t.pack && cp one.pack.minisig t.pack.minisig
	printf '\377' | dd of=t.pack bs=1 seek="$at" conv=notrunc 2>/dev/null
	says lenscap pack import t.pack $key
done | sort | uniq -c | sed 's/^ *//'
cp one.pack t.pack && echo >>t.pack && says lenscap pack import t.pack $key
head -c $((size - 1)) one.pack >t.pack && says lenscap pack import t.pack $key
sed -i 's/file:one/file:two/' t.pack.minisig && cp one.pack t.pack && says lenscap pack import t.pack $key
echo "no signature" >t.pack.minisig && says lenscap pack import t.pack $key
: >t.pack.minisig && says lenscap pack import t.pack $key
echo "no pack" >t.pack && sign t.pack && says lenscap pack import t.pack $key
(echo "#!/bin/sh" && cat one.pack) >t.pack && sign t.pack && says lenscap pack import t.pack $key
head -c 40000000 /dev/zero >t.pack && says lenscap pack import t.pack $key
# Signed, and yet not what a pack has: somebody lost their key, or their mind.
python3 -W ignore - <<'EOF'
import zipfile
manifest = open("one/pack.json").read().replace('"version": 2', '"version": 3')
def pack(name, *files):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as out:
        for path, text in files:
            out.writestr(path, text)
pack("program.pack", ("pack.json", manifest), ("bin/run.sh", "#!/bin/sh"))
record = open("one/companies/qvvx.json").read()
for name, path in ("climbs", "../companies"), ("rooted", "/companies"), ("deep", "in/companies"):
    pack(name + ".pack", ("pack.json", manifest), (path + "/qvvx.json", record))
pack("twice.pack", ("pack.json", manifest), ("pack.json", manifest))
pack("empty.pack")
pack("again.pack", ("pack.json", manifest), ("companies/qvvx.json", record), ("companies/qvvx.json", record))
pack("bomb.pack", ("pack.json", manifest), ("companies/a.json", " " * 50000000))
# A header that is not what the directory says: name, method, sum, sizes, flags; and an end that contradicts both.
pack("good.pack", ("pack.json", manifest), ("companies/qvvx.json", record))
good = open("good.pack", "rb").read()
second, end = good.index(b"PK\3\4", 4), good.rindex(b"PK\5\6")
for name, at in ("name", second + 30), ("method", second + 8), ("sum", second + 14), ("packed", second + 18), \
        ("size", second + 22), ("flags", second + 6), ("count", end + 8), ("directory", end + 12):
    bad = bytearray(good)
    bad[at] ^= 1
    open(f"lies-{name}.pack", "wb").write(bad)
EOF
for bad in program climbs rooted deep twice again empty bomb lies-{name,method,sum,packed,size,flags,count,directory}; do
	sign "$bad.pack" && says lenscap pack import "$bad.pack" $key
done
lenscap pack list $key | sed -n 2p

echo "== newer, changed behind the ledger's back, forgotten"
pack new 3 && record clearview-ai '"email": "new@clearview.example"' >new/companies/clearview-ai.json
lenscap pack build new -o new.pack >/dev/null && sign new.pack
lenscap pack import new.pack $key | sed -n 2p
lenscap controllers show clearview-ai $key | grep -E '^The|^  (record|email)'
sed -i 's/new@clear/bad@clear/' "$XDG_DATA_HOME/lenscap/registry/pack-advice"
says lenscap controllers show clearview-ai $key
verified() { # verified: what verify says of the folder, and its status
	local status=0
	lenscap verify $key >verified || status=$?
	grep -E 'registry|imported' verified | LC_ALL=C sort
	tail -1 verified | sed 's/.*; //'
	echo "exit $status"
}
verified
lenscap pack import new.pack $key >/dev/null && echo "whole again"
echo mine >"$XDG_DATA_HOME/lenscap/registry/other"
cp "$XDG_DATA_HOME/lenscap/registry/pack-advice" "$XDG_DATA_HOME/lenscap/registry/pack-laid"
verified
lenscap backup $key saved | tail -1
lenscap restore $key --home restored saved >/dev/null
lenscap verify $key --home restored | grep -E 'registry|imported|damaged' | sed 's/.*; //'
rm "$XDG_DATA_HOME/lenscap/registry/pack-laid" "$XDG_DATA_HOME/lenscap/registry/pack-advice"
verified
lenscap pack list $key | tail -1
lenscap pack import new.pack $key >/dev/null
says lenscap pack forget nothing $key
says lenscap pack forget ../imported $key
says lenscap pack forget advice $key
says lenscap pack list $key
lenscap controllers show clearview-ai $key | sed -n 3p
says lenscap pack import old.pack $key
says lenscap pack import old.pack $key --signer-file ours.key.pub

echo "== destroyed with the ledger, and where none is"
touch "$XDG_DATA_HOME/lenscap/registry/"pack-{advice.new,notes.txt,Notes,}
lenscap wipe --yes >/dev/null
(cd "$XDG_DATA_HOME/lenscap" && find . -type f | sort)
echo left >"$XDG_DATA_HOME/lenscap/registry/pack-left"
says lenscap wipe --yes
says lenscap wipe --yes
(cd "$XDG_DATA_HOME/lenscap" && find . -type f | sort)
