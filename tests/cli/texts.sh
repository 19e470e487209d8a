#!/bin/bash
# Words in PNG, GIF and HEIC files, wherever their writers put them.
cd "$SCRATCH" || exit 1
photo=/usr/share/backgrounds/mate/nature/FreshFlower.jpg
/usr/bin/python3 - $photo <<'PYTHON'
import sys
from PIL import Image, PngImagePlugin
image = Image.open(sys.argv[1]).resize((64, 64))
for name, texts in {
        "words": {"Author": "Anna Berg", "Copyright": "(c) Anna", "Software": "GIMP",
                  "Creation Time": "2024-05-01T12:33:07", "Title": "My garden",
                  "Description": "At home", "Comment": "Created with GIMP",
                  "Source": "Canon EOS", "Unheard": "of"},
        "time": {"Creation Time": "Wed, 1 May 2024 12:33:07 GMT"}}.items():
    info = PngImagePlugin.PngInfo()
    for keyword, text in texts.items():
        info.add_text(keyword, text)
    image.save(name + ".png", pnginfo=info)
image.save("plain.png")
# A comment of 400 bytes in two blocks after the first of two frames, then XMP.
frames = [image.convert("P"), image.rotate(90).convert("P")]
frames[0].save("two.gif", save_all=True, append_images=frames[1:])
gif = open("two.gif", "rb").read()
words = b"Anna wrote this. " * 15 + b"THE END" * 10
blocks = b"".join(bytes([len(words[i:i + 255])]) + words[i:i + 255] for i in range(0, len(words), 255))
open("late.gif", "wb").write(gif[:-1] + b"\x21\xfe" + blocks + b"\0;")
PYTHON
for kind in IPTC:By-line=Anna EXIF:Artist=Berta XMP-dc:Creator=Clara; do
	exiftool -q -m -o "${kind%%:*}.png" "-$kind" plain.png
done
# exiftool reads and keeps the older form in which ImageMagick hides Exif.
exiftool -q -b -Exif EXIF.png >exif.bin
/usr/bin/python3 - <<'PYTHON'
from PIL import Image, PngImagePlugin
data = b"Exif\0\0" + open("exif.bin", "rb").read()
hexed = data.hex()
info = PngImagePlugin.PngInfo()
info.add_text("Raw profile type APP1", "\ngeneric profile\n%8d\n" % len(data) +
              "\n".join(hexed[i:i + 72] for i in range(0, len(hexed), 72)) + "\n", zip=True)
Image.open("plain.png").save("raw.png", pnginfo=info)
PYTHON
# C2PA's box, in a file that has one reader only where libheif is installed.
{ cat "$TOP/tests/fuzz/corpus/heif/plain.heic"
	printf '\0\0\0\034uuid\330\376\303\326\033\016\110\074\222\227\130\050\207\176\304\201rest'; } >c2pa.heic
if [ -x "$BUILD/lenscap-decoder-heif" ]; then
	lenscap fingerprint c2pa.heic | grep -c "signed history"
else
	echo 1
fi
lenscap fingerprint --json words.png time.png IPTC.png EXIF.png XMP-dc.png raw.png late.gif | python3 -c '
import json, sys
for line in sys.stdin:
    row = json.loads(line)
    print(row["file"], row["status"], "animated" if row.get("animated") else "")
    for finding in row["findings"]:
        print("   ", finding["kind"], "|", finding["detail"][-60:])'
exit 0
