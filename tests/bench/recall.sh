#!/bin/bash
# recall.sh BUILD: how much is found again of what sites do to a photo.  Makes
# the queries of ../shared/recall, enrols the photos, prints the table.
# ONLY=NAME,NAME limits the transforms, as make_queries.py --only does.
set -eu
build=$1
shared=../shared
if [ ! -e "$shared/recall/make_queries.py" ] || [ ! -d "$shared/data/photos" ]; then
	echo "recall: $shared is not here: skipped"
	exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
make -s "$build/tests/bench/recall_find" >&2
/usr/bin/python3 "$shared/recall/make_queries.py" "$shared/data/photos" "$work/queries" \
	${ONLY:+--only "$ONLY"} --jobs "$(nproc)" >&2
tests/bench/recall_planes.py "$shared/data/photos" "$work/photos.pack"
# Gigabytes of planes go through a pipe, not to disk.
mkfifo "$work/queries.pack"
tests/bench/recall_planes.py "$work/queries" "$work/queries.pack" &
"$build/tests/bench/recall_find" "$work/photos.pack" "$work/queries.pack" >"$work/answers"
wait
tests/bench/recall_table.py "$work/queries/manifest.csv" "$work/answers"
