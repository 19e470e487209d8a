#!/usr/bin/env python3
"""languages.py [SHARE]: what a language that is begun still lacks.

A language whose share/laws/CODE.json says "begun" may lack texts: Lenscap says
those in English, and writes no letter in it that is not whole.  Each such
language is named here, with what it lacks; one that lacks nothing is begun no
longer, and must say so.
"""
import pathlib
import sys

import language_list
from language_list import load

SHARE = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "host/share")
LISTS = "words.json countries.json regions.json replies.json".split()


def english(data):
    """Every text that has an English one beside it: the object it stands in."""
    if isinstance(data, dict):
        if isinstance(data.get("en"), str):
            yield data
        for value in data.values():
            yield from english(value)
    elif isinstance(data, list):
        for value in data:
            yield from english(value)


def paths(data, before=""):
    """The names of an object's members, and of those within."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield from paths(value, f"{before}{key}.")
        else:
            yield before + key


def lacking(code):
    """What there is in English and not in this language."""
    own, first = (load(SHARE / "laws" / f"{name}.json") for name in (code, "en"))
    texts = own.get("texts", {})
    missing = [f"laws/{code}.json: {name}" for name in sorted(set(paths(first)) - set(paths(own)))]
    for path in sorted((SHARE / "laws").glob("*.json")):
        missing += sorted({f'{path.name}: {text["en"]}' for text in english(load(path))
                           if code not in text and text["en"] not in texts})
    for name in LISTS:
        own, first = (load(SHARE / "letters" / folder / name) for folder in (code, "en"))
        missing += [f"letters/{code}/{name}: {key}" for key in first if key not in own]
    # The letters of one law ("request.overseas") are in its languages.
    return missing + [f"letters/{code}/{path.name}" for path in sorted((SHARE / "letters/en").glob("*.mustache"))
                      if "." not in path.stem and not (SHARE / "letters" / code / path.name).exists()]


failed = 0
for row in language_list.languages(SHARE):
    code = row["code"]
    if "law" not in row["has"] or not language_list.begun(code, SHARE):
        continue
    missing = lacking(code)
    for what in missing:
        print(f"{code} lacks {what}")
    print(f'{row["name"]} is begun: {len(missing)} texts are in English, or letters that cannot be had', flush=True)
    if not missing:
        print(f'languages: {code} lacks nothing; take "begun" out of laws/{code}.json', file=sys.stderr)
        failed = 1
sys.exit(failed)
