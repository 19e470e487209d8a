#!/bin/sh
# vendor.sh: copy what the extension ships of others' code, after npm ci in tests/extension.
set -eu
cd "$(dirname "$0")/.."
for file in lit-html/LICENSE lit-html/lit-html.js lit-html/directive.js lit-html/directive-helpers.js \
	lit-html/directives/repeat.js uqr/LICENSE uqr/dist/index.mjs; do
	install -Dm644 "tests/extension/node_modules/$file" "extension/vendor/$file"
done
