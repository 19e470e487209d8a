#!/usr/bin/env python3
"""zip.py chromium|firefox OUT: the extension as that browser's store takes it.  The
same files give the same bytes: names in order, one time, one mode."""
import json
import os
import sys
import zipfile

EXTENSION = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "extension")
NOT_SHIPPED = {"README.md", "package.json"}
# What only the other browser reads; the key would fix an id that the store gives.
FOREIGN = {
    "chromium": (("key",), ("browser_specific_settings",), ("background", "scripts")),
    "firefox": (("key",), ("minimum_chrome_version",), ("background", "service_worker")),
}
ZIP_BEGINNING = (1980, 1, 1, 0, 0, 0)  # there is no earlier time in a ZIP


def files():
    for folder, folders, names in os.walk(EXTENSION):
        folders.sort()
        for name in sorted(names):
            # Types are for who writes the code.
            if name not in NOT_SHIPPED and not name.endswith(".d.ts"):
                path = os.path.join(folder, name)
                yield path, os.path.relpath(path, EXTENSION)


def manifest(data, browser):
    manifest = json.loads(data)
    for *within, name in FOREIGN[browser]:
        at = manifest
        for member in within:
            at = at[member]
        del at[name]
    return json.dumps(manifest, indent=2, ensure_ascii=False).encode() + b"\n"


def main(browser, out):
    os.makedirs(os.path.dirname(out) or ".", exist_ok=True)
    with zipfile.ZipFile(out + ".new", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, name in files():
            with open(path, "rb") as file:
                data = file.read()
            info = zipfile.ZipInfo(name, ZIP_BEGINNING)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            archive.writestr(info, manifest(data, browser) if name == "manifest.json" else data)
    os.replace(out + ".new", out)
    print(out)


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in FOREIGN:
        sys.exit("usage: zip.py chromium|firefox OUT")
    main(*sys.argv[1:])
