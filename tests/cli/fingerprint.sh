#!/bin/bash
# What a person sees, and what a program gets.
photos=/usr/share/backgrounds/mate/nature
cd "$SCRATCH" || exit 1
cp $photos/Storm.jpg "a photo.jpg"
lenscap fingerprint "a photo.jpg"
echo "exit $?"
lenscap fingerprint --verbose "a photo.jpg" | sed -n 3,7p
lenscap fingerprint --json "a photo.jpg" | python3 -c '
import json, sys
row = json.loads(sys.stdin.read())
for name, value in row.items():
    print(name, value if name != "findings" else [f["kind"] for f in value])'
exit 0
