#!/bin/bash
# A ledger's life on the command line: made, filled, locked, checked, kept
# elsewhere, brought back, destroyed.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
photos=/usr/share/backgrounds/mate/nature
echo "correct horse battery" >pass
echo "wrong" >wrong
pass=--passphrase-file=pass

lenscap status
echo "exit $?"
lenscap photos list "$pass"
echo "exit $?"
lenscap init "$pass" --json | sed -E 's/[0-9A-Z]{4}(-[0-9A-Z]{4}){8}/RECOVERY/; s|"/[^"]*"|"HOME"|' 
lenscap init "$pass"
echo "exit $?"
# No key file is made for a ledger that is not.
lenscap init --key-file unmade >/dev/null 2>&1
[ ! -e unmade ] || echo "a key file is left"
lenscap status --json | sed -E 's|"/[^"]*"|"HOME"|'
echo "exit $?"
lenscap photos list --passphrase-file wrong
echo "exit $?"
# A passphrase takes half a second each time, by design.
key=--key-file=quick
lenscap keys add "$pass" --new-key-file quick
# Twice there, it would still open when one was removed.
lenscap keys add "$key" --new-key-file quick
echo "exit $?"
lenscap photos add "$key" $photos/Storm.jpg $photos/Aqua.jpg | sed "s|$photos|PHOTOS|"
lenscap photos add "$key" $photos/Storm.jpg missing.jpg | sed "s|$photos|PHOTOS|"
lenscap photos list "$key" --json --sort findings --reverse |
	python3 -c '
import json, sys
for line in sys.stdin:
    row = json.loads(line)
    print(row["id"], row["source"].split("/")[-1], row["width"], [f["kind"] for f in row["findings"]])'
lenscap photos list "$key" --finding gps --json
lenscap photos show "$key" 99
echo "exit $?"
lenscap photos show "$key" 1 --thumbnail one.jpg | head -1
djpeg one.jpg | head -2 | tail -1
lenscap backup "$key" backup
lenscap backup "$key" backup
echo "exit $?"
lenscap photos forget "$key" 2
echo "exit $?"
lenscap photos forget "$key" 2 --yes
lenscap restore "$key" backup
lenscap verify "$key" | tail -1
lenscap keys list "$key"
echo "another passphrase" >pass2
lenscap keys change 1 "$key" --new-passphrase-file pass2
lenscap status "$pass" | sed -n 2p
lenscap status --passphrase-file pass2 | sed -n 2,4p
lenscap keys add --passphrase-file pass2 --new-key-file key
lenscap keys list --key-file key
lenscap keys remove 1 --key-file key
lenscap keys remove 1 --key-file key --yes
lenscap photos list --passphrase-file pass2
echo "exit $?"
# A restore that fails leaves no folder, and what was there stays.
echo "no backup" >nothing
mkdir there
for home in none there; do
	lenscap restore nothing "$pass" --home $home
	echo "exit $?, $(find none there -maxdepth 0 2>/dev/null | paste -sd' ')"
done
lenscap wipe </dev/null
echo "exit $?"
lenscap wipe --yes | cut -c1-25
lenscap status
lenscap restore backup "$pass"
lenscap status "$pass" | sed -n 2,4p
exit 0
