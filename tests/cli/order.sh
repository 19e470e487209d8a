#!/bin/bash
# Many at once give the same rows in the same order as one at a time, from
# files, folders and standard input.
photos=/usr/share/backgrounds/mate
cd "$SCRATCH" || exit 1
lenscap fingerprint --json --jobs 1 -r $photos >one
lenscap fingerprint --json --jobs 7 -r $photos >seven
cmp one seven && echo "the same"
wc -l <one
find $photos -type f | wc -l
lenscap fingerprint --json - <$photos/nature/Storm.jpg | sed 's/"file":"-"/"file":"F"/' >input
lenscap fingerprint --json $photos/nature/Storm.jpg | sed 's/"file":"[^"]*"/"file":"F"/' >file
cmp input file && echo "the same from standard input"
head -c 257M /dev/zero | lenscap fingerprint --json - | cut -d, -f1-3
exit 0
