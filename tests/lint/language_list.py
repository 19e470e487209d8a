"""language_list.py: the languages that there are, and which of them are begun; for the checks beside it."""
import json
import pathlib
import re

SHARE = pathlib.Path("host/share")
# In French such signs have a blank beside them, at which no line may break.
FRENCH = re.compile(r"[^\s:] [;:!?»](?!\w)|« ")


def load(path):
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def languages(share=SHARE):
    """The rows of languages.json: {"code", "name", "has"}."""
    return load(share / "languages.json")["languages"]


def begun(code, share=SHARE):
    """Whether it may lack texts."""
    return bool(load(share / "laws" / f"{code}.json").get("begun"))
