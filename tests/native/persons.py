"""Whose ledger a session speaks of."""
import json
import os
import signal
import subprocess
import sys

from host import BUILD, Host, TOP

DATA, RUN = os.environ["XDG_DATA_HOME"], os.environ["XDG_RUNTIME_DIR"]
PERSONS = os.path.join(DATA, "lenscap-persons")
PHOTO = "/usr/share/backgrounds/mate/nature/Storm.jpg"
AGREE = dict(protocol=[1, 1], client={"name": "test", "version": "0", "language": "en"})
PASS = "correct horse battery staple"


def lenscap(*words, status=0):
    done = subprocess.run([os.path.join(BUILD, "lenscap"), *words], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL)
    assert done.returncode == status, (words, done)
    return done.stdout


def begin(**whose):
    host = Host()
    return host, host.ask("session.hello", **AGREE, **whose)


# ---- Persons ----
ana, hello = begin(person="Ana")
assert hello["person"] == "Ana" and hello["ledger"] == {"state": "none"} and "persons" in hello["features"]
assert ana.ask("person.list")["persons"] == []
ana.ask("ledger.create", passphrase=PASS)
assert ana.ask("person.list")["persons"] == [{"name": "Ana", "readable": True, "chosen": True}]
ana.ask("me.set", values={"name": "Ana Example"})
# Another is another session; the same again is none.
assert ana.ask("session.hello", **AGREE, person="Ana")["person"] == "Ana"
for other in (dict(), dict(person="Bo"), dict(temporary=True)):
    assert "another session" in ana.refused("bad_params", "session.hello", **AGREE, **other).message
ana.close()
# Open for another program, where the kernel keeps keys.
late, hello = begin(person="Ana")
ana_state = hello["ledger"]["state"]
late.close()

own, hello = begin()
assert "person" not in hello and hello["ledger"] == {"state": "none"}
assert own.ask("person.list")["persons"] == [{"name": "Ana", "readable": True, "chosen": False}]
own.ask("ledger.create", passphrase=PASS + " other")
assert not own.ask("me.get").get("name")
own.close()
# A host that finds the user's own open has no key for another's: it makes nothing there.
bo, hello = begin(person="Bo")
assert hello["ledger"] == {"state": "none"}
bo.refused("no_ledger", "report.summary")
bo.close()
again, hello = begin(person="Ana")
assert hello["ledger"]["state"] == ana_state, hello
again.close()
assert os.listdir(PERSONS) == ["Ana"], os.listdir(PERSONS)
assert lenscap("persons") == "Ana\n" and lenscap("--person", "Ana", "persons") == "Ana (chosen)\n"
assert "Ana Example" in lenscap("--person=Ana", "me", "show") and "Ana" not in lenscap("me", "show")
assert lenscap("--home", os.path.join(DATA, "lenscap"), "persons") == "Ana\n"

# ---- Names ----
# The same are taken and refused as by the extension (tests/extension/whose.test.mjs).
with open(os.path.join(TOP, "tests/data/persons.json")) as names:
    names = json.load(names)
for name in names["refused"]:
    host = Host()
    host.refused("bad_params", "session.hello", **AGREE, person=name)
    assert host.ask("session.hello", **AGREE)["ledger"]["state"] != "none", "the user's own is still to be had"
    host.close()
    lenscap("--person", name, "status", status=1)
for name in names["taken"]:
    lenscap("--person", name, "persons")
host, _ = begin(person="n" * 64)
host.close()
# Of whom nothing is kept nothing is left: a name is one.
lenscap("--person", "Bo", "photos", "list", status=1)
assert os.listdir(PERSONS) == ["Ana"], os.listdir(PERSONS)
assert "'lenscap persons'" in lenscap("--person", "Bo", "status", status=1)
for words in (["unlock"], ["lock"], ["verify"], ["me", "show"]):
    done = subprocess.run([os.path.join(BUILD, "lenscap"), "--person", "Bo", *words], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL)
    assert done.returncode == 1 and "no ledger of that person" in done.stderr, (words, done)
with open(os.path.join(PERSONS, "Ana", "ledger"), "r+b") as file:
    file.write(b"\0" * 16)
assert "Ana: its ledger cannot be read" in lenscap("persons")
lenscap("--person", "Ana", "wipe", "--yes")
assert not os.path.exists(PERSONS)
assert "no person's ledger" in lenscap("persons")

# A folder that is not there yet is called as it will be; a name is one, however it was typed.
NEW = os.path.join(DATA, "new")
for home in (NEW + "/", NEW + "/./", NEW + "//."):
    lenscap("--home", home, "--person", "Ana", "init", "--key-file", os.path.join(DATA, "key"))
    assert os.listdir(NEW + "-persons") == ["Ana"]
    assert lenscap("--home", NEW, "persons") == lenscap("--home", home, "persons") == "Ana\n"
    lenscap("--home", NEW, "--person", "Ana", "wipe", "--yes")
    assert not os.path.exists(NEW + "-persons")
composed, apart = "Jos\u00e9", "Jose\u0301"
jose, hello = begin(person=apart)
assert hello["person"] == composed
jose.ask("ledger.create", passphrase=PASS)
assert jose.ask("session.hello", **AGREE, person=apart)["person"] == composed
jose.refused("bad_params", "session.hello", **AGREE, person=".")
jose.close()
lenscap("--person", composed, "wipe", "--yes")
assert not os.path.exists(PERSONS)

# ---- Nobody who stays ----
def left():
    return [name for name in os.listdir(RUN) if name.startswith("lenscap")]


host, hello = begin(temporary=True)
assert hello["temporary"] is True and hello["ledger"] == {"state": "open"} and "temporary" in hello["features"]
host.add(PHOTO)
assert host.ask("ledger.status")["photos"] == 1 and host.ask("person.list")["persons"] == []
folder, = left()
assert os.stat(os.path.join(RUN, folder)).st_mode & 0o077 == 0
# No other program may have its key, and nobody could open it again.
inside = os.path.join(RUN, folder, "ledger")
lenscap("photos", "list", "--home", inside, status=3)
assert "end the session" in host.refused("bad_params", "ledger.lock").message
# Nor does a restore that cannot be take it away.
with open(os.path.join(DATA, "noise"), "wb") as file:
    file.write(os.urandom(4000))
for replace in (False, True):
    host.refused("damaged", "ledger.restore", file=host.upload(file.name, purpose="file"), passphrase=PASS,
                 replace=replace)
    assert host.ask("ledger.status")["photos"] == 1, replace
host.close()
assert left() == [], left()

killed, _ = begin(temporary=True)
killed.add(PHOTO)
running, _ = begin(temporary=True)
killed.process.send_signal(signal.SIGKILL)
killed.process.wait()
assert len(left()) == 2
lenscap("photos", "list", "--home", os.path.join(RUN, [name for name in left() if str(killed.pid) in name][0],
                                                 "ledger"), status=3)
# What was killed is swept by the next, and of what runs nothing.
other, _ = begin(temporary=True)
assert len(left()) == 2 and running.ask("ledger.status")["state"] == "open"
running.process.send_signal(signal.SIGTERM)
running.process.wait()
other.close()
assert left() == [], left()

# What lies there as links is nobody's temporary ledger: what they lead to stays.
gone = subprocess.Popen(["true"])
gone.wait()
trap, whole = (os.path.join(RUN, f"lenscap-temporary-{gone.pid}-{end}") for end in ("trap", "link"))
papers = os.path.join(DATA, "papers")
before = sorted(os.listdir(os.path.join(DATA, "lenscap")))
with open(papers, "w") as file:
    file.write("not ours")
os.mkdir(trap, 0o700)
os.symlink(os.path.join(DATA, "lenscap"), os.path.join(trap, "ledger"))
os.symlink(papers, os.path.join(trap, "witness"))
os.mkdir(os.path.join(DATA, "other"), 0o700)
os.symlink(os.path.join(DATA, "lenscap"), os.path.join(DATA, "other", "ledger"))
os.symlink(os.path.join(DATA, "other"), whole)
host, _ = begin(temporary=True)
host.close()
assert sorted(os.listdir(os.path.join(DATA, "lenscap"))) == before and "ledger" in before, before
assert open(papers).read() == "not ours"
assert os.path.lexists(os.path.join(DATA, "other", "ledger"))
assert left() == [os.path.basename(whole)], left()
os.unlink(whole)

os.chmod(RUN, 0o755)
host = Host()
assert "no folder in memory" in host.refused("bad_params", "session.hello", **AGREE, temporary=True).message
host.refused("bad_params", "session.hello", **AGREE, temporary=True, person="Ana")
host.close()
# Nor on a disk, which may keep what is erased.
os.environ["XDG_RUNTIME_DIR"] = disk = os.path.join(DATA, "run")
os.mkdir(disk, 0o700)
if subprocess.check_output(["stat", "-f", "-c", "%T", disk], text=True).strip() not in ("tmpfs", "ramfs"):
    host = Host()
    assert "on a disk" in host.refused("bad_params", "session.hello", **AGREE, temporary=True).message
    host.close()
    assert os.listdir(disk) == [], os.listdir(disk)
print("sessions: of a person, of nobody who stays, and what is left of them")
