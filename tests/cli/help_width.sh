#!/bin/bash
# Help is as wide as the screen, or as is read with ease, in every language; a
# list that no screen shows has a line for each command.
cd "$SCRATCH" || exit 1
cat >all.sh <<'SH'
lenscap --help
lenscap
lenscap cases
lenscap --complete '' | cut -f1 | while read -r first; do
	lenscap --complete "$first" '' | cut -f1 | grep -E '^[a-z]+$' | while read -r second; do
		lenscap "$first" "$second" --help
	done
	lenscap "$first" --help
done
SH
# What is to be copied stays in one piece: examples, and what a command is called.
wider() { grep -vE '^ *(lenscap|curl) |: lenscap .*(\[OPTION|COMMAND)|^  controllers contact' |
	python3 -c '
import sys
for line in map(str.rstrip, sys.stdin):
    if len(line) > int(sys.argv[1]) and line.count(" ", len(line) - len(line.lstrip())) > 0:
        print(sys.argv[1], len(line), line)' "$1"; }
export LC_ALL=C.UTF-8
for language in en de fr it nl es; do
	LANGUAGE=$language COLUMNS=80 bash all.sh >said 2>&1
	[ "$(wc -l <said)" -gt 900 ] || echo "$language: only $(wc -l <said) lines"
	wider 80 <said
done
LANGUAGE=fr COLUMNS=44 bash -c 'lenscap --help; lenscap; lenscap cases; lenscap me set --help; lenscap find --help' 2>&1 | wider 44
LANGUAGE=fr lenscap --help | grep -c '^  controllers contact .* mort$'
LANGUAGE=fr COLUMNS=50 lenscap lock --help | sed -n '1,6p'
