"""PROTOCOL.md from the programs themselves and the headers of host/view:
    python3 tests/native/make_protocol.py BUILD >host/native/PROTOCOL.md
and of each object there the members that it always has, all of them, and
those that it has besides where it is the whole answer:
    python3 tests/native/make_protocol.py --members"""
import glob
import json
import os
import re
import subprocess
import sys

HEAD = """\
# What lenscap-host speaks

<!-- Written by tests/native/make_protocol.py; `make protocol` writes it anew. -->

A browser starts `lenscap-host` for the extension and speaks native messaging with it: frames of
a length (32 bits, in the machine's byte order) and as many bytes of JSON, UTF-8. A frame to the host
has at most {frame_in} bytes, one from it at most {frame_out}.

In the frames is JSON-RPC 2.0: a request has `id`, `method`, and `params`, an object; its answer has
the same `id` and `result` or `error`. Answers come in any order. The first request is
`session.hello` with the range of versions that the extension speaks, `protocol: [lowest, highest]`;
this is version {protocol}. Without it, or when no version is common, everything is refused with `version`.

A parameter that a method does not know, that is missing, out of range or of another shape is refused
with `bad_params`, and nothing is done. Days are like `"2026-11-22"`, moments are milliseconds
since 1970, numbers of things are 1 or higher. An *upload* is the number that `photo.begin` gave, whose bytes
came by `photo.chunk`.

A check of a page is a job: the answer has its number, and the notification `job.progress` follows with
`{{job, done, total, state, results}}` until `state` is no longer `running`. A result may come again, or with
only what is new: for each `id` the last of each member holds.
"""


def program(*words):
    return json.loads(subprocess.run(words, capture_output=True, check=True, text=True).stdout)


def bounds(param):
    least, most, shape = param["least"], param["most"], param["shape"]
    if shape == "integer":
        return " from %d" % least if most >= 2**31 - 1 else " from %d to %d" % (least, most)
    things = {"string": "bytes", "[string]": "texts", "[id]": "numbers", "list": "entries", "object": "members"}
    if shape not in things or (least, most) == (0, 0):
        return ""
    if least == most:
        return " of %d %s" % (most, things[shape])
    return " of %d to %d %s" % (least, most, things[shape])


def parameter(param):
    values = "".join((", " if i else ": ") + "`%s`" % value for i, value in enumerate(param.get("values", ())))
    return "- `%s` (%s%s%s%s): %s%s." % (
        param["name"], param["shape"], bounds(param), ", or a list of them" if param.get("several") else "",
        ", needed" if param["required"] else "", param["help"], values)


def rule(one, known):
    """What it says of the parameters that the host has; nothing, where that is nothing."""
    names = ["`%s`" % name for name in one["names"] if name in known]
    if len(names) < 2:
        return None
    return {"one_of": "Exactly one of %s is given.", "some_of": "At least one of %s is given.",
            "most_one": "%s do not go together.", "needs": "%s: the first needs the second."}[one["kind"]] % (
        ", ".join(names))


def answer(one):
    listed, kind = one.get("list"), one.get("answer")
    each = ", each of them %s **%s**" % ("an" if kind[0] in "aeiou" else "a", kind) if kind else ""
    if listed:
        return ["", "The answer has its rows in `%s`%s." % (listed, each)]
    return ["", "The answer is %s." % each[len(", each of them "):]] if kind else []


def method(one):
    lines = ["### %s" % one["name"], "", one["help"][:1].upper() + one["help"][1:] + "."]
    params = [parameter(p) for p in one["params"]]
    if params:
        lines += ["", *params]
    known = {p["name"] for p in one["params"]}
    rules = [said for said in (rule(r, known) for r in one.get("rules", ())) if said]
    if rules:
        lines += ["", *rules]
    lines += answer(one)
    return "\n".join(lines) + "\n"


def quoted(words):
    """What stands in outer braces as code."""
    depth, out = 0, ""
    for letter in words:
        depth += letter == "{"
        out += "`{" if letter == "{" and depth == 1 else "}`" if letter == "}" and depth == 1 else letter
        depth -= letter == "}"
    return out


def commented(top):
    """The comments that stand above what makes JSON of a struct, and of which."""
    for path in sorted(glob.glob(os.path.join(top, "include/lenscap/view*.h"))):
        text = open(path).read()
        for comment, prototypes in re.findall(r"/\*((?:(?!\*/).)*)\*/\n((?:json_t \*[^;]*;\n)+)", text, re.S):
            words = re.sub(r"\s*\n \* ?", " ", comment).strip()
            names = re.findall(r"json_t \*view_(\w+)\(", prototypes)
            if "{" in words:
                yield names, words


def objects(top):
    return ["- **%s**: %s" % (", ".join(names), quoted(words)) for names, words in commented(top)]


def members(top):
    """Of each object: the members that it always has, and all that are spoken of."""
    found, base = {}, set()
    for names, words in commented(top):
        first = re.search(r"\{((?:[^{}]|\{[^}]*\})*)\}", words).group(1)
        first = [word.strip() for word in re.sub(r"\{[^}]*\}|\[[^]]*\]|\([^)]*\)|: [^,]*", "", first).split(",")]
        always = {word for word in first if not word.endswith("?")}
        # "The same and ...": of the object before.
        more = base if words.startswith("The same") else set()
        for name in names:
            found[name] = (always | more, set(re.findall(r"\w+", words)) | more)
        base = always | more
    return found


def alone(top):
    """What an object has besides where it is no row of a list."""
    said = re.compile(r"Shown alone it has also \{([^}]*)\}")
    return {name: re.findall(r"\w+", said.search(words).group(1))
            for names, words in commented(top) if said.search(words) for name in names}


def constants(top):
    text = open(os.path.join(top, "host/native/frame.h")).read() + \
        "".join(open(path).read() for path in glob.glob(os.path.join(top, "host/native/*.c")))
    def value(name):
        expression = re.search(r"#define %s\s+\(?([0-9u<* ]+)\)?" % name, text).group(1).replace("u", "")
        return eval(expression, {"__builtins__": {}})  # digits and operators alone
    return {"frame_in": value("FRAME_IN_MAX"), "frame_out": value("FRAME_OUT_MAX"),
            "protocol": value("SESSION_PROTOCOL")}


def document(build, top="."):
    methods = program(os.path.join(build, "lenscap-host"), "--methods")
    table = program(os.path.join(build, "lenscap"), "--generate", "table")
    methods.sort(key=lambda one: (one["name"] != "session.hello", one["name"]))
    codes = {}
    for one in table["codes"]:
        codes.setdefault(one["code"], []).append(one)
    parts = [HEAD.format(**constants(top)), "## Methods\n"]
    parts += [method(one) for one in methods]
    parts += ["## Objects\n\nThe same objects, member for member, as the command line's `--json`.\n",
              "\n".join(objects(top)) + "\n",
              "## Errors\n\n`error` has `code` (a number), `message` (a sentence) and "
              "`data: {code, remedy}`; `data.code` is the stable word.\n\n"
              "| `data.code` | `code` | message, unless it says more | remedy |\n|---|---|---|---|\n" +
              "\n".join("| `%s` | %s | %s | %s |" % (
                  word, ", ".join(str(one["number"]) for one in rows), " ".join(one["message"] for one in rows),
                  rows[0]["remedy"]) for word, rows in codes.items()) + "\n"]
    return "\n".join(parts)


if __name__ == "__main__":
    if sys.argv[1] == "--members":
        print(json.dumps({name: [sorted(part) for part in parts] + [alone(".").get(name, [])]
                          for name, parts in members(".").items()}))
    else:
        print(document(sys.argv[1]), end="")
