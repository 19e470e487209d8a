#!/bin/bash
# In a few lines: numbers of one and of several, what is not known, what is next.
cd "$SCRATCH" || exit 1
options=(--home "$SCRATCH/ledger" --key-file "$SCRATCH/key")
lenscap overview "${options[@]}"
echo "exit $?"
lenscap init "${options[@]}" >/dev/null
lenscap overview "${options[@]}"
python3 - <<'EOF'
import os, struct, zlib
def png(name, colour, text=""):
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes((x * y * colour) % 256 for x in range(64)) for y in range(64))
    open(name, "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0)) +
        chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
png("one.png", 3)
png("two.png", 7)
EOF
lenscap photos add "${options[@]}" one.png >/dev/null
lenscap overview "${options[@]}"
lenscap photos add "${options[@]}" two.png >/dev/null
lenscap me set "${options[@]}" name 'Zoë Ångström' email zoe@example.org country de region berlin
lenscap letter draft "${options[@]}" --to clearview-ai --photos all --ask access >/dev/null
lenscap cases sent "${options[@]}" 1 >/dev/null
lenscap overview "${options[@]}"
lenscap overview "${options[@]}" --json | python3 -c '
import json, sys
overview = json.load(sys.stdin)
print(overview["photos"], overview["letters"]["asked"], overview["letters"]["waiting"], overview["looked"])'
