#!/bin/bash
# Small files that ask for far too much memory, time or room: each has its row
# and its own code, within the limits, and the main process lives.
set -u
fail() { echo "$*"; exit 1; }
/usr/bin/python3 "$TOP/tests/wall/bombs.py" "$TOP/tests/fuzz/corpus" "$SCRATCH" \
	>"$SCRATCH/all" || fail "the files could not be made"
# Its ten seconds are taken in test_cpu_limit.c.
grep -v jpeg-scans "$SCRATCH/all" >"$SCRATCH/expected"
# On a busy machine ten seconds of computing outlast the clock on the wall.
sed -i 's/too_much_cpu/&|too_slow/' "$SCRATCH/expected"
mapfile -t files < <(awk -v folder="$SCRATCH" '{print folder "/" $1}' "$SCRATCH/expected")

started=$SECONDS
lenscap fingerprint --json "${files[@]}" >"$SCRATCH/rows" 2>"$SCRATCH/errors"
status=$?
took=$((SECONDS - started))
[ $status -eq 1 ] || fail "the main process ended with $status: $(tail -3 "$SCRATCH/errors")"

code='s/.*"status":"ok".*/ok/; s/.*"error":{"code":"\([a-z_]*\)".*/\1/'
failed=0
while read -r name wanted && read -r got <&3; do
	# A machine may be so busy that a file gets no time: again, by itself.
	for _ in 1 2 3; do
		[[ $got == too_slow && "|$wanted|" != *"|too_slow|"* ]] || break
		got=$(lenscap fingerprint --json "$SCRATCH/$name" 2>/dev/null | sed "$code")
	done
	case "|$wanted|" in
	*"|$got|"*) ;;
	*) # Sanitizers need memory of their own, so theirs is not limited, and
		# take several times as long.
		[[ $BUILD == */asan && ($wanted == *too_much_memory* ||
			$got == too_much_cpu || $got == too_slow) ]] && continue
		echo "$name: $got, not $wanted"
		failed=1 ;;
	esac
done <"$SCRATCH/expected" 3< <(sed "$code" "$SCRATCH/rows")
rows=$(wc -l <"$SCRATCH/rows")
[ "$rows" -eq ${#files[@]} ] || fail "${#files[@]} files had $rows rows"
# A file has 30 seconds of the clock, whatever it does and however busy the machine is.
[ $took -le $((30 * ${#files[@]})) ] || fail "they took $took s"
[ $failed -eq 0 ] || exit 1
sed "$code" "$SCRATCH/rows" | sort | uniq -c | sort -rn | awk '{printf "%s %s, ", $1, $2}'
echo "in $took s"
