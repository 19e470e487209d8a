"""--json and the host tell the same objects: the same members, the same values.
Only what a front alone can know is taken out of one, and named here."""
import json
import os
import subprocess

from host import Host

SCRATCH = os.environ["SCRATCH"]
PHOTOS = "/usr/share/backgrounds/mate/nature"
KEY = os.path.join(SCRATCH, "key")
compared = {}


def cli(*words, codes=(0,)):
    done = subprocess.run(["lenscap", *words, "--json"], capture_output=True, text=True)
    assert done.returncode in codes, (words, done)
    assert done.stdout.isascii(), words
    return [json.loads(line) for line in done.stdout.splitlines()]


def mine(*words, **more):
    return cli(*words, "--key-file", KEY, **more)


def same(what, ours, theirs):
    """Both are this object, and it has something in it."""
    if isinstance(ours, list):
        assert ours and len(ours) == len(theirs), (what, ours, theirs)
        for one, other in zip(ours, theirs):
            same(what, one, other)
        return
    assert ours, what
    differ = {name: (ours.get(name, "not there"), theirs.get(name, "not there"))
              for name in ours.keys() | theirs.keys()
              if ours.get(name, "not there") != theirs.get(name, "not there")}
    assert not differ, "%s: the command line, then the host: %s" % (what, differ)
    assert json.dumps(ours, sort_keys=True) == json.dumps(theirs, sort_keys=True)  # 1 is not true
    compared[what] = len(ours)


def without(row, *names):
    return {name: value for name, value in row.items() if name not in names}


def job(method, *images):
    number = host.ask(method, url="https://example.org/me", images=list(images))["job"]
    results = []
    while True:
        notes = [n["params"] for n in host.notes if n["params"]["job"] == number]
        host.notes = [n for n in host.notes if n["params"]["job"] != number]
        results += [row for note in notes for row in note["results"]]
        if notes and notes[-1]["state"] != "running":
            return results
        message = host.frame()
        assert "method" in message, message
        host.notes.append(message)


# ---- A ledger that both open ----
recovery = cli("init", "--key-file", KEY)[0]["recovery_key"]
host = Host()
host.hello()
locked = without(cli("status", codes=(0, 3))[0], "home")  # where it is, no browser learns
assert locked["state"] in ("locked", "open")
if locked["state"] == "locked":
    same("locked ledger", locked, host.ask("ledger.status"))
host.ask("ledger.unlock", recovery=recovery)

# ---- Photos, findings, matches ----
odd = os.path.join(SCRATCH, "Zo\u00eb \u202e.jpg")
subprocess.run("djpeg -scale 1/2 %s/Storm.jpg | cjpeg -quality 85" % PHOTOS, shell=True, check=True,
               stdout=open(odd, "wb"))
exif = bytes.fromhex("ffe10062457869660000") + b"II*\0\x08\0\0\0" + \
    bytes.fromhex("0200" "0f01 0200 0a00 0000 2600 0000" "1001 0200 0c00 0000 3000 0000" "00000000") + \
    b"Lenscap A\0" + b"Model 12345\0" + bytes(28)
exif = exif[:2] + (len(exif) - 2).to_bytes(2, "big") + exif[4:]
data = open(odd, "rb").read()
with open(odd, "wb") as file:
    file.write(data[:2] + exif + data[2:])
added = mine("photos", "add", odd, os.path.join(PHOTOS, "Aqua.jpg"))
assert [row["outcome"] for row in added] == ["added", "added"]
known = without(mine("photos", "add", odd)[0], "file")
same("added file", known, without(host.add(odd), "file"))
ours = mine("photos", "list")
same("photo", ours, host.ask("photo.list")["photos"])
read = cli("fingerprint", odd)[0]
same("finding", ours[0]["findings"], read["findings"])
copy = os.path.join(SCRATCH, "copy.jpg")
subprocess.run("djpeg | cjpeg -quality 60", shell=True, check=True, stdin=open(odd, "rb"),
               stdout=open(copy, "wb"))
again = mine("photos", "add", copy)[0]
assert (again["outcome"], again["photo"]) == ("copy", 1), again
shown = mine("photos", "show", "1")[0]
upload = host.upload(copy, purpose="check")
host.ask("photo.end", upload=upload)
found = job("page.find", {"id": 1, "upload": upload})
same("match", mine("find", copy)[0]["matches"], found[0]["matches"])
upload = host.upload(odd, purpose="check")
host.ask("photo.end", upload=upload)
checked = job("page.check", {"id": 1, "upload": upload})
same("finding of a check", read["findings"], checked[0]["findings"])

# ---- The person, controllers ----
mine("me", "set", "country", "de", "region", "de-be", "email", "zoe@example.org", "name", "Zo\u00eb")
same("me", mine("me", "show")[0], host.ask("me.get"))
same("controller", mine("controllers", "search", "clearveiw"),
     host.ask("controller.search", query="clearveiw", limit=20)["controllers"])
for slug in ("clearview-ai", "pimeyes"):
    same("whole controller", mine("controllers", "show", slug)[0], host.ask("controller.show", slug=slug))

PACK = os.path.join(SCRATCH, "advice")
os.mkdir(PACK)
with open(os.path.join(PACK, "pack.json"), "w") as file:
    json.dump({"name": "advice", "title": "Advice", "version": 1, "made": "2026-11-29", "preset": ["pimeyes"],
               "helper": {"name": "Advice"}, "introduction": [{"language": "en", "text": "Begin here."}]}, file)
cli("pack", "build", PACK, "-o", PACK + ".pack")
cli("pack", "key", PACK + ".key")
cli("pack", "sign", PACK + ".pack", "--secret-key", PACK + ".key")
mine("pack", "import", PACK + ".pack", "--signer-file", PACK + ".key.pub")
same("pack", mine("pack", "list"), host.ask("pack.list")["packs"])

# ---- Letters, cases ----
ours = mine("letter", "draft", "--to", "clearview-ai,pimeyes", "--ask", "access,erasure", "--photos", "1",
            "--preview")
theirs = host.ask("letter.draft", to=["clearview-ai", "pimeyes"], ask=["access", "erasure"], tell=["email"],
                  photos=[{"id": 1, "disclose": ["sha256"]}], preview=True)["letters"]
for row, other in zip(ours, theirs):  # a preview's reference is drawn anew
    row["text"] = row["text"].replace(row["reference"], "REFERENCE")
    other["text"] = other["text"].replace(other["reference"], "REFERENCE")
    row["subject"] = row["subject"].replace(row.pop("reference"), "REFERENCE")
    other["subject"] = other["subject"].replace(other.pop("reference"), "REFERENCE")
same("drafted letter", ours, theirs)
same("disclosure", ours[0]["discloses"], theirs[0]["discloses"])
mine("letter", "draft", "--to", "clearview-ai,pimeyes", "--ask", "access,erasure", "--photos", "1")
same("letter", mine("letter", "list"), host.ask("letter.list")["letters"])
same("whole photo", mine("photos", "show", "1")[0], host.ask("photo.show", id=1))
same("sighting", shown["seen"], host.ask("photo.show", id=1)["seen"])
mine("cases", "sent", "1", "--how", "post", "--note", "by Zo\u00eb")
mine("cases", "reply", "1", "--kind", "photo_demanded")
same("overview", mine("overview")[0], host.ask("report.overview"))
same("region", mine("me", "regions", "ch"), host.ask("me.regions", country="ch")["regions"])
same("case", mine("cases", "list"), host.ask("case.list")["cases"])
same("case that is due", mine("cases", "due"), host.ask("case.list", due=True)["cases"])
rows = mine("cases", "show", "1")
theirs = host.ask("case.show", case=1)
same("event", rows[0].get("history", rows[1:]), theirs["history"])
same("step", rows[0]["step"], theirs["step"])

# ---- The ledger ----
same("open ledger", without(mine("status")[0], "home", "locks"), host.ask("ledger.status"))
same("key", mine("keys", "list"), host.ask("ledger.status")["keys"])
host.close()
print("same: %d kinds of objects, %d members" % (len(compared), sum(compared.values())))
