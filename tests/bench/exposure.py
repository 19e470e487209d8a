#!/usr/bin/env python3
"""exposure.py LENSCAP [FOLDER...]: how much of what ExifTool sees is told.

Every picture in the folders (else in /usr/share, which Debian's packages fill)
is read by both.  A tag of ExifTool's whose name says person, place, serial
number, text, path or time must be in a finding's detail; what is not is
listed.  The table at the end is the recall by kind.
"""
import collections
import json
import os
import re
import subprocess
import sys

ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".avif", ".tif", ".tiff")
KINDS = [  # the first that fits a tag's name
    ("place", r"GPS(Latitude|Longitude|Position)$|^City$|Country$|^State$|Province|Sub-?location|^Location"),
    ("serial", r"Serial(Number)?\d?$|ImageUniqueID|ShutterCount|DocumentID|InstanceID|CameraID"),
    ("time", r"DateTimeOriginal|CreateDate|ModifyDate|DateCreated|GPSDateTime|MetadataDate|^datecreate|^datemodify"),
    ("person", r"Artist|Creator$|^By-line|Author|Owner|Credit|Person|^Writer|Copyright$|^Rights|Photographer"),
    ("path", r"FileName$|FilePath|FileURI|DocumentName|RawFile|BaseURL"),
    ("text", r"Comment|Description|Title|Headline|Caption|Keywords|Subject$|Instructions|Software|HistorySoftwareAgent"
             r"|CreatorTool|^Model$|Label|Parameters|Nickname"),
]
SILENT = {"System", "File", "ExifTool", "Composite", "ICC_Profile", "ICC-header", "ICC_Profile#", "JFIF"}
# Names that look like another thing; each with the reason that no finding is due.
REASONS = [
    (r"Subject(Distance|Location|Area|Program)", "a measure"),
    (r"^(Profile|Device|Viewing|.*Matrix)", "of the colour profile"),
    (r"^(Color|Flash|User|Date)?(Space)?Comment$", "empty by its code"),
    (r"Version$", "of a format"),
]
# What devices write to fill a field says nothing, and is not told.
FILLERS = {"unknown", "olympusdigitalcamera", "konicaminoltadigitalcamera", "minoltadigitalcamera"}


def norm(text):
    return re.sub(r"[^0-9a-z\x80-\U0010ffff]", "", str(text).lower())


def numbers(text):
    return [float(n) for n in re.findall(r"-?\d+\.?\d*", text)]


def told(kind, tag, value, details):
    """Whether a detail has the value, in the notation of findings."""
    if kind == "place" and tag.startswith("GPS"):
        wanted = numbers(str(value))
        have = [n for d in details for n in numbers(d)]
        return all(any(abs(abs(w) - abs(h)) < 1e-3 for h in have) for w in wanted)
    if kind == "time":
        digits = re.sub(r"\D", "", str(value))[:12]
        return any(digits[:8] in re.sub(r"\D", "", d) for d in details)
    key = norm(value)
    return any(key[:200] in norm(d) or (norm(d) and norm(d) in key) for d in details)


def tags_of(paths):
    out = subprocess.run(["exiftool", "-j", "-ee", "-G1", "-a", "-n", "-@", "-"], input="\n".join(paths),
                         capture_output=True, text=True, errors="replace").stdout
    return {row["SourceFile"]: row for row in json.loads(out or "[]")}


def findings_of(lenscap, paths):
    out = subprocess.run([lenscap, "fingerprint", "--json", *paths], capture_output=True, text=True).stdout
    rows = [json.loads(line) for line in out.splitlines()]
    return {row["file"]: [f["detail"] for f in row.get("findings", [])] for row in rows if "file" in row}


def main():
    lenscap, folders = sys.argv[1], sys.argv[2:] or ["/usr/share"]
    paths = sorted({os.path.join(top, name) for folder in folders for top, _, names in os.walk(folder)
                    for name in names if name.lower().endswith(ENDINGS)})
    paths = [path for path in paths if os.path.isfile(path) and not os.path.islink(path)]
    due, found, missed = collections.Counter(), collections.Counter(), []
    for at in range(0, len(paths), 200):
        part = paths[at:at + 200]
        tags, details = tags_of(part), findings_of(lenscap, part)
        for path in part:
            for name, value in tags.get(path, {}).items():
                group, _, tag = name.rpartition(":")
                kind = next((k for k, p in KINDS if re.search(p, tag)), None)
                if kind is None or group in SILENT or group.startswith("ICC") or norm(value) in ("", "0", "none"):
                    continue
                if any(re.search(pattern, tag) for pattern, _ in REASONS) or norm(value) in FILLERS:
                    continue
                for one in value if isinstance(value, list) else [value]:
                    due[kind] += 1
                    if told(kind, tag, one, details.get(path, [])):
                        found[kind] += 1
                    else:
                        missed.append((kind, name, str(one)[:60], path))
    for kind, name, value, path in missed:
        print(f"missed {kind:8} {name:34} {value:60} {path}")
    print(f"\n{len(paths)} pictures\n{'KIND':10}{'DUE':>8}{'FOUND':>8}{'RECALL':>9}")
    for kind, count in due.most_common():
        print(f"{kind:10}{count:8}{found[kind]:8}{100 * found[kind] / count:8.1f} %")
    total = sum(due.values())
    print(f"{'all':10}{total:8}{sum(found.values()):8}{100 * sum(found.values()) / max(total, 1):8.1f} %")


if __name__ == "__main__":
    main()
