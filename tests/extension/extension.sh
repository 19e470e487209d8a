#!/bin/bash
# The extension: types, web-ext's lint, and every *.test.mjs (chromium.test.mjs: every *.chromium.mjs).
set -eu
cd "$TOP/tests/extension"
../npm.sh || exit
export HOME=$SCRATCH NO_UPDATE_NOTIFIER=1
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME

lint() {
	# What it found is kept for the next time, by what the files hold.
	node_modules/.bin/tsc -p . --incremental --tsBuildInfoFile "$TOP/build/extension/types"
	# Libraries of web-ext's need what Node has from 20 on, whatever it says itself.
	if node -e 'process.exit(typeof File === "undefined" ? 1 : 0)'; then
		node_modules/.bin/web-ext lint --source-dir ../../extension --self-hosted --output json >"$SCRATCH/lint" || true
		node -e '
const { summary, errors } = JSON.parse(require("fs").readFileSync(process.argv[1]));
if (summary.errors !== 0) { console.log(errors); process.exit(1); }' "$SCRATCH/lint"
	else
		echo "web-ext's lint is left out: it needs Node 20 or later, and this is $(node --version)"
	fi
}
# Beside the tests, which are run one after the other.
(set -e; lint) >"$SCRATCH/said" 2>&1 &
linting=$!
node --test --test-reporter=tap ./*.test.mjs >"$SCRATCH/tap" 2>&1 ||
	{ grep -vE '^ *(#|duration_ms|\.\.\.|---|ok )' "$SCRATCH/tap"; wait; cat "$SCRATCH/said"; exit 1; }
sed -nE 's/^# (tests|pass|fail|skipped) /\1 /p' "$SCRATCH/tap" | paste -sd' '
wait $linting || { cat "$SCRATCH/said"; exit 1; }
cat "$SCRATCH/said"
