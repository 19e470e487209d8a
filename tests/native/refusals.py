"""What cannot be asked: every operation of the table, through both fronts, with each
parameter missing, unknown, out of range, of another shape, and with those together
that do not go together.  Made from the table: a new operation is in it by itself.
The same code, the same sentence but for how a front writes a name, and nothing written."""
import collections
import json
import os
import subprocess

from host import Failed, Host

SCRATCH = os.environ["SCRATCH"]
KEY = os.path.join(SCRATCH, "key")
MAIL = os.path.join(SCRATCH, "mail.eml")
ARGUMENT_MOST = 100_000  # bytes that one word of a command line may have, roughly
HIGHEST = 2**63 - 1
counts, failures = collections.Counter(), []
Refusal = collections.namedtuple("Refusal", "code sentence")


def lenscap(*words, **more):
    return subprocess.run(["lenscap", *words], capture_output=True, text=True, stdin=subprocess.DEVNULL, **more)


# ---- Values ----
def good(param):
    """A value that the table has nothing against, as the host gets it."""
    least = param["least"]
    return {
        "integer": max(least, 1), "string": "x" * max(least, 1), "boolean": True, "day": "2026-11-22",
        "choice": param.get("values", ["x"])[0], "[choice]": param.get("values", ["x"])[:1],
        "[id]": list(range(1, max(least, 1) + 1)), "[string]": ["x"] * max(least, 1),
        "list": [1] * max(least, 1), "object": {"x%d" % i: "x" for i in range(max(least, 1))},
        "upload": 1, "[upload]": [1],
    }[param["shape"]]


def out_of_range(param):
    """Values of the right shape that are too much, too little, or no choice."""
    least, most, shape = param["least"], param["most"], param["shape"]
    entry = {"[id]": lambda i: i + 1, "[string]": lambda i: "x", "list": lambda i: 1}
    if shape == "integer":
        yield from [n for n in (least - 1, most + 1) if n <= HIGHEST]
        if param.get("several"):
            yield [1, 0]
    elif shape == "string":
        yield from ["x" * n for n in (least - 1, most + 1) if 0 <= n <= ARGUMENT_MOST and n != least]
    elif shape == "day":
        yield from ("2026-02-30", "22.11.2026", "yesterday", "1999-12-31", "")
    elif shape == "choice":
        yield from ("nonsense", "", param["values"][0].upper() + "x")
    elif shape == "[choice]":
        yield from (["nonsense"], [param["values"][0], "nonsense"])
    elif shape in entry:
        yield from [[entry[shape](i) for i in range(n)] for n in (least - 1, most + 1)
                    if 0 < n <= 2000 or n == 0 < least]
        if shape == "[id]":
            yield from ([0], [1, -1])


def other_shapes(param):
    """What the host may be sent in a value's place; and null is no value."""
    kinds = {"integer": (1,), "string": ("x",), "boolean": (True,), "list": ([],), "object": ({},)}
    mine = {"day": "string", "choice": "string", "[choice]": "list", "[id]": "list", "[string]": "list",
            "upload": "integer", "[upload]": "list"}.get(param["shape"], param["shape"])
    for kind, values in kinds.items():
        if kind != mine and not (kind == "list" and param.get("several")):
            yield from values
    yield None
    yield 1.5
    if param["shape"] in ("[id]", "[string]", "[choice]", "[upload]"):
        yield [None]
        yield [{}]


# ---- The fronts ----
def has(param, front):
    return not param.get("host_only" if front == "command" else "command_only")


def written(param, front):
    """How a front writes a parameter's name."""
    if front == "host":
        return "'%s'" % param["name"]
    return param["metavar"] if param.get("positional") else "--" + param["option"].replace("_", "-")


def words_of(operation, params):
    """The command that says the same; None where no command can."""
    words, last = [], []
    for name, value in params.items():
        param = next((p for p in operation["params"] if p["name"] == name), None)
        if param is None:
            words.append("--" + name)
            continue
        if param["shape"] == "list" or param["shape"] == "object":
            return None
        texts = [MAIL if param["shape"] in ("upload", "[upload]") else str(one)
                 for one in (value if isinstance(value, list) else [value])]
        if not texts or (isinstance(value, list) and "" in texts):
            return None
        if param["shape"] == "boolean":
            words.append(written(param, "command"))
        elif param.get("positional"):
            last += texts
        elif isinstance(value, list) and param["shape"] != "[upload]":
            words.append("%s=%s" % (written(param, "command"), (";" if param.get("lines") else ",").join(texts)))
        else:
            words += ["%s=%s" % (written(param, "command"), text) for text in texts]
    return [*operation["command"].split(), *words, *(["--"] if last else []), *last]


def ask_command(operation, words):
    done = lenscap("--key-file", KEY, *words)
    before = "lenscap %s: " % operation["command"]
    line = done.stderr.split("\n")[0]
    if done.returncode != 2 or done.stdout or not line.startswith(before):
        return Refusal("exit %d" % done.returncode, done.stderr + done.stdout)
    return Refusal("bad_params", line[len(before):])


def ask_host(operation, params):
    try:
        return Refusal("answered", json.dumps(host.ask(operation["name"], **params))[:300])
    except Failed as failed:
        return Refusal(failed.code, failed.message)


def plain(refusal, operation, front, also=()):
    """A sentence without any front's way to write a name."""
    text = refusal.sentence
    for param in sorted(operation["params"], key=lambda p: -len(written(p, front))):
        text = text.replace(written(param, front), "<%s>" % param["name"])
    for name in also:
        text = text.replace("--" + name if front == "command" else "'%s'" % name, "<%s>" % name)
    return text


def refused(kind, operation, params, about, only=None):
    """Every front that has these parameters refuses them, for these reasons: names."""
    said = {}
    for front in ("host", "command"):
        known = [p for p in operation["params"] if p["name"] in params or p["name"] in about]
        if only not in (None, front) or not all(has(p, front) for p in known):
            continue
        if front == "host" and operation["host"]:
            refusal = ask_host(operation, params)
        elif front == "command" and "command" in operation:
            words = words_of(operation, params)
            if words is None:
                continue
            refusal = ask_command(operation, words)
        else:
            continue
        counts[kind] += 1
        text = plain(refusal, operation, front, about)
        # A sentence that had no room for its end lacks its full stop.
        if refusal.code != "bad_params" or not text.endswith(".") or not any("<%s>" % name in text for name in about):
            failures.append((kind, operation["name"], front, str(params)[:200], refusal))
        else:
            said[front] = text
    if len(set(said.values())) > 1:
        failures.append((kind, operation["name"], "differ", str(params)[:200], said))
    if len(said) == 2:
        counts["both"] += 1


def mistyped(operation, front):
    """A letter left out of a name: which one is meant, is said."""
    if operation.get("lenient"):
        return
    for param in (p for p in operation["params"] if has(p, front) and len(p["name"]) > 4):
        name = param["option" if front == "command" else "name"]
        if len(name) < 5 or (front == "command" and param.get("positional")):
            continue
        wrong = name[:2] + name[3:]
        if front == "host":
            refusal = ask_host(operation, basis(operation, front) | {wrong: True})
        else:
            refusal = ask_command(operation, words_of(operation, basis(operation, front) | {wrong: True}))
        counts["mistyped"] += 1
        if refusal.code != "bad_params" or "perhaps %s is meant" % written(param, front) not in refusal.sentence:
            failures.append(("mistyped", operation["name"], front, wrong, refusal))


def without_value(operation):
    """A flag with a value, and an option without: the parser's own, for commands alone."""
    base = words_of(operation, basis(operation, "command"))
    for param in (p for p in operation["params"] if has(p, "command") and not p.get("positional")):
        name = written(param, "command")
        words = [name + "=1"] if param["shape"] == "boolean" else [name]
        refusal = ask_command(operation, [*base[:len(operation["command"].split())], *words])
        counts["value"] += 1
        if refusal.code != "bad_params" or name not in refusal.sentence or "value" not in refusal.sentence:
            failures.append(("value", operation["name"], "command", name, refusal))


# ---- What is tried ----
def basis(operation, front):
    """What an operation needs, and no more; its rules hold of it."""
    by_name = {p["name"]: p for p in operation["params"] if has(p, front)}
    params = {p["name"]: good(p) for p in by_name.values() if p["required"]}
    for rule in operation["rules"]:
        names = [name for name in rule["names"] if name in by_name]
        if rule["kind"] in ("one_of", "some_of") and names and not any(name in params for name in names):
            params[names[0]] = good(by_name[names[0]])
    for rule in operation["rules"]:
        if rule["kind"] == "needs" and rule["names"][0] in params:
            params.setdefault(rule["names"][1], good(by_name[rule["names"][1]]))
    return params


def broken_rules(operation, base, front):
    by_name = {p["name"]: p for p in operation["params"] if has(p, front)}
    for rule in operation["rules"]:
        names = [name for name in rule["names"] if name in by_name]
        without = {name: value for name, value in base.items() if name not in names}
        values = {name: good(by_name[name]) for name in names}
        if rule["kind"] in ("one_of", "some_of"):
            yield names, without
        if rule["kind"] in ("one_of", "most_one"):
            yield from ((names, without | dict([(a, values[a]), (b, values[b])]))
                        for i, a in enumerate(names) for b in names[i + 1:])
        if rule["kind"] == "needs" and len(names) == 2:
            yield names, without | {names[0]: values[names[0]]}


def changes():
    return host.ask("ledger.status")["changes"]


def attempt(operation):
    for front in ("host", "command"):
        base = basis(operation, front)
        for param in (p for p in operation["params"] if has(p, front)):
            name = param["name"]
            rest = {key: value for key, value in base.items() if key != name}
            both = has(param, "host") and has(param, "command")
            if front == "command" and both:
                only = None if basis(operation, "host") == base else "command"
            else:
                only = front
            if front == "host" and both and basis(operation, "command") == base:
                continue  # both at once, below
            # Of two that are told by their place, the second takes the
            # first's, and is the one that is missing then.
            places = [p for p in operation["params"] if p.get("positional")]
            moved = param in places[:-1]
            if param["required"] and not (moved and only == "command"):
                refused("missing", operation, rest, [name], "host" if moved else only)
            for value in out_of_range(param):
                refused("out of range", operation, base | {name: value}, [name], only)
        if operation.get("lenient"):
            continue
        unknown = "nonsense"
        refused("unknown", operation, base | {unknown: True}, [unknown],
                None if basis(operation, "host") == basis(operation, "command") else front)
        for names, params in broken_rules(operation, base, front):
            refused("combination", operation, params, names,
                    None if basis(operation, "host") == basis(operation, "command") else front)
    base = basis(operation, "host")
    for param in (p for p in operation["params"] if has(p, "host")):
        rest = {key: value for key, value in base.items() if key != param["name"]}
        for value in other_shapes(param):
            refused("another shape", operation, rest | {param["name"]: value}, [param["name"]], "host")
    for param in (p for p in operation["params"] if has(p, "command") and p["shape"] in ("integer", "[id]")):
        rest = {key: value for key, value in basis(operation, "command").items() if key != param["name"]}
        bad = ["x"] if param["shape"] == "[id]" else "x"
        refused("another shape", operation, rest | {param["name"]: bad}, [param["name"]], "command")


recovery = json.loads(lenscap("init", "--key-file", KEY, "--json", check=True).stdout)["recovery_key"]
lenscap("me", "set", "country", "at", "email", "zoe@example.org", "--key-file", KEY, check=True)
lenscap("letter", "draft", "--to", "pimeyes", "--ask", "access", "--key-file", KEY, check=True)
with open(MAIL, "w") as file:
    file.write("From: a@b.example\n\nHello.\n")
host = Host()
host.hello()
host.ask("ledger.unlock", recovery=recovery)
before = changes()
operations = json.loads(lenscap("--generate", "table", check=True).stdout)["operations"]
for operation in operations:
    attempt(operation)
    if operation["host"]:
        mistyped(operation, "host")
    if "command" in operation:
        mistyped(operation, "command")
        without_value(operation)
    if host.ask("ledger.status")["state"] != "open" or changes() != before:
        failures.append((operation["name"], "something was written"))
        before = changes()
host.close()
for failure in failures[:30]:
    print(failure)
both = counts.pop("both")
print("refusals: %d operations, %d refusals (%s), %d of them by both fronts alike; %d wrong" % (
    len(operations), sum(counts.values()), ", ".join("%s %d" % pair for pair in sorted(counts.items())), both,
    len(failures)))
assert not failures and both > len(operations)
