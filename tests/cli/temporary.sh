#!/bin/bash
# A temporary session: in its shell every command speaks of a ledger in memory, of
# which nothing is left when the shell ends, however it ends.
# shellcheck disable=SC2016,SC2012 # for the shells inside; names are ours
export HOME=$SCRATCH XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
XDG_RUNTIME_DIR=$(mktemp -d -p /dev/shm) || exit
trap 'rm -r "$XDG_RUNTIME_DIR"' EXIT
export XDG_RUNTIME_DIR
unset DBUS_SESSION_BUS_ADDRESS
cd "$SCRATCH" || exit 1
says() { # says COMMAND...: what it says, its status, and what is left
	"$@" 2>&1
	echo "exit $?; left: $(ls "$XDG_RUNTIME_DIR")"
}
photo=/usr/share/backgrounds/mate/nature/Storm.jpg

echo "== the shell"
printf '#!/bin/sh\nlenscap status | head -2 | sed "s#$XDG_RUNTIME_DIR/lenscap-temporary-[^/]*#MEMORY#"\n' >shell
chmod +x shell
SHELL=$SCRATCH/shell says lenscap temporary
SHELL=nonsense says lenscap temporary <<<'echo "and here: $(lenscap photos list)"'

echo "== a command"
says lenscap temporary -- sh -c "lenscap photos add $photo >/dev/null && lenscap photos list --json | grep -c jpeg; exit 5"
# Seen by nobody else while it lasts.
says lenscap temporary -- sh -c 'stat -c "%a %F" "$LENSCAP_TEMPORARY" "$LENSCAP_TEMPORARY/recovery"; env -u LENSCAP_TEMPORARY lenscap photos list'
says lenscap temporary -- sh -c 'lenscap temporary true; lenscap --person Ana status; lenscap unlock'
says lenscap temporary no-such-command

echo "== a ledger that is named"
lenscap init --key-file key >/dev/null
says lenscap temporary -- sh -c "lenscap me set country it; lenscap me show --home $XDG_DATA_HOME/lenscap --key-file key"

echo "== ended from outside"
says lenscap temporary -- sh -c 'kill -TERM $PPID; exec sleep 60'
says lenscap temporary -- sh -c 'trap "" HUP; kill -HUP $PPID; exec sleep 1'
says lenscap temporary -- sh -c 'kill -INT $PPID; echo "it goes on"'
{ lenscap temporary -- sh -c 'kill -KILL $PPID; sleep 0.1; lenscap photos list >list; touch lived'; } 2>/dev/null
echo "killed: exit $?; left: $(ls "$XDG_RUNTIME_DIR" | sed -E 's/[0-9]+-.*/.../')"
until [ -e lived ]; do sleep 0.05; done
says lenscap temporary true
LENSCAP_TEMPORARY=$XDG_RUNTIME_DIR/lenscap-temporary-1-gone says lenscap me show
LENSCAP_TEMPORARY=$XDG_DATA_HOME/lenscap says lenscap me show

echo "== where it cannot be"
mkdir -m 700 disk
if [[ $(stat -f -c %T disk) =~ ^(tmpfs|ramfs)$ ]]; then
	# The same words, where there is no disk.
	echo "lenscap temporary: The folder of this login (XDG_RUNTIME_DIR) is not in memory but on a disk, which may keep what is erased; log in as a desktop does, or make a lasting ledger."
else
	XDG_RUNTIME_DIR=$SCRATCH/disk lenscap temporary true 2>&1
fi
ls -A disk
XDG_RUNTIME_DIR='' lenscap temporary true 2>&1
LC_ALL=C.UTF-8 LANGUAGE=de lenscap temporary true 2>&1 | head -1 | cut -d: -f1
