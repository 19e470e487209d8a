#!/bin/bash
# analyze.sh FLAGS...: what static analysers say of host/, compiled with FLAGS.
# gcc -fanalyzer always, cppcheck where it is.  A report that analyze.txt does not
# have, with the reason why it may stand, is red.  One that is there and is not
# made any more is named: perhaps another version made it.
set -u
known=tests/lint/analyze.txt
sources=$(find host -name '*.c' | sort)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
each() { echo "$sources" | xargs -P "$(nproc)" "$@"; }
export LC_ALL=C
# No file of what a source includes; warnings are the compilers' own matter.
mapfile -t flags < <(printf '%s\n' "$@" | grep -vE '^-(W|M)')

# shellcheck disable=SC2016 # the inner shell expands it
each -n 1 bash -c 'for file; do :; done
	gcc "${@:1:$#-1}" -fanalyzer -Wno-analyzer-too-complex -S -o /dev/null "$file" 2>"'"$work"'/gcc.${file//\//_}" ||
		echo "$file: does not compile" >>"'"$work"'/broken"' analyze "${flags[@]}"
cat "$work"/gcc.* | sed -nE 's/^(host[^:]*:[0-9]+:[0-9]+): warning: (.*)$/gcc \1: \2/p' >"$work/said"
ran=gcc

if command -v cppcheck >/dev/null; then
	ran="$ran, cppcheck"
	mapfile -t seen < <(printf '%s\n' "${flags[@]}" | grep -E '^-[ID]')
	echo "$sources" >"$work/list"
	# It reads no system headers; this one macro is more than a call.
	echo '#define json_array_foreach(a, i, v) for (i = 0; i < json_array_size(a) && (v = json_array_get(a, i)); i++)' >"$work/jansson.h"
	echo '#define json_object_foreach(o, k, v) for (k = json_key_first(o); k && (v = json_key_value(o, k)); k = json_key_next(o, k))' >>"$work/jansson.h"
	cppcheck --quiet -j "$(nproc)" --std=c11 --language=c "${seen[@]}" --include="$work/jansson.h" --enable=warning,portability \
		--file-list="$work/list" --template='cppcheck {file}:{line}:{column}: {message} [{id}]' 2>&1 |
		grep '^cppcheck host' >>"$work/said"
fi
if [ -e "$work/broken" ]; then
	cat "$work/broken" >&2
	exit 1
fi
# Lines move; file, check and message stay.
sed -E 's/:[0-9]+:[0-9]+:/:/' "$work/said" | sort -u >"$work/new"
grep -vE '^(#|$)' "$known" | sort -u >"$work/known"
comm -13 "$work/new" "$work/known" | grep -E "^(${ran//, /|}) " | sed 's/^/analyze: not reported any more: /'
failed=0
while read -r line; do
	failed=1
	file=${line#* }
	grep -F "${file#*: }" "$work/said" | grep -F " ${file%%:*}:" | sed 's/^/analyze: new: /'
done < <(comm -23 "$work/new" "$work/known") >&2
echo "analyze: $ran: $(wc -l <"$work/new") reports over $(echo "$sources" | wc -l) files, $(comm -23 "$work/new" "$work/known" | wc -l) of them new"
exit $failed
