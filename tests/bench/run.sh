#!/bin/bash
# run.sh BUILD: every benchmark, one after the other.
set -eu
build=$1
tests/bench/fingerprint.py "$build"
# With bench_match in it, to set the figures of one run side by side.
tests/bench/match_faiss.py "$build"
tests/bench/native.py "$build"
tests/bench/letters.py "$build"
tests/bench/recheck.py "$build"
for bench in "$build"/tests/bench/bench_*; do
	case $bench in
	*.o | *.d | */bench_match) continue ;;
	esac
	[ ! -x "$bench" ] || "$bench"
done
"$build/tests/bench/find_growth"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if tests/npm.sh; then
	PATH=$PWD/$build:$PATH node tests/bench/browser.mjs "$scratch"
	PATH=$PWD/$build:$PATH node tests/bench/popup.mjs "$scratch/many"
	mkdir "$scratch/kept"
	echo "correct horse battery staple" >"$scratch/passphrase"
	"$build/tests/bench/bench_casework" "$scratch/report.html" "$scratch/kept/ledger" "$scratch/passphrase" >/dev/null
	node tests/bench/report.mjs "$scratch/report.html"
	PATH=$PWD/$build:$PATH node tests/bench/overview.mjs "$scratch/kept"
fi
