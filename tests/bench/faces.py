#!/usr/bin/python3
"""faces.py BUILD LIST.xml... [--enlarge N] [--without FOLDER]: recall, precision, time.

A LIST names photographs and the rectangles of their faces, in imglab's format (dlib's, Debian's source package `dlib`:
examples/faces).  --without: photographs in which nobody is to be seen.  Made: `faces.py --make OUT FOLDER LIST.xml` pastes the
faces of a LIST into pictures of FOLDER at known places and widths, and writes OUT/made.xml.
"""
import argparse
import glob
import os
import random
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

from PIL import Image

WIDTHS = (60, 80, 120, 240)
LEAST = 60  # px: from there on the recall counts


def listed(name):
    """The photographs of a list: path, rectangles (left, top, width)."""
    folder = os.path.dirname(name)
    for image in xml.parse(name).getroot().iter("image"):
        yield os.path.join(folder, image.get("file")), [
            tuple(int(box.get(side)) for side in ("left", "top", "width")) for box in image.iter("box")]


def is_same(found, box):
    """Its middle is within half of the face, and it is not half or twice as wide."""
    near = all(abs(found[i] + found[2] / 2 - box[i] - box[2] / 2) < box[2] / 2 for i in (0, 1))
    return near and .5 < found[2] / box[2] < 2


def look(build, paths):
    """What is found in each: rectangles, and ms of the processor."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(os.path.join(build, "tests/bench/faces_find"), folder)
        for worker in glob.glob(os.path.join(build, "lenscap-*")):
            os.symlink(os.path.abspath(worker), os.path.join(folder, os.path.basename(worker)))
        said = subprocess.run([os.path.join(folder, "faces_find"), *paths], check=True, capture_output=True, text=True).stdout
    for line in said.splitlines():
        name, state, spent, *boxes = line.split("\t")
        if state != "looked":
            sys.exit("faces.py: %s: %s" % (name, state))
        yield name, float(spent), [tuple(map(int, box.split())) for box in boxes]


def enlarged(photos, times, folder):
    """The same photographs, each side so many times as long."""
    for i, (path, boxes) in enumerate(photos):
        image = Image.open(path).convert("RGB")
        name = "%s/%04d.png" % (folder, i)
        image.resize([round(side * times) for side in image.size], Image.LANCZOS).save(name)
        yield name, [tuple(side * times for side in box) for box in boxes]


def measure(build, photos):
    """By width: how many there are, how many are found; and what is found besides."""
    known = dict(photos)
    rows, false, right, spent = {}, [], 0, 0
    for name, milliseconds, found in look(build, list(known)):
        spent += milliseconds
        for box in known[name]:
            width = max([width for width in WIDTHS if width <= box[2]], default=0)
            hit = any(is_same(one, box) for one in found)
            row = rows.setdefault(width, [0, 0])
            row[0] += hit
            row[1] += 1
        for one in found:
            if any(is_same(one, box) for box in known[name]):
                right += 1
            else:
                false.append((name, one[:3]))
    counted = [row for width, row in rows.items() if width >= LEAST]
    hits, faces = (sum(row[i] for row in counted) for i in (0, 1))
    for width in sorted(rows):
        print("%3d px and more: %d of %d" % (width, *rows[width]))
    print("recall of %d px and more: %d of %d, %.1f %%; precision: %d of %d, %.1f %%; %d ms a photograph" % (
        LEAST, hits, faces, 100 * hits / max(faces, 1), right, right + len(false), 100 * right / max(right + len(false), 1),
        spent / max(len(known), 1)))
    for name, box in false:
        print("  besides:", os.path.basename(name), *box)


def make(out, folder, lists):
    """Up to four of the widths each, on ground that has no face."""
    grounds = sorted(glob.glob(folder + "/*"))
    root = xml.Element("dataset")
    images = xml.SubElement(root, "images")
    draw = random.Random(15)
    os.makedirs(out, exist_ok=True)
    for number, (path, (box, *_)) in enumerate((path, boxes) for name in lists for path, boxes in listed(name) if boxes):
        scene = Image.open(grounds[number % len(grounds)]).convert("RGB").resize((1200, 900))
        entry = xml.SubElement(images, "image", file="%04d.jpg" % number)
        face = Image.open(path).convert("RGB")
        left = 0
        for width in draw.sample(WIDTHS, len(WIDTHS)):
            scale = width / box[2]
            size = [round(side * scale) for side in face.size]
            if scale > 1.6 or left + size[0] > 1200 or size[1] > 900:
                continue
            top = draw.randrange(901 - size[1])
            scene.paste(face.resize(size, Image.LANCZOS), (left, top))
            xml.SubElement(entry, "box", left=str(left + round(box[0] * scale)), top=str(top + round(box[1] * scale)),
                           width=str(width), height=str(width))
            left += size[0]
        scene.save("%s/%04d.jpg" % (out, number), quality=85)
    xml.ElementTree(root).write(out + "/made.xml")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", help="or, with --make, the folder of grounds")
    parser.add_argument("lists", nargs="*")
    parser.add_argument("--make", metavar="OUT")
    parser.add_argument("--enlarge", type=float, default=1)
    parser.add_argument("--without", metavar="FOLDER")
    asked = parser.parse_args()
    if asked.make:
        return make(asked.make, asked.build, asked.lists)
    with tempfile.TemporaryDirectory() as folder:
        photos = [photo for name in asked.lists for photo in listed(name)]
        if asked.without:
            photos += [(name, []) for name in sorted(glob.glob(asked.without + "/*"))]
        if asked.enlarge != 1:
            photos = list(enlarged(photos, asked.enlarge, folder))
        measure(asked.build, photos)
    return None


main()
