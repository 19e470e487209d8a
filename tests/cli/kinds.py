"""What a file can give away, kind by kind: made here, each with the right answer beside it.

Each row of the table is a file and what has to be told of it: (kind of finding, words in it).
"-" before a kind: nothing of that kind may be told.  What is unread is compared as well."""
import base64
import hashlib
import io
import json
import os
import struct
import subprocess
import zipfile
import zlib
from resource import RUSAGE_CHILDREN, getrusage

from exiftool import changed
from PIL import Image, PngImagePlugin

SCRATCH, TOP, BUILD = os.environ["SCRATCH"], os.environ["TOP"], os.environ["BUILD"]
os.chdir(SCRATCH)
rows = []


def has(worker):
    return os.path.exists(os.path.join(BUILD, "lenscap-decoder-" + worker))


def pattern(seed=1, size=(320, 240)):
    image = Image.new("RGB", size)
    image.putdata([((x * seed + y) & 255, (y * 5 // seed) & 255, (x * y * seed // 16) & 255)
                   for y in range(size[1]) for x in range(size[0])])
    return image.resize((size[0] // 8, size[1] // 8)).resize(size, Image.BICUBIC)


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def written(name, data):
    with open(name, "wb") as file:
        file.write(data)
    return name


def told(name, data, *wanted, unread=0):
    rows.append((written(name, data), wanted, unread))


def tagged(name, data, *options):
    """The file with tags as exiftool writes them."""
    written(name, data)
    changed("-m", *options, name)
    return open(name, "rb").read()


PLACE = ("-GPSLatitude=52.52", "-GPSLatitudeRef=N", "-GPSLongitude=13.405", "-GPSLongitudeRef=E")
HERE = ("gps", "52.52000, 13.40500")
photo, other = pattern(), pattern(7)
jpeg, png, webp, gif = (saved(photo, kind) for kind in ("JPEG", "PNG", "WEBP", "GIF"))
bare = jpeg[2:]  # without the start


def segment(marker, body):
    return bytes((0xff, marker)) + struct.pack(">H", len(body) + 2) + body


def packet(inside, attributes=""):
    return ('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
            'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:xmpNote="http://ns.adobe.com/xmp/note/" %s>%s'
            "</rdf:Description></rdf:RDF></x:xmpmeta>" % (attributes, inside)).encode()


def subject(word):
    return packet("<dc:subject><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:subject>" % word)


def xmp(body):
    return segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0" + body)


def ifd(order, entries, at, following=0):
    """A directory at place at: (tag, kind, count, value or bytes)."""
    size = 2 + 12 * len(entries) + 4
    body, extra = struct.pack(order + "H", len(entries)), b""
    for tag, kind, count, value in sorted(entries):
        if isinstance(value, int):
            value = struct.pack(order + ("H" if kind == 3 else "I"), value)
        if len(value) > 4:
            place = at + size + len(extra)
            extra += value + b"\0" * (len(value) & 1)
            value = struct.pack(order + "I", place)
        body += struct.pack(order + "HHI", tag, kind, count) + value.ljust(4, b"\0")
    return body + struct.pack(order + "I", following) + extra


def block(order, entries):
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    return head + ifd(order, entries, 8)


def words(tag, text):
    return tag, 2, len(text) + 1, text.encode() + b"\0"


def position(order, at):
    def number(*parts):
        return b"".join(struct.pack(order + "II", part, below) for part, below in parts)
    return ifd(order, [(1, 2, 2, b"N\0"), (2, 5, 3, number((52, 1), (31, 1), (12, 1))),
                       (3, 2, 2, b"E\0"), (4, 5, 3, number((13, 1), (24, 1), (18, 1)))], at)


def with_position(order, *entries):
    entries = [*entries, (0x8825, 4, 1, 0)]
    size = len(block(order, entries))
    return block(order, entries[:-1] + [(0x8825, 4, 1, size)]) + position(order, size)


def exif(body):
    return segment(0xe1, b"Exif\0\0" + body)


class Pipe(io.BytesIO):
    """Where nobody can go back: sizes follow what they are of."""

    def seekable(self):
        return False


def archive(out=None, names=("anna_diary.txt",), comment=b""):
    out = out or io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, name * 99)
        file.comment = comment
    return out.getvalue()


def start(*segments):
    return b"\xff\xd8" + b"".join(segments) + bare


def with_note(make, note):
    """A maker's own block, which no directory of its own need begin."""
    entries = [words(0x10f, make), (0x8769, 4, 1, 0)]
    size = len(block("<", entries))
    return block("<", entries[:-1] + [(0x8769, 4, 1, size)]) + ifd("<", [(0x927c, 7, len(note), note)], size)


# ---- JPEG: order, number and place of the blocks ----
def sony(model, standard, places):
    """As a camera writes it: each byte of block 0x9050 cubed modulo 249, beside the standard's number or none."""
    plain = bytearray(512)
    for at, data in places.items():
        plain[at:at + len(data)] = data
    body = bytes(b ** 3 % 249 if b < 249 else b for b in plain)
    head = [words(0x10f, "SONY"), words(0x110, model), (0x8769, 4, 1, 0)]
    at, inner = len(block("<", head)), [words(0xa431, standard)] if standard else []
    place = at + 2 + 12 * (1 + len(inner)) + 4
    note = b"SONY DSC \0\0\0" + ifd("<", [(0x9050, 7, 512, body)], place + 12)
    return block("<", head[:-1] + [(0x8769, 4, 1, at)]) + ifd("<", [(0x927c, 7, len(note), note)] + inner, at)


# Counter and internal number lie elsewhere by the model; of one that is not known nothing is told.
for model, places, shots, number in (("ILCE-7M3", {0x3a: b"\x39\x30\0\0", 0x88: b"\1\2\3\4\5\6"}, "12345", "010203040506"),
                                     ("ILCE-6000", {0x32: b"\x39\x30\0\0", 0x7c: b"\1\2\3\4"}, "12345", "01020304"),
                                     ("SLT-A77V", {0x32: b"\x39\x30\0\0", 0xf0: b"\1\2\3\4\5"}, "12345", "0102030405")):
    told("sony-%s.jpg" % model, start(exif(sony(model, "", places))), ("shutter_count", shots), ("camera_serial", number))
    told("sony-%s-too.jpg" % model, start(exif(sony(model, "4711-0815", places))), ("camera_serial", "4711-0815"), ("camera_serial", number))
told("sony-later.jpg", start(exif(sony("ILCE-99M9", "", {0x3a: b"\x39\x30\0\0"}))), ("-shutter_count", ""), ("-camera_serial", ""))
serial = b"KCFDD 5012345678" + bytes(16)
told("kodak.jpg", start(exif(with_note("EASTMAN KODAK", serial))), ("camera_serial", "KCFDD 5012345678"))
told("no-kodak.jpg", start(exif(with_note("Somebody", serial))), ("-camera_serial", "KCFDD"))
told("big-endian.jpg", start(exif(with_position(">", words(0x10f, "Maker")))), HERE)
told("second-xmp.jpg", start(xmp(subject("garden")), xmp(subject("Anna Example"))),
     ("keywords", "garden"), ("keywords", "Anna Example"))
at = jpeg.index(b"\xff\xda")
told("before-scan.jpg", jpeg[:at] + exif(with_position("<")) + jpeg[at:], HERE)
told("behind-scan.jpg", jpeg[:-2] + segment(0xfe, b"Anna Example, Sample Street 5") + b"\xff\xd9",
     ("caption", "Anna Example, Sample Street 5"))
told("filled-comment.jpg", start(segment(0xfe, b"CREATOR: gd-jpeg v1.0\0\0Anna Example lives here\0")),
     ("caption", "Anna Example lives here"))
told("wide-comment.jpg", start(segment(0xfe, "\ufeffAnna Example, zu Hause".encode("utf-16-le"))),
     ("caption", "Anna Example, zu Hause"))
told("unmarked-comment.jpg", start(segment(0xfe, "Büro Anna Example".encode("utf-16-be"))), ("caption", "Büro Anna Example"))
# A packet that is no XML from some place on is read on as words.
told("xmp-ampersand.jpg", start(xmp(packet("<dc:creator><rdf:Seq><rdf:li>Broken & Example</rdf:li></rdf:Seq></dc:creator>"))),
     ("text", "Broken & Example"))
told("xmp-latin.jpg", start(xmp(subject("Jürgen Latin").decode().encode("latin-1"))), ("text", "Jürgen Latin"))
told("xmp-prefix.jpg", start(xmp(packet("<foo:who>Anna Example</foo:who>"))), ("text", "Anna Example"))
told("xmp-attribute.jpg", start(xmp(packet("<a b=c/>", "foo:city='Bonn am Rhein'"))), ("text", "Bonn am Rhein"))
told("xmp-error.jpg", start(xmp(packet("<dc:creator><rdf:Seq><rdf:li>First</rdf:li></rdf:Seq></dc:creator>"
                                       "<dc:title>R&D at home</dc:title><dc:source>Anna Example, Street 5</dc:source>"))),
     ("author", "First"), ("text", "R&D at home"), ("text", "Anna Example, Street 5"), ("-text", "http"))
told("xmp-behind.jpg", start(xmp(subject("Anna") + b"\0\0Paul Example behind it")), ("keywords", "Anna"), ("text", "Paul Example behind it"))
told("xmp-padded.jpg", start(xmp(b"<?xpacket begin=''?>" + subject("Anna") + b" " * 2000 + b"<?xpacket end='w'?>\0")),
     ("keywords", "Anna"), ("-text", ""))


def placed(kind, latitude, longitude):
    """Positions as writers that know no fractions have them."""
    size = len(block("<", [(0x8825, 4, 1, 0)]))
    count = 1 if kind != 2 else len(latitude)
    return exif(block("<", [(0x8825, 4, 1, size)]) + ifd("<", [
        (1, 2, 2, b"N\0"), (2, kind, count, latitude), (3, 2, 2, b"E\0"), (4, kind, count, longitude)], size))


for name, kind, form in ("double", 12, "<d"), ("float", 11, "<f"):
    told("gps-%s.jpg" % name, start(placed(kind, struct.pack(form, 52.52), struct.pack(form, 13.405))), HERE)
told("gps-text.jpg", start(placed(2, b"52.5200\0", b"13.4050\0")), HERE)
told("gps-short.jpg", start(placed(3, 52, 13)), ("gps", "52.00000, 13.00000"))
size = len(block("<", [(0x8825, 4, 1, 0)]))
told("gps-method.jpg", start(exif(block("<", [(0x8825, 4, 1, size)]) + ifd("<", [(27, 7, 19, b"ASCII\0\0\0Haus Bonn 1")], size))),
     ("text", "Haus Bonn 1"))
told("gps-network.jpg", start(exif(block("<", [(0x8825, 4, 1, size)]) + ifd("<", [(27, 7, 15, b"ASCII\0\0\0NETWORK")], size))),
     ("-*", ""))
# Notes of makers whose notes are not known.
told("note-unknown.jpg", start(exif(with_note("Foo", b"FOOCAM\0serial=ABC1234567; owner=Anna Example"))), ("text", "owner=Anna Example"))
# Other makers' are numbers, which look like words here and there; cameras write no blocks in notes in blocks in notes.
numbers = b"".join(hashlib.sha256(bytes((i,))).digest() for i in range(256)) * 3
told("note-numbers.jpg", start(exif(with_note("Google", b"HDRP\2" + numbers))), ("-text", ""), unread=None)
told("note-words.jpg", start(exif(with_note("Google", b"HDRP\2" + numbers + b"\0Anna Example\0" + numbers))), ("text", "Anna Example"), unread=None)
nested = b"Anna Example"
for i in range(9000):
    nested = b"Exif\0\0" + block("<", [(0x927c, 7, len(nested), nested)])
    if i < 4:
        told("nested-%d.jpg" % i, start(segment(0xe1, nested)), ("text", "Anna Example"))
# Few letters say much: a telephone, a day, an account, a position; settings say nothing.
said = ("+49 228 123456", "0228 123456789", "1999-04-05", "DE89370400440532013000", "52.5200, 13.4050")
for number, text in enumerate(said):
    told("said-%d.jpg" % number, start(xmp(packet("<ex:field>%s</ex:field>" % text, "xmlns:ex='http://example.org/x/'"))), ("text", text))
for number, text in enumerate(("1/250", "0.000000 1.000000", "3840x2160", "f/2.8", "24-70", "0.1234, 0.5678", "1.0", "100")):
    told("set-%d.jpg" % number, start(xmp(packet("<ex:field>%s</ex:field>" % text, "xmlns:ex='http://example.org/x/'"))), ("-*", ""))
asked = b"ASCII\0\0\0girl\nNegative prompt: bad\nSteps: 20"
told("asked.jpg", start(exif(block("<", [(0x9286, 7, len(asked), asked)]))), ("caption", "girl"), ("ai_source", "asked for"))
told("burst.jpg", start(xmp(packet("", "xmlns:GCamera='http://ns.google.com/photos/1.0/camera/' GCamera:BurstID='b-1f2e-77'"))),
     ("unique_id", "b-1f2e-77"))
told("latin-comment.jpg", start(segment(0xfe, "Müllers Geburtstag".encode("latin-1"))), ("caption", "Müllers Geburtstag"))
told("xmp-utf16.jpg", start(xmp(b"\xff\xfe" + subject("Anna Example").decode().encode("utf-16-le"))), ("keywords", "Anna Example"))
told("exif-app5.jpg", start(segment(0xe5, b"Exif\0\0" + with_position("<"))), HERE)
told("xmp-app3.jpg", start(segment(0xe3, b"http://ns.adobe.com/xap/1.0/\0" + subject("Anna Example"))), ("keywords", "Anna Example"))
for name, mark, body in (("unicode", b"UNICODE\0", "Anna am Fenster".encode("utf-16-be")),
                         ("jis", b"JIS\0\0\0\0\0", "\x1b$B%\"%s%J\x1b(B".encode()), ("ascii", b"ASCII\0\0\0", b"Anna at the window"),
                         ("none", b"\0" * 8, b"Anna at the window")):
    told("comment-%s.jpg" % name, start(exif(block(">", [(0x8769, 4, 1, 26)]) + ifd(
        ">", [(0x9286, 7, 8 + len(body), mark + body)], 26))),
        ("caption", {"unicode": "Anna am Fenster", "jis": "アンナ"}.get(name, "Anna at the window")))
wide = {tag: text.encode("utf-16-le") + b"\0\0" for tag, text in (
    (0x9c9b, "Title by Anna"), (0x9c9c, "Comment by Anna"), (0x9c9d, "Anna Author"), (0x9c9e, "Anna; Berlin"), (0x9c9f, "Annas Fest"))}
told("windows.jpg", start(exif(block("<", [(tag, 1, len(text), text) for tag, text in wide.items()]))),
     ("caption", "Title by Anna"), ("caption", "Comment by Anna"), ("author", "Anna Author"), ("keywords", "Anna; Berlin"),
     ("caption", "Annas Fest"))


def dataset(record, number, text):
    return struct.pack(">BBBH", 0x1c, record, number, len(text)) + text


def resource(number, body):
    return b"8BIM" + struct.pack(">HHI", number, 0, len(body)) + body + b"\0" * (len(body) & 1)


def photoshop(body):
    return segment(0xed, b"Photoshop 3.0\0" + body)


told("iptc-utf8.jpg", start(photoshop(resource(0x404, dataset(1, 90, b"\x1b%G") + dataset(2, 80, "Zoë Example".encode()) +
                                               dataset(2, 90, "Köln".encode()) + dataset(2, 118, b"anna@example.org")))),
     ("author", "Zoë Example"), ("place", "Köln"), ("contact", "anna@example.org"))
told("iptc-latin.jpg", start(photoshop(resource(0x404, dataset(2, 120, "Zoë am See".encode("latin-1"))))), ("caption", "Zoë am See"))
told("iptc-two.jpg", start(photoshop(resource(0x404, dataset(2, 25, b"garden"))), photoshop(resource(0x404, dataset(2, 25, b"Anna Example")))),
     ("keywords", "Anna Example"))
halves = resource(0x404, dataset(2, 120, b"Anna Example at home " * 40))
told("iptc-split.jpg", start(photoshop(halves[:300]), photoshop(halves[300:])), ("caption", "Anna Example at home"))
told("photoshop-url.jpg", start(photoshop(resource(0x40b, b"https://example.org/anna") + resource(0x3f0, b"\x0cAnna's notes"))),
     ("-unread", ""), ("*", "https://example.org/anna"))


def slices(version, name):
    return photoshop(resource(0x41a, struct.pack(">6I", version, 0, 0, 0, 0, len(name)) + name.encode("utf-16-be")))


told("slices.jpg", start(slices(6, "anna.psd"), slices(7, "other.psd")), ("file_names", "anna.psd"), ("-file_names", "other.psd"))

# ---- JPEG: pictures in it and behind it ----
second = saved(other, "JPEG")
small = saved(other.resize((160, 120)), "JPEG")
told("mpf.jpg", start(segment(0xe2, b"MPF\0" + block(">", [(0xb001, 4, 1, 2)]))) + second, ("hidden_picture", ""))
told("padded.jpg", jpeg + bytes(4096) + second, ("hidden_picture", ""))
told("second-gps.jpg", jpeg + b"\xff\xd8" + exif(with_position("<")) + second[2:], ("hidden_picture", ""), HERE)
for name, more in {"png": saved(other, "PNG"), "webp": saved(other, "WEBP"), "gif": saved(other, "GIF"),
                   "tif": saved(other, "TIFF")}.items():
    told("behind-%s.jpg" % name, jpeg + more, ("hidden_picture", ""))
told("behind-zip.jpg", jpeg + archive(), ("hidden_file", "ZIP"), ("file_names", "anna_diary.txt"))
told("behind-zip.png", png + archive(), ("hidden_file", "ZIP"), ("file_names", "anna_diary.txt"))
told("behind-zip.gif", gif + archive(), ("hidden_file", "ZIP"), ("file_names", "anna_diary.txt"))
told("behind-zip.webp", webp + archive(), ("hidden_file", "ZIP"), ("file_names", "anna_diary.txt"))
names = ["anna_%d.txt" % i for i in range(3)]
listed = [("file_names", name) for name in names]
piped = archive(Pipe(), names, b"Anna's own files")
told("behind-piped.jpg", jpeg + piped, ("hidden_file", "ZIP"), *listed, ("text", "Anna's own files"))
told("behind-cut.jpg", jpeg + piped[:piped.index(b"PK\1\2")], ("hidden_file", "ZIP"), *listed)
told("behind-unlisted.png", png + archive(None, names).replace(b"PK\5\6", b"PK\7\6"), ("hidden_file", "ZIP"), *listed)
told("behind-pdf.jpg", jpeg + b"%PDF-1.4\n" + bytes(range(256)), ("hidden_file", "PDF"))
told("behind-sound.jpg", jpeg + b"ID3\3\0\0\0\0\0\0" + bytes(range(256)), ("hidden_file", "sound"))
told("behind-two.jpg", jpeg + second + archive(), ("hidden_picture", ""), ("hidden_file", "ZIP"))
told("behind-words.jpg", jpeg + b"Anna Example, Sample Street 5", ("text", "Anna Example, Sample Street 5"))
noise = bytes((i * 73 + i * i // 3) & 127 | 128 if i % 2 else i * 7 & 31 for i in range(1, 501))
told("behind-line.jpg", jpeg + b"\r\n", ("-*", ""))
told("behind-signs.jpg", jpeg + b"II*\0", ("-text", ""), ("unread", "4 bytes"), unread=4)
told("behind-noise.jpg", jpeg + noise, ("unread", "500 bytes"), unread=500)
told("odd-segment.jpg", start(segment(0xe9, b"\1\2\3" + noise)), ("unread", "503 bytes"), unread=503)
told("word-segment.jpg", start(segment(0xe7, b"Anna Example, Sample Street 5")), ("text", "Anna Example"))
for name, body in {"jfxx-rgb": b"JFXX\0\x13" + bytes((20, 15)) + other.resize((20, 15)).tobytes(),
                   "jfxx-palette": b"JFXX\0\x11" + bytes((20, 15)) + other.resize((20, 15)).quantize(256).im.getpalette("RGB")[:768].ljust(768, b"\0") +
                   other.resize((20, 15)).quantize(256).tobytes(),
                   "jfxx-jpeg": b"JFXX\0\x10" + saved(other.resize((80, 60)), "JPEG")}.items():
    told(name + ".jpg", start(segment(0xe0, body)), ("thumbnail_differs", ""))
small_rgb = other.resize((80, 60)).tobytes()
main = [words(0x10f, "Maker")]
first = len(block("<", main))
small_grey = other.convert("L").resize((80, 60)).tobytes()
# Of pixels that lie nowhere, or are packed, or are too few, no picture is made.
for name, packing, place, (samples, colour, pixels), there in (
        ("uncompressed", 1, first + 200, (3, 2, small_rgb), ""), ("grey", 1, first + 200, (1, 1, small_grey), ""),
        ("unplaced", 1, 0, (3, 2, small_rgb), "-"), ("packed", 5, first + 200, (3, 2, small_rgb), "-"),
        ("short", 1, first + 200, (3, 2, small_rgb[:-1]), "-"), ("mixed", 1, first + 200, (3, 1, small_rgb), "-")):
    told(name + "-preview.jpg", start(exif(block("<", main)[:first - 10][:8 + 2 + 12] + struct.pack("<I", first) + block("<", main)[26:] + ifd(
        "<", [(0x100, 4, 1, 80), (0x101, 4, 1, 60), (0x102, 3, 3, struct.pack("<HHH", 8, 8, 8)), (0x103, 3, 1, packing), (0x106, 3, 1, colour),
              (0x111, 4, 1, place), (0x115, 3, 1, samples), (0x116, 4, 1, 60), (0x117, 4, 1, len(pixels))], first).ljust(200, b"\0") +
        pixels)), (there + "thumbnail_differs", ""), unread=None if there else 0)


def trailer(*entries):
    """Samsung's: values, then a list of them that is read from the end."""
    body, places = b"", []
    for kind, name, value in entries:
        one = struct.pack("<HHI", 0, kind, len(name)) + name.encode() + value
        places.append((kind, len(body), len(one)))
        body += one
    head = b"SEFH" + struct.pack("<II", 107, len(places)) + b"".join(
        struct.pack("<HHII", 0, kind, len(body) - at, size) for kind, at, size in places)
    return body + head + struct.pack("<I", len(head)) + b"SEFT"


def box(kind, body):
    return struct.pack(">I", len(body) + 8) + kind + body


def film(place="+52.5200+013.4050/"):
    text = place.encode()
    return box(b"ftyp", b"mp42\0\0\0\0isom") + box(b"moov", box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(text), 0x15c7) + text))) + \
        box(b"mdat", noise)


told("samsung-film.jpg", jpeg + trailer((0xa01, "Image_UTC_Data", b"1714992800000"), (0xa30, "MotionPhoto_Data", film())),
     ("hidden_video", ""), HERE, ("capture_time", "2024-05-06"))
loci = bytes(6) + b"Annas Hof\0\0" + struct.pack(">iii", int(13.405 * 65536), int(52.52 * 65536), -12 << 16)
told("behind-m4a.jpg", jpeg + film().replace(b"ftypmp42", b"ftypM4A "), ("hidden_file", "sound"), ("-hidden_video", ""), HERE)
told("loci.jpg", jpeg + box(b"ftyp", b"3gp4\0\0\0\0isom") + box(b"moov", box(b"udta", box(b"loci", loci))), ("hidden_video", ""), ("place", "Annas Hof"),
     ("gps", "52.51999, 13.40500"), ("gps", "-12 m"))
told("samsung-second.jpg", jpeg + trailer((1, "DualShot_1", second), (0xaa1, "MCC_Data", b"262")), ("hidden_picture", ""), ("place", "262"))
told("micro-video.jpg", start(xmp(packet("", 'xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" GCamera:MicroVideo="1"'))) + film(),
     ("hidden_video", ""), HERE)

# ---- PNG ----


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def in_png(*chunks, late=False):
    at = png.index(b"IEND" if late else b"IDAT") - 4
    return png[:at] + b"".join(chunks) + png[at:]


def profile(name, body):
    text = ("\n%s\n%8d\n" % (name, len(body)) + body.hex() + "\n").encode()
    return chunk(b"zTXt", b"Raw profile type " + name.encode() + b"\0\0" + zlib.compress(text))


told("exif.png", in_png(chunk(b"eXIf", with_position(">"))), HERE)
told("late-exif.png", in_png(chunk(b"eXIf", with_position("<")), late=True), HERE)
told("packed.png", in_png(chunk(b"iTXt", b"Description\0\1\0de\0Beschreibung\0" + zlib.compress("Anna zu Hause".encode()))),
     ("caption", "Anna zu Hause"))
told("packed-xmp.png", in_png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(subject("Anna Example")))), ("keywords", "Anna Example"))
told("two-xmp.png", in_png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + subject("garden")),
                           chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + subject("Anna Example")), late=True),
     ("keywords", "garden"), ("keywords", "Anna Example"))
told("profile-exif.png", in_png(profile("exif", b"Exif\0\0" + with_position("<"))), HERE)
told("profile-iptc.png", in_png(profile("iptc", resource(0x404, dataset(2, 25, b"Anna Example")))), ("keywords", "Anna Example"))
told("profile-xmp.png", in_png(profile("xmp", subject("Anna Example"))), ("keywords", "Anna Example"))
told("generators.png", in_png(chunk(b"tEXt", b"prompt\0" + json.dumps({"3": {"inputs": {"text": "Anna Example, portrait", "file": "/home/anna/a.png"}}}).encode()),
                              chunk(b"tEXt", b"Dream\0Anna in Berlin -s 50"), chunk(b"iTXt", b"invokeai_metadata\0\0\0\0\0{\"positive_prompt\": \"Anna Example\"}")),
     ("*", "Anna in Berlin"), ("file_names", "/home/anna/a.png"), ("ai_source", ""))
told("private-words.png", in_png(chunk(b"prVt", b"Anna Example, Sample Street 5")), ("text", "Anna Example"))
told("private-noise.png", in_png(chunk(b"prVt", noise)), ("unread", "500 bytes"), unread=500)
told("behind-jpeg.png", png + second, ("hidden_picture", ""))
told("remains.png", png + chunk(b"IDAT", noise)[4:] + chunk(b"IEND", b""), ("hidden_remains", ""))
told("hosts.png", in_png(chunk(b"tEXt", b"Computer\0anna-laptop"), chunk(b"tEXt", b"Author\0Anna Example")), ("*", "anna-laptop"), ("author", "Anna Example"))

told("nested.png", in_png(chunk(b"eXIf", nested[6:])), ("-gps", ""))

# ---- GIF ----


def blocks(body):
    return b"".join(bytes((len(body[i:i + 255]),)) + body[i:i + 255] for i in range(0, len(body), 255)) + b"\0"


def in_gif(*more):
    return gif[:-1] + b"".join(more) + b";"


magic = bytes((1,)) + bytes(range(255, -1, -1)) + b"\0"
told("comment.gif", in_gif(b"\x21\xfe" + blocks(b"Anna Example, Sample Street 5")), ("caption", "Anna Example, Sample Street 5"))
told("xmp.gif", in_gif(b"\x21\xff\x0bXMP DataXMP" + subject("Anna Example") + magic), ("keywords", "Anna Example"))
told("drawn.gif", in_gif(b"\x21\x01\x0c" + bytes(12) + blocks(b"Anna Example")), ("*", "Anna Example"))
told("application.gif", in_gif(b"\x21\xff\x0bANNAAPP1.00" + blocks(b"Anna Example, Sample Street 5")), ("*", "Anna Example"))
told("unsigned.gif", in_gif(b"\x21\xff\x0bC2PA_GIF\1\0\0" + blocks(b"Anna Example, Sample Street 5")), ("text", "Anna Example"),
     ("-content_credentials", ""))
told("odd-words.gif", in_gif(b"\x21\x99" + blocks(b"Anna Example, Sample Street 5")), ("*", "Anna Example"))
told("odd-noise.gif", in_gif(b"\x21\x99" + blocks(noise)), ("unread", ""), unread=503)
told("loop-words.gif", in_gif(b"\x21\xff\x0bNETSCAPE2.0" + b"\3\1\0\0" + blocks(b"Anna Example, Sample Street 5")), ("*", "Anna Example"))
for name, mark in {"gamma": b"ImageMagick", "profile": b"ICCRGBG1012"}.items():
    told("taken-%s.gif" % name, in_gif(b"\x21\xff\x0b" + mark + blocks(b"Anna Example, Sample Street 5")), ("*", "Anna Example"))
told("quiet.gif", in_gif(b"\x21\xff\x0bImageMagick" + blocks(b"gamma=0.454545"), b"\x21\xff\x0bNETSCAPE2.0" + b"\3\1\0\0\0"), ("-*", ""))
told("looped.gif", in_gif(*(b"\x21\xff\x0bNETSCAPE2.0" + blocks(b"\1" + b"Anna Example"[i:i + 2]) for i in range(0, 12, 2))), ("unread", ""), unread=None)
told("iptc.gif", in_gif(b"\x21\xff\x0bMGKIPTC0000" + blocks(dataset(2, 25, b"Anna Example"))), ("keywords", "Anna Example"))
told("exif.gif", in_gif(b"\x21\xff\x0bANNAAPP1.00" + blocks(b"Exif\0\0" + with_position("<") + small)), HERE, ("thumbnail_differs", ""))
told("many.gif", in_gif(*(b"\x21\xff\x0bABCDEFGH1.0" + blocks(b"\1\2") for _ in range(30)),
                        b"\x21\xff\x0bMGKIPTC0000" + blocks(dataset(2, 25, b"Anna Example"))), ("keywords", "Anna Example"), unread=None)

# ---- WebP ----


def riff(*chunks):
    body = b"".join(kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) & 1) for kind, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def wide_head(flags):
    return b"VP8X", struct.pack("<I", flags) + (319).to_bytes(3, "little") + (239).to_bytes(3, "little")


lossy = webp[12:16], webp[20:20 + struct.unpack_from("<I", webp, 16)[0]]
told("exif.webp", riff(wide_head(8), lossy, (b"EXIF", with_position("<"))), HERE)
told("headed-exif.webp", riff(wide_head(8), lossy, (b"EXIF", b"Exif\0\0" + with_position(">"))), HERE)
told("no-flag.webp", riff(lossy, (b"EXIF", with_position("<"))), HERE)
told("xmp.webp", riff(wide_head(4), lossy, (b"XMP ", subject("Anna Example"))), ("keywords", "Anna Example"))
for kind in b"ALPH", b"ANIM", b"ICCP":
    told("taken-%s.webp" % kind.decode(), riff(wide_head(0), lossy, (kind, b"Anna Example, Sample Street 5")), ("*", "Anna Example"))
told("words.webp", riff(wide_head(0), lossy, (b"ANNA", b"Anna Example, Sample Street 5")), ("*", "Anna Example"))
told("noise.webp", riff(wide_head(0), lossy, (b"ANNA", noise)), ("unread", "500 bytes"), unread=500)
frame = (0).to_bytes(3, "little") * 2 + (319).to_bytes(3, "little") + (239).to_bytes(3, "little") + (100).to_bytes(3, "little") + b"\0"
told("frame.webp", riff(wide_head(2), (b"ANIM", bytes(6)), (b"ANMF", frame + lossy[0] + struct.pack("<I", len(lossy[1])) + lossy[1] + b"\0" * (len(lossy[1]) & 1) +
                                                             b"ANNA" + struct.pack("<I", 30) + b"Anna Example, Sample Street 5\0")),
     ("*", "Anna Example"))
depth = 60000  # frames in frames: the inner ones are none
nested = b"".join(bytes(16) + b"ANMF" + struct.pack("<I", 24 * i + 16) for i in range(depth - 1, -1, -1)) + bytes(16)
told("frames.webp", riff(lossy, (b"ANMF", nested)), ("unread", "1.4 MB"), unread=24 * depth)

# ---- BMP and icons ----
bmp = saved(photo, "BMP")
told("behind.bmp", bmp + archive(), ("hidden_file", "ZIP"))
sized = bmp + b"Anna Example, Sample Street 5"
told("counted.bmp", sized[:2] + struct.pack("<I", len(sized)) + sized[6:], ("*", "Anna Example"))
told("before-pixels.bmp", bmp[:2] + struct.pack("<I", len(bmp) + 30) + bmp[6:10] + struct.pack("<I", 84) + bmp[14:54] +
     b"Anna Example, Sample Street 5\0" + bmp[54:], ("*", "Anna Example"))
icon_png = saved(photo.resize((64, 48)), "PNG", pnginfo=(lambda info: (info.add_text("Author", "Anna Example"), info)[1])(PngImagePlugin.PngInfo()))


def icons(*parts):
    head, body = struct.pack("<HHH", 0, 1, len(parts)), b""
    for part in parts:
        head += struct.pack("<BBBBHHII", 64, 48, 0, 0, 1, 32, len(part), 6 + 16 * len(parts) + len(body))
        body += part
    return head + body


told("words.ico", icons(icon_png), ("author", "Anna Example"))
told("two.ico", icons(saved(photo.resize((64, 48)), "PNG"), icon_png), ("author", "Anna Example"))
told("behind.ico", icons(saved(photo.resize((64, 48)), "PNG")) + archive(), ("hidden_file", "ZIP"))

# ---- TIFF ----


def page(order, at, following, *entries, image=photo):
    data = image.resize((64, 48)).tobytes()
    fixed = [(0x100, 4, 1, 64), (0x101, 4, 1, 48), (0x102, 3, 3, struct.pack(order + "HHH", 8, 8, 8)), (0x103, 3, 1, 1), (0x106, 3, 1, 2),
             (0x115, 3, 1, 3), (0x116, 4, 1, 48), (0x117, 4, 1, len(data))]
    size = len(ifd(order, [*fixed, (0x111, 4, 1, 0), *entries], at))
    return ifd(order, [*fixed, (0x111, 4, 1, at + size), *entries], at, following and at + size + len(data)) + data


def tiff(order, *pages):
    out = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    for i, (entries, image) in enumerate(pages):
        out += page(order, len(out), i + 1 < len(pages), *entries, image=image)
    return out


def bilevel(order, gone, *entries, colour=1):
    data = photo.resize((60, 48)).convert("1").tobytes()
    sizes = (384,) if 0x116 in gone else (160, 160, 64)
    count = len(sizes)
    fields = [(0x100, 4, 1, 60), (0x101, 4, 1, 48), (0x102, 3, 1, 1), (0x103, 3, 1, 1), (0x106, 3, 1, colour), (0x115, 3, 1, 1), (0x116, 4, 1, 20),
              (0x117, 4, count, struct.pack("%s%dI" % (order, count), *sizes)), *entries]
    fields = [field for field in fields if field[0] not in gone]
    size = len(block(order, [*fields, (0x111, 4, count, bytes(4 * count))]))
    places = struct.pack("%s%dI" % (order, count), *(size + 160 * i for i in range(count)))
    return block(order, [*fields, (0x111, 4, count, places)]) + data


if has("tiff"):
    told("plain.tif", tiff("<", ([], photo)), ("-unread", ""), ("-text", ""))
    told("motorola.tif", tagged("motorola.tif", tiff(">", ([], photo)), *PLACE), HERE)
    told("pages.tif", tiff("<", ([], photo), ([words(0x10e, "Anna at home")], other)), ("hidden_picture", "1 further page"), ("caption", "Anna at home"))
    told("names.tif", tiff(">", ([words(0x10d, "/home/anna/scan 1.tif"), words(0x11d, "Anna's passport"), words(0x13c, "anna-laptop"),
                                  words(0x151, "Anna's printer")], photo)),
         ("*", "/home/anna/scan 1.tif"), ("*", "Anna's passport"), ("*", "anna-laptop"), ("*", "Anna's printer"))
    told("xmp.tif", tiff("<", ([(700, 1, len(subject("Anna Example")), subject("Anna Example"))], photo)), ("keywords", "Anna Example"))
    iptc = dataset(2, 25, b"Anna Example")
    told("iptc.tif", tiff("<", ([(33723, 7, len(iptc), iptc)], photo)), ("keywords", "Anna Example"))
    told("iptc-long.tif", tiff(">", ([(33723, 4, (len(iptc) + 3) // 4, iptc.ljust((len(iptc) + 3) // 4 * 4, b"\0"))], photo)), ("keywords", "Anna Example"))
    told("photoshop.tif", tiff("<", ([(34377, 1, len(resource(0x404, iptc)), resource(0x404, iptc))], photo)), ("keywords", "Anna Example"))
    told("private.tif", tiff("<", ([words(60000, "Anna Example, Sample Street 5")], photo)), ("*", "Anna Example, Sample Street 5"))
    # A field of pixels has so many numbers of its types, and no words.
    for tag in 0x0107, 0x0123, 0x0141, 0x014e, 0x015b, 0x8773:
        told("field-%04x.tif" % tag, tiff("<", ([(tag, 1, 29, b"Anna Example, Sample Street 5")], photo)), ("text", "Anna Example, Sample Street 5"))
    told("field-numbers.tif", tiff("<", ([(0x0141, 3, 40, noise[:80])], photo)), ("unread", "80 bytes"), unread=80)
    told("field-fits.tif", tiff("<", ([(0x0141, 3, 2, bytes(4)), (0x0140, 3, 768, bytes(range(256)) * 6), (0x013e, 5, 2, bytes(range(16)))], photo)),
         ("-unread", ""), ("-text", ""))
    # What may be missing is as TIFF 6.0 says; sizes of strips that are missing follow from the rest.
    for gone in (0x102, 0x115), (0x103,), (0x116,), (0x116, 0x117), (0x102, 0x103, 0x115, 0x116, 0x117):
        for order in "<>":
            told("gone-%s-%s.tif" % ("-".join("%x" % tag for tag in gone), ord(order)), bilevel(order, gone), ("-unread", ""), ("-text", ""))
    written("gone-colours.tif", bilevel("<", (0x102,), (0x140, 3, 6, struct.pack("<6H", 0, 65535, 0, 65535, 0, 30000)), colour=3))
    row = json.loads(subprocess.run(["lenscap", "fingerprint", "--json", "gone-colours.tif"], capture_output=True, text=True).stdout)
    assert row["error"]["code"] == "unsupported" and row["unread_bytes"] == 0, row  # libtiff's limit, and no damage
    told("private-noise.tif", tiff("<", ([(60000, 7, len(noise), noise)], photo)), ("unread", ""), unread=500)
    told("hole.tif", tiff("<", ([], photo)) + b"Anna Example, Sample Street 5", ("*", "Anna Example, Sample Street 5"))
    told("behind.tif", tiff("<", ([], photo)) + archive(), ("hidden_file", "ZIP"))
    told("map.tif", tiff("<", ([words(42112, "<GDALMetadata><Item name=\"owner\">Anna Example</Item></GDALMetadata>")], photo)), ("*", "Anna Example"))

# ---- HEIC and AVIF ----
if has("heif"):
    import heif_boxes as heif
    plain = open(os.path.join(TOP, "tests/fuzz/corpus/heif/plain.heic"), "rb").read()
    plain_avif = open(os.path.join(TOP, "tests/fuzz/corpus/heif/plain.avif"), "rb").read()
    for name, data in (("tags.heic", plain), ("tags.avif", plain_avif)):
        data = tagged(name, data, *PLACE, "-XMP-dc:Subject=Anna Example")
        told(name, data, HERE, ("keywords", "Anna Example"))
    two = tagged("two.heic", plain, "-Artist=Anna Example")
    told("two-exif.heic", heif.added(two, (b"Exif", b"\0\0\0\0" + with_position(">"))), HERE, ("author", "Anna Example"))
    told("two-xmp.avif", heif.added(tagged("x.avif", plain_avif, "-XMP-dc:Subject=garden"),
                                    (b"mime", subject("Anna Example"), b"application/rdf+xml\0")),
         ("keywords", "garden"), ("keywords", "Anna Example"))
    told("hidden-exif.heic", heif.added(plain, (b"Exif", b"\0\0\0\0" + with_position("<")), hidden=True), HERE)
    told("headed-exif.heic", heif.added(plain, (b"Exif", b"\0\0\0\6Exif\0\0" + with_position("<"))), HERE)
    told("json.heic", heif.added(plain, (b"mime", b'{"who": "Anna Example", "file": "/home/anna/a.heic"}', b"application/json\0")),
         ("*", "Anna Example"))
    told("film.heic", plain + box(b"mpvd", film()), ("hidden_video", ""), HERE)
    told("free.heic", plain + box(b"free", b"Anna Example, Sample Street 5"), ("*", "Anna Example"))
    told("behind.avif", plain_avif + archive(), ("hidden_file", "ZIP"))
    told("samsung.heic", plain + trailer((0xa01, "Image_UTC_Data", b"1714992800000")), ("capture_time", "2024-05-06"))
    for kind in b"wide", b"styp", b"sidx", b"moof", b"jbrd", b"jxlc", b"ftyp":
        told("taken-%s.heic" % kind.decode(), plain + box(kind, b"Anna Example, Sample Street 5"), ("*", "Anna Example"))
    for name, data in (("plain.heic", plain), ("plain.avif", plain_avif)):
        told("quiet-" + name, data, ("-text", ""), ("-unread", ""))
    told("plain-mime.heic", heif.added(plain, (b"mime", b"Anna Example, Sample Street 5", b"text/plain\0")), ("*", "Anna Example"))
    told("uuid.avif", plain_avif + box(b"uuid", bytes(16) + b"Anna Example, Sample Street 5"), ("*", "Anna Example"))
    told("uuid-noise.avif", plain_avif + box(b"uuid", bytes(16) + noise), ("unread", ""), unread=500)

# ---- JPEG XL ----
if has("jxl"):
    import brotli
    written("photo.png", png)
    subprocess.run(["cjxl", "photo.png", "bare.jxl", "-q", "90"], check=True, capture_output=True)
    bare_jxl = open("bare.jxl", "rb").read()
    head = b"\0\0\0\x0cJXL \r\n\x87\n" + box(b"ftyp", b"jxl \0\0\0\0jxl ")
    inner = box(b"jxlc", bare_jxl)
    offset = b"\0\0\0\0"

    def packed(kind, body):
        return box(b"brob", kind + brotli.compress(body))

    told("exif.jxl", head + box(b"Exif", offset + with_position("<")) + inner, HERE)
    told("packed-exif.jxl", head + packed(b"Exif", offset + with_position(">")) + inner, HERE)
    told("late-exif.jxl", head + inner + packed(b"Exif", offset + with_position(">")), HERE)
    told("xmp.jxl", head + inner + box(b"xml ", subject("Anna Example")), ("keywords", "Anna Example"))
    told("packed-xmp.jxl", head + inner + packed(b"xml ", subject("Anna Example")), ("keywords", "Anna Example"))
    told("two-exif.jxl", head + box(b"Exif", offset + block("<", [words(0x13b, "Anna Example")])) + inner + packed(b"Exif", offset + with_position("<")),
         HERE, ("author", "Anna Example"))
    told("packed-words.jxl", head + inner + packed(b"anna", b"Anna Example, Sample Street 5"), ("*", "Anna Example"))
    told("packed-noise.jxl", head + inner + packed(b"anna", noise), ("unread", ""), unread=len(packed(b"anna", noise)) - 8)
    told("bomb.jxl", head + inner + packed(b"xml ", bytes(1 << 26)), ("-gps", ""), unread=None)
    told("broken.jxl", head + inner + box(b"brob", b"xml \xff\xff\xff" + noise), ("unread", ""), unread=None)
    told("behind.jxl", head + inner + archive(), ("hidden_file", "ZIP"))
    told("bare-behind.jxl", bare_jxl + archive(), ("hidden_file", "ZIP"))
    told("bare-plain.jxl", bare_jxl, ("-unread", ""), ("-hidden_file", ""))

# ---- SVG: the pictures in it, its words, the names of files ----
def drawing(inside, attributes="", before=""):
    return ('<?xml version="1.0"?>%s<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:cc="http://creativecommons.org/ns#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" width="320" height="240" %s>%s</svg>' %
            (before, attributes, inside)).encode()


def data_uri(body, kind="jpeg", lines=""):
    text = base64.b64encode(body).decode()
    return "data:image/%s;base64,%s" % (kind, text if not lines else lines.join(text[i:i + 76] for i in range(0, len(text), 76)))


located = start(exif(with_position("<")))
told("picture.svg", drawing('<image xlink:href="%s"/>' % data_uri(located)), HERE)
told("lines.svg", drawing('<image href="%s"/>' % data_uri(located, lines="&#10;")), HERE)
told("broken-lines.svg", drawing("<image href='%s'/>" % data_uri(located, lines="\n")), HERE)
told("styled.svg", drawing("<style>.a{background:url(%s)}</style>" % data_uri(in_png(chunk(b"eXIf", with_position(">"))), "png")), HERE)
told("two.svg", drawing('<image href="%s"/><image href="%s"/>' % (data_uri(jpeg), data_uri(located))), HERE, ("hidden_picture", "1 further picture"))
told("words.svg", drawing('<metadata><rdf:RDF><cc:Work><dc:title>Plan of the flat</dc:title><dc:creator><cc:Agent><dc:title>Anna Example</dc:title>'
                          '</cc:Agent></dc:creator><dc:subject><rdf:Bag><rdf:li>divorce</rdf:li></rdf:Bag></dc:subject></cc:Work></rdf:RDF></metadata>'
                          '<title>Annas Haus</title><desc>where Anna lives</desc><text>Sample <tspan>Street 5</tspan></text><image href="%s"/>' % data_uri(jpeg),
                          'sodipodi:docname="anna.svg" inkscape:export-filename="/home/anna/plan.png"'),
     ("author", "Anna Example"), ("caption", "Plan of the flat"), ("keywords", "divorce"), ("caption", "Annas Haus"),
     ("caption", "where Anna lives"), ("text", "Street 5"), ("file_names", "anna.svg"), ("file_names", "/home/anna/plan.png"))
told("marked-up.svg", drawing('<desc>Annas <b>Haus</b> in Berlin</desc><g><title>Bea <i xmlns="urn:x">Example</i> at home</title><rect/>behind Cleo<rect/></g>'
                              '<metadata><rdf:RDF><cc:Work><dc:description><rdf:Alt><rdf:li>Doras Garten</rdf:li></rdf:Alt></dc:description>'
                              '<dc:subject><rdf:Bag><rdf:li>divorce</rdf:li><rdf:li>court</rdf:li></rdf:Bag></dc:subject></cc:Work></rdf:RDF></metadata>'
                              '<desc>outer <script>var e = "Emil Example";</script>behind</desc><image href="%s"/>' % data_uri(jpeg)),
     ("caption", "Annas Haus"), ("caption", "in Berlin"), ("caption", "Bea Example"), ("caption", "at home"), ("text", "behind Cleo"), ("caption", "Doras Garten"),
     ("keywords", "divorce"), ("keywords", "court"), ("text", "Emil Example"), ("caption", "behind"), ("-text", "Haus"), ("-text", "Garten"))
SETTINGS = "<dc:format>image/svg+xml</dc:format><dc:type>StillImage</dc:type><dc:language>de-DE</dc:language>"
told("settings.svg", drawing('<metadata><rdf:RDF><cc:Work>%s</cc:Work></rdf:RDF></metadata><style>*{fill:red}/**/a>b{}</style><image href="%s"/>' % (SETTINGS, data_uri(jpeg))),
     ("-*", ""), ("-text", ""), ("-caption", ""))
told("no-settings.svg", drawing('<metadata><rdf:RDF><cc:Work>%s</cc:Work></rdf:RDF></metadata><style>%s*/* drawn at Annas **/.a{fill:red}/*/ for Bea */b{}/* and Cleo</style>'
                                '<image href="%s"/>' % (SETTINGS.replace("StillImage", "Sample Street 5").replace("image/svg", "by Dora").replace("de-DE", "+49 151 23456789"),
                                                        "a{b:c}" * 200, data_uri(jpeg))),
     ("text", "Sample Street 5"), ("text", "by Dora"), ("text", "+49 151 23456789"), ("caption", "drawn at Annas *"), ("caption", "/ for Bea"), ("caption", "and Cleo"),
     ("-*", "fill"))
told("linked.svg", drawing('<image href="%s"/><image xlink:href="file:///home/anna/IMG_1.jpg"/><image href="../anna/b.png"/>' % data_uri(jpeg)),
     ("file_names", "/home/anna/IMG_1.jpg"), ("file_names", "../anna/b.png"))
told("packet.svg", drawing("<metadata>%s</metadata><image href='%s'/>" % (subject("Anna Example").decode(), data_uri(jpeg))), ("keywords", "Anna Example"))
told("entities.svg", drawing("<title>&who;</title><image href='%s'/>" % data_uri(jpeg), before='<!DOCTYPE svg [<!ENTITY who "Anna Example">]>'),
     ("caption", "Anna Example"))
bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">%s]>' % "".join('<!ENTITY a%d "%s">' % (i, ("&a%s;" % (i - 1 if i else "")) * 10) for i in range(12))
told("bomb.svg", drawing("<title>&a11;</title><image href='%s'/>" % data_uri(located), before=bomb), HERE)
def packed_svg(body, name=b"", comment=b"", time=0):
    """As gzip packs it, with the words that it may keep in front."""
    flags = (8 if name else 0) | (16 if comment else 0)
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    return (b"\x1f\x8b\x08" + bytes((flags,)) + struct.pack("<I", time) + b"\0\3" + (name + b"\0" if name else b"") +
            (comment + b"\0" if comment else b"") + pack.compress(body) + pack.flush() +
            struct.pack("<II", zlib.crc32(body), len(body)))


told("packed.svgz", packed_svg(drawing('<title>Annas Haus</title><image href="%s"/>' % data_uri(located))), HERE, ("caption", "Annas Haus"),
     ("-file_names", ""), ("-capture_time", ""))
told("named.svgz", packed_svg(drawing('<image href="%s"/>' % data_uri(jpeg)), b"anna_plan.svg", b"for Anna Example", 1714992800),
     ("file_names", "anna_plan.svg"), ("caption", "for Anna Example"), ("capture_time", "2024-05-06 10:53:20"))
told("behind.svgz", packed_svg(drawing('<image href="%s"/>' % data_uri(jpeg))) + archive(), ("hidden_file", "ZIP"))
told("commented.svg", drawing("<!-- drawn by Anna Example at home --><image href='%s'/>" % data_uri(jpeg)), ("caption", "drawn by Anna Example at home"))
told("behind.svg", drawing("<image href='%s'/>" % data_uri(jpeg)) + archive(), ("hidden_file", "ZIP"))

# ---- Kinds that few writers have ----
jfif = b"JFIF\0\1\2\0\0\1\0\1"
told("jfif-preview.jpg", b"\xff\xd8" + segment(0xe0, jfif + bytes((40, 30)) + other.resize((40, 30)).tobytes()) + bare, ("thumbnail_differs", "JFIF"))
told("jfif-own-preview.jpg", b"\xff\xd8" + segment(0xe0, jfif + bytes((40, 30)) + photo.resize((40, 30), Image.BOX).tobytes()) + bare,
     ("-thumbnail_differs", ""), ("-unread", ""))
told("jfif-words.jpg", b"\xff\xd8" + segment(0xe0, jfif + b"\0\0Anna Example, Sample Street 5") + bare, ("text", "Anna Example"))
told("jfif-noise.jpg", b"\xff\xd8" + segment(0xe0, jfif + b"\0\0" + noise) + bare, ("unread", "500 bytes"), unread=500)
told("film.jpg", jpeg + b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + noise, ("hidden_file", "a film"))
told("xz.jpg", jpeg + b"\xfd7zXZ\0" + noise, ("hidden_file", "an xz archive"))
told("in-segment.jpg", start(segment(0xe9, saved(other.resize((60, 40)), "PNG"))), ("hidden_picture", "between the picture's parts (PNG"), ("-text", ""))
told("behind-noise-png.jpg", jpeg + noise + saved(other, "PNG"), ("hidden_picture", "(PNG, "), ("unread", "500 bytes"), unread=500)
small, much = b"\1\2\3\4" + saved(Image.new("L", (8, 8)), "GIF"), noise * 120000
told("many-parts.jpg", jpeg + small * 30 + much, ("hidden_picture", "behind the picture"), unread=None)
told("few-parts.jpg", jpeg + small + much, ("hidden_picture", "behind the picture"), unread=None)
told("wide-words.jpg", start(segment(0xe2, b"FPXR\0\0\1\0\0" + "Anna Example".encode("utf-16-le"))), ("text", "Anna Example"), unread=33)
told("palette.png", in_png(chunk(b"sPLT", b"Anna Example's colours\0\x08" + bytes(12)), chunk(b"pCAL", b"Anna's room\0" + bytes(8) + b"\0\2m\x000\x001")),
     ("text", "Anna Example's colours"), ("text", "Anna's room"))
told("xmp-utf32.jpg", start(xmp(b"\0\0\xfe\xff" + subject("Anna Example").decode().encode("utf-32-be"))), ("keywords", "Anna Example"))
told("xmp-utf32-little.jpg", start(xmp(subject("Anna Example").decode().encode("utf-32-le"))), ("keywords", "Anna Example"))
told("linked.bmp", b"BM" + struct.pack("<IHHI", 138 + 768 + 40, 0, 0, 138) + struct.pack("<IiiHHIIiiII", 124, 16, 16, 1, 24, 0, 768, 2835, 2835, 0, 0) +
     bytes(16) + b"KNIL" + bytes(48) + struct.pack("<IIII", 4, 124 + 768, 30, 0) + bytes(range(256)) * 3 + b"C:\\Users\\anna\\screen.icm\0".ljust(40, b"\0"),
     ("file_names", "C:\\Users\\anna\\screen.icm"))
told("layers.svg", drawing('<a href="mailto:anna@example.org"><rect/></a><g inkscape:label="Annas Zimmer"/><image href="%s"/>' % data_uri(jpeg)),
     ("contact", "anna@example.org"), ("text", "Annas Zimmer"), ("-file_names", ""))
told("named.svg", drawing('<g inkscape:groupmode="layer" inkscape:label="Ebene Anna"><path inkscape:label="Pfad Anna"/></g><image href="%s"/>' % data_uri(jpeg)),
     ("text", "a layer's name: Ebene Anna"), ("text", "a name in the drawing: Pfad Anna"), ("-text", "layer's name: Pfad"))
told("escaped.svg", drawing("<image href='data:image/svg+xml,%%3Csvg xmlns=%%22http://www.w3.org/2000/svg%%22%%3E%%3Ctitle%%3EAnna Example%%3C/title%%3E%%3C/svg%%3E'/>"
                            "<image href='%s'/>" % data_uri(jpeg)), ("caption", "Anna Example"))


def jumb(label, kind, *boxes):
    return box(b"jumb", box(b"jumd", kind + bytes.fromhex("0011001080000 0aa00389b71".replace(" ", "")) + b"\3" + label + b"\0") + b"".join(boxes))


signed = jumb(b"c2pa", b"c2pa", jumb(b"c2pa.assertions", b"c2as", jumb(b"stds.schema-org.CreativeWork", b"json", box(
    b"json", b'{"@type":"CreativeWork","author":[{"@type":"Person","name": "Anna Example"}]}')), jumb(b"c2pa.claim", b"cbor", box(
        b"cbor", b"\xa2hdc:title" + bytes((0x60 + 17,)) + b"anna_passport.jpg" + b"qdigitalSourceType\x78\x18trainedAlgorithmicMedia"))))
SIGNED = (("author", "Anna Example"), ("file_names", "anna_passport.jpg"), ("ai_source", "trainedAlgorithmicMedia"), ("content_credentials", ""))
told("signed.jpg", start(segment(0xeb, b"JP\0\1\0\0\0\1" + signed)), *SIGNED)
told("signed.png", in_png(chunk(b"caBX", signed)), *SIGNED)
told("signed.webp", riff(wide_head(0), lossy, (b"C2PA", signed)), *SIGNED)
told("unnamed.png", in_png(chunk(b"caBX", jumb(b"c2pa", b"c2pa", box(b"json", b'{"name":"","title":"x"}')))), ("content_credentials", ""), ("-author", ""))


def creative(*objects):
    return start(segment(0xeb, b"JP\0\1\0\0\0\1" + jumb(b"c2pa", b"c2pa", box(b"json", json.dumps(objects).encode()))))


told("agency.jpg", creative({"@type": "Organization", "name": "Sample Agency", "more": {"@type": "Person"}}, {"name": "Sample Tool", "x": "}\""}),
     ("text", "a name: Sample Agency"), ("text", "a name: Sample Tool"), ("-author", ""))
told("quoted.jpg", creative({"name": 'Anna "Ann" \\ B\u00e9a \U0001f600', "@id": "}", "@type": "Person"}), ("author", 'Anna "Ann" \\ B\u00e9a \U0001f600'),
     ("-text", ""))
# Four letters of it look like digits of an escape, and are none.
told("decade.jpg", creative({"name": "A Decade Example", "@type": "Person"}), ("author", "A Decade Example"))
if has("tiff"):
    named = "Anna uncovered".encode("utf-16-be")
    layers = b"Adobe Photoshop Document Data Block\0" + b"8BIMLayr" + struct.pack(">I", 60) + bytes(20) + b"8BIMluni" + struct.pack(">II", 40, 14) + named
    told("layers.tif", tiff("<", ([(37724, 7, len(layers), layers)], photo)), ("hidden_picture", "layers"), ("text", "Anna uncovered"))
    told("talk-of-layers.tif", tiff("<", ([(37724, 7, 64, b"Adobe Photoshop Document Data Block\0Mr. Layrton of luni".ljust(64, b"\0"))], photo)),
         ("-hidden_picture", ""), ("-text", "name"))
    told("no-layers.tif", tiff("<", ([(37724, 7, 48, b"Adobe Photoshop Document Data Block\0".ljust(48, b"\0"))], photo)), ("-hidden_picture", ""))

# ---- More in a known part than belongs there, and parts in another order ----
ADDRESS = b"Anna Example, Sample Street 5"
TOLD = ("*", "Anna Example, Sample Street 5")
GUID = b"0123456789ABCDEF" * 2
extended = subject("Anna Example")


def part(body, at, name=GUID, total=len(extended)):
    return segment(0xe1, b"http://ns.adobe.com/xmp/extension/\0" + name + struct.pack(">II", total, at) + body)


told("extended.jpg", start(part(extended[150:], 150), xmp(packet("", 'xmpNote:HasExtendedXMP="%s"' % GUID.decode())), part(extended[:150], 0)),
     ("keywords", "Anna Example"))
told("extended-two.jpg", start(part(subject("garden"), 0, b"F" * 32), part(extended, 0)), ("keywords", "garden"), ("keywords", "Anna Example"))
# Codes and short numbers say where and who as well.
for name, code in ("country.jpg", dataset(2, 100, b"DEU")), ("country-named.jpg", dataset(2, 100, b"DEU") + dataset(2, 101, b"Germany")):
    told(name, start(photoshop(resource(0x404, code))), ("place", "Germany" if "named" in name else "DEU"), ("-place", "Germany, DEU"))
KEPT = {"core": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "ext": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
        "cell": "http://developer.sonyericsson.com/cell/1.0/", "acdsee": "http://ns.acdsee.com/iptc/1.0/",
        "creations": "http://ns.google.com/photos/1.0/creations/", "camera": "http://ns.google.com/photos/1.0/camera/",
        "depth": "http://ns.google.com/photos/1.0/depthmap/", "item": "http://ns.google.com/photos/1.0/container/item/",
        "plus": "http://ns.useplus.org/ldf/xmp/1.0/"}
TREE = "<Categories><Category Assigned=\"1\">People<Category Assigned=\"1\">Anna Example</Category></Category><Category>Trees</Category></Categories>"
FOREST = TREE.replace("<Categories>", "<Categories>" + "".join("<Category>Tree %d</Category>" % i for i in range(200)))
INDENTED = "\n" + TREE.replace("Anna", "Anna\tMaria").replace("<", "\n  <").replace(">", ">\n    ") + "\n"
DEEP = TREE.replace("Anna Example", "Family<Category Assigned=\"1\">Tom &amp; Anna</Category>")
DEPTHS = base64.b64encode(saved(other.convert("L"), "PNG")).decode()
CODES = (
    ("core:CountryCode", "DEU", ("place", "DEU")), ("ext:ModelAge", "17", ("text", "17")),
    ("cell:cgi", "262-01-1234", ("place", "262-01-1234")), ("ext:EventId", "ev-1", ("unique_id", "ev-1")),
    ("creations:CameraBurstID", "b-99", ("unique_id", "b-99")), ("plus:ModelReleaseID", "MR-1", ("unique_id", "MR-1")),
    ("acdsee:categories", TREE.replace("<", "&lt;"), ("person_name", "Anna Example")),
    ("acdsee:categories", TREE.replace("<", "&lt;"), ("keywords", "Trees")),
    ("acdsee:categories", FOREST.replace("<", "&lt;"), ("person_name", "Anna Example")),
    ("acdsee:categories", FOREST.replace("<", "&lt;"), ("keywords", "and more, not listed")),
    ("acdsee:categories", DEEP.replace("&", "&amp;").replace("<", "&lt;"), ("person_name", "Tom & Anna")),
    ("acdsee:categories", DEEP.replace("&", "&amp;").replace("<", "&lt;"), ("keywords", "People|Family|Tom & Anna")),
    ("acdsee:categories", INDENTED.replace("<", "&lt;"), ("person_name", "Anna Maria Example")),
    ("acdsee:categories", INDENTED.replace("<", "&lt;"), ("keywords", "People|Anna Maria Example")),
    ("acdsee:categories", INDENTED.replace("<", "&lt;"), ("keywords", "Trees")),
    ("acdsee:categories", "Anna Example", ("text", "categories: Anna Example")),
    ("camera:MotionPhoto", "1", ("edit_history", "taken as a motion photo; its video was not found in this file")),
    ("camera:MicroVideo", " 1\n", ("edit_history", "taken as a motion photo; its video was not found in this file")),
    ("item:Semantic", "MotionPhoto", ("edit_history", "taken as a motion photo; its video was not found in this file")),
    ("camera:MotionPhoto", "0", ("-edit_history", "")), ("item:Semantic", "Primary", ("-*", "")),
    ("camera:SpecialTypeID", "com.google.android.apps.camera.gallery.specialtype.SpecialType-PORTRAIT", ("edit_history", "a mode of the camera: PORTRAIT")),
    ("core:Scene", "010800", ("keywords", "Scene 010800")),
    ("depth:Data", DEPTHS, ("hidden_picture", "a map of how far away things are, in the XMP block")),
    ("depth:Confidence", DEPTHS, ("hidden_picture", "a map of how sure measured distances are, in the XMP block")),
    ("depth:Confidence", DEPTHS, ("-hidden_picture", "far away")),
    ("depth:Data", DEPTHS, ("-thumbnail_differs", "")), ("depth:Near", "1.5", ("-*", "")),
)
for number, (kind, value, wanted) in enumerate(CODES):
    space, name = kind.split(":")
    told("code-%s-%d.jpg" % (name, number), start(xmp(packet("<%s>%s</%s>" % (kind, value, kind), 'xmlns:%s="%s"' % (space, KEPT[space])))), wanted)
flagged = start(xmp(packet("<camera:MotionPhoto>1</camera:MotionPhoto>", 'xmlns:camera="%s"' % KEPT["camera"])))
told("motion-kept.jpg", flagged + film(), ("hidden_video", ""), ("-edit_history", ""))
for name, head in ("webm", b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm"), ("wmv", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"), ("flv", b"FLV\1\5\0\0\0\x09"):
    told("motion-%s.jpg" % name, flagged + head + noise, ("hidden_file", "a film"), ("-edit_history", ""))
told("extended-hole.jpg", start(part(extended[150:], 150)), ("text", "Anna Example"), ("-text", "APP1"))
told("extended-gap.jpg", start(part(extended[:100], 0), part(extended[150:], 150)), ("text", "Anna Example"))
split = with_position("<", words(0x13b, "Anna Example " * 20))
told("exif-split.jpg", start(exif(split[:200]), exif(split[200:])), HERE, ("author", "Anna Example"))
told("exif-three.jpg", start(exif(split[:100]), exif(split[100:200]), exif(split[200:])), HERE, ("author", "Anna Example"))
told("exif-twice.jpg", start(exif(with_position("<")), exif(block(">", [words(0x13b, "Anna Example")]))), HERE, ("author", "Anna Example"))
small = saved(photo.resize((160, 120)), "JPEG")
for name, own in ("exif", exif(with_position(">"))), ("comment", segment(0xfe, b"Anna Example, Sample Street 5")), ("xmp", xmp(extended)):
    told("preview-%s.jpg" % name, start(exif(block("<", [words(0x10f, "X")]) + small[:2] + own + small[2:])),
         HERE if name == "exif" else ("keywords", "Anna Example") if name == "xmp" else TOLD)


def small_copy(samples, *entries):
    """Exif with a copy of 32 x 24 in its second directory, as rows of numbers."""
    fields = [(0x100, 4, 1, 32), (0x101, 4, 1, 24), (0x106, 3, 1, 1), (0x117, 4, 1, len(samples)), *entries]
    first = block("<", [words(0x10f, "X")])
    size = len(first) + len(ifd("<", [*fields, (0x111, 4, 1, 0)], 0))
    return first[:22] + struct.pack("<I", len(first)) + first[26:] + ifd("<", [*fields, (0x111, 4, 1, size)], len(first)) + samples


grey, strange = photo.convert("L").resize((32, 24)), other.convert("L").resize((32, 24))
for bits, entries, image, differs in ((8, ((0x103, 3, 1, 1),), strange, True), (8, (), strange, True), (8, (), grey, False), (16, (), grey, False)):
    samples = image.tobytes() if bits == 8 else b"".join(bytes((0, one)) for one in image.tobytes())
    told("copy-%d-%d-%s.jpg" % (bits, len(entries), differs), start(exif(small_copy(samples, (0x102, 3, 1, bits), *entries))),
         ("thumbnail_differs" if differs else "-thumbnail_differs", ""))
told("extended-far.jpg", start(part(extended, 0xfffffff0)), ("*", "Anna Example"))
ICC = struct.pack(">I32s4s", 132, b"", b"acsp").ljust(132, b"\0")


def icc(number, body):
    return segment(0xe2, b"ICC_PROFILE\0" + bytes((number, 2)) + body)


told("profile.jpg", start(icc(1, ICC[:130]), icc(2, ICC[130:])), ("-*", ""))
told("profile-more.jpg", start(icc(1, ICC), icc(2, ADDRESS)), TOLD)
for name, size in {"huge": 0xffffffff, "longer": 132 + len(ADDRESS) + 1, "short": 127}.items():  # of no profile
    told("profile-%s.jpg" % name, start(icc(1, struct.pack(">I", size) + ICC[4:] + ADDRESS)), TOLD, unread=None)
    told("profile-%s.webp" % name, riff(wide_head(0x20), (b"ICCP", struct.pack(">I", size) + ICC[4:] + ADDRESS), lossy), TOLD, unread=None)
for name, more in {"adobe": segment(0xee, b"Adobe\0\x64\0\0\0\0\1" + ADDRESS), "avi": segment(0xe0, b"AVI1\0" + bytes(9) + ADDRESS),
                   "jfxx": segment(0xe0, b"JFXX\0\x13\2\2" + bytes(12) + ADDRESS), "no-profile": segment(0xe2, b"ICC_PROFILE\0\1\1" + ADDRESS),
                   "plug-in": photoshop(resource(0xfa3, ADDRESS)), "behind-resources": photoshop(resource(0x3ed, bytes(16)) + ADDRESS),
                   "record": photoshop(resource(0x404, dataset(3, 20, ADDRESS))), "number": segment(0xe6, ADDRESS)}.items():
    told(name + "-more.jpg", start(more), TOLD)
# Nothing of these is taken by decoding: tables that no scan names, lengths that are no format's, what is there a second time.
at = jpeg.index(b"\xff\xda")
codes = bytes((3,)) + bytes(7) + bytes((len(ADDRESS),)) + bytes(8) + ADDRESS
for name, more in {"lines": segment(0xdc, ADDRESS), "steps": segment(0xdb, b"\3" + ADDRESS.ljust(64)), "codes": segment(0xc4, codes),
                   "places": segment(0xe2, b"MPF\0" + ADDRESS), "gap": segment(0xe2, b"MPF\0" + block(">", [(0xb001, 4, 1, 2)]) + ADDRESS),
                   "gain": segment(0xe2, b"urn:iso:std:iso:ts:21496:-1\0" + bytes(4) + ADDRESS), "curve": segment(0xea, b"AROT\0\0" + ADDRESS),
                   "points": segment(0xea, b"AROT\0\0\0\0\0\x08" + ADDRESS.ljust(32)), "Kodak": segment(0xe3, b"Meta\0\0" + ADDRESS),
                   "Kodak-gap": segment(0xe3, b"Meta\0\0" + block(">", [(0xc350, 4, 1, 2)]) + ADDRESS), "heat": segment(0xe1, b"FLIR\0\1\0\0" + ADDRESS),
                   "heat-gap": segment(0xe1, b"FLIR\0\1\0\0FFF\0" + bytes(16) + struct.pack(">IIII", 101, 64, 1, 0) + bytes(28) + struct.pack(">HHIII", 0x22, 0, 0, 96, 8) +
                                       bytes(16) + bytes(8) + ADDRESS),
                   "web": segment(0xec, b"Ducky\0\7" + struct.pack(">H", len(ADDRESS)) + ADDRESS), "colours": segment(0xee, b"Adobe" + bytes(7) + ADDRESS[:19]),
                   "film": segment(0xe0, b"AVI1" + ADDRESS[:10]), "exif": exif(block("<", [words(0x10f, "Maker")]) + bytes(2) + ADDRESS),
                   "no-exif": exif(ADDRESS), "numbers": exif(block("<", [words(0x10f, "Maker"), (0xea99, 3, 16, ADDRESS.ljust(32))]))}.items():
    told("taken-%s.jpg" % name, jpeg[:at] + more + jpeg[at:], TOLD if name not in ("film", "colours") else ("text", "Anna Examp"), unread=None if "gap" in name or name == "codes" else 0)
told("twice.jpg", jpeg[:-2] + segment(0xda, b"\1\1\0\0\x3f\0") + ADDRESS + b"\xff\xd9", TOLD, unread=6)
# Nor of what only such a scan names; and of Adobe's segments the last counts.
told("twice-codes.jpg", jpeg[:-2] + segment(0xc4, codes) + segment(0xda, b"\1\1\x33\0\x3f\0") + b"\xff\xd9", TOLD, unread=None)
adobe = segment(0xee, b"Adobe\0\x64\0\0\0\0\1")
told("adobe-twice.jpg", jpeg[:at] + segment(0xee, b"AdobeAnna Ex") + adobe + jpeg[at:-2] + segment(0xee, b"AdobeSampler") + b"\xff\xd9",
     ("text", "AdobeAnna Ex"), ("text", "AdobeSampler"))
told("jfif-twice.jpg", jpeg[:at] + segment(0xe0, b"JFIF\0Sample") + jpeg[at:], ("text", "Sample"))
told("jfif-short.jpg", jpeg[:at] + segment(0xe0, b"JFIF\0") + jpeg[at:], ("-*", ""))
told("adobe.jpg", jpeg[:at] + adobe + jpeg[at:], ("-*", ""))
first = jpeg.index(b"\xff\xdb")
steps = jpeg[first:first + 69]
told("replaced.jpg", jpeg[:first] + steps[:5] + ADDRESS.ljust(64) + jpeg[first:], TOLD)
told("again.jpg", jpeg[:first] + steps + jpeg[first:], ("-unread", ""), ("-text", ""))
# Writers write all standard tables, whether the picture has such colours or not.
whole, at_grey = saved(photo, "JPEG", quality=50), saved(photo.convert("L"), "JPEG", quality=50)
tables = whole[whole.index(b"\xff\xdb"):whole.index(b"\xff\xc0")] + whole[whole.index(b"\xff\xc4"):whole.index(b"\xff\xda")]
for quality in (1, 50, 61, 75, 90, 100):
    more = saved(photo, "JPEG", quality=quality)
    more = more[more.index(b"\xff\xdb"):more.index(b"\xff\xc0")] + tables
    told("tables-%d.jpg" % quality, at_grey[:2] + more + at_grey[2:], ("-*", ""))
told("tables-words.jpg", at_grey[:2] + tables.replace(b"CDEFGHIJSTUV", b"Anna Example") + at_grey[2:], ("text", "Anna Example"), unread=None)
told("restarts.jpg", jpeg[:at] + b"".join(segment(0xdd, ADDRESS[i:i + 2]) for i in range(0, 28, 2)) + segment(0xdd, b"\0\0") + jpeg[at:], ("unread", "28 bytes"), unread=28)
for name, options in {"steps": {"progressive": True, "restart_marker_blocks": 3}, "grey": {}}.items():
    told("quiet-%s.jpg" % name, saved(photo.convert("L") if name == "grey" else photo, "JPEG", **options), ("-*", ""))
told("quiet-map.jpg", start(segment(0xe2, b"urn:iso:std:iso:ts:21496:-1\0" + bytes(4)), segment(0xea, b"AROT\0\0\0\0\0\2" + bytes(range(8)))), ("-*", ""))
told("digits.jpg", start(segment(0xe9, b"+49 151 23456789")), ("text", "+49 151 23456789"))
told("plug-in-noise.jpg", start(photoshop(resource(0xfa3, noise))), ("unread", "500 bytes"), unread=500)
printer = "Annas Drucker"
told("printer.jpg", start(photoshop(resource(0x43a, struct.pack(">II", 16, 11) + b"printerNameTEXT" + struct.pack(">I", len(printer)) + printer.encode("utf-16-be")))),
     ("text", printer))
told("channels.jpg", start(photoshop(resource(0x3ee, b"\x07Alpha 1\x0cAnna Example"))), ("text", "a channel's name: Anna Example"), ("-text", "Alpha 1"))
told("iptc-preview.jpg", start(photoshop(resource(0x404, dataset(2, 202, saved(other.resize((160, 120)), "JPEG"))))), ("thumbnail_differs", "IPTC"))
told("other-boxes.jpg", start(segment(0xeb, b"JP\0\1\0\0\0\1" + box(b"jumb", box(b"jumd", b"json" + bytes(12) + b"\3other\0") + box(b"json", ADDRESS)))),
     TOLD, ("-content_credentials", ""), unread=None)
for name, more in {"gamma": chunk(b"gAMA", struct.pack(">I", 45455) + ADDRESS), "packed": chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"garden party") + ADDRESS),
                   "no-profile": chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(200)) + ADDRESS), "name": chunk(b"iCCP", ADDRESS + b"\0\0" + zlib.compress(ICC)),
                   "long-name": chunk(b"iCCP", ADDRESS * 3 + b"\0\0" + zlib.compress(ICC)), "scale": chunk(b"sCAL", b"\0011.5\0" + ADDRESS),
                   "colours": chunk(b"sPLT", b"a\0\x08" + ADDRESS), "unit": chunk(b"pCAL", b"a\0" + bytes(8) + b"\0\2" + ADDRESS + b"\x000\x001"),
                   "transparent": chunk(b"tRNS", bytes(256) + ADDRESS)}.items():
    told(name + "-more.png", in_png(more), TOLD, unread=None if name in ("no-profile", "long-name") else 0)
told("quiet.png", in_png(chunk(b"iCCP", b"ICC Profile\0\0" + zlib.compress(ICC)), chunk(b"sCAL", b"\0011.5e-3\x00+2.0E4")), ("-*", ""))
at = png.index(b"IDAT") - 4
pixels = png[at + 8:at + 8 + struct.unpack_from(">I", png, at)[0]]  # Pillow's one chunk
for name, more in {"pixels": chunk(b"IDAT", pixels + ADDRESS), "parts": chunk(b"IDAT", pixels[:9]) + chunk(b"IDAT", b"") + chunk(b"IDAT", pixels[9:]) + chunk(b"IDAT", ADDRESS),
                   "still": chunk(b"fdAT", bytes(4) + ADDRESS) + chunk(b"IDAT", pixels), "late": chunk(b"IDAT", pixels) + chunk(b"acTL", bytes(8)) + chunk(b"fdAT", bytes(4) + ADDRESS)
                   }.items():
    told(name + "-more.png", png[:at] + more + chunk(b"IEND", b""), TOLD)
told("pixels-noise.png", png[:at] + chunk(b"IDAT", pixels + noise) + chunk(b"IEND", b""), ("unread", "500 bytes"), unread=500)
unpacked = zlib.decompress(pixels)
for name, more in {"words": ADDRESS, "stored": ADDRESS, "far": bytes(5000) + ADDRESS}.items():
    packed = zlib.compress(unpacked + more, 0 if name == "stored" else 9)
    parts = b"".join(chunk(b"IDAT", packed[i:i + 4000]) for i in range(0, len(packed), 4000))
    told("long-%s.png" % name, png[:at] + parts + chunk(b"IEND", b""), TOLD, unread=None if name == "far" else 0)
told("long-noise.png", png[:at] + chunk(b"IDAT", zlib.compress(unpacked + noise)) + chunk(b"IEND", b""), ("unread", "5"), unread=None)
told("long-zero.png", png[:at] + chunk(b"IDAT", zlib.compress(unpacked + bytes(3 * photo.width + 1))) + chunk(b"IEND", b""), ("-*", ""))
told("parts.png", png[:at] + b"".join(chunk(b"IDAT", pixels[i:i + 500]) for i in range(0, len(pixels), 500)) + chunk(b"IEND", b""), ("-*", ""))
told("moving.png", saved(photo, "PNG", save_all=True, append_images=[other]), ("-unread", ""), ("-text", ""))
# Lengths by the sort of colours, once, in front of the pixels; a frame's pixels up to their end.
moves = saved(photo, "PNG", save_all=True, append_images=[other])
last = moves.index(b"IEND") - 4
shown = [ADDRESS[i:i + 9].ljust(9) for i in range(0, len(ADDRESS), 9)]
for name, more in {"clear": chunk(b"tRNS", ADDRESS), "scales": b"".join(chunk(b"pHYs", part) for part in shown), "palette": chunk(b"PLTE", ADDRESS + b" "),
                   "counts": chunk(b"hIST", ADDRESS), "corners": chunk(b"cHRM", ADDRESS.ljust(32)), "many": chunk(b"gAMA", b"\0\1\0\0") + chunk(b"gAMA", ADDRESS),
                   "short": chunk(b"cHRM", ADDRESS), "places": chunk(b"iDOT", ADDRESS[:28]), "offset": chunk(b"oFFs", ADDRESS[:9]) + chunk(b"oFFs", ADDRESS)}.items():
    told("taken-%s.png" % name, in_png(more), {"scales": ("text", "Anna Exa"), "places": ("text", ADDRESS[:27].decode())}.get(name, TOLD), unread=9 if name == "scales" else 0)
# Pixels with colours of their own may have a palette, for displays that show few.
for sort, picture in ("RGB", png), ("RGBA", saved(photo.convert("RGBA"), "PNG")):
    place = picture.index(b"IDAT") - 4
    palette = chunk(b"PLTE", bytes(range(255))) + chunk(b"hIST", bytes(170))
    told("palette-%s.png" % sort, picture[:place] + palette + picture[place:], ("-*", ""))
told("palette-late.png", in_png(chunk(b"PLTE", bytes(range(1, 31))), late=True), ("unread", "30 bytes"), unread=30)
told("taken-late.png", in_png(chunk(b"cHRM", bytes(range(1, 33))), chunk(b"pHYs", bytes(range(1, 10))), late=True), ("unread", "41 bytes"), unread=41)
told("taken-frames.png", png[:at] + chunk(b"acTL", struct.pack(">II", 1, 0)) + chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, *photo.size, 0, 0, 1, 10, 0, 0)) +
     png[at:-12] + chunk(b"fdAT", struct.pack(">I", 1) + ADDRESS) + png[-12:], TOLD, unread=None)
told("taken-behind.png", moves[:last] + chunk(b"fdAT", struct.pack(">I", 9) + ADDRESS) + moves[last:], TOLD)
told("taken-plain.png", in_png(chunk(b"gAMA", struct.pack(">I", 45455)), chunk(b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)),
                               chunk(b"pHYs", struct.pack(">IIB", 2835, 2835, 1)), chunk(b"bKGD", bytes(6)), chunk(b"sBIT", b"\x08\x08\x08"), chunk(b"tRNS", bytes(6))), ("-*", ""))
for sort in "P", "L", "RGBA", "LA", "1":
    told("quiet-%s.png" % sort, saved(photo.convert(sort), "PNG", **({"transparency": 3} if sort == "P" else {})), ("-*", ""))
told("end-more.png", png[:-12] + chunk(b"IEND", ADDRESS), TOLD)
# Blocks where none belongs, and words where numbers do.
located_exif = b"Exif\0\0" + with_position("<")
told("exif-comment.jpg", start(segment(0xfe, located_exif)), HERE, ("-caption", ""))
told("xmp-comment.jpg", start(segment(0xfe, extended)), ("keywords", "Anna Example"), ("-caption", ""))
told("xmp-keyword.png", in_png(chunk(b"tEXt", b"Comment\0" + extended)), ("keywords", "Anna Example"), ("-caption", ""))
told("xmp-end.jpg", jpeg + xmp(extended), ("keywords", "Anna Example"), ("-text", ""))
told("exif-end.jpg", jpeg + exif(with_position(">")), HERE, ("-unread", ""))
told("iptc-bare.jpg", start(segment(0xed, dataset(2, 80, b"Anna Example") + dataset(2, 25, b"garden"))), ("author", "Anna Example"), ("keywords", "garden"))
told("wide.png", in_png(chunk(b"meTa", "Anna Example, Sample Street 5".encode("utf-16"))), TOLD, ("-text", ": nna"))
for name, tag, front in ("private", 0xc634, b"Adobe\0"), ("printer", 0xc4a5, b"PrintIM\0000300\0"), ("padding", 0xea1c, b"\x1c\xea\0\0"):
    told("own-%s.jpg" % name, start(exif(block("<", [(tag, 7, len(front + ADDRESS), front + ADDRESS)]))), TOLD)
    told("own-%s-none.jpg" % name, start(exif(block("<", [(tag, 7, 64, front + bytes(64 - len(front)))]))), ("-*", ""))


def raw_profile(name, body):
    return b"Raw profile type %s\0\n%s\n%8d\n%s\n" % (name, name, len(body), body.hex().encode())


told("raw-photoshop.png", in_png(chunk(b"tEXt", raw_profile(b"iptc", b"Photoshop 3.0\0" + resource(0x404, dataset(2, 80, b"Anna Example"))))), ("author", "Anna Example"))
told("raw-other.png", in_png(chunk(b"tEXt", raw_profile(b"app12", ADDRESS))), TOLD)
told("raw-noise.png", in_png(chunk(b"tEXt", raw_profile(b"app12", noise))), ("unread", ""), ("-text", ""), unread=None)
# A text that is long when it is unpacked breaks no picture, and packed bytes are no words.
told("long.png", in_png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"Anna Example " * 500000))), ("caption", "Anna Example"), ("-text", ""))
longer = zlib.compress(b"Anna Example " * 1000000)
told("longer.png", in_png(chunk(b"zTXt", b"Comment\0\0" + longer)), ("caption", "Anna Example"), ("-text", ""), unread=len(longer))
longer = zlib.compress(extended + b" " * 9000000)
told("longer-xmp.png", in_png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + longer)), ("keywords", "Anna Example"), ("-text", ""), unread=len(longer))
told("bad-text.png", in_png(chunk(b"tEXt", b"Comment\0" + ADDRESS)[:-1] + b"?"), TOLD)


def rows_and(more):
    rows = b"".join(b"\0" + photo.tobytes()[at:at + 3 * photo.width] for at in range(0, 3 * photo.width * photo.height, 3 * photo.width))
    head = struct.pack(">IIBBBBB", *photo.size, 8, 2, 0, 0, 0)
    return png[:8] + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows + more)) + chunk(b"IEND", b"")


told("rows.png", rows_and(b""), ("-*", ""))
told("rows-many.png", rows_and(b"\1\2\3" * 3000000), ("unread", ""), ("-text", ""), unread=None)
told("torn.png", in_png(chunk(b"zTXt", b"Comment\0\0" + noise)), ("unread", "500 bytes"), unread=500)
told("behind-exif.webp", riff(wide_head(0), lossy) + b"EXIF" + struct.pack("<I", len(with_position("<"))) + with_position("<"), HERE)
told("head-more.webp", riff((b"VP8X", wide_head(0)[1] + ADDRESS), lossy), TOLD)
told("json.webp", riff(wide_head(0), lossy, (b"GPS ", b'{"lat":52.52,"lon":13.405}')), ("text", "52.52"))
if has("tiff"):
    told("smaller.tif", tiff("<", ([], photo), ([(0xfe, 4, 1, 1)], other)), ("thumbnail_differs", ""))
    told("smaller-own.tif", tiff("<", ([], photo), ([(0xfe, 4, 1, 1)], photo)), ("-thumbnail_differs", ""), ("-hidden_picture", ""))
if has("heif"):
    told("deflate.heic", heif.added(plain, (b"mime", zlib.compress(extended), b"application/rdf+xml\0deflate\0")), ("keywords", "Anna Example"))
    told("second-meta.heic", plain + box(b"meta", bytes(4) + box(b"note", ADDRESS)), TOLD)
    told("wide-free.heic", plain + struct.pack(">I4sQ", 1, b"free", 16 + len(ADDRESS)) + ADDRESS, TOLD)
told("cursor.cur", b"\0\0\2\0" + icons(icon_png)[4:] + archive(), ("author", "Anna Example"), ("hidden_file", "ZIP"))
told("wide.svg", ("\ufeff" + drawing('<title>Anna Example</title><image href="%s"/>' % data_uri(located)).decode()).encode("utf-16-le"),
     HERE, ("caption", "Anna Example"))
told("capitals.svg", drawing('<image href="%s"/>' % data_uri(located).replace("data:image/jpeg;base64", "DATA:IMAGE/JPEG;BASE64")), HERE)
told("no-type.svg", drawing('<image href="%s"/>' % data_uri(located).replace("image/jpeg", "")), HERE)
told("nested.svg", drawing('<image href="%s"/>' % data_uri(drawing('<image href="%s"/>' % data_uri(located)), "svg+xml")), HERE)
told("said.svg", drawing('<g data-name="Anna Example" aria-label="Annas Haus"/><script>var owner = "Bea Example";</script><own xmlns="urn:x">Cleo Example</own>'
                         '<style>.anna{fill:red}</style><image href="%s"/>' % data_uri(jpeg), before="<?author Dora Example?>"),
     ("text", "Anna Example"), ("text", "Annas Haus"), ("text", "Bea Example"), ("text", "Cleo Example"), ("text", "Dora Example"), ("-text", "fill"))

# ---- Fields of settings that hold a person's words, and their usual words ----
CRS = "xmlns:crs='http://ns.adobe.com/camera-raw-settings/1.0/' "
for number, (fields, want) in enumerate((
        ("crs:NegativeCachePath='/Users/anna/Library/x.dng'", ("file_names", "/Users/anna/Library/x.dng")),
        ("crs:LensProfileFilename='C:\\Users\\anna\\lens.lcp'", ("file_names", "C:\\Users\\anna\\lens.lcp")),
        ("crs:CorrectionName='Annas Gesicht'", ("text", "Annas Gesicht")), ("crs:MaskName='Bea 2'", ("text", "Bea 2")),
        ("crs:CorrectionName='Mask 1' crs:MaskName='Sky' crs:WhiteBalance='As Shot' crs:CameraProfile='Adobe Standard'", ("-*", "")),
        ("crs:Name='Annas Look'", ("text", "Annas Look")), ("crs:CameraProfile='Beas Nikon'", ("text", "Beas Nikon")),
        ("crs:Name='Adobe Color' crs:LookName='Camera Vivid' crs:Group='Profiles'", ("-*", "")),
        ("xmlns:g='http://ns.adobe.com/xap/1.0/g/' g:swatchName='Haus Example'", ("text", "Haus Example")),
        ("xmlns:g='http://ns.adobe.com/xap/1.0/g/' g:swatchName='C=15 M=100 Y=90 K=10' g:groupName='Default Swatch Group'", ("-*", "")),
        ("photoshop:ICCProfile='Annas Monitor'", ("text", "Annas Monitor")), ("photoshop:ICCProfile='sRGB IEC61966-2.1'", ("-*", "")),
        ("xmlns:e='http://ns.adobe.com/exif/1.0/' e:RelatedSoundFile='ANNA01.WAV'", ("file_names", "ANNA01.WAV")),
        ("xmlns:e='http://ns.adobe.com/exif/1.0/' e:GPSProcessingMethod='Annas Haus'", ("text", "Annas Haus")),
        ("xmlns:e='http://ns.adobe.com/exif/1.0/' e:GPSProcessingMethod='network' e:GPSMapDatum='WGS-84'", ("-*", "")),
        ("xmlns:e='http://ns.adobe.com/exif/1.0/' e:DateTimeOriginal='at Annas, in May'", ("text", "at Annas, in May")),
        ("xmlns:d='http://www.dji.com/drone-dji/1.0/' d:SelfData='Anna Example'", ("text", "Anna Example")),
        ("xmlns:d='http://www.dji.com/drone-dji/1.0/' d:SelfData='Undefined' d:CamReverse='0'", ("-*", "")))):
    told("field-%d.jpg" % number, start(xmp(packet("", CRS + fields))), want)
BARS = "xmlns:mwg='http://www.metadataworkinggroup.com/schemas/regions/'"
told("bar-code.jpg", start(xmp(packet("<mwg:Regions rdf:parseType='Resource'><mwg:RegionList><rdf:Bag><rdf:li mwg:Type='BarCode' "
                                      "mwg:BarCodeValue='4711'/></rdf:Bag></mwg:RegionList></mwg:Regions>", BARS))), ("text", "4711"), ("-faces", ""))
told("edit-status.jpg", start(photoshop(resource(0x404, dataset(2, 7, b"ask Anna's lawyer first")))), ("text", "Anna's lawyer"))
for number, (date, want) in enumerate((("06.05.2024 12:00:00", ("text", "a time: 06.05.2024 12:00:00")), ("0000:00:00 00:00:00", ("-*", "")),
                                       ("    :  :     :  :  ", ("-*", "")), ("0000", ("-*", "")))):
    told("date-%d.jpg" % number, start(exif(block("<", [(0x8769, 4, 1, 26)]) + ifd("<", [words(0x9003, date), *([words(0x9011, "+02:00")] if " " in date else [])], 26))), want)
small = saved(other.resize((160, 120)), "JPEG")
told("old-preview.jpg", start(photoshop(resource(0x409, struct.pack(">6IHH", 1, 160, 120, 480, 57600, len(small), 24, 1) + small))),
     ("thumbnail_differs", "Photoshop"))
located_xmp = packet("", "xmlns:e='http://ns.adobe.com/exif/1.0/' e:GPSLatitude='52,31.2N' e:GPSLongitude='13,24.3E'")
told("film-uuid.jpg", jpeg + film("").replace(b"mp42", b"isom") + box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + located_xmp),
     ("hidden_video", ""), HERE)
for name, front in ("moov", b""), ("wide", box(b"wide", b"")), ("data", box(b"mdat", noise)):
    told("film-old-%s.jpg" % name, jpeg + front + box(b"moov", box(b"mvhd", bytes(100)) + box(b"udta", box(
        b"\xa9xyz", struct.pack(">HH", 18, 0x15c7) + b"+52.5200+013.4050/"))) + box(b"mdat", noise), ("hidden_video", ""), HERE)

# ---- Called otherwise than it is ----
told("a-png.jpg", in_png(chunk(b"eXIf", with_position(">"))), HERE)
told("a-jpeg.heic", start(exif(with_position(">"))), HERE)


# One without a picture is named as what it is not, and its words are told all the same.
written("cut.svgz", packed_svg(drawing('<image href="%s"/>' % data_uri(jpeg)))[:-200])
row = json.loads(subprocess.run(["lenscap", "fingerprint", "--json", "cut.svgz"], capture_output=True, text=True).stdout)
assert row["error"]["code"] == "malformed", row  # and no file of a kind that nobody knows
written("drawn.svg", drawing("<title>Anna Example</title><rect/>"))
row = json.loads(subprocess.run(["lenscap", "fingerprint", "--json", "drawn.svg"], capture_output=True, text=True).stdout)
assert row["error"]["code"] == "unknown_format" and row["findings"][0]["detail"] == "Anna Example", row


def wrong(name, wanted, unread):
    done = subprocess.run(["lenscap", "fingerprint", "--json", name], capture_output=True, text=True)
    row = json.loads(done.stdout)
    if row["status"] != "ok":
        return "not read: %s" % row["error"]
    found = [(finding["kind"], finding["detail"]) for finding in row["findings"]]
    for kind, text in wanted:
        there = [f for f in found if kind.lstrip("-") in ("*", f[0]) and text in f[1]]
        if bool(there) == kind.startswith("-"):
            return "%s %r is %s; told: %s" % (kind, text, "there" if there else "not there", found)
    # What is told by its kind alone, as an archive is, has not been read.
    told_by_kind = sum(part["bytes"] for part in row.get("hidden", []) 
                       if part["kind"] in ("archive", "document", "sound", "file", "video", "remains"))
    if unread is not None and row.get("unread_bytes", 0) != unread + told_by_kind:
        return "unread bytes: %s, not %s; told: %s %s" % (row.get("unread_bytes"), unread, found, row.get("hidden"))
    return None


def seconds(name):
    """Of the processor, for one file."""
    before = getrusage(RUSAGE_CHILDREN).ru_utime
    subprocess.run(["lenscap", "fingerprint", "--json", name], capture_output=True, check=True)
    return getrusage(RUSAGE_CHILDREN).ru_utime - before


# Much that is nothing is looked through once, and not again for each small part before it.
few, many = seconds("few-parts.jpg"), seconds("many-parts.jpg")
assert many < 4 * few, "%.2f seconds with many parts, %.2f with few" % (many, few)
# Nor once more for each block in a block, of a file as small as this.
deep = seconds("nested.png")
assert deep < few / 4, "%.2f seconds with blocks in blocks, %.2f without" % (deep, few)

faults = [(name, why) for name, wanted, unread in rows if (why := wrong(name, wanted, unread))]
for fault in faults:
    print("%s: %s" % fault)
assert not faults, "%d of %d files are told wrong" % (len(faults), len(rows))
print("kinds: %d files, each told right" % len(rows))
