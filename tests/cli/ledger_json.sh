#!/bin/bash
# Every command of the ledger that takes --json prints JSON and nothing else,
# also where the ledger's name is no text; and what a terminal is shown.
cd "$SCRATCH" || exit 1
export XDG_STATE_HOME=$SCRATCH/state
home=$(printf 'le\xffd\033[31mger')
photos=/usr/share/backgrounds/mate/nature
echo "correct horse battery staple nine" >pass2
json() { # the members of each line, in their order
	lenscap "$@" --home "$home" --json 2>errors | python3 -c '
import json, sys
for line in sys.stdin:
    row = json.loads(line)
    print("  ", " ".join(k + ("=" + str(row[k]) if k in ("state", "status", "id", "home") else "") for k in row))'
	echo "$1 ${2%%/*}: exit ${PIPESTATUS[0]}, $(wc -l <errors) errors"
}
key=--key-file=key
json init "$key"
json status
json photos add "$key" $photos/Storm.jpg
json keys add "$key" --new-passphrase-file pass2
json keys change 3 "$key" --new-recovery
json keys list "$key"
json keys remove 3 "$key" --yes
json backup "$key" copy
json restore "$key" copy
json restore "$key" copy --replace --yes
json photos forget "$key" 1 --yes
lenscap status --home "$home" | head -1
# A new key that is left out, or that nobody can be asked for, is said.
lenscap keys add "$key" --home "$home" --new-recovery --new-key-file stick
lenscap keys add "$key" --home "$home" </dev/null
# What is no backup is called so, and a pipe is not waited for.
yes "no backup, and long enough to be one" | head -c 2000 >words
mkfifo pipe
lenscap restore "$key" --home "$home" words
timeout 120 lenscap restore "$key" --home "$home" pipe
echo "exit $?"
# The small picture, in as many colours as there are.
lenscap restore "$key" --home "$home" copy --replace
lenscap restore "$key" --home "$home" copy --replace --yes
shown() { python3 -c '
import pty, sys
pty.spawn(sys.argv[1:])' timeout 120 lenscap photos show 1 "$key" --home "$home" </dev/null |
	grep -oE '[34]8;[25];|^Photo' | sort -u | tr '\n' ' '; echo "with TERM=$TERM"; }
unset NO_COLOR COLORTERM
TERM=xterm-256color shown
COLORTERM=truecolor TERM=xterm shown
TERM=xterm shown
NO_COLOR=1 TERM=xterm-256color shown
exit 0
