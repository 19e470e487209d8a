#!/bin/bash
# Places are looked at again by the browser's alarm, with a real host.
set -u
"$TOP/tests/npm.sh" || exit
command -v chromium >/dev/null || {
	echo "Chromium is not installed"
	exit 77
}
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR
exec node "$TOP/tests/e2e/browser/again.mjs" "$SCRATCH"
