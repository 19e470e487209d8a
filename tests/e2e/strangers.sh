#!/bin/bash
# The fetcher in a small internet of its own: what a hostile site can do to it,
# directly and through a SOCKS proxy, and that it reaches nothing inside.
unshare -Urnm true 2>/dev/null || {
	echo "no network namespaces for users here"
	exit 77
}
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state SCRATCH
echo "nameserver 127.0.0.1" >"$SCRATCH/resolv.conf"
echo "127.0.0.1 localhost" >"$SCRATCH/hosts"
echo "hosts: files dns" >"$SCRATCH/nsswitch.conf"
/usr/bin/python3 -c "
from PIL import Image
Image.effect_noise((320, 240), 60).save('$SCRATCH/me.jpg')"
# shellcheck disable=SC2016 # for the shell inside
unshare -Urnm --kill-child bash -c '
	for file in resolv.conf hosts nsswitch.conf; do
		mount --bind "$SCRATCH/$file" "/etc/$file" || exit 1
	done
	exec /usr/bin/python3 "$1" "$SCRATCH"' bash "$TOP/tests/e2e/strangers.py" 2>"$SCRATCH/said"
status=$?
cat "$SCRATCH/said" >&2
exit $status
