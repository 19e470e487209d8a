#!/bin/bash
# The language of the terminal: which one, where it comes from, and that nothing
# but the terminal has it. A German in brackets stands for all (pseudo.py); of what
# the languages say a few lines stand here.
cd "$SCRATCH" || exit 1
export XDG_STATE_HOME=$SCRATCH/state
unset LC_ALL LC_MESSAGES LANG LANGUAGE
photo=/usr/share/backgrounds/mate/nature/Storm.jpg
echo 0123456789abcdef0123456789abcdef >key

echo "-- Which one: a locale, and what LANGUAGE says of it"
which() {
	echo "$* -> $(env "$@" lenscap frob 2>&1)"
}
which LANG=
which LANG=C LANGUAGE=de
which LC_ALL=POSIX LANG=de_DE.UTF-8
which LANG=en_GB.UTF-8
which LANG=pl_PL.UTF-8
which LANG=de_DE.UTF-8
which LC_MESSAGES=de_CH.UTF-8 LANG=fr_FR.UTF-8
which LC_ALL=fr_FR.UTF-8 LC_MESSAGES=de LANG=it_IT
which LANG=C.UTF-8 LANGUAGE=pl:fr:de
which LANG=de_DE.UTF-8 LANGUAGE=en:de
which LANG=de_DE.UTF-8 LANGUAGE=pl
which LANG=../../../etc LANGUAGE=../de:

echo "-- A table, a refusal with a value, one and many, help, a slip"
for language in de fr; do
	export LC_ALL=C.UTF-8 LANGUAGE=$language
	options="--home home-$language --key-file key"
	# shellcheck disable=SC2086 # words
	for words in "init $options" "photos add $options $photo" "photos list $options" \
		"photos show $options 7" "me set $options country de region de-be" \
		"letter draft $options --to pimeyes --ask access --situation-kind private" \
		"me set $options country us region us-ny email a@example.org" "letter draft $options --to pimeyes --ask access" \
		"photos forget $options --yes 1" "cases list --home none" \
		"deadline --country de --received 2026-03-05" "lock --help" "photos list --limit 0" "photos lst"; do
		lenscap $words 2>&1 | sed -E "s#$SCRATCH/##; s/[0-9A-Z]{4}(-[0-9A-Z]{4}){5,}/KEY/; s/  20[0-9-]{8} /  TODAY      /"
	done
	lenscap doctor | grep -E ' lenscap-(pagereader|faces) '
	lenscap controllers show not-pimeyes | sed -n 2p
	lenscap controllers show 192-com | sed -n 3,4p # in whose language a record is
	lenscap registry update --help | sed -n 3,5p
done
unset LC_ALL LANGUAGE

echo "-- What programs read, and what is kept, is the same in every language"
"$TOP/tests/cli/pseudo.py" "$BUILD" pseudo || exit 1
bracketed() {
	LC_ALL=C.UTF-8 LANGUAGE=de PATH=$SCRATCH/pseudo:$PATH "$@"
}
both() { # ends alike, and says the same to a program
	lenscap "$@" --json >plain 2>&1
	echo "$? $*" >>plain
	bracketed lenscap "$@" --json >said 2>&1
	echo "$? $*" >>said
	diff plain said && echo "same: $*"
}
bracketed lenscap lock --help | head -3
bracketed lenscap cases list --home none
bracketed lenscap --generate table | grep -c ⟦
bracketed lenscap --complete cases '' | grep -c ⟦
lenscap init --home told --key-file key >recovery
lenscap photos add --home told --key-file key $photo >added
both status --home told --key-file key
both photos show 1 --home told --key-file key
both photos show 7 --home told --key-file key
both photos list --limit 0 --home told --key-file key
echo no picture >text
both fingerprint $photo text
both compare $photo $photo
both deadline --country de --received 2026-03-05
both controllers show clearview-ai
both verify --home told --key-file key
both overview --home told --key-file key

echo "-- What is kept or handed on by a command that speaks another language"
options="--home ledger --key-file key"
# shellcheck disable=SC2086 # words
said() { bracketed lenscap "$@" $options 2>&1; }
{
	said init
	said photos add $photo
	said me set name Zoe country de region de-be email zoe@example.org
	said letter draft --to clearview-ai --ask access,erasure --format eml --out letters
	said cases sent 1
	said cases list --ics cases.ics
	said cases reply 1 --kind refused --note seen
	said cases correct 1 --entry 2 --note slip
	said letter draft --case 1 --kind complaint
	said cases list
	said cases show 1
	said cases list --csv cases.csv
	said evidence 1 --out evidence
	said report --out report.html
	said outcomes card --out card.json
} >screen
grep -c ⟦ screen | sed 's/^[1-9][0-9]*$/the screen is in brackets/'
# shellcheck disable=SC2086 # words
{
	lenscap cases show 1 --json $options
	lenscap letter list --json $options
	lenscap letter show 1 $options
	lenscap photos show 1 --json $options
} >dump
wc -c <dump | sed 's/^[0-9]\{4,\}$/there is something kept/'
for file in letters/*.eml cases.csv cases.ics evidence/SHA256SUMS report.html card.json; do
	[ ! -s "$file" ] || echo "written: ${file/#letters*/a letter}"
done
! grep -rl ⟦ dump letters cases.csv cases.ics evidence report.html card.json
