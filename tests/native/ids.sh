#!/bin/bash
# One file of ids: the extension, and what is installed, have them from there.
set -e
python3 - "$TOP" <<'PY'
import json, os, re, sys
sys.path.insert(0, os.path.join(sys.argv[1], "tests/native"))
from host import IDS
with open(os.path.join(sys.argv[1], "extension/manifest.json")) as file:
    manifest = json.load(file)
assert manifest["key"] == IDS["chromium_key"], "extension/manifest.json has another key"
gecko = manifest["browser_specific_settings"]["gecko"]["id"]
assert gecko in IDS["gecko_ids"].split(), gecko
names = set()
for folder, _, files in os.walk(os.path.join(sys.argv[1], "extension")):
    for name in files:
        if name.endswith(".js") and "vendor" not in folder:
            with open(os.path.join(folder, name)) as file:
                names.update(re.findall(r"[\"'](org\.lenscap\.[a-z.]+)[\"']", file.read()))
assert names == {IDS["host_name"]}, names
PY
! grep -q -- ' -Werror ' "$BUILD/config" || export CI=true # as it was built
make -s -C "$TOP" install DESTDIR="$SCRATCH" MODE="$(basename "$BUILD")" >/dev/null
libexec=$(find "$SCRATCH" -name lenscap-host)
[ -x "$libexec" ] && [ -x "$(dirname "$libexec")/lenscap-decoder" ]
[ "$("$libexec" --version)" = "lenscap-host $(lenscap --version | cut -d' ' -f2)" ]
cmp "$TOP/extension/manifest.json" "$(find "$SCRATCH" -name manifest.json)"
echo theirs >"$(dirname "$libexec")/theirs"
make -s -C "$TOP" uninstall DESTDIR="$SCRATCH" MODE="$(basename "$BUILD")" >/dev/null
[ "$(find "$SCRATCH" -type f)" = "$(dirname "$libexec")/theirs" ]
