#!/usr/bin/env python3
"""catalogue.py: what the command line says is said in every language.

catalogue.py --pot FILE writes the template of the catalogues: every string of
the C sources that reads like words, so that none need be marked, and those
that are marked, N_() or base_said(), or fail, whatever they read like.  Without it each
po/LANG.po is held to that template: no sentence is missing or unsure, and each
has the placeholders of the English.  One whose share/laws/LANG.json says "begun"
may lack any.

catalogue.py --merge FILE [LANG] puts what FILE has of translations into the catalogues, in
the order of the sources, and takes out what nobody says; then it writes there what
is still missing, {sentence: {language: ""}}, to be filled in and merged again; of a
language alone, all that it lacks.  The extension's messages go the same way (messages.py).
"""
import ast
import collections
import json
import os
import pathlib
import re
import subprocess
import sys

import messages
import language_list

ROOMS = "browsers casework cli clients ipc law ledger letter match operations registry sandbox view".split()
# What is typed, kept, sent, or read by programs; and words that are names.
SILENT = re.compile(r"host/(browsers/(families|manifest)\.c|casework/(calendar|case_table|draft_keys|file_kinds"
                    r"|passphrase_own|reply_|report_|template_|zip|audit_machines|audit_words|audit_fields)"
                    r"|cli/(complete|manual)\.c|letter/(blocks|claims|mustache|render|places)\.c"
                    r"|match/(?!how)|registry/search\.c|sandbox/(?!policy)|view/view_member\.c)")
NO_WORDS = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|ALTER|WHERE|VALUES|ORDER BY|LIMIT)\b|^This folder is the record|\{s[:?]|^<|</|/>")
WORDS = re.compile(r"[A-Za-z]{2,}[,;:.)']* +(?:a +)?['(]*[A-Za-z]{2,}|^[Aa]n? [a-z]{3,}$")
DIRECTIVE = re.compile(r"%(?:\d+\$)?[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|z|j|t)?[a-zA-Z%]|%<PRI\w+>")
REASONS = "ENOENT EACCES EPERM ENOTDIR EISDIR EEXIST ENOSPC EROFS EMFILE EIO ELOOP ENAMETOOLONG ENOTEMPTY EBUSY EFBIG EDQUOT ENXIO".split()
TYPED = re.compile(r" |\{|(sudo )?lenscap |curl ")
SAYS = "N_ base_said refusal_say:3 fault_say:3 registry_say:3 operation_fail_saying:3".split()
HEAD = '''msgid ""
msgstr ""
"Project-Id-Version: lenscap\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

'''
failed = False


def complain(what):
    global failed
    failed = True
    print(f"catalogue: {what}", file=sys.stderr)


def entries(text):
    """The entries of a catalogue: [(comments, {"msgid": ..., "msgstr": ...})]."""
    found = []
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.split("\n") if line]
        comments = [line for line in lines if line.startswith("#")]
        fields, key = {}, None
        for line in lines:
            begun = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")$', line)
            if begun:
                key, line = begun[1], begun[2]
                fields[key] = ""
            if line.startswith('"'):
                fields[key] += ast.literal_eval(line)
        if fields:
            found.append((comments, fields))
    return found


def quoted(text):
    lines = [line.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") for line in text.split("\n")]
    parts = [f'"{line}\\n"' for line in lines[:-1]] + ([f'"{lines[-1]}"'] if lines[-1] else [])
    return parts[0] if len(parts) == 1 else "\n".join(['""'] + parts)


def extracted(*options):
    """What xgettext finds: {sentence: (comments, its places)}."""
    sources = sorted(str(path) for room in ROOMS for path in pathlib.Path("host", room).rglob("*.[ch]"))
    found = subprocess.run(["xgettext", *options, "--from-code=UTF-8", "-L", "C", "-o", "-", "--no-wrap", *sources],
                           check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    sentences = {}
    for comments, fields in entries(found):
        places = [place for line in comments if line.startswith("#:") for place in line[2:].split()]
        form = [line for line in comments if line.startswith("#,")]
        sentences[fields["msgid"]] = form, [place for place in places if not SILENT.search(place)]
    sentences.pop("", None)
    return sentences


def is_said(sentence, places):
    commands = all(line.startswith("lenscap ") for line in sentence.strip().split("\n"))
    return bool(places and WORDS.search(DIRECTIVE.sub("", sentence)) and not commands
                and not NO_WORDS.search(sentence))


def template():
    """{sentence: (its form, places)} of all that can be said."""
    said = {text: where for text, where in extracted("-a").items() if is_said(text, where[1])}
    said.update({text: where for text, where in extracted("-k", *(f"-k{name}" for name in SAYS)).items()
                 if re.search("[A-Za-z:]", DIRECTIVE.sub("", text)) and text not in ("%s: %s", "%s:%s")})
    # What is exposed, and what to do, has its words from there in English.
    for key, text in json.loads(pathlib.Path("host/share/report/en.json").read_text()).items():
        if key.startswith(("exposed_", "remedy_")):
            said.setdefault(text, ([], [f"host/share/report/en.json:{key}"]))
    for reason in REASONS:
        said.setdefault(os.strerror(getattr(__import__("errno"), reason)), ([], ["strerror()"]))
    return dict(sorted(said.items(), key=lambda item: (item[1][1][:1], item[0])))


def write(path):
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD)
        for sentence, (form, places) in template().items():
            for line in [f"#: {place}" for place in places] + form:
                file.write(line + "\n")
            file.write(f'msgid {quoted(sentence)}\nmsgstr ""\n\n')


def directives(text):
    """Those of a format by the place of what they show."""
    found = [one for one in DIRECTIVE.findall(text) if not one.endswith("%")]
    numbered = {}
    for index, one in enumerate(found, 1):
        place = re.match(r"%(\d+)\$", one)
        numbered[int(place[1]) if place else index] = re.sub(r"^%\d+\$", "%", one)
    return numbered


def ends(text):
    """Whether it begins and ends with what parts it from other words."""
    return [part in (" ", "\n") for part in (text[:1], text[-1:])]


def held(path, wanted):
    """Complain of a catalogue; the count of what it lacks."""
    checked = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(path)], capture_output=True, text=True)
    if checked.returncode != 0:
        complain(checked.stderr.strip())
    said = {}
    for comments, fields in entries(path.read_text()):
        sentence, answer = fields["msgid"], fields.get("msgstr", "")
        if sentence == "":
            continue
        if any("fuzzy" in line for line in comments if line.startswith("#,")):
            complain(f"{path}: unsure: {sentence[:60]}")
        if sentence not in wanted:
            complain(f"{path}: nobody says: {sentence[:60]}")
        if answer and directives(sentence) != directives(answer):
            complain(f"{path}: other placeholders: {answer[:60]}")
        if answer and set(re.findall(r"\{\w+\}", sentence)) != set(re.findall(r"\{\w+\}", answer)):
            complain(f"{path}: other values: {answer[:60]}")
        if answer and ends(sentence) != ends(answer):
            complain(f"{path}: begins or ends otherwise: {answer[:60]}")
        # What is typed (examples, JSON) keeps its quotes; a pattern may have one alone.
        if any(re.search(r"'[^']*'|\"[^\"]*\"|\w'\w", line) for line in answer.split("\n") if not TYPED.match(line)):
            complain(f"{path}: straight quotes: {answer[:60]}")
        if path.stem == "fr" and language_list.FRENCH.search(answer):
            complain(f"{path}: a line may break before a sign: {answer[:60]}")
        said[sentence] = answer
    return [sentence for sentence in wanted if not said.get(sentence)]


def merged(text, wanted, given):
    """A catalogue's text with given sentences after those that they follow in the sources, without what nobody says."""
    head, *blocks = re.split(r"\n\s*\n", text.strip("\n"))
    have = {}
    for block in blocks:
        for _, fields in entries(block):
            if fields["msgid"] in wanted and fields["msgid"] not in given:
                have[fields["msgid"]] = block
    order, before = list(have), None
    for sentence, (form, _) in wanted.items():
        if sentence in given:
            lines = form + [f"msgid {quoted(sentence)}", f"msgstr {quoted(given[sentence])}"]
            have[sentence] = "\n".join(lines)
            order.insert(order.index(before) + 1 if before else 0, sentence)
        if sentence in have:
            before = sentence
    return "\n\n".join([head] + [have[sentence] for sentence in order]) + "\n"


def merge(path, wanted, codes, shown):
    """Take from a file what it has in other languages, and leave in it what is missing."""
    given = json.loads(path.read_text()) if path.exists() else {}
    missing = messages.merge(given, shown)
    for code in sorted(codes):
        catalogue = pathlib.Path("po", code + ".po")
        ours = {sentence: words[code] for sentence, words in given.items() if words.get(code) and sentence in wanted}
        text = catalogue.read_text()
        changed = merged(text, wanted, ours)
        if changed != text:
            catalogue.write_text(changed)
            print(f"{catalogue}: {len(ours)} more")
        said = {fields["msgid"]: fields.get("msgstr") for _, fields in entries(changed)}
        for sentence in wanted:
            if not said.get(sentence):
                missing.setdefault(sentence, {})[code] = ""
    if missing:
        path.write_text(json.dumps(missing, ensure_ascii=False, indent=1) + "\n")
        sys.exit(f"{path}: {len(missing)} sentences to say in other languages; fill them in, and make po again")
    path.unlink(missing_ok=True)
    print(f"{len(wanted)} sentences, in every language")


def main():
    if sys.argv[1:2] == ["--pot"]:
        write(sys.argv[2])
        return
    wanted = template()
    if len(wanted) < 1000:
        sys.exit("catalogue: the sentences are not where they were")
    languages = language_list.languages()
    begun = {row["code"] for row in languages if language_list.begun(row["code"])}
    codes = begun | {row["code"] for row in languages if "interface" in row["has"] and row["code"] != "en"}
    if sys.argv[1:2] == ["--merge"]:
        alone = set(sys.argv[3:])
        if not alone <= codes:
            sys.exit(f"catalogue: {sys.argv[3]} is no language of host/share/languages.json; make new-language")
        shown = {row["code"] for row in languages if "interface" in row["has"]} - {"en"}
        merge(pathlib.Path(sys.argv[2]), wanted, alone or codes - begun, shown & alone if alone else shown)
        return
    for code in sorted(codes):
        path = pathlib.Path("po", code + ".po")
        lacks = held(path, wanted) if path.exists() else list(wanted)
        if code in begun:
            print(f"catalogue: {code} is begun: {len(lacks)} of {len(wanted)} sentences are in English")
        elif lacks:
            complain(f"{path} lacks {len(lacks)} sentences, first: {lacks[0][:60]!r}; "
                     "make po writes them into build/said.json, to be filled in")
    for path in sorted(pathlib.Path("po").glob("*.po")):
        if path.stem not in codes:
            complain(f"{path} is of a language that host/share/languages.json has not")
    sys.exit(failed)


main()
