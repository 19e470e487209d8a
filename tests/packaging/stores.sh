#!/bin/bash
# What stores are told fits what is uploaded: a reason for every permission and for
# no other, and texts that the stores take.
set -eu
python3 - "$TOP" <<'EOF'
import json, os, re, sys
top = sys.argv[1]
stores = top + "/packaging/stores/"
manifest = json.load(open(top + "/extension/manifest.json"))
told = re.findall(r"^\| `(\w+)` \|", open(stores + "permissions.md", encoding="utf-8").read(), re.M)
assert sorted(told) == sorted(manifest["permissions"]), (told, manifest["permissions"])
assert not {"host_permissions", "optional_permissions", "content_scripts", "optional_host_permissions"} & set(manifest)
texts = sorted(os.listdir(stores + "texts"))
assert texts == ["de.md", "en.md", "es.md", "fr.md", "it.md", "nl.md"], texts
shape = None
for name in texts:
    lines = open(stores + "texts/" + name, encoding="utf-8").read().split("\n")
    assert lines[0] == manifest["short_name"] and len(lines[1]) <= 132 and lines[2] == "", (name, len(lines[1]))
    own = [line[:1] == "•" for line in lines]
    shape = shape or own
    assert own == shape, name
EOF
