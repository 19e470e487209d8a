"""damaged.py: saved pages, mails, backups and records, each with a fault.

Made as tests/wall/mutate.py makes pictures, from the fuzzers' kept inputs and
from what Lenscap ships; the same files for the same seed."""
import glob
import os
import sys
import zipfile

TOP = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
CORPUS = os.path.join(TOP, "tests/fuzz/corpus")
sys.path.insert(0, os.path.join(TOP, "tests/wall"))
import mutate  # noqa: E402  pylint: disable=wrong-import-position

# A length that lies and EXIF are of pictures.
CHANGES = (mutate.flip, mutate.noise, mutate.blot, mutate.cut, mutate.hole, mutate.double, mutate.splice, mutate.implant)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)
    return path


def kept(target, first):
    """A fuzzer's inputs whose first byte, which chooses a reader, is one of those; without it."""
    inputs = [read(path) for path in sorted(glob.glob(f"{CORPUS}/{target}/*"))]
    return [data[1:] for data in inputs if data[:1] in first and len(data) > 1]


def changed(chance, sources):
    """One of them with one to three faults."""
    data = bytearray(chance.choice(sources))
    for _ in range(chance.randint(1, 3)):
        if data:
            data = bytearray(chance.choice(CHANGES)(chance, data, sources))
    return bytes(data)


def many(chance, sources, count, folder, ending):
    """`count` files of a new folder; their paths."""
    os.mkdir(folder)
    return [write(os.path.join(folder, "%05d%s" % (number, ending)), changed(chance, sources)) for number in range(count)]


def pages(chance, count, folder):
    return many(chance, kept("pagereader", (b"0", b"1")), count, folder, ".html")


def mails(chance, count, folder):
    return many(chance, kept("mail", (b"0",)), count, folder, ".eml")


def records(chance, count, folder):
    """A data set of that many records, some of them whole."""
    sources = [read(path) for path in sorted(glob.glob(f"{TOP}/host/share/controllers/*.json"))]
    os.mkdir(folder)
    return many(chance, sources, count, os.path.join(folder, "companies"), ".json")


def packed(chance, count, folder):
    """ZIP files of such a set, damaged as files."""
    files = records(chance, 20, folder + ".of")
    whole = folder + ".zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as out:
        for path in files:
            out.write(path, "data/companies/" + os.path.basename(path))
    return many(chance, [read(whole)], count, folder, ".zip")
