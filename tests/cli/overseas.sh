#!/bin/bash
# Laws overseas: whose they are, what they have not, and where none is known.
cd "$SCRATCH" || exit 1
options=(--home home --key-file key)
plain() {
	sed -E "s/LC-[A-Z2-7]{4}-[A-Z2-7]{4}/REFERENCE/g; s/[A-Z][a-z]+day, [0-9]+ [A-Z][a-z]+ 20[0-9]{2}/A DAY/g; \
s/[0-9]+ (January|February|March|April|May|June|July|August|September|October|November|December) 20[2-9][0-9]/A DAY/g"
}
draft() { lenscap letter draft "${options[@]}" --preview --to "$@" 2>&1 | plain; }
# What the person is told, and what the letter cites.
told() {
	draft "$@" >said
	sed -n '2p' said
	tr -s '\n ' ' ' <said | grep -oE '((Cal\. Civ\. Code|11 CCR|Tex\. Bus\. & Com\. Code) §|740 ILCS|PIPEDA,|P-39\.1, s|LGPD,|APP [0-9]|Art\. [0-9]+\([0-9]\) (UK )?GDPR)([^();]|\([^()]*\))*' |
		sort -u | tr '\n' ';'
	echo
}

lenscap init "${options[@]}" >/dev/null
lenscap me set "${options[@]}" email zoe@example.org name Zoe language en >/dev/null
lenscap me set "${options[@]}" country US region CA | grep -E '^(country|region)'
lenscap me regions us "${options[@]}" | grep -c '^us-'
lenscap me set "${options[@]}" region ZZ
echo "exit $?"
echo "== California"
told clearview-ai --ask access,erasure,objection,restriction
draft clearview-ai --ask withdrawal
draft spokeo --ask erasure | grep -c 'privacy.ca.gov/drop'
draft spokeo --ask access | grep -c 'privacy.ca.gov/drop'
draft clearview-ai --ask objection | tr '\n' ' ' | grep -oE 'Please confirm (receipt|by A DAY that you follow)[^(]*'
echo "== to the Union and the United Kingdom, theirs"
told facebook --ask access
told experian-gb --ask access | tail -1
for home in 'US IL' 'US TX' 'Canada ON' 'Canada Quebec' 'Brazil -' 'Australia nsw'; do
	echo "== $home"
	lenscap me set "${options[@]}" country "${home% *}" >/dev/null
	[ "${home#* }" = - ] || lenscap me set "${options[@]}" region "${home#* }" >/dev/null
	told clearview-ai --ask access
done
echo "== in English, whatever language is chosen, and told so"
for lang in fr en; do
	draft clearview-ai --ask access --lang $lang | grep -cE 'in the language that you|^Dear '
done
echo "== no such right, no such letter, no such law"
draft clearview-ai --ask erasure
lenscap me set "${options[@]}" country us region us-il >/dev/null
draft spokeo --ask access
for home in 'us us-ny' 'jp -' 'us -'; do
	lenscap me set "${options[@]}" country "${home% *}" >/dev/null
	lenscap me unset "${options[@]}" region >/dev/null
	[ "${home#* }" = - ] || lenscap me set "${options[@]}" region "${home#* }" >/dev/null
	draft clearview-ai --ask access
done
draft clearview-ai --ask access --law ccpa
# As many as there are; one more is no other sentence.
draft clearview-ai --ask access --law moon | sed -E 's/there are ([a-z0-9]+, )+[a-z0-9]+\.$/there are LAWS./'
echo "== a case goes on"
lenscap me set "${options[@]}" country us region us-ca >/dev/null
lenscap letter draft "${options[@]}" --to clearview-ai --ask access,erasure >/dev/null
lenscap cases sent 1 "${options[@]}" >/dev/null
lenscap cases reply 1 --kind photo_demanded "${options[@]}" | grep -E '^next'
lenscap letter draft "${options[@]}" --case 1 --kind photo_demanded --preview
lenscap letter draft "${options[@]}" --case 1 --kind partial_answer --missing 'the sources' --preview | grep -A3 'These points'
lenscap cases reply 1 --kind refused "${options[@]}" | grep -E '^next'
lenscap letter draft "${options[@]}" --case 1 --kind complaint --preview | plain | sed -n '/^Sworn/,/^Zoe/p'
# What is sworn is signed by hand; a request to the same company has the picture.
/usr/bin/python3 "$TOP/tests/cli/signature.py"
lenscap me sign ink.png "${options[@]}" >/dev/null
for kind in complaint partial_answer; do
	lenscap letter draft "${options[@]}" --case 1 --kind $kind --missing x --tell name,email --json --preview 2>/dev/null | jq -c '[.kind, (.discloses | any(.what == "signature"))]'
done
lenscap me unsign "${options[@]}" >/dev/null
echo "== the authority of the state where a company is"
lenscap me set "${options[@]}" country gb address '1 Road; Town' >/dev/null
complains() { # complains WHO CASE
	lenscap letter draft "${options[@]}" --to "$1" --ask access >/dev/null
	lenscap cases sent "$2" --how post "${options[@]}" >/dev/null
	lenscap cases reply "$2" --kind refused "${options[@]}" >/dev/null
	lenscap letter draft "${options[@]}" --case "$2" --kind complaint --lang en --json --preview 2>&1 |
		grep -oE '"authority":"[a-z]+"|^lenscap.*'
}
complains schufa 2
complains crifbuergel 3
lenscap controllers add --slug somewhere --name Somewhere --address $'Weg 1\n12345 Irgendwo\nDeutschland' "${options[@]}" >/dev/null
complains somewhere 4
echo "== refused where the law has an authority, and where it has none"
left() { # left REGION CASE
	lenscap me set "${options[@]}" country us region "$1" >/dev/null
	lenscap letter draft "${options[@]}" --to clearview-ai --ask access --again >/dev/null
	lenscap cases sent "$2" "${options[@]}" >/dev/null
	lenscap cases reply "$2" --kind refused "${options[@]}" >/dev/null
	lenscap cases show "$2" "${options[@]}" | grep '^next'
	lenscap letter draft "${options[@]}" --case "$2" --kind complaint --preview
}
left us-tx 5
left us-il 6
echo "== to the authority: a letter where the law knows one"
# The calendar's day to turn to the authority is the case's, and says of it what is so.
due() { # due CASE
	lenscap cases show "$1" --json "${options[@]}" >case.json
	lenscap cases list --ics /dev/stdout "${options[@]}" >due.ics
	/usr/bin/python3 - <<'END'
import json, re
case = json.loads(open("case.json").readline())
text = re.sub(r"\r?\n ", "", open("due.ics").read())
for event in text.split("BEGIN:VEVENT"):
    if case["reference"] + "-recourse@" in event:
        day = re.search(r"DTSTART;VALUE=DATE:(....)(..)(..)", event)
        print("-".join(day.groups()) == case["clock"]["recourse"], re.search(r"DESCRIPTION:(.*)", event)[1])
END
}
adopted() { # adopted HOME WHO ASK CASE REPLY
	lenscap me set "${options[@]}" country "${1% *}" region "${1#* }" >/dev/null
	lenscap cases adopt "$2" --on "$(date -d '-40 days' +%F)" --ask "$3" "${options[@]}" >/dev/null
	[ -z "$5" ] || lenscap cases reply "$4" --kind "$5" --on "$(date -d '-12 days' +%F)" "${options[@]}" >/dev/null
	lenscap cases show "$4" "${options[@]}" | grep -E '^(next|complain)' | sed -E 's/20[0-9-]{8}/DAY/g'
	due "$4"
	lenscap letter draft "${options[@]}" --case "$4" --kind complaint --preview 2>&1 | plain | tr -s '\n ' ' ' |
		grep -oE '(Complaint against|Application for) [^[]*\[|(No|My|Access|The) [a-z ]*[^.|]*\((PIPEDA|P-39.1|APP)[^)]*(\([0-9a-z]+\))*[^)]*\)|Please (e|i|o|t)[^.;(]*' | uniq
}
adopted 'ca ca-qc' clearview-ai access,erasure 7 refused
adopted 'ca ca-on' clearview-ai access 8 ''
adopted 'au au-nsw' clearview-ai access 9 partial
lenscap me unset region "${options[@]}" >/dev/null
lenscap me set country br "${options[@]}" >/dev/null
lenscap cases adopt clearview-ai --on "$(date -d '-40 days' +%F)" --ask access "${options[@]}" >/dev/null
lenscap letter draft "${options[@]}" --case 10 --kind complaint --preview
echo "== who has moved goes on under the law of the case, before its authority"
lenscap me set country fr "${options[@]}" >/dev/null
follow() { lenscap letter draft "${options[@]}" --case 10 --kind no_answer --preview --lang en "$@" 2>&1 | head -1 | plain; }
follow
follow --law gdpr
LC_ALL=C.UTF-8 LANGUAGE=de follow
lenscap me set country br "${options[@]}" >/dev/null
follow
moved() { # moved CASE LETTER WORDS: what of it depends on where somebody lives
	lenscap letter draft "${options[@]}" --case "$1" --kind "$2" --preview "${@:4}" 2>&1 | plain | tr -s '\n ' ' ' | grep -oE "$3"
}
lenscap me set country de region de-be "${options[@]}" >/dev/null
lenscap cases adopt clearview-ai --on "$(date -d '-40 days' +%F)" --ask access "${options[@]}" >/dev/null
lenscap cases reply 11 --kind not_subject "${options[@]}" >/dev/null
for home in 'de de-be' 'jp ' 'us us-ca' 'gb gb-eng'; do
	lenscap me set country "${home% *}" region "${home#* }" address 'Weg 1' "${options[@]}" >/dev/null
	echo "-- $home"
	moved 11 complaint '(You live here|The case goes on)[^.;]*|You are competent[^(]*\([^)]*\)[^)]*\)' --lang en
	moved 11 not_subject 'pictures of people [^.]*\.|exclude those who [^,]*,|in the (Union|United Kingdom), and' --lang en
done
for lang in de fr it nl es; do
	moved 11 complaint '(Sie sind zuständig|Votre autorité est|Codesta Autorità è|U bent bevoegd|Esa autoridad es)[^(]*' --lang $lang
	moved 11 not_subject '(wo ich|là où je|dove viv|waar ik|donde yo)[^,(]*' --lang $lang
done
lenscap me set country de region de-be "${options[@]}" >/dev/null
moved 8 complaint 'I live[^.]*\. When [^.]*\.'
echo "== a letter sent where somebody lived then; a seat that is no more"
adopt() { lenscap cases adopt "$@" --on "$(date -d '-40 days' +%F)" --ask access "${options[@]}" 2>&1 | grep -E '^lenscap|^deadline' | sed -E 's/^deadline .*(Art\. (12.3|25.7).) ([A-Z]+).*/\1 \3/'; }
lenscap me set country il "${options[@]}" >/dev/null
adopt clearview-ai --law gdpr
adopt clearview-ai --country germany
adopt clearview-ai --country germany --region us-ca
adopt clearview-ai --country germany --region Berlin
moved 12 no_answer 'I refer [^.]*\.|The case goes on [^.]*|authority, [^(]*' --lang en | sed -E 's/(of|on) [0-9]+ [A-Z][a-z]+ [0-9]{4}/\1 DAY/g'
adopt clearview-ai --country ch --region '' --reference 'my 7'
moved 13 no_answer 'I refer [^.]*, reference [^,]*'
seat() { lenscap controllers add --slug shop --name 'A Shop' --address $'Way 1\n'"$1" "${options[@]}" >/dev/null; }
seat 'Ireland'
adopt shop
seat 'Japan'
lenscap letter draft --case 14 --kind no_answer --preview "${options[@]}"
lenscap controllers forget shop "${options[@]}" >/dev/null
echo "== a law is named in the language of whoever reads"
lenscap me set country ca region ca-on "${options[@]}" >/dev/null
for language in en de fr it nl es; do
	LC_ALL=C.UTF-8 LANGUAGE=$language lenscap deadline --law fadp --country ch --received 2020-01-02
	LC_ALL=C.UTF-8 LANGUAGE=$language lenscap letter draft "${options[@]}" --to clearview-ai --ask objection --preview
done 2>&1 | grep -v -- --help
echo "== where no law here holds, the other side's days count, and its post is far"
lenscap me set country il region "" "${options[@]}" >/dev/null
posted() { # posted HOME: by post from there, and whether it has a last day
	lenscap me set country "$1" "${options[@]}" >/dev/null
	lenscap cases adopt facewatch --on "$(date -d '-70 days' +%F)" --how post --ask access --json "${options[@]}" |
		jq -r --arg on "$(date -d '-70 days' +%F)" '[.received // .clock.received, $on] | map(strptime("%F") | mktime) |
			(.[0] - .[1]) / 86400 | if . >= 14 then "far" elif . >= 8 then "near" else . end'
}
posted il
posted fr
lenscap letter draft "${options[@]}" --case 12 --kind no_answer --preview --lang en | plain | tr '\n' ' ' | grep -oE 'The time for your answer ended on A DAY'
exit 0
