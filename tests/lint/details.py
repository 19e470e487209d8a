#!/usr/bin/env python3
"""details.py: whatever the readers of pictures say in words of their own can be said in
every language.  host/letter/detail.c has the patterns of it; a detail that is none of them
would stay English in a German report.  So each text of the readers that reads like words
is marked, N_(), each that is marked is one of the patterns, and each pattern is said."""
import json
import pathlib
import re
import sys

ROOMS = ("host/workers/picture", "host/workers/decoder", "host/workers/decoder-heif", "host/workers/decoder-jxl",
         "host/workers/decoder-tiff")
OTHERS = ("include/lenscap/ipc_finding.h",)
PATTERNS = "host/letter/detail.c"
# What an audit makes of numbers and of what others say; and where a known site has its settings.
JUDGE = "host/casework/audit_judge.c"
SITES = "host/share/remedies/sites.json"
LITERAL = r'"((?:[^"\\\n]|\\.)*)"'
LITERALS = rf"{LITERAL}(?:\s*{LITERAL})*"
# What a detail is made by; whatever is named in quotes there is shown.
SHOWN = re.compile(r"\b(metadata_(?:add\w*|fill)|inventory_(?:text|unknown|numbers|account|directories|add\w*|raw_previews)"
                   r"|xmp_add_behind|profile_say|gif_known|base_view_of)\(")
# Names of blocks and of parts, the same in every language; a value alone.
NAMES = {"", "XMP", "APP{number}", "APP0", "APP10", "APP14", "Ducky", "FotoStation", "{words}", "{part}"}
WORDS = re.compile(r"[a-z']{3,} +(?:a +)?[a-z']{2,}|^[Aa]n? [a-z]{3,}")
# Formats of snprintf() that have letters, and are numbers all the same, or names of what made them.
FORMATS = {"%04u-%02u-%02u %02u:%02u:%02uZ", "%.10s %02u:%02u:%02uZ", "0x%04x", "IPTC %u:%u", "GeoTIFF x %.2f, y %.2f"}
VERSIONS = re.compile(r"^(lib\w+|%s, lib\w+)")
# What is looked for in files, and what a jail says of itself.
DATA = {"SQLite format 3", "text", "Negative prompt:", "Created by ", "Compressed by ", "Optimized by JPEGmini",
        "GIF Software by AISoft", "Made with ", "\\n",
        "dot gain", "generic rgb", "color lcd", "colour lcd", "wide gamut", "public domain", "european color",
        "color consortium", "creative commons", "no copyright", "free to use", "gimp xcf", "display p3", "adobe rgb",
        "Raw profile type ", "Created with ", "File written by Adobe", "Edited with ",
        "No process can be started for a picture.", "A picture's jail kills at once."}


def text(match):
    return "".join(re.findall(LITERAL, match))


def without_comments(source):
    return re.sub(rf"{LITERAL}|/\*.*?\*/", lambda found: found[0] if found[0][0] == '"' else " ", source, flags=re.S)


def call(source, start):
    """A call's arguments, from behind its parenthesis."""
    depth, at = 1, start
    while depth and at < len(source):
        quoted = re.compile(LITERAL).match(source, at)
        if quoted:
            at = quoted.end()
            continue
        depth += {"(": 1, ")": -1}.get(source[at], 0)
        at += 1
    return source[start:at - 1]


def pattern(english):
    return re.compile("^" + re.sub(r"\\\{\w+\\\}", ".+", re.escape(english)) + "$")


def read(path):
    """What a source says: {marked}, [what is not marked and should be]."""
    source = without_comments(path.read_text())
    marked = {text(found[0]) for found in re.finditer(rf"N_\(\s*{LITERALS}\s*\)", source)}
    rest = re.sub(rf"N_\(\s*{LITERALS}\s*\)", "N_", source)
    rest = re.sub(r"^#\s*include.*", "", rest, flags=re.M)
    wrong = [text(found[0]) for found in re.finditer(LITERALS, rest)
             if WORDS.search(text(found[0])) and text(found[0]) not in DATA and not VERSIONS.search(text(found[0]))]
    for begun in SHOWN.finditer(rest):
        wrong += [text(found[0]) for found in re.finditer(LITERALS, call(rest, begun.end()))
                  if text(found[0]) not in NAMES | DATA]
    for begun in re.finditer(r"\bsnprintf\(", rest):
        for found in re.finditer(LITERALS, re.sub(r"\bPRI\w+", '""', call(rest, begun.end()))):
            left = re.sub(r"%[-+ #0]*[\d.*]*(hh|h|ll|l|z)?[a-zA-Z]|%$", "", text(found[0]))
            if re.search("[A-Za-z]", left) and text(found[0]) not in FORMATS | DATA and not VERSIONS.search(text(found[0])):
                wrong.append(text(found[0]))
    return marked, wrong


def judged(patterns):
    """The patterns of what an audit makes, and what is none."""
    source = without_comments(pathlib.Path(JUDGE).read_text())
    made = {text(found[1]) for found in re.finditer(rf"base_format\(\s*({LITERALS})", source)}
    formats = {re.sub(r"%\w+", "{}", one) for one in made if re.search("[A-Za-z]{2}", re.sub(r"%\w+|https?:.*", "", one))}
    known = {re.sub(r"\{\w+\}", "{}", english): english for english in patterns}
    return {known[one] for one in formats if one in known}, [one for one in formats if one not in known]


def main():
    table = re.search(r"detail_patterns\[\] = \{\n(.*?)\n\};", pathlib.Path(PATTERNS).read_text(), re.S)[1]
    patterns = {text(found[0]): pattern(text(found[0])) for found in re.finditer(rf"N_\(\s*{LITERALS}\s*\)", table)}
    settings = {setting["where"] for site in json.loads(pathlib.Path(SITES).read_text())["sites"]
                for setting in site["settings"]}
    said, other = judged(patterns)
    failed = [f"{SITES}: no pattern of {PATTERNS}: {one!r}" for one in settings - set(patterns)]
    failed += [f"{JUDGE}: no pattern of {PATTERNS}: {one!r}" for one in other]
    said |= settings
    for path in [*(path for room in ROOMS for path in sorted(pathlib.Path(room).glob("*.[ch]"))),
                 *map(pathlib.Path, OTHERS)]:
        marked, wrong = read(path)
        failed += [f"{path}: not marked, or no name of a block: {one!r}" for one in dict.fromkeys(wrong)]
        for one in sorted(marked):
            by = [english for english, match in patterns.items() if english == one] or [
                english for english, match in patterns.items() if match.match(one) and english not in
                ("{part}: {words}", "{part} of {size}", "field {words}")]
            said.update(by)
            if not by:
                failed.append(f"{path}: no pattern of {PATTERNS}: {one!r}")
    failed += [f"{PATTERNS}: nobody says: {english!r}" for english in patterns if english not in said]
    if len(patterns) < 100:
        failed.append(f"{PATTERNS}: {len(patterns)} patterns were read")
    print("\n".join(f"details: {one}" for one in failed), end="\n" if failed else "", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
