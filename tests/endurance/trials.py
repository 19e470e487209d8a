#!/usr/bin/env python3
"""trials.py BUILD NAME [COUNT]: one row of `make endurance`.

The last line says what was measured; the exit status whether that is what it
must be, 77 where this machine cannot try it."""
import errno
import json
import os
import random
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib

BUILD = os.path.abspath(sys.argv[1])
TOP = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
PHOTOS = ["/usr/share/backgrounds/mate/nature/%s.jpg" % name for name in ("Wood", "Storm", "Aqua", "FreshFlower")]
LONG = 600  # seconds after which a command hangs, also on a busy machine
chance = random.Random(int(os.environ.get("SEED", "1")))
os.environ.update(BUILD=BUILD, TOP=TOP)
sys.path.insert(0, os.path.join(TOP, "tests/native"))


class Wrong(Exception):
    pass


def skip(why):
    print("not tried: " + why)
    sys.exit(77)


def must(true, *what):
    if not true:
        raise Wrong(" ".join(map(str, what)))


def brief(words):
    """A command, without the end of a long list of files."""
    return " ".join(words[:6]) + (" and %d words more" % (len(words) - 6) if len(words) > 6 else "")


class Person:
    """A home with a ledger, two photos, a name and a letter."""

    def __init__(self, top):
        self.top = top
        os.mkdir(top)
        with open(self.path("key"), "wb") as key:
            key.write(os.urandom(32).hex().encode() + b"\n")
        self.env = {"PATH": os.environ["PATH"], "HOME": top, "LC_ALL": "C.UTF-8",
                    "XDG_STATE_HOME": self.path("state"), "XDG_DATA_HOME": self.path("data")}

    def path(self, name):
        return os.path.join(self.top, name)

    def run(self, words, before=(), env=None, home=None, **more):
        """(exit status, standard output, standard error) of a command, which must end."""
        command = [*before, BUILD + "/lenscap", *words,
                   "--home", home or self.path("home"), "--key-file", self.path("key")]
        try:
            done = subprocess.run(command, cwd=self.top, env={**self.env, **(env or {})}, capture_output=True,
                                  timeout=LONG, stdin=subprocess.DEVNULL, check=False, **more)
        except subprocess.TimeoutExpired:
            raise Wrong("it hangs: " + brief(words)) from None
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")

    def good(self, *words):
        status, out, errors = self.run(words)
        must(status == 0, " ".join(words), status, errors)
        return out

    def settle(self):
        self.good("init")
        self.good("photos", "add", *PHOTOS[:2])
        for name, value in (("name", "Ada Example"), ("email", "ada@example.org"), ("country", "fr"),
                            ("address", "Street 1\nTown")):
            self.good("me", "set", name, value)
        self.good("letter", "draft", "--ask", "access", "--to", "pimeyes")
        self.good("cases", "sent", "1")
        return self

    def whole(self, what, home=None):
        """Nothing damaged, and everything that was there is."""
        status, out, errors = self.run(["verify"], home=home)
        must(status == 0 and " 0 damaged" in out, what, "then verify:", status, out[-300:], errors)
        status, out, errors = self.run(["photos", "list", "--json"], home=home)
        must(status == 0, what, "then photos list:", status, errors)
        sources = [json.loads(line)["source"] for line in out.splitlines() if '"source"' in line]
        must(all(any(photo in source for source in sources) for photo in PHOTOS[:2]), what, "lost a photo:", sources)
        status, out, _ = self.run(["cases", "list", "--json"], home=home)
        must(status == 0 and '"case":1' in out, what, "lost the case")
        return sources


# What a person does, each with what it must not break.
COMMANDS = [
    ["photos", "add", PHOTOS[2]], ["photos", "list", "--json"], ["find", PHOTOS[0], "--json"],
    ["fingerprint", PHOTOS[1], "--json"], ["me", "set", "name", "Bo Example"], ["controllers", "search", "clear"],
    ["letter", "draft", "--ask", "access", "--to", "clearview-ai", "--json"], ["cases", "list"], ["cases", "show", "1"],
    ["cases", "reply", "1", "--kind", "receipt"], ["backup", "backup"], ["autolock", "minutes:5"],
    ["evidence", "1", "--out", "evidence"], ["letter", "export", "1"], ["status"], ["doctor"],
]


def ended(what, status, out, errors, silent=False):
    must(0 <= status <= 3, what, "ended with", status, errors[-300:])
    must(status == 0 or out or errors or silent, what, "said nothing, exit", status)
    for line in out.splitlines():
        if line.startswith("{"):
            json.loads(line)


def each_fresh(person, count, of):
    """Do something to copies of a home, `count` times."""
    for turn in range(count):
        home = person.path("copy")
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(person.path("home"), home)
        for name in ("backup", "evidence", "another"):
            path = person.path(name)
            shutil.rmtree(path, ignore_errors=True) if os.path.isdir(path) else os.path.exists(path) and os.unlink(path)
        shutil.rmtree(person.path("state"), ignore_errors=True)
        of(turn, home)


def failing(person, count):
    """The n-th call of some kind fails, with an error of disks."""
    if shutil.which("strace") is None:
        skip("strace is missing")
    calls = ["openat", "read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "mmap", "fstat",
             "newfstatat", "renameat", "renameat2", "rename", "unlinkat", "mkdirat", "socketpair", "memfd_create",
             "fcntl", "flock", "getdents64", "sendmsg", "recvmsg", "poll"]
    refused = [0]

    def one(_turn, home):
        words, call = chance.choice(COMMANDS), chance.choice(calls)
        error, at = chance.choice(["EIO", "ENOSPC", "EACCES", "EMFILE", "ENOMEM"]), int(10 ** chance.uniform(0, 2.2))
        what = "%s, %s #%d %s" % (" ".join(words), call, at, error)
        # The loader's own calls come first: a program that does not start is no trial.
        fail = ["strace", "-o", "/dev/null", "-e", "trace=" + call, "-e",
                "inject=%s:error=%s:when=%d" % (call, error, at)]
        status, out, errors = person.run(words, home=home, before=fail)
        if "error while loading shared libraries" in errors or status == 127:
            return
        # Without its first memory the loader dies of itself, whatever it loads.
        if status < 0 and subprocess.run([*fail, "true"], capture_output=True, check=False).returncode == status:
            return
        # One whose standard error is found to be closed cannot say so; nor can one that may not write.
        ended(what, status, out, errors, silent=call in ("fcntl", "write"))
        refused[0] += status != 0
        person.whole(what, home=home)

    each_fresh(person, count, one)
    return "%d calls failed, %d commands refused, 0 damaged, 0 lost" % (count, refused[0])


def memory(person, count):
    """No memory from the n-th request on: a command may end at once, and nothing is lost."""
    tool = BUILD + "/tests/endurance/no_memory.so"
    stopped = [0]

    def one(_turn, home):
        words, at = chance.choice(COMMANDS), int(10 ** chance.uniform(1, 5))
        status, _, errors = person.run(words, home=home, env={"LD_PRELOAD": tool, "LENSCAP_REFUSE": str(at)})
        what = "%s, memory refused at %d" % (" ".join(words), at)
        must(status in (0, 1, 2, 3, 127, -signal.SIGABRT, -signal.SIGSEGV) or status > 0, what, status, errors)
        must(status != -signal.SIGSEGV, what, "crashed", errors)
        stopped[0] += status != 0
        person.whole(what, home=home)

    each_fresh(person, count, one)
    return "%d times no memory, %d commands ended by it, 0 damaged, 0 lost" % (count, stopped[0])


# What is asked and changes nothing: its answer is the same, or there is none.
ASKED = [["photos", "list", "--json"], ["photos", "show", "1", "--json"], ["cases", "list", "--json"],
         ["cases", "show", "1", "--json"], ["cases", "due", "--json"], ["me", "show", "--json"], ["keys", "list", "--json"],
         ["controllers", "search", "clear", "--json"], ["overview", "--json"], ["letter", "show", "1", "--json"],
         ["find", PHOTOS[0], "--json"], ["fingerprint", PHOTOS[0], "--json"], ["compare", *PHOTOS[:2], "--json"],
         ["cases", "next", "1", "--json"], ["controllers", "show", "pimeyes", "--json"], ["letter", "list", "--json"],
         ["changes", "--json"], ["me", "regions", "us", "--json"], ["status", "--json"], ["watch", "list", "--json"],
         ["deadline", "--country", "de", "--received", "2026-11-02", "--json"]]
# What changes something, and what is asked afterwards, whose answer has a text then.
CHANGES = [(["me", "set", "name", "Bo Example"], ["me", "show", "--json"], "Bo Example"),
           (["cases", "reply", "1", "--kind", "receipt"], ["cases", "show", "1", "--json"], '"receipt"'),
           (["photos", "add", PHOTOS[2]], ["photos", "list", "--json"], PHOTOS[2]),
           (["photos", "forget", "2", "--yes"], ["photos", "show", "2", "--json"], "There is no photo 2"),
           (["autolock", "minutes:5"], ["autolock"], "5 minutes"),
           (["letter", "draft", "--ask", "erasure", "--to", "clearview-ai"], ["letter", "list", "--json"], "(Art. 17 GDPR)"),
           (["cases", "close", "1", "--outcome", "all of it erased"], ["cases", "show", "1", "--json"], "all of it erased"),
           (["cases", "received", "1"], ["cases", "show", "1", "--json"], '"received"'),
           (["cases", "adopt", "clearview-ai", "--ask", "access", "--on", "2026-11-02"], ["cases", "list", "--json"],
            "clearview-ai"),
           (["cases", "forget", "1", "--yes"], ["cases", "show", "1", "--json"], "There is no case 1"),
           (["controllers", "contact", "add", "pimeyes", "dsb@example.org", "--source", "https://example.org/contact"],
            ["controllers", "show", "pimeyes", "--json"], "dsb@example.org"),
           (["watch", "add", "https://example.org/"], ["watch", "list", "--json"], "https://example.org/"),
           (["keys", "add", "--new-key-file", "another"], ["keys", "list", "--json"], '"id":3')]
DISK = ["EIO", "ENOSPC", "EDQUOT", "EROFS", "EMFILE", "EACCES"]


def places(person, count):
    """One call fails, at each place that there is: memory, and whatever else is asked of the system."""
    tool = BUILD + "/tests/endurance/one_call.so"
    listed = person.path("places")
    if not os.path.exists(tool):
        skip("a sanitizer has its own allocator")

    def reached(words, home):
        if os.path.exists(listed):
            os.unlink(listed)
        status, out, errors = person.run(words, home=home, env={"LD_PRELOAD": tool, "LENSCAP_PLACES": listed})
        must(status == 0, " ".join(words), status, errors)
        with open(listed) as file:
            return out, [tuple(line.split()) for line in file]

    todo = []
    known = set()
    jobs = [(words, None, None) for words in ASKED] + CHANGES
    answers = {}

    def survey(turn, home):
        words, _, _ = jobs[turn]
        answers[turn], found = reached(words, home)
        todo.extend((turn, *one) for one in found if one not in known)
        known.update(found)

    each_fresh(person, len(jobs), survey)
    chance.shuffle(todo)
    todo = todo[:count] if count else todo
    refused, wrong = [0], []

    def one(number, home):
        try:
            fails(number, home)
        except Wrong as error:
            wrong.append(str(error)[:400])

    def fails(number, home):
        turn, name, place = todo[number]
        words, ask, has = jobs[turn]
        reason = "ENOMEM" if name in ("malloc", "calloc", "realloc") else chance.choice(DISK)
        what = "%s, %s %s %s" % (" ".join(words), name, place, reason)
        status, out, errors = person.run(words, home=home, env={
            "LD_PRELOAD": tool, "LENSCAP_FAIL": "%s %d" % (place, getattr(errno, reason))})
        # For the least bits of memory the end is clear, too.
        if status == -signal.SIGABRT:
            must("out of memory" in errors or name == "getrandom", what, "ended without a word")
        else:
            ended(what, status, out, errors, silent=name == "write")
        refused[0] += status != 0
        if ask is None:
            must(status != 0 or out == answers[turn], what, "answered, and otherwise than without:", out[-300:])
        elif status == 0:
            _, out, errors = person.run(ask, home=home)
            must(has in out + errors, what, "said it was done; then", " ".join(ask), out[-300:], errors)
        if ask is not None and words[1] != "forget":
            person.whole(what, home=home)

    each_fresh(person, len(todo), one)
    must(not wrong, len(wrong), "of", len(todo), "places:\n" + "\n".join(wrong[:20]))
    return "%d of %d places failed once, %d commands refused, no other answer, 0 damaged" % (
        len(todo), len(known), refused[0])


# What is killed; what must have come to pass when the next command has ended.
KILLED = [["init"], ["photos", "add", PHOTOS[2]], ["photos", "forget", "1", "--yes"],
          ["letter", "draft", "--ask", "access", "--to", "clearview-ai"], ["cases", "sent", "2"], ["backup", "backup"],
          ["restore", "kept", "--replace", "--yes"], ["restore", "kept"], ["wipe", "--yes"],
          ["keys", "add", "--new-key-file", "another"], ["me", "set", "name", "Bo"]]


def after_kill(person, words, what, home):
    """Whatever was killed: the next command finishes or undoes it, and all is well."""
    if words == ["init"] or words[0] == "wipe":
        status, out, errors = person.run(words, home=home)
        must(status == 0 or "There is " in errors, what, "then again:", status, errors)
    if words[0] == "wipe":
        left = os.listdir(home) if os.path.isdir(home) else []
        must(not left, what, "left", left)
        return
    if words != ["init"] and words[:2] != ["photos", "forget"]:
        person.whole(what, home=home)
    status, out, errors = person.run(["doctor", "--erased"], home=home)
    must(status == 0, what, "then doctor --erased:", status, out[-300:], errors)
    status, out, errors = person.run(["verify"], home=home)
    must(status == 0 and " 0 damaged" in out, what, "then verify:", status, out[-300:], errors)


def killed(person, count):
    """Each command that writes, killed before one of its calls of the system."""
    tool = BUILD + "/tests/endurance/one_call.so"
    if not os.path.exists(tool):
        skip("a sanitizer has its own allocator")
    person.good("letter", "draft", "--ask", "access", "--to", "clearview-ai")
    person.good("backup", "kept")
    calls, kills = [400] * len(KILLED), [0] * len(KILLED)

    def one(turn, home):
        turn %= len(KILLED)
        words, at = KILLED[turn], chance.randint(1, calls[turn])
        if words == ["init"]:
            shutil.rmtree(home)
        if os.path.exists(person.path("another")):
            os.unlink(person.path("another"))
        status, out, errors = person.run(words, home=home, env={"LD_PRELOAD": tool, "LENSCAP_KILL": str(at)})
        what = "%s, killed at %d" % (" ".join(words), at)
        if status == -signal.SIGKILL:
            kills[turn] += 1
        else:
            calls[turn] = min(calls[turn], at)
            must(status == 0, what, "which is none of its calls:", status, errors)
        after_kill(person, words, what, home)

    each_fresh(person, count, one)
    must(all(kills) or count < 10 * len(KILLED), "never killed:", kills)
    return "%d kills in %d commands, 0 remains, 0 called damaged" % (sum(kills), len(KILLED))


def clock(person, count):
    """The wall clock is set years back and forward between commands."""
    tool = BUILD + "/tests/endurance/other_clock.so"
    year = 365 * 86400
    done = 0
    for _turn in range(count):
        shift = chance.choice([-30, -10, -1, -0.01, 0.01, 1, 10, 30]) * year
        words = chance.choice(COMMANDS)
        if words[0] in ("backup", "evidence"):
            continue
        status, out, errors = person.run(words, env={"LD_PRELOAD": tool, "LENSCAP_CLOCK": "%d" % shift})
        what = "%s, clock %+d days" % (" ".join(words), shift / 86400)
        ended(what, status, out, errors)
        person.whole(what)
        done += 1
    return "%d commands with another clock, 0 damaged, 0 lost" % done


def picture(path):
    """A PNG of 8 by 8 grey squares, like no other."""
    shades = [[chance.randrange(256) for _ in range(8)] for _ in range(8)]
    rows = b"".join(b"\0" + b"".join(bytes([shade]) * 32 for shade in row) for row in shades for _ in range(32))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0)) +
                   chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def disk_full(person, count):
    """Photos are added to a disk that fills up; what was acknowledged is there."""
    script = """mount -t tmpfs -o size=%dk tmpfs "$1" || exit 77
cd "$2"; i=0; said=0
lenscap init --home "$1/home" --key-file key >/dev/null 2>&1 || exit 3
for photo in photos/*; do
	lenscap photos add --home "$1/home" --key-file key "$photo" >out 2>&1 && said=$((said + 1))
	[ $? -le 3 ] || exit 4
done
there=$(lenscap photos list --home "$1/home" --key-file key --json | grep -c '"source"')
lenscap verify --home "$1/home" --key-file key >out 2>&1 || { cat out; exit 5; }
echo "$said $there"; [ "$said" -eq "$there" ] || exit 6
"""
    os.mkdir(person.path("photos"))
    for number in range(40):
        picture(person.path("photos/%02d.png" % number))
    filled = kept = 0
    for turn in range(count):
        at = person.path("disk%d" % turn)
        os.mkdir(at)
        done = subprocess.run(["unshare", "-m", "bash", "-c", script % chance.randint(100, 400), "sh", at, person.top],
                              env={**person.env, "PATH": BUILD + ":" + os.environ["PATH"]}, capture_output=True,
                              text=True, timeout=10 * LONG, check=False)
        if done.returncode in (1, 77) and not done.stdout:
            skip("nothing can be mounted here")
        if done.returncode == 3:
            continue  # too small for a ledger
        must(done.returncode == 0, "disk full:", done.returncode, done.stdout, done.stderr)
        said = int(done.stdout.split()[0])
        kept += said
        filled += said < 40
    must(filled > 0, "no disk was filled")
    return "%d disks filled, %d photos acknowledged and there, 0 damaged" % (filled, kept)


def absent(person, _count):
    """No HOME, no fonts, no keyring, no bus, no network: a sentence, and the rest works."""
    tried = 0
    bare = {"PATH": os.environ["PATH"]}
    for words in (["status"], ["fingerprint", PHOTOS[0]], ["init"], ["--help"], ["doctor"]):
        done = subprocess.run([BUILD + "/lenscap", *words], env=bare, capture_output=True, text=True, timeout=LONG,
                              cwd=person.top, stdin=subprocess.DEVNULL, check=False)
        ended("no HOME: " + " ".join(words), done.returncode, done.stdout, done.stderr)
        tried += 1
    status, out, errors = person.run(["init", "--keyring"], home=person.path("other"))
    must(status == 1 and errors and not os.path.exists(person.path("other/ledger")), "no keyring:", status, out, errors)
    for where, tmpfs, words in (
            ("no fonts", "/usr/share/fonts", ["letter", "export", "1"]), ("no /tmp", "/tmp", ["status"]),
            ("no fonts", "/usr/share/fonts", ["evidence", "1", "--out", "evidence2"])):
        if tmpfs == "/tmp" and person.top.startswith("/tmp"):
            continue
        status, out, errors = person.run(words, before=[
            "unshare", "-m", "sh", "-c", 'mount -t tmpfs tmpfs %s || exit 77; exec "$@"' % tmpfs, "sh"])
        if status == 77:
            continue
        ended(where, status, out, errors)
        tried += 1
    for words in (["check", "https://example.org/a.jpg", "--json"], ["check", "https://example.org/a.jpg",
                   "--proxy", "socks5h://127.0.0.1:9", "--json"], ["recheck", "--json"]):
        status, out, errors = person.run(words, before=["unshare", "-n"])
        ended("no network: " + " ".join(words), status, out, errors)
        must('"access":"public"' not in out and '"status":"new"' not in out, "no network, and yet:", out)
        tried += 1
    person.whole("absent things")
    return "%d commands without something, each with a sentence, 0 damaged" % tried


def loss(person, count):
    """Every packet is lost: a port whose queue is full answers none."""
    deaf = socket.socket()
    deaf.bind(("127.0.0.1", 0))
    deaf.listen(0)
    port = deaf.getsockname()[1]
    waiting = []
    for _turn in range(8):
        one = socket.socket()
        one.setblocking(False)
        one.connect_ex(("127.0.0.1", port))
        waiting.append(one)
    time.sleep(0.2)
    begun = time.monotonic()
    for _turn in range(count):
        status, out, errors = person.run(["check", "--allow-local", "--json", "http://127.0.0.1:%d/a.jpg" % port,
                                          "http://127.0.0.1:%d/b.jpg" % port])
        ended("all lost", status, out, errors)
        must(status == 1 and '"access":"public"' not in out, "all lost:", status, out)
    took = (time.monotonic() - begun) / count
    must(took > 5, "the packets were answered")
    return "%d checks with every packet lost, each ended, %.0f s for one" % (count, took)


def workers_of(pid):
    found = []
    for other in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % other) as file:
                parent = int(file.read().rsplit(")", 1)[1].split()[1])
            name = os.path.basename(os.readlink("/proc/%s/exe" % other))
        except OSError:
            continue
        if parent == pid and name.startswith("lenscap-"):
            found.append(int(other))
    return found


def workers(person, count):
    """Workers are killed at random under every command."""
    killed = [0]

    def hunt(command, stop):
        while not stop.is_set():
            for pid in workers_of(command.pid):
                if chance.random() < 0.5:
                    try:
                        os.kill(pid, chance.choice([signal.SIGKILL, signal.SIGSEGV]))
                        killed[0] += 1
                    except OSError:
                        pass
            time.sleep(chance.random() / 50)

    def one(turn, home):
        words = COMMANDS[turn % len(COMMANDS)]
        command = subprocess.Popen([BUILD + "/lenscap", *words, "--home", home, "--key-file", person.path("key")],
                                   cwd=person.top, env=person.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        stop = threading.Event()
        hunter = threading.Thread(target=hunt, args=(command, stop))
        hunter.start()
        try:
            out, errors = command.communicate(timeout=LONG)
        except subprocess.TimeoutExpired:
            command.kill()
            raise Wrong("it hangs: " + brief(words)) from None
        finally:
            stop.set()
            hunter.join()
        ended(" ".join(words), command.returncode, out, errors)
        person.whole(" ".join(words), home=home)

    each_fresh(person, count, one)
    must(killed[0] > 0, "no worker was met")
    return "%d commands, %d workers killed, 0 hangs, 0 damaged, 0 lost" % (count, killed[0])


def resident(pid):
    with open("/proc/%d/status" % pid) as file:
        return int(next(line for line in file if line.startswith("VmRSS")).split()[1])


def checks(person, count):
    """Checks of pages in one host, which does not grow."""
    from host import Host
    host = Host("--home", person.path("host"), environment=person.env)
    host.hello()
    host.ask("ledger.create", passphrase="ten thousand checks of a page")
    first = 0
    for turn in range(count):
        job = host.ask("page.check", url="https://example.org/", images=[
            {"id": "1", "url": "http://127.0.0.1:9/%d.jpg" % turn, "kind": "img", "width": 300, "height": 300,
             "alt": ""}])["job"]
        while not any(note["params"]["job"] == job and note["params"]["state"] != "running" for note in host.notes):
            message = host.frame()
            must(message is not None, "the host has gone")
            host.notes.append(message)
        host.notes.clear()
        if turn == count // 5:
            first = resident(host.pid)
    last = resident(host.pid)
    fds = len(os.listdir("/proc/%d/fd" % host.pid))
    host.close()
    must(last <= first * 1.05 + 1024, "the host grew from %d to %d KB" % (first, last))
    return "%d checks, %d KB after a fifth, %d KB at the end, %d descriptors" % (count, first, last, fds)


def hosts(person, count):
    """Many hosts with one ledger, each adding at once."""
    from host import Host
    home = person.path("host")
    made = Host("--home", home, environment=person.env)
    made.hello()
    made.ask("ledger.create", passphrase="twenty hosts on one ledger")
    acknowledged, wrong = [], []

    def use(number):
        try:
            host = Host("--home", home, environment=person.env)
            host.hello()
            host.ask("ledger.unlock", passphrase="twenty hosts on one ledger")
            for turn in range(6):
                path = person.path("%d-%d.png" % (number, turn))
                picture(path)
                added = host.ask("photo.end", upload=host.upload(path))
                must(added["outcome"] == "added", added)
                acknowledged.append(added["photo"])
            host.close()
        except Exception as error:  # pylint: disable=broad-except
            wrong.append("host %d: %r" % (number, error))

    threads = [threading.Thread(target=use, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    must(not wrong, wrong[:3])
    must(len(set(acknowledged)) == 6 * count, len(set(acknowledged)), "of", 6 * count)
    must(made.ask("photo.list", limit=1)["total"] == 6 * count, "the list has other photos")
    made.close()
    return "%d hosts, %d photos acknowledged and there" % (count, len(acknowledged))


def rows_of(out):
    return [json.loads(line) for line in out.splitlines() if line.startswith("{")]


def pictures(person, count):
    """Damaged pictures of all formats in the real jails: each has its row."""
    codes = {}
    for begin in range(0, count, 2500):
        several = min(2500, count - begin)
        folder = person.path("pictures")
        os.mkdir(folder)
        subprocess.run([sys.executable, TOP + "/tests/wall/mutate.py", TOP + "/tests/fuzz/corpus", str(several), folder,
                        str(begin + 1)], check=True)
        done = subprocess.run([BUILD + "/lenscap", "fingerprint", "-r", "--json", folder], env=person.env,
                              capture_output=True, text=True, errors="replace", timeout=LONG * 30, check=False)
        must(done.returncode in (0, 1), "pictures from", begin, "ended with", done.returncode, done.stderr[-300:])
        rows = rows_of(done.stdout)
        must(len(rows) == several, several, "pictures had", len(rows), "rows")
        for row in rows:
            code = row["status"] if row["status"] == "ok" else row["error"]["code"]
            codes[code] = codes.get(code, 0) + 1
        shutil.rmtree(folder)
    must(codes.get("ok") and "no_worker" not in codes, codes)
    contained = {code: codes[code] for code in ("crashed", "contained", "lied") if code in codes}
    return "%d pictures, %d read, 0 deaths%s" % (count, codes["ok"], "".join(
        ", %d %s in the jail" % (n, code) for code, n in contained.items()))


def alive(what, done):
    status, out, errors = done
    ended(what, status, out, errors)
    must("no_worker" not in out and "crashed" not in out, what, out[-300:])
    return out


def papers(person, count):
    """Damaged pages, mails, records and backups, a quarter each: read or refused, and nothing else changes."""
    import damaged
    quarter, read, refused = count // 4, 0, 0
    for turn in range(0, quarter, 125):
        files = damaged.pages(chance, min(125, quarter - turn), person.path("pages%d" % turn))
        rows = rows_of(alive("pages", person.run(["find", "--json", *files])))
        must(len({row["file"] for row in rows}) == len(files), len(files), "pages had", len(rows), "rows")
        read += sum(row["status"] == "ok" for row in rows)
        files = damaged.mails(chance, min(125, quarter - turn), person.path("mails%d" % turn))
        for path in files:
            alive("mail " + path, person.run(["cases", "reply", "1", "--mail", path]))
        person.whole("mails")
        files = damaged.records(chance, min(100, quarter - turn), person.path("records%d" % turn))
        alive("records", person.run(["controllers", "import", os.path.dirname(os.path.dirname(files[0]))]))
        for path in damaged.packed(chance, min(25, quarter - turn), person.path("packed%d" % turn)):
            alive("records " + path, person.run(["controllers", "import", path]))
        person.whole("records")
    person.good("backup", "whole.backup")
    status, _, errors = person.run(["restore", person.path("whole.backup")], home=person.path("restored"))
    must(status == 0, "a whole backup is refused:", errors)
    shutil.rmtree(person.path("restored"))
    sources = [damaged.read(person.path("whole.backup"))]
    for number in range(quarter):
        path, home = person.path("damaged.backup"), person.path("restored")
        damaged.write(path, damaged.changed(chance, sources))
        status, out, errors = person.run(["restore", path], home=home)
        ended("backup %d" % number, status, out, errors)
        refused += status != 0
        must(status == 0 or not os.path.exists(home + "/ledger"), "backup", number, "was refused, and left a ledger")
        if status == 0:
            person.whole("a restored backup", home=home)
        shutil.rmtree(home, ignore_errors=True)
    return "%d papers, %d of %d pages read, %d of %d backups refused, 0 deaths" % (
        4 * quarter, read, quarter, refused, quarter)


TRIALS = {one.__name__: (one, usual) for one, usual in (
    (failing, 300), (memory, 150), (places, 0), (killed, 500), (clock, 60), (disk_full, 6), (absent, 1), (loss, 1), (workers, 48), (checks, 10000),
    (hosts, 20), (pictures, 50000), (papers, 5000))}


def main():
    trial, usual = TRIALS[sys.argv[2]]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else usual
    for photo in PHOTOS:
        if not os.path.exists(photo):
            skip("mate-backgrounds is missing")
    top = tempfile.mkdtemp(prefix="lenscap-endurance-", dir=os.environ.get("TMPDIR"))
    try:
        person = Person(os.path.join(top, "p"))
        if trial not in (checks, hosts, pictures):
            person.settle()
        print(trial(person, count))
    except Wrong as wrong:
        print(wrong)
        sys.exit(1)
    finally:
        shutil.rmtree(top, ignore_errors=True)


main()
