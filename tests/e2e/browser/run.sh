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
within=()
capture=
if unshare -n true 2>/dev/null; then
	within=(unshare -n)
elif unshare -Urn true 2>/dev/null; then
	within=(unshare -Urn)
fi
[ ${#within[@]} -eq 0 ] || ! command -v tcpdump >/dev/null || capture=capture
export up='
import fcntl, socket, struct
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    flags = struct.unpack("16sH", fcntl.ioctl(s, 0x8913, struct.pack("16sH14x", b"lo", 0))[:18])[1]
    fcntl.ioctl(s, 0x8914, struct.pack("16sH14x", b"lo", flags | 1))'
# shellcheck disable=SC2016 # for the shell inside
"${within[@]}" bash -c '[ -z "$1" ] || /usr/bin/python3 -c "$up" || exit 1
	shift
	exec node "$@"' bash "$capture" "$here/trial.mjs" "$browser" "$SCRATCH" "$shots" "$capture"
