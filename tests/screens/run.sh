#!/bin/bash
# run.sh [OUT]: `make screens`: pictures of every page by states, languages, themes
# and widths in build/screens, with contact sheets.  LANGUAGES=en,de or
# VIEWS=letters,cases, THEMES=dark or ONLY='popup|locked' (states) for some.
set -eu
cd "$(dirname "$0")/../.."
tests/npm.sh
export BUILD=$PWD/build/release
PATH=$BUILD:$PATH exec node tests/screens/screens.mjs "${1:-build/screens}"
