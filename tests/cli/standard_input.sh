#!/bin/bash
# A text that stands as "-" is what comes on standard input, and one alone can.
cd "$SCRATCH" || exit 1
options=(--home home --key-file key)
lenscap init "${options[@]}" >/dev/null
lenscap me set "${options[@]}" country de region de-be email zoe@example.org name Zoe || exit 1
say() { lenscap "$@" "${options[@]}" 2>&1 || echo "exit $?"; }

echo "== a situation of two lines"
printf 'A stranger found my home by a photo of me.\nIt happened twice.\n\n' |
	say letter draft --to pimeyes --ask objection --situation - --tell name,email --preview |
	grep -A1 -E 'by a photo of me' | sed 's/ *$//'
echo "== lines are entries where there are several"
lenscap letter draft --to pimeyes --ask access "${options[@]}" >/dev/null
lenscap cases sent 1 "${options[@]}" >/dev/null
lenscap cases reply 1 --kind partial "${options[@]}" >/dev/null
printf 'the sources of the photos\nwho received them\n' |
	say letter draft --case 1 --kind partial_answer --missing - --preview |
	grep -E 'sources of the photos|who received them'
echo "== a company's address"
printf 'Example Road 1\n12345 Town\n' |
	say controllers add --name 'Face Finder' --address - --email dpo@example.org >/dev/null
lenscap controllers show face-finder --json "${options[@]}" |
	python3 -c 'import json, sys; print(repr(json.load(sys.stdin)["address"]))'
echo "== a note is one line"
echo 'told by phone' | say cases close 1 --outcome - --json |
	python3 -c 'import json, sys; print(json.load(sys.stdin)["history"][-1]["detail"])'
printf 'two\nlines\n' | say cases reopen 1 --note -
echo "== nothing, twice, and what is no text"
say letter draft --to pimeyes --ask access --purpose - </dev/null
echo once | say letter draft --to pimeyes --ask rectification --wrong - --right -
printf 'a\0b\n' | say letter draft --to pimeyes --ask access --purpose -
head -c 70000 /dev/zero | tr '\0' a | say letter draft --to pimeyes --ask access --purpose - --preview
exit 0
