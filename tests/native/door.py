"""Two programs, one ledger, one key in the kernel."""
import os
import subprocess
import sys

from host import BUILD, Host

SCRATCH = os.environ["SCRATCH"]
HOME = os.path.join(SCRATCH, "ledger")
KEY = os.path.join(SCRATCH, "key")
with open(KEY, "w") as file:
    file.write("0123456789abcdef0123456789abcdef")


def lenscap(*words, status=0):
    done = subprocess.run([os.path.join(BUILD, "lenscap"), *words, "--home", HOME],
                          capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if status is not None:
        assert done.returncode == status, (words, done)
    return done


lenscap("init", "--key-file", KEY)
if lenscap("unlock", "--key-file", KEY, status=None).returncode != 0:
    print("this kernel keeps no keys")
    sys.exit(77)
lenscap("lock")

host = Host("--home", HOME)
host.hello()
assert host.ask("ledger.status")["state"] == "locked"
host.refused("locked", "photo.list")

# Opened elsewhere, it is open here; locked elsewhere, it is locked here.
for _ in range(3):
    lenscap("unlock", "--key-file", KEY)
    assert host.ask("ledger.status")["state"] == "open"
    assert host.ask("photo.list")["photos"] == []
    lenscap("lock")
    assert host.ask("ledger.status")["state"] == "locked"
    host.refused("locked", "photo.list")

# A lock here is one for all as well.
lenscap("unlock", "--key-file", KEY)
assert host.ask("photo.list")["photos"] == []
host.ask("ledger.lock")
assert host.ask("ledger.status")["state"] == "locked"
lenscap("photos", "list", status=3)

# What is opened here is open for the command line, until either locks it.
HOME += "2"
made = Host("--home", HOME)
made.hello()
recovery = made.ask("ledger.create", passphrase="correct horse battery")["recovery"]
lenscap("photos", "list")
lenscap("lock")
assert made.ask("ledger.status")["state"] == "locked"
made.refused("locked", "photo.list")
made.ask("ledger.unlock", recovery=recovery)
lenscap("photos", "list")
made.ask("ledger.lock")
lenscap("photos", "list", status=3)
made.close()
host.close()
