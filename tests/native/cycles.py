"""Browsers come and go: after each no process is left.  cycles.py COUNT"""
import os
import random
import signal
import statistics
import sys
import time

from host import HANG, Host

HOME = os.path.join(os.environ["SCRATCH"], "ledger")
PHOTO = os.environ.get("PHOTO")


def ours():
    """Processes of this test's session that run a program of Lenscap's."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            command = os.path.basename(os.readlink("/proc/%s/exe" % pid))
            with open("/proc/%s/stat" % pid) as file:
                session = int(file.read().rsplit(")", 1)[1].split()[3])
        except OSError:
            continue
        if session == os.getsid(0) and command.startswith("lenscap"):
            found.append((int(pid), command))
    return found


os.setsid() if os.getpid() != os.getsid(0) else None
count = int(sys.argv[1])
chance = random.Random(7)
host = Host("--home", HOME)
host.hello()
if host.ask("ledger.status")["state"] == "none":
    host.ask("ledger.create", passphrase="many cycles of the wheel")
host.close()
ends = []
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
        host.process.wait(HANG)
        host.process.stdin.close()
        host.process.stdout.close()
        host.process.stderr.close()
    else:
        ends.append(host.close())
deadline = time.monotonic() + HANG
while ours() and time.monotonic() < deadline:
    time.sleep(0.05)
left = ours()
assert not left, left
assert statistics.median(ends) < 1, "it takes %.2f s to end" % statistics.median(ends)
print("cycles: %d, no process left, an end took %.0f ms, the slowest %.0f ms" % (
    count, statistics.median(ends) * 1000, max(ends) * 1000))
