#!/bin/bash
# npm.sh: the npm packages that the tests use, once for each lockfile.
cd "$(dirname "$0")/extension" || exit 1
command -v npm >/dev/null || { echo "npm is not installed"; exit 77; }
# Tests run side by side; one of them installs, the others wait for it.
exec 9<package-lock.json && flock 9
stamp=node_modules/.installed
cmp -s package-lock.json $stamp && exit 0
# npm keeps a cache in the home folder, which may be nobody's to write to.
[ -w "${HOME:-/nowhere}" ] || { npm_config_cache=$(mktemp -d) && export npm_config_cache && trap 'rm -rf "$npm_config_cache"' EXIT; }
if ! said=$(PUPPETEER_SKIP_DOWNLOAD=1 npm ci --fetch-retries=5 --no-audit --no-fund --loglevel=error 2>&1); then
	echo "$said"
	exit 1
fi
cp package-lock.json $stamp
