#!/usr/bin/python3
"""letters.py BUILD: a thousand letters, as text and as PDF."""
import json, os, subprocess, sys, tempfile, time
from resource import RUSAGE_CHILDREN, getrusage

lenscap = os.path.abspath(sys.argv[1]) + "/lenscap"
LETTERS = 1000


def main():
    with tempfile.TemporaryDirectory() as home:
        keys = ["--home", f"{home}/ledger", "--key-file", f"{home}/key"]

        def run(*words):
            started, before = time.monotonic(), getrusage(RUSAGE_CHILDREN)
            done = subprocess.run([lenscap, *words, *keys], capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            after = getrusage(RUSAGE_CHILDREN)
            worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            return (time.monotonic() - started, worked), done.stdout

        run("init")
        run("photos", "add", "/usr/share/backgrounds/mate/nature/Storm.jpg")
        for key, value in (("country", "de"), ("region", "de-be"), ("email", "zoe@example.org")):
            run("me", "set", key, value)
        os.makedirs(f"{home}/data/companies")
        for i in range(LETTERS):
            with open(f"{home}/data/companies/bench-{i}.json", "w") as file:
                json.dump({"slug": f"bench-{i}", "relevant-countries": ["all"], "name": f"Bench {i} Ltd",
                           "address": f"{i} High Street\nDublin\nIreland", "email": f"dpo@bench-{i}.example",
                           "sources": ["https://example.org"], "quality": "verified"}, file)
        subprocess.run([lenscap, "controllers", "import", f"{home}/data", *keys], check=True, stdout=subprocess.DEVNULL)
        to = ",".join(f"bench-{i}" for i in range(LETTERS))
        ask = ["--to", to, "--ask", "access,erasure,objection", "--situation-kind", "private",
               "--photos", "1", "--again", "--json"]
        composed, text = run("letter", "draft", *ask, "--preview")
        assert text.count('"reference"') == LETTERS
        kept, _ = run("letter", "draft", *ask)
        set_, text = run("letter", "draft", *ask, "--format", "pdf", "--out", f"{home}/letters")
        assert len(os.listdir(f"{home}/letters")) == LETTERS
        print(f"{LETTERS} letters, process start included:")
        for what, (waited, worked) in (("composed as text", composed), ("and kept in the ledger", kept),
                                       ("and set as PDF files", set_)):
            print(f"  {what:27} {waited:6.2f} s, of the processor {worked:6.2f} s")


main()
