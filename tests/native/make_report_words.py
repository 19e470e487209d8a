"""make_report_words.py: the words of the report, out of those of the extension, so
that each stands once: host/share/report/CODE.json for every language."""
import json
import os
import sys

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
GROUPS = ("report_", "answer_", "exposed_", "finding_", "remedy_", "severity_", "stage_", "reply_", "faces_", "detail_")


def words(code):
    with open(os.path.join(TOP, "extension/_locales", code, "messages.json"), encoding="utf-8") as file:
        messages = json.load(file)
    return {key: value["message"] for key, value in messages.items() if key.startswith(GROUPS)}


def main(into):
    with open(os.path.join(TOP, "host/share/languages.json"), encoding="utf-8") as file:
        codes = [row["code"] for row in json.load(file)["languages"] if "interface" in row["has"]]
    for code in codes:
        with open(os.path.join(into, code + ".json"), "w", encoding="utf-8") as file:
            json.dump(words(code), file, ensure_ascii=False, indent=1)
            file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
