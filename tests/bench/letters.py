#!/usr/bin/python3
"""letters.py BUILD: a thousand letters, as text and as PDF."""
import os, subprocess, sys, tempfile, time

lenscap = os.path.abspath(sys.argv[1]) + "/lenscap"
LETTERS = 1000


def main():
    with tempfile.TemporaryDirectory() as home:
        keys = ["--home", f"{home}/ledger", "--key-file", f"{home}/key"]

        def run(*words):
            started = time.monotonic()
            done = subprocess.run([lenscap, *words, *keys], capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            return time.monotonic() - started, done.stdout

        run("init")
        run("photos", "add", "/usr/share/backgrounds/mate/nature/Storm.jpg")
        for key, value in (("country", "de"), ("region", "de-be"), ("email", "zoe@example.org")):
            run("me", "set", key, value)
        slugs = [line.split()[0] for line in run("controllers", "list")[1].splitlines()[1:]]
        to = ",".join((slugs * LETTERS)[:LETTERS])
        ask = ["--to", to, "--ask", "access,erasure,objection", "--photos", "1", "--again", "--json"]
        composed, text = run("letter", "draft", *ask, "--preview")
        assert text.count('"reference"') == LETTERS
        kept, _ = run("letter", "draft", *ask)
        set_, text = run("letter", "draft", *ask, "--format", "pdf", "--out", f"{home}/letters")
        assert len(os.listdir(f"{home}/letters")) == LETTERS
        print(f"{LETTERS} letters, process start included:")
        print(f"  composed as text            {composed:6.2f} s")
        print(f"  and kept in the ledger      {kept:6.2f} s")
        print(f"  and set as PDF files        {set_:6.2f} s")


main()
