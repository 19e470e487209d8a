"""Pictures inside a photo's file that show something else can be looked at, by their numbers."""
import io
import os
import subprocess

from PIL import Image

os.chdir(os.environ["SCRATCH"])
os.environ["XDG_DATA_HOME"] = os.environ["XDG_STATE_HOME"] = os.getcwd()
KEY = "--key-file=key"
photos = "/usr/share/backgrounds/mate/nature/"
shown, preview, behind = (Image.open(photos + name).convert("RGB").resize(size) for name, size in (
    ("Storm.jpg", (640, 480)), ("Aqua.jpg", (160, 120)), ("FreshFlower.jpg", (400, 300))))


def saved(image, **options):
    out = io.BytesIO()
    image.save(out, "JPEG", **options)
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
print("hidden: a preview and a picture behind the picture, each itself")
