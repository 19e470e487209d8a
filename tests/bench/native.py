#!/usr/bin/env python3
"""native.py BUILD: lenscap-host from a browser's side of its pipes."""
import base64
import os
import statistics
import struct
import sys
import tempfile
import time

build = os.path.abspath(sys.argv[1])
os.environ.update(BUILD=build, TOP=os.getcwd())
sys.path.insert(0, "tests/native")
from host import Host  # noqa: E402


def spread(values):
    values = sorted(values)
    return "%.2f ms (p95 %.2f)" % (statistics.median(values), values[int(len(values) * 0.95)])


def connect(home):
    began = time.perf_counter()
    host = Host("--home", home)
    host.hello()
    took = (time.perf_counter() - began) * 1000
    host.close()
    return took


def round_trip(host):
    began = time.perf_counter()
    host.hello()
    return (time.perf_counter() - began) * 1000


def chunks(host, total, quick):
    """So many bytes as the extension sends them, made ahead; MB/s of bytes."""
    step = 393216
    data = os.urandom(step)
    upload = host.ask("photo.begin", purpose="check", name="x", bytes=total)["upload"]
    frames, at, index = [], 0, 0
    text = base64.b64encode(data)
    while at < total:
        size = min(step, total - at)
        part = text if size == step else base64.b64encode(data[:size])
        order = b'"upload":%d,"index":%d,"data":"%s"' if quick else b'"upload": %d,"index":%d,"data":"%s"'
        host.last += 1
        body = b'{"jsonrpc":"2.0","id":%d,"method":"photo.chunk","params":{' % host.last + \
            order % (upload, index, part) + b"}}"
        frames.append((host.last, struct.pack("=I", len(body)) + body))
        at, index = at + size, index + 1
    began = time.perf_counter()
    waiting = []
    for number, frame in frames:
        if len(waiting) == 4:
            host.answer(waiting.pop(0))
        host.write(frame)
        waiting.append(number)
    for number in waiting:
        host.answer(number)
    took = time.perf_counter() - began
    host.ask("photo.end", upload=upload)
    return total / took / 1e6


with tempfile.TemporaryDirectory() as scratch:
    os.environ["HOME"] = scratch
    home = os.path.join(scratch, "ledger")
    print("lenscap-host, first reply after connect: " + spread([connect(home) for _ in range(100)]))
    host = Host("--home", home)
    host.hello()
    print("lenscap-host, round trip: " + spread([round_trip(host) for _ in range(1000)]))
    for quick, words in ((True, "as our extension writes them"), (False, "read by jansson")):
        rates = [chunks(host, 32 << 20, quick) for _ in range(5)]
        print("lenscap-host, 32 MB in chunks, %s: %.0f MB/s" % (words, statistics.median(rates)))
    host.close()
