#!/bin/bash
# Pictures of the kinds that came later: BMP, ICO, camera raw, TIFF, JPEG XL; and folders.
exec /usr/bin/python3 "$TOP/tests/cli/formats.py"
