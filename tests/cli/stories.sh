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
draft --case 6 --kind too_often | said '.*note what they wrote first.*'
quiet cases reply 6 --kind too_often
draft --case 6 --kind too_often | said 'There is none here[^.]*\.|A fixed number of requests' || true
quiet cases reply 6 --kind public_data
draft --case 6 --kind public_data | said 'My rights do not depend[^(]*\([^)]*\)|You owe me access'

echo "== what the record knows of a seat holds against who says that no law binds"
quiet cases reply 6 --kind not_subject
quiet cases reply 1 --kind not_subject
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

echo "== a complaint says what was asked, when it came, and each breach of the time"
quiet me set country at region ''
told() { # told CASE WORDS: in the complaint in each language
	for language in en de fr it nl es; do draft --case "$1" --kind complaint --lang $language | said "$2"; done
}
plain() { sed -E 's/[0-9]+\.? (de )?[[:alpha:]û]+ (de )?20[0-9]{2}/DAY/g'; }
quiet letter draft --to instagram --ask erasure --erase photos,templates --tell name,email,address --lang en
quiet cases sent 10
told 10 '(to be erased|zu löschen|à effacer.|da cancellare|te wissen|a suprimir): [^)]*\)'
draft --case 10 --kind complaint | said 'Please order the erasure of .*told of it|I take it to have been received|The case itself shows [^.]*\.|Access has not'
quiet cases adopt schufa --on "$sent" --ask access,erasure
quiet cases received 11 --on "$(date -d '-58 days' +%F)" --proven
quiet cases reply 11 --kind id_demanded --on "$(date -d '-50 days' +%F)"
draft --case 11 --kind complaint | said 'It was received on [^.]*\.|No (complete )?answer was given by|An answer was made to depend on [a-z ]*|The answer came' | plain
told 11 'No complete answer|kam keine vollständige Antwort|Aucune réponse complète|Nessuna risposta completa|geen volledig antwoord|ninguna respuesta completa'
quiet cases adopt schufa --on "$sent" --ask objection
quiet cases reply 12 --kind fee_demanded --on "$(date -d '-2 days' +%F)"
draft --case 12 --kind complaint | said 'No complete answer was given by|An answer was made to depend on a fee [^)]*\)|The answer came|Access has not'
quiet cases adopt schufa --on "$sent" --ask access
quiet cases reply 13 --kind extension --on "$(date -d '-2 days' +%F)"
draft --case 13 --kind complaint | said 'an extension was announced[^)]*\)|the time was extended|No answer was given by'
quiet cases adopt schufa --on "$sent" --ask objection
quiet cases reply 14 --kind answer --on "$(date -d '-50 days' +%F)"
draft --case 14 --kind complaint | said 'The case itself [^)]*\)\(f\)[^)]*\)'
cat >town.json <<'EOF'
{"slug":"town","name":"Town of Wien","address":"Rathaus\n1010 Wien\nAustria","email":"town@example.at","categories":["public body"],
"relevant-countries":["at"],"sources":["https://example.at/"],"quality":"verified"}
EOF
quiet controllers add town.json
quiet cases adopt town --on "$sent" --ask access
for case in 12 15; do
	quiet cases reply $case --kind public_data
	draft --case $case --kind public_data | said 'a legal basis of its own[^(]*\(Art. 6[^G]*'
done
quiet me set country ch
quiet cases adopt clearview-ai --on "$sent" --ask access
told 16 'Anzeigende|The person reporting|de la dénonciation est|della segnalazione è|De melding wordt|que comunica|[Bb]eschwerdef'
quiet me set country fr
quiet cases adopt pimeyes --on "$sent" --ask access
quiet letter draft --case 17 --kind complaint --lang fr --format txt --out french
grep -h Informatique french/*.txt
quiet me set country no
quiet cases adopt clearview-ai --on "$sent" --ask erasure
draft --case 18 --kind notice --to lusha | said 'lenscap letter draft:.*'
quiet cases reply 18 --kind partial
draft --case 18 --kind notice --to lusha | said '[^ ]* \(Datatilsynet[^)]*\)*'

echo "== a brother's letter is another's; the same child's is not written twice"
for _ in 1 2; do
	lenscap letter draft --to tellows --ask access --role child --for 'Max Muster' \
		--tell name,email "${options[@]}" 2>&1 | said 'waits in case [0-9]*|case [0-9]+'
done
echo "== what a reader found to say more than is known"
quiet me set country at
draft --to spokeo --ask access | said 'or offer them goods or services, the GDPR binds you [^.]*\.[^.]*\.'
draft --to town --ask erasure | said 'Please erase the personal data[^(]*|I see no legal basis'
quiet letter draft --to acxiom --ask objection --marketing --tell name,email --lang en
quiet cases sent 20
quiet cases reply 20 --kind use_form
draft --case 20 --kind use_form | said 'it contains all|No form may ask [^(]*'
draft --case 20 --kind complaint | said 'my objection is followed [^G]*'
echo "== for whom a case is"
lenscap cases show 19 "${options[@]}" | grep ^for
lenscap cases list "${options[@]}" | grep -oE '\(for M[a-z]* Muster\)'
echo "== a letter answers the reply that it is about, and a late answer is the first"
on() { date -d "-$1 days" +%F; }
en() { LC_ALL=C date -d "-$1 days" '+%-d %B %Y'; }
quiet cases adopt schufa --on "$sent" --ask access,erasure
last=$(lenscap cases list "${options[@]}" --json | jq -s 'map(.case) | max')
quiet cases reply "$last" --kind photo_demanded --on "$(on 50)"
quiet cases reply "$last" --kind partial --on "$(on 20)"
quiet cases reply "$last" --kind partial --on "$(on 10)"
draft --case "$last" --kind photo_demanded --lang en | said 'You answered on [^.]*\.' | sed "s/$(en 50)/THE DAY OF THE DEMAND/"
draft --case "$last" --kind partial_answer --missing x --lang en | said 'You answered on [^.]*\.' | sed "s/$(en 10)/THE LAST DAY/"
draft --case "$last" --kind complaint --lang en | said 'The answer came on [^,]*,' | sed "s/$(en 20)/THE FIRST DAY/"
echo "== in Switzerland only access has a time by law"
quiet me set country ch region ch-zh address 'Weg 5; 8002 Zürich'
swiss() { # swiss RIGHT: of the request, the reminder and the report
	quiet cases adopt clearview-ai --on "$sent" --ask "$1"
	last=$((last + 1))
	draft --to xai --ask "$1" --tell name,email --lang en | said '(Please answer within 30 days|The Act sets no time)[^:]*:|give your reasons within the same time \(Art\. [0-9]+'
	draft --case $last --kind no_answer --lang en | said 'The time (for|your)[^.]*\.|You were required [^.]*\.' | plain
	draft --case $last --kind complaint --lang en | said 'The time for [^.]*\.|No answer was given by [^.]*\.|The erasure of my data has not [^.]*\.' | plain
}
swiss erasure
swiss access
