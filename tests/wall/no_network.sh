#!/bin/bash
# No process of a scan makes a network socket, and without any network the
# output is the same to the byte.
set -u
fail() { echo "$*"; exit 1; }
skip() { echo "$*"; exit 77; }
cd "$TOP/tests/fuzz/corpus" || exit 1
# Leaks cannot be looked for under strace.
export ASAN_OPTIONS=detect_leaks=0
scan() { "$@" lenscap fingerprint -r --json jpeg png webp gif heif; }
scan env >"$SCRATCH/with"
grep -q '"status":"ok"' "$SCRATCH/with" || fail "no picture was read"

strace -f -o "$SCRATCH/probe" true 2>/dev/null
[ -s "$SCRATCH/probe" ] || skip "strace does not work here"
scan strace -f -e trace=%network -o "$SCRATCH/calls" >"$SCRATCH/traced"
cmp "$SCRATCH/with" "$SCRATCH/traced" || fail "the output is another under strace"
grep -q 'socketpair(AF_UNIX' "$SCRATCH/calls" || fail "strace saw no call at all"
# Only pairs are made, and what goes through them names nobody's address.  A
# worker tries a socket before its first job and ends unless the jail refuses.
grep -vE ' socket\(AF_UNIX, SOCK_STREAM, 0( <unfinished|\) += -1 EPERM )| <\.\.\. socket resumed>\) += -1 EPERM ' \
	"$SCRATCH/calls" >"$SCRATCH/rest"
sed -nE 's/^[0-9]+ +(<\.\.\. )?([a-z_0-9]+)(\(| resumed).*/\2/p' "$SCRATCH/rest" | sort -u |
	grep -vxE 'socketpair|sendmsg|recvmsg|recvfrom' && fail "network calls of these kinds"
grep -oE 'sa_family=.*|AF_[A-Z0-9]+' "$SCRATCH/rest" | sort -u | grep -vx AF_UNIX &&
	fail "network calls with these addresses"
main=$(awk 'NR == 1 {print $1}' "$SCRATCH/calls")
grep -E "^$main +(socket|connect|bind|listen|accept|sendto|getsockname)\(" "$SCRATCH/calls" &&
	fail "the main process made these calls"

for alone in "unshare -n" "unshare -rn"; do
	# shellcheck disable=SC2086 # the command is words
	if $alone true 2>/dev/null; then
		scan $alone >"$SCRATCH/without"
		cmp "$SCRATCH/with" "$SCRATCH/without" || fail "the output is another without a network"
		exit 0
	fi
done
skip "strace saw no network call; network namespaces are not permitted here"
