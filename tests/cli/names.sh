#!/bin/bash
# File names cannot speak to the terminal, and bytes that are no text survive.
cd "$SCRATCH" || exit 1
photo=/usr/share/backgrounds/mate/nature/FreshFlower.jpg
ln -s $photo $'red\033[31m.jpg'
ln -s $photo $'latin\xe4.jpg'
ln -s $photo -- --json
lenscap fingerprint $'red\033[31m.jpg' $'latin\xe4.jpg' -- --json
lenscap fingerprint --json $'latin\xe4.jpg' | cut -c1-40
exit 0
