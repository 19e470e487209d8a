"""HEIC as phones write it since 2024: references that older libraries refuse the whole file for.
The fuzzers' pictures with such references and items added; each has to be read as it was before."""
import json
import os
import pathlib
import struct
import subprocess

from heif_boxes import box, boxes, made, reference

SCRATCH = os.environ["SCRATCH"]
CORPUS = pathlib.Path(os.environ["TOP"]) / "tests/fuzz/corpus/heif"


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
        "thumbnail": made(data, [reference(b"thmb", last + 1, ids[0])], [(last + 1, b"hvc1")]),
        "tile": made(data, [reference(b"dimg", last + 2, last, last + 1)], [(last + 1, b"hvc1"), (last + 2, b"tmap")]),
        "beside": made(data, [reference(b"zzzz", ids[0], ids[0])], [(last + 1, b"hvc1")]),
        "based-on": made(data, [reference(b"base", last + 1, ids[0])], [(last + 1, b"hvc1"), (last + 2, b"grid")]),
        "loop": made(data, [reference(b"thmb", ids[0], ids[0]), reference(b"auxl", ids[0], ids[0])]),
    }
    for name, variant in variants.items():
        row = read(variant, name + "-" + source.name)
        assert row["status"] == "ok", (source.name, name, row.get("error"))
        assert [row[key] for key in ("pdq", "width", "height")] == [truth[key] for key in ("pdq", "width", "height")], name
        # A picture of its own is told, and none that another is made of.
        others = [one for one in row["findings"] if "further picture" in one["detail"]]
        assert [int(one["detail"].split()[0]) for one in others] == {"beside": [1], "based-on": [2]}.get(name, []), (source.name, name, others)
        assert [one for one in row["findings"] if one not in others] == truth["findings"], (source.name, name, row["findings"])
        count += 1
    # What is no picture any more is said to be broken, and nothing else of it.
    row = read(data[:len(data) // 2], "half-" + source.name)
    assert row["status"] == "error" and row["error"]["code"] == "malformed", row
print("heif_references: %d pictures read as they were before" % count)
