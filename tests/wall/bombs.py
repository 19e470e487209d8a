#!/usr/bin/python3
"""bombs.py CORPUS FOLDER: small files that ask for far too much.

Each line of the output is a file's name and the codes that are right for it,
with | between them: what a library runs into first may differ by its version.
"""
import pathlib
import struct
import sys
import zlib

CORPUS, FOLDER = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
MB = 1 << 20


def bomb(name, codes, *parts):
    with open(FOLDER / name, "wb") as out:
        for part in parts:
            out.write(part)
    print(name, codes)


# ---- PNG ----

def chunk(kind, data):
    return (struct.pack(">I", len(data)) + kind + data +
            struct.pack(">I", zlib.crc32(kind + data)))


def zeros(count):
    """A zlib stream of count zero bytes, made without making those."""
    piece = bytes(MB)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    rest = zlib.compressobj(9, zlib.DEFLATED, -15)
    last = rest.compress(bytes(count % MB)) + rest.flush()
    # Adler-32 of zeros: the sum stays 1, the sum of sums counts them.
    return (b"\x78\xda" + block * (count // MB) + last +
            struct.pack(">I", count % 65521 << 16 | 1))


def png(width, height, depth, colour, pixels, extra=b""):
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth,
                                       colour, 0, 0, 0)) + extra +
            b"".join(chunk(b"IDAT", pixels[at:at + 65536])
                     for at in range(0, len(pixels), 65536)) +
            chunk(b"IEND", b""))


def bit_rows(width, height):
    return zeros(height * (1 + (width + 7) // 8))


def pngs():
    bomb("png-65536.png", "too_many_pixels",
         png(65536, 65536, 1, 0, bit_rows(65536, 65536)))
    bomb("png-giant.png", "too_many_pixels|malformed",
         png(0x7fffffff, 0x7fffffff, 16, 6, zeros(100)))
    bomb("png-line.png", "too_many_pixels", png(1, 0x7ffffff0, 8, 0, zeros(9)))
    bomb("png-empty.png", "malformed", png(0, 0, 8, 0, zeros(9)))
    # 800 MB of pixels in 800 KB: allowed, and read a row at a time.
    bomb("png-rgba.png", "ok", png(14100, 14100, 8, 6,
                                   zeros(14100 * (1 + 14100 * 4))))
    bomb("png-too-much.png", "ok", png(8, 8, 8, 0, zeros(1 << 30)))
    small = bit_rows(8, 8)
    huge = zeros(1 << 30)
    bomb("png-iccp.png", "ok|malformed", png(8, 8, 1, 0, small,
                                   chunk(b"iCCP", b"x\0\0" + huge)))
    bomb("png-ztxt.png", "ok|malformed", png(8, 8, 1, 0, small,
                                   chunk(b"zTXt", b"x\0\0" + huge)))
    bomb("png-itxt.png", "ok|malformed", png(8, 8, 1, 0, small, chunk(
        b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + huge)))
    many = chunk(b"zTXt", b"Comment\0\0" + zeros(7 * MB))
    bomb("png-many-texts.png", "ok|malformed", png(8, 8, 1, 0, small, many * 5000))
    bomb("png-many-chunks.png", "ok|malformed",
         png(8, 8, 1, 0, small, chunk(b"abCd", b"") * 500000))


# ---- JPEG ----

def segment(marker, data):
    return struct.pack(">BBH", 0xff, marker, len(data) + 2) + data


TABLES = (segment(0xdb, b"\0" + bytes([1] * 64)) +
          # One code each, of one bit: a difference of 0; and EOB14.
          segment(0xc4, b"\x00\1" + bytes(15) + b"\0") +
          segment(0xc4, b"\x10\1" + bytes(15) + b"\xe0"))


def frame(kind, width, height, components):
    return segment(kind, struct.pack(">BHHB", 8, height, width, components) +
                   b"".join(bytes([i + 1, 0x11, 0])
                            for i in range(components)))


def scan(components, first, last, bits=0):
    return segment(0xda, bytes([components]) +
                   b"".join(bytes([i + 1, 0]) for i in range(components)) +
                   bytes([first, last, bits]))


def jpegs():
    start, end = b"\xff\xd8" + TABLES, b"\xff\xd9"
    bomb("jpeg-65500.jpg", "too_many_pixels", start,
         frame(0xc0, 65500, 65500, 3), scan(3, 0, 63), bytes(100), end)
    bomb("jpeg-progressive.jpg", "too_much_memory", start,
         frame(0xc2, 14000, 14000, 3), scan(3, 0, 0), bytes(100), end)
    # Each scan sends one coefficient as 0 for all 390,625 blocks: in runs of
    # up to 32767 that is a few bytes to send, and a walk through all blocks.
    run = scan(1, 63, 63) + (b"\x7f\x7e" * 13) + b"\x00"
    bomb("jpeg-scans.jpg", "too_much_cpu", start, frame(0xc2, 5000, 5000, 1),
         run * 60000, end)
    tiny = (CORPUS / "jpeg/baseline").read_bytes()
    # The library walks its list of segments for each one more.
    bomb("jpeg-markers.jpg", "ok|too_much_cpu", tiny[:2], b"\xff\xfe\0\2" * 2000000,
         tiny[2:])
    bomb("jpeg-fill.jpg", "ok", tiny[:2], b"\xff" * 50000000, tiny[2:])
    bomb("jpeg-restarts.jpg", "ok|malformed", tiny[:-2],
         b"\xff\xd0" * 1000000, tiny[-2:])


# ---- GIF ----

def lzw_zeros(count):
    """Code blocks of count pixels of colour 0, each code one longer."""
    codes, done, length = [4], 0, 1  # 4 clears, for two-bit pixels
    bits, size, known = [], 3, 6
    bits.append((4, size))
    while done < count:
        if known > 4094:
            bits.append((4, size))
            size, known, length = 3, 6, 1
        length = min(length, count - done)
        bits.append((0 if length == 1 else known - 1, size))
        done += length
        length += 1
        known += 1
        if known - 1 == 1 << size and size < 12:
            size += 1
    bits.append((5, size))
    value = shift = 0
    out = bytearray()
    for code, width in bits:
        value |= code << shift
        shift += width
        while shift >= 8:
            out.append(value & 255)
            value >>= 8
            shift -= 8
    out.append(value & 255)
    blocks = b"".join(bytes([len(out[at:at + 255])]) + out[at:at + 255]
                      for at in range(0, len(out), 255))
    return b"\2" + blocks + b"\0"


def gifs():
    def image(width, height):
        return b"," + struct.pack("<HHHHB", 0, 0, width, height, 0)

    def screen(width, height):
        return (b"GIF89a" + struct.pack("<HHBBB", width, height, 0x81, 0, 0) +
                bytes(12))
    bomb("gif-65535.gif", "too_many_pixels", screen(65535, 65535),
         image(65535, 65535), b"\2\0", b";")
    pixels = lzw_zeros(14000 * 14000)
    bomb("gif-frames.gif", "ok", screen(14000, 14000),
         (image(14000, 14000) + pixels) * 40, b";")
    bomb("gif-extensions.gif", "malformed", screen(8, 8),
         b"!\xfe\1x\0" * 3000000, b";")


# ---- WebP ----

def riff(name, data):
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) & 1)


def webp(*chunks):
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def lossless(width, height):
    """One colour: five codes of one symbol each, and no bits for pixels."""
    value = width - 1 | height - 1 << 14
    # No transform, no cache, no groups; then 1, 0, 0, symbol 0: five times.
    return riff(b"VP8L", b"\x2f" + struct.pack("<I", value) +
                (0x1111 << 3 | 1 << 19).to_bytes(8, "little"))


def webps():
    bomb("webp-16383.webp", "too_many_pixels", webp(lossless(16383, 16383)))
    bomb("webp-14000.webp", "too_much_memory", webp(lossless(14000, 14000)))
    bomb("webp-9000.webp", "ok", webp(lossless(9000, 9000)))
    canvas = struct.pack("<I", 2) + struct.pack("<I", 7)[:3] * 2
    piece = riff(b"ANMF", bytes(6) + bytes(6) + b"\1\0\0\0" + lossless(1, 1))
    bomb("webp-frames.webp", "ok|malformed", webp(
        riff(b"VP8X", canvas), riff(b"ANIM", bytes(6)), piece * 300000))
    bomb("webp-canvas.webp", "too_many_pixels|malformed", webp(
        riff(b"VP8X", struct.pack("<I", 2) + b"\xff" * 2 + b"\0" +
             b"\xff" * 2 + b"\0"), riff(b"ANIM", bytes(6)), piece))


# ---- HEIC ----

def box(kind, *parts, version=None, flags=0):
    body = b"".join(parts)
    if version is not None:
        body = struct.pack(">I", version << 24 | flags) + body
    return struct.pack(">I", len(body) + 8) + kind + body


def found(data, kind):
    """The body of the first box of that kind, wherever it lies."""
    at = data.index(kind)
    return data[at + 4:at - 4 + struct.unpack_from(">I", data, at - 4)[0]]


def grid(columns, rows, width, height, stated):
    """A picture put together from one tile, columns * rows times."""
    seed = (CORPUS / "heif/plain.heic").read_bytes()
    tile = found(seed, b"mdat")
    count = columns * rows
    payload = bytes([0, 1, rows - 1, columns - 1]) + \
        struct.pack(">II", width, height)

    def whole(offset):
        items = b"".join(box(b"infe", struct.pack(">HH", n, 0), kind + b"\0",
                             version=2)
                         for n, kind in ((1, b"grid"), (2, b"hvc1")))
        properties = (box(b"hvcC", found(seed, b"hvcC")) +
                      box(b"ispe", found(seed, b"ispe")) +
                      box(b"ispe", struct.pack(">II", *stated), version=0))
        return box(b"ftyp", b"heic", bytes(4), b"mif1heic") + box(
            b"meta",
            box(b"hdlr", bytes(4), b"pict", bytes(13), version=0),
            box(b"pitm", struct.pack(">H", 1), version=0),
            box(b"iinf", struct.pack(">H", 2), items, version=0),
            box(b"iref", box(b"dimg", struct.pack(">HH", 1, count),
                             struct.pack(">H", 2) * count), version=0),
            box(b"iprp", box(b"ipco", properties),
                box(b"ipma", struct.pack(">I", 2),
                    struct.pack(">HBB", 1, 1, 3),
                    struct.pack(">HBBB", 2, 2, 0x81, 2), version=0)),
            box(b"idat", payload),
            box(b"iloc", struct.pack(">BBH", 0x44, 0, 2),
                struct.pack(">HHHHII", 1, 1, 0, 1, 0, len(payload)),
                struct.pack(">HHHHII", 2, 0, 0, 1, offset, len(tile)),
                version=1), version=0)
    head = whole(0)
    return whole(len(head) + 8) + box(b"mdat", tile)


def heifs():
    # Which of its limits refuses them first is each version of libheif's own affair.
    refused = "too_many_pixels|too_much_memory|too_much_cpu|unsupported|malformed|needs_heif"
    bomb("heic-grid-small.heic", "ok|needs_heif",
         grid(4, 4, 256, 256, (256, 256)))
    bomb("heic-grid-stated.heic", refused,
         grid(255, 256, 16320, 16384, (16320, 16384)))
    bomb("heic-grid-hidden.heic", refused,
         grid(255, 256, 16320, 16384, (64, 64)))
    # Tile by tile it may be read within its memory and time.
    bomb("heic-grid-tiles.heic", "ok|" + refused,
         grid(180, 200, 11520, 12800, (11520, 12800)))
    bomb("heic-grid-giant.heic", refused,
         grid(1, 1, 0xffffffff, 0xffffffff, (0x7fffffff, 0x7fffffff)))


for make in pngs, jpegs, gifs, webps, heifs:
    make()
