#!/bin/bash
# stories.sh BUILD SCRATCH: the stories of casework by commands, and by clicks in both browsers.
set -u
TOP=$PWD BUILD=$PWD/$1 scratch=$2/stories
export TOP BUILD PATH=$BUILD:$PATH
"$TOP/tests/npm.sh" || exit
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR
tried=0
for way in command chromium firefox; do
	[ $way = command ] || command -v $way >/dev/null || command -v $way-esr >/dev/null || { tried=77 && continue; }
	mkdir -p "$scratch/$way"
	node "$TOP/tests/e2e/browser/stories.mjs" $way "$scratch/$way" || exit
done
exit $tried
