"""lenscap clean: made pictures of each format with much in them; not a pixel, the profile
and the way up change, and exiftool finds nothing in the copy but how it is coded."""
import io
import json
import os
import random
import shutil
import struct
import subprocess
import zlib

from exiftool import changed, exiftool
from PIL import Image, ImageCms, ImageSequence, TiffImagePlugin

SCRATCH = os.environ["SCRATCH"]
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
STRUCTURE = {"ExifTool", "System", "File", "Composite", "JFIF", "PNG", "RIFF", "GIF", "ICC_Profile",
             "APP14", "Adobe", "PNG-pHYs"}
os.chdir(SCRATCH)
count = 0


def pattern(width=96, height=64, seed=1):
    image = Image.new("RGB", (width, height))
    image.putdata([((x * 4 * seed + y) & 255, (y * 5) & 255, (x * y * seed // 8) & 255)
                   for y in range(height) for x in range(width)])
    return image


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def tagged(data, name, *more):
    with open(name, "wb") as file:
        file.write(data)
    changed("-Orientation#=6", "-Make=Maker", "-Model=Model 1", "-SerialNumber=4711", "-GPSLatitude=52.5",
            "-GPSLatitudeRef=N", "-GPSLongitude=13.4", "-GPSLongitudeRef=E", "-Artist=Anna Example",
            "-Copyright=Anna Example", "-DateTimeOriginal=2026:11:22 10:11:12", "-XMP:Creator=Anna",
            "-XMP:City=Sample", *more, name)
    return open(name, "rb").read()


def clean(*words, code=0):
    done = subprocess.run(["lenscap", "clean", *words, "--json"], capture_output=True, text=True)
    assert done.returncode == code, (words, done)
    return [json.loads(line) for line in done.stdout.splitlines()]


def facts(name):
    rows = json.loads(exiftool("-j", "-a", "-G1", "-ee", name))[0]
    return {key: value for key, value in rows.items()
            if key != "SourceFile" and key.split(":")[0] not in STRUCTURE and not key.startswith("ICC-")
            and key not in ("IFD0:Orientation", "IFD0:XResolution", "IFD0:YResolution", "IFD0:ResolutionUnit",
                            "IFD0:YCbCrPositioning")}


def frames(name):
    with Image.open(name) as image:
        return [(frame.convert("RGBA").tobytes(), frame.info.get("duration")) for frame in ImageSequence.Iterator(image)]


def opened(name):
    with Image.open(name) as image:
        return image.getexif().get(274, 1), image.info.get("icc_profile")


def check(name, data, upright=True, profile=True, like=None):
    """Clean it, and hold the copy to everything that is promised; like is what Pillow reads where it refuses the file."""
    global count
    with open(name, "wb") as file:
        file.write(data)
    before = open(name, "rb").read()
    row, = clean(name, "-o", "out/")
    assert row["status"] == "ok" and row["pixels"] == "identical" and row["stayed"] == [], row
    copy = row["copy"]
    assert copy == "out/" + name and os.path.getsize(copy) == row["clean_bytes"] <= row["bytes"] + 200
    assert open(name, "rb").read() == before
    assert frames(copy) == frames(like or name), name
    assert not facts(copy), (name, facts(copy))
    if upright:
        assert opened(copy)[0] == opened(name)[0] == 6, (name, opened(copy)[0], opened(name)[0])
    if profile:
        assert opened(copy)[1] == opened(name)[1] and opened(name)[1], name
    assert b"Anna" not in open(copy, "rb").read() and b"4711" not in open(copy, "rb").read(), name
    again, = clean(copy, "-o", "again/")
    assert open(again["copy"], "rb").read() == open(copy, "rb").read()  # nothing more to leave out
    os.remove(again["copy"])
    count += 1
    return copy


def segment(marker, body):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


# ---- JPEG ----
for kind, options in {"baseline": {}, "progressive": {"progressive": True}, "444": {"subsampling": 0},
                      "restarts": {"restart_marker_blocks": 2}}.items():
    full = tagged(saved(pattern(), "JPEG", quality=90, icc_profile=PROFILE, **options), kind + ".jpg")
    extra = (segment(0xfe, b"Anna, Sample Street 5") + segment(0xec, b"Ducky Anna") + segment(0xe0, b"JFXX\0Anna") +
             segment(0xeb, b'{"byline": "Anna"}') + segment(0xed, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x04Anna"))
    check(kind + ".jpg", full[:2] + extra + full[2:-2] + segment(0xfe, b"before the end: Anna") + full[-2:] +
          b"\0\0\0\x18ftypmp42 a video, Anna" + full)
cmyk = tagged(saved(pattern().convert("CMYK"), "JPEG", quality=90), "cmyk.jpg")
check("cmyk.jpg", cmyk, profile=False)
grey = tagged(saved(pattern().convert("L"), "JPEG"), "grey.jpg")
# A profile that is none, and what follows the end of one that is.
check("grey.jpg", grey[:2] + segment(0xe2, b"ICC_PROFILE\0\1\1Anna") + grey[2:], profile=False)
check("longer-profile.jpg", tagged(saved(pattern(), "JPEG", icc_profile=PROFILE + b"Anna"), "longer-profile.jpg"), profile=False)
assert opened("out/longer-profile.jpg")[1] == PROFILE
for size in 0xffffffff, 100:  # of none, by what it says
    check("no-profile-%d.jpg" % size, grey[:2] + segment(0xe2, b"ICC_PROFILE\0\1\1" + struct.pack(">I", size) + PROFILE[4:] + b"Anna") + grey[2:], profile=False)
    assert opened("out/no-profile-%d.jpg" % size)[1] is None
plain = saved(pattern(), "JPEG")
scan, tables = plain.index(b"\xff\xda"), plain.index(b"\xff\xdb")
pattern().save("like.jpg")
words = b"Anna, Sample Street 5"
for name, more in {"lines": segment(0xdc, words), "steps": segment(0xdb, b"\3" + words.ljust(64)),
                   "codes": segment(0xc4, b"\3" + bytes(7) + bytes((len(words),)) + bytes(8) + words), "ducky": segment(0xec, b"Ducky" + words)}.items():
    check("taken-%s.jpg" % name, plain[:scan] + more + plain[scan:], profile=False, upright=False, like="like.jpg")
check("taken-replaced.jpg", plain[:tables + 5] + words.ljust(64) + plain[tables:], profile=False, upright=False, like="like.jpg")
check("taken-twice.jpg", plain[:-2] + segment(0xda, b"\1\1\0\0\x3f\0") + words + b"\xff\xd9", profile=False, upright=False, like="like.jpg")
codes = segment(0xc4, b"\3" + bytes(7) + bytes((len(words),)) + bytes(8) + words)
check("twice-codes.jpg", plain[:-2] + codes + segment(0xda, b"\1\1\x33\0\x3f\0") + b"\xff\xd9", profile=False, upright=False, like="like.jpg")
stray = tagged(saved(pattern(), "JPEG"), "stray.jpg")
size, = struct.unpack(">H", stray[4:6])
check("stray.jpg", stray[:4 + size] + b"1234567" + stray[4 + size:], profile=False, upright=False)
# A marker may have any number of FF before it (T.81, B.1.1.2).
check("filled.jpg", stray[:4 + size] + b"\xff\xff\xff" + stray[4 + size:], profile=False)

# ---- PNG ----
for mode in "RGB", "RGBA", "P", "L", "1", "I;16":
    image = pattern().convert(mode if mode != "I;16" else "L").convert("I;16" if mode == "I;16" else mode)
    name = "png-%s.png" % mode.replace(";", "")
    full = tagged(saved(image, "PNG", **({} if mode in ("1", "I;16") else {"icc_profile": PROFILE})), name)
    texts = chunk(b"tEXt", b"parameters\0Anna") + chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"Anna")) + \
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>Anna</x:xmpmeta>") + chunk(b"caBX", b"Anna") + \
        chunk(b"anNa", b"Anna") + chunk(b"gAMA", b"\0\0\xb1\x8fAnna") + chunk(b"tIME", b"\x07\xea\x0b\x16\x0a\x0b\x0c")
    check(name, full[:33] + texts + full[33:-12] + texts + full[-12:] + full[33:], profile=mode not in ("1", "I;16"))
small = saved(pattern(), "PNG")
pattern().save("small.png")
at = small.index(b"IDAT") - 4
pixels = small[at + 8:at + 8 + struct.unpack_from(">I", small, at)[0]]
anna = b"Anna Example at home " * 4
frame = chunk(b"fdAT", b"\0\0\0\1" + anna)
long = zlib.compress(zlib.decompress(pixels) + anna * 99, 0)
for name, data in {"long": b"".join(chunk(b"IDAT", long[i:i + 999]) for i in range(0, len(long), 999)), "pixels": chunk(b"IDAT", pixels + anna), "parts": chunk(b"IDAT", pixels[:9]) + chunk(b"IDAT", pixels[9:]) + chunk(b"IDAT", anna),
                   "frame": chunk(b"IDAT", pixels) + frame, "late": chunk(b"IDAT", pixels) + chunk(b"acTL", bytes(8)) + frame,
                   "tRNS": chunk(b"tRNS", bytes(256) + anna) + chunk(b"IDAT", pixels), "iCCP": chunk(b"iCCP", anna + b"\0\0" + zlib.compress(PROFILE)) + chunk(b"IDAT", pixels),
                   "no-profile": chunk(b"iCCP", b"icc\0\0" + zlib.compress(b"\xff" + PROFILE[1:] + anna, 0)) + chunk(b"IDAT", pixels)}.items():
    check("more-%s.png" % name, small[:at] + data + chunk(b"IEND", b""), upright=False, profile=False, like="small.png")
    assert opened("out/more-%s.png" % name)[1] is None
# A row of zeros too many says nothing and stays as it is.
zeros = small[:at] + chunk(b"IDAT", zlib.compress(zlib.decompress(pixels) + bytes(289))) + chunk(b"IEND", b"")
assert open(check("more-zeros.png", zeros, upright=False, profile=False), "rb").read() == zeros
# Two shades in any order: what packs them best takes a minute, and a cleaner has ten seconds.
shades = bytes(byte & 1 for byte in random.Random(1).randbytes(2048 * 2048))
Image.frombytes("L", (2048, 2048), shades).save("shades.png", compress_level=1)
large = zlib.compress(b"".join(b"\0" + shades[i:i + 2048] for i in range(0, len(shades), 2048)) + anna * 26, 1)
large = small[:8] + chunk(b"IHDR", struct.pack(">IIBBBBB", 2048, 2048, 8, 0, 0, 0, 0)) + chunk(b"IDAT", large) + chunk(b"IEND", b"")
check("more-shades.png", large, upright=False, profile=False, like="shades.png")
for name, more in {"clear": chunk(b"tRNS", anna), "scales": b"".join(chunk(b"pHYs", anna[i:i + 9]) for i in range(0, 81, 9)), "palette": chunk(b"PLTE", anna),
                   "corners": chunk(b"cHRM", anna[:32])}.items():
    check("taken-%s.png" % name, small[:at] + more + small[at:], upright=False, profile=False, like="small.png")
suggested = chunk(b"PLTE", bytes(range(255)))
check("suggested.png", small[:at] + suggested + chunk(b"hIST", bytes(170)) + small[at:], upright=False, profile=False, like="small.png")
copy = open("out/suggested.png", "rb").read()
assert suggested in copy and b"hIST" not in copy
for name, body in {"named": b"Annas Farben\0\0" + zlib.compress(PROFILE), "behind": b"icc\0\0" + zlib.compress(PROFILE) + anna,
                   "within": b"icc\0\0" + zlib.compress(PROFILE + anna, 0)}.items():
    check("profile-%s.png" % name, small[:at] + chunk(b"iCCP", body) + small[at:], upright=False, profile=False)
    assert opened("out/profile-%s.png" % name)[1] == PROFILE
moving = saved(pattern(), "PNG", save_all=True, append_images=[pattern(seed=2), pattern(seed=3)], duration=80)
check("moving.png", tagged(moving, "moving.png"), profile=False)
moving = open("moving.png", "rb").read()
check("taken-frames.png", moving[:-12] + chunk(b"fdAT", b"\0\0\0\x09" + anna) + moving[-12:], upright=False, profile=False, like="moving.png")

# ---- WebP ----
for kind, options in {"lossy": {"quality": 80}, "lossless": {"lossless": True}}.items():
    for mode in "RGB", "RGBA":
        image = pattern().convert(mode)
        if mode == "RGBA":
            image.putalpha(Image.linear_gradient("L").resize(image.size))
        name = "webp-%s-%s.webp" % (kind, mode)
        full = tagged(saved(image, "WEBP", icc_profile=PROFILE, **options), name)
        unknown = b"ANNA" + struct.pack("<I", 5) + b"Anna.\0"
        full = full[:4] + struct.pack("<I", len(full) - 8 + len(unknown)) + full[8:] + unknown
        check(name, full + b"behind the end: Anna")
check("longer-profile.webp", tagged(saved(pattern(), "WEBP", icc_profile=PROFILE + b"Anna"), "longer-profile.webp"), profile=False)
assert opened("out/longer-profile.webp")[1] == PROFILE
check("no-profile.webp", tagged(saved(pattern(), "WEBP", icc_profile=b"\xff" + PROFILE[1:] + b"Anna"), "no-profile.webp"), profile=False)
assert opened("out/no-profile.webp")[1] is None
moving = saved(pattern(), "WEBP", save_all=True, append_images=[pattern(seed=2)], duration=70, icc_profile=PROFILE)
check("moving.webp", tagged(moving, "moving.webp"))

# ---- GIF ----
coloured = b"".join(bytes((len(part),)) + part for part in ((PROFILE + words)[i:i + 255] for i in range(0, len(PROFILE + words), 255)))
xmp = b"!\xff\x0bICCRGBG1012" + coloured + b"\0!\xff\x0bXMP DataXMP<x:xmpmeta>Anna</x:xmpmeta>\x01" + bytes(range(255, -1, -1)) + b"\0"
words = b"!\xfe\x04Anna\0"
moving = saved(pattern().convert("P"), "GIF", save_all=True, loop=3, duration=90,
               append_images=[pattern(seed=2).convert("P"), pattern(seed=3).convert("P")])
still = saved(pattern().convert("P"), "GIF")
for name, data in {"still.gif": still, "moving.gif": moving}.items():
    table = 13 + (3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    copy = check(name, data[:table] + words + xmp + data[table:-1] + words + b";" + b"Anna behind the end",
                 upright=False, profile=False)
table = 13 + (3 << (still[10] & 7) + 1)
check("empty-comment.gif", still[:table] + b"!\xfe\0" + still[table:], upright=False, profile=False)
assert Image.open("out/moving.gif").info["loop"] == 3
assert b"ICCRGBG1012" in open("out/moving.gif", "rb").read() and PROFILE[:200] in open("out/moving.gif", "rb").read()

# ---- HEIC and AVIF: the fuzzers' pictures, for Pillow has no coder of them ----
def fingerprint(name):
    return json.loads(subprocess.check_output(["lenscap", "fingerprint", "--full", "--json", name]))


if os.path.exists(os.path.join(os.environ["BUILD"], "lenscap-decoder-heif")):
    corpus = os.path.join(os.environ["TOP"], "tests/fuzz/corpus/heif")
    for name in sorted(os.listdir(corpus)):
        if "." not in name:
            continue
        data = open(os.path.join(corpus, name), "rb").read()
        with open(name, "wb") as file:
            file.write(data + b"\0\0\0\x14mpvdAnna's film" + b"\0\0\0\x0cfreeAnna")
        row, = clean(name, "-o", "out/")
        assert row["status"] == "ok" and row["stayed"] == [] and row["pixels"] == "identical", row
        assert fingerprint(row["copy"])["pdq"] == fingerprint(name)["pdq"]
        told = facts(row["copy"])
        assert all(key.startswith(("QuickTime:", "Meta:")) for key in told), told
        assert b"Anna" not in open(row["copy"], "rb").read() and b"Seed" not in open(row["copy"], "rb").read()
        again, = clean(row["copy"], "-o", "again/")
        assert open(again["copy"], "rb").read() == open(row["copy"], "rb").read(), name
        with open("half.heic", "wb") as file:
            file.write(data[:len(data) // 2])
        row, = clean("half.heic", "-o", "none.heic", code=1)
        count += 1
    row, = clean("exif.heic", "--keep", "device", "-o", "kept.heic")
    assert [found["kind"] for found in row["stayed"]] == ["device"], row

# ---- TIFF: each page, its strips or tiles, as they were ----
pages = [pattern(), pattern(seed=2), pattern(seed=3).convert("L")]
if os.path.exists(os.path.join(os.environ["BUILD"], "lenscap-decoder-tiff")):
    for name, image, options in (
            ("plain.tif", pages[0], {}), ("lzw.tif", pages[0], {"compression": "tiff_lzw"}), ("grey.tif", pages[2], {"compression": "tiff_deflate"}),
            ("jpeg.tif", pages[0], {"compression": "jpeg"}), ("fax.tif", pages[0].convert("1"), {"compression": "group4"}),
            ("colours.tif", pages[0].convert("P"), {}), ("alpha.tif", pages[0].convert("RGBA"), {}), ("inks.tif", pages[0].convert("CMYK"), {}),
            ("pages.tif", pages[0], {"save_all": True, "append_images": pages[1:]})):
        data = saved(image, "TIFF", icc_profile=PROFILE, **options)
        data = tagged(data, name, "-ImageDescription=Anna", "-HostComputer=anna", "-IPTC:Keywords=Anna") + b"Anna behind the end"
        with open(name, "wb") as file:
            file.write(data)
        row, = clean(name, "-o", "out/")
        assert row["status"] == "ok" and row["pixels"] == "identical", row
        assert [found["kind"] for found in row["stayed"]] == (["hidden_picture"] if name == "pages.tif" else []), (name, row)
        assert frames(row["copy"]) == frames(name), name
        assert b"nna" not in open(row["copy"], "rb").read(), name
        told = facts(row["copy"])
        assert all(key.split(":")[0].startswith(("IFD", "ICC_Profile")) for key in told), (name, told)
        with Image.open(row["copy"]) as image:
            assert image.info["icc_profile"] == PROFILE and image.tag_v2[274] == 6, name
        again, = clean(row["copy"], "-o", "again/")
        assert open(again["copy"], "rb").read() == open(row["copy"], "rb").read(), name
        with open("half.tif", "wb") as file:
            file.write(data[:len(data) // 3])
        clean("half.tif", "-o", "none.tif", code=1)
        count += 1
    # A second page whose strip has no readable place: nothing of the first one's words stands in for it.
    data = bytearray(open("pages.tif", "rb").read())
    order = "<" if data[:2] == b"II" else ">"
    first, = struct.unpack_from(order + "I", data, 4)
    second, = struct.unpack_from(order + "I", data, first + 2 + 12 * struct.unpack_from(order + "H", data, first)[0])
    for at in range(second + 2, second + 2 + 12 * struct.unpack_from(order + "H", data, second)[0], 12):
        if struct.unpack_from(order + "H", data, at)[0] == 0x111:
            struct.pack_into(order + "H", data, at + 2, 5)
    with open("nowhere.tif", "wb") as file:
        file.write(data)
    clean("nowhere.tif", "-o", "nowhere-clean.tif", code=1)
    assert not os.path.exists("nowhere-clean.tif")
    # Nor is there a copy without what the pixels are read by: here a field of it has more numbers than it can have.
    pattern().convert("L").save("bits.tif")
    data = bytearray(open("bits.tif", "rb").read())
    at = next(at for at in range(8, len(data)) if data[at:at + 8] == struct.pack("<HHI", 258, 3, 1))
    struct.pack_into("<II", data, at + 4, 5, len(data))
    with open("bits.tif", "wb") as file:
        file.write(data + struct.pack("<5H", *[8] * 5))
    with Image.open("bits.tif") as image:
        assert image.mode == "L"
    row, = clean("bits.tif", "-o", "bits-clean.tif", code=1)
    assert row["error"]["code"] == "not_cleaned", row
    assert not os.path.exists("bits-clean.tif")
    row, = clean("plain.tif", "--keep", "author", "-o", "author.tif")
    assert [found["kind"] for found in row["stayed"]] == ["author"], row
    fields = TiffImagePlugin.ImageFileDirectory_v2()  # words in a field of pixels, which has two numbers
    fields[0x0141], fields.tagtype[0x0141] = b"Anna, Sample Street 5", 1
    pattern().save("fields.tif", tiffinfo=fields)
    assert b"Anna, Sample Street 5" in open("fields.tif", "rb").read()
    row, = clean("fields.tif", "-o", "fields-clean.tif")
    assert row["stayed"] == [] and b"Anna" not in open("fields-clean.tif", "rb").read(), row

# ---- JPEG XL ----
def box(kind, body):
    return struct.pack(">I", len(body) + 8) + kind + body


if os.path.exists(os.path.join(os.environ["BUILD"], "lenscap-decoder-jxl")) and shutil.which("cjxl"):
    pattern().save("source.png")
    saved_jpeg = tagged(saved(pattern(), "JPEG"), "source.jpg")
    for name, more in {"lossy.jxl": ["source.png", "-q", "90", "--container=1"], "lossless.jxl": ["source.png", "-d", "0", "--container=1"],
                       "bare.jxl": ["source.png", "-q", "80"], "moving-bare.jxl": ["moving.gif", "-q", "80"], "of-jpeg.jxl": ["source.jpg", "--container=1"]}.items():
        subprocess.run(["cjxl", more[0], name, *more[1:]], check=True, capture_output=True)
        data = open(name, "rb").read()
        if "bare" in name:  # nothing but its decoder knows where it ends
            data += b"Anna behind the end"
            with open(name, "wb") as file:
                file.write(data)
        else:
            data += box(b"xml ", b"<x:xmpmeta>Anna</x:xmpmeta>") + box(b"Exif", bytes(4) + b"II*\0\x08\0\0\0\0\0\0\0\0\0Anna") + box(b"anna", b"Anna Example")
            with open(name, "wb") as file:
                file.write(data)
        row, = clean(name, "-o", "out/")
        assert row["status"] == "ok" and row["stayed"] == [] and row["pixels"] == "identical", (name, row)
        copy = open(row["copy"], "rb").read()
        assert copy and b"Anna" not in copy and b"jbrd" not in copy and b"brob" not in copy and len(copy) <= len(data), name
        again, = clean(row["copy"], "-o", "again/")
        assert open(again["copy"], "rb").read() == copy, name
        count += 1

# ---- What is kept ----
with open("kept.jpg", "wb") as file:
    file.write(tagged(saved(pattern(), "JPEG"), "kept.jpg"))
row, = clean("kept.jpg", "--keep", "copyright", "--keep", "capture_time", "-o", "kept-clean.jpg")
assert sorted(found["kind"] for found in row["stayed"]) == ["capture_time", "copyright"], row
assert {found["kind"] for found in row["removed"]} >= {"gps", "camera_serial", "author", "device", "place"}
assert facts("kept-clean.jpg").keys() == {"IFD0:Copyright", "ExifIFD:DateTimeOriginal"}, facts("kept-clean.jpg")
clean("kept.jpg", "--keep", "nonsense", "-o", "none.jpg", code=2)
row, = clean("kept.jpg", "--keep", "gps", "-o", "where.jpg")
assert [found["kind"] for found in row["stayed"]] == ["gps"] and row["stayed"][0]["detail"].startswith("52.5"), row
adobe = tagged(saved(pattern(), "JPEG"), "adobe.jpg", "-InteropIndex=R03", "-ColorSpace=Uncalibrated")
row, = clean("adobe.jpg", "-o", "adobe-clean.jpg")  # Adobe RGB as cameras say it, where there is no profile
assert facts("adobe-clean.jpg").keys() == {"ExifIFD:ColorSpace", "InteropIFD:InteropIndex"}, facts("adobe-clean.jpg")

# ---- What is not done ----
def refused(code, *words):
    row, = clean(*words, code=1)
    assert row["status"] == "error" and row["error"]["code"] == code and row["error"]["message"], row


before = open("kept-clean.jpg", "rb").read()
refused("exists", "kept.jpg", "-o", "kept-clean.jpg")
refused("exists", "kept.jpg", "-o", "kept.jpg")
refused("exists", "kept.jpg", "-o", ".")
assert open("kept-clean.jpg", "rb").read() == before
for name in "baseline.jpg", "png-RGB.png", "webp-lossy-RGB.webp", "still.gif":
    data = open(os.path.join("out", name), "rb").read()
    broken = "broken-" + name
    for part in (len(data) // 2, len(data) - 1, 40):
        with open(broken, "wb") as file:
            file.write(data[:part])
        row, = clean(broken, "-o", "none/", code=1)
        assert row["status"] == "error" and "copy" not in row, (name, part, row)
# A frame that is cut off, and a byte that would be the end if it were not one of its pixels.
with open("cut.gif", "wb") as file:
    file.write(still[:-1] + b"\x2c\0\0\0\0\x60\0\x40\0\0\x08\xff\x3b")
refused("not_cleaned", "cut.gif", "-o", "none.gif")
assert not os.path.exists("none") and not os.path.exists("none.gif")
refused("folder", "out", "-o", "none.jpg")
refused("missing", "nowhere.jpg", "-o", "none.jpg")
with open("words.jpg", "w") as file:
    file.write("no picture at all\n")
refused("unknown_format", "words.jpg", "-o", "none.jpg")
# A name says what the file is: a copy has the format of its original.
for name in "kept.png", "kept.HEIC", "kept.heif", "kept.psd":
    refused("named", "kept.jpg", "-o", name)
    assert not os.path.exists(name), name
row, = clean("out/still.gif", "-o", "still.jpg", code=1)
assert row["error"]["message"].endswith("(gif), not the one that '.jpg' says; name it with .gif."), row
for name in "copied.JPEG", "copied.jfif", "copied", "copied.2026":
    clean("kept.jpg", "-o", name)
done = subprocess.run(["lenscap", "clean", "kept.jpg", "-o", "-"], capture_output=True, text=True)
assert done.returncode == 2 and "'-' is none here" in done.stderr and not os.path.exists("-"), done
done = subprocess.run(["lenscap", "clean", "kept.jpg", "-o", "no/such/place/a.jpg"], capture_output=True, text=True)
assert done.returncode == 1 and "folder" in done.stderr, done
rows = clean("kept.jpg", "words.jpg", "grey.jpg", "-o", "several", code=1)  # one that fails costs its row
assert [row["status"] for row in rows] == ["ok", "error", "ok"] and sorted(os.listdir("several")) == ["grey.jpg", "kept.jpg"]
piped = subprocess.run(["lenscap", "clean", "-", "-o", "piped.jpg"], stdin=open("kept.jpg"), capture_output=True)
assert piped.returncode == 0 and frames("piped.jpg") == frames("kept.jpg")
print("clean: %d files, pixels and frames identical, exiftool finds structure alone" % count)
