#!/usr/bin/python3
"""seeds.py CORPUS: write the fuzzers' first inputs, one folder a target.

The files are kept in tests/fuzz/corpus; this says where they came from and
makes them anew.  Needs python3-pil, python3-brotli, libjpeg-turbo-progs,
libimage-exiftool-perl, libjxl-tools, libtiff-tools and libheif-dev.  Every seed is at most 4 KB: small inputs are fuzzed fast.
"""
import base64
import gzip
import io
import json
import pathlib
import plistlib
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

import brotli
from PIL import Image

CORPUS = pathlib.Path(sys.argv[1])
HERE = pathlib.Path(__file__).parent
LARGEST = 4096


def keep(target, name, data):
    if len(data) > LARGEST:
        raise SystemExit(f"{target}/{name} has {len(data)} bytes")
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def pattern(width, height, mode="RGB"):
    """Something with edges, slopes and colours, and the same each time."""
    image = Image.new("RGB", (width, height))
    image.putdata([((x * 4 + y) & 255, (y * 5) & 255, (x * y // 8) & 255)
                   for y in range(height) for x in range(width)])
    if mode == "RGBA":
        image = image.convert("RGBA")
        image.putalpha(Image.linear_gradient("L").resize((width, height)))
        return image
    return image.convert(mode)


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def tool(data, *command):
    return subprocess.run(command, input=data, stdout=subprocess.PIPE,
                          check=True).stdout


def tagged(data, suffix, *arguments):
    """The bytes after exiftool has written into them."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        subprocess.run(["exiftool", "-q", "-z", "-overwrite_original", *arguments,
                        str(path)], check=True)
        return path.read_bytes()


TAGS = ["-Orientation#=6", "-Make=Seed", "-SerialNumber=4711",
        "-GPSLatitude=52.5", "-GPSLatitudeRef=N", "-GPSLongitude=13.4",
        "-GPSLongitudeRef=E", "-XMP:Creator=Anna"]


def jpeg():
    rgb, grey = saved(pattern(48, 40), "PPM"), saved(pattern(48, 40, "L"), "PPM")
    keep("jpeg", "baseline", tool(rgb, "cjpeg", "-quality", "50"))
    keep("jpeg", "progressive", tool(rgb, "cjpeg", "-progressive"))
    keep("jpeg", "grey", tool(grey, "cjpeg", "-grayscale"))
    keep("jpeg", "arithmetic", tool(rgb, "cjpeg", "-arithmetic"))
    keep("jpeg", "arithmetic-progressive",
         tool(rgb, "cjpeg", "-arithmetic", "-progressive"))
    keep("jpeg", "restart", tool(rgb, "cjpeg", "-restart", "1B"))
    keep("jpeg", "sampled", tool(rgb, "cjpeg", "-sample", "2x1,1x2,1x1"))
    keep("jpeg", "rgb", tool(rgb, "cjpeg", "-rgb", "-baseline", "-quality", "40"))
    keep("jpeg", "cmyk", saved(pattern(40, 40, "CMYK"), "JPEG", quality=40))
    keep("jpeg", "wide", tool(saved(pattern(400, 8), "PPM"), "cjpeg",
                              "-baseline", "-quality", "10", "-optimize"))
    plain = tool(rgb, "cjpeg", "-quality", "20", "-optimize")
    thumbnail = tool(saved(pattern(16, 12), "PPM"), "cjpeg", "-quality", "20",
                     "-optimize")
    with tempfile.NamedTemporaryFile(suffix=".jpg") as small:
        small.write(thumbnail)
        small.flush()
        keep("jpeg", "exif", tagged(plain, ".jpg", *TAGS, "-Comment=words",
                                    "-IPTC:By-line=Anna",
                                    f"-ThumbnailImage<={small.name}"))
    jumbf = b"JP\0\1\0\0\0\1\0\0\0\x19jumb\0\0\0\x11jumdc2pa\0\x11\0\x10"
    keep("jpeg", "c2pa", plain[:2] + b"\xff\xeb" +
         struct.pack(">H", len(jumbf) + 2) + jumbf + plain[2:])


def chunk(kind, data):
    return (struct.pack(">I", len(data)) + kind + data +
            struct.pack(">I", zlib.crc32(kind + data)))


def png_raw(width, height, depth, colour, row, extra=b"", interlaced=0):
    """A PNG Pillow does not write: any depth, chunks of one's own."""
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth,
                                       colour, 0, 0, interlaced)) +
            extra + chunk(b"IDAT", zlib.compress((b"\0" + row) * height)) +
            chunk(b"IEND", b""))


def remains():
    """The end of packed rows of 240 pixels, as a shorter file leaves it behind."""
    packer, rows = zlib.compressobj(9), []
    for y in range(160):
        row = bytearray(b"\0" + bytes((x * x // 7 + x) & 255 for x in range(720)))
        for x in range(4):
            row[1 + (y * 37 + x * 171) % 720] = (y * 5 + x) & 255
        rows.append(bytes(row))
    packer.compress(b"".join(rows[:40]))
    packer.flush(zlib.Z_FULL_FLUSH)
    return packer.compress(b"".join(rows[40:])) + packer.flush()


def png():
    for mode in "1", "L", "P", "LA", "RGB", "RGBA":
        image = pattern(32, 24)
        image = pattern(32, 24, "RGBA") if mode == "RGBA" else \
            image.convert(mode)
        keep("png", f"mode-{mode}", saved(image, "PNG"))
    keep("png", "grey-2", png_raw(16, 8, 2, 0, bytes(4)))
    keep("png", "grey-4", png_raw(16, 8, 4, 0, bytes(range(8))))
    keep("png", "grey-16", png_raw(8, 8, 16, 0, bytes(range(16))))
    keep("png", "grey-alpha-16", png_raw(8, 8, 16, 4, bytes(range(32))))
    keep("png", "rgb-16", png_raw(8, 8, 16, 2, bytes(range(48))))
    keep("png", "rgba-16", png_raw(8, 8, 16, 6, bytes(range(64))))
    palette = chunk(b"PLTE", bytes(range(48))) + chunk(b"tRNS", bytes(range(9)))
    keep("png", "palette-4", png_raw(16, 8, 4, 3, bytes(range(8)), palette))
    keep("png", "transparent", png_raw(
        8, 8, 8, 2, bytes(range(24)), chunk(b"tRNS", b"\0\0\0\1\0\2")))
    # Adam7 of 8 * 8: the widths of the rows of its seven passes.
    rows = b"".join(b"\0" + bytes(range(n * 3)) for n in
                    (1, 1, 2, 2, 2, 4, 4, 4, 4, 4, 4, 8, 8, 8, 8))
    keep("png", "interlaced", b"\x89PNG\r\n\x1a\n" +
         chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 1)) +
         chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    keep("png", "exif", tagged(saved(pattern(16, 16), "PNG"), ".png", *TAGS,
                               "-PNG:Comment=words"))
    texts = (chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"words " * 40)) +
             chunk(b"iTXt", b"Description\0\1\0de\0\0" +
                   zlib.compress("Wörter".encode())) +
             chunk(b"tEXt", b"Comment\0again") +
             chunk(b"caBX", b"\0\0\0\x19jumb") +
             chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(128))))
    keep("png", "texts", png_raw(8, 8, 8, 0, bytes(8), texts))
    keep("png", "remains", png_raw(8, 8, 8, 2, bytes(24)) + remains() + bytes(4) + chunk(b"IEND", b""))


def webp():
    keep("webp", "lossy", saved(pattern(48, 40), "WEBP", quality=20))
    keep("webp", "lossless", saved(pattern(24, 20), "WEBP", lossless=True))
    keep("webp", "lossless-palette",
         saved(pattern(24, 20).quantize(5).convert("RGB"), "WEBP",
               lossless=True))
    keep("webp", "alpha", saved(pattern(40, 32, "RGBA"), "WEBP", quality=20))
    keep("webp", "alpha-lossless",
         saved(pattern(24, 20, "RGBA"), "WEBP", lossless=True))
    frames = [pattern(24, 20), pattern(24, 20).rotate(90), pattern(24, 20)]
    keep("webp", "animated", saved(frames[0], "WEBP", save_all=True, quality=10,
                                   append_images=frames[1:]))
    keep("webp", "animated-alpha", saved(
        pattern(24, 20, "RGBA"), "WEBP", save_all=True, lossless=True,
        append_images=[pattern(24, 20, "RGBA").rotate(90)]))
    # A first frame that covers only a part of its canvas.
    whole = bytearray(saved(frames[0], "WEBP", save_all=True, quality=10,
                            append_images=[frames[1]]))
    at = whole.index(b"VP8X")
    whole[at + 12:at + 18] = struct.pack("<I", 99)[:3] * 2
    keep("webp", "partial", bytes(whole))
    keep("webp", "exif", tagged(saved(pattern(24, 20), "WEBP", quality=10),
                                ".webp", *TAGS))


def gif():
    palette = pattern(40, 32).quantize(16)
    keep("gif", "plain", saved(palette, "GIF", interlace=0))
    keep("gif", "interlaced", saved(palette, "GIF", interlace=1))
    keep("gif", "transparent", saved(palette, "GIF", transparency=3))
    keep("gif", "two-colours", saved(pattern(40, 32, "1"), "GIF"))
    keep("gif", "animated", saved(
        palette, "GIF", save_all=True, loop=0,
        append_images=[palette.rotate(90), palette.rotate(180)]))
    keep("gif", "comment", saved(palette, "GIF", comment=b"words"))
    plain = saved(palette, "GIF", interlace=0)
    colours = 3 << ((plain[10] & 7) + 1)
    # A canvas without a size takes that of its first frame.
    keep("gif", "no-canvas", plain[:6] + bytes(4) + plain[10:])
    packet = (b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>" + b"\1" +
              bytes(range(255, -1, -1)) + b"\0")
    keep("gif", "xmp", b"GIF89a" + plain[6:13 + colours] +
         b"!\xff\x0bXMP DataXMP" + packet + plain[13 + colours:])


def heif():
    with tempfile.TemporaryDirectory() as folder:
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libheif"],
                               stdout=subprocess.PIPE, check=True, text=True)
        subprocess.run(["cc", "-o", f"{folder}/seed", HERE / "seed_heif.c",
                        *flags.stdout.split()], check=True)
        subprocess.run([f"{folder}/seed", folder], check=True)
        for path in sorted(pathlib.Path(folder).glob("*.*")):
            keep("heif", path.name, path.read_bytes())


def jxl():
    with tempfile.TemporaryDirectory() as folder:
        source, made = f"{folder}/a.png", f"{folder}/a.jxl"
        for name, mode, size, options in (
                ("lossy", "RGB", (48, 40), ["-d", "4"]), ("lossless", "RGB", (24, 20), ["-d", "0"]),
                ("grey", "L", (40, 32), ["-d", "2"]), ("alpha", "RGBA", (24, 20), ["-d", "2"]),
                ("boxes", "RGB", (24, 20), ["-d", "4", "--container=1"]),
                ("progressive", "RGB", (48, 40), ["-d", "4", "-p"])):
            pathlib.Path(source).write_bytes(saved(pattern(*size, mode), "PNG"))
            subprocess.run(["cjxl", source, made, *options], check=True, capture_output=True)
            keep("jxl", name, pathlib.Path(made).read_bytes())
        pathlib.Path(f"{folder}/a.jpg").write_bytes(saved(pattern(24, 20), "JPEG", quality=30))
        subprocess.run(["cjxl", f"{folder}/a.jpg", made], check=True, capture_output=True)
        keep("jxl", "of-jpeg", pathlib.Path(made).read_bytes())


def jxl_words():
    """Brotli alone, and boxes of it in a file (see fuzz_jxl_words.c)."""
    exif = b"\0\0\0\0" + b"II*\0\x08\0\0\0\x01\0\x0f\1\2\0\4\0\0\0Anna\0\0\0\0"
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></x:xmpmeta>"

    def box(kind, body):
        return struct.pack(">I", len(body) + 8) + kind + body
    keep("jxl_words", "exif", brotli.compress(exif))
    keep("jxl_words", "long", brotli.compress(bytes(100000)))
    head = box(b"JXL ", b"\r\n\x87\n") + box(b"ftyp", b"jxl \0\0\0\0jxl ")
    keep("jxl_words", "boxes", head + box(b"brob", b"Exif" + brotli.compress(exif)) +
         box(b"brob", b"xml " + brotli.compress(xmp)) + box(b"Exif", exif) + box(b"xml ", xmp) + box(b"jxlc", b"\xff\n"))


def svg():
    """Words in every place that is told, and pictures in an SVG."""
    small = base64.b64encode(saved(pattern(12, 8), "JPEG", quality=20)).decode()
    tiny = base64.b64encode(saved(pattern(4, 4, "P"), "GIF")).decode()
    names = ("xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
             "xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' "
             "xmlns:sodipodi='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd'")
    keep("svg", "words", f"""<?xml version="1.0"?><!-- made by Anna --><svg {names} sodipodi:docname="/home/anna/a.svg"
 inkscape:export-filename="b.png"><title>A</title><desc>B &amp; C</desc><metadata><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:cc="http://creativecommons.org/ns#"><cc:Work><dc:creator><cc:Agent><dc:title>Anna</dc:title></cc:Agent></dc:creator>
<dc:rights><cc:Agent><dc:title>C</dc:title></cc:Agent></dc:rights><dc:subject><rdf:Bag><rdf:li>x</rdf:li></rdf:Bag>
</dc:subject></cc:Work></rdf:RDF></metadata><text x="1">Anna <tspan>B</tspan></text></svg>""".encode())
    keep("svg", "pictures", f"""<svg {names}><image xlink:href="data:image/jpeg;base64,{small}"/>
<image href='data:image/gif;base64,{tiny}'/><style>a{{background:url(data:image/gif;base64,{tiny})}}</style></svg>""".encode())
    keep("svg", "entities", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><title>&a;&#233;</title></svg>tail')


def pack():
    """By the first byte, as fuzz_pack.c reads them."""
    manifest = {"name": "advice", "title": "Companies", "version": 2, "made": "2026-11-29",
                "helper": {"name": "Advice", "email": "help@advice.example", "web": "https://advice.example/"},
                "introduction": [{"language": "en", "text": "Begin.\nThen ask."}, {"language": "it", "text": "Comincia."}],
                "preset": ["pimeyes"],
                "withdraw": [{"slug": "a", "contact": "a@b.example", "reason": "bounced", "date": "2026-11-20"}]}
    keep("pack", "manifest", b"0" + json.dumps(manifest).encode())
    # The format is described at https://jedisct1.github.io/minisign/.
    key = base64.b64encode(b"Ed" + bytes(range(8)) + bytes(range(32))).decode()
    first = base64.b64encode(b"ED" + bytes(range(8)) + bytes(range(64))).decode()
    second = base64.b64encode(bytes(range(64))).decode()
    keep("pack", "signature", (f"1untrusted comment: a\n{first}\ntrusted comment: timestamp:1\n{second}\n").encode())
    keep("pack", "key", f"2untrusted comment: minisign public key\n{key}\n".encode())
    secret = base64.b64encode(b"Ed\0\0B2" + bytes(48) + bytes(range(104))).decode()
    keep("pack", "secret", f"2untrusted comment: minisign secret key\n{secret}\n".encode())
    keep("pack", "changed", b"3" + bytes([90, 1, 200, 2]))


def law():
    """One of each member, in every language that letters are written in."""
    with open(HERE / "../../host/share/languages.json", encoding="utf-8") as file:
        codes = re.findall(r'"code": "([a-z]*)"[^\n]*"letters", "law"', file.read())

    def words(text):
        return {code: f"{text} {code}" for code in codes}
    count = {"count": 1, "unit": "months", "norms": ["a"]}
    keep("law", "all-languages", json.dumps({
        "names": {"new-year": words("New Year"), "easter": words("Easter")},
        "holidays": {"de": {"name": words("a"), "covers": "x", "verified": True,
                            "days": ["01-01 new-year sub", "easter+1 easter", "orthodox-2 easter from:2020 to:2030",
                                     "mon>=05-25 easter but:05-26 skip:2026", "05-01 new-year only:fri"],
                            "regions": {"de-be": ["2025-05-08 easter"]}}},
        "norms": [{"id": "a", "cite": words("Art. 12"), "gives": "x", "source": "s", "date": "d", "verified": True}],
        "laws": [{"id": "x", "name": words("law"), "source": "s", "date": "d", "rights": {"access": ["a"]},
                  "topics": {"reach": ["a"]}, "starts": words("on"), "confirm": {"count": 10, "unit": "working-days"},
                  "response": count, "extension": {"count": 2, "unit": "months"}, "pauses": {"norms": ["a"]},
                  "rolls": {"rolls": True}}],
        "authorities": [{"country": "de", "law": "x", "authority": "y"}]}).encode())


def machines():
    """What sites tell machines, as fuzz_pagereader.c reads it."""
    keep("pagereader", "robots", b"4User-agent: *\nDisallow: /a\n\nUser-agent: PimEyesBot\nUser-agent: GPTBot\n"
         b"Allow: /$\nDisallow: /*.jpg$ # no\nCrawl-delay: 5\nSitemap: https://a.example/s.xml\n")
    keep("pagereader", "tdm", b'5[{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://a.example/p.json"}, '
         b'{"location": "/free/*", "tdm-reservation": 0}]')
    keep("pagereader", "marked",
         b"0<div itemscope itemtype='http://schema.org/Person'><p itemprop=name>A<p itemprop=worksFor itemscope>"
         b"<b itemprop=name>B</b></div><a class='p-author h-card u-url' href=/x>C</a><div typeof=foaf:Person><i property=foaf:nick>D")
    keep("pagereader", "referred",
         b"0<p id=a itemprop=name>A<div itemscope itemtype='http://schema.org/Person' itemref='a b c'></div>"
         b"<i id=b itemprop=address itemscope itemref='a c b'>x<b id=c itemprop=name>y")
    keep("pagereader", "linked-empty", b"0<script type=application/ld+json></script>")
    for name, letters in (("shift_jis", "\u3042\u4e9c"), ("euc-jp", "\u3042\u4e9c"), ("gb18030", "\u20ac\U0001f600"), ("gbk", "\u4e00"),
                          ("big5", "\u4e00"), ("euc-kr", "\uac00"), ("iso-2022-jp", "\u3042a\u4e9c")):
        keep("pagereader", f"east-{name}", f'1<meta charset={name}><title>{letters}</title><img src="/{letters}.jpg?{letters}&#228;" alt={letters}>'
             .encode(name))
    keep("pagereader", "scripted", b"1<img src=a.jpg><script>f('/a.jpg?x');b = '/q/' + id + '.jpg';c=`/q/${id}.webp`;"
         b"d='{\\x22f\\x22:1}' + '\\/q\\/3.jpeg';e=\"\\u0068.jpg#\"</script><p data-a='[{\"b\":\"/c.jpg\"}]'>")
    keep("pagereader", "audited", b'1<html lang=it><title>Zo\xc3\xab</title><meta name=robots content="noindex, noimageai">'
         b'<meta name="tdm-reservation" content=1><meta property=og:image content=a.jpg><link rel=canonical href=/b>'
         b'<script type="application/ld+json">{"@type":"Person","name":"Zo\xc3\xab","image":"a.jpg","email":"z@a.example"}</script>'
         b'<a rel=me href="https://b.example/@z">z</a><img src=a.jpg srcset="b.jpg 2x, c.jpg 800w" alt=Zoe data-noai>')


def tiff():
    for name, mode, options in (
            ("plain", "RGB", {}), ("grey", "L", {}), ("bits", "1", {}), ("palette", "P", {}), ("alpha", "RGBA", {}),
            ("cmyk", "CMYK", {}), ("lzw", "RGB", {"compression": "tiff_lzw"}),
            ("deflate", "RGB", {"compression": "tiff_adobe_deflate"}), ("packbits", "L", {"compression": "packbits"}),
            ("jpeg", "RGB", {"compression": "jpeg", "quality": 30}), ("fax", "1", {"compression": "group4"})):
        keep("tiff", name, saved(pattern(24, 20, mode), "TIFF", **options))
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(f"{folder}/a.tif").write_bytes(saved(pattern(32, 32), "TIFF"))
        for name, options in (("tiles", ["-t", "-w", "16", "-l", "16"]), ("big-endian", ["-B"]),
                              ("planes", ["-p", "separate", "-c", "lzw"]), ("8", ["-8"]),
                              ("strips", ["-r", "3", "-c", "zip:2"])):
            subprocess.run(["tiffcp", *options, f"{folder}/a.tif", f"{folder}/b.tif"], check=True)
            keep("tiff", name, pathlib.Path(f"{folder}/b.tif").read_bytes())
    keep("tiff", "exif", tagged(saved(pattern(16, 16), "TIFF"), ".tif", *TAGS))


def raw():
    """Folders as cameras have them, with a JPEG to be looked at in them."""
    shown = saved(pattern(40, 32), "JPEG", quality=30)
    for name, head in (("cr2", b"II*\0\x10\0\0\0CR\2\0\0\0\0\0"), ("rw2", b"IIU\0\x08\0\0\0"),
                       ("orf", b"IIRO\x08\0\0\0"), ("raf", b"FUJIFILMCCD-RAW 0201" + bytes(64))):
        at = len(head)
        entries = ((0x10f, 2, 5, b"Canon\0"), (0x111, 4, 1, None), (0x117, 4, 1, struct.pack("<I", len(shown))))
        place = at + 2 + 12 * len(entries) + 4
        folder = struct.pack("<H", len(entries))
        for tag, kind, count, value in entries:
            value = struct.pack("<I", place) if value is None else value[:4]
            folder += struct.pack("<HHI", tag, kind, count) + value
        keep("raw", name, head + folder + bytes(4) + shown)
    dng = tagged(saved(pattern(16, 16), "TIFF"), ".tif", "-DNGVersion=1.4.0.0", *TAGS)
    keep("raw", "dng", dng + saved(pattern(24, 16), "JPEG", quality=20))


def bmp():
    for mode in "1", "L", "P", "RGB", "RGBA":
        keep("bmp", f"mode-{mode}", saved(pattern(24, 20, mode), "BMP"))
    plain = saved(pattern(16, 8, "P"), "BMP")
    rows = b"".join(bytes([16, y, 0, 0]) for y in range(8)) + b"\0\1"
    keep("bmp", "rle8", plain[:30] + struct.pack("<II", 1, len(rows)) + plain[38:54 + 1024] + rows)
    rows = b"".join(bytes([0, 4, y << 4, 9, 12, 0x21, 0, 0]) for y in range(8)) + b"\0\1"
    keep("bmp", "rle4", plain[:28] + struct.pack("<HII", 4, 2, len(rows)) + plain[38:54 + 1024] + rows)
    keep("bmp", "fields", plain[:28] + struct.pack("<HII", 16, 3, 256) + plain[38:54] +
         struct.pack("<III", 0xf800, 0x7e0, 0x1f) + bytes(range(256)))
    keep("bmp", "core", b"BM" + struct.pack("<IHHIIHHHH", 26 + 192, 0, 0, 26, 12, 8, 8, 1, 24) + bytes(range(192)))
    keep("bmp", "downwards", plain[:22] + struct.pack("<i", -8) + plain[26:])
    keep("bmp", "icon", saved(pattern(32, 32, "RGBA"), "ICO", sizes=[(16, 16), (24, 24)]))
    keep("bmp", "icon-bitmap", saved(pattern(32, 32, "RGBA"), "ICO", sizes=[(16, 16)], bitmap_format="bmp"))


def inventory():
    """What the decoders' own seeds have not: parts behind and beside a picture."""
    jpeg_file = saved(pattern(24, 16), "JPEG", quality=30)

    def box(kind, body):
        return struct.pack(">I", len(body) + 8) + kind + body
    film = box(b"ftyp", b"mp42\0\0\0\0mp42") + box(b"moov", box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+52.5000+013.4000/")))
    keep("inventory", "motion", jpeg_file + film + box(b"mdat", bytes(40)))
    keep("inventory", "film", film)
    keep("inventory", "trailer", jpeg_file + b"PK\3\4" + bytes(26) + b"words behind the end of a picture")
    out = io.BytesIO()
    out.seekable = lambda: False
    with zipfile.ZipFile(out, "w") as made:
        for name in "a.txt", "b.txt":
            made.writestr(zipfile.ZipInfo(name), b"words")
        made.comment = b"words of the archive"
    keep("inventory", "zip", jpeg_file + out.getvalue())
    keep("inventory", "several", jpeg_file + jpeg_file)
    keep("inventory", "thumbnail", tagged(jpeg_file, ".jpg", *TAGS, "-IPTC:By-line=Anna", "-Comment=words"))


def archives():
    """Archives of a page with a picture inside, as fuzz_pagereader.c reads them."""
    page = b"<title>a</title><img src=a.gif><img src=https://b.example/b.jpg>"
    small = saved(pattern(2, 2, "P"), "GIF")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in (("index.html", page), ("a.gif", small)):
            made.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    keep("pagereader", "zip", b"0" + out.getvalue())
    warc = b""
    for url, kind, data in (("https://a.example/", b"text/html", page), ("https://a.example/a.gif", b"image/gif", small)):
        data = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n\r\n" + data
        warc += (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Length: %d\r\n\r\n" %
                 (url.encode(), len(data))) + data + b"\r\n\r\n"
    keep("pagereader", "warc", b"0" + warc)
    keep("pagereader", "warc-gzip", b"0" + gzip.compress(warc, mtime=0))
    entries = [{"request": {"url": url}, "response": {"content": {"mimeType": kind, **content}}} for url, kind, content in (
        ("https://a.example/", "text/html", {"text": page.decode()}),
        ("https://a.example/a.gif", "image/gif", {"text": base64.b64encode(small).decode(), "encoding": "base64"}))]
    keep("pagereader", "har", b"0" + json.dumps({"log": {"version": "1.2", "pages": [], "entries": entries}}).encode())
    saved_page = {"WebMainResource": {"WebResourceData": page, "WebResourceURL": "https://a.example/",
                                      "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8"},
                  "WebSubresources": [{"WebResourceData": small, "WebResourceURL": "https://a.example/a.gif",
                                       "WebResourceMIMEType": "image/gif"}]}
    keep("pagereader", "webarchive", b"0" + plistlib.dumps(saved_page, fmt=plistlib.FMT_BINARY))
    keep("pagereader", "mhtml-several", b"0From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; "
         b'boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: https://a.example/\r\n\r\n' + page +
         b"\r\n--b\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n"
         b"Content-Location: https://a.example/a.gif\r\n\r\n" + base64.b64encode(small) + b"\r\n--b--\r\n")


def ipc():
    """By the first byte, as fuzz_ipc.c reads it; then what it then reads."""
    text = struct.pack("<I", 4) + b"Anna"
    head = bytes([0, 2, 0, 0, 6]) + struct.pack("<II", 64, 48) + b"\1"
    answer = (head + bytes(32) + bytes(256) + bytes([90]) + bytes(32 + 8 + 8) +
              text + bytes(6 * 4) + struct.pack("<I", 2) + b"\2" + text +
              b"\0" + text + struct.pack("<QIBQQ", 9, 1, 1, 9, 4711))
    failed = bytes([3, 2, 0, 0, 0]) + bytes(9) + bytes(32) + bytes(4 + 8 + 4)
    hello = struct.pack("<I", 1) + struct.pack("<I", 0) + text
    keep("ipc", "picture", b"\0" + answer)
    keep("ipc", "picture-failed", b"\0" + failed)
    keep("ipc", "hello", b"\1" + hello)
    keep("ipc", "end", b"\2" + struct.pack("<I", 9))
    keep("ipc", "job", b"\3" + struct.pack("<Q", 4711) + b"\1" + bytes(8))

    def frame(kind, body):
        return struct.pack("<II", kind, len(body)) + body

    def sent(data, size, mark=0):
        """In pieces of that size, the first marked (see fuzz_ipc.c)."""
        out = b""
        for at in range(0, len(data), size):
            piece = data[at:at + size]
            out += bytes([len(piece) | mark]) + piece
            mark = 0
        return out
    stream = frame(1, hello) + frame(4, struct.pack("<I", 0))
    keep("ipc", "stream", b"\4" + sent(stream, 5))
    keep("ipc", "stream-descriptor", b"\4" + sent(stream, 31, 0x40))
    keep("ipc", "stream-descriptors", b"\4" + sent(stream, 31, 0x80))
    keep("slot", "good", sent(frame(1, hello), 31) +
         b"".join(bytes([p[0] | 0x20]) + p[1:] for p in
                  pieces(frame(3, answer))) + b"\x20" +
         sent(frame(4, struct.pack("<I", 0)), 31))
    keep("slot", "killed", sent(frame(1, hello), 31) + b"\x20" +
         sent(frame(4, struct.pack("<I", 31)), 31))
    keep("slot", "silent", sent(frame(1, hello), 31) + b"\0")
    keep("slot", "descriptor", sent(frame(1, hello), 31, 0x40))


def pieces(data, size=31):
    return [bytes([len(data[at:at + size])]) + data[at:at + size]
            for at in range(0, len(data), size)]


def letter():
    """Templates, rendered texts and knowledge, as fuzz_letter.c reads them."""
    context = {"name": "Zoë", "list": [{"x": 1}, {"x": "<b>", "last": True}], "raw": "&"}
    parts = {"part": "[{{name}}]{{>part2}}", "part2": "."}
    template = ("Dear {{name}},\n{{#list}}- {{x}}{{^last}},{{/last}}\n{{/list}}"
                "{{! no }}{{=<% %>=}}<%>part%><%& raw %>")
    keep("letter", "render", "\0".join(["0" + template, json.dumps(context), json.dumps(parts)]).encode())
    keep("letter", "blocks",
         "1subject: About \3gdpr:15\4 [LC-1]\n@first\nDear \1Zoë,\nsecond line\n\n# Head\n"
         "- one \3gdpr:17\4\n- two\n\n| a | b |\n| 1\0022 | 3 |\n\n\3gdpr:16\4\n---\nsign: \1Name\n".encode())
    known = {
        "law": {"gdpr": True, "name": "GDPR"},
        "me": {"name": "Zoë |", "alias": False, "email": "z@example.org", "country_name": "Germany"},
        "to": {"name": "א Ltd", "face_search": True, "abroad": True, "no_representative": True},
        "ask": {"access": True, "erasure": True, "several": True, "list": [{"text": "access"}]},
        "facts": {"purpose": "{{x}} # y", "situation": "", "opening1": True},
        "photos_any": True, "hashes_any": True, "pdq_any": True,
        "photos": [{"number": 1, "page": "https://example.org/", "image": "https://example.org/a.jpg",
                    "first_seen": "1 May 2026", "dimensions": "3 × 4", "sha256": "00", "pdq": "11", "iscc": ""}],
        "reference": "LC-1", "date": "2 May 2026", "deadline": {"date": "2 June 2026"},
        "authority": {"name": "X", "country_name": "Germany"},
        "history": [{"date": "1 May", "text": "sent"}], "exhibits": [{"number": 1, "text": "letter"}],
        "found_again": [{"page": "p", "image": "i", "date": "d"}],
        "previous": {"date": "1 May", "sent_how": "by post"}, "reply": {"date": "3 May", "quote": "no"}}
    keep("letter", "known", b"2" + json.dumps(known, ensure_ascii=False).encode())


def mail():
    """Saved mails, as fuzz_mail.c reads them."""
    head = (b"From: =?utf-8?q?Zo=C3=AB?= <z@example.org>\r\nTo: me@example.org\r\nSubject: Re: [LC-7F3K-92QA]\r\n"
            b"Date: Tue, 1 Dec 2026 10:00:00 +0100\r\nMessage-ID: <1@x>\r\nIn-Reply-To: <2@y>\r\nMIME-Version: 1.0\r\n")
    keep("mail", "plain", b"0" + head + b"Content-Type: text/plain; charset=iso-8859-1\r\n"
         b"Content-Transfer-Encoding: quoted-printable\r\n\r\nWir l=F6schen.\r\n> quoted\r\n")
    keep("mail", "mixed", b"0" + head + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
         b'Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/html\r\n\r\n'
         b"<p>a<br>b &amp; c<script>x</script><!-- y --></p>\r\n--c--\r\n--b\r\n"
         b'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8\'\'%C3%AB.pdf\r\n'
         b"Content-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--b--\r\n")
    keep("mail", "report", b"0" + head + b"Content-Type: multipart/report; boundary=r\r\n\r\n--r\r\n\r\nunzustellbar\r\n--r\r\n"
         b"Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ntext\r\n--r--\r\n")

    def text(data):
        return struct.pack("<I", len(data)) + data
    fields = b"".join(text(f) for f in (b"a@b.c", b"d@e.f", b"Re", b"1@x", b"2@y"))
    keep("mail", "answer", b"1\0" + fields + struct.pack("<Q", 1796115600) + b"\0" +
         text(b"words\n") + struct.pack("<I", 1) + text(b"a.pdf") + text(b"application/pdf") + struct.pack("<Q", 5))


def answers():
    """What companies answer, as fuzz_pagereader.c reads it; and as PDF."""
    head = b"From: a@b.example\r\nMIME-Version: 1.0\r\n"
    line = "Empf\u00e4nger: Acme. Source: https://a.example/?a=1\n".encode()
    packed = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(line) + b"\r\n"
    keep("pagereader", "received-single", b"6" + head + packed)
    keep("pagereader", "received-quoted", b"6" + head + b"Content-Transfer-Encoding: quoted-printable\n\nhttps://a.example/=\n1?a=3D1\n")
    keep("pagereader", "received-within", b"6" + head + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
         b"Content-Type: message/rfc822\r\n\r\n" + head + packed + b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
         b"--c\r\nContent-Disposition: attachment; filename=a.gif\r\n\r\nGIF89a\r\n--c--\r\n--b--\r\n")
    keep("pagereader", "received-json", b'6{"a":[{"b":9007199254740993,"c":0.5,"d":true}],"e":"data:image/gif;base64,' + b"R0lGODk" * 12 + b'"}')
    keep("pagereader", "received-wide", b"6" + "<html><p>a<br>b</p><a href=https://a.example/>c</a>".encode("utf-16"))
    keep("pagereader", "received-long", b"6BM" + "\u6570".encode() * 300 + b" https://a.example/\n")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in ("a b(1).txt", line), ("c.exe", b"MZ\0"), ("d.json", b'{"e":1}'):
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    keep("pagereader", "received-zip", b"6" + out.getvalue())
    for kind in "L", "RGB":
        out = io.BytesIO()
        pattern(32, 24).convert(kind).save(out, "PDF")
        keep("pdf", "scan-" + kind, re.sub(rb"D:\d{14}Z?", b"D:20260101000000Z", out.getvalue()))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</I 6 0 R>>>>>>",
               b"<</Length 54>>stream\nBT /F 9 Tf 9 80 Td (a@b.example) Tj ET q 9 0 0 9 0 0 cm /I Do Q\nendstream",
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
               b"<</Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8/Length 4>>stream\nabcd\nendstream"]
    keep("pdf", "words", b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (i + 1, o) for i, o in enumerate(objects)) +
         b"trailer<</Root 1 0 R>>\n")


def clean():
    """What the decoders are given, the cleaner is given too."""
    for target in "jpeg", "png", "webp", "gif", "heif", "jxl", "tiff":
        for path in sorted((CORPUS / target).iterdir()):
            if not re.fullmatch("[0-9a-f]{40}", path.name):
                to = f"clean_{target}" if target in ("jxl", "tiff") else "clean"
                keep(to, target + "-" + path.name, path.read_bytes())


def faces():
    """A width, and grey pixels: two eyes, a mouth, the edge of a head."""
    from PIL import ImageDraw
    image = Image.new("L", (46, 54), 150)
    draw = ImageDraw.Draw(image)
    for box, grey in (((4, 2, 42, 52), 205), ((11, 18, 18, 23), 50), ((28, 18, 35, 23), 50), ((16, 38, 30, 42), 90)):
        draw.ellipse(box, fill=grey)
    keep("faces", "drawn", bytes([45]) + image.tobytes())
    keep("faces", "narrow", bytes([2]) + bytes(range(60)))


def skim():
    """The size of a part, and a stream: as it is, in fixed codes, in codes of its own, in two blocks."""
    words = bytes(97 + (x * x >> 5) % 13 * (x % 7) // 5 for x in range(900))
    for name, size, level, strategy in (("stored", 7, 0, zlib.Z_DEFAULT_STRATEGY), ("fixed", 255, 9, zlib.Z_FIXED),
                                        ("own", 0, 9, zlib.Z_DEFAULT_STRATEGY), ("literals", 99, 6, zlib.Z_HUFFMAN_ONLY)):
        packer = zlib.compressobj(level, zlib.DEFLATED, 15, 9, strategy)
        first = packer.compress(words) + packer.flush(zlib.Z_SYNC_FLUSH)
        keep("skim", name, bytes([size]) + first + packer.compress(words[::-1]) + packer.flush())


for make in (jpeg, png, webp, gif, heif, jxl, jxl_words, tiff, raw, bmp, svg, inventory, archives, machines, ipc, law,
             letter, pack, mail, answers, clean, faces, skim):
    make()
