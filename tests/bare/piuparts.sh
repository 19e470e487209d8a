#!/bin/bash
# piuparts.sh SUITE [FOLDER]: `make piuparts`: the packages in FOLDER, or those of what
# is committed, are installed on a bare Debian with nothing but its required packages
# and purged, and so after an upgrade from an earlier build: no file, no owner and no
# mode of the system is another than before.  Variables and status are run.sh's.
set -u
here=$(cd "$(dirname "$0")" && pwd)
suite=${1:-$(sed -n s/^VERSION_CODENAME=//p /etc/os-release)} debs=${2:-}
command -v piuparts >/dev/null || apt-get install -y --no-install-recommends piuparts >/dev/null 2>&1 ||
	{ echo "$suite: skipped: piuparts is not to be had"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
BARE_KEEP=$work/bare "$here/run.sh" "$suite" lenscap root 'rm -r ~/lenscap; apt-get -y dist-upgrade' || exit
if [ -z "$debs" ]; then
	debs=$work/debs
	BARE_KEEP=$work/built "$here/run.sh" "$suite" lenscap root 'make deb' || exit
	mkdir "$debs" && cp "$work"/built/root/root/lenscap/build/deb/*.deb "$debs/" || exit 1
	rm -rf --one-file-system "$work/built"
fi
tried() { # tried WHAT PACKAGE...
	log=$work/$1.log
	env -u TMPDIR piuparts -t "$work" -d "$suite" --existing-chroot="$work/bare/root" --keep-sources-list --no-eatmydata --no-upgrade-test \
		--fail-on-broken-symlinks "${@:2}" >"$log" 2>&1
	status=$?
	echo "$suite: piuparts, $1: exit $status; $(grep -cE 'WARN' "$log") warnings; $(tail -1 "$log" | cut -c1-150)"
	[ $status -eq 0 ] || { tail -60 "$log" && exit 1; }
}
tried 'installed and purged' "$debs"/*.deb
tried 'without the others' "$debs"/lenscap_*.deb
