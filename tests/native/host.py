"""A browser's side of native messaging, written from the specifications and
not from the host's source: a process, frames, JSON-RPC 2.0."""
import base64
import json
import os
import select
import struct
import subprocess
import time

TOP = os.environ.get("TOP", ".")
BUILD = os.environ.get("BUILD", "build/release")
PROGRAM = os.path.join(BUILD, "lenscap-host")
IDS = dict(line.rstrip("\n").split(" := ") for line in open(
    os.path.join(TOP, "packaging/native-messaging/ids")) if " := " in line)
ORIGIN = "chrome-extension://%s/" % IDS["chromium_ids"].split()[0]
FRAME_OUT = 1 << 20
# A sanitizer's build is slower and larger.
SANITIZED = "asan" in BUILD
# After so many seconds it is a hang, on the busiest machine.  How fast things are is
# judged by medians, which one slice of time lost to somebody else does not change.
HANG = 120


class Failed(Exception):
    def __init__(self, error):
        super().__init__(error)
        self.code = error["data"]["code"]
        self.message = error["message"]
        self.remedy = error["data"]["remedy"]


class Host:
    def __init__(self, *options, arguments=(ORIGIN,), environment=None, **more):
        self.process = subprocess.Popen(
            [PROGRAM, *options, *arguments], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, **more)
        self.read, self.last, self.notes = b"", 0, []
        self.pid = self.process.pid

    # ---- Frames ----
    def write(self, data):
        os.write(self.process.stdin.fileno(), data) if len(data) <= 4096 \
            else (self.process.stdin.write(data), self.process.stdin.flush())

    def send(self, message):
        data = json.dumps(message, separators=(",", ":")).encode()
        self.write(struct.pack("=I", len(data)) + data)

    def frame(self, seconds=HANG):
        """The next frame; None when the host has ended its output."""
        deadline = time.monotonic() + seconds
        while True:
            if len(self.read) >= 4:
                size, = struct.unpack("=I", self.read[:4])
                assert size <= FRAME_OUT, size
                if len(self.read) >= 4 + size:
                    data, self.read = self.read[4:4 + size], self.read[4 + size:]
                    return json.loads(data)
            left = deadline - time.monotonic()
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, left))
            if not ready:
                raise TimeoutError("no frame in %d s" % seconds)
            data = os.read(self.process.stdout.fileno(), 1 << 20)
            if not data:
                assert not self.read, "output ends within a frame"
                return None
            self.read += data

    # ---- Requests ----
    def start(self, method, **params):
        self.last += 1
        self.send({"jsonrpc": "2.0", "id": self.last, "method": method, "params": params})
        return self.last

    def answer(self, number, seconds=HANG):
        while True:
            message = self.frame(seconds)
            assert message is not None, "the host has gone"
            assert message["jsonrpc"] == "2.0"
            if "method" in message:
                assert "id" not in message
                self.notes.append(message)
                continue
            assert message["id"] == number, (message, number)
            if "error" in message:
                assert set(message) == {"jsonrpc", "id", "error"}
                error = message["error"]
                assert isinstance(error["code"], int) and error["message"].endswith("."), error
                # A browser has no terminal.
                assert "lenscap " not in error["message"], error
                raise Failed(error)
            return message["result"]

    def ask(self, method, **params):
        return self.answer(self.start(method, **params))

    def refused(self, code, method, **params):
        try:
            result = self.ask(method, **params)
        except Failed as failed:
            assert failed.code == code, (failed.code, code, failed.message)
            return failed
        raise AssertionError("%s was answered: %s" % (method, result))

    def hello(self):
        return self.ask("session.hello", protocol=[1, 1],
                        client={"name": "test", "version": "0", "language": "en"})

    def upload(self, path, purpose="add", name=None, step=393216, ahead=4):
        data = open(path, "rb").read()
        upload = self.ask("photo.begin", purpose=purpose, bytes=len(data),
                          name=name or os.path.basename(path))["upload"]
        waiting = []
        for index, at in enumerate(range(0, len(data), step)):
            if len(waiting) == ahead:
                self.answer(waiting.pop(0))
            waiting.append(self.start("photo.chunk", upload=upload, index=index,
                                      data=base64.b64encode(data[at:at + step]).decode()))
        for number in waiting:
            received = self.answer(number)["received"]
        assert received == len(data)
        return upload

    def add(self, path, **more):
        return self.ask("photo.end", upload=self.upload(path, **more))

    # ---- The process ----
    def children(self):
        found = []
        for task in os.listdir("/proc/%d/task" % self.pid):
            with open("/proc/%d/task/%s/children" % (self.pid, task)) as file:
                found += [int(word) for word in file.read().split()]
        return found

    def resident(self):
        """The most it ever had in memory, in bytes."""
        with open("/proc/%d/status" % self.pid) as file:
            for line in file:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
        raise AssertionError("no VmHWM")

    def close(self, code=0):
        """End of input: it must go by itself, silently; how long that took."""
        began = time.monotonic()
        if not self.process.stdin.closed:
            self.process.stdin.close()
        left = self.process.wait(HANG)
        took = time.monotonic() - began
        assert code is None or left == code, left
        noise = self.process.stderr.read()
        assert noise == b"", noise
        self.process.stdout.close()
        self.process.stderr.close()
        return took
