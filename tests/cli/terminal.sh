#!/bin/bash
# Colour and progress on a terminal only; NO_COLOR is honoured.
photo=/usr/share/backgrounds/mate/nature/Storm.jpg
coloured() { grep -c $'\033\\[[0-9]' || true; }
as_terminal() { python3 -c '
import pty, sys
pty.spawn(sys.argv[1:])' "$@" </dev/null; }
unset NO_COLOR
export TERM=xterm
[ "$(lenscap fingerprint $photo | coloured)" = 0 ] && echo "plain into a pipe"
[ "$(as_terminal lenscap fingerprint $photo | coloured)" -gt 0 ] && echo "colour on a terminal"
[ "$(NO_COLOR=1 as_terminal lenscap fingerprint $photo | coloured)" = 0 ] && echo "plain when NO_COLOR asks"
[ "$(TERM=dumb as_terminal lenscap fingerprint $photo | coloured)" = 0 ] && echo "plain on a dumb terminal"
exit 0
