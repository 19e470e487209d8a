#!/bin/bash
# spelling.sh: English that a person or a maintainer reads has no slip that
# codespell knows; and what a user sees never counts "1 pictures".
set -u
failed=0
# Tables of names and of other languages' words are no English.
mapfile -t others < <(jq -r '.languages[].code | select(. != "en") | "-o", "-name", .' host/share/languages.json)
[ ${#others[@]} -ge 15 ] || { echo "spelling: languages are missing" >&2; exit 1; }
mapfile -t english < <(find host include extension packaging Makefile README.md .github \
	\( -name node_modules -o -name vendor "${others[@]}" \) -prune -o \
	\( -name '*.[ch]' -o -name '*.md' -o -name '*.sh' -o -name '*.js' -o -name '*.html' \
	-o -name '*.mustache' -o -path '*/en/*.json' -o -name Makefile \) ! -name charset_names.c \
	! -name reply_words.c ! -path '*/stores/texts/*' -print)
[ ${#english[@]} -gt 300 ] || { echo "spelling: files are missing" >&2; exit 1; }
# debians: the name of a column; alph, mot: names in files of pictures.
codespell --ignore-words-list 'debians,alph,mot,doubleclick,connexion,foto' -- "${english[@]}" >&2 || failed=1
things='pictures|photos|images|files|letters|cases|days|months|pages|companies|controllers|records|authorities|documents|replies|changes|copies|places|findings|addresses|slots|keys'
find tests -name '*.out' -print0 | xargs -0r grep -nE "(^|[^0-9.,])1 ($things)\b" >&2 &&
	{ echo "spelling: one thing is not several" >&2; failed=1; }
exit $failed
