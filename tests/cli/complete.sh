#!/bin/bash
# What shells are offered: from the table, and from a ledger whose key is at
# hand.  Nobody is asked for anything, and nothing is said on stderr.
cd "$SCRATCH" || exit 1
export HOME=$SCRATCH
unset XDG_DATA_HOME XDG_STATE_HOME XDG_CONFIG_HOME DBUS_SESSION_BUS_ADDRESS
offered() { # offered WORD...
	echo "-- $*"
	timeout 120 lenscap --complete "$@" </dev/null 2>errors | tr '\t' '|' | sed 's|LC-[-0-9A-Z]*|LC-1|'
	echo "exit ${PIPESTATUS[0]}, $(wc -l <errors) on stderr" | grep -v '^exit 0, 0 on'
}
offered cas
offered cases ne
offered cases sent 1 --h
offered cases sent 1 --how p
offered cases sent 1 --how=p
offered cases sent 1 --how = p
offered letter draft --ask access,er
offered letter draft --to pimeyes,clearvi
offered cases reply --mail ''
offered --home ''
offered --key-file /dev/null cases nex
offered cases sent -- --h
offered nonsense ''
offered cases sent 1 --nonsense ''
offered
# Without a key there are no numbers; a shell that completes asks for none.
offered cases show ''
echo "correct horse battery" >pass
lenscap init --passphrase-file pass >/dev/null
offered cases show '' --passphrase-file
offered cases show --passphrase-file pass ''
lenscap keys add --passphrase-file pass --new-key-file key >/dev/null
lenscap me set country at email zoe@example.org --key-file key
lenscap letter draft --to pimeyes --ask access --key-file key >/dev/null
offered cases show --key-file key ''
offered --key-file key letter export ''
# A name that would speak to the terminal, or be two candidates, does neither.
printf 'P5 8 8 255\n%64s' '' >grey.pgm
odd=$(printf 'a\n:files\t\033[31m\xff.jpg')
cjpeg grey.pgm >"$odd"
lenscap photos add --key-file key "./$odd" >/dev/null
offered letter draft --key-file key --photos ''
exit 0
