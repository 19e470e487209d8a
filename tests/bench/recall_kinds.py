#!/usr/bin/python3
"""What people do to photos, in kinds that recall.sh's transforms are not.

    recall_kinds.py PHOTOS OUT [--only KIND,KIND] [--photos N] [--seed N]

Writes OUT/<photo>__<kind>.<jpg|png> and OUT/manifest.csv (query, photo,
transform).  Sizes, places and colours are drawn at random from the seed, the
kind and the photo's name.  Needs python3-pil and
fonts-dejavu-core.
"""
import argparse
import csv
import math
import os
import random

from PIL import (Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont,
                 ImageOps)

Image.MAX_IMAGE_PIXELS = None
FONT = '/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf'
WORDS = ('sunset lovely my this was at the lake with friends again see you soon '
         'never forget home how are things thanks for all likes comment share').split()
strangers = []


def font(size):
    return ImageFont.truetype(FONT, max(8, int(size)))


def text(r, n):
    return ' '.join(r.choice(WORDS) for _ in range(n))


def content(im):
    """Of 16 by 16 cells, how many are unlike the one before or above."""
    cells = im.convert('L').resize((16, 16), Image.BOX).load()
    return sum(max(abs(cells[x, y] - cells[x - 1, y]), abs(cells[x, y] - cells[x, y - 1])) >= 8
               for x in range(1, 16) for y in range(1, 16))


def part(im, r, draw):
    """A square that draw(r) says; nobody cuts out a bare sky or wall."""
    best, most = None, -1
    for _ in range(8):
        x, y, s = draw(r)
        out = im.crop((x, y, x + s, y + s))
        if content(out) > most:
            best, most = out, content(out)
        if most >= 24:
            break
    return best


def square(im, r, low=.75):
    def draw(r):
        w, h = im.size
        s = int(min(w, h) * r.uniform(low, 1))
        return r.randint(0, w - s), r.randint(0, (h - s) // (1 if w > h else 2)), s
    return part(im, r, draw)


def disc(im, side):
    mask = Image.new('L', (4 * side, 4 * side), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, 4 * side - 1, 4 * side - 1), fill=255)
    return mask.resize((side, side), Image.LANCZOS)


def page(r, size=None):
    dark = r.random() < .4
    ground = tuple(r.randint(10, 40) for _ in range(3)) if dark else r.choice(
        [(255, 255, 255), (240, 242, 245), (250, 248, 240)])
    ink = (225, 225, 225) if dark else (30, 30, 30)
    size = size or r.choice([(1080, 700), (1280, 900), (1440, 900), (1080, 1920)])
    return Image.new('RGB', size, ground), ink


def lines(draw, r, ink, x, y, width, count):
    size = r.choice([16, 18, 20, 24])
    for i in range(count):
        draw.text((x, y + i * int(size * 1.7)), text(r, max(2, width // 120)),
                  fill=ink, font=font(size))


def on_page(im, r, side, round_):
    out, ink = page(r)
    draw = ImageDraw.Draw(out)
    draw.rectangle((0, 0, out.width, r.randint(40, 70)), fill=tuple(r.randint(0, 255) for _ in range(3)))
    small = square(im, r).resize((side, side), Image.LANCZOS)
    x = r.randint(20, out.width - side - 340)
    y = r.randint(90, out.height - side - 130)
    out.paste(small, (x, y), disc(small, side) if round_ else None)
    lines(draw, r, ink, x + side + r.randint(8, 30), y, 300, max(1, side // 40))
    lines(draw, r, ink, 20, out.height - 100, out.width - 60, 2)
    return out


def comments(im, r):
    """A list of comments with round avatars, one of which is ours."""
    out, ink = page(r, (1080, 1920))
    draw = ImageDraw.Draw(out)
    side, rows = r.choice([64, 80, 96, 110, 128]), 9
    ours = r.randrange(rows)
    for i in range(rows):
        who = im if i == ours else strangers[r.randrange(len(strangers))]
        small = square(who, r).resize((side, side), Image.LANCZOS)
        out.paste(small, (40, 120 + i * 190), disc(small, side))
        lines(draw, r, ink, 60 + side, 120 + i * 190, 800, 3)
    return out


def grid(im, r, columns, rows, width=720):
    gap = r.randint(2, 6)
    out, _ = page(r, (width, width * rows // columns))
    side = (width - gap * (columns - 1)) // columns
    ours = r.randrange(columns * rows)
    for i in range(columns * rows):
        who = im if i == ours else strangers[r.randrange(len(strangers))]
        out.paste(square(who, r, .95).resize((side, side), Image.LANCZOS),
                  (i % columns * (side + gap), i // columns * (side + gap)))
    return out


def profile(im, r):
    """A round avatar with a rim over a stranger's cover."""
    out, ink = page(r, (1080, 1920))
    cover = strangers[r.randrange(len(strangers))]
    out.paste(ImageOps.fit(cover, (1080, 420), Image.LANCZOS), (0, 90))
    side = r.randint(220, 300)
    x, y = r.choice([40, (1080 - side) // 2]), 510 - side // 2
    ImageDraw.Draw(out).ellipse((x - 8, y - 8, x + side + 7, y + side + 7),
                                fill=out.getpixel((5, 1900)))
    small = square(im, r).resize((side, side), Image.LANCZOS)
    out.paste(small, (x, y), disc(small, side))
    lines(ImageDraw.Draw(out), r, ink, 60, 700, 900, 8)
    return out


def inset(im, r):
    out = ImageOps.fit(strangers[r.randrange(len(strangers))], (1080, 810), Image.LANCZOS)
    small = square(im, r, .9).resize((300, 300), Image.LANCZOS)
    out.paste(small, (r.randint(20, 740), r.randint(20, 480)))
    return out


def turned(im, r, low, high, inner):
    angle = r.uniform(low, high) * r.choice([-1, 1])
    out = im.rotate(angle, Image.BICUBIC, expand=not inner, fillcolor=(255, 255, 255))
    if inner:
        w, h = im.size
        a = math.radians(abs(angle))
        scale = min(w / (w * math.cos(a) + h * math.sin(a)), h / (w * math.sin(a) + h * math.cos(a)))
        cw, ch = int(w * scale), int(h * scale)
        out = out.crop(((w - cw) // 2, (h - ch) // 2, (w + cw) // 2, (h + ch) // 2))
    return out


def bust(im, r, mirrored=True):
    def draw(r):
        w, h = im.size
        s = int(min(w, h) * r.uniform(.45, .7))
        return int((w - s) * r.uniform(.3, .7)), int((h - s) * r.uniform(0, .35)), s
    out = part(im, r, draw).resize((400, 400), Image.LANCZOS)
    out = ImageOps.mirror(out) if mirrored else out
    out = out.filter(ImageFilter.GaussianBlur(1.2))
    out = ImageEnhance.Color(ImageEnhance.Brightness(out).enhance(r.uniform(1.05, 1.2))).enhance(r.uniform(.8, 1.4))
    return ImageEnhance.Contrast(out).enhance(r.uniform(.85, 1.1))


def cut_out(im, r):
    """The middle of the photo, in the shape of a person, on a stranger."""
    out = ImageOps.fit(strangers[r.randrange(len(strangers))], im.size, Image.LANCZOS)
    w, h = im.size
    mask = Image.new('L', im.size, 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((w * .28, h * .05, w * .72, h * .6), fill=255)
    draw.rounded_rectangle((w * .12, h * .5, w * .88, h * 1.2), radius=int(w * .15), fill=255)
    out.paste(im, (0, 0), mask.filter(ImageFilter.GaussianBlur(3)))
    return out


def big_text(im, r):
    out = im.copy()
    draw = ImageDraw.Draw(out)
    size = out.width / 9
    for part in (.06, .42, .78):
        draw.text((out.width * .04, out.height * part), text(r, 2).upper(),
                  fill='white', font=font(size), stroke_width=int(size / 12), stroke_fill='black')
    return out


def painting(im, r):
    return im.filter(ImageFilter.ModeFilter(r.choice([7, 9]))).filter(ImageFilter.EDGE_ENHANCE)


def negative(im, r):
    return ImageOps.invert(im)


KINDS = {
    'negative': negative,
    'negative_mirrored': lambda im, r: ImageOps.invert(ImageOps.mirror(im)),
    'turned_10_white': lambda im, r: turned(im, r, 9, 12, False),
    'turned_15_inner': lambda im, r: turned(im, r, 13, 17, True),
    'turned_0_45_inner': lambda im, r: turned(im, r, 0, 45, True),
    'turned_0_45_white': lambda im, r: turned(im, r, 0, 45, False),
    'turned_mirrored': lambda im, r: turned(ImageOps.mirror(im), r, 10, 40, True),
    'gallery_15': lambda im, r: grid(im, r, 3, 5),
    'collage_9': lambda im, r: grid(im, r, 3, 3, 1080),
    'collage_4': lambda im, r: grid(im, r, 2, 2, 1080),
    'comments_round': comments,
    'profile_round': profile,
    'inset_300': inset,
    'bust_mirrored_filter': bust,
    'bust': lambda im, r: bust(im, r, False),
    'cut_out_scene': cut_out,
    'big_text': big_text,
    'painting': painting,
}
for _side in (64, 96, 128, 200):
    KINDS['page_square_%d' % _side] = lambda im, r, s=_side: on_page(im, r, s, False)
    KINDS['page_circle_%d' % _side] = lambda im, r, s=_side: on_page(im, r, s, True)


def load(path, side=1200):
    im = ImageOps.exif_transpose(Image.open(path))
    im.thumbnail((side, side), Image.LANCZOS)
    return im.convert('RGB')


def main():
    a = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    a.add_argument('photos')
    a.add_argument('out')
    a.add_argument('--only')
    a.add_argument('--photos', dest='most', type=int)
    a.add_argument('--seed', type=int, default=1)
    o = a.parse_args()
    os.makedirs(o.out, exist_ok=True)
    names = sorted(n for n in os.listdir(o.photos)
                   if n.rsplit('.', 1)[-1].lower() in ('jpg', 'jpeg', 'png', 'webp'))
    ours = names[::max(1, len(names) // o.most)][:o.most] if o.most else names
    # Strangers in the picture are photos too; those of the set are told apart.
    others = [n for n in names if n not in ours] or names
    strangers.extend(load(os.path.join(o.photos, n), 700) for n in others[:30])
    with open(os.path.join(o.out, 'manifest.csv'), 'w', newline='') as f:
        rows = csv.writer(f)
        rows.writerow(('query', 'photo', 'transform'))
        for name in ours:
            im = load(os.path.join(o.photos, name))
            for kind in o.only.split(',') if o.only else KINDS:
                r = random.Random('%d %s %s' % (o.seed, kind, name))
                png = r.random() < .5
                query = '%s__%s.%s' % (name, kind, 'png' if png else 'jpg')
                KINDS[kind](im, r).save(os.path.join(o.out, query), **({'compress_level': 1} if png else {'quality': 82}))
                rows.writerow((query, name, kind))


if __name__ == '__main__':
    main()
