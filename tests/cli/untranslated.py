#!/usr/bin/env python3
"""untranslated.py FILE: what stands there outside of brackets and is read as words.

"$ lenscap ..." says what was typed: its words are the person's own.
"""
import re
import sys

# Names: of formats and measures, of files and companies in this run, of commands' words.
NAMES = set("""jpeg png gif zip sha pdq iscc phash dhash bits lenscap zoe kanon diary clearview holding pimeyes schufa ag inc
letter draft export cases photos reply correct sent kind format eml pdf out dir case file list add autolock keys check recheck
url overview find watch run init number next unlock show accept entry""".split())
# What is a code where it is typed again, of the law's own German (laws/de.json), or a letter's.
CODES = set("face_search data_broker access erasure no_answer".split())
LAW = re.compile(r"^(⟦deadline⟧)? *(Eingegangen|Der Brief|Du wohnst|Gesendet)\b|DSGVO|Data protection request")

typed, found, depth = set(), [], 0
for line in open(sys.argv[1], encoding="utf-8"):
    if line.startswith("$ "):
        typed = set(re.findall(r"\w+", line.lower()))
        command, depth = line.strip(), 0
        continue
    text = ""
    for character in line:
        depth += character == "⟦"
        text += " " if depth else character
        depth -= character == "⟧"
    if LAW.search(text.strip()):
        continue
    text = re.sub(r"\S*[/@:]\S+|\S+\.\w{2,4}\b|\b[0-9A-Fa-f]{8,}\b|\S*\d\S*|LC-\S+|--\S+", " ", text)
    words = [word for word in re.findall(r"[^\W\d]{3,}", text.lower()) if word not in typed | NAMES | CODES]
    if words:
        found.append(f"{command[:60]}: {' '.join(text.split())[:100]}")
print("\n".join(dict.fromkeys(found)))
sys.exit(bool(found))
