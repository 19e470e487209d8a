"""Commands that ask before they destroy, on a terminal where somebody answers."""
import os
import pty

KEY = "--key-file=key"


def terminal(answer, *words):
    """Run a command, answer what it asks; how it ended, and what it said."""
    child, end = pty.fork()
    if child == 0:
        os.execvp("lenscap", ["lenscap", *words])
    said, asked = b"", False
    while True:
        try:
            data = os.read(end, 65536)
        except OSError:
            break
        if not data:
            break
        said += data
        if not asked and (said.endswith(b"[y/N] ") or said.endswith(b"phrase: ")):
            asked = True
            os.write(end, answer.encode() + b"\n")
    os.close(end)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print("==", *words, "(asked)" if asked else "", code, flush=True)
    print(said.decode().replace("\r\n", "\n"), end="", flush=True)


def quietly(*words):
    os.system("lenscap " + " ".join(words) + " >said 2>&1")


# Nothing is there to unlock or destroy, and no folder is made for it.
for words in (["unlock"], ["wipe"], ["status"]):
    terminal("y", *words, "--home", "none")
print("a folder was made" if os.path.exists("none") else "no folder was made")

quietly("init", KEY)
open("broken", "w").close()
terminal("n", "keys", "remove", "99", KEY)
terminal("n", "photos", "forget", "99", KEY)
terminal("n", "cases", "forget", "99", KEY)
terminal("n", "restore", "broken", "--replace", KEY)
quietly("backup", "good", KEY)
os.rename("key", "first")
quietly("keys", "add", "--key-file=first", "--new-key-file=key")
terminal("n", "restore", "good", "--replace", KEY)
terminal("n", "restore", "good", "--replace", "--key-file=first")
terminal("y", "restore", "good", "--replace", "--key-file=first")
# What is there is asked for, and no is no.
for answer in "n", "y":
    terminal(answer, "keys", "remove", "2", "--key-file=first")
terminal("n", "keys", "remove", "1", "--key-file=first")
terminal("n", "wipe")
terminal("y", "wipe")
terminal("y", "wipe")
