#!/bin/bash
# A clean copy of pictures of every format, held to what it promises; then what a user sees.
cd "$SCRATCH" || exit 1
/usr/bin/python3 "$TOP/tests/cli/clean.py" >report || { cat report; exit 1; }
# How many bytes and findings there are, the encoder and exiftool decide.
shown() { lenscap clean "$@" 2>&1 | sed -E 's/[0-9]+ of [0-9]+ bytes; [0-9]+ f/N of N bytes; N f/'; echo "exit ${PIPESTATUS[0]}"; }
shown kept.jpg -o shown.jpg
shown kept.jpg --keep copyright -o shown-kept.jpg
shown kept.jpg -o shown.jpg
# A folder that was made for copies goes when there is none; the user's own stays, empty as it is.
mkdir mine
echo "no picture" >none.jpg
for folder in mine mine/ made/; do
	shown none.jpg -o $folder | tail -1
	find mine made 2>/dev/null
done
shown kept.jpg -o made/ | tail -1
find made | sort
