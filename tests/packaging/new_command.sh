#!/bin/bash
# A command as `make new-command` begins it works at once, and its sentences get
# into every catalogue by one file, which `make po` asks for and takes.
set -eu
fail() { echo "$*"; exit 1; }
command -v xgettext >/dev/null || { echo "gettext is not installed"; exit 77; }
cd "$SCRATCH"
mkdir -p build tests/packaging tests/cli extension
cp -a "$TOP"/{Makefile,.ci,host,include,packaging,po} .
cp -a "$TOP/tests/lint" tests/
cp -a "$TOP/extension/_locales" extension/
cp -a "$TOP/build/tools" build/
# What is built is not built again; but what is written here is here alone.
mkdir -p "build/${BUILD##*/}"
cp -a "$BUILD"/{config,host,include} "build/${BUILD##*/}/"
export MODE=${BUILD##*/}
make -s new-command NAME=weather >said
[ -e host/operations/weather.c ] || fail "nothing was written: $(cat said)"
for name in "" 'two words' ../x Big status weather; do
	! packaging/new_command.py "$name" 2>/dev/null || fail "'$name' is no name for a new one"
done
form=$(command -v clang-format-14) && "$form" --dry-run -Werror host/operations/weather.c
make -s -o "build/$MODE/config" "build/$MODE/lenscap" "build/$MODE/share" >log 2>&1 || fail "$(tail -20 log)"
PATH=$PWD/build/$MODE:$PATH bash tests/cli/weather.sh >said 2>&1
diff -u tests/cli/weather.out said || fail "it says something else"

# A text of the extension is written in English, and is asked for like these.
sed -i '0,/^\t"accept": {/s//\t"aardvark": {\n\t\t"message": "Say {word}"\n\t},\n&/' extension/_locales/en/messages.json
# What nobody says any more goes.
cp -a po before
printf '\nmsgid "Nobody says this either."\nmsgstr "Niemand"\n' >>po/de.po
! tests/lint/catalogue.py --merge build/said.json >said 2>&1 || fail "nothing was missing"
grep -q 'build/said.json: 5 sentences' said || fail "$(cat said)"
diff -r before po || fail "what nobody says is left"
codes=$(/usr/bin/python3 - <<'EOF'
import json
said = json.load(open("build/said.json"))
codes = list(said["the word to say"])
assert len(codes) >= 5 and all(list(words) == codes for words in said.values()), said
assert "extension aardvark: Say {word}" in said, said
for sentence, words in said.items():
    words.update({code: f"{code}: {sentence}" for code in words})
said["Nobody says this."] = {"de": "Niemand"}
json.dump(said, open("build/said.json", "w"))
print(*codes)
EOF
)
make -s po >said || fail "$(cat said)"
for code in $codes; do
	# Nothing but these four is other than it was.
	changes=$(diff "before/$code.po" "po/$code.po" | grep -c '^[<>]')
	[ "$(grep -c "^msgstr \"$code: " "po/$code.po") $changes" = '4 12' ] || fail "$code: $changes lines are other"
done
for code in $codes; do
	[ "$(jq -r .aardvark.message "extension/_locales/$code/messages.json")" = "$code: extension aardvark: Say {word}" ] || fail "$code: no aardvark"
	[ "$(jq -r 'keys_unsorted[]' "extension/_locales/$code/messages.json" | head -20)" = "$(jq -r 'keys_unsorted[]' extension/_locales/en/messages.json | head -20)" ] || fail "$code: another order"
done
[ ! -e build/said.json ] || fail "what is done is left"
echo "new-command: a command and its test, and four sentences in $(wc -w <<<"$codes") languages by one file"
