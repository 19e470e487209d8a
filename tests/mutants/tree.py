"""tree.py: copies of the source tree in which faults are planted and tests run."""
import os
import re
import resource
import shlex
import shutil
import signal
import subprocess
import tempfile
import time

LEFT_OUT = (".git", "build")  # at the top
MEMORY = 6 << 30  # a fault may make a size of anything
SKIPPED = 77
LOOK = 0.25  # seconds between two looks at a test's processes
TICKS = os.sysconf("SC_CLK_TCK")


def contained():
    """What stands before a test: a fault in kill() meets no process but the test's own.

    kill(pid) of a pid that is -1 is every process of the user, and a fault in a
    guard is all that it takes.
    """
    for more in ([], ["--user", "--map-current-user"]):
        words = ["unshare", *more, "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", '"$@"; exit $?', "sh"]
        if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0:
            return words
    raise SystemExit("No namespace for processes can be made here (unshare --pid): a planted fault "
                     "could kill every process of yours, so that none is planted.")


def copy(top, into):
    """The tree without its builds, at INTO; what was there is gone."""
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(top, into, symlinks=True,
                    ignore=lambda folder, names: LEFT_OUT if folder == top else ())
    # The Makefile installs what is missing where these marks differ.
    for mark in ("build", "run", "browser", "lint", "wall", "test"):
        os.makedirs(os.path.join(into, "build/tools"), exist_ok=True)
        shutil.copy(os.path.join(into, "packaging/packages"), os.path.join(into, "build/tools", mark))


class Recipe:
    """How make builds each object and program, asked of it once.

    One object and the programs made of it are then built without it, which is
    what makes a fault cost a second and not ten.
    """

    def __init__(self, top, flags):
        units = subprocess.run(["make", "-s", f"CFLAGS={flags}", "print-units"], cwd=top,
                               capture_output=True, text=True, check=True).stdout.split()
        self.units = [u for u in units if "/test_" in u]
        said = subprocess.run(["make", "-n", "-B", "V=1", f"CFLAGS={flags}", "all", *units],
                              cwd=top, capture_output=True, text=True, check=True).stdout
        self.objects, self.programs = {}, {}
        for line in said.splitlines():
            found = re.search(r" -o (\S+)", line)
            if not found:
                continue
            words = shlex.split(line)
            if " -c " in line:
                self.objects[words[-1]] = (found.group(1), words)
            else:
                self.programs[found.group(1)] = ([w for w in words if w.endswith(".o")], words)

    def object_of(self, source):
        return self.objects[source][0]

    def programs_of(self, object_file):
        return [p for p, (parts, _) in self.programs.items() if object_file in parts]


class Tree:
    """One copy with its build, in which one fault at a time is planted."""

    def __init__(self, top, recipe, scratch):
        self.top, self.recipe, self.scratch = top, recipe, scratch
        self.build = "build/release"
        self.contained = contained()
        os.makedirs(scratch, exist_ok=True)

    def path(self, name):
        return os.path.join(self.top, name)

    def compile(self, source, into):
        """The object of SOURCE as it now is, at INTO.  False: it is no C."""
        _, words = self.recipe.objects[source]
        words = list(words)
        words[words.index("-o") + 1] = into
        return subprocess.run(words + ["-w", "-MF", into + ".d"], cwd=self.top, capture_output=True).returncode == 0

    def link(self, program):
        _, words = self.recipe.programs[program]
        # A running program cannot be written to: a new file takes its place.
        if os.path.exists(self.path(program)):
            os.unlink(self.path(program))
        subprocess.run(words, cwd=self.top, check=True, capture_output=True)

    def run(self, test, limit):
        """'passed', 'failed', 'late' or 'skipped', and the seconds it took."""
        work = tempfile.mkdtemp(dir=self.scratch)
        home = os.path.join(work, "home")
        os.mkdir(home)
        environment = dict(
            os.environ, BUILD=self.path(self.build), TOP=self.top, SCRATCH=work, HOME=home,
            LC_ALL="C.UTF-8", NO_COLOR="1", TMPDIR=work, CMOCKA_MESSAGE_OUTPUT="STDOUT",
            PATH=self.path(self.build) + ":" + os.environ["PATH"])
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            environment.pop(name, None)
        expected = None
        if test.endswith(".sh"):
            command = ["bash", test]
            expected = self.path(test[:-3] + ".out")
        elif test.endswith(".mjs"):
            command = ["node", "--test", "--test-reporter=tap", test]
        else:
            command = [self.path(os.path.join(self.build, test))]
        # A file, not a pipe: who outlives the test would keep a pipe open.
        with open(os.path.join(work, ".said"), "wb+") as said:
            process = subprocess.Popen(
                [*self.contained, *command], cwd=self.top, env=environment, stdin=subprocess.DEVNULL, stdout=said,
                stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=bounded)
            status, took = watched(process, limit)
            end_group(process)
            said.seek(0)
            out = said.read()
        shutil.rmtree(work, ignore_errors=True)
        if status is None:
            return "late", took, out
        if status == SKIPPED and expected:
            return "skipped", took, out
        if status == 0 and expected and os.path.exists(expected):
            with open(expected, "rb") as file:
                if file.read() != out:
                    return "failed", took, out
        return ("passed" if status == 0 else "failed"), took, out


def bounded():
    # Who runs this in the background may have these ignored; a test of them must not.
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def state_of(session):
    """Seconds of a processor that a session's processes had, and whether one waits for more."""
    ticks, ready = 0, False
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
                words = file.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(words[3]) == session:
            ticks += sum(map(int, words[11:15]))
            ready |= words[0] in "RD"
    return ticks / TICKS, ready


def watched(process, limit):
    """Its exit status, None where it took too long, and the seconds it took.

    Seconds of its own: of a processor while it wants one, of the wall while it
    waits.  On a busy machine a test takes no longer than on one at rest.
    """
    took = had = 0.0
    last = time.monotonic()
    while True:
        try:
            status = process.wait(timeout=LOOK)
        except subprocess.TimeoutExpired:
            status = None
        now = time.monotonic()
        have, ready = state_of(process.pid) if status is None else (had, False)
        # Who ended takes what it had along, unless its parent waited for it.
        more = max(have - had, 0)
        took += min(more, now - last) if ready and status is None else now - last
        had, last = have, now
        if status is not None or took > limit:
            return status, took


def end_group(process):
    """What the test started and left behind goes with it."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()
