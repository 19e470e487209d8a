"""Pictures of a signature, and others that are none, into the folder at hand."""
import struct
import zlib

from PIL import Image, ImageDraw


def written(mode, size, paper, ink):
    image = Image.new(mode, size, paper)
    draw = ImageDraw.Draw(image)
    wide, high = size
    draw.line([(wide * (2 + i) // 40, high * (2 if i % 2 else 5) // 8) for i in range(30)], fill=ink, width=wide // 100)
    return image


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# A photograph of grey paper, and ink alone.
written("RGB", (1600, 700), (205, 200, 190), (30, 40, 120)).save("photo.jpg", quality=90)
written("RGBA", (900, 400), (0, 0, 0, 0), (0, 0, 0, 255)).save("ink.png")
whole = open("ink.png", "rb").read()
open("cut.png", "wb").write(whole[:len(whole) // 2])
open("endless.png", "wb").write(whole + bytes(11 << 20))
written("P", (900, 400), 255, 0).save("ink.gif")
Image.new("L", (900, 400), 255).save("white.png")
written("L", (900, 400), 0, 255).save("black.png")
Image.new("L", (8000, 7000), 255).save("large.png")
Image.new("L", (100000, 1), 255).save("line.png")
head = struct.pack(">IIBBBBB", 60000, 60000, 8, 0, 0, 0, 0)
open("bomb.png", "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(9 << 20)))
                             + chunk(b"IEND", b""))
open("note.png", "w").write("a note\n")
