#!/bin/bash
# The extension: types, the source lint, web-ext's lint, and every *.test.mjs.
set -eu
cd "$TOP/tests/extension"
command -v npm >/dev/null || { echo "npm is not installed"; exit 77; }

# Once for each lockfile; what is installed stays beside it.
stamp=node_modules/.installed
if ! cmp -s package-lock.json $stamp; then
	PUPPETEER_SKIP_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error >"$SCRATCH/npm" 2>&1 ||
		{ cat "$SCRATCH/npm"; exit 1; }
	cp package-lock.json $stamp
fi

node_modules/.bin/tsc -p .
node sends.mjs ../../extension
node_modules/.bin/web-ext lint --source-dir ../../extension --self-hosted --output json >"$SCRATCH/lint" || true
node -e '
const { summary, errors } = JSON.parse(require("fs").readFileSync(process.argv[1]));
if (summary.errors !== 0) { console.log(errors); process.exit(1); }' "$SCRATCH/lint"
node --test --test-reporter=tap ./*.test.mjs >"$SCRATCH/tap" 2>&1 ||
	{ grep -vE '^ *(#|duration_ms|\.\.\.|---|ok )' "$SCRATCH/tap"; exit 1; }
sed -nE 's/^# (tests|pass|fail|skipped) /\1 /p' "$SCRATCH/tap" | paste -sd' '
