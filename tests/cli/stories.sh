#!/bin/bash
# Stories in which a letter once said what was not so: of each the sentence as it must read.
cd "$SCRATCH" || exit 1
options=(--home "$SCRATCH/ledger" --key-file "$SCRATCH/key")
quiet() { lenscap "$@" "${options[@]}" >/dev/null; }
said() { tr -s '\n ' ' ' | grep -oE "$1"; }
draft() { lenscap letter draft "${options[@]}" --lang en --preview "$@" 2>&1; }
sent=$(date -d '-60 days' +%F)
quiet init
quiet me set name 'Eva Muster' email eva@example.org address 'Weg 5; 1010 Wien' country at

echo "== whoever answered is not reminded as one who did not"
for kind in erased partial refused; do
	quiet cases adopt pimeyes --on "$sent" --ask access,erasure,objection
	case=$((${case:-0} + 1))
	lenscap cases reply $case --kind $kind "${options[@]}" >/dev/null
	draft --case $case --kind no_answer | said 'They answered on .*'  | sed -E 's/20[0-9-]{8}/DAY/'
done
draft --case 1 --kind partial_answer | said 'You say that the data are erased[^.]*\.|do not erase anything'
draft --case 3 --kind complaint | said 'It has not been confirmed to me that my objection is followed|Nothing has been told'
quiet cases adopt schufa --on "$sent" --ask access
quiet cases reply 4 --kind photo_demanded
draft --case 4 --kind no_answer | said 'Reminder: my letter of [^[]*is [a-z ]*|Since [^.]*days have passed\. [^.]*\.' |
	sed -E 's/ [0-9]+ [A-Z][a-z]+ 20[0-9]{2}/ A DAY/; s/[0-9]+ days/N days/'

echo "== a letter that came back was answered by nobody, more time is no answer"
quiet cases adopt schufa --on "$sent" --ask access
quiet cases reply 5 --kind bounced
draft --case 5 --kind no_answer | said 'You answered|received no [a-z ]*answer [a-z ]*|The only letter of case 5 came back, so nobody has it'
quiet cases adopt schufa --on "$sent" --ask erasure
quiet cases reply 6 --kind extension --on "$(date -d '-50 days' +%F)" --until "$(date -d '-10 days' +%F)"
draft --case 6 --kind complaint | said 'I have received no answer in substance|No answer was given by'
echo "== who did not ask for access claims none"
draft --case 6 --kind too_often | said 'There is none here[^.]*\.|A fixed number of requests' || true
draft --case 6 --kind public_data | said 'My rights do not depend[^(]*\([^)]*\)|You owe me access'

echo "== what the record knows of a seat holds against who says that no law binds"
draft --case 6 --kind not_subject | said 'you are established in the Union[^.]*\.|An establishment in the Union is not required|exclude those who live'
draft --case 1 --kind not_subject | said 'An establishment in the Union is not required|exclude those who live'

echo "== a child's later letters and complaint are the child's"
quiet letter draft --to tellows --ask access --role child --for 'Mia Muster' --tell name,email --lang en
lenscap letter draft --to kaspr --ask access --role child --for 'Mia Muster' --tell name,email --preview \
	"${options[@]}" | said 'The letter takes the country and region[^.]*\.'
quiet cases sent 7
quiet cases reply 7 --kind id_demanded
draft --case 7 --kind id_demanded | said 'I write for my child[^.]*\.|A milder way exists: [^(]*'
draft --case 7 --kind complaint | said 'The complainant is [^.]*\.|in whose name [^:]*'

echo "== what is kept is not objected to; recipients are told with what is done"
draft --to facebook --ask erasure,objection --erase photos --situation-kind safety --tell name,email |
	said 'I object to the processing of [^(]*'
draft --to schufa --ask notice --tell name,email
quiet me set country gb region gb-eng
quiet cases adopt facewatch --on "$sent" --ask access
draft --case 8 --kind complaint | said 'I consider that[^.]*\.|people who live in [^(]*'

echo "== what governs a request is the law of the day it came"
lenscap cases adopt clearview-ai --on 2026-01-20 --ask access,erasure "${options[@]}" >/dev/null
draft --case 9 --kind no_answer | said 'You were required [^(]*\([^)]*\)[^)]*\)[^)]*\)'
