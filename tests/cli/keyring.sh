#!/bin/bash
# The desktop keyring opens the ledger; without it the ledger says so.
cd "$SCRATCH" || exit 1
command -v gnome-keyring-daemon >/dev/null || { echo "there is no gnome-keyring"; exit 77; }
export HOME=$SCRATCH XDG_RUNTIME_DIR=$SCRATCH/run XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
mkdir -m 700 run
cat >inside.sh <<'S'
eval "$(printf %s keyring-password | gnome-keyring-daemon --unlock --components=secrets 2>/dev/null)"
for _ in $(seq 1200); do
	gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus \
		--method org.freedesktop.DBus.NameHasOwner org.freedesktop.secrets 2>/dev/null |
		grep -q true && break
	sleep 0.1
done
lenscap init --keyring --json | sed -E 's/"[^"]*"}/"RECOVERY"}/; s|"/[^"]*"|"HOME"|'
lenscap keys list
lenscap photos add /usr/share/backgrounds/mate/nature/Wood.jpg | tail -1
S
dbus-run-session -- bash inside.sh 2>errors || cat errors
unset DBUS_SESSION_BUS_ADDRESS
lenscap photos list </dev/null
echo "exit $?"
lenscap init --keyring --home "$SCRATCH/other" </dev/null
echo "exit $?"
[ ! -e other/ledger ] && echo "nothing was made"
exit 0
