#!/bin/bash
# deb.sh SUITE: what `make deb` gives on a bare Debian, installed on another one
# with nothing but its dependencies: an ordinary user's Chromium and Firefox find
# extension and host; removing leaves nothing.  Variables and status are run.sh's.
# shellcheck disable=SC2016 # for the shells inside
set -u
suite=${1:?a suite of Debian\'s, such as trixie}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
# Built twice, in another folder, time zone, language and umask: the same bytes.
BARE_KEEP=$work/one "$here/run.sh" "$suite" lenscap root 'make deb' \
	'cp -r . "$HOME/other one" && cd "$HOME/other one" && umask 077 && TZ=Asia/Tokyo LC_ALL=C.UTF-8 packaging/deb/build.sh build/deb2 &&
		for deb in build/deb/*.deb; do cmp "$deb" "build/deb2/${deb##*/}" || exit; done' || exit
mkdir "$work/files"
cp "$work"/one/root/root/lenscap/build/deb/*.deb "$work/files/" || exit 1
rm -rf --one-file-system "$work/one"

BARE_FILES=$work/files "$here/run.sh" "$suite" lenscap someone \
	'sudo apt-get install -y --no-install-recommends ~/files/*.deb chromium firefox-esr python3' \
	'cd / && lenscap fingerprint /usr/share/pixmaps/*.png >/dev/null; lenscap doctor' \
	'python3 tests/bare/browsers.py' \
	'sudo dpkg --purge lenscap-heif lenscap &&
		left=$(find /etc /usr /var/lib -path "*lenscap*" ! -path "/var/lib/dpkg/*" | head) && [ -z "$left" ] || { echo "left: $left"; exit 1; }'
