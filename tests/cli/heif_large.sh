#!/bin/bash
# Pictures of phones and cameras of today: 24 megapixels, and a grid of 50 in
# parts, each within the jail's memory, and the same picture as the one they were made of.
[ -e "$BUILD/lenscap-decoder-heif" ] || { echo "no libheif here"; exit 77; }
command -v heif-enc >/dev/null || { echo "no heif-enc here"; exit 77; }
cd "$SCRATCH" || exit 1
/usr/bin/python3 "$TOP/tests/cli/heif_large.py" || exit 1
heif-enc -A -q 60 -p speed=9 whole.jpg -o large.avif >/dev/null 2>&1 || { echo "no coder of AVIF here"; exit 77; }
for pair in large.avif:whole.jpg grid.heic:four.jpg turned.heic:four-turned.jpg; do
	name=${pair%:*}
	lenscap fingerprint --json "$name" | python3 -c '
import json, sys
row = json.loads(sys.stdin.read())
print(row["file"], row["status"], row["width"], row["height"], row["orientation"])'
	lenscap compare "${pair#*:}" "$name" | sed -n '1p;4p' | sed -E 's/ [0-9] of 256/ few of 256/'
done
