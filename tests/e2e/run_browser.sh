#!/bin/bash
# The last part of `make run`: Chromium over its pipe, without npm, as it is shown.
set -u
command -v chromium >/dev/null || {
	echo "no Chromium"
	exit 77
}
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR
cd "$TOP" || exit 1
/usr/bin/python3 packaging/run_browser.py "$SCRATCH/a folder" "$SCRATCH/shots" >"$SCRATCH/said" 2>&1 || {
	cat "$SCRATCH/said"
	exit 1
}
said() { grep -qE "$1" "$SCRATCH/said" || { echo "not said: $1" && cat "$SCRATCH/said" && exit 1; }; }
said ': 7 pictures; 6 new, 1 unknown$'
said ': 6 pictures; 2 mine, 4 new$'
said '^    yours: .*copy-1.*garden'
said '^    yours: .*copy-2.*wings'
[ "$(find "$SCRATCH/shots" -name '*.png' -size +5k | wc -l)" -eq 4 ] || {
	echo "not four pictures: $(ls -l "$SCRATCH/shots")"
	exit 1
}
echo "run_browser: the profile, five kept, two copies found, four pictures"
