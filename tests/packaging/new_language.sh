#!/bin/bash
# A language as `make new-language` begins it is one to every list and lint; what it
# lacks is counted, and `make po` asks for it.
set -eu
fail() { echo "$*"; exit 1; }
command -v xgettext >/dev/null || { echo "gettext is not installed"; exit 77; }
cd "$SCRATCH"
mkdir -p build tests extension
cp -a "$TOP"/{Makefile,.ci,host,include,packaging,po} .
cp -a "$TOP/tests/lint" tests/
cp -a "$TOP/extension/_locales" extension/
cp -a "$TOP/build/tools" build/
make -s new-language CODE=xy NAME="L'xy" >said
cmp <(git diff --no-index --numstat "$TOP/host/share/languages.json" host/share/languages.json | cut -f1,2) <(printf '2\t1\n') ||
	fail "more than a line was added"
jq -e '.languages[-1] == {code: "xy", name: "L'\''xy", has: ["letters", "law"]}' host/share/languages.json >/dev/null ||
	fail "$(tail -4 host/share/languages.json)"
for wrong in "" xyz XY de xy; do
	! packaging/new_language.py "$wrong" Name 2>/dev/null || fail "'$wrong' is no code for a new one"
done
! packaging/new_language.py yx '"' 2>/dev/null || fail "a name that is no name"
tests/lint/languages.py >said || fail "$(cat said)"
grep -q "^L'xy is begun: " said || fail "languages.py: $(tail -1 said)"
tests/lint/catalogue.py >said 2>&1 || fail "$(cat said)"
all=$(sed -nE 's/^catalogue: xy is begun: ([0-9]+) of \1 sentences.*/\1/p' said)
[ -n "$all" ] || fail "$(cat said)"
sed -i '/^msgid "Photos"/{n;s/""/"Xy"/}' po/xy.po
! make -s po CODE=xy >said 2>&1 || fail "nothing was missing"
grep -q "build/said.json: $((all - 1)) sentences" said || fail "$(cat said)"
grep -q '"show this help": {' build/said.json || fail "the ten are not asked for"
! make -s po CODE=zz >said 2>&1 || fail "a language that is not there has sentences"
grep -q 'zz is no language' said || fail "$(cat said)"
echo "new-language: a line, two files, and the ten sentences that are in it"
