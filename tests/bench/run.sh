#!/bin/bash
# run.sh BUILD: every benchmark, one after the other.
set -eu
build=$1
tests/bench/fingerprint.py "$build"
for bench in "$build"/tests/bench/bench_*; do
	case $bench in
	*.o | *.d) continue ;;
	esac
	[ ! -x "$bench" ] || "$bench"
done
