#!/usr/bin/env python3
"""pseudo.py BUILD OUT: a build in OUT whose German is English in brackets.

⟦…⟧ stands around each sentence of the catalogue and each word of a template,
so that what is shown without them is said by neither.
"""
import pathlib
import re
import shutil
import subprocess
import sys

BUILD, OUT = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
TOP = pathlib.Path(__file__).resolve().parents[2]


def marked(text):
    """The text in brackets, without what is around its words."""
    parts = re.fullmatch(r"(\s*)(.*?)(\s*)", text, re.S)
    return f"{parts[1]}⟦{parts[2]}⟧{parts[3]}" if re.search("[A-Za-z]", parts[2]) else text


def tag(text):
    inner = re.sub(r"\|([^|{}]*)/([^|{}]*?)(?=[|}])", lambda form: f"|{marked(form[1])}/{marked(form[2])}", text)
    return inner if text.startswith("{{") and text[2:3] not in "#^/>!" else text


def template(text):
    """A template with its words in brackets; a column's kind and a command are none."""
    lines = []
    for line in text.split("\n"):
        cells = line.split(" | ", 2) if re.search(r" \| (left|right|wide|path|cut)\b", line) else [line]
        for index, cell in enumerate(cells):
            if len(cells) == 1 or index != 1:
                cells[index] = "".join(tag(part) if part.startswith("{{") else marked(part)
                                       for part in re.split(r"(\{\{\{?.*?\}\}\}?)", cell))
        lines.append(" | ".join(cells))
    return "\n".join(lines)


def templates(text):
    front, *heads = re.split(r"^(?=\[)", text, flags=re.M)
    return front + "".join(head[:head.index("]") + 1] + template(head[head.index("]") + 1:]) for head in heads)


def catalogue(path):
    """Every sentence in brackets, by a catalogue of msgfmt's."""
    pot = OUT / "lenscap.pot"
    subprocess.run([TOP / "tests/lint/catalogue.py", "--pot", pot], check=True, cwd=TOP)
    lines = []
    for block in pot.read_text().split("\n\n")[1:]:
        found = re.search(r"^msgid (.*)\nmsgstr \"\"$", block, re.S | re.M)
        if found:
            said = "".join(eval(part) for part in found[1].split("\n"))  # the literals of a catalogue
            text = marked(said).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
            lines.append(re.sub("%<PRI([dux])64>", r"%l\1", f'msgid {found[1]}\nmsgstr "{text}"\n'))
    path.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    subprocess.run(["msgfmt", "--no-hash", "--endianness=little", "-o", path, "-"], input=head + "\n".join(lines),
                   text=True, check=True)


OUT.mkdir(parents=True)
for program in BUILD.glob("lenscap*"):
    if program.name != "lenscap":
        (OUT / program.name).symlink_to(program)
shutil.copy(BUILD / "lenscap", OUT)
for path in (BUILD / "share").iterdir():
    (OUT / "share").mkdir(exist_ok=True)
    if path.name != "words":
        (OUT / "share" / path.name).symlink_to(path.resolve())
shutil.copytree(BUILD / "share/words", OUT / "share/words")
shutil.rmtree(OUT / "share/words/de", ignore_errors=True)
(OUT / "share/words/de").mkdir()
for path in (OUT / "share/words/en").iterdir():
    if path.name != "help.mustache":
        (OUT / "share/words/de" / path.name).write_text(templates(path.read_text()))
catalogue(OUT / "locale/de/LC_MESSAGES/lenscap.mo")
