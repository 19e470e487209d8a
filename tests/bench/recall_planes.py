#!/usr/bin/python3
"""Decode pictures to luma, as packs for recall_find.

    recall_planes.py FOLDER OUT

Writes for each picture a line "name width height" and its samples, upright,
on white.
"""
import os
import sys

from PIL import Image, ImageOps

Image.MAX_IMAGE_PIXELS = None


def plane(path):
    image = ImageOps.exif_transpose(Image.open(path))
    if image.mode not in ('L', 'RGB'):
        image = image.convert('RGBA')
        white = Image.new('RGBA', image.size, 'white')
        image = Image.alpha_composite(white, image).convert('RGB')
    return image.convert('L')


with open(sys.argv[2], 'wb') as out:
    for name in sorted(os.listdir(sys.argv[1])):
        if name.rsplit('.', 1)[-1].lower() not in ('jpg', 'jpeg', 'png', 'webp'):
            continue
        luma = plane(os.path.join(sys.argv[1], name))
        out.write(b'%s %d %d\n' % (name.encode(), *luma.size))
        out.write(luma.tobytes())
