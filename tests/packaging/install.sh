#!/bin/bash
# make install: anywhere, compiling nothing, and what lies there finds its parts.
set -eu
fail() { echo "$*"; exit 1; }
mode=$(basename "$BUILD")
# With the warnings that it was built with.
! grep -q -- ' -Werror ' "$BUILD/config" || export CI=true
place="$SCRATCH/an Ort (2)"
plan=$(make -n -C "$TOP" install MODE="$mode" PREFIX=/opt/elsewhere V=1)
! grep -qE ' -c -o |-Wl,' <<<"$plan" || fail "it compiles: $(grep -m1 -E ' -c -o |-Wl,' <<<"$plan")"
make -s -C "$TOP" install MODE="$mode" PREFIX=/opt/elsewhere DESTDIR="$place" >/dev/null
mv "$place/opt/elsewhere" "$SCRATCH/moved"
export HOME=$SCRATCH
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME
"$SCRATCH/moved/bin/lenscap" controllers show pimeyes >/dev/null || fail "it has no data"
"$SCRATCH/moved/bin/lenscap" fingerprint --json /usr/share/backgrounds/mate/nature/Wood.jpg |
	grep -q '"status":"ok"' || fail "it has no worker"
# The manifest for a browser names the host in full.
mkdir -p "$HOME/.config/chromium"
"$SCRATCH/moved/bin/lenscap" install --browser chromium >/dev/null
grep -q "\"path\": *\"$SCRATCH/moved/libexec/lenscap/lenscap-host\"" "$HOME"/.config/chromium/NativeMessagingHosts/*.json ||
	fail "the manifest says $(cat "$HOME"/.config/chromium/NativeMessagingHosts/*.json)"
# Alone somewhere it finds no worker, not even one installed elsewhere.
mkdir "$SCRATCH/lone"
cp "$SCRATCH/moved/bin/lenscap" "$SCRATCH/lone/"
! "$SCRATCH/lone/lenscap" fingerprint --json /usr/share/backgrounds/mate/nature/Wood.jpg 2>/dev/null |
	grep -q '"status":"ok"' || fail "a program alone found a worker somewhere"
# What is not theirs stays when they are taken away.
make -s -C "$TOP" install MODE="$mode" PREFIX=/opt/elsewhere DESTDIR="$place" >/dev/null
echo theirs >"$place/opt/elsewhere/share/lenscap/theirs"
make -s -C "$TOP" uninstall MODE="$mode" PREFIX=/opt/elsewhere DESTDIR="$place" >/dev/null
[ "$(find "$place" -type f)" = "$place/opt/elsewhere/share/lenscap/theirs" ] || fail "left: $(find "$place" -type f | head -3)"
echo "install: compiles nothing, works where it is put"
