"""messages.py: the interface's words, one catalogue a language, for catalogue.py --merge.

English says which there are, and in which order; the others follow.  A message to be said
is "extension KEY: English" in the file that is filled in.
"""
import json
import pathlib

LOCALES = pathlib.Path("extension/_locales")


def read(code):
    path = LOCALES / code / "messages.json"
    return json.loads(path.read_text()) if path.exists() else {}


def merge(given, codes):
    """Take what given has, and take out what English has not; what is missing, as given has it."""
    english, missing = read("en"), {}
    for code in sorted(codes):
        before, after = read(code), {}
        for key, entry in english.items():
            name = f"extension {key}: {entry['message']}"
            said = given.get(name, {}).get(code)
            if said:
                after[key] = {"message": said}
            elif key in before:
                after[key] = before[key]
            else:
                missing.setdefault(name, {})[code] = ""
        if list(after.items()) != list(before.items()):
            (LOCALES / code).mkdir(exist_ok=True)
            (LOCALES / code / "messages.json").write_text(
                json.dumps(after, ensure_ascii=False, indent="\t") + "\n")
            print(f"{LOCALES / code}: {len(set(after) - set(before))} more, {len(set(before) - set(after))} fewer")
    return missing
