#!/bin/bash
# persons.sh: letters of random persons, read by a reader that knows no template.
exec /usr/bin/python3 "$TOP/tests/e2e/persons.py" "$BUILD/lenscap" "$SCRATCH" "$TOP"
