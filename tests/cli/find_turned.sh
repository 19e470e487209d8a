#!/bin/bash
# Photos of prints that lie askew: what compare calls the same picture, find finds among others, too.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
photos=/usr/share/backgrounds/mate
key=--key-file=key
lenscap init "$key" >/dev/null
/usr/bin/python3 - $photos <<'END'
import sys
from PIL import Image
for path in "abstract/Elephants_5640x3172.jpg", "nature/Dune.jpg":
    photo = Image.open(sys.argv[1] + "/" + path).convert("RGB")
    photo.thumbnail((1200, 1200), Image.LANCZOS)
    name = path.split("/")[1].split(".")[0].split("_")[0].lower()
    photo.save(name + ".jpg", quality=95)
    for angle in -41, -37, 37:
        copy = photo.rotate(angle, Image.BICUBIC, expand=True, fillcolor="white")
        copy.save("%s%+d.png" % (name, angle), compress_level=1)
END
lenscap photos add "$key" elephants.jpg dune.jpg $photos/nature/{Aqua,Garden,Storm,TwoWings}.jpg >/dev/null
for copy in *.png; do
	compared=$(lenscap compare --json "${copy%[+-]*}.jpg" "$copy" | python3 -c 'import json, sys; print(json.load(sys.stdin)["verdict"])')
	found=$(lenscap find "$key" --json "$copy" | python3 -c '
import json, sys
print(*[m["source"].split("/")[-1] for m in json.loads(sys.stdin.readline())["matches"]])')
	echo "$copy: $compared, $found"
done
exit 0
