#!/bin/bash
# Own words in a letter, kept as a difference; what they cite is known.
cd "$SCRATCH" || exit 1
options=(--home home --key-file key)
edit() {
	lenscap letter edit "$@" "${options[@]}" 2>&1 | sed -E 's/LC-[A-Z2-7]{4}-[A-Z2-7]{4}/REFERENCE/g'
	echo "exit ${PIPESTATUS[0]}"
}
text() { lenscap letter show "$1" "${options[@]}" --json | jq -r .text | tr '\n' ' ' | tr -s ' '; }

lenscap init "${options[@]}" >/dev/null
lenscap me set "${options[@]}" country de region de-be email zoe@example.org language de >/dev/null
lenscap letter draft --to clearview-ai --ask access,erasure --lang en "${options[@]}" >/dev/null
# Over the ends of lines, as it was copied from a screen.
edit 1 --was $'I see no\nlegal basis for   processing them' --is 'Nobody asked me, and I know of no basis (Art. 6(1) GDPR)'
text 2 | grep -oE 'Please erase all.{120}'
# A demand of one's own, from standard input; signs of blocks are only words.
printf 'subject: # - | sign: x {{me.email}}' | edit 2 --was 'Your answer' --is -
text 3 | grep -oF 'subject: # - | sign: x {{me.email}}'
lenscap letter show 3 "${options[@]}" --json | jq .twin
# What was there is there no more.
edit 3 --was ' It is none of this letter.'
edit 3 --was 'Please use this letter only to answer it (Art. 5(1)(b) GDPR).'
text 4 | grep -c 'Please use this letter only'
# No norm here, one of tomorrow, twice, of two paragraphs, nowhere, never.
edit 4 --was 'Nobody asked me' --is 'Contrary to Art. 999 GDPR nobody asked me'
edit 4 --was 'Nobody asked me' --is 'Contrary to § 7 of it nobody asked me'
edit 4 --was 'Nobody asked me' --is 'As in C-999/99, nobody asked me'
edit 4 --was 'GDPR' --is 'law'
edit 4 --was 'Access Please confirm' --is 'x'
# A border within a citation, alone or one of a run: its mark would lie.
edit 4 --was '27(1)' --is '99'
edit 4 --was 'designated by you (Art. 27' --is 'x'
edit 4 --was '4(14), 15(1)(c), (g) GDPR' --is 'x'
edit 4 --was 'Art. 4(14), 15(1)' --is 'x'
edit 4 --was 'no such words' --is 'x'
edit 1 --was 'Nobody asked me' --is 'x'
edit 99 --was 'a' --is 'x'
edit 4 --is 'x'
lenscap cases sent 1 "${options[@]}" >/dev/null
edit 4 --was 'Nobody asked me' --is 'x'
lenscap letter list "${options[@]}" --json | wc -l
lenscap letter list "${options[@]}" --json | jq -r '"\(.letter) \(.state)"'
# A case knows the same of its letters.
for case in $(lenscap cases list "${options[@]}" --json | jq .case); do
	lenscap cases show "$case" "${options[@]}" --json | jq -r '.letters[] | "\(.letter) \(.state)"'
done
lenscap letter edit --help | grep -A3 'lenscap letter edit 4'
exit 0
