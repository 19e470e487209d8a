#!/usr/bin/env python3
"""sbom.py VERSION DEB...: what is in a release and what it is linked with, as
CycloneDX 1.5 JSON: the packages' own Depends, and the code of others that is kept
in the tree."""
import json
import os
import re
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def depends(deb):
    said = subprocess.run(["dpkg-deb", "-f", deb, "Depends", "Recommends"], capture_output=True, text=True,
                          check=True).stdout
    for entry in re.split(r"[,\n]", said.replace("Depends:", "").replace("Recommends:", "")):
        entry = entry.split("|")[0].strip()
        if entry and not entry.startswith("lenscap"):
            match = re.match(r"(\S+)(?:\s*\((?:>=|=)\s*([^)]+)\))?", entry)
            yield match[1], match[2] or ""


def component(kind, name, version, purl, licence=None):
    one = {"type": kind, "name": name, "purl": purl}
    if version:
        one["version"] = version
    if licence:
        one["licenses"] = [{"license": {"id": licence}}]
    return one


def main(version, debs):
    libraries = sorted({pair for deb in debs for pair in depends(deb)})
    with open(os.path.join(TOP, "tests/extension/package-lock.json"), encoding="utf-8") as file:
        locked = json.load(file)["packages"]
    components = [component("library", name, at_least, "pkg:deb/debian/" + name) for name, at_least in libraries]
    for name in sorted(os.listdir(os.path.join(TOP, "extension/vendor"))):
        if os.path.isdir(os.path.join(TOP, "extension/vendor", name)):
            kept = locked["node_modules/" + name]
            components.append(component("library", name, kept["version"], f"pkg:npm/{name}@{kept['version']}",
                                        kept["license"]))
    json.dump({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": component("application", "lenscap", version, "pkg:generic/lenscap@" + version, "MIT")},
        "components": components}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: sbom.py VERSION DEB...")
    main(sys.argv[1], sys.argv[2:])
