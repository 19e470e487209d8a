#!/bin/bash
# release.sh OUT [KEY]: everything that is given out of what is committed, with its
# checksums, and the list of what is in it; signed if a minisign secret key is named.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
out=$(realpath -m "$1") key=${2:-}
version=$(sed -n 's/^VERSION *:= *//p' "$top/Makefile") name=lenscap-$(sed -n 's/^VERSION *:= *//p' "$top/Makefile")
[ -z "$(git -C "$top" status --porcelain)" ] || echo 'release.sh: what is not committed is left out' >&2
rm -rf "$out" && mkdir -p "$out"
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git -C "$top" archive --prefix="$name/" HEAD | tar -x -C "$work"
git -C "$top" -c tar.umask=0022 archive --prefix="$name/" HEAD | gzip -9n >"$out/$name.tar.gz"
"$work/$name/packaging/zip.py" chromium "$out/$name-chromium.zip" >/dev/null
"$work/$name/packaging/zip.py" firefox "$out/$name-firefox.xpi" >/dev/null
"$top/packaging/deb/build.sh" "$out" >/dev/null
"$work/$name/packaging/sbom.py" "$version" "$out"/*.deb >"$out/$name.cdx.json"
(cd "$out" && sha256sum -- * >SHA256SUMS)
if [ -n "$key" ]; then
	command -v minisign >/dev/null || { echo 'release.sh: minisign is not here; apt-get install minisign' >&2; exit 1; }
	# A key with a passphrase asks for it where there is somebody to ask.
	asked=/dev/tty
	{ : <$asked; } 2>/dev/null || asked=/dev/null
	minisign -Sm "$out/SHA256SUMS" -s "$key" -t "Lenscap $version" <$asked
fi
ls -l "$out"
