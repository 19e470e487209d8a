#!/bin/bash
# What stores get: the same bytes wherever it is made, each browser's own manifest,
# and no file that only those need who write the code.
set -eu
fail() { echo "$*"; exit 1; }
mkdir -p "$SCRATCH/Über (2)"
cp -r "$TOP/extension" "$SCRATCH/Über (2)/"
mkdir "$SCRATCH/Über (2)/packaging"
cp "$TOP/packaging/zip.py" "$SCRATCH/Über (2)/packaging/"
touch -d 2001-02-03 "$SCRATCH/Über (2)/extension/manifest.json"
chmod 600 "$SCRATCH/Über (2)/extension/manifest.json"
for browser in chromium firefox; do
	"$TOP/packaging/zip.py" $browser "$SCRATCH/here.zip" >/dev/null
	(umask 077 && TZ=Asia/Tokyo LC_ALL=C "$SCRATCH/Über (2)/packaging/zip.py" $browser "$SCRATCH/there.zip" >/dev/null)
	cmp "$SCRATCH/here.zip" "$SCRATCH/there.zip" || fail "$browser: not the same bytes"
	python3 - "$SCRATCH/here.zip" "$TOP/extension" $browser <<'EOF'
import json, os, sys, zipfile
archive, folder, browser = zipfile.ZipFile(sys.argv[1]), *sys.argv[2:]
assert archive.testzip() is None
names = archive.namelist()
assert len(set(names)) == len(names)
for name in names:
    assert not name.endswith((".md", ".d.ts", "package.json")), name
    if name != "manifest.json":
        assert archive.read(name) == open(os.path.join(folder, name), "rb").read(), name
whole, own = json.load(open(folder + "/manifest.json")), json.loads(archive.read("manifest.json"))
assert own["version"] == whole["version"] and "key" not in own
assert ("browser_specific_settings" in own) == (browser == "firefox")
assert list(own["background"]) == [{"chromium": "service_worker", "firefox": "scripts"}[browser], "type"]
# Every file that a page or a script may ask for is in it.
for path, _, files in os.walk(folder):
    for file in files:
        name = os.path.relpath(os.path.join(path, file), folder)
        assert name in names or name.endswith((".md", ".d.ts")) or name == "package.json", name
EOF
done
! "$TOP/packaging/zip.py" netscape "$SCRATCH/x.zip" 2>/dev/null || fail "it takes any browser"
[ ! -e "$SCRATCH/x.zip" ] || fail "it writes for no browser"
