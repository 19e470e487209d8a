"""What `lenscap init` asks on a terminal: typed answers, slips and Ctrl-C."""
import os
import pty
import re
import select
import signal
import subprocess
import termios
import time

SCRATCH = os.environ["SCRATCH"]
PASSPHRASE = "ligature mango cobalt thicket"


def is_shown(terminal):
    """Whether the terminal shows what is typed."""
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


def dialogue(home, *answers):
    """Type each answer at its prompt.  What was printed, how it ended, and whether echo is on."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("lenscap", ["lenscap", "init", "--home", home])
    said, at = b"", 0
    deadline = time.monotonic() + 120
    left = list(answers)
    while time.monotonic() < deadline:
        if left and left[0][0] in said[at:].decode() and not is_shown(terminal):
            at = len(said)
            os.write(terminal, left.pop(0)[1].encode())
        if not select.select([terminal], [], [], 0.05)[0]:
            continue
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        said += data
    else:
        os.kill(child, signal.SIGKILL)
        raise AssertionError("it hangs: %r" % said)
    _, status = os.waitpid(child, 0)
    assert not left, (left, said)
    assert PASSPHRASE.encode() not in said, said
    os.close(terminal)
    return said.decode(), status


def made(home):
    return sorted(os.listdir(home)) if os.path.isdir(home) else []


CHOOSE, AGAIN = "Choose a passphrase: ", "The same again: "
count = 0


def new():
    global count
    count += 1
    return os.path.join(SCRATCH, "home%d" % count)


# Typed twice, it opens the ledger; a passphrase to take was offered before.
home = new()
said, status = dialogue(home, (CHOOSE, PASSPHRASE + "\n"), (AGAIN, PASSPHRASE + "\n"))
assert os.waitstatus_to_exitcode(status) == 0, said
offered = re.search(r"made just now: (\S+)", said)
assert offered and offered[1].count("-") == 5, said
assert said.index(CHOOSE) < said.index(AGAIN) < said.index("recovery key")
assert re.search(r"([0-9A-Z]{4}-){8}[0-9A-Z]{4}", said), said
assert "ledger" in made(home)
with open(os.path.join(SCRATCH, "pass"), "w") as file:
    file.write(PASSPHRASE)
assert subprocess.run(["lenscap", "status", "--home", home, "--passphrase-file", file.name],
                      stdout=subprocess.DEVNULL).returncode == 0

# Another the second time, one that anybody would try, none at all: nothing is made.
for answers, words in (
        (((CHOOSE, PASSPHRASE + "\n"), (AGAIN, PASSPHRASE + "r\n")), "the two passphrases differ"),
        (((CHOOSE, "password1\n"),), "among the first that anybody"),
        (((CHOOSE, "\n"),), "empty")):
    home = new()
    said, status = dialogue(home, *answers)
    assert os.waitstatus_to_exitcode(status) == 1 and words in said, said
    assert "recovery key" not in said and made(home) == [], (said, made(home))

# Ctrl-C at either prompt likewise.
for answers in (((CHOOSE, "\x03"),), ((CHOOSE, PASSPHRASE + "\n"), (AGAIN, "\x03"))):
    home = new()
    said, status = dialogue(home, *answers)
    assert os.waitstatus_to_exitcode(status) != 0, said
    assert "recovery key" not in said and made(home) == [], (said, made(home))

# A terminal that was left silent would hide what is typed into the shell next.
master, slave = pty.openpty()
child = os.fork()
if child == 0:
    os.setsid()
    for number in range(3):
        os.dup2(slave, number)
    os.close(os.open(os.ttyname(0), os.O_RDWR))
    os.execvp("lenscap", ["lenscap", "init", "--home", new()])
deadline = time.monotonic() + 120
while is_shown(slave) and time.monotonic() < deadline:
    time.sleep(0.02)
assert not is_shown(slave)
os.write(master, b"\x03")
os.waitpid(child, 0)
assert is_shown(slave), "echo stays off after Ctrl-C"
print("dialogue: %d homes" % count)
