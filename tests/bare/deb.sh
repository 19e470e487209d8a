#!/bin/bash
# deb.sh SUITE: what `make deb` gives on a bare Debian, installed on another one
# with nothing but its dependencies: what an earlier version kept is there after the
# upgrade, an ordinary user's Chromium and Firefox find extension and host, take
# what a policy sets, and install it where a policy says so; an advocate's pack reaches three new accounts and a letter of
# each is sent, removing leaves nothing but what the user kept, and purging nothing
# else.  Pictures of it are in build/screenshots.  Variables and status are run.sh's.
#
# $BARE_DEBS: a folder with the packages, which are then not built.
# $BARE_EARLIER: a folder with packages of an earlier build; else these play it.
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

# Its number is all that dpkg goes by.
mkdir "$work/files/earlier"
for deb in "${BARE_EARLIER:-$work/files}"/*.deb; do
	dpkg-deb --raw-extract "$deb" "$work/raw" &&
		sed -i -E 's/^Version: .*/Version: 0.0.1/; s/^(Depends: .*lenscap \(= )[^)]*/\10.0.1/' "$work/raw/DEBIAN/control" &&
		dpkg-deb --root-owner-group -Znone --build "$work/raw" "$work/files/earlier/" >/dev/null || exit 1
	rm -r "$work/raw"
done
if command -v lintian >/dev/null; then
	lintian --fail-on error --allow-root --tag-display-limit 0 "$work"/files/*.deb || { echo "$suite: FAILED: lintian"; exit 1; }
fi

BARE_KEEP=$work/two BARE_FILES=$work/files "$here/run.sh" "$suite" lenscap someone \
	'sudo apt-get install -y --no-install-recommends ~/files/earlier/*.deb && dpkg -s lenscap | grep "^Version: 0.0.1$" &&
		lenscap init --key-file ~/key && lenscap me set country fr --key-file ~/key && lenscap cases adopt pimeyes --on 2026-10-05 --ask access --key-file ~/key' \
	'sudo apt-get install -y --no-install-recommends ~/files/*.deb chromium firefox-esr python3 &&
		! dpkg -s lenscap | grep "^Version: 0.0.1$" &&
		[ -z "$(find /etc/systemd/user -name "lenscap*")" ] &&
		lenscap cases list --key-file ~/key | grep PimEyes && lenscap verify --key-file ~/key' \
	'cd / && lenscap fingerprint /usr/share/pixmaps/*.png >/dev/null; lenscap doctor' \
	'python3 tests/bare/browsers.py' \
	'sudo install -Dm644 packaging/policy/chromium.json /etc/chromium/policies/managed/lenscap.json &&
		sudo install -Dm644 packaging/policy/firefox.json /etc/firefox/policies/policies.json &&
		python3 tests/bare/managed.py ~/shots; status=$?
		sudo rm /etc/chromium/policies/managed/lenscap.json /etc/firefox/policies/policies.json; exit $status' \
	'sudo mv /usr/share/mozilla/extensions /usr/share/mozilla/kept && sudo mv /usr/share/chromium/extensions /usr/share/chromium/kept
		status=0; for browser in chromium firefox-esr; do
			sudo env HOME=/root python3 tests/bare/forced.py $browser ~/shots/$browser-forced.png || status=1
		done
		sudo mv /usr/share/mozilla/kept /usr/share/mozilla/extensions && sudo mv /usr/share/chromium/kept /usr/share/chromium/extensions
		sudo rm /etc/chromium/policies/managed/lenscap.json /etc/firefox/policies/policies.json; exit $status' \
	'mkdir ~/day && python3 tests/bare/advocate.py build ~/day && sudo mkdir /srv/day && sudo cp -r tests packaging ~/day/* /srv/day && sudo chmod -R a+rX /srv/day &&
		person() {
			sudo useradd -m "$2" && sudo runuser -u "$2" -- env HOME="/home/$2" python3 /srv/day/tests/bare/advocate.py \
				person "$1" /srv/day "$2 Bianchi" "$2@posta.example" "$3" "/home/$2/$2" &&
				sudo sh -c "cp /home/$2/*.png $HOME/shots"
		}
		person chromium anna it && person firefox-esr luca fr && person chromium zoe at' \
	'sudo apt-get remove -y lenscap && left=$(find /etc /usr -path "*lenscap*" | head) && [ -z "$left" ] &&
		[ -n "$(find ~ -path "*lenscap*" -name "ledger*" | head -1)" ] || { echo "left: $left"; ls -A ~; exit 1; }' \
	'sudo dpkg --purge lenscap lenscap-heif lenscap-jxl lenscap-pdf lenscap-tiff lenscap-faces &&
		left=$(find /etc /usr /var/lib -path "*lenscap*" ! -path "/var/lib/dpkg/*" | head) && [ -z "$left" ] || { echo "left: $left"; exit 1; }'
status=$?
mkdir -p "$here/../../build/screenshots/bare-$suite"
cp "$work/two/root/home/someone/shots/"*.png "$here/../../build/screenshots/bare-$suite/" 2>/dev/null
exit $status
