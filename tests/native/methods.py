"""Every method, driven as the extension drives it, by a client that shares no
code with the host; and --methods, which must be told of all of them."""
import base64
import csv
import email
import email.policy
import hashlib
import json
import os
import re
import struct
import subprocess
import sys
import time
import zlib

from host import ORIGIN, PROGRAM, TOP, Failed, Host
from make_protocol import members

SCRATCH = os.environ["SCRATCH"]
HOME = os.path.join(SCRATCH, "ledger")
PHOTOS = "/usr/share/backgrounds/mate/nature"
asked, shapes, started = set(), set(), {}


def png(columns, rows, grey):
    """A picture of grey(x, y)."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    lines = b"".join(bytes([0] + [grey(x, y) for x in range(columns)]) for y in range(rows))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", columns, rows, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))


objects = members(TOP)


class Counting(Host):
    def start(self, method, **params):
        number = super().start(method, **params)
        started[self, number] = method
        return number

    def answer(self, number, *rest):
        result = super().answer(number, *rest)
        asked.add(started.get((self, number)))  # a refusal alone says nothing of what it does
        return result

    def ask(self, method, **params):
        result = super().ask(method, **params)
        told(method, result)
        return result


def told(method, result):
    """An answer has the members that PROTOCOL.md says, and no other."""
    row = methods.get(method, {})
    if not row.get("answer"):
        return
    always, known = objects[row["answer"]]
    for one in result[row["list"]] if row.get("list") and row["list"] in result else [result]:
        has = {name.removesuffix("_hex") for name in one}
        assert always <= has <= known, (method, "lacks", always - has, "has more", has - known)
        shapes.add(row["answer"])


def begin():
    host = Counting("--home", HOME)
    return host, host.hello()


# ---- The table ----
table = json.loads(subprocess.check_output([PROGRAM, "--methods"]))
methods = {row["name"]: row for row in table}
assert len(methods) == len(table) and all(row["help"] for row in table)
assert all(name.count(".") == 1 and name == name.lower() for name in methods)
usage = subprocess.check_output([PROGRAM, "--help"], text=True)
assert all("  %s " % name in usage for name in methods)

# ---- Nothing there yet ----
host, hello = begin()
assert hello["protocol"] == 1 and hello["ledger"] == {"state": "none"}
assert hello["limits"]["frame_out"] <= 1000000
assert host.ask("ledger.status")["state"] == "none"
assert "passphrase" in host.ask("ledger.status")["offers"]
for name, row in methods.items():
    # A missing parameter, and one of another shape, are named.
    for param in row["params"]:
        if param["required"]:
            failed = host.refused("bad_params", name)
            assert "'" in failed.message
host.refused("no_ledger", "photo.list")
host.refused("no_ledger", "ledger.unlock", passphrase="x")
host.refused("bad_params", "ledger.create")
host.refused("bad_params", "ledger.create", passphrase="")
host.refused("bad_params", "ledger.create", passphrase="x" * 1025)

# ---- A ledger's life ----
made = made_first = host.ask("ledger.create", passphrase="correct horse \u00e9")
assert made["state"] == "open" and len(made["recovery"]) == 44
host.refused("exists", "ledger.create", passphrase="another")
status = host.ask("ledger.status")
assert status["state"] == "open" and status["photos"] == 0
assert status["unlock"] == ["passphrase", "recovery"] and status["older"] is False
assert host.ask("ledger.lock") == {"state": "locked"}
assert host.ask("ledger.status")["state"] == "locked"
host.refused("locked", "photo.list")
host.refused("locked", "ledger.unlock")
host.refused("wrong_passphrase", "ledger.unlock", passphrase="wrong")
host.refused("wrong_passphrase", "ledger.unlock", recovery="AAAA-BBBB")
assert host.ask("ledger.unlock", recovery=made["recovery"].lower().replace("-", " ").replace(" ", "")) \
    == {"state": "open"}
host.ask("ledger.lock")
assert host.ask("ledger.unlock", passphrase="correct horse \u00e9") == {"state": "open"}

# ---- What keeps it safe ----
assert host.ask("ledger.autolock")["autolock"] == "never"
for when in ("minutes:15", "end_of_browser", "screen", "never"):
    assert host.ask("ledger.autolock", when=when) == host.ask("ledger.autolock")
    assert host.ask("ledger.autolock")["autolock"] == when
assert "1440" in host.refused("bad_params", "ledger.autolock", when="minutes:0").message
host.refused("bad_params", "ledger.autolock", when="screensaver")
assert host.ask("ledger.autolock")["autolock"] == "never"
assert "older" in host.ask("ledger.accept")["words"]
for passphrase, strength in (("password1", "hopeless"), ("Sommer2024!", "hopeless"),
                             ("ligature-mango-cobalt-thicket-prawn-vest", "strong")):
    judged = host.ask("ledger.judge", passphrase=passphrase)
    assert judged["strength"] == strength and judged["sentence"].endswith("."), (passphrase, judged)
host.refused("bad_params", "ledger.judge", passphrase="")
phrases = {host.ask("ledger.phrase")["passphrase"] for _ in range(5)}
assert len(phrases) == 5 and all(phrase.count("-") == 5 for phrase in phrases)
assert all(host.ask("ledger.judge", passphrase=phrase)["strength"] == "strong" for phrase in phrases)

# ---- Photos ----
storm = os.path.join(PHOTOS, "Storm.jpg")
added = host.add(storm)
assert added["outcome"] == "added" and added["photo"] == 1
cleaned, = host.ask("picture.clean", files=[host.upload(storm, purpose="clean")], name="../Storm.jpg")["files"]
assert cleaned["status"] == "ok" and cleaned["copy"].endswith("/Lenscap/Storm.jpg") and cleaned["pixels"] == "identical"
cleaned, = host.ask("picture.clean", files=[host.upload(storm, purpose="clean")], name="Storm.jpg", keep=["device"])["files"]
assert cleaned["copy"].endswith("/Lenscap/Storm-2.jpg"), cleaned
host.refused("not_found", "picture.clean", files=[4711])
host.refused("bad_params", "picture.clean", files=[1, 2])
host.refused("bad_params", "photo.end", upload=host.upload(storm, purpose="clean"))
truth = json.loads(subprocess.check_output(["lenscap", "fingerprint", "--json", storm]))
assert [f["kind"] for f in added["findings"]] == [f["kind"] for f in truth["findings"]]
assert all(f["label"] and f["remedy"] and f["severity"] in ("low", "medium", "high")
           for f in added["findings"])
assert host.add(storm) == added | {"outcome": "known"}
smaller = os.path.join(SCRATCH, "smaller.jpg")
with open(smaller, "wb") as file:
    subprocess.run("djpeg -scale 1/2 %s | cjpeg -quality 85" % storm, shell=True, check=True, stdout=file)
copy = host.add(smaller)
assert (copy["outcome"], copy["photo"]) == ("copy", 1)
broken = os.path.join(SCRATCH, "broken.jpg")
with open(broken, "wb") as file:
    file.write(open(storm, "rb").read()[:300])
failed = host.add(broken)
assert failed["outcome"] == "failed" and failed["error"]["message"].endswith("."), failed
more = sorted(os.path.join(PHOTOS, name) for name in os.listdir(PHOTOS)
              if name.endswith(".jpg") and name != "Storm.jpg")[:6]
for path in more:
    assert host.add(path, name="Ordner/\u00dc " + os.path.basename(path))["outcome"] in ("added", "copy")
listed = host.ask("photo.list", order="added")
assert listed["next_offset"] is None and listed["total"] == len(listed["photos"]) == 1 + len(more)
first = listed["photos"][0]
assert first["sha256"] == hashlib.sha256(open(storm, "rb").read()).hexdigest()
assert (first["width"], first["height"], first["format"]) == (
    truth["width"], truth["height"], truth["format"])
assert first["source"] == "Storm.jpg" and abs(first["added"] - time.time() * 1000) < 600e3
assert first["sightings"] == 1  # the copy

# Pages of a list fit together; orders order; filters filter.
paged, offset = [], 0
while offset is not None:
    page = host.ask("photo.list", offset=offset, limit=2, order="pixels", descending=True)
    assert len(page["photos"]) <= 2
    paged += page["photos"]
    offset = page["next_offset"]
assert sorted(p["id"] for p in paged) == [p["id"] for p in listed["photos"]]
areas = [p["width"] * p["height"] for p in paged]
assert areas == sorted(areas, reverse=True)
assert host.ask("photo.list", source="storm")["total"] == 1
assert host.ask("photo.list", finding="gps")["total"] == sum(
    any(f["kind"] == "gps" for f in p["findings"]) for p in paged)
assert host.ask("photo.list", format="png")["total"] == 0
host.refused("bad_params", "photo.list", format="jpg")
assert host.ask("photo.list", offset=1000) == {"total": len(paged), "next_offset": None, "photos": []}
host.refused("bad_params", "photo.list", order="beauty")
host.refused("bad_params", "photo.list", limit=101)

shown = host.ask("photo.show", id=1)
for name in ("pdq", "pdq_quality", "iscc", "phash", "dhash", "sha256"):
    assert shown[name] == truth[name], name
assert [s["place"] for s in shown["seen"]] == ["smaller.jpg"]
host.refused("not_found", "photo.show", id=4711)
pictures = host.ask("photo.thumbnail", ids=[1, 2, 4711])
assert pictures["missing"] == [4711] and pictures["later"] == []
for picture in pictures["thumbnails"]:
    data = base64.b64decode(picture["data"], validate=True)
    assert picture["type"] == "image/jpeg" and data[:3] == b"\xff\xd8\xff"
    subprocess.run(["djpeg", "-outfile", "/dev/null"], input=data, check=True)
host.refused("not_found", "photo.hidden", id=4711, number=1)
host.refused("not_found", "photo.hidden", id=1, number=1)
host.refused("bad_params", "photo.hidden", id=1, number=0)
summary = host.ask("report.summary")
assert summary["photos"] == len(paged) and summary["sightings"] >= 1
assert sum(summary["formats"].values()) == summary["photos"] and 0 not in summary["formats"].values(), summary
for format, count in summary["formats"].items():
    assert host.ask("photo.list", format=format)["total"] == count
for kind, count in summary["findings"].items():
    assert count == host.ask("photo.list", finding=kind)["total"]
overview = host.ask("report.overview")
assert overview["photos"] == summary["photos"] and sum(overview["access"].values()) + overview["gone"] == overview["places"]
assert {"code": "gb-sct", "name": "Scotland"} in host.ask("me.regions", country="gb")["regions"]

# ---- Pages ----
def finished(job):
    """All results of a job by id, and its last word."""
    results = {}
    while True:
        while not any(n["params"]["job"] == job for n in host.notes):
            message = host.frame()
            assert message["method"] == "job.progress"
            host.notes.append(message)
        note = next(n for n in host.notes if n["params"]["job"] == job)["params"]
        host.notes = [n for n in host.notes if n["params"] is not note]
        for result in note["results"]:
            assert result["id"] not in results
            results[result["id"]] = result
        assert note["done"] == len(results) <= note["total"]
        if note["state"] != "running":
            return note, results


def page(method, *images, **more):
    return host.ask(method, url="https://example.org/me", title="Me", images=list(images), **more)["job"]


strange = sorted(os.path.join(PHOTOS, name) for name in os.listdir(PHOTOS)
                 if name.endswith(".jpg") and name != "Storm.jpg")[6:7]
image = lambda name, path: {"id": name, "upload": host_upload(path), "kind": "img",
                            "width": 10, "height": 10, "alt": ""}


def host_upload(path):
    one = host.upload(path, purpose="check")
    assert host.ask("photo.end", upload=one) == {"outcome": "ready"}
    return one


html = os.path.join(SCRATCH, "page.html")
with open(html, "w") as file:
    file.write("<img src='Storm.jpg'>")
job = page("page.find", image("a", smaller), image("b", broken), image(3, strange[0]), image(4, html))
note, results = finished(job)
assert note["state"] == "finished" and note["total"] == 4, note
assert results["a"]["status"] == "mine" and results["a"]["matches"][0]["photo"] == 1
assert results["a"]["matches"][0]["confidence"] == "certain"
assert results["b"]["status"] == "unreadable" and results["b"]["error"]["code"]
assert results[3]["status"] == "new" and results[3]["matches"] == []
assert results[4]["status"] == "unreadable"  # a name is never a path
assert "findings" not in results["a"]
note, results = finished(page("page.check", image("s", storm)))
assert [f["kind"] for f in results["s"]["findings"]] == [f["kind"] for f in truth["findings"]]
kept = host.ask("photo.keep", job=job, ids=[3, "a", "nobody"], page="https://example.org/me")["kept"]  # as the extension of 0.1
kept = {row["id"]: row for row in kept}
assert kept["nobody"]["outcome"] == "failed" and kept["nobody"]["photo"] is None
assert (kept["a"]["outcome"], kept["a"]["photo"]) == ("copy", 1)
assert kept[3]["outcome"] == "added"
assert host.ask("photo.forget", ids=[kept[3]["photo"]]) == {"forgotten": 1}
assert host.ask("exposure.recheck", photos=[1], agent="Mozilla/5.0 (test)") == {"places": []}  # files alone
changes = host.ask("exposure.changes", photos=[1])
assert changes.pop("places") == [] and set(changes.values()) == {0, None} and changes["compared"] == 0, changes
assert (changes.pop("total"), changes.pop("next_offset")) == (0, None)
assert overview["changes"].keys() == changes.keys(), overview
host.refused("not_found", "exposure.changes", photos=[4711])
host.refused("not_found", "exposure.recheck", photos=[1, 4711], agent="Mozilla/5.0 (test)")
# The pages to look at again.
watched = "http://127.0.0.1:9/me"
assert host.ask("watch.list") == {"pages": []} and host.ask("watch.run") == {"pages": [], "rested": 0}
for changed in (True, False):
    assert host.ask("watch.add", urls=[watched]) == {"pages": [{"page": watched, "changed": changed}]}
host.refused("bad_params", "watch.add", urls=["ftp://example.org/"])
host.refused("bad_params", "watch.add", urls=[])
(row,) = host.ask("watch.list")["pages"]
assert (row["page"], row["looked"]) == (watched, None) and row["added"] > 0, row
(row,) = host.ask("watch.run", agent="Mozilla/5.0 (test)")["pages"]  # of this machine: not asked for
assert (row["page"], row["access"], row["photos"]) == (watched, "unknown", []), row
host.refused("bad_params", "watch.run", allow_local=True)
assert host.ask("watch.list")["pages"][0]["looked"] is None
assert host.ask("watch.remove", urls=[watched]) == {"pages": [{"page": watched, "changed": True}]}
# A page of this machine is not asked for: what came of it is no page, and has no grade.
assert host.ask("exposure.audit", url="http://127.0.0.1:9/", agent="Mozilla/5.0 (test)") == {"audits": []}
host.refused("bad_params", "exposure.audit", url="example")
host.refused("not_found", "photo.keep", job=4711, ids=[1])
host.refused("not_found", "job.cancel", job=4711)
host.refused("not_found", "page.find", url="x", images=[{"id": 1, "upload": 4711}])
for wrong in ({}, {"id": 1}, {"id": [], "url": "x"}, {"id": 1, "url": 7}, 7):
    host.refused("bad_params", "page.find", url="x", images=[wrong])
# A check that is stopped says so; others are answered meanwhile.
job = page("page.find", *[image(i, storm) for i in range(40)])
assert host.ask("job.cancel", job=job) == {}
assert host.ask("ledger.status")["state"] == "open"
note, results = finished(job)
assert note["state"] == "cancelled" and len(results) < 40, note
# One that the lock ends says that.
job = page("page.find", *[image(i, storm) for i in range(40)])
host.ask("ledger.lock")
note, results = finished(job)
assert note["state"] == "failed" and note["error"]["code"] == "locked", note
note, results = finished(page("page.find", image(1, storm)))
assert note["state"] == "failed" and note["error"]["code"] == "locked", note
host.ask("ledger.unlock", passphrase="correct horse \u00e9")

# ---- Uploads that go wrong ----
host.refused("bad_params", "photo.begin", purpose="print", name="x", bytes=3)
host.refused("bad_params", "photo.begin", purpose="add", name="x", bytes=0)


def piece(upload, index, data):
    return dict(upload=upload, index=index, data=base64.b64encode(data).decode())


def upload(size=6, purpose="add"):
    return host.ask("photo.begin", purpose=purpose, name="x", bytes=size)["upload"]


host.refused("not_found", "photo.chunk", **piece(4711, 0, b"abc"))
host.refused("not_found", "photo.end", upload=4711)
one = upload()
host.refused("bad_params", "photo.chunk", **piece(one, 1, b"abc"))  # out of turn
host.refused("not_found", "photo.end", upload=one)
one = upload()
host.refused("bad_params", "photo.chunk", **piece(one, 0, b"abcdefg"))  # too much
one = upload()
host.refused("bad_params", "photo.chunk", upload=one, index=0, data="a*c=")
one = upload()
assert host.ask("photo.chunk", **piece(one, 0, b"abc")) == {"received": 3}
host.refused("bad_params", "photo.end", upload=one)  # too little
one = upload(purpose="check")
host.ask("photo.chunk", **piece(one, 0, b"abcdef"))
assert host.ask("photo.end", upload=one) == {"outcome": "ready"}
# Given up in the middle, or whole: there is room again.
for arrived in (b"", b"abc", b"abcdef"):
    half = [upload(200 << 20) for _ in range(4)] + [upload()]
    if arrived:
        host.ask("photo.chunk", **piece(half[-1], 0, arrived))
    host.refused("busy", "photo.begin", purpose="add", name="x", bytes=250 << 20)
    for other in half:
        assert host.ask("photo.end", upload=other, discard=True) == {"outcome": "discarded"}
        host.refused("not_found", "photo.end", upload=other, discard=True)
many = [upload() for _ in range(63)]
host.refused("busy", "photo.begin", purpose="add", name="x", bytes=6)
for one in many:
    host.refused("bad_params", "photo.end", upload=one)
upload()
# Members in another order, and spaces: the other reader says the same.
one = upload()
text = json.dumps({"params": {"data": "YWJj", "index": 0, "upload": one}, "method": "photo.chunk",
                   "id": 900001, "jsonrpc": "2.0"}).encode()
host.write(len(text).to_bytes(4, sys.byteorder) + text)
assert host.answer(900001) == {"received": 3}

# ---- Never to the disk ----
try:
    maps = [os.readlink("/proc/%d/fd/%s" % (host.pid, fd)) for fd in os.listdir("/proc/%d/fd" % host.pid)]
except PermissionError:
    # The host cannot be dumped: only who may trace any process sees its files.
    print("methods: the host's open files are not looked at")
else:
    assert any("memfd:photo" in path for path in maps), maps
    assert all(path.startswith((HOME, SCRATCH, "/memfd:", "pipe:", "anon_inode:", "/dev/null"))
               for path in maps), maps

# ---- Another window, and a lock that all of them see ----
other, hello = begin()
if hello["ledger"]["state"] != "open":
    other.ask("ledger.unlock", passphrase="correct horse \u00e9")  # the kernel keeps no keys here
assert other.ask("photo.list")["total"] == len(paged)
assert other.ask("photo.forget", ids=[2, 3]) == {"forgotten": 2}
other.refused("not_found", "photo.forget", ids=[1, 2])
assert host.ask("photo.list")["total"] == len(paged) - 2
assert host.ask("photo.thumbnail", ids=[2])["missing"] == [2]
other.close()

# ---- Backup: the host chooses the place ----
documents = os.path.join(os.environ["HOME"], "Papiere")
os.makedirs(documents)
os.makedirs(os.path.join(os.environ["HOME"], ".config"), exist_ok=True)
with open(os.path.join(os.environ["HOME"], ".config/user-dirs.dirs"), "w") as file:
    file.write('# XDG_DOCUMENTS_DIR="/nowhere"\nXDG_DESKTOP_DIR="$HOME/Desktop"\n'
               'XDG_DOCUMENTS_DIR="$HOME/Papiere"\n')
host.refused("bad_params", "ledger.backup", file="/tmp/evil")
host.refused("bad_params", "ledger.backup", folder="/tmp")
days = [time.strftime("lenscap-%Y-%m-%d.backup")]
kept = [host.ask("ledger.backup") for _ in range(2)]
days.append(time.strftime("lenscap-%Y-%m-%d.backup"))
assert [row["folder"] for row in kept] == ["Papiere"] * 2
assert sorted(row["file"] for row in kept) == sorted(os.listdir(documents))
assert set(days) & set(os.listdir(documents)), days

# A report is one more file there, and a copy for others has no picture in it.
host.refused("bad_params", "report.make", out="/tmp/evil")
paper = host.ask("report.make", pdf=True)
with open(os.path.join(documents, "Lenscap", paper["file"]), "rb") as file:
    assert paper["file"] == "lenscap-report.pdf" and file.read(5) == b"%PDF-", paper
reports = [host.ask("report.make", language="fr"), host.ask("report.make", language="fr", redact=True)]
assert [(row["folder"], row["file"]) for row in reports] == [
    ("Papiere/Lenscap", "lenscap-report.html"), ("Papiere/Lenscap", "lenscap-report-2.html")], reports
for row, pictures in zip(reports, (True, False)):
    with open(os.path.join(documents, "Lenscap", row["file"]), "rb") as file:
        text = file.read()
    assert len(text) == row["bytes"] and b'<html lang="fr">' in text and (b"data:image" in text) == pictures

# ---- Who I am; who can be written to ----
assert set(host.ask("me.get").values()) == {""}
assert host.ask("person.list") == {"persons": []}
host.refused("bad_params", "me.set", values={"shoe": "43"})
host.refused("bad_params", "me.set", values={"name": "Zo\u00eb", "country": "Atlantis"})
assert set(host.ask("me.get").values()) == {""}  # all of it, or nothing
assert host.ask("me.set", values={"country": "Allemagne"})["country"] == "de"
assert host.ask("me.unset", keys=["country"])["country"] == ""
host.refused("bad_params", "me.unset", keys=["shoe"])
assert host.ask("deadline.count", country="de", received="2026-03-05")["due"] == "2026-04-07"
host.refused("bad_params", "deadline.count", country="xx", received="2026-03-05")
me = host.ask("me.set", values={"country": "de", "region": "de-be", "language": "de", "email": "zoe@example.org",
                                "name": "Zo\u00eb {{x}}", "address": "Hauptstra\u00dfe 5\n10115 Berlin"})
assert me["region_left"] == ""
assert me["address"] == "Hauptstra\u00dfe 5\n10115 Berlin" and me["name"] == "Zo\u00eb {{x}}"
moved = [host.ask("me.set", values={"country": to}) for to in ("de", "fr")]
assert [(one["region"], one["region_left"]) for one in moved] == [("de-be", ""), ("", "de-be")]
host.ask("me.set", values={"country": "de", "region": "de-be"})
assert host.ask("me.signature") == {"columns": 0, "rows": 0, "ink": ""}
with open(os.path.join(SCRATCH, "ink.png"), "wb") as file:  # two strokes, with room around them
    file.write(png(40, 20, lambda x, y: 0 if 5 <= x < 35 and y in (5, 6, 13, 14) else 255))
signed = host.ask("me.sign", upload=host.upload(os.path.join(SCRATCH, "ink.png"), "file"))["signature"]
kept = host.ask("me.signature")
assert (kept["columns"], kept["rows"]) == (30, 10) and re.fullmatch("[0-9a-f]{16}", signed)
assert base64.b64decode(kept["ink"]) == b"".join(bytes([255 * (y in (0, 1, 8, 9))]) * 30 for y in range(10))
with open(os.path.join(SCRATCH, "white.png"), "wb") as file:
    file.write(png(40, 20, lambda x, y: 255))
host.refused("bad_params", "me.sign", upload=host.upload(os.path.join(SCRATCH, "white.png"), "file"))
assert host.ask("me.get")["signature"] == signed, "what is none leaves the one that is kept"
assert host.ask("me.unsign")["signature"] == "" and host.ask("me.signature")["ink"] == ""
host.refused("not_found", "me.sign", upload=10**6)
found = host.ask("controller.search", query="clearveiw")
assert found["controllers"][0]["slug"] == "clearview-ai" and found["total"] >= 1
faces = host.ask("controller.search", query="", kind="face_search", limit=3)
assert len(faces["controllers"]) == 3 and faces["next_offset"] == 3
host.refused("bad_params", "controller.search", query="", kind="dragons")
clearview = host.ask("controller.show", slug="clearview-ai")
assert clearview["decisions"] and clearview["contacts"] and clearview["asks_for_photo"] in (True, False)
host.refused("not_found", "controller.show", slug="nobody")
record = {"slug": "mine", "name": "Mine Ltd", "address": "1 High Street\nLondon\nUnited Kingdom",
          "email": "dpo@example.com", "relevant-countries": ["all"], "sources": ["https://example.com/"],
          "quality": "verified"}
assert host.ask("controller.add", record=record) == {"slug": "mine"}
assert host.ask("controller.search", query="mine ltd")["controllers"][0]["slug"] == "mine"
host.refused("bad_params", "controller.add", record={"slug": "no"})
assert host.ask("controller.add", name="My Own", email="dpo@example.com") == {"slug": "my-own"}
assert host.ask("controller.contact", what="add", slug="my-own", value="new@example.org",
                source="https://example.org/") == {"slug": "my-own"}
assert host.ask("controller.show", slug="my-own")["contacts"][0]["value"] == "new@example.org"
says = host.refused("bad_params", "controller.contact", what="add", slug="my-own", value="third@example.org").message
assert says.endswith(" takes the address of the page where you read it.") and "--" not in says, says
host.refused("not_found", "controller.contact", what="forget", slug="my-own", value="no@example.org")
assert host.ask("controller.forget", slug="my-own") == {"forgotten": 1}
host.refused("not_found", "controller.forget", slug="my-own")
assert host.ask("pack.list") == {"packs": []}
assert host.ask("pack.rules") == {"packs": "", "rules": []}
assert host.ask("pack.words", language="pl") == {"languages": [], "words": {}}
host.refused("not_found", "pack.forget", name="advice")
assert host.ask("controller.list", kind="face_search", limit=3) == host.ask("controller.search", query="", kind="face_search", limit=3)

# ---- Letters ----
ask = dict(to=["clearview-ai", "mine"], ask=["access", "erasure"], tell=["email"],
           photos=[{"id": 1, "disclose": ["sha256"]}])
seen = host.ask("letter.draft", preview=True, **ask)["letters"]
assert [row["letter"] for row in seen] == [0, 0] and "{{" not in seen[0]["text"]
assert {d["what"] for d in seen[0]["discloses"]} >= {"email", "country", "sha256"}
assert all("no_address" in [w["warns"] for w in row["warnings"]] and all(w["words"] for w in row["warnings"]) for row in seen)
assert all((row["warns"], row["warning"]) == (row["warnings"][0]["warns"], row["warnings"][0]["words"]) for row in seen)
assert host.ask("case.list") == {"cases": []}
for wrong in (dict(ask, to=["nobody"]), dict(ask, case=1), dict(ask, photos=[{"id": 4711, "disclose": []}])):
    host.refused("not_found", "letter.draft", **wrong)
for wrong in (dict(ask, ask=["everything"]), dict(ask, tell=["shoe"]), dict(ask, language="xx"),
              dict(ask, ask=["objection"])):
    host.refused("bad_params", "letter.draft", **wrong)
refusal = host.refused("bad_params", "letter.draft", **dict(ask, photos=[{"id": 1, "disclose": ["sha256", "face"]}]))
assert "'photos'" in refusal.message, refusal
made = host.ask("letter.draft", language="en", **ask)["letters"]
assert [row["controller"] for row in made] == ["clearview-ai", "mine"] and all(row["letter"] for row in made)
host.refused("exists", "letter.draft", **ask)
listed = host.ask("letter.list", limit=1)
assert listed["total"] == 2 and listed["next_offset"] == 1 and len(listed["letters"]) == 1
text = host.ask("letter.show", letter=made[1]["letter"])
assert "Mine Ltd" in text["text"] and "Sehr geehrte" in text["twin"]
fields = host.ask("letter.fields", letter=made[1]["letter"])
assert fields["to"] == "dpo@example.com" and fields["subject"] == made[1]["subject"]
host.refused("not_found", "letter.show", letter=4711)
host.refused("bad_params", "letter.save", letters=[made[0]["letter"]], formats=["doc"])
saved = host.ask("letter.save", letters=[row["letter"] for row in made], formats=["pdf", "eml", "txt"])
assert saved["folder"] == "Papiere/Lenscap" and len(saved["files"]) == 6
again = host.ask("letter.save", letters=[made[0]["letter"]], formats=["txt"])["files"][0]["file"]
assert again.endswith("-2.txt"), again
for row in saved["files"]:
    with open(os.path.join(documents, "Lenscap", row["file"]), "rb") as file:
        data = file.read()
    if row["file"].endswith(".eml"):
        mail = email.message_from_bytes(data, policy=email.policy.default)
        assert mail["X-Unsent"] == "1" and not mail.defects
    else:
        assert data.startswith(b"%PDF") or b"Dear" in data
assert [row["letter"] for row in host.ask("photo.show", id=1)["used"]] == [row["letter"] for row in made]

# ---- Cases ----
one = made[1]["case"]
assert host.ask("case.list", due=True)["cases"][0]["step"]["action"] == "send"
assert host.ask("case.due")["cases"] == host.ask("case.list", due=True)["cases"]
assert host.ask("case.next", case=one)["step"] == host.ask("case.show", case=one)["step"]
host.refused("bad_params", "case.reply", case=one, kind="partial")
host.refused("bad_params", "case.sent", case=one, on="yesterday!")
host.refused("bad_params", "case.sent", case=one, on="2199-01-01")
host.refused("not_found", "case.sent", case=4711)
sent = host.ask("case.sent", case=one, how="post", language="de")
assert sent["stage"] == "waiting" and "12 Abs. 3" in sent["explained"] and len(sent["letters"]) == 1
mail = email.message.EmailMessage(policy=email.policy.SMTP)
mail["From"], mail["Subject"] = "dpo@example.com", "Re: " + made[1]["reference"]
mail["Message-ID"] = "<1@example.com>"
mail.set_content("Please upload a photo of yourself.")
reply = os.path.join(SCRATCH, "reply.eml")
with open(reply, "wb") as file:
    file.write(mail.as_bytes())
taken = host.ask("case.import", upload=host.upload(reply, purpose="mail"))
assert (taken["case"], taken["kind"]) == (one, "photo_demanded"), taken
host.refused("not_found", "case.import", upload=4711)
host.refused("bad_params", "case.import", upload=host.upload(storm, purpose="mail"))
# The answer that was taken as a mail is read again, and not kept twice.
answer = host.ask("case.answer", case=one, upload=host.upload(reply, purpose="mail"))
assert (answer["kept"], answer["picture_count"], answer["files"]) == (False, 0, []), answer
host.refused("not_found", "case.answer", case=4711, upload=host.upload(reply, purpose="mail"))
shown = host.ask("case.show", case=one)
assert shown["step"]["letter"] == "photo_demanded" and shown["documents"][0]["bytes"] == len(mail.as_bytes())
tag = hashlib.sha256(shown["reference"].encode()).hexdigest()
assert [row["kind"] for row in shown["history"]] == ["drafted", "sent", "reply"] and tag != shown["history"][0]["tag"]
assert host.ask("report.summary")["cases_due"] == 2
follow = host.ask("letter.draft", case=one, kind="photo_demanded", quote="Please upload", language="fr")["letters"][0]
assert follow["reference"] == made[1]["reference"]
host.ask("case.sent", case=one)
assert host.ask("case.reply", case=one, kind="erased")["step"]["letter"] == "partial_answer"  # and access was asked for
host.refused("bad_params", "case.reply", case=one, kind="weather")
# The same mail is one reply, however often it is taken.
host.refused("exists", "case.import", upload=host.upload(reply, purpose="mail"))
# What was noted wrongly is corrected and taken back, to be seen.
number = host.ask("case.show", case=one)["history"][-1]["number"]
fixed = host.ask("case.correct", case=one, kind="id_demanded", entry=number)
assert (fixed["reply"], fixed["history"][-1]["detail"]["entry"]) == ("id_demanded", number), fixed
host.refused("bad_params", "case.correct", case=one, how="email", entry=number)
host.refused("bad_params", "case.correct", case=one)
assert host.ask("case.stand", case=one, stand="accepted")["deadline"] is None
assert host.ask("case.stand", case=one, stand="disputed")["deadline"] is not None
gone = host.ask("case.withdraw", case=one, entry=number)
assert gone["reply"] == "photo_demanded" and gone["history"][-1]["kind"] == "withdrawn", gone
host.refused("bad_params", "case.withdraw", case=one, entry=number)
assert host.ask("case.reply", case=one, kind="extension", until="2199-01-01")["reply"] == "extension"
arrived = host.ask("case.received", case=one, on=sent["sent"], proven=True)["clock"]
assert (arrived["received"], arrived["received_how"], arrived["how"]) == (sent["sent"], "proven", "post"), arrived
host.refused("bad_params", "case.received", case=one, on="2020-01-01")
unsent = host.ask("letter.draft", case=one, kind="partial_answer", language="en", missing=["the source"])["letters"][0]
assert host.ask("case.show", case=one)["clock"]["draft"] == "partial_answer"
edited = host.ask("letter.edit", letter=unsent["letter"], was="Thank you for your attention to this matter.", **{"is": "Thank you."})
assert edited["discarded"] == unsent["letter"] and edited["letter"] > unsent["letter"], edited
host.refused("bad_params", "letter.edit", letter=unsent["letter"], was="Thank you.")
unsent["letter"] = edited["letter"]
assert host.ask("letter.discard", letter=unsent["letter"]) == {"discarded": unsent["letter"], "case": one}
host.refused("bad_params", "letter.discard", letter=unsent["letter"])
host.refused("not_found", "letter.discard", letter=4711)
assert host.ask("case.show", case=one)["clock"]["draft"] == ""
early = host.ask("case.adopt", to="schufa", on="2026-10-02", ask=["access"], how="post", received="2026-10-05",
                 reference="My letter 7", upload=host.upload(reply, purpose="mail"))
assert (early["stage"], early["deadline"], early["reference"]) == ("overdue", "2026-11-05", "My letter 7"), early
assert early["documents"][0]["name"] == "letter.eml"
host.refused("bad_params", "case.adopt", to="schufa", on="2026-10-02", ask=["access"], received="2026-10-01")
host.refused("not_found", "case.adopt", to="nobody-at-all", on="2026-10-02", ask=["access"])
host.ask("case.close", case=early["case"], outcome="mistaken")
host.refused("bad_params", "case.reply", case=early["case"], kind="receipt")
assert host.ask("case.reopen", case=early["case"])["stage"] == "overdue"
host.refused("bad_params", "case.reopen", case=early["case"])
# An exhibit keeps the name that it had, without what would steer a terminal.
export = os.path.join(SCRATCH, "export.json")
with open(export, "w") as file:
    file.write('{"email": "zoe@example.org"}')
host.ask("case.answer", case=early["case"], upload=host.upload(export, "mail", "../Auskunft\u202e1.JSON"))
assert [(row["name"], row["type"]) for row in host.ask("case.show", case=early["case"])["documents"]][1:] == [
    ("Auskunft?1.JSON", "application/json")]
host.ask("case.forget", cases=[early["case"]])
calendar = host.ask("case.calendar")
with open(os.path.join(documents, "Lenscap", calendar["files"][0]["file"]), "rb") as file:
    assert file.read().startswith(b"BEGIN:VCALENDAR")
# What was not said is not noted, by whomever it is asked.
history = host.ask("case.show", case=one)["history"]
assert "'kind'" in host.refused("bad_params", "case.reply", case=one).message
assert "'outcome'" in host.refused("bad_params", "case.close", case=one).message
assert "'hwo' here; perhaps 'how' is meant." in host.refused("bad_params", "case.sent", case=one, hwo="post").message
host.refused("not_found", "case.close", case=[one, 4711], outcome="")
assert host.ask("case.show", case=one)["history"] == history
assert host.ask("case.close", case=one, outcome="erased")["stage"] == "closed"
host.refused("bad_params", "case.sent", case=one)
assert host.ask("case.forget", cases=[one]) == {"forgotten": 1}
assert len(host.ask("case.list")["cases"]) == 1
host.ask("ledger.lock")
for name in ("me.get", "letter.list", "case.list", "controller.search"):
    host.refused("locked", name, **({"query": "x"} if name == "controller.search" else {}))
host.ask("ledger.unlock", passphrase="correct horse \u00e9")

# ---- What opens it ----
keys = host.ask("key.list")["keys"]
assert [row["kind"] for row in keys] == ["passphrase", "recovery"], keys
host.refused("bad_params", "key.add")
host.refused("bad_params", "key.add", passphrase="password1")
assert len(host.ask("key.list")["keys"]) == 2
second = host.ask("key.add", passphrase="ligature-mango-cobalt-thicket")
assert list(second) == ["id"] and len(host.ask("key.list")["keys"]) == 3
host.ask("ledger.lock")
host.ask("ledger.unlock", passphrase="ligature-mango-cobalt-thicket")
assert host.ask("key.remove", id=second["id"]) == {"id": second["id"], "removed": True, "left": 2}
fresh = host.ask("key.change", id=keys[1]["id"], recovery=True)["recovery_key"]
assert len(fresh) == 44 and fresh != made_first["recovery"]
host.ask("key.change", id=keys[0]["id"], passphrase="prawn-vest-harbour-quilt")
host.refused("not_found", "key.remove", id=4711)
host.ask("ledger.lock")
for wrong in (dict(passphrase="correct horse \u00e9"), dict(recovery=made_first["recovery"])):
    host.refused("wrong_passphrase", "ledger.unlock", **wrong)
host.ask("ledger.unlock", recovery=fresh)
host.ask("key.change", id=keys[0]["id"], passphrase="correct horse \u00e9")

# ---- Packs, and a table of the cases ----
pack = os.path.join(SCRATCH, "advice")
os.mkdir(pack)
with open(os.path.join(pack, "pack.json"), "w") as file:
    json.dump({"name": "advice", "title": "Advice", "version": 2, "made": "2026-11-29",
               "helper": {"name": "Advice", "email": "help@advice.example"}}, file)
for words in (["build", pack, "-o", pack + ".pack"], ["key", pack + ".key"],
              ["sign", pack + ".pack", "--secret-key", pack + ".key"]):
    subprocess.run(["lenscap", "pack", *words], check=True, capture_output=True)
signer = open(pack + ".key.pub").read().split("\n")[1]


def take_pack(**more):
    return dict(pack=host.upload(pack + ".pack", purpose="file"), **more)


def signed():
    return host.upload(pack + ".pack.minisig", purpose="file")


assert "signature" in host.refused("not_found", "pack.import", **take_pack(signer=signer)).message
assert "key" in host.refused("denied", "pack.import", **take_pack(signature=signed())).message
host.refused("bad_params", "pack.import", **take_pack(signature=signed(), signer="RWQnonsense"))
host.refused("not_found", "pack.import", pack=4711)
host.refused("denied", "pack.show", **take_pack(signature=signed()))
shown = host.ask("pack.show", **take_pack(signature=signed(), signer=signer))
assert shown["signer"] == signer and host.ask("pack.list") == {"packs": []}
taken = host.ask("pack.import", **take_pack(signature=signed(), signer=signer))
assert (taken["name"], taken["version"], taken["signer"]) == ("advice", 2, signer), taken
assert host.ask("pack.import", **take_pack(signature=signed()))["name"] == "advice"  # its key is known now
assert [row["helper"]["email"] for row in host.ask("pack.list")["packs"]] == ["help@advice.example"]
assert host.ask("pack.forget", name="advice") == {"forgotten": 1}
table = host.ask("case.table")["files"][0]["file"]
with open(os.path.join(documents, "Lenscap", table), newline="") as file:
    rows = list(csv.DictReader(file))
assert [row["reference"] for row in rows] == [row["reference"] for row in host.ask("case.list")["cases"]]
assert host.refused("not_found", "outcome.card").message.startswith("No letter was sent yet")
host.ask("case.adopt", to="pimeyes", on="2026-11-01", ask=["access"])
host.refused("bad_params", "outcome.card", out="/tmp/evil")
card = host.ask("outcome.card")
with open(os.path.join(documents, "Lenscap", card["file"])) as file:
    on_card = json.load(file)["outcomes"]
assert on_card == [{key: row[key] for key in ("controller", "answer", "days")} for row in card["outcomes"]]
assert [row["controller"] for row in on_card] == ["pimeyes"] and (card["letters"], card["own"]) == (1, 0), card

# ---- A backup comes back: into the ledger, or in its place ----
backup = os.path.join(documents, host.ask("ledger.backup")["file"])


def copy_of(path):
    return host.upload(path, purpose="file")


host.refused("bad_params", "photo.end", upload=copy_of(backup))
host.refused("bad_params", "ledger.restore", file=copy_of(backup))
host.refused("not_found", "ledger.restore", file=4711, passphrase="x")
host.refused("wrong_passphrase", "ledger.restore", file=copy_of(backup), passphrase="wrong")
merged = host.ask("ledger.restore", file=copy_of(backup), passphrase="correct horse \u00e9")
assert (merged["status"], merged["photos"], merged["cases"]) == ("merged", 0, 0), merged
total = host.ask("photo.list")["total"]

# ---- A picture inside a file that the command line added: the host has no path of its own ----
inside, secret = os.path.join(SCRATCH, "inside.jpg"), os.path.join(SCRATCH, "secret")
with open(inside, "wb") as file:
    for name in "Aqua.jpg", "FreshFlower.jpg":
        with open(os.path.join(PHOTOS, name), "rb") as part:
            file.write(part.read())
with open(secret, "w", encoding="utf-8") as file:
    file.write("correct horse \u00e9\n")
row = json.loads(subprocess.check_output([os.path.join(os.path.dirname(PROGRAM), "lenscap"), "photos", "add", "--home", HOME,
                                          "--passphrase-file", secret, "--json", inside]).splitlines()[0])
hidden = host.ask("photo.hidden", id=row["photo"], number=1)
assert hidden["type"] == "image/jpeg" and base64.b64decode(hidden["data"])[:2] == b"\xff\xd8", row
host.refused("not_found", "photo.hidden", id=row["photo"], number=2)

assert "destroyed" in host.ask("ledger.wipe")
assert host.ask("ledger.status")["state"] == "none" and not [n for n in os.listdir(HOME) if n.startswith("snapshot")]
host.refused("no_ledger", "photo.list")
host.refused("not_found", "ledger.wipe")
assert host.ask("ledger.restore", file=copy_of(backup), recovery=fresh) == {"status": "restored"}
assert host.ask("photo.list")["total"] == total

# ---- Damage is said ----
host.ask("ledger.lock")
assert host.children() == []
host.close()
snapshot = next(name for name in sorted(os.listdir(HOME)) if name.startswith("snapshot"))
with open(os.path.join(HOME, snapshot), "r+b") as file:
    file.seek(200)
    byte = file.read(1)
    file.seek(200)
    file.write(bytes([byte[0] ^ 1]))
host, hello = begin()
failed = host.refused("damaged", "ledger.unlock", passphrase="correct horse \u00e9")
assert "lenscap" in failed.remedy
status = host.ask("ledger.status")
assert status["state"] in ("damaged", "locked"), status
assert host.ask("ledger.restore", file=copy_of(backup), recovery=fresh, replace=True) == {"status": "restored"}
assert host.ask("photo.list")["total"] == total
host.close()

never = set(methods) - asked
assert not never, "no test has an answer of %s; ask for one above: host.ask(NAME, ...)" % sorted(never)
print("methods: %d, all of them answered; %d kinds of objects as they are written down" % (len(methods), len(shapes)))
