#!/bin/sh
# setup.sh: install what is missing to build, run and test Lenscap on Debian 12.
set -eu

packages='
build-essential pkg-config
libjansson-dev libseccomp-dev libsodium-dev libsqlite3-dev libsecret-1-dev
libjpeg62-turbo-dev libspng-dev libwebp-dev libgif-dev libheif-dev
libexif-dev libexpat1-dev nettle-dev zlib1g-dev
libcurl4-openssl-dev libpsl-dev ca-certificates
libpango1.0-dev libgmime-3.0-dev libical-dev fonts-liberation fonts-dejavu-core
qpdf poppler-utils
libcmocka-dev clang clang-format libclang-rt-14-dev shellcheck
libimage-exiftool-perl libjpeg-turbo-progs strace binutils procps python3
python3-numpy python3-pil python3-lxml python3-holidays python3-dateutil mate-backgrounds ukui-wallpapers
gnome-keyring dbus libglib2.0-bin xfsprogs e2fsprogs
chromium firefox-esr tcpdump
'
# Node.js from elsewhere brings npm with it, and would not go with Debian's.
command -v npm >/dev/null || packages="$packages nodejs npm"

missing=
for package in $packages; do
	state=$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null || true)
	case $state in
	ii*) ;;
	*) missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
	echo "setup.sh: this is not Debian; install the like of:$missing" >&2
	exit 1
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "setup.sh: become root, or install sudo, to install:$missing" >&2
		exit 1
	fi
	as_root=sudo
fi

echo "Lenscap needs these packages, and installs them now:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # the list is words
if ! { $as_root apt-get update &&
	$as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
	tail -20 "$log" >&2
	echo "setup.sh: the packages could not be installed; see above." >&2
	exit 1
fi
