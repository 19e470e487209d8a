#!/bin/bash
# papers.sh: what the typesetter makes, as other programs read it.
set -eu
papers=$SCRATCH/papers
mkdir "$papers"
LENSCAP_PAPERS=$papers "$BUILD/tests/host/clients/test_typesetter" >"$SCRATCH/log" 2>&1 || {
	cat "$SCRATCH/log"
	exit 1
}
for pdf in "$papers"/*.pdf; do
	qpdf --check "$pdf" >"$SCRATCH/log" 2>&1 || {
		cat "$SCRATCH/log"
		exit 1
	}
	# Name, type, encoding and then: embedded, subset, unicode.
	pdffonts "$pdf" | tail -n +3 | awk '{ if ($(NF-4) != "yes") { print; bad = 1 } } END { exit bad || NR == 0 }'
done
/usr/bin/python3 "$TOP/tests/e2e/papers.py" "$papers"
