#!/bin/bash
# Lenscap as `make install` leaves it, at its real place: overlaid on /usr/local in
# a mount namespace.  A person with a bare home tells Chromium of it, and uses it.
command -v chromium >/dev/null || {
	echo "no Chromium"
	exit 77
}
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR \
	XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME
"$TOP/tests/npm.sh" || exit
! grep -q -- ' -Werror ' "$BUILD/config" || export CI=true # as it was built
make -s -C "$TOP" install DESTDIR="$SCRATCH/root" MODE="$(basename "$BUILD")" >/dev/null || exit
mkdir "$SCRATCH/home"
node=$(command -v node)
# shellcheck disable=SC2016 # for the shell inside
inside='mount -t overlay -o "lowerdir=$1/usr/local:/usr/local" lenscap /usr/local || exit 77
	shift
	PATH=/usr/local/bin:/usr/bin:/bin exec "$@"'
for way in "-m" "-mc --keep-caps"; do
	read -ra flags <<<"$way"
	within=(unshare "${flags[@]}" --kill-child bash -c "$inside" bash "$SCRATCH/root")
	"${within[@]}" true 2>/dev/null || continue
	HOME=$SCRATCH/home "${within[@]}" "$node" "$TOP/tests/e2e/browser/installed.mjs" "$SCRATCH/home"
	exit
done
echo "no overlay on /usr/local can be mounted here"
exit 77
