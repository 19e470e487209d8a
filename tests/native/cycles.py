"""Browsers come and go: after each no process is left.  cycles.py COUNT"""
import os
import random
import signal
import subprocess
import sys
import time

from host import Host

HOME = os.path.join(os.environ["SCRATCH"], "ledger")
PHOTO = os.environ.get("PHOTO")


def ours():
    """Processes of this test: those that have its scratch folder as HOME."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/cmdline" % pid, "rb") as file:
                command = file.read()
            with open("/proc/%s/stat" % pid) as file:
                session = int(file.read().rsplit(")", 1)[1].split()[3])
        except OSError:
            continue
        if session == os.getsid(0) and b"lenscap" in command:
            found.append((int(pid), command))
    return found


os.setsid() if os.getpid() != os.getsid(0) else None
count = int(sys.argv[1])
chance = random.Random(7)
host = Host("--home", HOME)
host.hello()
if host.ask("ledger.status")["state"] == "none":
    host.ask("ledger.create", passphrase="cycles")
host.close()
slowest = 0
for turn in range(count):
    host = Host("--home", HOME)
    way = turn % 5
    if way > 0:
        host.hello()
    if way == 2:
        host.start("ledger.status")
    if way == 3 and PHOTO:
        # A photo is being read when the browser goes.
        host.start("photo.end", upload=host.upload(PHOTO))
        time.sleep(chance.random() / 50)
    if way == 4:
        host.process.send_signal(chance.choice([signal.SIGTERM, signal.SIGKILL]))
        host.process.wait(20)
        host.process.stdin.close()
        host.process.stdout.close()
        host.process.stderr.close()
    else:
        slowest = max(slowest, host.close())
deadline = time.monotonic() + 5
while ours() and time.monotonic() < deadline:
    time.sleep(0.05)
left = ours()
assert not left, left
print("cycles: %d, no process left, the slowest end took %.0f ms" % (count, slowest * 1000))
