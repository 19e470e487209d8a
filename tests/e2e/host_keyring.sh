#!/bin/bash
# The host and a real Secret Service: made, locked and opened without a
# passphrase; and where there is none, refused soon and in words.
set -eu
for tool in dbus-run-session gnome-keyring-daemon gdbus; do
	command -v $tool >/dev/null || { echo "$tool is missing"; exit 77; }
done
[ -x "$BUILD/lenscap-keyring" ] || { echo "the keyring worker was not built"; exit 77; }

export HOME=$SCRATCH/home
export XDG_RUNTIME_DIR=$HOME/run XDG_DATA_HOME=$HOME/data XDG_CONFIG_HOME=$HOME/config XDG_CACHE_HOME=$HOME/cache
# shellcheck disable=SC2174 # only the deepest needs the mode
mkdir -p -m 700 "$HOME" "$XDG_RUNTIME_DIR" "$XDG_DATA_HOME" "$XDG_CONFIG_HOME"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS

cat >"$SCRATCH/client.py" <<'CLIENT'
import os, sys, time
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests/native"))
from host import Host
home = os.path.join(os.environ["SCRATCH"], sys.argv[1])
host = Host("--home", home)
host.hello()
if sys.argv[1] == "none":
    began = time.monotonic()
    host.refused("denied", "ledger.create", keyring=True)
    assert time.monotonic() - began < 4
    assert host.ask("ledger.status")["state"] == "none"  # nothing half made
else:
    assert host.ask("ledger.create", keyring=True)["state"] == "open"
    host.ask("ledger.lock")
    status = host.ask("ledger.status")
    assert status["state"] == "locked" and "keyring" in status["unlock"], status
    host.refused("locked", "photo.list")  # a lock is not undone by itself
    assert host.ask("ledger.unlock") == {"state": "open"}
    assert host.ask("photo.list")["total"] == 0
host.close()
print(sys.argv[1], "as it should be")
CLIENT
python3 "$SCRATCH/client.py" none

cat >"$SCRATCH/session" <<'SESSION'
set -eu
printf %s a-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
for _ in $(seq 1200); do
	gdbus call --session --dest org.freedesktop.DBus --object-path / \
		--method org.freedesktop.DBus.NameHasOwner org.freedesktop.secrets | grep -q true && break
	sleep .1
done
python3 "$SCRATCH/client.py" open
SESSION
dbus-run-session -- bash "$SCRATCH/session"
