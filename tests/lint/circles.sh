#!/bin/bash
# circles.sh BUILD: no two .c files of a folder need each other, directly or
# around, so that each can be read, and changed, after those it stands on.  It
# looks at what the objects define and what they lack, however it was written.
set -u
build=$1
failed=0
for folder in $(find host -name '*.c' -printf '%h\n' | sort -u); do
	objects=()
	for source in "$folder"/*.c; do
		object=$build/${source%.c}.o
		[ ! -e "$object" ] || objects+=("$object")
	done
	[ ${#objects[@]} -gt 1 ] || continue
	# "user used" for each pair, as tsort(1) reads them; it names the circles.
	circle=$(nm -gA "${objects[@]}" | awk '
		{
			file = $1; sub(/:.*/, "", file); sub(/.*\//, "", file); sub(/\.o$/, "", file)
			kind = $(NF - 1)
			if (kind == "U") needs[file, $NF]
			else home[$NF] = file
		}
		END {
			for (pair in needs) {
				split(pair, part, SUBSEP)
				if (part[2] in home && home[part[2]] != part[1])
					print part[1], home[part[2]]
			}
		}' | sort -u | tsort 2>&1 >/dev/null | sed 's/^tsort: //' | tr '\n' ' ')
	[ -z "$circle" ] && continue
	echo "circles: in $folder need each other: $circle" >&2
	failed=1
done
exit $failed
