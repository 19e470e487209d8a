#!/bin/bash
# run.sh BROWSER: the trial in a network namespace, where a capture has nothing in
# it but the trial; where there are none, without a capture.
set -u
browser=$1
here=$TOP/tests/e2e/browser
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR
"$TOP/tests/npm.sh" || exit
shots=$TOP/build/screenshots/$browser
rm -rf "$shots"
# Nobody there to be asked for names: the capture would see the browser's questions.
echo "nameserver 192.0.2.1" >"$SCRATCH/resolv.conf"
echo "hosts: files dns" >"$SCRATCH/nsswitch.conf"
export SCRATCH up='
import fcntl, socket, struct
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    flags = struct.unpack("16sH", fcntl.ioctl(s, 0x8913, struct.pack("16sH14x", b"lo", 0))[:18])[1]
    fcntl.ioctl(s, 0x8914, struct.pack("16sH14x", b"lo", flags | 1))'
# shellcheck disable=SC2016 # for the shell inside
apart='/usr/bin/python3 -c "$up" || exit 1
	for file in resolv.conf nsswitch.conf; do
		mount --bind "$SCRATCH/$file" "/etc/$file" 2>/dev/null
	done
	exec "$@"'
# As root, or as a user who stays that user and may do in there what root may.
for way in "-nm" "-nmc --keep-caps"; do
	read -ra flags <<<"$way"
	within=(unshare "${flags[@]}" --kill-child bash -c "$apart" bash)
	"${within[@]}" tcpdump -i lo -L >/dev/null 2>&1 || continue
	"${within[@]}" node "$here/trial.mjs" "$browser" "$SCRATCH" "$shots" capture
	exit
done
exec node "$here/trial.mjs" "$browser" "$SCRATCH" "$shots"
