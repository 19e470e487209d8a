#!/bin/bash
# build.sh OUT [ARCH]: the Debian packages of what is committed, into the folder OUT.
# The same commit gives the same bytes wherever, whenever and by whomever it is
# built on one suite: time is the commit's, and debhelper sees to the rest.
set -eu
out=$(realpath -m "$1") arch=${2:-$(dpkg --print-architecture)}
top=$(cd "$(dirname "$0")/../.." && pwd)
version=$(sed -n 's/^VERSION *:= *//p' "$top/Makefile")
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source=$work/lenscap-$version
mkdir "$source"
git -C "$top" archive HEAD | tar -x -C "$source"
mkdir "$source/debian"
(cd "$source/packaging/deb" && cp -r control copyright rules source ./*.docs ./*.install "$source/debian/")
LC_ALL=C git -C "$top" log -1 --date=rfc2822 --format="lenscap ($version) unstable; urgency=medium

  * See /usr/share/doc/lenscap/NEWS.md.gz.

 -- The Lenscap developers <lenscap@lenscap.org>  %cd" >"$source/debian/changelog"
# Of what Debian takes for granted in a builder (build-essential) nothing but gcc is
# used, and packaging/packages has that: a bare machine needs no C++ for it.
flags=(--build=binary -us -uc --host-arch="$arch" --ignore-builtin-builddeps)
# Another machine's libraries are this machine's multiarch ones: dpkg cannot tell.
if [ "$arch" != "$(dpkg --print-architecture)" ]; then
	"$top/packaging/setup.sh" cross >&2
	"$top/packaging/setup.sh" --arch "$arch" build >&2
	flags+=(-d)
fi
# Libraries that are there for another machine are not asked for once more.
"$top/packaging/setup.sh" build deb >&2
(cd "$source" && DEB_BUILD_OPTIONS="nocheck noautodbgsym parallel=$(nproc)" dpkg-buildpackage "${flags[@]}" >"$work/log" 2>&1) ||
	{ tail -30 "$work/log" >&2; exit 1; }
mkdir -p "$out"
cp "$work"/*.deb "$out/"
ls "$out"/*.deb
