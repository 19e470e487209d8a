#!/bin/bash
# host/native/PROTOCOL.md is what the programs say of themselves today.
cd "$TOP" || exit 1
python3 tests/native/make_protocol.py "$BUILD" >"$SCRATCH/PROTOCOL.md" || exit
if ! diff -u host/native/PROTOCOL.md "$SCRATCH/PROTOCOL.md"; then
	echo "protocol: 'make protocol' writes it anew"
	exit 1
fi
echo "protocol: $(grep -c '^### ' host/native/PROTOCOL.md) methods"
