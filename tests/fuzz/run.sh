#!/bin/bash
# run.sh BINARY NAME EXECUTIONS: fuzz one target from its kept corpus.  What it
# finds grows in build/fuzz/corpus/NAME; what it breaks is left beside it; how
# much was done, over all runs, is kept in build/fuzz/totals.
set -u
binary=$1 name=$2 executions=$3
here=$(dirname "$0")
grown=build/fuzz/corpus/$name
broken=build/fuzz/broken-$name-
log=build/fuzz/$name.log totals=build/fuzz/totals
mkdir -p "$grown"

options=(
	-runs="$executions" -print_final_stats=1 -max_len="${MAX_LEN:-65536}"
	-timeout=20 -rss_limit_mb=2048 -malloc_limit_mb=600
	-artifact_prefix="$broken" "$grown"
)
[ ! -d "$here/corpus/$name" ] || options+=("$here/corpus/$name")
# The account of a file's bytes is of every format.
if [ "$name" = inventory ]; then
	while read -r target; do
		options+=("$here/corpus/$target")
	done < <(grep -l one_picture.h "$here"/fuzz_*.c | sed 's/.*fuzz_//; s/\.c$//')
fi
[ ! -e "$here/$name.dict" ] || options=(-dict="$here/$name.dict" "${options[@]}")

# A jail answers a failed allocation with an error; so do we here.  What was freed
# is watched until 4 MB more were, and where it was allocated is asked when an
# input has broken something: half of a run would go into either.
options_of_asan=allocator_may_return_null=1:detect_leaks=1
export ASAN_OPTIONS=$options_of_asan:malloc_context_size=1:quarantine_size_mb=4:thread_local_quarantine_size_kb=64
# Leaks of the libraries end with the process of their one picture.
export LSAN_OPTIONS=suppressions=$here/leaks.txt:print_suppressions=0
export UBSAN_OPTIONS=print_stacktrace=1
started=$SECONDS
"$binary" "${options[@]}" >"$log" 2>&1
status=$?
took=$((SECONDS - started))
done=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
if [ $status -ne 0 ]; then
	for input in "$broken"*; do
		ASAN_OPTIONS=$options_of_asan "$binary" -timeout=20 -rss_limit_mb=2048 -malloc_limit_mb=600 "$input" >>"$log" 2>&1
	done
	tail -60 "$log"
	echo "FAILED: $name ended with $status; the input is in $broken*" >&2
	exit 1
fi
echo "$name ${done:-0}" >>$totals
all=$(awk -v name="$name" '$1 == name { all += $2 } END { print all }' $totals)
echo "$name: ${done:-0} executions in $took s, $((${done:-0} / (took > 0 ? took : 1))) a second, no crash; $all in all"
