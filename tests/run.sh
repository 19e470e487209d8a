#!/bin/bash
# run.sh BUILD UNIT...: run every test from the top of the tree and count.
# Unit tests speak TAP; a test in shell is a pair of NAME.sh and NAME.out.
set -u
build=$1
shift
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 NO_COLOR=1
export PATH="$PWD/$build:$PATH"
passed=0 failed=0 skipped=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for unit in "$@"; do
	echo "# $unit"
	"$build/$unit" >"$scratch/out" 2>&1
	status=$?
	# cmocka calls a skipped test "not ok ... # SKIP".
	sed -E 's/^not ok [0-9]+ # SKIP/skipped:/' "$scratch/out" |
		grep -vE '^(ok|# ok|1\.\.|TAP version)'
	now_skipped=$(grep -cE '^not ok.*# SKIP' "$scratch/out")
	now_passed=$(grep -cE '^ok ' "$scratch/out")
	now_failed=$(($(grep -cE '^not ok' "$scratch/out") - now_skipped))
	# A crash, or a leak found at exit, fails no test of its own.
	if [ $status -ne 0 ] && [ "$now_failed" -eq 0 ]; then
		echo "not ok - $unit ended with $status"
		now_failed=1
	fi
	passed=$((passed + now_passed)) failed=$((failed + now_failed)) skipped=$((skipped + now_skipped))
done

for script in tests/lint/planted.sh tests/extension/*.sh tests/cli/*.sh tests/native/*.sh tests/wall/*.sh tests/e2e/*.sh; do
	[ -e "$script" ] || continue
	mkdir "$scratch/work"
	BUILD=$PWD/$build TOP=$PWD SCRATCH=$scratch/work bash "$script" >"$scratch/out" 2>&1
	status=$?
	if [ $status -eq 77 ]; then
		skipped=$((skipped + 1))
		echo "skipped: $script: $(tail -1 "$scratch/out")"
	elif [ $status -ne 0 ]; then
		failed=$((failed + 1))
		echo "FAILED: $script ended with $status"
		tail -40 "$scratch/out"
	elif [ -e "${script%.sh}.out" ] && ! diff -u "${script%.sh}.out" "$scratch/out"; then
		failed=$((failed + 1))
		echo "FAILED: $script"
	else
		passed=$((passed + 1))
		[ -e "${script%.sh}.out" ] || sed 's/^/  /' "$scratch/out"
		echo "ok: $script"
	fi
	rm -rf "$scratch/work"
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
