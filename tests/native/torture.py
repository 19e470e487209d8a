"""What a broken, hostile or dying browser may send.  Every case ends in a coded
error or a clean exit, soon, small, and with nothing else on the output."""
import json
import os
import signal
import statistics
import struct
import subprocess
import time

from host import HANG, ORIGIN, PROGRAM, SANITIZED, Host

HOME = os.path.join(os.environ["SCRATCH"], "ledger")
SLOW = 2.0 if SANITIZED else 0.1  # seconds a case may take; of this, the median
RESIDENT = (256 if SANITIZED else 16) << 20
worst = {"time": 0.0, "resident": 0}
times = []


def frame(data):
    return struct.pack("=I", len(data)) + data


def request(method="ledger.status", number=9, **params):
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": method,
                       "params": params}).encode()


def begin():
    host = Host("--home", HOME)
    host.hello()
    return host


def timed(name, function):
    began = time.monotonic()
    host = function()
    took = time.monotonic() - began
    assert took < HANG, "%s took %.2f s" % (name, took)
    times.append(took)
    if took > worst["time"] and name != "nobody reads":
        worst.update(time=took, case=name)
    return host


def measure(host):
    resident = host.resident()
    assert resident <= RESIDENT, "resident: %d" % resident
    worst["resident"] = max(worst["resident"], resident)


def answered(name, data, code, more=True):
    """A coded error; then the host goes on, or (more=False) has ended."""
    host = begin()

    def act():
        host.write(data)
        message = host.frame()
        assert message["error"]["data"]["code"] == code, message
    timed(name, act)
    measure(host) if more else None
    if more:
        assert host.ask("session.hello", protocol=[1, 1])["protocol"] == 1
        host.close()
    else:
        assert host.frame() is None
        host.close(code=1)


def ends(name, data, code, act=None):
    """No answer; the input ends, and so does the host."""
    host = begin()
    host.write(data)
    timed(name, lambda: (act or Host.close)(host, code=code))


def dribbled(host):
    for byte in frame(request("ledger.status", 77)):
        host.write(bytes([byte]))
    assert host.frame()["id"] == 77


def coalesced(host):
    host.write(b"".join(frame(request("session.hello", n, protocol=[1, 1])) for n in range(50)))
    assert [host.frame()["id"] for _ in range(50)] == list(range(50))


def whole_mib(host):
    head = request("no.such", 5, pad="")
    data = head.replace(b'"pad": ""', b'"pad": "' + b"x" * ((1 << 20) - len(head)) + b'"')
    assert len(data) == 1 << 20
    host.write(frame(data))
    assert host.frame()["error"]["data"]["code"] == "unknown_method"
    assert len(data) + 1 > 1 << 20


def good(name, act):
    host = begin()
    timed(name, lambda: act(host))
    measure(host)
    host.close()


def refused_start(name, *arguments):
    ended = timed(name, lambda: subprocess.run([PROGRAM, "--home", HOME, *arguments],
                                               input=frame(request()), capture_output=True, timeout=HANG))
    assert ended.returncode == 2 and ended.stdout == b"", (name, ended)
    assert ended.stderr.count(b"\n") == 1


def signalled(number):
    host = begin()

    def act():
        os.kill(host.pid, number)
        assert host.frame() is None
        assert host.process.wait(HANG) == 0
    timed("signal %d" % number, act)
    host.close()


def stdout_closed():
    host = begin()

    def act():
        host.process.stdout.close()
        host.write(frame(request()))
        assert host.process.wait(HANG) == 0
    timed("stdout closed", act)


def nobody_reads():
    """A browser that stops reading: the host stops too, and still sees it go."""
    host = begin()
    data = frame(request("no.such")) * 200
    os.set_blocking(host.process.stdin.fileno(), False)
    at, stuck = 0, 0
    while stuck < 200:
        try:
            at += os.write(host.process.stdin.fileno(), data[at % len(data):])
            stuck = 0
        except BlockingIOError:
            stuck += 1
            time.sleep(0.001)
    measure(host)
    timed("nobody reads", lambda: host.close(code=None))


def bad_utf8():
    return b'{"jsonrpc":"2.0","id":1,"method":"ledger.status","params":{"x":"\xff\xfe"}}'


MALFORMED = {
    "zero length": b"",
    "not JSON": b"hello",
    "half of JSON": request()[:-2],
    "trailing garbage": request() + b"}",
    "two values": request() + request(),
    "bad UTF-8": bad_utf8(),
    "overlong UTF-8": bad_utf8().replace(b"\xff\xfe", b"\xc0\xaf"),
    "a lone surrogate": bad_utf8().replace(b"\xff\xfe", b"\\ud800"),
    "NUL in a string": bad_utf8().replace(b"\xff\xfe", b"\\u0000"),
    "NUL bytes": b"\0" * 64,
    "duplicate keys": b'{"jsonrpc":"2.0","id":1,"id":2,"method":"ledger.status"}',
    "deep lists": b"[" * 500000,
    "deep objects": b'{"a":' * 100000,
    "deep params": b'{"jsonrpc":"2.0","id":1,"method":"ledger.status","params":{"x":'
                   + b"[" * 3000 + b"]" * 3000 + b"}}",
    "a huge number": b'{"jsonrpc":"2.0","id":' + b"9" * 400 + b',"method":"ledger.status"}',
    "a batch": b"[" + request() + b"]",
    "a string": b'"ledger.status"',
    "no version": b'{"id":1,"method":"ledger.status"}',
    "version 1.0": request().replace(b"2.0", b"1.0"),
    "no method": b'{"jsonrpc":"2.0","id":1}',
    "method is a number": b'{"jsonrpc":"2.0","id":1,"method":7}',
    "id is a list": b'{"jsonrpc":"2.0","id":[1],"method":"ledger.status"}',
    "params are a list": b'{"jsonrpc":"2.0","id":1,"method":"ledger.status","params":[1]}',
}
for name, data in MALFORMED.items():
    answered(name, frame(data), "malformed")
for name, length in {"2^31-1": 2**31 - 1, "2^31": 2**31, "2^32-1": 2**32 - 1,
                     "1 MiB and one byte": (1 << 20) + 1,
                     "stray text": struct.unpack("=I", b"Trac")[0]}.items():
    answered("length " + name, struct.pack("=I", length) + b"x" * 100, "too_big", more=False)
answered("unknown method", frame(request("photo.print")), "unknown_method")
for name, params in {"number for a text": {"purpose": 1, "name": "x", "bytes": 1},
                     "nothing": {}, "text for a number": {"purpose": "add", "name": "x", "bytes": "1"},
                     "a fraction": {"purpose": "add", "name": "x", "bytes": 1.5},
                     "too large": {"purpose": "add", "name": "x", "bytes": 2**62},
                     "negative": {"purpose": "add", "name": "x", "bytes": -1},
                     "a null": {"purpose": None, "name": "x", "bytes": 1}}.items():
    answered("wrong types: " + name, frame(request("photo.begin", **params)), "bad_params")

good("dribbled bytes", dribbled)
good("coalesced frames", coalesced)
good("1 MiB exactly", whole_mib)

ends("EOF at once", b"", 0)
for size in (1, 2, 3):
    ends("short header of %d" % size, frame(request())[:size], 1)
ends("EOF after a header", struct.pack("=I", 100), 1)
ends("EOF within a frame", frame(request())[:-5], 1)

for name, arguments in {
        "no argument": (), "another extension": ("chrome-extension://" + "a" * 32 + "/",),
        "no slash": (ORIGIN[:-1],), "a page": ("https://lenscap.org/",),
        "another add-on": ("/x/org.lenscap.host.json", "evil@example.org"),
        "unknown option": ("--listen", ORIGIN)}.items():
    refused_start(name, *arguments)

for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signalled(number)
stdout_closed()
nobody_reads()

# Before hello nothing else is understood; the wrong version is told whose fault it is.
host = Host("--home", HOME)
host.refused("version", "ledger.status")
assert "update Lenscap" in host.refused("version", "session.hello", protocol=[2, 9]).message
assert "update the extension" in host.refused("version", "session.hello", protocol=[0, 0]).message
host.refused("bad_params", "session.hello", protocol=["1", "1"])
assert host.hello()["browser"] == "chromium"
host.close()
host = Host("--home", HOME, arguments=("/x/org.lenscap.host.json", "lenscap@lenscap.org"))
assert host.hello()["browser"] == "firefox"
host.close()

# A request without an id is not answered, whatever it says.
host = begin()
host.send({"jsonrpc": "2.0", "method": "no.such"})
host.send({"jsonrpc": "2.0", "method": "ledger.status"})
host.send({"jsonrpc": "2.0", "id": "a word", "method": "ledger.status", "later": [1, {"x": 2}]})
assert host.frame()["id"] == "a word"
host.close()

assert statistics.median(times) <= SLOW, "a case takes %.2f s" % statistics.median(times)
print("torture: a case %.1f ms, slowest %.0f ms (%s), at most %.1f MB resident" % (
    statistics.median(times) * 1000, worst["time"] * 1000, worst["case"], worst["resident"] / 2**20))
