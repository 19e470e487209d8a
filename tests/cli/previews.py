"""A preview beside a picture of which a part was blurred or made into squares; and previews as programs make them."""
import io
import json
import os
import struct
import subprocess

from PIL import Image, ImageDraw, ImageFilter, ImageStat

os.chdir(os.environ["SCRATCH"])
FOLDER = "/usr/share/backgrounds/mate/nature/"
PHOTOS = ("Aqua.jpg", "FreshFlower.jpg", "Garden.jpg", "LadyBird.jpg", "Storm.jpg", "TwoWings.jpg", "YellowFlower.jpg")


def exif(preview, quality):
    """An Exif block with this picture in its second directory."""
    out = io.BytesIO()
    preview.save(out, "JPEG", quality=quality)
    body = out.getvalue()
    first = struct.pack("<HHHIII", 1, 0x112, 3, 1, 1, 26)
    second = struct.pack("<H", 3) + b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in (
        (0x103, 3, 6), (0x201, 4, 26 + 42), (0x202, 4, len(body)))) + bytes(4)
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + first + second + body


def differs(name, picture, preview, quality=75):
    picture.save(name, "JPEG", quality=88, exif=exif(preview, quality))
    row = json.loads(subprocess.check_output(["lenscap", "fingerprint", "--json", name]))
    return any(found["kind"] == "thumbnail_differs" for found in row["findings"])


def busiest(picture):
    """Left, top and side of the square with the most in it, as a face is."""
    small = picture.convert("L").resize((picture.width // 10, picture.height // 10), Image.BOX)
    side = small.height * 3 // 10
    places = [(ImageStat.Stat(small.crop((x, y, x + side, y + side))).stddev[0], x, y)
              for y in range(0, small.height - side, 4) for x in range(0, small.width - side, 4)]
    return 10 * max(places)[1], 10 * max(places)[2], 10 * side


def covered(picture, place, how, strength):
    left, top, side = place
    part = picture.crop((left, top, left + side, top + side))
    if how == "blurred":
        part = part.filter(ImageFilter.GaussianBlur(side / strength / 2))
    else:
        part = part.resize((strength, strength), Image.BOX).resize((side, side), Image.NEAREST)
    mask = Image.new("L", (side, side), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, side - 1, side - 1), fill=255)
    out = picture.copy()
    out.paste(part, (left, top), mask)
    return out


def barred(picture):
    """As cameras put a picture of another shape into 160 * 120."""
    small = picture.copy()
    small.thumbnail((160, 120), Image.LANCZOS)
    out = Image.new("RGB", (160, 120))
    out.paste(small, ((160 - small.width) // 2, (120 - small.height) // 2))
    return out


found, false, made = [], [], 0
for name in PHOTOS:
    picture = Image.open(FOLDER + name).convert("RGB")
    picture.thumbnail((1600, 1600), Image.LANCZOS)
    place = busiest(picture)
    size = (160, 160 * picture.height // picture.width)
    wide = picture.crop((0, 0, picture.width, picture.width * 9 // 16))
    plain = picture.resize(size, Image.LANCZOS)
    for how in ("blurred", "squares"):
        for strength in (3, 5):
            made += 1
            if differs("%s-%d-%s" % (how, strength, name), covered(picture, place, how, strength), plain):
                found.append((how, strength, name))
    previews = {"smooth": (picture, plain), "box": (picture, picture.resize(size, Image.BOX)),
                "sharp": (picture, plain.filter(ImageFilter.UnsharpMask(1, 80, 0))), "barred": (wide, barred(wide)),
                "turned": (picture, plain.transpose(Image.ROTATE_90))}
    for way, (whole, small) in previews.items():
        for quality in (50, 85):
            if differs("%s-%d-%s" % (way, quality, name), whole, small, quality):
                false.append((way, quality, name))
assert not false, "previews of the very picture are told as another: %s" % false
assert len(found) >= made * 95 // 100, "of %d covered pictures only %s are told" % (made, found)
print("previews: %d of %d covered parts are told, and no preview of the picture itself" % (len(found), made))
