#!/bin/bash
# Damaged pictures of all formats: each has its row, nothing dies with them,
# memory stays bounded and nothing is left behind.  HOSTILE=N for another number.
set -u
fail() { echo "$*"; exit 1; }
case $BUILD in
*/asan) count=${HOSTILE:-2000} memory_kb=0 ;; # shadow memory says nothing
*) count=${HOSTILE:-10000} memory_kb=32768 ;;
esac

# From a place of its own, so that its processes can be told from others'.
mkdir "$SCRATCH/bin" "$SCRATCH/pictures"
cp "$BUILD"/lenscap* "$SCRATCH/bin"
/usr/bin/python3 "$TOP/tests/wall/mutate.py" "$TOP/tests/fuzz/corpus" \
	"$count" "$SCRATCH/pictures" || fail "the files could not be made"

started=$SECONDS
"$SCRATCH/bin/lenscap" fingerprint -r --json "$SCRATCH/pictures" \
	>"$SCRATCH/rows" 2>"$SCRATCH/errors" &
main=$!
peak_kb=0
while now=$(awk '/^VmHWM/ {print $2}' "/proc/$main/status" 2>/dev/null); [ -n "$now" ]; do
	peak_kb=$now
	sleep 0.1
done
wait $main
status=$?
took=$((SECONDS - started))

[ $status -le 1 ] || fail "the main process ended with $status: $(tail -3 "$SCRATCH/errors")"
[ ! -s "$SCRATCH/errors" ] || [ $memory_kb -eq 0 ] || fail "it said: $(head -3 "$SCRATCH/errors")"
! grep -aE 'AddressSanitizer|runtime error' "$SCRATCH/errors" || fail "a sanitizer spoke"
# Bytes: to tell letters in these long lines costs as much as reading some thousand pictures.
export LC_ALL=C
rows=$(wc -l <"$SCRATCH/rows")
[ "$rows" -eq "$count" ] || fail "$count files had $rows rows"
grep -q '"status":"ok"' "$SCRATCH/rows" || fail "no picture was read at all"
! grep -q '"code":"no_worker"' "$SCRATCH/rows" || fail "the decoders do not work"
ls "$SCRATCH/pictures" >"$SCRATCH/asked"
cut -d'"' -f2-6 "$SCRATCH/rows" | sed -n 's|^file":".*/\(.*\)","status$|\1|p' |
	cmp -s - "$SCRATCH/asked" || fail "the rows are not in the order of the files"
[ $memory_kb -eq 0 ] || [ "$peak_kb" -le $memory_kb ] ||
	fail "the main process took $peak_kb KB"
left=$(readlink /proc/[0-9]*/exe | grep -F "$SCRATCH/bin/") && fail "left behind: $left"

sed -n 's/.*"status":"ok".*/ok/p; s/.*"error":{"code":"\([a-z_]*\)".*/\1/p' "$SCRATCH/rows" |
	sort | uniq -c | sort -rn | awk '{printf "%s %s, ", $1, $2}'
echo "$count rows in $took s, main process at most $peak_kb KB"
# What the decoders' own libraries do to themselves is contained, but is news.
for code in crashed contained lied; do
	grep -F "\"code\":\"$code\"" "$SCRATCH/rows" | sed -n "s|.*/\([0-9]*\.[a-z]*\)\".*|  $code: \1|p" | head -5
done
exit 0
