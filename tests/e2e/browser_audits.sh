#!/bin/bash
# How exposed pages of eight kinds and some more are: both browsers show what the command line tells; and the report of it.
set -u
"$TOP/tests/npm.sh" || exit
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR
cd "$SCRATCH" || exit 1
mkdir www
/usr/bin/python3 "$TOP/tests/cli/audit.py" make
/usr/bin/python3 "$TOP/tests/cli/audit.py" serve &
server=$!
trap 'kill $server' EXIT
for _ in {1..2400}; do [ -s port ] && break; sleep 0.05; done
tried=77
for browser in chromium firefox; do
	command -v "$browser" >/dev/null || command -v "$browser-esr" >/dev/null || continue
	mkdir "$browser"
	cp original.jpg "$browser/"
	node "$TOP/tests/e2e/browser/audits.mjs" "$browser" "$SCRATCH/$browser" "http://127.0.0.1:$(cat port)" \
		profile forum personal album directory news wall result nameless table referred || exit
	tried=0
done
[ ! -e chromium/report-en.html ] || node "$TOP/tests/e2e/browser/narrow.mjs" "$SCRATCH"/chromium/report-*.html || exit
exit "$tried"
