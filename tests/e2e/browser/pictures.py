"""pictures.py FOLDER [COUNT [WIDTH]]: pictures for the sites of the trial, made
from Debian's wallpapers; with COUNT, so many pictures of a screen's width, or of
that one, for the benchmarks instead."""
import os
import sys
from PIL import Image

MATE, UKUI = "/usr/share/backgrounds/mate/", "/usr/share/backgrounds/"
out = sys.argv[1]
os.makedirs(out, exist_ok=True)


def read(path, width=1280):
    image = Image.open(path)
    image.draft("RGB", (width, width))  # JPEG: decode no more than needed
    return image.convert("RGB")


def save(image, name, width=640, quality=82):
    height = max(1, round(image.height * width / image.width))
    image.resize((width, height), Image.LANCZOS).save(os.path.join(out, name), quality=quality)


def part(image, x, y, w, h):
    """A part of a picture, in hundredths of its sides."""
    return image.crop((image.width * x // 100, image.height * y // 100,
                       image.width * (x + w) // 100, image.height * (y + h) // 100))


def bench(count, width):
    bases = sorted(MATE + "nature/" + name for name in os.listdir(MATE + "nature"))
    for at in range(count):
        image = read(bases[at % len(bases)])
        turn = at // len(bases)
        save(part(image, 7 * turn, 5 * turn, 60, 60), "b%02d.jpg" % at, width)


if len(sys.argv) > 2:
    bench(int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1024)
    sys.exit()

# Mine: known before the profile is looked at, kept from it, and never on a page.
kept = {"garden": "Garden", "wings": "TwoWings", "wood": "Wood", "storm": "Storm", "ladybird": "LadyBird"}
for name, base in kept.items():
    save(read(MATE + "nature/" + base + ".jpg"), name + ".jpg")
dune = read(MATE + "nature/Dune.jpg")
save(dune, "file-dune.jpg", 900, 90)
save(part(dune, 5, 5, 85, 85), "dune.jpg", 500, 70)
save(read(MATE + "nature/YellowFlower.jpg"), "file-flower.jpg", 900, 90)

# What became of two of them on another site.
save(part(read(MATE + "nature/Garden.jpg"), 20, 15, 60, 65), "copy-garden.jpg", 400, 45)
save(part(read(MATE + "nature/TwoWings.jpg"), 10, 20, 70, 70), "copy-wings.jpg", 420, 50)

# Everybody else's.
others = [MATE + "nature/" + name for name in ("Aqua.jpg", "Blinds.jpg", "FreshFlower.jpg", "GreenMeadow.jpg", "RainDrops.jpg")]
others += [MATE + "abstract/Elephants.jpg", MATE + "abstract/Gulp.png"]
others += [UKUI + name for name in ("2004default.jpg", "firstgeneration.jpg", "rhythm.jpg", "string.jpg", "the-mouse.jpg",
                                   "calla.png", "city.png", "desert.png", "goldfish.png", "rollpaper.png")]
number = 0
for path in others:
    image = read(path)
    for x, y in ((0, 0), (45, 40)):
        save(part(image, x, y, 55, 60), "other-%02d.jpg" % number, 480)
        number += 1
save(read(MATE + "nature/Aqua.jpg"), "wide.webp", 1400)
save(read(MATE + "nature/Aqua.jpg"), "narrow.webp", 400)
