"""Pictures of every kind that is read, made of one picture, have its fingerprint."""
import io
import json
import os
import random
import shutil
import struct
import subprocess
import sys

from PIL import Image, TiffImagePlugin

os.chdir(os.environ["SCRATCH"])
BUILD, TOP = os.environ["BUILD"], os.environ["TOP"]
photo = Image.open("/usr/share/backgrounds/mate/nature/Storm.jpg").convert("RGB").resize((480, 320))
photo.save("photo.png")


def row(name):
    return json.loads(subprocess.run(["lenscap", "fingerprint", "--json", name], capture_output=True, text=True).stdout)


def distance(a, b):
    return bin(int(a, 16) ^ int(b, 16)).count("1")


truth, made, kinds = row("photo.png"), 0, set()


def check(name, kind, most=8, size=(480, 320), of=None):
    global made
    got = row(name)
    assert got["status"] == "ok" and got["format"] == kind, (name, got)
    assert (got["width"], got["height"]) == size, (name, got["width"], got["height"])
    apart = distance(got["pdq"], (of or truth)["pdq"])
    assert apart <= most, (name, apart)
    made += 1
    kinds.add(kind)


def saved(kind, **options):
    out = io.BytesIO()
    photo.save(out, kind, **options)
    return out.getvalue()


def written(name, data):
    with open(name, "wb") as file:
        file.write(data)


# ---- JPEG that comes scan by scan: no scan too early is taken for the picture ----
tall = photo.resize((1920, 1280), Image.LANCZOS)
nothing = Image.new("L", tall.size)
# All of it in the ink that such a file brings last.
for name, shown in {"black": Image.merge("CMYK", (nothing, nothing, nothing, tall.convert("L"))), "colour": tall}.items():
    shown.save(name + "-whole.jpg", quality=90)
    shown.save(name + "-scans.jpg", quality=90, progressive=True)
    check(name + "-scans.jpg", "jpeg", 2, size=tall.size, of=row(name + "-whole.jpg"))

# ---- BMP and icons ----
photo.save("plain.bmp")
check("plain.bmp", "bmp", 0)
photo.convert("L").save("grey.bmp")
check("grey.bmp", "bmp", 4)
photo.convert("P").save("colours.bmp")
check("colours.bmp", "bmp", 40)
data = open("plain.bmp", "rb").read()
stride = 480 * 3
rows = [data[54 + i * stride:54 + (i + 1) * stride] for i in range(320)]
written("downwards.bmp", data[:22] + struct.pack("<i", -320) + data[26:54] + b"".join(reversed(rows)))
check("downwards.bmp", "bmp", 0)
pixels = photo.tobytes()
wide = b"".join(bytes((0, pixels[i + 2], pixels[i + 1], pixels[i])) for i in range(0, len(pixels), 3))
wide = b"".join(wide[i * 1920:(i + 1) * 1920] for i in reversed(range(320)))
written("fields.bmp", b"BM" + struct.pack("<IHHI", 66 + len(wide), 0, 0, 66) +
        struct.pack("<IiiHHIIiiII", 40, 480, 320, 1, 32, 3, len(wide), 0, 0, 0, 0) +
        struct.pack("<III", 0xff000000, 0xff0000, 0xff00) + wide)
check("fields.bmp", "bmp", 0)
grey = photo.convert("L")
palette = b"".join(bytes((i, i, i, 0)) for i in range(256))
runs = b""
for y in reversed(range(320)):
    line, x = grey.tobytes()[y * 480:(y + 1) * 480], 0
    while x < 480:
        if y % 2:
            run = line[x:x + 254]
            runs += bytes((0, len(run))) + run + b"\0" * (len(run) & 1) if len(run) > 2 else b"".join(
                bytes((1, value)) for value in run)
            x += len(run)
        else:
            count = 1
            while x + count < 480 and count < 255 and line[x + count] == line[x]:
                count += 1
            runs += bytes((count, line[x]))
            x += count
    runs += b"\0\0"
written("runs.bmp", b"BM" + struct.pack("<IHHI", 54 + 1024 + len(runs), 0, 0, 54 + 1024) +
        struct.pack("<IiiHHIIiiII", 40, 480, 320, 1, 8, 1, len(runs), 0, 0, 256, 0) + palette + runs + b"\0\1")
check("runs.bmp", "bmp", 4)
photo.resize((240, 160)).save("many.ico", sizes=[(16, 16), (240, 160)])
photo.resize((240, 160)).save("small.png")
check("many.ico", "ico", 2, size=(240, 160), of=row("small.png"))
dib = data[14:54]
icon = photo.resize((255, 170))
body = struct.pack("<IiiHHIIiiII", 40, 255, 340, 1, 24, 0, 0, 0, 0, 0, 0)
stored = icon.tobytes("raw", "BGR", 768, -1)
written("bitmap.ico", struct.pack("<HHHBBBBHHII", 0, 1, 1, 255, 170, 0, 0, 1, 24, len(body) + len(stored) + 32 * 170, 22) +
        body + stored + bytes(32 * 170))
icon.save("icon.png")
check("bitmap.ico", "ico", 0, size=(255, 170), of=row("icon.png"))

# ---- What cameras store: their JPEG is read, not the sensor's pixels ----
preview = saved("JPEG", quality=95)
small = io.BytesIO()
photo.resize((96, 64)).save(small, "JPEG")


def directory(order, entries, at):
    body = struct.pack(order + "H", len(entries))
    for tag, kind, count, value in sorted(entries):
        body += struct.pack(order + "HHI", tag, kind, count)
        body += struct.pack(order + ("HH" if kind == 3 else "I"), *((value, 0) if kind == 3 else (value,)))
    return body + bytes(4)


def raw(order, magic, entries, sensor=b"\xff\xd8\xff\xc3\0\x0b\x08\x40\0\x40\0\1\1\x11\0" * 40):
    mark = b"II" if order == "<" else b"MM"
    head = mark + magic
    first = len(head) + 4
    size = 2 + 12 * (len(entries) + 2) + 4
    place = first + size + len(sensor) + len(small.getvalue())
    all_entries = entries + [(0x201, 4, 1, place), (0x202, 4, 1, len(preview))]
    return head + struct.pack(order + "I", first) + directory(order, all_entries, first) + sensor + small.getvalue() + preview


plain, sensor = struct.pack("<H", 42), [(0x106, 3, 1, 32803)]
cameras = {
    "phone.dng": raw("<", plain, [(0xc612, 4, 1, 0x401)]), "linear.dng": raw("<", plain, [(0x106, 3, 1, 34892)]),
    "nikon.nef": raw(">", struct.pack(">H", 42), sensor), "sony.arw": raw("<", plain, sensor),
    "olympus.orf": b"IIRO" + raw("<", b"RO", [])[4:], "panasonic.rw2": b"IIU\0" + raw("<", b"U\0", [])[4:],
    "fuji.raf": b"FUJIFILMCCD-RAW 0201" + bytes(100) + small.getvalue() + preview,
    "canon.cr3": b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + bytes(64) + small.getvalue() + preview,
    "canon.cr2": b"II*\0\x10\0\0\0CR\2\0\0\0\0\0" + directory("<", [(0x100, 3, 1, 480)], 16) + small.getvalue() + preview,
}
for name, data in cameras.items():
    written(name, data)
    check(name, "raw")
written("empty.dng", raw("<", plain, [(0xc612, 4, 1, 0x401)])[:100])
assert row("empty.dng")["error"]["code"] == "unsupported"

# ---- TIFF and JPEG XL ----
if os.path.exists(os.path.join(BUILD, "lenscap-decoder-tiff")):
    for coding in "raw", "tiff_lzw", "tiff_deflate", "packbits", "jpeg":
        photo.save("tiff-%s.tif" % coding, compression=coding)
        check("tiff-%s.tif" % coding, "tiff", 10 if coding == "jpeg" else 0)
    photo.convert("CMYK").save("inks.tif")
    check("inks.tif", "tiff", 8)
    photo.convert("L").save("grey.tif", compression="tiff_lzw")
    check("grey.tif", "tiff", 4)
    photo.rotate(90, expand=True).save("turned.tif", tiffinfo={274: 6})
    turned = row("turned.tif")
    assert turned["status"] == "ok" and (turned["width"], turned["height"]) == (320, 480), turned

    def stacked(pages):
        """Grey pages, each with what it says of its kind: 1 is a smaller one of another."""
        out, link = bytearray(b"II*\0\0\0\0\0"), 4
        for kind, image in pages:
            at, pixels = len(out), image.convert("L").tobytes()
            out += pixels
            struct.pack_into("<I", out, link, len(out))
            out += directory("<", [(254, 4, 1, kind), (256, 4, 1, image.width), (257, 4, 1, image.height), (258, 3, 1, 8),
                                   (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, at), (277, 3, 1, 1),
                                   (278, 4, 1, image.height), (279, 4, 1, len(pixels))], len(out))
            link = len(out) - 4
        return bytes(out)
    tiny = photo.resize((24, 16))
    for name, pages, size in (
            ("first.tif", [(0, photo), (0, tiny)], photo.size), ("second.tif", [(1, tiny), (0, photo)], photo.size),
            ("last.tif", [(1, tiny)] * 63 + [(0, photo)], photo.size), ("beyond.tif", [(1, tiny)] * 64 + [(0, photo)], tiny.size),
            ("reduced.tif", [(1, photo), (1, tiny)], photo.size)):
        written(name, stacked(pages))
        got = row(name)
        assert (got["width"], got["height"]) == size, (name, got)
    # A strip that cannot be unpacked is missed, and of a file without any other there is no fingerprint.
    TiffImagePlugin.STRIP_SIZE = 480 * 3 * 32
    for coding in "tiff_lzw", "tiff_deflate":
        photo.save("strips.tif", compression=coding)
        with Image.open("strips.tif") as image:
            strips = list(zip(image.tag_v2[273], image.tag_v2[279]))
        whole = open("strips.tif", "rb").read()
        for broken, most in ([4], 60), ([0], 60), (range(10), None):
            data = bytearray(whole)
            for at, size in [strips[i] for i in broken]:
                data[at:at + size] = b"\xff" * size
            written("strips.tif", data)
            got = row("strips.tif")
            if most is None:
                assert got["status"] == "error" and got["error"]["code"] == "malformed" and "pdq" not in got, got
            else:
                assert got["damaged"] and 0 < distance(got["pdq"], truth["pdq"]) <= most, got
    # Nor is rubbish that unpacks to something a whole picture: libtiff warns of it, and makes do.
    for coding in "packbits", "jpeg", "group4":
        (photo.convert("1") if coding == "group4" else photo).save("rubbish.tif", compression=coding)
        assert not row("rubbish.tif")["damaged"], coding
        with Image.open("rubbish.tif") as image:
            at, size = image.tag_v2[273][0], image.tag_v2[279][0]
        data = bytearray(open("rubbish.tif", "rb").read())
        data[at + size // 3:at + size // 2] = random.Random(1).randbytes(size // 2 - size // 3)
        written("rubbish.tif", data)
        assert row("rubbish.tif")["damaged"], coding
    TiffImagePlugin.STRIP_SIZE = 1 << 20  # all in one strip, of which the end is missing
    photo.save("end.tif", compression="tiff_lzw")
    with Image.open("end.tif") as image:
        at, size = image.tag_v2[273][0], image.tag_v2[279][0]
    data = bytearray(open("end.tif", "rb").read())
    data[at + size - size // 8:at + size] = b"\xff" * (size // 8)
    written("end.tif", data)
    got = row("end.tif")
    assert got["damaged"] and distance(got["pdq"], truth["pdq"]) <= 60, got
    written("half.tif", open("tiff-raw.tif", "rb").read()[:-200000])
    assert row("half.tif")["status"] == "error" or row("half.tif")["damaged"], row("half.tif")
else:
    photo.save("none.tif")
    assert row("none.tif")["error"]["code"] == "needs_tiff"
if os.path.exists(os.path.join(BUILD, "lenscap-decoder-jxl")) and shutil.which("cjxl"):
    for name, more in {"lossy.jxl": ["-q", "90"], "lossless.jxl": ["-d", "0", "-e", "3"],
                       "boxes.jxl": ["-q", "90", "--container=1"]}.items():
        subprocess.run(["cjxl", "photo.png", name, *more], check=True, capture_output=True)
        check(name, "jxl", 6)
    written("half.jxl", open("lossy.jxl", "rb").read()[:-2000])
    half = row("half.jxl")
    assert half["status"] == "error" and half["error"]["code"] == "malformed", half

# ---- Folders: what is no picture, is none of ours, or only is called one ----
os.makedirs("folder")
shutil.copy("photo.png", "folder")
for name in "notes.txt", "a.xcf", "b.xcf", "c.psd", "fake.jpg", "._photo.png":
    written(os.path.join("folder", name), b"words, and no picture\n")
refused = subprocess.run(["lenscap", "fingerprint", "folder/notes.txt"], capture_output=True, text=True).stderr
done = subprocess.run(["lenscap", "fingerprint", "-r", "folder"], capture_output=True, text=True)
assert done.returncode == 1 and "folder/fake.jpg: This is not a picture" in done.stderr, done
assert "not read: 2 GIMP, 1 Photoshop." in done.stderr and "2 other files were passed over" in done.stderr, done.stderr
# Drawings are counted and are no failure; what they say of somebody is told all the same.
os.makedirs("drawings")
for name, inside in {"said": "<title>Anna Example</title>", "plain": "<rect/>"}.items():
    written("drawings/%s.svg" % name, ('<svg xmlns="http://www.w3.org/2000/svg">%s</svg>' % inside).encode())
shutil.copy("photo.png", "drawings")
done = subprocess.run(["lenscap", "fingerprint", "-r", "drawings"], capture_output=True, text=True)
assert done.returncode == 0 and "not read: 2 SVG." in done.stderr and "drawings/" not in done.stderr, done
assert "Anna Example" in done.stdout, done
rows = [json.loads(line) for line in subprocess.run(["lenscap", "fingerprint", "-r", "--json", "folder"],
                                                    capture_output=True, text=True).stdout.splitlines()]
assert {r["file"]: r.get("kind") for r in rows if "kind" in r} == {
    "folder/a.xcf": "GIMP", "folder/b.xcf": "GIMP", "folder/c.psd": "Photoshop"}, rows

# ---- What a format needs besides its reader ----
sys.path.insert(0, os.path.join(TOP, "tests/wall"))
from mutate import FORMATS  # noqa: E402

ELSEWHERE = {"png", "webp", "gif", "heic", "avif", "jxl", "svg"}  # fingerprint.sh, heif_*.sh, kinds.py, hidden.py
READER = {"heic": "heif", "avif": "heif", "ico": "bmp"}  # those that share one are fuzzed by it
NAME = {"jxl": "JPEG XL", "raw": "camera raw"}
methods = json.loads(subprocess.check_output([os.path.join(BUILD, "lenscap-host"), "--methods"]))
listed = next(row for row in methods if row["name"] == "photo.list")["params"]
for kind in next(param for param in listed if param["name"] == "format")["values"]:
    reader = READER.get(kind, kind)
    assert kind in kinds | ELSEWHERE, "no picture of the format %s is read here: add a check() of one" % kind
    for path in "tests/fuzz/fuzz_%s.c" % reader, "tests/fuzz/corpus/%s" % reader:
        assert os.path.exists(os.path.join(TOP, path)), "the format %s lacks %s; tests/fuzz/seeds.py has how" % (kind, path)
    assert reader in FORMATS or kind == "svg", "the format %s is not in FORMATS of tests/wall/mutate.py" % kind
    assert NAME.get(kind, kind).lower() in refused.lower(), \
        "what is said of an unknown format (host/ipc/words.c) does not name %s: %s" % (kind, refused)
print("formats: %d pictures read as what they were made of" % made)
