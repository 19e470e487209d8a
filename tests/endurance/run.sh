#!/bin/bash
# run.sh BUILD: what takes too long for every day.  TRIALS and CUTS say how
# much of it.
set -u
build=$1
failed=0
export LENSCAP_THOROUGH=1 LENSCAP_TRIALS=${TRIALS:-1000} CMOCKA_MESSAGE_OUTPUT=TAP
for unit in life/test_crash store/test_seals store/test_faults life/test_life; do
	echo "# $unit"
	"$build/tests/host/ledger/$unit" 2>&1 | grep -v '^1\.\.'
	[ "${PIPESTATUS[0]}" -eq 0 ] || failed=1
done
tests/endurance/power_cut.sh "$build" "${CUTS:-200}"
status=$?
[ $status -eq 0 ] || [ $status -eq 77 ] || failed=1
scratch=$(mktemp -d)
CYCLES=${CYCLES:-1000} BUILD=$PWD/$build TOP=$PWD SCRATCH=$scratch tests/native/cycles.sh || failed=1
rm -rf "$scratch"
exit $failed
