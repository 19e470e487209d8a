"""HEIC as phones write it since 2024: references that older libraries refuse the whole file for.
The fuzzers' pictures with such references and items added; each has to be read as it was before."""
import json
import os
import pathlib
import struct
import subprocess

SCRATCH = os.environ["SCRATCH"]
CORPUS = pathlib.Path(os.environ["TOP"]) / "tests/fuzz/corpus/heif"


def box(kind, body, full=None):
    if full is not None:
        body = struct.pack(">I", full) + body
    return struct.pack(">I", len(body) + 8) + kind + body


def boxes(data, at=0):
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        yield kind, data[at + 8:at + size]
        at += size


def reference(kind, source, *targets):
    return box(kind, struct.pack(">HH%dH" % len(targets), source, len(targets), *targets))


def shifted(body, by):
    """iloc of version 0 or 1 with offsets within the file moved on."""
    body = bytearray(body)
    version, sizes = body[0], struct.unpack_from(">H", body, 4)[0]
    offset, length, base, index = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15 if version else 0
    count, at = struct.unpack_from(">H", body, 6)[0], 8
    for _ in range(count):
        method = struct.unpack_from(">H", body, at + 2)[0] & 15 if version else 0
        at += 2 + (2 if version else 0) + 2 + base
        extents, = struct.unpack_from(">H", body, at)
        at += 2
        for _ in range(extents):
            at += index
            if method == 0:
                place = int.from_bytes(body[at:at + offset], "big") + by
                body[at:at + offset] = place.to_bytes(offset, "big")
            at += offset + length
    return bytes(body)


def made(data, references=(), items=(), groups=b""):
    """The file with references, item entries and entity groups added to its own."""
    parts = list(boxes(data))
    kind, (first, meta) = parts[0][1], parts[1]
    assert first == b"meta"
    inside = dict(boxes(meta, 4))
    old = inside.get(b"iref", b"\0\0\0\0")
    inside[b"iref"] = old + b"".join(references)
    entries = inside[b"iinf"]
    count, = struct.unpack_from(">H", entries, 4)
    inside[b"iinf"] = entries[:4] + struct.pack(">H", count + len(items)) + entries[6:] + b"".join(
        box(b"infe", struct.pack(">HH4s", number, 0, name) + b"\0", 2 << 24) for number, name in items)
    if groups:
        inside[b"grpl"] = groups
    grown = sum(len(body) + 8 for body in inside.values()) + 4 - len(meta)
    inside[b"iloc"] = shifted(inside[b"iloc"], grown)
    new = box(b"meta", meta[:4] + b"".join(box(name, body) for name, body in inside.items()))
    return box(b"ftyp", kind) + new + b"".join(box(name, body) for name, body in parts[2:])


def read(data, name):
    path = os.path.join(SCRATCH, name)
    with open(path, "wb") as file:
        file.write(data)
    done = subprocess.run(["lenscap", "fingerprint", "--json", path], capture_output=True, text=True)
    row = json.loads(done.stdout)
    return row


count = 0
for source in sorted(CORPUS.glob("*.[ha][ev]i[cf]")):
    data = source.read_bytes()
    truth = read(data, "as-it-was-" + source.name)
    assert truth["status"] == "ok", truth
    meta = dict(boxes(data))[b"meta"]
    ids = [struct.unpack_from(">H", body, 4)[0] for kind, body in boxes(dict(boxes(meta, 4))[b"iinf"], 6)]
    last = max(ids)
    variants = {
        "plain": made(data),
        "aux-two-targets": made(data, [reference(b"auxl", last, *([ids[0]] * 2))]),
        "aux-of-tmap": made(data, [reference(b"auxl", last, ids[0], last + 1)], [(last + 1, b"tmap")]),
        "described-twice": made(data, [reference(b"cdsc", last, ids[0], last + 1)], [(last + 1, b"tmap")]),
        "described-nowhere": made(data, [reference(b"cdsc", last, 999)]),
        "tone-map": made(data, [reference(b"dimg", last + 1, ids[0], last)], [(last + 1, b"tmap")],
                         box(b"altr", struct.pack(">IIII", 0, 77, 2, last + 1) + struct.pack(">I", ids[0]))),
        "unknown": made(data, [reference(b"zzzz", ids[0], last + 1), reference(b"prem", 999, 998)],
                        [(last + 1, b"zzzz"), (last + 2, b"mime")]),
        "loop": made(data, [reference(b"thmb", ids[0], ids[0]), reference(b"auxl", ids[0], ids[0])]),
    }
    for name, variant in variants.items():
        row = read(variant, name + "-" + source.name)
        assert row["status"] == "ok", (source.name, name, row.get("error"))
        assert [row[key] for key in ("pdq", "width", "height")] == [truth[key] for key in ("pdq", "width", "height")], name
        assert row["findings"] == truth["findings"], (source.name, name, row["findings"])
        count += 1
    # What is no picture any more is said to be broken, and nothing else of it.
    row = read(data[:len(data) // 2], "half-" + source.name)
    assert row["status"] == "error" and row["error"]["code"] == "malformed", row
print("heif_references: %d pictures read as they were before" % count)
