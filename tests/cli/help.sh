#!/bin/bash
# Every command explains itself, with examples, and misuse says what to do.
lenscap --version | sed "s/ $(sed -n 's/^VERSION *:= *//p' "$TOP/Makefile")$/ VERSION/"
lenscap --help
# Each command in the list has a usage and an example that begins with it.
lenscap --help | sed "/^Examples:/,\$d" | sed -nE 's/^  ([a-z]+( [a-z]+)?) .*/\1/p' | while read -r -a command; do
	lenscap "${command[@]}" --help >"$SCRATCH/help" 2>&1 &&
		grep -q "^Usage: lenscap ${command[*]}" "$SCRATCH/help" &&
		sed '1,/^Examples\?:/d' "$SCRATCH/help" | grep -q "^  .*lenscap ${command[*]}" ||
		echo "no help: ${command[*]}"
done
lenscap letter --help
lenscap letter
echo "exit $?"
lenscap
echo "exit $?"
lenscap frobnicate
echo "exit $?"
lenscap fingerprint
echo "exit $?"
lenscap fingerprint --jsn x.jpg
lenscap deadline --language de
echo "exit $?"
lenscap fingerprint --jobs many x.jpg
echo "exit $?"
lenscap fingerprint --jobs 0 x.jpg
echo "exit $?"
lenscap help frob
echo "exit $?"
lenscap compare one.jpg
echo "exit $?"
exit 0
