#!/bin/bash
# HEIC and AVIF with references that need not be understood.
[ -e "$BUILD/lenscap-decoder-heif" ] || { echo "no libheif here"; exit 77; }
exec python3 "$TOP/tests/cli/heif_references.py"
