#!/bin/bash
# What the first letter of a case said is said again by the next: no more, no less.
cd "$SCRATCH" || exit 1
export XDG_STATE_HOME=$SCRATCH/state XDG_DATA_HOME=$SCRATCH/data
options=(--home home --key-file key)
head -c 32 /dev/urandom >key
quiet() { lenscap "$@" "${options[@]}" >/dev/null 2>&1 || echo "lenscap $1 $2: $?"; }
tells() { # tells LETTER WORDS: how often
	echo "letter $1, $2: $(lenscap letter show "$1" "${options[@]}" | grep -cF "$2")"
}
quiet init
quiet me set name 'Zoe Example'
quiet me set email zoe@example.org
quiet me set country fr

echo "== what is wrong, and what would be right"
quiet letter draft --to pimeyes --ask rectification --wrong 'born in 1901' --right 'in 1991' --purpose 'a purpose of mine' --lang en
quiet cases sent 1
lenscap letter draft --case 1 "${options[@]}"
quiet cases reply 1 --kind use_form
lenscap letter draft --case 1 --preview --lang en "${options[@]}" | tr '\n' ' ' | grep -oE 'no form|online form'
quiet cases reply 1 --kind refused
quiet letter draft --case 1 --kind request
tells 2 'born in 1901'
tells 2 'in 1991'
quiet letter draft --case 1 --kind request --wrong 'my name' --right 'Zoe'
tells 3 'my name'
tells 3 'born in 1901'

echo "== a complaint tells what was chosen, and what it needs if nothing was"
quiet me set address '5 Secret Street
12345 Town'
quiet letter draft --case 1 --kind complaint --tell email,name --lang en
tells 4 'Secret Street'
quiet letter draft --case 1 --kind complaint --lang en
tells 5 'Secret Street'

echo "== a complaint says which letter it was"
long_ago=$(LC_ALL=C date -d '-70 days' '+%-d %B %Y')
quiet cases adopt facebook --on "$(date -d '-70 days' +%F)" --ask access --how post
quiet letter draft --case 2 --kind no_answer
quiet cases sent 2
quiet cases reply 2 --kind refused
quiet letter draft --case 2 --kind partial_answer --missing 'the sources'
quiet cases sent 2
for lang in en de fr it nl es; do
	lenscap letter draft --case 2 --kind partial_answer --missing source --missing recipients --missing 'my own' --lang $lang --preview "${options[@]}" |
		grep -E '^ *[123][.)]  '
done
lenscap letter draft --case 2 --kind complaint --lang en --preview "${options[@]}" |
	tr '\n' ' ' | grep -oE "I sent (my|a) [a-z ]*request of $long_ago" | sed "s/$long_ago/A DAY/"

echo "== a case that a notice opened"
quiet letter draft --to schufa --kind notice --ask notice
quiet cases sent 3
quiet cases reply 3 --kind refused
for lang in en de fr it nl es; do
	lenscap letter draft --case 3 --kind complaint --lang $lang --preview "${options[@]}" | tr -s '\n ' ' ' |
		grep -oE '(I sent|Abgeschickt:|J.{1,3}ai envoyé|Ho inviato|Ik heb|Envié) [^|]{10,60}20[0-9]{2}( [^ ]+){6}' |
		sed -E 's/ [0-9]+[^ ]* (de )?[^ ]+ (de )?20[0-9]{2}/ A DAY/'
done
echo "== no exhibits, no heading of them"
lenscap letter draft --case 3 --kind complaint --lang en --preview "${options[@]}" | grep -cE '^Exhibits'
quiet cases adopt pimeyes --on "$(date -d '-70 days' +%F)" --ask access --how post
lenscap letter draft --case 4 --kind complaint --lang en --preview "${options[@]}" | grep -cE '^Exhibits'

echo "== too large for a record"
head -c 65537 /dev/zero | tr '\0' ' ' >large.json
lenscap controllers add large.json "${options[@]}"
echo "exit $?"

echo "== nothing made leaves nothing behind"
echo words >words.jpg
lenscap clean words.jpg -o made >/dev/null 2>&1
echo "exit $?"
mkdir there
lenscap clean words.jpg -o there >/dev/null 2>&1
ls -d made there 2>/dev/null
exit 0
