"""Type into real shells, press Tab, and see what the program is started with."""
import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import time

TOP, SCRATCH, HOME = (os.environ[name] for name in ("TOP", "SCRATCH", "HOME"))
REAL = shutil.which("lenscap")
KEY = os.path.join(SCRATCH, "key")
GOT = os.path.join(SCRATCH, "got")
# The folder may have any name; shells take it quoted.
SCRIPTS = shlex.quote(os.path.join(TOP, "packaging/completions"))

# Completes as the real one does; started otherwise it writes down with what.
stand_in = os.path.join(SCRATCH, "bin/lenscap")
with open(stand_in, "w") as file:
    file.write('#!/bin/sh\nif [ "$1" = --complete ]; then exec %s "$@"; fi\n'
               'printf "%%s\\n" "$@" >%s; mv %s %s\n' % tuple(map(shlex.quote, (REAL, GOT + ".new", GOT + ".new", GOT))))
os.chmod(stand_in, 0o755)

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source %s/lenscap.bash" % SCRIPTS),
    "zsh": (["zsh", "-f", "-i"],
            "fpath=(%s $fpath); autoload -Uz compinit; compinit -u -D; unsetopt zle_bracketed_paste" % SCRIPTS),
    "fish": (["fish", "--no-config", "-i"], "source %s/lenscap.fish" % SCRIPTS),
}

# What is typed, and what the program shall get; \t and the end are the key.
LINES = [
    ("lenscap cases se\t1 --how po", ["cases", "sent", "1", "--how", "post"]),
    ("lenscap cases sho\t1 --lan\tf", ["cases", "show", "1", "--lang", "fr"]),
    ("lenscap cases reply 1 --mail ans", ["cases", "reply", "1", "--mail", "answer.eml"]),
    ("lenscap letter draft --to pimey\t--ask access,eras\t--prev",
     ["letter", "draft", "--to", "pimeyes", "--ask", "access,erasure", "--preview"]),
    ("lenscap cases next --key-file %s " % KEY, ["cases", "next", "--key-file", KEY, "1"]),
]


class Shell:
    def __init__(self, name):
        self.name = name
        words, setup = SHELLS[name]
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(SCRATCH)
            os.environ.update(PATH=SCRATCH + "/bin:" + os.environ["PATH"], TERM="xterm", PS1="ready> ",
                              HISTFILE="", LC_ALL="C.UTF-8")
            os.execvp(words[0], words)
        self.seen = b""
        self.settle()
        # What is typed has the quotes, and what the shell prints has not.
        self.type(setup + "; echo set''up\r")
        self.until(b"setup")
        self.settle()

    def until(self, word, most=120):
        end = time.monotonic() + most
        while word not in self.seen and time.monotonic() < end:
            self.settle()

    def settle(self, quiet=0.7, most=30):
        """Until nothing more is written; answer what a terminal is asked."""
        end = time.monotonic() + most
        while time.monotonic() < end:
            ready, _, _ = select.select([self.fd], [], [], quiet)
            if not ready:
                return
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return
            self.seen += data
            if b"\033[c" in data or b"\033[0c" in data:
                os.write(self.fd, b"\033[?62c")
            if b"\033[6n" in data:
                os.write(self.fd, b"\033[1;1R")

    def type(self, text):
        os.write(self.fd, text.encode())

    def run(self, line, patience):
        """What the program got; a busy shell needs more patience to complete."""
        if os.path.exists(GOT):
            os.remove(GOT)
        for part in line.split("\t"):
            self.type(part)
            self.settle(0.1 * patience)
            self.type("\t")
            self.settle(0.4 * patience)
        self.type("\r")
        end = time.monotonic() + 20
        while not os.path.exists(GOT) and time.monotonic() < end:
            self.settle(0.2)
        return open(GOT).read().split("\n")[:-1] if os.path.exists(GOT) else None

    def close(self):
        self.type("\r exit\r")
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def lenscap(*words):
    subprocess.run([REAL, *words, "--key-file", KEY], check=True, stdout=subprocess.DEVNULL)


lenscap("init")
lenscap("me", "set", "country", "at", "email", "zoe@example.org")
lenscap("letter", "draft", "--to", "pimeyes", "--ask", "access")
open(os.path.join(SCRATCH, "answer.eml"), "w").close()
tried, failed = [], 0
for name in SHELLS:
    if shutil.which(name) is None:
        print("%s is not here: its completions were not tried" % name)
        continue
    shell = Shell(name)
    for line, wanted in LINES:
        for patience in (1, 5, 25):
            got = shell.run(line, patience)
            if got == wanted:
                break
            shell.settle(patience)
        if got != wanted:
            failed = 1
            print("%s: %r started lenscap with %s" % (name, line, got))
            sys.stdout.flush()
            print(shell.seen[-600:])
    shell.close()
    tried.append(name)
print("%d command lines typed into %s" % (len(LINES), ", ".join(tried)))
sys.exit(77 if not tried else failed)
