"""case_answer.py: answers as companies send them; and what was found in them."""
import base64
import email.message
import email.policy
import io
import json
import re
import subprocess
import sys
import zipfile
import zlib

NATURE = "/usr/share/backgrounds/mate/nature/"


def jpeg(name, side, **how):
    from PIL import Image
    out = io.BytesIO()
    picture = Image.open(NATURE + name).convert("RGB")
    picture.resize((side, side * 2 // 3)).save(out, "JPEG", quality=85, **how)
    return out.getvalue()


def pdf(pages):
    """Pages of lines and JPEG pictures, as a plain PDF 1.4."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", None, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines, pictures in pages:
        names = []
        for picture, (width, height) in pictures:
            objects.append(("<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"
                            "/Filter/DCTDecode/Length %d>>" % (width, height, len(picture)), picture))
            names.append("/I%d %d 0 R" % (len(objects), len(objects)))
        draw = "".join("q 200 0 0 130 50 %d cm %s Do Q\n" % (100 + 150 * i, name.split()[0])
                       for i, name in enumerate(names))
        text = "BT /F1 11 Tf 50 780 Td 14 TL %s ET\n" % " ".join(
            "(%s) Tj T*" % line.replace("(", "\\(").replace(")", "\\)") for line in lines)
        content = zlib.compress((draw + text).encode("latin-1"))
        objects.append(("<</Filter/FlateDecode/Length %d>>" % len(content), content))
        objects.append("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>"
                       "/XObject<<%s>>>>>>" % (len(objects), " ".join(names)))
        kids.append("%d 0 R" % len(objects))
    objects[1] = "<</Type/Pages/Kids[%s]/Count %d>>" % (" ".join(kids), len(kids))
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for i, one in enumerate(objects):
        head, stream = one if isinstance(one, tuple) else (one, None)
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\n" % (i + 1, head.encode()))
        if stream is not None:
            out.write(b"stream\n" + stream + b"\nendstream\n")
        out.write(b"endobj\n")
    xref = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, xref))
    return out.getvalue()


def mail(subject, text, attachments, html=None):
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "privacy@faces.example", "jane@mail.example", subject
    message["Message-ID"] = "<%s@faces.example>" % abs(hash(subject))
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, kind, data in attachments:
        main, sub = kind.split("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def packed(files, how=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, how)
    return out.getvalue()


def sealed(files):
    """The first file says that it is encrypted."""
    data = bytearray(packed(files))
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


def single(text, encoding, subtype="plain"):
    """A mail that is its own only part."""
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "privacy@faces.example", "jane@mail.example", "Your request"
    message.set_content(text, subtype=subtype, cte=encoding, charset="utf-8")
    return message


def deep_mail(levels):
    """One line lies within so many parts, another beside them."""
    inside = "Content-Type: text/plain\n\nRetention: 3 years\n"
    for level in range(levels):
        inside = ("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n%s--b%d\nContent-Type: text/plain\n\n"
                  "Source of the data: https://level%d.example/\n--b%d--\n" % ((level,) * 2 + (inside,) + (level,) * 3))
    return ("From: a@faces.example\nMIME-Version: 1.0\n" + inside).encode()


def unlike(large):
    """Answers that are like others, but for how they are written."""
    files, long_url = {}, "https://forum.example/members/" + "a" * 60 + "/jane?photo=17&size=large"
    letter = ("Empfänger: Acme GmbH. Source of the data: " + long_url + " and others.\n"
              "Wir verwenden Ihre biometrischen Daten. Retention: 3 years\n")
    files["quoted.eml"] = single(letter, "quoted-printable").as_bytes()
    files["packed.eml"] = single(letter, "base64").as_bytes()
    files["page.eml"] = single("<html><body><p>Recipients: Acme</p><a href='%s'>x</a></body></html>" % long_url,
                               "base64", "html").as_bytes()
    outer = email.message.EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "a@b.example", "jane@mail.example", "Fwd"
    outer.set_content("see below")
    outer.add_attachment(single(letter, "base64"))
    files["within.eml"] = outer.as_bytes()
    files["deep.eml"] = deep_mail(12)
    files["numbers.json"] = json.dumps({"user_name": 9007199254740993, "ip_address": [0.25, True]}).encode()
    nested = {"source_url": "https://deep.example/"}
    for level in range(60):
        nested = {"a": nested}
    files["deep.json"] = json.dumps({"email": "jane@mail.example", "more": nested}).encode()
    files["BM.txt"] = b"BMW Insights holds your e-mail address.\nSource of the data: https://bmw.example/1\n"
    files["lines.txt"] = ("数据" * 300 + "Recipients:" + "收件人" * 200 + "https://cn.example/1").encode()
    files["wide.html"] = "<html><p title='Recipients: no'>Date of birth: 1990</p></html>".encode("utf-16")
    files["letterhead.pdf"] = pdf([(["Page %d" % page], [(large, (1400, 933))]) for page in range(59)] +
                                  [(["Source of the data: https://last.example/"], [(large, (1400, 933))])])
    files["names.zip"] = packed([("My Photos/a b(1) #2.jpg", jpeg("Wood.jpg", 300)), ("Ünser Log?.txt", "Recipients: Acme"),
                                 ("My Tools/a tool.exe", b"MZ\0\0")])
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    video = b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41\0\0\0\x08free"
    files["found.zip"] = packed([("about.txt", "We hold a biometric template of you.\n"), ("face.jpg", jpeg("Wood.jpg", 320)),
                                 ("letter.doc", old), ("video.mp4", video), ("torn.heic", video.replace(b"isom", b"heic"))])
    files["nameless.eml"] = mail("Re: x", "Recipients: Acme\n", [(None, "application/msword", old)])
    files["thanks.eml"] = mail("Re: y", "We received your request. Your photo:\n", [("a.jpg", "image/jpeg", jpeg("Storm.jpg", 500))])
    files["scan.pdf"] = pdf([([], [(jpeg("Wood.jpg", 330), (330, 220))])])
    return files


def apple_mail(picture):
    """What Apple's mail program makes of a text with a picture in it."""
    outer = email.message.EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "privacy@faces.example", "jane@mail.example", "Your request"
    outer["Message-ID"] = "<apple@faces.example>"
    outer.make_mixed()
    for text in ("Dear Ms Doe,\n", None, "We do not hold any personal data about you.\n"):
        part = email.message.EmailMessage()
        if text:
            part.set_content(text)
        else:
            part.set_content(picture, maintype="image", subtype="jpeg", disposition="inline", filename="sign.jpg")
        outer.attach(part)
    return outer.as_bytes()


def named(picture):
    """Attachments whose names are no ASCII, and one without a name."""
    coded = base64.b64encode(picture).decode()
    heads = ("Content-Disposition: attachment; filename=\"=?utf-8?Q?caf=C3=A9_1?= =?iso-8859-1?B?6S5leGU=?=\"",
             "Content-Disposition: attachment; filename*=UTF-8''%E2%82%AC%20due.exe",
             "Content-Disposition: attachment; filename*0*=UTF-8'en'%c3%bcber; filename*1=\" all.exe\"",
             "Content-Type: image/jpeg", "Content-Type: application/octet-stream")
    return ("From: a@faces.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" +
            "".join("--b\n%s\nContent-Transfer-Encoding: base64\n\n%s\n" % (
                head, coded if "jpeg" in head else "TVoAAAA=") for head in heads) + "--b--\n").encode()


def odd(mine, other):
    """What is read of answers whose names and spellings are unlike a page's."""
    files = {}
    for name in ("photos/favicon_me.jpg", "export/emoji/me.jpg", "pics/sprite1.jpg", "IMG_40x40.jpg", "p/me.jpg?w=32",
                 "holiday.svg"):
        files["sign%d.zip" % len(files)] = packed([(name, mine)])
    face = base64.b64encode(mine).decode()
    files["digits.json"] = '{"id":12345678901234567890,"user_name":12,"face":"%s"}' % face
    files["nul.json"] = '{"id":"a\\u0000 date of birth","face":"%s"}' % face
    files["lone.json"] = '{"id":"\\ud83d \\ud83d\\ude00 date of birth","face":"%s"}' % face
    files["blank.json"] = '\n {"face":"%s"}' % face
    files["lines.json"] = '{"face":"%s"}\n{"face":"%s"}\n' % (face, base64.b64encode(other).decode())
    files["torn.json"] = '{"face":"%s", "raw":"%sgps%s", "date of birth": 1990' % (face, "aB1/" * 20, "aB1/" * 20)
    files["ticket.txt"] = "[Ticket 12] We do not hold any personal data about you.\n"
    files["video.zip"] = packed([("clip.mp4", b"\0\0\0\x18ftypisom\0\0\2\0isommp42" + b"\0" * 99), ("me.jpg", mine)])
    broken = bytearray(packed([("a b.exe", b"MZ\0\0"), ("c d.exe", b"MZ\0\0" * 99), ("e f.exe", b"MZ\0\0")]))
    broken[broken.index(b"c d.exe") + 7] ^= 0xff
    files["broken.zip"] = bytes(broken)
    files["files.zip"] = packed([("%d.txt" % i, "x") for i in range(2100)])
    files["apple.eml"] = apple_mail(other)
    files["named.eml"] = named(other)
    return {name: data if isinstance(data, bytes) else data.encode() for name, data in files.items()}


def make():
    from PIL import Image
    Image.open(NATURE + "Storm.jpg").convert("RGB").resize((1400, 933)).save("own.jpg", quality=92)
    mine, other, third = jpeg("Storm.jpg", 600), jpeg("LadyBird.jpg", 480), jpeg("Wood.jpg", 400)
    files = {}
    files["report.pdf"] = pdf([
        (["Your request of 3 November 2026", "We hold a face vector of you (biometric data).",
          "Source of the data: https://forum.example/u/jane, https://news.example/2024/jane.", "Retention: 3 years"],
         [(mine, (600, 400)), (other, (480, 320))]),
        (["Recipients: Acme Insights Ltd"], [(mine, (600, 400))])])
    scan = io.BytesIO()
    Image.open(io.BytesIO(mine)).save(scan, "PDF")
    files["scanned.pdf"] = scan.getvalue()
    record = {"user": {"user_name": "jane", "ip_address": "192.0.2.1"},
              "matches": [{"source_url": "https://photos.example/1?x=1&y=2", "score": 0.93,
                           "thumbnail": "data:image/jpeg;base64," + base64.b64encode(other).decode()}],
              "raw": base64.b64encode(third).decode()}
    files["data.json"] = json.dumps(record).encode()
    files["export.zip"] = packed([("photos/1.jpg", mine), ("photos/2.jpg", other), ("photos/again.jpg", mine),
                                  ("data/record.json", json.dumps({"email": "jane@mail.example"})),
                                  ("data/log.csv", "date;location data;purpose of use\n2026-01-01;Berlin;ads\n"),
                                  ("tool.exe", b"MZ\0\0\0"), ("folder/", b"")])
    files["mail.eml"] = mail("Ihre Anfrage", "Sehr geehrte Frau Doe,\nanbei die Daten. Empfänger: Acme GmbH.\n",
                             [("daten.pdf", "application/pdf", files["report.pdf"]),
                              ("bild.jpg", "image/jpeg", third), ("x.zip", "application/zip", files["export.zip"])],
                             "<p>Sehr geehrte Frau Doe,<br>siehe <a href='https://portal.faces.example/a?b=1&amp;c=2'>"
                             "Portal</a></p>")
    inner = email.message_from_bytes(files["mail.eml"], policy=email.policy.default)
    outer = email.message.EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "a@b.example", "jane@mail.example", "Fwd"
    outer.set_content("see below")
    outer.add_attachment(inner)
    files["nested.eml"] = outer.as_bytes()
    files["page.html"] = ("<html><title>Export</title><p>Date of birth: 1990</p><img src='data:image/jpeg;base64,%s'>"
                          "<a href=https://a.example/x>x</a></html>" % base64.b64encode(mine).decode()).encode()
    files["letter.txt"] = "We do not hold any personal data about you.\n".encode()
    open("plain.pdf", "wb").write(files["report.pdf"])
    subprocess.run(["qpdf", "--encrypt", "secret", "owner", "256", "--", "plain.pdf", "locked.pdf"], check=True)
    files["torn.pdf"] = files["report.pdf"][:300]
    lines = ("a.txt", "Source of the data: https://b.example/1\n")
    files["bomb.zip"] = packed([("zeros.txt", b"0" * (300 << 20)), ("some.txt", b"0" * (70 << 20)), lines])
    files["sealed.zip"] = sealed([("secret.txt", "x" * 99), ("empty.txt", ""), lines])
    files["large.zip"] = packed([("zeros.txt", b"0" * (300 << 20))], zipfile.ZIP_STORED)
    files["nothing.txt"] = b""
    files.update(unlike(jpeg("LadyBird.jpg", 1400)))
    files.update(odd(mine, other))
    for name, data in files.items():
        open(name, "wb").write(data)


def tell(names):
    """What was said of each: to start for each anew costs more than to tell."""
    for name in open(names).read().split():
        print("--", name)
        print(open("told/%s.exit" % name).read(), end="")
        print(re.sub("(?m)^lenscap[^:]*: ", "", open("told/%s.err" % name).read()), end="")
        text = open("told/%s.row" % name).read()
        if text:
            tell_row(json.loads(text))


def tell_row(row):
    print("kept" if row["kept"] else "not kept", row["kind"], row["language"],
          *("%s=%d" % (key, row[key]) for key in ("picture_count", "mine", "unknown", "unread", "wordless") if row[key]),
          "cut" if row["cut"] else "")
    for one in row["pictures"]:
        print("   %dx%d" % (one["width"], one["height"]), one["mine"], one["at"])
    for one in row["categories"]:
        print("  ", one["category"], "-", one["line"][:60], *([one["file"]] if " " in one["file"] or one["file"].startswith("p.") else ""))
    for one in row["places"]:
        print("  ", one["url"])
    for one in row["files"]:
        print("   unread", one["file"], "-", one["why"], "-", one["words"])
    print("   next", *[one["letter"] for one in row["next"]])


{"make": make, "tell": tell}[sys.argv[1]](*sys.argv[2:])
