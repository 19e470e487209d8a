"""whole.jpg, 24 megapixels; grid.heic, a grid of 48 tiles, and turned.heic, the same turned by its
container; four.jpg and four-turned.jpg, what these show."""
import struct
import subprocess

from heif_boxes import box, boxes
from PIL import Image

COLUMNS, ROWS, TILE = 8, 6, 1024


def tile(image):
    """An HEVC picture: its coder's properties and its bytes."""
    image.save("tile.png", compress_level=1)
    subprocess.run(["heif-enc", "-q", "50", "-p", "preset=ultrafast", "tile.png", "-o", "tile.heic"], check=True,
                   capture_output=True)
    parts = dict(boxes(open("tile.heic", "rb").read()))
    meta = dict(boxes(parts[b"meta"], 4))
    return dict(boxes(dict(boxes(meta[b"iprp"]))[b"ipco"]))[b"hvcC"], parts[b"mdat"]


def grid(coder, tiles, order, turn):
    """A file of a grid, whose tiles are the numbers of order."""
    count, number, width, height = len(tiles), len(tiles) + 1, COLUMNS * TILE, ROWS * TILE
    layout = bytes([0, 1, ROWS - 1, COLUMNS - 1]) + struct.pack(">II", width, height)
    entries = b"".join(box(b"infe", struct.pack(">HH4s", i + 1, 0, b"hvc1") + b"\0", 2 << 24 | 1) for i in range(count))
    entries += box(b"infe", struct.pack(">HH4s", number, 0, b"grid") + b"\0", 2 << 24)
    properties = [box(b"hvcC", coder)] + [box(b"ispe", struct.pack(">II", *size), 0)
                                          for size in ((TILE, TILE), (width, height))]
    properties += [box(b"irot", bytes([turn]))] if turn else []
    uses = b"".join(struct.pack(">HBBB", i + 1, 2, 0x81, 2) for i in range(count))
    uses += struct.pack(">HBB", number, 1 + bool(turn), 3) + (b"\x84" if turn else b"")
    rest = box(b"iinf", struct.pack(">H", count + 1) + entries, 0) + \
        box(b"iprp", box(b"ipco", b"".join(properties)) + box(b"ipma", struct.pack(">I", count + 1) + uses, 0)) + \
        box(b"iref", box(b"dimg", struct.pack(">HH%dH" % len(order), number, len(order), *order)), 0)
    first = box(b"ftyp", b"heic\0\0\0\0mif1heic")

    def meta(at):
        places = struct.pack(">HH", 0x4400, count + 1)
        for i, data in enumerate(tiles + [layout]):
            places += struct.pack(">HHHII", i + 1, 0, 1, at, len(data))
            at += len(data)
        return box(b"meta", box(b"hdlr", b"\0\0\0\0pict" + bytes(13), 0) + box(b"pitm", struct.pack(">H", number), 0) +
                   box(b"iloc", places, 0) + rest, 0)

    return first + meta(len(first) + len(meta(0)) + 8) + box(b"mdat", b"".join(tiles) + layout)


photo = Image.open("/usr/share/backgrounds/mate/nature/Storm.jpg").convert("RGB")
photo.resize((5712, 4284)).save("whole.jpg", quality=95)
half = photo.resize((COLUMNS * TILE // 2, ROWS * TILE // 2))
parts = [tile(half.crop((x * TILE, y * TILE, (x + 1) * TILE, (y + 1) * TILE)))
         for y in range(ROWS // 2) for x in range(COLUMNS // 2)]
numbers = [y % (ROWS // 2) * (COLUMNS // 2) + x % (COLUMNS // 2) + 1 for y in range(ROWS) for x in range(COLUMNS)]
for name, turn in {"grid.heic": 0, "turned.heic": 3}.items():
    with open(name, "wb") as file:
        file.write(grid(parts[0][0], [data for _, data in parts], numbers, turn))
four = Image.new("RGB", (half.width, half.height))
quarter = half.resize((half.width // 2, half.height // 2))
for x in 0, 1:
    for y in 0, 1:
        four.paste(quarter, (x * quarter.width, y * quarter.height))
four.save("four.jpg", quality=95)
four.transpose(Image.ROTATE_270).save("four-turned.jpg", quality=95)
