#!/bin/bash
# letters.sh: from photos to letters, replies, complaints and evidence.
exec /usr/bin/python3 "$TOP/tests/e2e/letters.py" "$BUILD/lenscap" "$SCRATCH" "$TOP"
