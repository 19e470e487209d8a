#!/bin/bash
# Previews that show what the picture does not: blurred and pixelated parts; and those that show the same.
exec /usr/bin/python3 "$TOP/tests/cli/previews.py"
