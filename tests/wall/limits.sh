#!/bin/bash
# Three of the limits, at their edge: what is just within is read, what is just
# above has a code of its own.
set -u
fail() { echo "$*"; exit 1; }
cd "$SCRATCH" || exit 1
/usr/bin/python3 "$TOP/tests/wall/bombs.py" "$TOP/tests/fuzz/corpus" . >/dev/null ||
	fail "the files could not be made"

/usr/bin/python3 - <<'END' || fail "the files could not be made"
import struct, zlib


def chunk(kind, data):
    return (struct.pack(">I", len(data)) + kind + data +
            struct.pack(">I", zlib.crc32(kind + data)))


def png(name, width, height):
    rows = zlib.compress(bytes(height * (1 + (width + 7) // 8)), 1)
    with open(name, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(
            ">IIBBBBB", width, height, 1, 0, 0, 0, 0)) +
            chunk(b"IDAT", rows) + chunk(b"IEND", b""))


png("pixels", 20000, 10000)
png("too-many-pixels", 20000, 10001)
png("bytes", 8, 8)
png("too-many-bytes", 8, 8)
END
truncate -s 268435456 bytes
truncate -s 268435457 too-many-bytes

expect() { # expect CODE FILE
	local row got
	# A busy machine may not get to it within 30 seconds, and says so: again.
	for _ in 1 2 3 4; do
		row=$(lenscap fingerprint --json "$2")
		case $row in
		*"\"status\":\"ok\""*) got=ok ;;
		*)
			got=${row#*'"code":"'}
			got=${got%%'"'*} ;;
		esac
		[[ $got == too_slow && $1 != too_slow ]] || break
	done
	# Sanitizers take several times as long, and are stopped as all are.
	[[ $BUILD == */asan && $got =~ ^too_(much_cpu|slow)$ ]] ||
		[ "$got" = "$1" ] || fail "$2: $got, not $1"
}
expect ok pixels
expect too_many_pixels too-many-pixels
expect ok bytes
expect too_many_bytes too-many-bytes
expect ok png-rgba.png
expect too_much_memory jpeg-progressive.jpg
[[ $BUILD == */asan ]] || expect too_much_memory webp-14000.webp

# Ten seconds of computing are tested in test_cpu_limit.c, where the clock on the
# wall does not matter: a busy machine stops such a file by that.
exit 0
