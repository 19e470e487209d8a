#!/bin/bash
# Verdicts in words, for the same picture in other forms and for another one.
cd "$SCRATCH" || exit 1
photos=/usr/share/backgrounds/mate/nature
djpeg -scale 1/2 $photos/TwoWings.jpg | cjpeg -quality 60 >small.jpg
jpegtran -rotate 90 $photos/TwoWings.jpg >turned.jpg
lenscap compare $photos/TwoWings.jpg $photos/TwoWings.jpg | head -1
# A mirrored crop, which no whole-picture measure sees through: compare says what find says.
/usr/bin/python3 - $photos/TwoWings.jpg <<'END'
import sys
from PIL import Image, ImageOps
photo = ImageOps.mirror(Image.open(sys.argv[1]).convert("RGB"))
w, h = photo.size
photo.crop((w // 5, h // 8, w * 9 // 10, h)).resize((700, 700 * h * 7 // 8 // (w * 7 // 10))).save("crop.jpg", quality=60)
# What is whole but of another shape is stretched, and nothing else.
for name, wide, high in ("narrow", 0.65, 1), ("wide", 1.35, 1), ("low", 1, 0.8), ("high", 1, 1.2):
    ImageOps.mirror(photo).resize((int(w * wide), int(h * high))).save(name + ".jpg", quality=80)
photo.crop((w // 5, h // 8, w * 9 // 10, h)).rotate(90, expand=True).save("turned-crop.jpg", quality=60)
photo.rotate(90, expand=True).resize((h // 2, w // 3)).save("both.jpg", quality=80)
# By an angle that only points coded anew for it see through.
askew = ImageOps.mirror(photo).resize((w // 2, h // 2)).rotate(20, resample=Image.BICUBIC)
askew.crop((w // 8, h // 8, w * 3 // 8, h * 3 // 8)).save("askew.jpg", quality=80)
END
for other in small.jpg turned.jpg crop.jpg turned-crop.jpg narrow.jpg wide.jpg low.jpg high.jpg both.jpg askew.jpg $photos/Storm.jpg; do
	lenscap compare $photos/TwoWings.jpg "$other" | head -2
	lenscap compare --json $photos/TwoWings.jpg "$other" | python3 -c '
import json, sys
row = json.loads(sys.stdin.read())
print(row["verdict"], "|", *row["how"])'
done
exit 0
