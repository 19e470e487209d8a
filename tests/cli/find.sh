#!/bin/bash
# My photos are found after what is done to them, and nothing else is.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
photos=/usr/share/backgrounds/mate/nature
key=--key-file=key
lenscap init "$key" >/dev/null
lenscap photos add "$key" $photos/Storm.jpg $photos/TwoWings.jpg $photos/Wood.jpg >/dev/null
mkdir seen
/usr/bin/python3 - <<'P'
from PIL import Image, ImageOps
def photo(name):
    return Image.open('/usr/share/backgrounds/mate/nature/' + name).convert('RGB')
storm = photo('Storm.jpg')
w, h = storm.size
part = storm.crop((int(w * .22), int(h * .13), int(w * .83), int(h * .77)))
ImageOps.mirror(part).resize((500, 350)).save('seen/1.jpg', quality=60)
wings = photo('TwoWings.jpg')
page = Image.new('RGB', (1280, 800), 'white')
page.paste(wings.resize((640, 400)), (90, 210))
page.save('seen/2.png')
photo('Wood.jpg').rotate(90, expand=True).resize((480, 640)).save('seen/3.webp', quality=40)
photo('LadyBird.jpg').resize((640, 400)).save('seen/4.jpg')
Image.new('RGB', (300, 300), 'red').save('seen/5.png')
P
echo nonsense >seen/6.txt
lenscap find "$key" seen
echo "exit $?"
# Who names a file means it.
lenscap find "$key" seen/6.txt
echo "exit $?"
lenscap find "$key" seen --json | python3 -c '
import json, sys
for line in sys.stdin:
    row = json.loads(line)
    print(row["file"], row["status"], [(m["photo"], m["source"].split("/")[-1], m["confidence"], m["how"]) for m in row["matches"]])'
# A plain surface is like any other; the file itself is known by its bytes all the same.
/usr/bin/python3 -c 'from PIL import Image; Image.new("L", (300, 300), 255).save("white.png")'
mkdir mine
cp white.png seen/6.txt mine
lenscap photos add "$key" mine
echo "exit $?"
lenscap photos add "$key" seen/6.txt
echo "exit $?"
lenscap find "$key" white.png
# A small round picture on a page, and where on it.
/usr/bin/python3 - <<'P'
from PIL import Image, ImageDraw
storm = Image.open('/usr/share/backgrounds/mate/nature/Storm.jpg').convert('RGB')
h = storm.height
small = storm.crop((h // 3, 0, h // 3 + h, h)).resize((96, 96))
mask = Image.new('L', (384, 384))
ImageDraw.Draw(mask).ellipse((0, 0, 383, 383), fill=255)
page = Image.new('RGB', (1080, 1920), (24, 26, 30))
page.paste(small, (200, 700), mask.resize((96, 96)))
for i in range(12):
    ImageDraw.Draw(page).text((330, 120 + i * 90), 'what somebody says about it', fill='white')
page.save('page.png')
page.save('page.jpg', quality=85)
P
lenscap find "$key" page.png page.jpg --json | python3 -c '
import json, sys
for line in sys.stdin:
    for m in json.loads(line)["matches"]:
        off = [abs(a - b) for a, b in zip((200, 700, 96, 96), (m["region"][k] for k in ("x", "y", "width", "height")))]
        print(m["photo"], m["confidence"], m["how"], "within 4 pixels" if max(off) <= 4 else m["region"])'
# Askew, mirrored and askew, a negative; and of a stranger none of these.
mkdir askew
/usr/bin/python3 - <<'P'
from PIL import Image, ImageOps
def photo(name):
    return Image.open('/usr/share/backgrounds/mate/nature/' + name).convert('RGB').resize((900, 600))
storm, lady = photo('Storm.jpg'), photo('LadyBird.jpg')
storm.rotate(23, Image.BICUBIC, expand=True, fillcolor='white').save('askew/1.jpg', quality=80)
ImageOps.mirror(storm).rotate(-37, Image.BICUBIC, expand=True, fillcolor='white').save('askew/2.png')
ImageOps.invert(storm).save('askew/3.jpg', quality=80)
lady.rotate(23, Image.BICUBIC, expand=True, fillcolor='white').save('askew/4.jpg', quality=80)
ImageOps.invert(lady).save('askew/5.jpg', quality=80)
P
lenscap find "$key" askew --json | python3 -c '
import json, sys
for line in sys.stdin:
    row = json.loads(line)
    print(row["file"], [(m["photo"], [w for w in m["how"] if w in ("mirrored", "negative", "turned")], round(m.get("degrees", 0) / 5) * 5) for m in row["matches"]])'
exit 0
