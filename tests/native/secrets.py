"""A passphrase and a recovery key pass through the host: afterwards they are in
no environment, command line or error output, nor anywhere in its memory."""
import os
import re
import sys

from host import SANITIZED, Host

HOME = os.path.join(os.environ["SCRATCH"], "ledger")
CANARY = "canary passphrase 7f3d1c"
needles = {"passphrase": CANARY.encode()}


def processes(pid):
    """A process and all below it."""
    yield pid
    for task in os.listdir("/proc/%d/task" % pid):
        with open("/proc/%d/task/%s/children" % (pid, task)) as file:
            for child in file.read().split():
                yield from processes(int(child))


def look(host, when):
    for pid in processes(host.pid):
        for name in ("environ", "cmdline"):
            try:
                with open("/proc/%d/%s" % (pid, name), "rb") as file:
                    text = file.read()
            except PermissionError:
                # A process that cannot be dumped shows it to nobody who may not trace.
                assert name == "environ", name
                continue
            for what, needle in needles.items():
                assert needle not in text, "%s: %s in %s" % (when, what, name)


def memory(host):
    """Where in its memory something of the secrets is."""
    found = []
    with open("/proc/%d/maps" % host.pid) as maps, \
            open("/proc/%d/mem" % host.pid, "rb", buffering=0) as mem:
        for line in maps:
            match = re.match(r"([0-9a-f]+)-([0-9a-f]+) r.*?(\S*)$", line.rstrip())
            if not match or match[3] in ("[vvar]", "[vsyscall]", "[vdso]"):
                continue
            start, end = int(match[1], 16), int(match[2], 16)
            try:
                mem.seek(start)
                data = mem.read(end - start)
            except (OSError, OverflowError, ValueError):
                continue
            for what, needle in needles.items():
                for at in re.finditer(re.escape(needle), data):
                    found.append((what, match[3] or "anonymous"))
    return found


def may_trace(host):
    try:
        open("/proc/%d/mem" % host.pid, "rb").close()
    except PermissionError:
        return False
    return True


host = Host("--home", HOME)
host.hello()
made = host.ask("ledger.create", passphrase=CANARY)
needles["recovery key"] = made["recovery"].encode()
needles["half of the recovery key"] = made["recovery"][:24].encode()
look(host, "created")
host.ask("ledger.lock")
host.ask("ledger.unlock", passphrase=CANARY)
look(host, "unlocked")
host.refused("wrong_passphrase", "ledger.unlock", passphrase=CANARY + " and more")
host.ask("ledger.lock")
host.ask("ledger.unlock", recovery=made["recovery"])
# What cannot be understood is wiped as well.
host.send({"jsonrpc": "2.0", "id": 999, "method": "ledger.unlokc", "params": {"passphrase": CANARY}})
assert host.frame()["id"] == 999
host.write(len(CANARY).to_bytes(4, sys.byteorder) + CANARY.encode())
assert host.frame()["error"]["data"]["code"] == "malformed"
host.ask("ledger.lock")
look(host, "locked")
if SANITIZED:
    print("secrets: memory is not looked at, a sanitizer keeps what is freed")
elif not may_trace(host):
    print("secrets: memory is not looked at, only who may trace it can")
else:
    found = memory(host)
    assert not found, found
    needles["what is there"] = HOME.encode()
    assert memory(host), "memory was not looked at"
    print("secrets: in no environment, command line or memory")
host.close()  # and sees that nothing was said on standard error
