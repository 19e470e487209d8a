#!/bin/sh
# vendor.sh: copy what the extension ships of lit-html, after npm ci in tests/extension.
set -eu
cd "$(dirname "$0")/.."
for file in LICENSE lit-html.js directive.js directive-helpers.js directives/repeat.js; do
	install -Dm644 "tests/extension/node_modules/lit-html/$file" "extension/vendor/lit-html/$file"
done
