#!/bin/bash
# A real Secret Service (gnome-keyring) on a session bus of its own: open, and
# then locked.
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

cat >"$SCRATCH/session" <<'SESSION'
set -eu
printf %s a-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
ask() { gdbus call --session --dest "$@"; }
for _ in $(seq 1200); do
	ask org.freedesktop.DBus --object-path / \
		--method org.freedesktop.DBus.NameHasOwner org.freedesktop.secrets | grep -q true && break
	sleep .1
done
unit=$BUILD/tests/host/clients/test_keyring
run() {
	LENSCAP_TEST_KEYRING=$1 "$unit" >"$SCRATCH/log" 2>&1 || { cat "$SCRATCH/log"; exit 1; }
	grep -E "^ok .* $2\$" "$SCRATCH/log"
}
run open keeps_a_key_for_each_ledger
ask org.freedesktop.secrets --object-path /org/freedesktop/secrets \
	--method org.freedesktop.Secret.Service.Lock \
	"['/org/freedesktop/secrets/aliases/default']" >/dev/null
run locked says_that_the_keyring_is_locked
SESSION
dbus-run-session -- bash "$SCRATCH/session" 2>/dev/null
