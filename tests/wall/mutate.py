#!/usr/bin/python3
"""mutate.py CORPUS COUNT FOLDER [SEED]: COUNT damaged pictures from a seed.

The same files every time, from the fuzzers' kept pictures of all formats:
flipped bits, noise, cuts, doubled pieces, pieces of one format in another,
lengths that lie, and damage within EXIF and XMP.  Names are numbers, so that
their order is the order of the input.
"""
import pathlib
import random
import re
import struct
import sys
import zlib

SEED = 4711
FORMATS = "jpeg", "png", "webp", "gif", "heif", "jxl", "tiff", "raw", "bmp"
LENGTHS = 0, 1, 2, 3, 8, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff
BLOCKS = re.compile(rb"Exif\0\0|II\*\0|MM\0\*|<x:xmpmeta|8BIM|http://ns.adobe")


def lengths(data):
    """Where this file's own length fields are: (offset, struct format)."""
    found = []
    if data.startswith(b"\x89PNG"):
        at = 8
        while at + 8 <= len(data):
            found += [(at, ">I"), (at + 4, ">I")]
            at += 12 + struct.unpack_from(">I", data, at)[0]
        found += [(16, ">I"), (20, ">I")]
    elif data.startswith(b"\xff\xd8"):
        found += [(m.end(), ">H") for m in
                  re.finditer(rb"\xff[\xc0-\xcf\xda-\xfe]", data)]
        found += [(m.end() + n, ">H") for n in (3, 5) for m in
                  re.finditer(rb"\xff[\xc0-\xc2\xc9\xca]", data)]
    elif data.startswith(b"RIFF"):
        found += [(m.end(), "<I") for m in
                  re.finditer(rb"RIFF|VP8.|ANIM|ANMF|ALPH|EXIF|XMP ", data)]
        found += [(m.end() + n, "<I") for n in (4, 7, 8, 10, 12) for m in
                  re.finditer(rb"VP8X|ANMF|VP8 |VP8L", data)]
    elif data.startswith((b"II*\0", b"MM\0*")):
        order = "<" if data.startswith(b"II") else ">"
        found += [(4, order + "I")]
        at = struct.unpack_from(order + "I", data.ljust(8, b"\0"), 4)[0]
        found += [(at + 2 + 12 * n + m, order + form) for n in range(20)
                  for m, form in ((0, "H"), (2, "H"), (4, "I"), (8, "I"))]
    elif data.startswith(b"BM"):
        found += [(at, "<I") for at in (2, 10, 14, 18, 22, 30, 34, 46)]
        found += [(28, "<H")]
    elif data.startswith(b"GIF"):
        found += [(6, "<H"), (8, "<H")]
        found += [(m.end() + n, "<H") for n in (0, 2, 4, 6) for m in
                  re.finditer(rb",", data)]
    else:
        found += [(m.start() - 4, ">I") for m in
                  re.finditer(rb"[a-z][a-zA-Z0-9]{3}", data)]
        found += [(m.end() + n, ">I") for n in (0, 4, 8) for m in
                  re.finditer(rb"ispe|iloc|iinf|ipma|iref|hvcC|av1C", data)]
    return [(at, form) for at, form in found
            if 0 <= at and at + struct.calcsize(form) <= len(data)]


def flip(chance, data, _others):
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def noise(chance, data, _others):
    for _ in range(chance.randint(1, 32)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return data


def blot(chance, data, _others):
    at = chance.randrange(len(data))
    size = min(chance.randint(1, 64), len(data) - at)
    data[at:at + size] = bytes([chance.choice((0, 0xff, 0x80))]) * size
    return data


def cut(chance, data, _others):
    return data[:chance.randrange(len(data))]


def hole(chance, data, _others):
    at = chance.randrange(len(data))
    del data[at:at + chance.randint(1, 64)]
    return data


def double(chance, data, _others):
    at = chance.randrange(len(data))
    piece = data[at:at + chance.randint(1, 512)]
    to = chance.randrange(len(data))
    data[to:to] = piece * chance.randint(1, 20)
    return data


def splice(chance, data, others):
    other = chance.choice(others)
    return (data[:chance.randrange(len(data))] +
            other[chance.randrange(len(other)):])


def implant(chance, data, others):
    """A piece of another file, of any format, over this one's bytes."""
    other = chance.choice(others)
    start = chance.randrange(len(other))
    piece = other[start:start + chance.randint(4, 256)]
    at = chance.randrange(len(data))
    data[at:at + len(piece)] = piece
    return data


def lie(chance, data, _others):
    places = lengths(bytes(data))
    for at, form in chance.sample(places, min(len(places), 2)):
        mask = (1 << 8 * struct.calcsize(form)) - 1
        value = chance.choice(LENGTHS + (chance.getrandbits(32),
                                         chance.getrandbits(12)))
        struct.pack_into(form, data, at, value & mask)
    return data


def metadata(chance, data, others):
    starts = [m.start() for m in BLOCKS.finditer(data)]
    if not starts:
        return noise(chance, data, others)
    start = chance.choice(starts)
    for _ in range(chance.randint(1, 24)):
        at = min(start + chance.randrange(400), len(data) - 1)
        data[at] = chance.choice((0, 0xff, ord("<"), chance.randrange(256)))
    return data


MUTATIONS = (flip, noise, blot, cut, hole, double, splice, implant, lie, lie,
             metadata)


def mend_png(data):
    """Right checksums let damage get past the first chunk."""
    at = 8
    while at + 12 <= len(data):
        size = struct.unpack_from(">I", data, at)[0]
        if size > len(data) - at - 12:
            break
        struct.pack_into(">I", data, at + 8 + size,
                         zlib.crc32(bytes(data[at + 4:at + 8 + size])))
        at += 12 + size
    return data


def bounded(data):
    """A bitmap of hundreds of megapixels is read to its end, and costs as much as
    thousands of files here: bombs.sh has such.  This one is too large to be read."""
    if data.startswith(b"BM") and len(data) >= 26:
        width, height = struct.unpack_from("<ii", data, 18)
        if 24_000_000 < abs(width * height) < 1 << 28:
            struct.pack_into("<i", data, 18, width | 1 << 30)
    return data


def mutated(chance, files):
    suffix, data = chance.choice(files)
    data = bytearray(data)
    others = [other for _, other in files]
    for _ in range(chance.randint(1, 3)):
        data = bytearray(chance.choice(MUTATIONS)(chance, data, others))
        if not data:
            break
    if data.startswith(b"\x89PNG") and chance.random() < 0.9:
        data = mend_png(data)
    return suffix, bytes(bounded(data))


def main():
    corpus, count, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else SEED
    files = [(form, path.read_bytes()) for form in FORMATS
             for path in sorted(pathlib.Path(corpus, form).iterdir())]
    chance = random.Random(seed)
    for number in range(count):
        suffix, data = mutated(chance, files)
        pathlib.Path(folder, f"{number:06}.{suffix}").write_bytes(data)


if __name__ == "__main__":
    main()
