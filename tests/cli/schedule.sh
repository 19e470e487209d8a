#!/bin/bash
# What a letter's schedule names, among files: the very same ones and similar ones.
cd "$SCRATCH" || exit 1
mkdir pictures
cp /usr/share/backgrounds/mate/nature/Storm.jpg pictures/storm.jpg
djpeg -scale 1/2 pictures/storm.jpg | cjpeg -quality 60 >pictures/copy.jpg
echo "no picture" >pictures/text.jpg
lenscap fingerprint --json pictures/storm.jpg | python3 -c '
import json, sys
row = json.loads(sys.stdin.readline())
def off(bits):
    return "%064x" % (int(row["pdq"], 16) ^ sum(1 << 8 * bit for bit in range(bits)))
def write(name, pictures, what="schedule-a"):
    json.dump({"what": what, "pictures": pictures}, open(name, "w"))
near = [{"number": bits, "pdq": off(bits)} for bits in (31, 32)]
write("same", [{"number": 1, "sha256": row["sha256"]}])
write("near", near)
# A photo has an entry for each address: a file that is several of them is one file.
write("twice", [{"number": 1, "sha256": row["sha256"]}, {"number": 2, "sha256": row["sha256"], "pdq": off(0)}])
write("other", near, "something")
write("none", [])
write("empty", [{"number": 1}, {"number": 2, "pdq": row["pdq"][2:]}])
# A letter has up to 40 photos at 20 places each and as they were kept: 840 rows.
far = [{"number": row, "pdq": off(32), "page": "https://photos.example/" + "x" * 300} for row in range(1, 840)]
write("many", far + [{"number": 840, "sha256": row["sha256"]}])
write("more", far + near)
write("large", far * 4)
open("marked", "wb").write(b"\xef\xbb\xbf" + open("same", "rb").read())
open("deep", "w").write("[" * 100000)
open("torn", "w").write(json.dumps({"what": "schedule-a", "pictures": near})[:-1])
open("double", "w").write("{\"what\": 1, \"what\": \"schedule-a\", \"pictures\": [{}]}")
'
for schedule in same marked near twice empty other none many more large deep torn double missing; do
	echo "== $schedule"
	lenscap schedule match $schedule pictures 2>&1 | sort
done
echo "== what could not be read"
lenscap schedule match same nowhere pictures/storm.jpg https://example.org/a.jpg ""
echo "exit $?"
lenscap schedule match near --json pictures/storm.jpg
