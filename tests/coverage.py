#!/usr/bin/python3
"""coverage.py BUILD: what of host/ the tests reached, by folder.

Reads what gcov says of each object that ran.  A file that is compiled once and
linked into many programs has one count; what a worker runs in its jail is not in
it, since nothing in one may write a file: `make coverage` has it run without.

A branch is one way that a condition can go, as gcc has them without optimising:
`a && b` has four.  Those of libraries' headers are not in it; those of our own
macros are, where they stand.  What is counted is every file of host/; "core" is
what runs in lenscap and lenscap-host, "workers" what runs in jails.
"""

import collections
import json
import pathlib
import subprocess
import sys


def reports(build):
    """What gcov tells of each object with a count, in one run for a folder."""
    folders = collections.defaultdict(list)
    for count in sorted(pathlib.Path(build, "host").rglob("*.gcda")):
        folders[count.parent].append(str(count))
    for counts in folders.values():
        said = subprocess.run(["gcov", "-b", "-i", "-t", *counts],
                              check=True, capture_output=True, text=True)
        for line in said.stdout.splitlines():
            if line:
                yield from json.loads(line)["files"]


def main(build):
    lines = collections.defaultdict(int)
    branches = collections.defaultdict(int)
    for file in reports(build):
        name = file["file"]
        if not name.startswith("host/"):
            continue
        for line in file["lines"]:
            lines[name, line["line_number"]] += line["count"]
            for number, branch in enumerate(line["branches"]):
                branches[name, line["line_number"], number] += branch["count"]
    # Sources that no test came near have no counts at all.
    sources = {str(p) for p in pathlib.Path("host").rglob("*.c")}
    unseen = sorted(sources - {name for name, _ in lines})

    table = collections.defaultdict(lambda: [0, 0, 0, 0])
    last = ("core", "workers", "all")
    for at, counts in ((0, lines), (2, branches)):
        for key, count in counts.items():
            folder = str(pathlib.Path(key[0]).parent)
            part = "workers" if folder.startswith("host/workers") else "core"
            for row in (folder, part, "all"):
                table[row][at] += count > 0
                table[row][at + 1] += 1
    if not table:
        sys.exit(f"coverage: no program of {build} has run")
    print(f"{'folder':<28}{'lines':>8}{'of':>8}{'':>8}{'branches':>10}{'of':>8}")
    for row in sorted(table, key=lambda r: (r in last, last.index(r) if r in last else r)):
        hit, of, taken, ways = table[row]
        print(f"{row:<28}{hit:>8}{of:>8}{hit / of:>8.1%}{taken:>10}{ways:>8}"
              f"{taken / max(ways, 1):>8.1%}")
    if unseen:
        print("not reached at all, and not in the table:")
        for name in unseen:
            print(f"  {name}")


main(sys.argv[1])
