#!/bin/bash
# All warnings that hold are told, not the first; a link that is too long for
# its text is made without it, and no file takes the others with it.
cd "$SCRATCH" || exit 1
photos=/usr/share/backgrounds/mate/nature
options=(--home home --key-file key)
plain() { sed -E "s/LC-[A-Z2-7]{4}-[A-Z2-7]{4}/REFERENCE/g; s/$(date +%F)/TODAY/g"; }
lenscap init "${options[@]}" >/dev/null
lenscap me set "${options[@]}" country de region de-be email zoe@example.org language de >/dev/null
lenscap photos add $photos/Storm.jpg "${options[@]}" >/dev/null || exit 1

# How old a record is depends on the day.
for to in pimeyes findclone microsoft schufa; do
	for photos in "" "--photos 1"; do
		echo "== $to $photos"
		# shellcheck disable=SC2086
		lenscap letter draft --to $to --ask access $photos --preview --json "${options[@]}" |
			jq -r '.warnings[] | "\(.warns): \(.words)"' | grep -v '^old_record: '
	done
done

echo '{"slug": "old", "name": "Old Ltd", "relevant-countries": ["all"], "email": "dpo@old.example", "quality": "verified",
	"sources": ["https://old.example/"], "lenscap": {"kind": "face_search", "checked": "2020-02-03"}}' >old.json
lenscap controllers add old.json "${options[@]}" >/dev/null
lenscap letter draft --to old --ask access --preview --json "${options[@]}" | jq -r '.warnings[].warns' | grep old

echo "== files"
lenscap letter draft --to schufa,acxiom --ask access --format txt,mailto,pdf --out letters "${options[@]}" >said 2>told
echo "exit $?"
plain <told
# Their names begin with references, which come by chance: sorted without.
for file in letters/*; do basename "$file" | plain; done | sort
for link in letters/*.url.txt; do echo "$(cut -d? -f1 "$link") $(grep -c 'body=' "$link")"; done | sort

echo "== one file that cannot be made"
lenscap letter draft --to crifbuergel --ask access "${options[@]}" >/dev/null
lenscap letter export 3 --format txt,pdf --out some "${options[@]}" >/dev/null
lenscap letter export 3 --format txt,pdf,fields --out some "${options[@]}" 2>&1 | plain
echo "exit ${PIPESTATUS[0]}"
for file in some/*; do basename "$file" | plain; done

echo "== told by the letter, and by what it says it tells"
# What each letter says of these words, and the particulars that it names as handed over.
letter() { # letter WORDS OPTION...
	local words=$1
	shift
	lenscap letter draft "$@" --again --preview --json "${options[@]}" >drafted.json || return
	jq -r .text drafted.json | tr '\n' ' ' | grep -oE "$words" | sort -u
	jq -r '[.discloses[].what] | join(" ")' drafted.json
	jq -r '.warnings[].warns' drafted.json | grep -E 'situation|home|^named'
}
say() { lenscap "$@" "${options[@]}" 2>&1 | cat; }
say letter draft --to tiktok --ask access --role child --for Mia --confirm adult --preview
say letter draft --to tiktok --ask access --role mandated --for Mia --confirm adult --preview
lenscap me set "${options[@]}" name Zoe birth 1990-05-01 phone +49301234567 handle zoe former Old >/dev/null
letter 'born|1990|Mia' --to tiktok --ask access --role child --for Mia --tell email,name,birth,phone,handle,former --lang en
letter 'particulars by which you find' --to schufa --ask access --role mandated --for Mia --tell email,name --lang en
letter 'has named you to me' --to schufa --kind notice --ask notice --lang en
letter 'erase the data|my account is to remain' --to facebook --ask withdrawal,erasure --erase photos --lang en
letter 'unlawful|Art. 18\(1\)\([a-d]\)' --to schufa --ask restriction,rectification --wrong A --right B --lang en
letter 'unlawful|Art. 18\(1\)\([a-d]\)' --to schufa --ask restriction --lang en
letter 'instead of erasure|Art. 18\(1\)\([a-d]\)' --to schufa --ask restriction,erasure --lang en
letter 'instead of erasure|Art. 18\(1\)\([a-d]\)' --to schufa --ask restriction,objection --marketing --lang en
letter 'instead of erasure|Art. 18\(1\)\([a-d]\)' --to schufa --ask restriction,objection --situation-kind safety --lang en
letter 'traceable [a-z ]*' --to schufa --ask objection --situation-kind safety --lang en
letter 'traceable [a-z ]*' --to pimeyes --ask objection --situation-kind safety --lang en
letter 'Telegram[A-Za-z -]*' --to telegram --ask access --lang en
letter 'your representative|I do not know where|established abroad' --to imgur --ask access --lang en
lenscap me set "${options[@]}" country no >/dev/null
letter 'behaviour in the [A-Z][A-Za-z ]*' --to clearview-ai --ask access --photos 1 --lang en
lenscap me set "${options[@]}" country us region us-ca >/dev/null
letter 'safety' --to clearview-ai --ask objection --photos 1 --situation-kind safety --law ccpa
lenscap me set "${options[@]}" region us-il >/dev/null
letter 'My data can be found[^:]*|740 ILCS 14/10|such identifiers|any scan of the geometry' --to clearview-ai --ask objection --photos 1 --law bipa
lenscap me set "${options[@]}" country au region "" >/dev/null
letter 'APP [0-9.]+(, [0-9.]+)*|The correct version is' --to clearview-ai --ask rectification --photos 1 --wrong A --right B --law app

echo "== a notice asks for what was asked for, in the language that was chosen"
lenscap me set "${options[@]}" country de region de-be >/dev/null
lenscap letter draft --to schufa --ask rectification --wrong "born 1989" --right "born 1990" --again "${options[@]}" >/dev/null
lenscap cases sent 4 "${options[@]}" >/dev/null
lenscap cases reply 4 --kind partial "${options[@]}" >/dev/null
letter 'erase them|correct the following[^;]*|löschen' --to acxiom --kind notice --case 4 --lang en
exit 0
