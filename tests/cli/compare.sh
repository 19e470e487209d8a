#!/bin/bash
# Verdicts in words, for the same picture in other forms and for another one.
cd "$SCRATCH" || exit 1
photos=/usr/share/backgrounds/mate/nature
djpeg -scale 1/2 $photos/TwoWings.jpg | cjpeg -quality 60 >small.jpg
jpegtran -rotate 90 $photos/TwoWings.jpg >turned.jpg
lenscap compare $photos/TwoWings.jpg $photos/TwoWings.jpg | head -1
for other in small.jpg turned.jpg $photos/Storm.jpg; do
	lenscap compare $photos/TwoWings.jpg "$other" | head -2
	lenscap compare --json $photos/TwoWings.jpg "$other" | python3 -c '
import json, sys
row = json.loads(sys.stdin.read())
print(row["verdict"], "|", row["how"])'
done
exit 0
