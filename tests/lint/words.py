#!/usr/bin/env python3
"""words.py: names that had to be explained do not come back.

Each was one word for what the field, or the rest of the house, calls another;
the table says which.  Comments and texts are free: there such a word may be
the right one.
"""
import pathlib
import re
import sys

# Part of a name -> what it is called.  A path limits where it is refused.
NAMES = {
    "tent": "box_filter", "spots": "keypoints", "firm": "margin",
    "polite": "rate_limit", "reach_": "address_policy",
    "knowing": "template_source", "drafting": "letter_context",
    "exporting": "export_run", "matter": "the_case", "story": "case_state",
    "paper": "document", "papers": "documents", "twin": "translation",
    "short_time": "sets_own_deadline", "tell_by": "announce_by",
    "told_late": "extension_late", "poke": "wake",
    "sandbox_settle": "sandbox_worker_init",
    "sandbox_follow": "sandbox_child_init",
    "LENS_EOF": "LENS_END, LENS_NOT_FOUND or LENS_CANCELLED",
}
ELSEWHERE = {  # only there does it mean what it was renamed for
    "tent": "host/fingerprint", "spots": "host/fingerprint",
    "firm": "host/fingerprint host/match include",
    "reach_": "host/workers/fetcher", "story": "host include",
    "paper": "host include", "papers": "host include",
    "matter": "host include", "twin": "host/casework include",
}
FILES = {
    "host/fingerprint/take.c": "extract.c", "host/fingerprint/tent.c": "box_filter.c",
    "host/match/fit.h": "align.h", "host/match/keys.c": "buckets.c",
    "host/native/take.c": "dispatch.c", "host/native/track.c": "queue.c",
    "host/native/door.c": "holder.c", "host/ipc/paper.c": "document.c",
    "host/casework/case_story.c": "case_state.c",
    "host/workers/fetcher/polite.c": "rate_limit.c",
    "host/workers/fetcher/reach.c": "address_policy.c",
    "host/workers/fetcher/target.c": "url_check.c",
    "host/workers/picture/upright.c": "orientation.c",
}
# Comments, texts and includes: what no compiler sees as a name.
FREE = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def blank(match):
    return "\n" * match[0].count("\n")


def main():
    failed = False
    patterns = {}
    for name in NAMES:
        edge = "" if name.endswith("_") else r"(?![a-z0-9])"
        patterns[name] = re.compile(r"(?<![A-Za-z0-9])" + name + edge)
    sources = [path for top in ("host", "include", "tests")
               for path in sorted(pathlib.Path(top).rglob("*.[ch]"))
               if "node_modules" not in path.parts]
    if len(sources) < 300:
        sys.exit("words: sources are missing")
    for path in sources:
        code = FREE.sub(blank, path.read_text(errors="replace"))
        for name, better in NAMES.items():
            where = ELSEWHERE.get(name, "").split()
            if where and not str(path).startswith(tuple(where)):
                continue
            for match in patterns[name].finditer(code):
                line = code.count("\n", 0, match.start()) + 1
                print(f"words: {path}:{line}: {name} is called {better}",
                      file=sys.stderr)
                failed = True
    for path, better in FILES.items():
        if pathlib.Path(path).exists():
            print(f"words: {path} is called {better}", file=sys.stderr)
            failed = True
    sys.exit(failed)


main()
