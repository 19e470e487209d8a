#!/bin/bash
# power_cut.sh BUILD TRIALS: what is on the disk at a random moment is what a
# power cut leaves.  An ext4 lies in a file on an XFS; a reflink of the file is
# the disk at one instant.  Its journal is replayed, the ledger opened, and
# everything that was acknowledged before the instant must be there.  At the
# end the same is tried without syncing, and must find losses: else the trials
# would prove nothing.
set -eu
session=$1/tests/endurance/ledger_session no_sync=$1/tests/endurance/no_sync.so
trials=$2
skip() { echo "power_cut: skipped: $*"; exit 77; }
[ "$(id -u)" -eq 0 ] || skip "it needs root to mount"
for tool in mkfs.xfs mkfs.ext4 losetup; do
	command -v $tool >/dev/null || skip "$tool is missing"
done
losetup -f >/dev/null 2>&1 || skip "there are no loop devices"

top=$(mktemp -d)
writer=
stop_writer() {
	[ -n "$writer" ] || return 0
	kill -9 "$writer" 2>/dev/null || true
	wait "$writer" 2>/dev/null || true
	writer=
}
# shellcheck disable=SC2317 # the trap calls it
cleanup() {
	stop_writer
	for mount in copy disk xfs; do
		umount "$top/$mount" 2>/dev/null || umount -l "$top/$mount" 2>/dev/null || true
	done
	rm -rf "$top"
}
trap cleanup EXIT
mkdir "$top/xfs" "$top/disk" "$top/copy"
truncate -s 1G "$top/xfs.image"
mkfs.xfs -q "$top/xfs.image"
mount -o loop "$top/xfs.image" "$top/xfs" 2>/dev/null ||
	skip "the kernel mounts no XFS here"
truncate -s 192M "$top/xfs/disk.image"
mkfs.ext4 -q "$top/xfs/disk.image"
mount -o loop "$top/xfs/disk.image" "$top/disk" ||
	skip "the kernel mounts no ext4 here"

start_writer() { # start_writer [PRELOAD]
	rm -rf "$top/disk/home" "$top/disk/key" "$top/disk/witness"
	"$session" make "$top/disk"
	sync
	LD_PRELOAD=${1:-} "$session" write "$top/disk" >"$top/acked" &
	writer=$!
}

cut() { # sets $last and $state; false when something acknowledged is lost
	sleep "0.0$((RANDOM % 90 + 10))"
	kill -0 "$writer" 2>/dev/null || { echo "power_cut: the writer ended"; exit 1; }
	# First the number, then the instant: more may be there, never less.
	last=$(grep -c . "$top/acked" || true)
	# A file of its own each time: the kernel takes a loop device away late,
	# mount takes one that still has the file, and its cache shows the last cut.
	copy=$top/xfs/copy.$((++cuts)).image
	cp --reflink=always "$top/xfs/disk.image" "$copy"
	[ "$last" -gt 0 ] || { rm "$copy"; return 0; }
	mount -o loop "$copy" "$top/copy"
	cut_status=0
	state=$("$session" check "$top/copy" $((last - 1)) 2>"$top/why") || cut_status=1
	umount "$top/copy"
	rm "$copy"
	return $cut_status
}

start_writer
torn=0 cuts=0
for ((done = 0; done < trials; done++)); do
	state=
	if ! cut; then
		cat "$top/why"
		echo "power_cut: trial $done lost something"
		exit 1
	fi
	[ "$state" != torn ] || torn=$((torn + 1))
done
echo "power_cut: $trials trials, $last photos acknowledged, 0 lost, $torn torn tails set aside"

stop_writer
start_writer "$PWD/$no_sync"
for ((tries = 1; tries <= 20; tries++)); do
	if ! cut; then
		echo "power_cut: without syncing, trial $tries found a loss: $(head -1 "$top/why")"
		exit 0
	fi
done
echo "power_cut: 20 trials without syncing found no loss, so that the trials above prove nothing"
exit 1
