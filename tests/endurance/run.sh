#!/bin/bash
# run.sh BUILD [ROW]: what takes too long for every day, as one table: what is
# tried, what must come out, what was measured, and whether that is so.  TRIALS,
# CUTS, CYCLES, CHECKS, PICTURES and PAPERS say how much of some rows; what a row
# printed is left in build/endurance/.
set -u
build=$1 only=${2:-}
log=build/endurance
failed=0 skipped=0
mkdir -p "$log"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LENSCAP_THOROUGH=1 LENSCAP_TRIALS=${TRIALS:-1000} CMOCKA_MESSAGE_OUTPUT=TAP

# A unit program says what it counted in a comment; else how many tests held.
unit() { "$build/tests/host/$1"; }
cycles() { CYCLES=${CYCLES:-1000} BUILD=$PWD/$build TOP=$PWD SCRATCH=$scratch tests/native/cycles.sh; }
trial() { TMPDIR=$scratch tests/endurance/trials.py "$build" "$@"; }

measured() {
	if grep -q '^1\.\.' "$1"; then
		grep '^# ' "$1" | grep -E '[0-9]' | tail -1 | cut -c3- | grep . ||
			echo "$(grep -c '^ok ' "$1") of $(grep -cE '^(not )?ok ' "$1") tests hold"
	else
		grep -m1 'trials, ' "$1" || tail -1 "$1"
	fi
}

row() { # NAME TARGET COMMAND...
	local name=$1 target=$2 status met
	shift 2
	[[ -z $only || $name == *"$only"* ]] || return 0
	"$@" >"$log/${name// /-}" 2>&1
	status=$?
	case $status in
	0) met=yes ;;
	77) met='not tried' skipped=$((skipped + 1)) ;;
	*) met=NO failed=$((failed + 1)) ;;
	esac
	printf '%-26s | %-34s | %-70s | %s\n' "$name" "$target" "$(measured "$log/${name// /-}")" "$met"
}

printf '%-26s | %-34s | %-70s | %s\n' "what" "target" "measured" "met"
row "killed while adding" "nothing acknowledged is lost" unit ledger/life/test_crash
row "killed at any call" "finished or undone, nothing remains" unit ledger/life/test_kill
row "commands killed" "finished or undone, 0 damaged" trial killed
row "power cuts" "0 lost; without syncing, losses" tests/endurance/power_cut.sh "$build" "${CUTS:-200}"
row "every byte changed" "refused or told" unit ledger/store/test_seals
row "calls of the ledger fail" "refused, whole afterwards" unit ledger/store/test_faults
row "calls of a command fail" "a sentence, 0 damaged, 0 lost" trial failing
row "no memory" "0 damaged, 0 lost" trial memory
row "one call at each place" "no other answer, 0 damaged" trial places
row "long lives" "opens as it was" unit ledger/life/test_life
row "processes side by side" "0 lost, 0 damaged" unit ledger/life/test_processes
row "another clock" "0 damaged, 0 lost" trial clock
row "disk full" "what was acknowledged is there" trial disk_full
row "things that are absent" "a sentence each, 0 damaged" trial absent
row "every packet lost" "it ends, and nothing is called public" trial loss
row "workers killed" "0 hangs, 0 damaged, 0 lost" trial workers
row "ten thousand checks" "one host, no growth above 5 %" trial checks "${CHECKS:-10000}"
row "twenty hosts, one ledger" "every photo acknowledged is there" trial hosts
row "damaged pictures" "each has its row, 0 deaths" trial pictures "${PICTURES:-50000}"
row "damaged papers" "read or refused, 0 deaths" trial papers "${PAPERS:-5000}"
row "walls on older kernels" "each test holds at each Landlock" tests/endurance/walls.sh
row "stories of casework" "each ends with a true paper" tests/endurance/stories.sh "$build" "$scratch"
row "browsers come and go" "no process left, an end below 1 s" cycles
echo "$failed not met, $skipped not tried"
[ "$failed" -eq 0 ]
