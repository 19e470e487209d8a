#!/bin/bash
# What is no ordinary picture file: each has its row, its code, and is told
# apart without waiting for it.
set -u
fail() { echo "$*"; exit 1; }
cd "$SCRATCH" || exit 1
picture=$TOP/tests/fuzz/corpus/jpeg/exif
: >empty
mkdir folder
mkfifo fifo
ln -s loop loop
ln -s nowhere dangling
truncate -s 300M sparse
/usr/bin/python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
cp "$picture" picture
printf 'just words\n' >words

expect() { # expect CODE FILE
	local row
	row=$(timeout 120 lenscap fingerprint --json -- "$2" </dev/null) # its row says how it went
	[ "$(wc -l <<<"$row")" -eq 1 ] || fail "$2 has not one row: $row"
	case $row in
	*"\"status\":\"ok\""*) got=ok ;;
	*)
		got=${row#*'"code":"'}
		got=${got%%'"'*} ;;
	esac
	[ "$got" = "$1" ] || fail "$2: $got, not $1"
}
expect empty empty
expect folder folder
expect not_a_file fifo
expect not_a_file socket
expect not_a_file /dev/zero
expect not_a_file /dev/null
expect missing loop
expect missing dangling
expect missing nowhere
expect missing picture/below
expect missing "$(printf 'x%.0s' {1..40})"
expect missing "$(printf 'x%.0s' {1..300})"
expect too_many_bytes sparse
expect unknown_format words
expect ok picture
expect empty -

# Standard input that never ends is cut off at the limit.
row=$(timeout 300 lenscap fingerprint --json - </dev/zero)
[[ $row == *'"code":"too_many_bytes"'* ]] || fail "endless input: $row"

# Cut anywhere, a picture is damaged or no picture, never anything worse.
size=$(stat -c %s picture)
for i in {1..15}; do
	head -c $((size * i / 16)) picture >"cut$i"
done
rows=$(lenscap fingerprint --json cut*)
[ "$(wc -l <<<"$rows")" -eq 15 ] || fail "15 cut files: $rows"
grep -vE '"code":"malformed"|"damaged":true' <<<"$rows" && fail "a cut file was taken for whole"

# So is one of any other format, unless what is left is a whole first frame.
mkdir cuts
for file in "$TOP"/tests/fuzz/corpus/{jpeg,png,webp,gif,heif}/*; do
	name=$(basename "$(dirname "$file")")-$(basename "$file")
	size=$(stat -c %s "$file")
	for i in {01..15}; do
		head -c $((size * 10#$i / 16)) "$file" >"cuts/$name-$i"
	done
done
lenscap fingerprint -r --json cuts >rows
[ "$(wc -l <rows)" -eq "$(find cuts -type f | wc -l)" ] || fail "a cut file has no row"
grep -vE '"status":"ok"|"code":"(malformed|unknown_format|needs_heif|empty)"' rows &&
	fail "a cut file did more than be damaged"

# A file nobody may read; root may, so it becomes somebody else for this.
chmod 0 picture
if [ "$(id -u)" -ne 0 ]; then
	expect forbidden picture
elif command -v setpriv >/dev/null; then
	open=$(mktemp -d)
	trap 'rm -rf "$open"' EXIT
	chmod 755 "$open"
	cp "$BUILD"/lenscap* picture "$open"
	chmod 0 "$open/picture"
	row=$(cd / && setpriv --reuid=65534 --regid=65534 --clear-groups \
		"$open/lenscap" fingerprint --json "$open/picture")
	[[ $row == *'"code":"forbidden"'* ]] || fail "an unreadable file: $row"
fi
