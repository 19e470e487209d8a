"""Pictures inside a photo's file that show something else can be looked at, by their numbers."""
import io
import json
import os
import re
import subprocess

from PIL import Image

os.chdir(os.environ["SCRATCH"])
os.environ["XDG_DATA_HOME"] = os.environ["XDG_STATE_HOME"] = os.getcwd()
KEY = "--key-file=key"
photos = "/usr/share/backgrounds/mate/nature/"
shown, preview, behind = (Image.open(photos + name).convert("RGB").resize(size) for name, size in (
    ("Storm.jpg", (640, 480)), ("Aqua.jpg", (160, 120)), ("FreshFlower.jpg", (400, 300))))


def saved(image, form="JPEG", **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def lenscap(*words, code=0):
    done = subprocess.run(["lenscap", *words], capture_output=True, text=True)
    assert done.returncode == code, (words, done)
    return done.stderr


def alike(name, image):
    """Whether a file is a small picture of this one, without anything besides."""
    got = Image.open(name).convert("RGB")
    other = image.resize(got.size, Image.BOX)
    apart = sum(abs(a - b) for a, b in zip(got.tobytes(), other.tobytes())) / len(other.tobytes())
    return apart < 12 and not Image.open(name).getexif()


with open("pass", "w") as file:
    file.write("correct horse battery\n")
with open("preview", "wb") as file:
    file.write(saved(preview))
with open("both.jpg", "wb") as file:
    file.write(saved(shown))
subprocess.run(["exiftool", "-q", "-overwrite_original", "-Artist=Anna", "-ThumbnailImage<=preview", "both.jpg"], check=True)
with open("both.jpg", "ab") as file:
    file.write(saved(behind))
with open("plain.jpg", "wb") as file:
    file.write(saved(shown, quality=60))
lenscap("init", "--passphrase-file=pass", "--json")
lenscap("keys", "add", "--passphrase-file=pass", "--new-key-file", "key")
lenscap("photos", "add", KEY, "both.jpg", "--keep-copies")
lenscap("photos", "add", KEY, "plain.jpg", "--keep-copies")
lenscap("photos", "show", KEY, "1", "--hidden", "1", "-o", "one.jpg")
lenscap("photos", "show", KEY, "1", "--hidden", "2", "-o", "two.jpg")
assert alike("one.jpg", preview) and alike("two.jpg", behind), "taken out wrong"
assert not alike("one.jpg", shown) and not alike("two.jpg", preview), "the test cannot tell them"
assert "no such picture" in lenscap("photos", "show", KEY, "1", "--hidden", "3", "-o", "three.jpg", code=1)
assert "no such picture" in lenscap("photos", "show", KEY, "2", "--hidden", "1", "-o", "three.jpg", code=1)
assert "go together" in lenscap("photos", "show", KEY, "1", "--hidden", "1", code=2)
assert "go together" in lenscap("photos", "show", KEY, "1", "-o", "three.jpg", code=2)
before = open("one.jpg", "rb").read()
lenscap("photos", "show", KEY, "1", "--hidden", "2", "-o", "one.jpg", code=1)  # nothing is written over
assert open("one.jpg", "rb").read() == before
with open("both.jpg", "ab") as file:
    file.write(b"more")
assert "has changed" in lenscap("photos", "show", KEY, "1", "--hidden", "1", "-o", "three.jpg", code=1)
os.remove("both.jpg")
assert "not where it was" in lenscap("photos", "show", KEY, "1", "--hidden", "1", "-o", "three.jpg", code=1)
os.mkfifo("both.jpg")
lenscap("photos", "show", KEY, "1", "--hidden", "1", "-o", "three.jpg", code=1)
assert not os.path.exists("three.jpg")
# Pictures of other formats behind one, also those that another process has to read.
kinds = {name: saved(behind, form) for name, form in (("png", "PNG"), ("webp", "WEBP"), ("gif", "GIF"), ("bmp", "BMP"), ("tif", "TIFF"))}
corpus = os.path.join(os.environ["TOP"], "tests/fuzz/corpus/heif")
for name in "plain.heic", "plain.avif":
    kinds[name[6:]] = open(os.path.join(corpus, name), "rb").read()
built = {"tif": "tiff", "heic": "heif", "avif": "heif"}
number = 2
for name, data in kinds.items():
    if name in built and not os.path.exists(os.path.join(os.environ["BUILD"], "lenscap-decoder-" + built[name])):
        continue
    front = saved(shown, "JPEG", quality=50 + number)
    with open(name + ".jpg", "wb") as file:
        file.write(front + data)
    row = json.loads(subprocess.run(["lenscap", "fingerprint", "--json", name + ".jpg"], capture_output=True, text=True).stdout)
    (told,) = [found["detail"] for found in row["findings"] if found["kind"] == "hidden_picture"]
    assert "from byte %d on" % len(front) in told, told
    assert row["hidden"] == [{"kind": "picture", "bytes": len(data), "offset": len(front)}] and row["unread_bytes"] == 0, (name, row)
    number += 1
    lenscap("photos", "add", KEY, name + ".jpg", "--keep-copies")
    lenscap("photos", "show", KEY, str(number), "--hidden", "1", "-o", "from_" + name + ".jpg")
    if name in ("heic", "avif"):
        assert Image.open("from_" + name + ".jpg").size[0] > 8, name
    else:
        assert alike("from_" + name + ".jpg", behind), name

# A screenshot that a smaller one was written over: the rows at its end.
screen = Image.new("RGBA", (720, 1280), "white")
screen.paste(shown.convert("RGBA"), (40, 60))
screen.paste(shown.convert("RGBA").rotate(180), (40, 700))
whole, cut = saved(screen, "PNG"), saved(screen.crop((60, 80, 400, 300)), "PNG")
with open("cut.png", "wb") as file:
    file.write(cut + whole[len(cut):])
row = json.loads(subprocess.run(["lenscap", "fingerprint", "--json", "cut.png"], capture_output=True, text=True).stdout)
(told,) = [found["detail"] for found in row["findings"] if found["kind"] == "hidden_remains"]
rows = int(re.search(r"from byte %d on\): about (\d+) rows, by their look 720 pixels wide, can be shown" % len(cut), told).group(1))
assert 400 < rows <= 1280, told
lenscap("photos", "add", KEY, "cut.png", "--keep-copies")
lenscap("photos", "show", KEY, str(number + 1), "--hidden", "1", "-o", "rest.jpg")
rest = Image.open("rest.jpg").convert("L")
lower = screen.crop((0, 1280 - rows, 720, 1280)).convert("L").resize(rest.size, Image.BOX)
box = (0, rest.height // 2, rest.width, rest.height)  # what hung on lost rows lies above
pairs = list(zip(rest.crop(box).tobytes(), lower.crop(box).tobytes()))
assert sum(abs(a - b) for a, b in pairs) / len(pairs) < 16, "the rows are not the screenshot's"
# The report shows them beside the photo, and a copy for others does not.
lenscap("report", KEY, "--out", "report.html")
page = open("report.html").read()
assert page.count('alt="Another picture inside the file"') == number - 1, page.count("Another picture inside the file")
lenscap("report", KEY, "--redact", "--out", "redacted.html")
assert 'alt="Another picture' not in open("redacted.html").read()
# Noise in their place is told, and shows nothing.
with open("noise.png", "wb") as file:
    file.write(cut + bytes((i * 73 + i * i // 7) & 255 for i in range(60000)) + whole[-12:])
row = json.loads(subprocess.run(["lenscap", "fingerprint", "--json", "noise.png"], capture_output=True, text=True).stdout)
(told,) = [found["detail"] for found in row["findings"] if found["kind"] == "hidden_remains"]
assert "rows" not in told and "60 kB" in told, told
print("hidden: a preview, pictures of each format behind one, rows of a screenshot, each itself")
