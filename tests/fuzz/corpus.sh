#!/bin/bash
# Every fuzz target compiles, and its kept corpus passes once, and in: a target
# that refuses all that it is given finds nothing.
set -u
command -v clang >/dev/null || {
	echo "there is no clang"
	exit 77
}
cd "$TOP" || exit 1
[[ $BUILD != */asan ]] || {
	echo "done in the other mode"
	exit 77
}
# Compiling is nearly all of it, and inputs that are run once need no speed.
built=build/fuzz-corpus
make -s MODE=fuzz WHOLE=1 CFLAGS=-O0 B=$built fuzzers >"$SCRATCH/log" 2>&1 || {
	tail -30 "$SCRATCH/log"
	exit 1
}
export ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=1
export LSAN_OPTIONS=suppressions=tests/fuzz/leaks.txt:print_suppressions=0
targets=0 inputs=0 failed=0
for source in tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	target=$built/$name
	corpus=tests/fuzz/corpus/${name#fuzz_}
	[ -e "$target" ] || continue # its library is not here
	kept=("$corpus"/*)
	[ -e "${kept[0]}" ] || { echo "$name has no corpus"; failed=1; continue; }
	timeout 120 "$target" -runs=0 -max_len=65536 -timeout=20 -rss_limit_mb=2048 -malloc_limit_mb=600 \
		-artifact_prefix="$SCRATCH/" "$corpus" >"$SCRATCH/log" 2>&1 || {
		tail -30 "$SCRATCH/log"
		echo "$name fails on its kept corpus"
		failed=1
	}
	ways=$(sed -n 's/.*INITED cov: \([0-9]*\).*/\1/p' "$SCRATCH/log")
	[ "${ways:-0}" -ge 50 ] || { echo "$name: its kept corpus goes ${ways:-0} ways, and ends at the door"; failed=1; }
	targets=$((targets + 1)) inputs=$((inputs + ${#kept[@]}))
done
echo "fuzz: $targets targets, $inputs kept inputs"
[ "$targets" -ge 15 ] && exit $failed
