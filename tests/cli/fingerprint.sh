#!/bin/bash
# What a person sees, and what a program gets.
photos=/usr/share/backgrounds/mate/nature
cd "$SCRATCH" || exit 1
cp $photos/Storm.jpg "a photo.jpg"
lenscap fingerprint "a photo.jpg"
echo "exit $?"
lenscap fingerprint --hashes "a photo.jpg" | sed -n 3,7p
# Of several: one sum, the worst first, and what they share said once.
cp "a photo.jpg" another.jpg
cp $photos/Blinds.jpg .
printf 'PK\3\4\24\0\0\0\0\0\0\0\0\0\0\0\0\0\3\0\0\0\3\0\0\0\10\0\0\0diary.mdabc' >>another.jpg
lenscap fingerprint "a photo.jpg" another.jpg Blinds.jpg | sed '/^What to do/,$d'
# Things that are told are counted, and that there are more is said.
python3 -c '
data = open("a photo.jpg", "rb").read()
comments = b"".join(b"\xff\xfe" + (2 + len(text)).to_bytes(2, "big") + text for text in
                    (b"Comment of Anna, %d" % i for i in range(99)))
open("many.jpg", "wb").write(data[:2] + comments + data[2:])'
lenscap fingerprint many.jpg | sed -n 2p
lenscap fingerprint many.jpg | grep -c "Comment of Anna"
lenscap fingerprint --json "a photo.jpg" | python3 -c '
import json, sys
row = json.loads(sys.stdin.read())
for name, value in row.items():
    print(name, value if name != "findings" else [f["kind"] for f in value])'
exit 0
