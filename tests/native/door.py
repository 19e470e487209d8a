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


def minutes_left():
    """How long the kernel keeps this ledger's key; it counts in "59s", "7h"."""
    with open(os.path.join(HOME, "ledger"), "rb") as header:
        name = "lenscap:" + header.read(32)[16:].hex()
    with open("/proc/keys") as keys:
        # Those that were revoked lie about for a while.
        left, = [line.split()[3] for line in keys if name in line and "R" not in line.split()[1]]
    return int(left[:-1]) * {"s": 1, "m": 60, "h": 3600}[left[-1]] / 60


# It locks when the ledger says so: after minutes, or with the browser.
made.ask("ledger.unlock", recovery=recovery)
assert made.ask("ledger.autolock", when="minutes:5")["autolock"] == "minutes:5"
made.ask("ledger.lock")
made.ask("ledger.unlock", recovery=recovery)
assert 3 <= minutes_left() <= 5, minutes_left()
made.close()
lenscap("photos", "list")
made = Host("--home", HOME)
made.hello()
made.ask("ledger.autolock", when="end_of_browser")
lenscap("photos", "list")
made.close()
lenscap("photos", "list", status=3)
made = Host("--home", HOME)
made.hello()
made.refused("locked", "photo.list")
host.close()
