"""A page's pictures from a server on this machine: what is mine, what is new,
what a stranger does not get; kept, recorded, stopped."""
import http.server
import json
import os
import subprocess
import threading
import time

from host import HANG, Failed, Host

SCRATCH = os.environ["SCRATCH"]
TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
HOME = os.path.join(SCRATCH, "ledger")
PHOTOS = "/usr/share/backgrounds/mate/nature"
names = sorted(name for name in os.listdir(PHOTOS) if name.endswith(".jpg"))
mine, other, third = (os.path.join(PHOTOS, name) for name in names[:3])
copy = subprocess.run("djpeg -scale 1/2 %s | cjpeg -quality 70" % mine, shell=True,
                      capture_output=True, check=True).stdout
drawn = os.path.join(SCRATCH, "drawn.jpg")
subprocess.run(["/usr/bin/python3", os.path.join(TOP, "tests/cli/face.py"), drawn], check=True)
small = subprocess.run(["djpeg -scale 1/2 %s | cjpeg" % drawn], shell=True, capture_output=True, check=True).stdout
FACES = {"id", "faces_state", "faces_count", "faces_width", "faces_least", "faces_words"}
requests = []
held = threading.Event()  # what is slow is slow until this is set


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    pages = {"/copy.jpg": copy, "/other.jpg": open(other, "rb").read(),
             "/text.jpg": b"<html>Sign in</html>", "/third.jpg": open(third, "rb").read(),
             "/drawn.jpg": open(drawn, "rb").read(), "/small.jpg": small,
             **{"/drawn%d.jpg" % i: open(drawn, "rb").read() + bytes(i) for i in range(1, 4)}}

    def do_GET(self):
        requests.append((self.path, dict(self.headers)))
        status = {"/private.jpg": 403, "/gone.jpg": 404}.get(self.path, 200)
        if self.path.startswith("/slow"):
            held.wait()
        if self.path == "/moved.jpg":
            self.send_response(302)
            self.send_header("Location", "/other.jpg")
            body = b""
        else:
            body = self.pages.get(self.path, b"") if status == 200 else b"no"
            self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = "http://127.0.0.1:%d" % server.server_port


def server_asked():
    """Wait until the server was asked for something slow."""
    deadline = time.monotonic() + HANG
    while not any(path.startswith("/slow") for path, _ in requests):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def check(host, method, *paths, **more):
    job = host.ask(method, url=base + "/me.html", title="Me", images=[
        {"id": path, "url": base + path, "kind": "img", "width": 1, "height": 1, "alt": "x"}
        for path in paths], **more)["job"]
    return job


def results(host, job):
    found = {}
    while True:
        if host.notes:
            note = host.notes.pop(0)["params"]
        else:
            note = host.frame()["params"]
        assert note["job"] == job, (note, job)
        for row in note["results"]:
            assert row["id"] not in found or set(row) == FACES, row
            found.setdefault(row["id"], {}).update(row)
        if note["state"] != "running":
            return note, found


# ---- Not without the option, which no message can give ----
host = Host("--home", HOME)
host.hello()
host.ask("ledger.create", passphrase="a page of four pictures")
for more in ({"local": True}, {"allow_local": True}):
    try:
        check(host, "page.check", "/copy.jpg", **more)
        raise AssertionError("a message gave the option")
    except Failed as failed:
        assert failed.code == "bad_params", failed.code
note, found = results(host, check(host, "page.check", "/copy.jpg"))
assert note["state"] == "finished" and found["/copy.jpg"]["access"] == "unknown", found
assert found["/copy.jpg"]["error"]["code"] and requests == []
host.close()

host = Host("--allow-local", "--home", HOME)
host.hello()
host.ask("ledger.unlock", passphrase="a page of four pictures")
assert host.add(mine)["photo"] == 1

# ---- What is what ----
paths = ["/copy.jpg", "/other.jpg", "/moved.jpg", "/text.jpg", "/private.jpg", "/gone.jpg"]
job = check(host, "page.check", *paths, record=True)
note, found = results(host, job)
assert note["state"] == "finished" and note["done"] == note["total"] == len(paths)
assert {path: row["status"] for path, row in found.items()} == {
    "/copy.jpg": "mine", "/other.jpg": "new", "/moved.jpg": "new", "/text.jpg": "unknown",
    "/private.jpg": "unknown", "/gone.jpg": "absent"}, found
match = found["/copy.jpg"]["matches"][0]
assert match["photo"] == 1 and match["confidence"] == "certain"
assert found["/moved.jpg"]["public"]["final_url"] == base + "/other.jpg"
assert found["/private.jpg"]["public"]["status"] == 403
for row in found.values():
    assert row["words"].endswith("."), row
    assert ("error" in row) == (row["status"] in ("unreadable", "unknown", "absent"))
    assert ("findings" in row) == ("error" not in row)
for path, headers in requests:
    assert not {"Cookie", "Authorization", "Origin"} & set(headers), headers
    # Only what was turned away or missing is asked for in the page's name, too.
    assert "Referer" not in headers or path in ("/private.jpg", "/gone.jpg", "/text.jpg"), path
seen = host.ask("photo.show", id=1)["seen"]
assert [(s["place"], s["page"]) for s in seen] == [(base + "/copy.jpg", base + "/me.html")]

# ---- Kept, once ----
kept = host.ask("photo.keep", job=job, ids=["/other.jpg", "/gone.jpg"])["kept"]
assert [(row["id"], row["outcome"]) for row in kept] == [("/other.jpg", "added"), ("/gone.jpg", "failed")]
photo = host.ask("photo.show", id=kept[0]["photo"])
assert photo["source"] == base + "/other.jpg" and photo["bytes"] == os.path.getsize(other)
assert host.ask("photo.thumbnail", ids=[photo["id"]])["missing"] == []
# Kept from a public page, it was seen there, with the bytes that were there.
(place,) = photo["seen"]
assert (place["place"], place["page"], place["access"]) == (base + "/other.jpg", base + "/me.html", "public")
assert place["bytes"] == os.path.getsize(other) and place["sha256"] == photo["sha256"]
again = host.ask("photo.keep", job=job, ids=["/other.jpg"])["kept"][0]
assert (again["outcome"], again["photo"]) == ("known", photo["id"])
note, found = results(host, check(host, "page.find", "/other.jpg"))
assert found["/other.jpg"]["status"] == "mine" and "findings" not in found["/other.jpg"]

# ---- Looked at again ----
requests.clear()
places = host.ask("exposure.recheck", photos=[1], agent="Mozilla/5.0 (test)")["places"]
assert [(p["place"], p["now"], p["access"], p["gone"]) for p in places] == [
    (base + "/copy.jpg", "there", "public", False)], places
assert all(headers["User-Agent"] == "Mozilla/5.0 (test)" for _, headers in requests), requests

# ---- Another shape than the page shows; an address that is too long ----
job = host.ask("page.check", url=base + "/me.html", images=[
    {"id": 1, "url": base + "/moved.jpg", "natural": [100, 400]},
    {"id": 2, "url": base + "/other.jpg", "natural": [1920, 1200]},
    {"id": 3, "url": base + "/" + "x" * 5000},
    {"id": 4, "url": base + "/copy.jpg", "natural": [100, 400]}])["job"]
note, found = results(host, job)
assert {key: (row["status"], row["access"], row["why"]) for key, row in found.items()} == {
    1: ("mine", "public", "ok"), 2: ("mine", "public", "ok"), 3: ("unknown", "unknown", "long_address"),
    4: ("mine", "public", "ok")}, found
job = host.ask("page.check", url=base + "/me.html", images=[
    {"id": 1, "url": base + "/third.jpg", "natural": [100, 400]}])["job"]
note, found = results(host, job)
assert (found[1]["status"], found[1]["access"], found[1]["why"]) == ("stand_in", "stand_in", "unlike"), found

# ---- Another picture than the page shows, of the same shape; mine stays mine ----
sure, none = "f" * 16, "0" * 16
true = json.loads(subprocess.run(["lenscap", "fingerprint", "--json", third], check=True, capture_output=True,
                                 text=True).stdout.splitlines()[0])["dhash"]
off = "%016x" % (int(true, 16) ^ 0x5555555555555555)
near = "%016x" % (int(true, 16) ^ 0x0101010101010101)
for path, dhash, want in (("/third.jpg", off + sure, ("stand_in", "stand_in", "unlike")),
                          ("/third.jpg", true + sure, ("new", "public", "ok")),
                          ("/third.jpg", near + sure, ("new", "public", "ok")),
                          ("/third.jpg", off + none, ("new", "public", "ok")),
                          ("/third.jpg", off + "00000000000fffff", ("new", "public", "ok")),
                          ("/third.jpg", "no hash", ("new", "public", "ok")),
                          ("/copy.jpg", off + sure, ("mine", "public", "ok"))):
    job = host.ask("page.check", url=base + "/me.html", images=[{"id": 1, "url": base + path, "dhash": dhash}])["job"]
    note, found = results(host, job)
    assert (found[1]["status"], found[1]["access"], found[1]["why"]) == want, (path, dhash, found)

# ---- Stopped; and others are answered meanwhile ----
job = check(host, "page.check", *["/slow%d.jpg" % i for i in range(20)])
server_asked()
assert host.ask("photo.list")["total"] == 2
host.ask("job.cancel", job=job)
note, found = results(host, job)
assert note["state"] == "cancelled" and not found, note
assert host.ask("ledger.status")["sightings"] == 2

# ---- Which photos of mine have a face that a face search can use: said last, of the largest of a photo ----
assert host.add(drawn)["outcome"] == "added"
paths = ["/small.jpg", "/copy.jpg", "/third.jpg", "/drawn.jpg", "/gone.jpg"]
job = host.ask("page.check", url=base + "/me.html", faces=True, images=[
    {"id": path, "url": base + path, "same": 7 if path in ("/small.jpg", "/drawn.jpg") else i + 1}
    for i, path in enumerate(paths)])["job"]
note, found = results(host, job)
assert note["state"] == "finished" and note["done"] == note["total"] == len(paths), note
looked = {path: row["faces_count"] for path, row in found.items() if "faces_state" in row}
assert looked == {"/copy.jpg": 0, "/drawn.jpg": 1}, looked
assert 144 < found["/drawn.jpg"]["faces_width"] < 216 and found["/copy.jpg"]["faces_least"] > 40, found
assert not FACES - {"id"} & set(results(host, check(host, "page.check", "/drawn.jpg"))[1]["/drawn.jpg"])

# ---- Faces are looked for once no page is checked: answers go first; of a file that is known they are told ----
requests.clear()
first = check(host, "page.check", "/slow1.jpg")
server_asked()
faced = check(host, "page.check", "/drawn1.jpg", "/drawn2.jpg", faces=True)
last = check(host, "page.check", "/slow2.jpg")
host.ask("job.cancel", job=first)
assert results(host, first)[0]["state"] == "cancelled"
told = {}
while len(told) < 2:
    note = (host.notes.pop(0) if host.notes else host.frame())["params"]
    assert (note["job"], note["state"]) == (faced, "running"), note
    told.update({row["id"]: row for row in note["results"]})
assert not any("faces_state" in row for row in told.values()), told
requests.clear()
server_asked()
host.ask("job.cancel", job=last)
assert results(host, last)[0]["state"] == "cancelled"
note, found = results(host, faced)
assert note["state"] == "finished" and [row["faces_count"] for row in found.values()] == [1, 1], (note, found)

requests.clear()
faced = check(host, "page.check", "/drawn.jpg", faces=True)
last = check(host, "page.check", "/slow5.jpg")
note, found = results(host, faced)
assert note["state"] == "finished" and found["/drawn.jpg"]["faces_count"] == 1, (note, found)
host.ask("job.cancel", job=last)
assert results(host, last)[0]["state"] == "cancelled"

# One that waits to look for faces is stopped, too.
requests.clear()
first = check(host, "page.check", "/slow3.jpg")
server_asked()
faced = check(host, "page.check", "/drawn3.jpg", faces=True)
last = check(host, "page.check", "/slow4.jpg")
host.ask("job.cancel", job=first)
assert results(host, first)[0]["state"] == "cancelled"
while not host.frame()["params"]["results"]:
    pass
host.ask("job.cancel", job=faced)
host.ask("job.cancel", job=last)
ends = [(note["job"], note["state"]) for note in
        [(host.notes.pop(0) if host.notes else host.frame())["params"] for _ in range(2)]]
assert sorted(ends) == [(faced, "cancelled"), (last, "cancelled")], ends

# ---- Ended with a check under way ----
requests.clear()
job = check(host, "page.check", *["/slow%d.jpg" % i for i in range(20)])
server_asked()
took = host.close()
held.set()
server.shutdown()
print("page: all as it should be; with a check under way it ended in %.0f ms" % (took * 1000))
