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
# Pairs, and what goes through them to nobody's address.  A worker tries a
# socket before its first job and ends unless the jail refuses it.
# strace prints ??? for a process that was killed before it could look.
grep -vE '^[0-9]+ +(\+\+\+|---|\?\?\?\(|<\.\.\. \?\?\?)' "$SCRATCH/calls" |
	grep -vE ' socketpair\(AF_UNIX,| (send|recv)msg\([0-9]+, *(\{msg_name=NULL,|<unfinished|\) += \?)| recvfrom\([0-9]+, .*(NULL, NULL\)|<unfinished|\) += \?)| <\.\.\. (send|recv)msg resumed>| <\.\.\. recvfrom resumed>| <\.\.\. socketpair resumed>' |
	grep -vE ' socket\(AF_INET, SOCK_STREAM, IPPROTO_IP( <unfinished|\) += -1 EPERM )| <\.\.\. socket resumed>\) += -1 EPERM ' >"$SCRATCH/others"
[ ! -s "$SCRATCH/others" ] || fail "network calls: $(head -5 "$SCRATCH/others")"
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
