#!/bin/bash
# Output that cannot be written is a failure, not silence.
cd "$SCRATCH" || exit 1
photo=/usr/share/backgrounds/mate/nature/FreshFlower.jpg
lenscap fingerprint $photo >/dev/full
echo "exit $?"
lenscap fingerprint --json $photo $photo | head -c 10
echo
# What is found late is told by its own reason, or not at all.
lenscap doctor --json 2>errors | head -c 10 >/dev/null
cat errors
lenscap doctor --json >/dev/full
lenscap --generate man >/dev/full
echo "exit $?"
exit 0
