#!/bin/bash
# A standard stream that is closed is no file of ours: what is printed never
# gets into the ledger.  Nor does a limit of file sizes end a command midway.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
photos=/usr/share/backgrounds/mate/nature
key=--key-file=key
lenscap init "$key" >/dev/null
lenscap photos add "$key" $photos/Storm.jpg 2>&-
lenscap photos add "$key" $photos/Aqua.jpg missing.jpg 2>&- >&-
echo "exit $?"
lenscap photos list "$key" >&-
echo "exit $?"
lenscap photos add "$key" missing.jpg <&- >&- 2>&-
echo "exit $?"
lenscap fingerprint - <&-
lenscap fingerprint --json - <&- >&- 2>&-
echo "exit $?"
lenscap verify "$key" | tail -1
(
	ulimit -f 0
	lenscap fingerprint --json $photos/Aqua.jpg | cut -d'"' -f8
	lenscap backup "$key" backup
	echo "exit $?"
	lenscap photos forget "$key" 1 --yes
	echo "exit $?"
) 2>&1 | cat
ls backup 2>/dev/null
lenscap verify "$key" | tail -1
lenscap photos list "$key" --json | wc -l
exit 0
