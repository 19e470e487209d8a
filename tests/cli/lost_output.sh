#!/bin/bash
# Output that cannot be written is a failure, not silence.
photo=/usr/share/backgrounds/mate/nature/FreshFlower.jpg
lenscap fingerprint $photo >/dev/full
echo "exit $?"
lenscap fingerprint --json $photo $photo | head -c 10
echo
exit 0
