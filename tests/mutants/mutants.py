#!/usr/bin/env python3
"""mutants.py: plant small faults, and see whether any test of their area fails.

    mutants.py TOP SCRATCH [--seed S] [--faults N] [--area NAME,...] [--jobs J]
               [--again RESULTS]

Prints per area how many were caught, and every fault that was not.  The same
seed and the same text give the same faults.  --again tries only what survived
by the results of an earlier run, once tests were written for it.
"""
import argparse
import concurrent.futures
import glob
import hashlib
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import plant  # noqa: E402
import tree  # noqa: E402
from areas import AREAS, STARTS_PROGRAMS  # noqa: E402

FLAGS = "-O2"  # without -g, so that only what a program does is compared
BUDGET = 150  # seconds of tests for one fault
HERE = os.path.dirname(os.path.abspath(__file__))


def equivalent():
    """{key: reason} of the faults that change nothing a test could see."""
    known = {}
    with open(os.path.join(HERE, "equivalent.txt"), encoding="utf-8") as file:
        for line in file:
            words = line.split(maxsplit=1)
            if words and not line.startswith("#"):
                known[words[0]] = words[1].strip()
    return known


def sum_of(top):
    """Of every file that a build or another test reads: the same sum, the same trees."""
    total = hashlib.sha256(FLAGS.encode())
    for root, folders, files in os.walk(top):
        folders[:] = sorted(f for f in folders if f not in (*tree.LEFT_OUT, "node_modules", "__pycache__"))
        for name in sorted(files):
            path = os.path.join(root, name)
            if os.path.islink(path) or root.endswith("tests/mutants"):
                continue
            total.update(os.path.relpath(path, top).encode() + b"\0")
            with open(path, "rb") as file:
                total.update(hashlib.sha256(file.read()).digest())
    return total.hexdigest()


def remembered(top):
    """Seconds that each test took when tests/run.sh last ran it: who is short is asked first."""
    path = os.path.join(top, "build/release/test-seconds")
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        rows = [line.split(maxsplit=1) for line in file]
    return {name.strip().removesuffix(".c"): float(seconds) for seconds, name in rows}


class Workshop:
    """The trees, the recipe, and how long each test takes without a fault."""

    def __init__(self, top, scratch, jobs):
        self.scratch = os.path.abspath(scratch)
        self.work = f"{tempfile.gettempdir()}/lenscap-mutants.{os.getpid()}"
        self.free = queue.Queue()
        self.trees = [os.path.join(self.scratch, str(i + 1)) for i in range(jobs)]
        self.times_path = os.path.join(self.scratch, "times.json")
        self.times, self.seen, self.texts = {}, remembered(top), {}
        self.lock = threading.Lock()
        total = f"{sum_of(top)} {jobs}"
        # Whoever was killed left a fault in a tree: nothing there can be trusted.
        if glob.glob(os.path.join(self.scratch, "planted-*")):
            shutil.rmtree(self.scratch)
        if self.stamp("copied") != total:
            shutil.rmtree(self.scratch, ignore_errors=True)
            os.makedirs(self.scratch)
            tree.copy(top, self.trees[0])
            self.stamp("copied", total)
        if self.stamp("made") != total:
            self.make(jobs)
            self.stamp("made", total)
        if os.path.exists(self.times_path):
            with open(self.times_path, encoding="utf-8") as file:
                self.times = json.load(file)
        self.recipe = tree.Recipe(self.trees[0], FLAGS)
        for i, path in enumerate(self.trees):
            self.free.put(tree.Tree(path, self.recipe, f"{self.work}/{i}"))

    def stamp(self, name, content=None):
        """What a finished step was finished for."""
        path = os.path.join(self.scratch, name)
        if content is not None:
            with open(path, "w", encoding="utf-8") as file:
                file.write(content)
        elif os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return file.read()
        return content

    def make(self, jobs):
        first = self.trees[0]
        recipe = tree.Recipe(first, FLAGS)
        rogues = [p for p in recipe.programs if "/worker_" in p]
        make = ["make", "-s", "-k", f"-j{jobs}", f"CFLAGS={FLAGS}"]
        subprocess.run([*make, "all"], cwd=first, check=True, stdout=subprocess.DEVNULL)
        # A test that cannot be built says so, and is left out.
        subprocess.run([*make, *recipe.units, *rogues], cwd=first, stdout=subprocess.DEVNULL)
        # The extension's tests are nothing without their packages.
        subprocess.run(["../npm.sh"], cwd=first + "/tests/extension", check=False)
        for old in ("sound", *self.trees[1:]):
            shutil.rmtree(os.path.join(self.scratch, old), ignore_errors=True)
        subprocess.run(["cp", "-al", first + "/build/release", os.path.join(self.scratch, "sound")], check=True)
        for other in self.trees[1:]:
            subprocess.run(["cp", "-a", first, other], check=True)
            share = other + "/build/release/share"
            os.unlink(share)
            os.symlink(other + "/host/share", share)

    def sound(self, name):
        return os.path.join(self.scratch, "sound", os.path.relpath(name, "build/release"))

    def tests_of(self, area):
        """Names of the area's tests, as Tree.run takes them."""
        units = [os.path.relpath(u, "build/release") for u in self.recipe.units]
        units = [u for u in units if os.path.exists(f"{self.trees[0]}/build/release/{u}")]
        found = [u for u in units if any(u.startswith("tests/" + a) for a in area.units)]
        pattern = "*.test.mjs" if area.name == "extension" else "*.sh"
        for prefix in area.scripts:
            scripts = glob.glob(f"{self.trees[0]}/tests/{prefix}{pattern}")
            found += [os.path.relpath(s, self.trees[0]) for s in sorted(scripts)]
        return list(dict.fromkeys(found))

    def time_of(self, test):
        """Seconds it took without a fault, or as it was last seen, or a guess: units are short."""
        return self.times.get(test, self.seen.get(test, 10 if test.endswith(".sh") else 1))

    def text_of(self, path):
        """What a file says, and of a script also its program and what it must print."""
        if path not in self.texts:
            stem, ending = os.path.splitext(f"{self.trees[0]}/{path}")
            names = [stem + e for e in (".sh", ".py", ".mjs", ".out")] if ending == ".sh" else [stem + ending]
            self.texts[path] = "".join(read(n).decode(errors="replace") for n in names if os.path.exists(n))
        return self.texts[path]

    def speaks_of(self, test, fault):
        """How much a test says of what a fault is in: its function, its file's other ones, its words.

        The words of words_photo.c are "photo" alone; a module is named whole.
        """
        text = self.text_of(test if test.endswith((".sh", ".mjs")) else test + ".c")
        said = 10 * bool(fault.function and re.search(rf"\b{re.escape(fault.function)}\b", text))
        if test.endswith(".mjs"):
            return said + 10 * (os.path.basename(fault.path) in text) + 20 * (fault.path in text)
        public = set(re.findall(r"^(?!static)\w[^\n;=]*?\b(\w+)\(", self.text_of(fault.path), re.M))
        said += min(9, sum(name in text for name in public))
        for word in os.path.basename(fault.path).split(".")[0].split("_"):
            if len(word) > 3 and word not in ("words", "view", "test"):
                said += 5 * (word in os.path.basename(test)) + (min(5, text.count(word)) if test.endswith(".sh") else 0)
        return said

    def words_of(self, fault, tests):
        """{word: in how many of the tests it stands}: of the line and its function; who is rare says more."""
        words = set(re.findall(r"[a-z]{5,}", f"{fault.function} {fault.before}".lower()))
        texts = [self.text_of(t if t.endswith((".sh", ".mjs")) else t + ".c") for t in tests]
        return {word: sum(word in text for text in texts) for word in words}

    def keep(self, test, seconds):
        with self.lock:
            self.times[test] = seconds
            with open(self.times_path + ".new", "w", encoding="utf-8") as file:
                json.dump(self.times, file, indent=0)
            os.replace(self.times_path + ".new", self.times_path)

    def passes(self, where, test):
        """Whether it passes without a fault: asked once, when it first matters."""
        if test not in self.times:
            outcome, took, out = where.run(test, 600)
            self.keep(test, took if outcome == "passed" else -1)
            if outcome != "passed":
                tail = out.decode(errors="replace").splitlines()[-3:]
                print(f"without a fault, {test}: {outcome}; left out\n"
                      + "".join(f"    {line}\n" for line in tail), end="", flush=True)
        return self.times[test] >= 0


def sources(shop, area):
    """Of the files of an area those that were asked for: all, where none was."""
    top = shop.trees[0]
    for folder in area.folders:
        pattern = "**/*.js" if area.name == "extension" else "*.c"
        for path in sorted(glob.glob(f"{top}/{folder}/{pattern}", recursive=True)):
            if not shop.files or any(part in path[len(top):] for part in shop.files):
                yield os.path.relpath(path, top)


def survivors(results):
    """(file, key) of what no test has seen by now, of the results of earlier runs."""
    alive = {}
    with open(results, encoding="utf-8") as file:
        for row in map(json.loads, file):
            alive[row["path"], row["key"]] = not row["test"]
    return {fault for fault, lives in alive.items() if lives}


def judged(results, seed):
    """Rows of an earlier run of the same seed that did not come to its end."""
    rows = {}
    if os.path.exists(results):
        with open(results, encoding="utf-8") as file:
            rows = {(row["path"], row["key"]): row for row in map(json.loads, file) if row["seed"] == seed}
    return rows


def choose(shop, area, seed, count, known, again):
    """The first COUNT drawn that compile to something else than before; of AGAIN, all."""
    first = shop.trees[0]
    found = []
    for path in sources(shop, area):
        with open(f"{first}/{path}", encoding="utf-8") as file:
            found += plant.faults(path, file.read())
    if again is not None:
        found = [f for f in found if (f.path, f.key) in again]
        count = len(found)
    drawn, chosen, left_out = plant.drawn(found, seed), [], 0

    def build(fault):
        if fault.path.endswith(".js"):
            return True
        if fault.path not in shop.recipe.objects:
            return False  # an optional part that is not built here
        where = shop.free.get()
        try:
            return compile_fault(shop, where, fault)
        finally:
            shop.free.put(where)

    with concurrent.futures.ThreadPoolExecutor(len(shop.trees)) as pool:
        while len(chosen) < count and drawn:
            batch, drawn = drawn[:count - len(chosen)], drawn[count - len(chosen):]
            left_out += sum(f.key in known for f in batch)
            batch = [f for f in batch if f.key not in known]
            chosen += [f for f, good in zip(batch, pool.map(build, batch)) if good]
    return chosen, left_out


def read(path):
    with open(path, "rb") as file:
        return file.read()


def compile_fault(shop, where, fault):
    """Build the one object; False where that fails or gives what was there."""
    full = where.path(fault.path)
    with open(full, encoding="utf-8") as file:
        source = file.read()
    made = f"{where.scratch}/{fault.key}.o"
    mark = os.path.join(shop.scratch, f"planted-{os.path.basename(where.top)}")
    with open(mark, "w", encoding="utf-8") as file:
        file.write(fault.path)
    try:
        with open(full, "w", encoding="utf-8") as file:
            file.write(fault.apply(source))
        good = where.compile(fault.path, made)
    finally:
        with open(full, "w", encoding="utf-8") as file:
            file.write(source)
        os.unlink(mark)
    if not good or read(made) == read(shop.sound(shop.recipe.object_of(fault.path))):
        return False
    fault.extra["object"] = read(made)
    os.unlink(made)
    return True


class Planted:
    """A fault in a tree: programs are linked as tests need them, then put back."""

    def __init__(self, shop, where, fault):
        self.shop, self.where, self.fault = shop, where, fault
        self.linked, self.affected = set(), set()
        self.mark = os.path.join(shop.scratch, f"planted-{os.path.basename(where.top)}")

    def __enter__(self):
        with open(self.mark, "w", encoding="utf-8") as file:
            file.write(self.fault.path)
        full = self.where.path(self.fault.path)
        with open(full, encoding="utf-8") as file:
            self.source = file.read()
        if self.fault.path.endswith(".js"):
            with open(full, "w", encoding="utf-8") as file:
                file.write(self.fault.apply(self.source))
            return self
        self.object = self.shop.recipe.object_of(self.fault.path)
        self.affected = set(self.shop.recipe.programs_of(self.object))
        self.replace(self.object, self.fault.extra["object"])
        return self

    def replace(self, name, content):
        full = self.where.path(name)
        os.unlink(full)
        with open(full, "wb") as file:
            file.write(content)

    def link_for(self, test):
        """False: nothing that the test runs has the fault in it."""
        if self.fault.path.endswith(".js"):
            return True
        units = {u for u in self.affected if u.startswith("build/release/tests/host/") or "/test_" in u}
        wanted = self.affected & {"build/release/" + test}
        if test.endswith(".sh") or test.removeprefix("tests/").startswith(STARTS_PROGRAMS):
            wanted |= self.affected - units
        for program in wanted - self.linked:
            self.where.link(program)
        self.linked |= wanted
        return bool(wanted)

    def __exit__(self, *_):
        full = self.where.path(self.fault.path)
        if self.fault.path.endswith(".js"):
            with open(full, "w", encoding="utf-8") as file:
                file.write(self.source)
            os.unlink(self.mark)
            return
        for name in [self.object, *self.linked]:
            full = self.where.path(name)
            if os.path.exists(full):
                os.unlink(full)
            shutil.copy2(self.shop.sound(name), full)
        os.unlink(self.mark)


def suspects(shop, where, fault, order, seconds):
    """The first test that fails with the fault, and how; ("", why not)."""
    spent = 0.0
    with Planted(shop, where, fault) as planted:
        for test in order:
            if spent > seconds:
                return "", "the rest had no time"
            if shop.times.get(test, 0) < 0 or not planted.link_for(test):
                continue
            limit = 10 + 2.5 * shop.time_of(test)
            outcome, took, _ = where.run(test, limit)
            spent += took
            # A busy machine can fail what watches the clock: ask again.
            if outcome == "failed" and took > 2:
                outcome, took, _ = where.run(test, limit)
                spent += took
            if outcome in ("failed", "late"):
                return test, outcome
            shop.seen[test] = took
    return "", ""


def judge(shop, fault, tests, caught_before, seconds):
    """(name of the test that failed or '', how it failed)."""
    words = shop.words_of(fault, tests)

    # Who says most of it in the shortest time is asked first.
    def rank(test):
        text = shop.text_of(test if test.endswith((".sh", ".mjs")) else test + ".c")
        said = shop.speaks_of(test, fault) + sum(10 / many for word, many in words.items() if many and word in text)
        return -caught_before.get((fault.path, test), 0), said == 0, (shop.time_of(test) + 2) / max(said, 1)

    order = sorted(tests, key=rank)
    where = shop.free.get()
    try:
        while True:
            test, how = suspects(shop, where, fault, order, seconds)
            if not test:
                return "", how
            measured = test in shop.times
            if shop.passes(where, test):
                # Late by a guess is not late: by what it takes, it is asked again.
                if how == "late" and not measured:
                    continue
                caught_before[fault.path, test] = caught_before.get((fault.path, test), 0) + 1
                return test, how
    finally:
        shop.free.put(where)


def try_area(shop, area, seed, count, known, results, seconds, again):
    tests = shop.tests_of(area)
    chosen, left_out = choose(shop, area, seed, count, known, again)
    caught_before, rows = {}, []
    before = {} if again else judged(results, seed)

    def one(fault):
        began = time.monotonic()
        known_row = before.get((fault.path, fault.key))
        if known_row:
            rows.append((fault, known_row["test"], known_row["how"]))
            return
        test, how = judge(shop, fault, tests, caught_before, seconds)
        fault.extra.pop("object", None)
        with shop.lock:
            rows.append((fault, test, how))
            said = f"caught    {test}" if test else "SURVIVED"
            print(f"{area.name}: {said}{' (' + how + ')' if how not in ('', 'failed') else ''}"
                  f"  {fault.path}:{fault.line} {fault.function} [{fault.kind}]"
                  f" {time.monotonic() - began:.0f} s", flush=True)
            if not test:
                print(f"    {fault.key}  {fault.before}\n              -> {fault.after}", flush=True)
            with open(results, "a", encoding="utf-8") as file:
                json.dump({"seed": seed, "area": area.name, "key": fault.key, "path": fault.path, "line": fault.line,
                           "function": fault.function, "kind": fault.kind, "before": fault.before,
                           "after": fault.after, "test": test, "how": how}, file)
                file.write("\n")

    with concurrent.futures.ThreadPoolExecutor(len(shop.trees)) as pool:
        list(pool.map(one, chosen))
    return len(rows), sum(1 for _, test, _ in rows if test), left_out


def shares(shop, areas, total):
    """How many faults each area gets: by the root of its size, so none is forgotten."""
    sizes = {}
    for area in areas:
        lines = sum(read(f"{shop.trees[0]}/{p}").count(b"\n") for p in sources(shop, area))
        sizes[area.name] = lines ** 0.5
    return {n: max(3, round(total * s / sum(sizes.values()))) for n, s in sizes.items() if s}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("top")
    parser.add_argument("scratch")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--faults", type=int, default=100)
    parser.add_argument("--area", default="")
    parser.add_argument("--files", default="", help="parts of names of files: only those")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--results", default="")
    parser.add_argument("--again", default="", help="results of earlier runs: only what survived")
    parser.add_argument("--seconds", type=float, default=BUDGET, help="of tests, for one fault")
    asked = parser.parse_args()
    wanted = asked.area.replace(",", " ").split() or [a.name for a in AREAS]
    unknown = set(wanted) - {a.name for a in AREAS}
    if unknown:
        sys.exit(f"no such area: {' '.join(sorted(unknown))}; one of: {' '.join(a.name for a in AREAS)}")
    tree.contained()
    areas = [a for a in AREAS if a.name in wanted]
    shop = Workshop(asked.top, asked.scratch, asked.jobs)
    shop.files = asked.files.split()
    results = asked.results or os.path.join(asked.scratch, "results.jsonl")
    known, rows = equivalent(), []
    again = survivors(asked.again) if asked.again else None
    share = shares(shop, areas, asked.faults)
    if not share:
        sys.exit(f"no file there has {asked.files} in its name")
    try:
        for area in (a for a in areas if a.name in share):
            rows.append((area.name, *try_area(shop, area, asked.seed, share[area.name], known, results,
                                             asked.seconds, again)))
    finally:
        shutil.rmtree(shop.work, ignore_errors=True)
    print(f"\nseed {asked.seed}\n{'area':12} {'planted':>7} {'caught':>7} {'%':>5}   equivalent, passed over")
    for name, planted, caught, left_out in [*rows, ("all", *(sum(r[i] for r in rows) for i in (1, 2, 3)))]:
        print(f"{name:12} {planted:7} {caught:7} {100 * caught / max(planted, 1):5.0f}   {left_out}")


if __name__ == "__main__":
    main()
