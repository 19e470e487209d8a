#!/bin/bash
# A language that has been begun, with ten sentences: all that opens laws and letters
# goes on, in English where it has no words; a letter that is not whole in it is
# refused, and no other.
cd "$SCRATCH" || exit 1
# Programs look for what they read beside them.
mkdir programs && cp "$BUILD"/lenscap* programs && cp -r "$TOP/host/share" programs/share || exit 1
PATH=$PWD/programs:$PATH
options=(--home home --key-file key)
plain() { sed -E "s/LC-[A-Z2-7]{4}-[A-Z2-7]{4}/REFERENCE/g"; }
begin() { # begin EXPRESSION: French is what this makes of its file
	jq "$1" "$TOP/host/share/laws/fr.json" >programs/share/laws/fr.json
}
letter() { lenscap letter draft --to "$1" --ask access --preview "${@:2}" "${options[@]}" 2>&1 | plain; }
lenscap init "${options[@]}" >/dev/null
lenscap me set "${options[@]}" country de region de-be email zoe@example.org language de >/dev/null

echo "== ten sentences, and no letter"
begin '{language, begun: true, months, units: {months: .units.months}, deadline: {due: .deadline.due}}'
rm -r programs/share/letters/fr
lenscap deadline --country fr --received 2026-03-05 --lang fr
lenscap deadline --country de --received 2026-03-05 --lang de
letter pimeyes --lang fr | head -3
letter pimeyes --lang de | grep -m 1 Auskunft
lenscap me set name 'Zoe' "${options[@]}" >/dev/null
lenscap letter mandate --to Verein --lang fr --out mandate.txt "${options[@]}" 2>&1
lenscap letter mandate --to Verein --out mandate.txt "${options[@]}" && grep -c 'Zoe, beauftrage Verein' mandate.txt
# One whose own language it is gets English, like all whose language is not there.
letter kaspr --json | jq -r .language
lenscap me set language fr "${options[@]}" >/dev/null && lenscap me show "${options[@]}" | grep -i language
letter pimeyes --lang de --json | jq -r .language
rm programs/share/report/fr.json
lenscap report --out report.html --lang fr "${options[@]}" >/dev/null && grep -oE '<html[^>]*>|<h1>.*</h1>' report.html
lenscap report evidence --out sheet.html --lang fr "${options[@]}" >/dev/null && grep -oE '<html[^>]*>' sheet.html
"$TOP/tests/lint/languages.py" programs/share | tail -1 | sed "s/[0-9][0-9]* texts/N texts/"

echo "== all of its letters but one"
cp -r "$TOP/host/share/letters/fr" programs/share/letters/
rm programs/share/letters/fr/notice.mustache
letter kaspr --json | jq -r .language
letter pimeyes --lang fr | grep -m 1 RGPD
lenscap letter draft --to pimeyes --kind notice --lang fr "${options[@]}"
echo "exit $?"
"$TOP/tests/lint/languages.py" programs/share | grep letters/

echo "== whole"
begin '. + {begun: true}'
cp "$TOP/host/share/letters/fr/notice.mustache" programs/share/letters/fr/
"$TOP/tests/lint/languages.py" programs/share 2>&1
echo "exit $?"

echo "== not begun: nothing may be missing"
begin 'del(.months)'
lenscap deadline --country de --received 2026-03-05
echo "exit $?"
