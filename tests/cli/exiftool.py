"""exiftool(WORD...): what exiftool prints when it is started with these words.

One is started for all: that takes longer than to ask it.
"""
import atexit
import subprocess

started = None


def end():
    started.communicate("-stay_open\nFalse\n")


def exiftool(*words):
    global started
    if started is None:
        started = subprocess.Popen(["exiftool", "-stay_open", "True", "-@", "-"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, text=True)
        atexit.register(end)
    started.stdin.write("".join(word + "\n" for word in words) + "-execute\n")
    started.stdin.flush()
    said = ""
    for line in started.stdout:
        if line.endswith("{ready}\n"):
            return said + line[:-len("{ready}\n")]
        said += line
    raise AssertionError("exiftool has ended")


def changed(*words):
    """Change one file, which must have been possible."""
    said = exiftool("-overwrite_original", *words)
    assert "1 image files updated" in said, (words, said)
