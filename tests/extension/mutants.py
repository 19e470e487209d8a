#!/usr/bin/env python3
"""mutants.py [--seed S] [--faults N] [--only FOLDER,...]: small faults in the extension's modules, and whether a
test without a browser fails.

`make mutants` does the same for the whole house, with the browser's tests too;
this takes a minute and no build.  The faults are those of tests/mutants/plant.py.
"""
import argparse
import glob
import os
import shutil
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, "tests/mutants"))
import plant  # noqa: E402

# What needs a browser, or looks at the text and not at what it does.
LEFT_OUT = ("collect", "host", "letters", "pages", "sends", "lines", "tree", "types")
LIMIT = 120  # seconds for the tests of one fault


def copy(into):
    """The extension and its tests."""
    leave = shutil.ignore_patterns("node_modules", "icons")
    for name in ("extension", "tests/extension"):
        shutil.copytree(f"{TOP}/{name}", f"{into}/{name}", ignore=leave)
    for name in ("tests/extension/node_modules", "host"):
        os.symlink(f"{TOP}/{name}", f"{into}/{name}")


def tests(into):
    """The tests that need no browser."""
    found = sorted(glob.glob(f"{into}/tests/extension/*.test.mjs"))
    return [path for path in found if os.path.basename(path).split(".")[0] not in LEFT_OUT]


def fails(paths):
    """Whether a test fails, or never ends."""
    try:
        return subprocess.run(["node", "--test", *paths], capture_output=True, timeout=LIMIT).returncode != 0
    except subprocess.TimeoutExpired:
        return True


def sources(into, folders):
    for folder in folders:
        for path in sorted(glob.glob(f"{into}/extension/{folder}/**/*.js", recursive=True)):
            yield path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", default="1")
    parser.add_argument("--faults", type=int, default=40)
    parser.add_argument("--only", default="background,shared,content,pages")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as into:
        copy(into)
        paths = tests(into)
        if fails(paths):
            sys.exit("a test fails without a fault: node --test " + " ".join(paths))
        found = []
        for path in sources(into, asked.only.split(",")):
            with open(path, encoding="utf-8") as file:
                found += plant.faults(os.path.relpath(path, into), file.read())
        chosen = plant.drawn(found, asked.seed)[:asked.faults]
        caught = 0
        for fault in chosen:
            path = os.path.join(into, fault.path)
            with open(path, encoding="utf-8") as file:
                sound = file.read()
            with open(path, "w", encoding="utf-8") as file:
                file.write(fault.apply(sound))
            if fails(paths):
                caught += 1
            else:
                print(f"SURVIVED {fault.path}:{fault.line} {fault.function} [{fault.kind}]\n"
                      f"    {fault.key}  {fault.before}\n              -> {fault.after}", flush=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(sound)
        print(f"seed {asked.seed}: {caught} of {len(chosen)} caught")


if __name__ == "__main__":
    main()
