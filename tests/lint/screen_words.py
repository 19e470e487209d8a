#!/usr/bin/env python3
"""screen_words.py: the templates of the terminal name what there is.

Each belongs to an operation, or is used by another; the partials and forms in
it exist, and its sections end.  A slip would be an empty place on a screen.
Those of another language are those of English and name what these name; one
whose share/laws/LANG.json says "begun" may lack some.
"""
import pathlib
import re
import sys

import language_list

STYLES = {"plain", "bold", "dim", "red", "yellow", "green"}
failed = False


def complain(where, what):
    global failed
    failed = True
    print(f"screen_words: {where}: {what}", file=sys.stderr)


def sources(folder):
    return "\n".join(path.read_text() for path in sorted(pathlib.Path(folder).rglob("*.c")))


def read(path):
    """The templates of a file: {name: text}."""
    found = {}
    for head in re.split(r"^(?=\[)", path.read_text(), flags=re.M)[1:]:
        names, text = head[1:].split("]", 1)
        for name in names.split(", "):
            if name in found:
                complain(path, f"[{name}] is there twice")
            found[name] = text
    return found


def check(name, text, templates, forms):
    opened = []
    for sign, inner in re.findall(r"\{\{\{?([#^/>!&]?)(.*?)\}\}", text, re.S):
        inner = inner.strip()
        if sign == "!":
            continue
        if sign == ">":
            partial, _, value = inner.partition(" *")
            used.add(partial)
            if partial not in STYLES and partial not in templates and not (
                    value and any(other.startswith(partial + " ") for other in templates)):
                complain(name, f"there is no {{{{>{partial}}}}}")
            continue
        value, *shown = inner.split("|")
        if len(inner) > 127:
            complain(name, f"{inner} is too long for a name")
        for form in shown if sign != "/" else []:
            if "/" not in form and form.split(" ")[0] not in forms:
                complain(name, f"there is no form {form}")
        if sign in ("#", "^"):
            opened.append(value)
        elif sign == "/" and (not opened or opened.pop() != value):
            complain(name, f"{{{{/{value}}}}} ends what is not open")
    if opened:
        complain(name, f"{{{{#{opened[-1]}}}}} does not end")


def named(text):
    """What a template names: widths are a language's own, and so is what it says of one or of many."""
    tags = set()
    for sign, inner in re.findall(r"\{\{\{?([#^/>!&]?)(.*?)\}\}", text, re.S):
        value, *shown = inner.strip().split("|")
        shown = [re.sub(r"^(left|right|column|lines) \d+$", r"\1", form) for form in shown]
        if sign != "!" and not any("/" in form for form in shown):
            tags.add((sign, value, *shown))
    kinds = re.findall(r"^.* \| (left|right|wide|path|cut)\b", text, re.M)
    return tags, kinds


def same(code, english):
    """Hold the templates of a language to the English ones."""
    wanted, found = english, {}
    for path in sorted(pathlib.Path("host/share/words", code).glob("*.mustache")):
        found.update(read(path))
    wrong = [] if language_list.begun(code) else [f"[{name}] is missing" for name in wanted.keys() - found.keys()]
    for name, text in found.items():
        if name not in english:
            wrong.append(f"[{name}] is not one of the English templates")
        elif named(text) != named(english[name]):
            differ = named(text)[0] ^ named(english[name])[0]
            wrong.append(f"[{name}] names other things than the English one: {sorted(differ)[:3] or 'columns'}")
        # '' is a name that is empty, as it would be typed; a manual page is roff.
        if name != "help.manual" and re.search(r"['\"]", re.sub(r"\{\{.*?\}\}|''", "", text)):
            wrong.append(f"[{name}] has straight quotes")
        if code == "fr" and language_list.FRENCH.search(text):
            wrong.append(f"[{name}] has a sign before which a line may break")
        check(f"{code} [{name}]", text, english, forms)
    for one in wrong:
        complain(code, one)


def functions(folder):
    """What each function of a folder does: {name: its lines}."""
    return dict(re.findall(r"^(?:[a-z]\w*[ *]+)+(\w+)\([^;{]*?\)\n\{\n(.*?)^\}", sources(folder), re.S | re.M))


def reached(words, bodies):
    """The lines of all functions that the words of an operation lead to."""
    todo, seen, lines = re.findall(r"\.(?:row|note|end|run) = (\w+)", words), set(), ""
    while todo:
        name = todo.pop()
        if name in bodies and name not in seen:
            seen.add(name)
            lines += bodies[name]
            # What it calls, and what it hands over to be called.
            todo += re.findall(r"\b(\w+)\(", bodies[name]) + re.findall(r"\.\w+ = (\w+)", bodies[name])
    return lines


SAYS = r'cli_run_(?:say|table)\(\s*run, "([a-z_]*)"'
operations = set(re.findall(r'\.name = "([a-z_]+\.[a-z_]+)"', sources("host/operations")))
bodies = functions("host/cli")
own = dict(re.findall(r'^    \{\.name = "([a-z_.]+)",(.*?)\},$', sources("host/cli/commands"), re.S | re.M))
asked = {name: set(re.findall(SAYS, reached(words, bodies))) for name, words in own.items()}
forms = set(re.findall(r'\{"([a-z_]+)", (?:cli_|letter_)?form_', sources("host/cli/screen") + sources("host/letter")))
if len(operations) < 60 or len(forms) < 15 or not asked:
    sys.exit("screen_words: the tables are not where they were")
templates, used = {}, set(re.findall(r'cli_template_text\(\w+, "([a-z.]+)"', sources("host/cli")))
for path in sorted(pathlib.Path("host/share/words/en").glob("*.mustache")):
    for name, text in read(path).items():
        templates[name] = text
        family = name.split(".")[0] if "." in name else "common"
        if family != path.stem:
            complain(path, f"[{name}] is not looked for here")
for name, text in templates.items():
    check(f"[{name}]", text, templates, forms)
for language in language_list.languages():
    if language["code"] != "en" and ("interface" in language["has"] or language_list.begun(language["code"])):
        same(language["code"], templates)
for name in templates:
    operation, *parts = name.split(" ")
    if operation in operations:
        words = own.get(operation, "")
        said = {"doing"} | asked.get(operation, set())
        said |= {""} if ".row = " not in words else set()
        said |= {"end"} if ".end = " not in words else set()
        part = " ".join(word for word in parts if word not in ("columns", "stderr"))
        if part not in said:
            complain(f"[{name}]", "no command shows it")
    elif name not in used and operation not in used:
        complain(f"[{name}]", "nothing uses it")
# A part that functions of several operations share may be one's alone.
for part in set().union(*asked.values()) - {"", "end"}:
    if not any(templates.keys() & {f"{name} {part}{kind}" for kind in ("", " columns", " stderr")}
               for name, parts in asked.items() if part in parts):
        complain("host/cli/commands", f"there is no [OPERATION {part}]")
if set(re.findall(SAYS, sources("host/cli/commands"))) - set().union(*asked.values()):
    complain("host/cli/commands", "a function that no operation has says something")
sys.exit(failed)
