#!/bin/bash
# Every command explains itself, with examples, and misuse says what to do.
lenscap --version | sed "s/ $(sed -n 's/^VERSION *:= *//p' "$TOP/Makefile")$/ VERSION/"
# Of each group the first two, of which the rest are like: a new command changes nothing here.
lenscap --help | awk '/^[A-Z].*:$/ { rows = 0 } /^  [a-z]/ && !/^  lenscap/ && ++rows > 2 { next } 1'
# The list has every command of the table, with what it is.
lenscap --generate table | jq -r '.operations[] | select(.command) | .command + "\t" + .help' >"$SCRATCH/table"
while IFS=$'\t' read -r command summary; do
	lenscap --help | awk -v command="$command " -v summary=" $summary" \
		'index($0, "  " command) == 1 && substr($0, length($0) - length(summary) + 1) == summary { found = 1 } END { exit !found }' ||
		echo "not in the list: $command"
done <"$SCRATCH/table"
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
for word in statsu leter hlep outcome 'leter draft'; do
	# shellcheck disable=SC2086 # two words of one
	lenscap $word
done
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
