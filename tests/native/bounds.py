"""Each parameter of each method: at its least and its most it is taken, one
beyond it is refused by name.  There is no ledger, so that nothing is done."""
import json
import os
import select
import subprocess

from host import PROGRAM, Failed, Host

HOME = os.path.join(os.environ["SCRATCH"], "ledger")
INT64 = (1 << 63) - 1
rows = json.loads(subprocess.check_output([PROGRAM, "--methods"]))

# What else a parameter's words mean, beyond its bounds.
PLAIN = {"string": "x", "integer": 1, "boolean": True, "[string]": ["x"], "[id]": [1],
         "list": [{}], "object": {}, "day": "2026-03-05", "upload": 1, "[upload]": [1]}
# These answer without a ledger, or make one.
LEFT_OUT = {"session.hello", "ledger.create", "ledger.unlock"}


def value(param, size):
    """One of that size; None where the shape has none."""
    shape = param["shape"]
    if shape == "integer":
        return size if abs(size) <= INT64 else None
    if size < 0 or size > 100000:
        return None
    if shape == "string":
        return "x" * size
    if shape == "[string]":
        return ["x%d" % i for i in range(size)]
    if shape == "[id]":
        return list(range(1, size + 1))
    if shape == "list":
        return [{} for _ in range(size)]
    return None


def plain(param):
    if param["shape"] == "choice":
        return param["values"][0]
    if param["shape"] == "[choice]":
        return param["values"][:1]
    if param["shape"] in ("string", "[string]", "[id]", "list") and param["most"]:
        return value(param, max(1, param["least"]))
    if param["shape"] == "integer":
        return max(1, param["least"])
    return PLAIN[param["shape"]]


def code(host, method, params):
    """(code, words) of the refusal; ("", "") when it was answered."""
    try:
        host.ask(method, **params)
    except Failed as failed:
        return failed.code, failed.message
    return "", ""


ending, left_open = os.pipe()
host = Host("--home", HOME, pass_fds=(left_open,))
os.close(left_open)
host.hello()
# By the end of a pipe that it leaves open Firefox learns that a host has ended, and no sooner.
assert not select.select([ending], [], [], 0)[0], "what was left open has been closed"
within = beyond = shapes = 0
for row in rows:
    if row["name"] in LEFT_OUT:
        continue
    required = {p["name"]: plain(p) for p in row["params"] if p["required"]}
    for param in row["params"]:
        name = param["name"]
        for size, good in ((param["least"], True), (param["least"] - 1, False),
                           (param["most"], True), (param["most"] + 1, False)):
            given = value(param, size)
            if given is None:
                continue
            got, words = code(host, row["name"], {**required, name: given})
            named = got == "bad_params" and "'%s'" % name in words
            if good:
                within += 1
                # Only the number of bytes is at issue, not what they say.
                assert not (named and (" bytes" in words or "a number" in words)), (row["name"], name, size, words)
            else:
                beyond += 1
                assert named, (row["name"], name, size, got, words)
        for wrong in ({"x": 1}, [[]], "\u00e9" if param["shape"] != "string" else 1, None, 1.5):
            if param["shape"] in ("object", "list") and isinstance(wrong, (dict, list)):
                continue
            got, words = code(host, row["name"], {**required, name: wrong})
            shapes += 1
            assert got == "bad_params", (row["name"], name, wrong, got, words)
    if "rules" not in row:
        continue  # not yet of the one table
    got, words = code(host, row["name"], {**required, "no such": 1})
    assert got == "bad_params" and "no such" in words, (row["name"], got, words)
host.close()
assert os.read(ending, 1) == b""
assert within > 60 and beyond > 60 and shapes > 200, (within, beyond, shapes)
