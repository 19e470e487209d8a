#!/bin/bash
# paths.sh [PAGE...]: what a page names between backticks, `host/base/text.c`
# or `text.c`, is in the tree: as a whole path, or as the end of one. Words in
# capitals (tests/cli/NAME.sh) and * stand for any name.
# shellcheck disable=SC2016 # backticks of a page, not ours
set -u
failed=0
tree=$(find . \( -name .git -o -name node_modules -o -path ./build \) -prune -o -print)
pages=("$@")
[ $# -gt 0 ] || mapfile -t pages < <(echo "$tree" | grep '\.md$')
for page in "${pages[@]}"; do
	while read -r name; do
		end=$(sed -E 's|^(\.\./)+||; s|/$||; s|\.|\\.|g; s|\*|[^/]*|g' <<<"$name")
		any=$(sed -E 's|[A-Z]{3,}|[^/]+|g' <<<"$end")
		grep -qE "/($end|$any)$" <<<"$tree" && continue
		echo "paths: $page names $name, which is not there" >&2
		failed=1
	done < <(grep -oE '`[A-Za-z.][A-Za-z0-9_.*/-]*`' "$page" | tr -d '`' | sort -u |
		grep -E '^(\.\./)*[A-Za-z].*(/|\.(c|h|md|sh|py|m?js|ts|json|mustache))$|^(host|tests|include|extension|packaging)/' |
		grep -v '^build/')
done
exit $failed
