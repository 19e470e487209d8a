#!/usr/bin/env python3
"""commands_named.py: what people are told to type can be typed.

Sentences, help, pages and templates name commands and options: each of them is in
the table of operations, and an option behind a command is one of its own.
"""
import pathlib
import re
import sys

TEXTS = ["README.md", ".github/*.md", "*/README.md", "packaging/page/*", "host/share/words/en/*",
         "host/share/remedies/*.json", "host/share/laws/*.json", "extension/_locales/*/messages.json"]
# In no table: what else lenscap and lenscap-host take, systemctl's, and lenscap as a word of a sentence.
BEYOND = {"help", "version", "from", "there"}
OTHERS = {"--version", "--generate", "--complete", "--methods", "--user", "--now"}
ROOMS = ("operations", "cli", "casework", "ledger", "view", "ipc", "letter", "law", "registry", "native", "clients",
         "browsers")
failed = False


def complain(where, what):
    global failed
    failed = True
    print(f"commands_named: {where}: {what}", file=sys.stderr)


def literals(path):
    """The texts of a C file, those that stand side by side as one."""
    code = re.sub(r'("(?:\\.|[^"\\\n])*")|/\*.*?\*/', lambda m: m[1] or " ", path.read_text(), flags=re.S)
    for run in re.findall(r'"(?:\\.|[^"\\\n])*"(?:\s*"(?:\\.|[^"\\\n])*")*', code):
        yield re.sub(r'"\s*"', "", run)[1:-1].replace("\\n", "\n").replace('\\"', '"')


def macros(code):
    """The parameters that stand in a #define: {name: its text}."""
    return dict(re.findall(r"#define (PARAMS?_\w+)(?:\(\w+\))? ((?:.*\\\n)*.*\n)", code))


def options(text, shared):
    """The options of parameters, those of macros too."""
    found = set()
    for macro in re.findall(r"\b(PARAMS?_\w+)\b", text):
        if macro in shared:
            found |= options(shared[macro], {})
    for param in re.split(r"\bPARAM\(", text)[1:]:
        name = re.search(r'\.option\s*=\s*"(\w+)"', param) or re.match(r'\s*"(\w+)"', param)
        if name:
            found.add("--" + name[1].replace("_", "-"))
    return found


def table():
    """Every command: {name: its options}."""
    commands, shared = {}, {}
    for path in pathlib.Path("host/operations").glob("*.[ch]"):
        shared |= macros(path.read_text())
    for path in pathlib.Path("host/operations").glob("*.c"):
        code = path.read_text()
        lists = dict(re.findall(r"operation_param (\w+)\[\] = \{(.*?)PARAM_END", code, re.S))
        for row in re.split(r"\.name = \"", code)[1:]:
            command = re.search(r'\.command = "([a-z ]+)"', row)
            params = re.search(r"\.params = (\w+)", row)
            if command and params:
                commands[command[1]] = options(lists.get(params[1], ""), shared)
    return commands


def check_mention(where, mention, commands, known):
    """One "lenscap COMMAND --option"."""
    first, second, rest = mention[1], mention[2] or "", mention[3]
    name = f"{first} {second}" if f"{first} {second}" in commands else first
    if name not in commands and name not in BEYOND and (second or name not in known["families"]):
        complain(where, f"there is no command 'lenscap {first} {second}'".rstrip())
    for option in re.findall(r"(?<!\S)(--[a-z][a-z-]*)", rest):
        if name in commands and option not in commands[name] | known["globals"]:
            complain(where, f"'lenscap {name}' has no {option}")


def check(where, text, commands, known):
    for line in re.sub(r"\\\n\s*", "", text).split("\n"):
        for mention in re.finditer(r"(?<![\w/.-])lenscap (?:--[a-z-]+[ =]\S+ )*([a-z]+)(?: ([a-z]+))?\b([^'`|&;<>]*)", line):
            check_mention(where, mention, commands, known)
        for first, second in re.findall(r"['`]([a-z]+) ([a-z]+)\b", line):
            if first in known["families"] - commands.keys() and f"{first} {second}" not in commands:
                complain(where, f"there is no command '{first} {second}'")
        # Pages and notes name other programs', too.
        if where.suffix in (".c", ".h", ".mustache", ".json"):
            for option in re.findall(r"(?<![\w-])(--[a-z][a-z-]*)\b", line):
                if option not in known["all"] | OTHERS:
                    complain(where, f"no command has {option}")


commands = table()
globals_ = set(re.findall(r'\{"(--[a-z-]+)",', pathlib.Path("host/cli/screen/parse.c").read_text()))
known = {"globals": globals_, "all": globals_.union(*commands.values()),
         "families": {name.split()[0] for name in commands}}
if len(commands) < 80 or len(globals_) < 5 or len(known["all"]) < 80:
    sys.exit("commands_named: the tables are not where they were")
for room in ROOMS:
    for path in sorted(pathlib.Path("host", room).rglob("*.[ch]")):
        for text in literals(path):
            check(path, text, commands, known)
for pattern in TEXTS:
    for path in sorted(pathlib.Path(".").glob(pattern)):
        if path.is_file() and path.suffix != ".svg":
            check(path, path.read_text(errors="replace"), commands, known)
sys.exit(failed)
