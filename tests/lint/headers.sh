#!/bin/bash
# headers.sh: no header is longer than what one reads at once, and no two have
# one guard, so that none is skipped for another.
set -u
most=200
failed=0
complain() { echo "headers: $*" >&2; failed=1; }
headers=$(find include host tests -name node_modules -prune -o -name '*.h' -print)
for header in $headers; do
	lines=$(wc -l <"$header")
	[ "$lines" -le $most ] ||
		complain "$header has $lines lines, above $most: split it by matter"
done
guards=$(for header in $headers; do sed -n 's/^#ifndef \([A-Z0-9_]*_H\)$/\1/p' "$header"; done)
for guard in $(echo "$guards" | sort | uniq -d); do
	complain "two headers have the guard $guard"
done
exit $failed
