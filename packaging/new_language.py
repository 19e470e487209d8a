#!/usr/bin/python3
"""new_language.py CODE NAME: a language to start with, as `make new-language CODE=da NAME=Dansk` makes it.

Its line in host/share/languages.json, host/share/laws/CODE.json that says "begun", and po/CODE.po with ten
sentences that everybody sees, to be filled in.  It works at once, in English where it has no words.
"""
import pathlib
import re
import sys

TEN = ("Photos", "How exposed they are", "Letters", "What came of them", "The ledger", "This machine",
       "show this help", "print JSON, for programs", "Examples:", "do not ask")
HEAD = r'''msgid ""
msgstr ""
"Project-Id-Version: lenscap\n"
"Language: @\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
'''


def main():
    code, name = sys.argv[1:] if len(sys.argv) == 3 else ("", "")
    table, laws, catalogue = map(pathlib.Path, (
        "host/share/languages.json", f"host/share/laws/{code}.json", f"po/{code}.po"))
    if not re.fullmatch(r"[a-z]{2}", code) or not name.strip() or re.search(r'["\\]', name):
        sys.exit("new-language: CODE is that of ISO 639, and NAME what its speakers call it, such as CODE=da NAME=Dansk")
    text = table.read_text()
    if f'"code": "{code}"' in text or laws.exists() or catalogue.exists():
        sys.exit(f"new-language: {code} is there already")
    text, count = re.subn(r"\}\n(\t\]\n)", rf'}},\n\t\t{{"code": "{code}", "name": "{name}", "has": ["letters", "law"]}}\n\1',
                          text)
    if count != 1:
        sys.exit(f"new-language: the languages are not where they were in {table}")
    table.write_text(text)
    laws.write_text(f'{{\n\t"language": "{code}",\n\t"begun": true\n}}\n')
    catalogue.write_text(HEAD.replace("@", code) + "".join(f'\nmsgid "{sentence}"\nmsgstr ""\n' for sentence in TEN))
    print(f"{catalogue}: ten sentences of the terminal, to be filled in\n"
          f"{laws}: what laws and deadlines are said in; as many members of en.json as you like\n"
          f"Next: make protocol, as {table} has a line more; LANGUAGE={code} build/release/lenscap --help;\n"
          f"make po CODE={code} has all other sentences; tests/lint/languages.py lists what laws and letters lack")


main()
