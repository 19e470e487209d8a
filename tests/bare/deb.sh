#!/bin/bash
# deb.sh SUITE: what `make deb` gives on a bare Debian, installed on another one
# with nothing but its dependencies: what an earlier version kept is there after the
# upgrade, an ordinary user's Chromium and Firefox find extension and host, removing
# leaves nothing but what the user kept, and purging nothing else.  Variables and status are run.sh's.
#
# $BARE_DEBS: a folder with the packages, which are then not built.
# shellcheck disable=SC2016 # for the shells inside
set -u
suite=${1:?a suite of Debian\'s, such as trixie}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
mkdir "$work/files"
if [ -n "${BARE_DEBS:-}" ]; then
	cp "$BARE_DEBS"/*.deb "$work/files/" || exit 1
else
	# Whatever a release gives out, built twice: by another user, in another folder, time zone, language and
	# umask. The same bytes.
	BARE_KEEP=$work/one "$here/run.sh" "$suite" lenscap root 'make release && mv build/release-* build/first' \
		'useradd -m other && cp -r . "/home/other/other one" && rm -rf "/home/other/other one/build" && chown -R other: /home/other &&
			runuser -u other -- env HOME=/home/other TZ=Asia/Tokyo LC_ALL=C.UTF-8 sh -c "umask 077 && cd ~/other\ one && packaging/release.sh build/second" &&
			for file in build/first/*; do cmp "$file" "/home/other/other one/build/second/${file##*/}" || exit; done &&
			ls build/first' || exit
	cp "$work"/one/root/root/lenscap/build/first/*.deb "$work/files/" || exit 1
	rm -rf --one-file-system "$work/one"
fi

# The same as an earlier version: its number is all that dpkg goes by.
mkdir "$work/files/earlier"
for deb in "$work"/files/*.deb; do
	dpkg-deb --raw-extract "$deb" "$work/raw" &&
		sed -i -E 's/^Version: .*/Version: 0.0.1/; s/^(Depends: .*lenscap \(= )[^)]*/\10.0.1/' "$work/raw/DEBIAN/control" &&
		dpkg-deb --root-owner-group -Znone --build "$work/raw" "$work/files/earlier/" >/dev/null || exit 1
	rm -r "$work/raw"
done
if command -v lintian >/dev/null; then
	lintian --fail-on error --allow-root --tag-display-limit 0 "$work"/files/*.deb || { echo "$suite: FAILED: lintian"; exit 1; }
fi

BARE_FILES=$work/files "$here/run.sh" "$suite" lenscap someone \
	'sudo apt-get install -y --no-install-recommends ~/files/earlier/*.deb && dpkg -s lenscap | grep "^Version: 0.0.1$" &&
		lenscap init --key-file ~/key && lenscap me set country fr --key-file ~/key && lenscap cases adopt pimeyes --on 2026-10-05 --ask access --key-file ~/key' \
	'sudo apt-get install -y --no-install-recommends ~/files/*.deb chromium firefox-esr python3 &&
		! dpkg -s lenscap | grep "^Version: 0.0.1$" &&
		[ -z "$(find /etc/systemd/user -name "lenscap*")" ] &&
		lenscap cases list --key-file ~/key | grep PimEyes && lenscap verify --key-file ~/key' \
	'cd / && lenscap fingerprint /usr/share/pixmaps/*.png >/dev/null; lenscap doctor' \
	'python3 tests/bare/browsers.py' \
	'sudo apt-get remove -y lenscap && left=$(find /etc /usr -path "*lenscap*" | head) && [ -z "$left" ] &&
		[ -n "$(find ~ -path "*lenscap*" -name "ledger*" | head -1)" ] || { echo "left: $left"; ls -A ~; exit 1; }' \
	'sudo dpkg --purge lenscap lenscap-heif lenscap-jxl lenscap-pdf lenscap-tiff lenscap-faces &&
		left=$(find /etc /usr /var/lib -path "*lenscap*" ! -path "/var/lib/dpkg/*" | head) && [ -z "$left" ] || { echo "left: $left"; exit 1; }'
