#!/bin/bash
# run.sh [-j JOBS] BUILD [NAME]: run every test from the top of the tree, or
# those of this name, several at once, and count.
#
# Unit tests speak TAP. A test in shell passes by its exit status, 77 is a skip;
# where there is NAME.out, too, what NAME.sh prints must be that. What a script
# leaves running, or starts beside itself, must write elsewhere (2>FILE): the
# runner's pipe would be part of what it prints. Each test has a folder of its
# own in $SCRATCH, and TMPDIR and HOME in there.
set -u

# One test: its report, printed in one piece, and a line of counts.
if [ "${1:-}" = --one ]; then
	test=$2 scratch=$(mktemp -d "$TEST_RUN/XXXXXX")
	report=$scratch.report passed=0 failed=0 skipped=0
	mkdir "$scratch/tmp" "$scratch/home" "$scratch/work"
	export TMPDIR=$scratch/tmp HOME=$scratch/home
	started=$EPOCHREALTIME
	case $test in
	*.sh)
		BUILD=$PWD/$build TOP=$PWD SCRATCH=$scratch/work bash "$test" >"$scratch/out" 2>&1 </dev/null
		status=$?
		if [ $status -eq 77 ]; then
			skipped=1
			echo "skipped: $test: $(tail -1 "$scratch/out")"
		elif [ $status -ne 0 ]; then
			failed=1
			echo "FAILED: $test ended with $status"
			tail -40 "$scratch/out"
		elif [ -e "${test%.sh}.out" ] && ! diff -u "${test%.sh}.out" "$scratch/out"; then
			failed=1
			echo "FAILED: $test"
		else
			passed=1
			[ -e "${test%.sh}.out" ] || sed 's/^/  /' "$scratch/out"
			echo "ok: $test"
		fi >"$report" ;;
	*)
		if [ -x "$build/${test%.c}" ]; then
			"$build/${test%.c}" >"$scratch/out" 2>&1 </dev/null
		else
			echo "# it is not built: make test T=${test%.c} builds it, too" >"$scratch/out"
			(exit 127)
		fi
		status=$?
		skipped=$(grep -cE '^not ok.*# SKIP' "$scratch/out")
		passed=$(grep -cE '^ok ' "$scratch/out")
		failed=$(($(grep -cE '^not ok' "$scratch/out") - skipped))
		{
			echo "# ${test%.c}"
			# cmocka calls a skipped test "not ok ... # SKIP".
			sed -E 's/^not ok [0-9]+ # SKIP/skipped:/' "$scratch/out" |
				grep -vE '^(ok|# ok|1\.\.|TAP version)'
			# A crash, or a leak found at exit, fails no test of its own.
			if [ $status -ne 0 ] && [ "$failed" -eq 0 ]; then
				echo "not ok - ${test%.c} ended with $status"
				failed=1
			fi
		} >"$report" ;;
	esac
	ended=$EPOCHREALTIME
	seconds=$(((${ended/[.,]/} - ${started/[.,]/}) / 100000))
	# Of the processor; the rest was waited.
	times >"$scratch.times"
	work=$(awk -F'[ms ]+' 'NR == 2 { printf "%.1f", $1 * 60 + $2 + $3 * 60 + $4 }' "$scratch.times")
	chmod -R u+rwX "$scratch" 2>/dev/null
	rm -rf "$scratch"
	{
		flock 9
		cat "$report"
		echo "$passed $failed $skipped $((seconds / 10)).$((seconds % 10)) $work $test" >>"$TEST_RUN/counts"
	} 9>"$TEST_RUN/lock"
	exit 0
fi

# More than there are processors: many wait for a browser or for a clock.
jobs=$(($(nproc) + 5))
while getopts j: option; do
	case $option in
	j) jobs=$OPTARG ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))
export build=$1 only=${2:-} TEST_RUN
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 NO_COLOR=1
# A make that a test starts is its own, and not a part of the one that runs the tests.
unset MAKEFLAGS MFLAGS MAKELEVEL
unset LANGUAGE LENSCAP_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME
TEST_RUN=$(mktemp -d)
# The system's python3, whose modules are those that packaging/packages names: a
# version manager's stand-in starts a shell first, seven times as much work.
mkdir "$TEST_RUN/programs"
[ ! -x /usr/bin/python3 ] || ln -s /usr/bin/python3 "$TEST_RUN/programs"
export PATH="$PWD/$build:$TEST_RUN/programs:$PATH"
seconds=$build/test-seconds
# What each took is remembered, also when only one was run or not all ended.
end() {
	if [ -e "$TEST_RUN/counts" ]; then
		awk '{ print $4, $6 }' "$TEST_RUN/counts" |
			awk 'FILENAME == "-" { last[$2] = $1; print; next } !($2 in last)' - "$seconds" >"$TEST_RUN/seconds" && cp "$TEST_RUN/seconds" "$seconds"
	fi
	chmod -R u+rwX "$TEST_RUN" 2>/dev/null
	rm -rf "$TEST_RUN"
}
trap end EXIT

all=$({ find tests/host tests/wall -name 'test_*.c'
	find tests/cli tests/native tests/wall tests/e2e tests/extension tests/packaging tests/fuzz tests/mutants -maxdepth 1 -name '*.sh' ! -path '*/fuzz/run.sh' ! -path '*/fuzz/whole.sh'; } | sort)
if [ -n "$only" ]; then
	named() { echo "$all" | grep -E "(^|/)(test_)?$only(\.sh|\.c)?$" || echo "$all" | grep -E -- "$only"; }
	all=$(named) || {
		echo "There is no test called '$only'. A name is that of its file, such as test_seals or ledger_json." >&2
		exit 2
	}
fi

# What took long the last time begins first, so that nothing long is left at the
# end; the first time, what is known to take long (tests/seconds).
touch "$seconds"
order() { awk 'FILENAME != "-" { last[$2] = $1; next } { print ($0 in last ? last[$0] : 5), $0 }' tests/seconds "$seconds" - | sort -rn -k1,1 -s | cut -d' ' -f2-; }
: >"$TEST_RUN/counts"
echo "$all" | order | xargs -d '\n' -n 1 -P "$jobs" "$0" --one

if [ -z "$only" ] || [ -n "${SLOWEST:-}" ]; then
	echo "The slowest, in seconds, and how many of these a processor worked:"
	sort -rn -k4,4 "$TEST_RUN/counts" | head -"${SLOWEST:-10}" | awk '{ printf "  %6.1f %6.1f  %s\n", $4, $5, $6 }'
fi
read -r passed failed skipped < <(awk '{ p += $1; f += $2; s += $3 } END { print p + 0, f + 0, s + 0 }' "$TEST_RUN/counts")
ran=$(wc -l <"$TEST_RUN/counts") wanted=$(echo "$all" | grep -c .)
if [ "$ran" -ne "$wanted" ]; then
	echo "FAILED: $((wanted - ran)) of $wanted did not come to an end"
	failed=$((failed + wanted - ran))
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
