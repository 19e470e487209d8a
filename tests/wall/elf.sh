#!/bin/bash
# What each program loads, and the hardening it was linked with, read from the
# files themselves.
set -u
fail() { echo "$*"; exit 1; }
programs=("$BUILD"/lenscap "$BUILD"/lenscap-host "$BUILD"/lenscap-decoder "$BUILD"/lenscap-unpack)
[ ! -e "$BUILD/lenscap-decoder-heif" ] || programs+=("$BUILD/lenscap-decoder-heif")

needs() { readelf -d "$1" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p'; }
network='lib(curl|ssl|crypto|gnutls|nss|nghttp|ssh|resolv|krb|ldap|idn|psl|anl)'
picture='lib(jpeg|turbojpeg|png|spng|webp|gif|heif|avif|aom|dav1d|de265|x265|exif|expat|xml|tiff|jxl)'

# The main processes: nothing but these, and what these load.
for program in "$BUILD/lenscap" "$BUILD/lenscap-host"; do
	if needs "$program" | grep -vE '^(libc|libm|libjansson|libseccomp|libsodium|libsqlite3|libunistring|libasan|libubsan|ld-linux.*)\.so'; then
		fail "$program loads a library that is not in the list"
	fi
	ldd "$program" | grep -E "/($picture|$network)" &&
		fail "$program loads a picture or network library through another"
done
for program in "${programs[@]}"; do
	ldd "$program" | grep -E "/$network" &&
		fail "$program loads a network library"
	readelf -h "$program" | grep -q 'Type:.*DYN' || fail "$program is not position-independent"
	readelf -d "$program" | grep -q 'FLAGS_1.*PIE' || fail "$program is not marked PIE"
	readelf -lW "$program" | grep -q GNU_RELRO || fail "$program has no RELRO"
	readelf -d "$program" | grep -qE 'BIND_NOW|FLAGS.*NOW' || fail "$program binds lazily"
	readelf -lW "$program" | grep -E 'GNU_STACK' | grep -q 'RWE' && fail "$program's stack is executable"
	readelf -lW "$program" | grep -qE 'LOAD.* RWE ' && fail "$program has writable code"
	readelf -d "$program" | grep -E 'RPATH|RUNPATH' && fail "$program looks for libraries of its own"
	[[ $BUILD == */release ]] || continue
	# What tests tell a development build: how old its kernel is, or to count without jails.
	grep -qaE 'LENSCAP_(LANDLOCK|NO_JAIL)' "$program" && fail "$program has a development build's knobs"
	readelf -Ws --dyn-syms "$program" | grep -q __stack_chk_fail || fail "$program has no stack protector"
	readelf -Ws --dyn-syms "$program" | grep -q '_chk@' || fail "$program is not fortified"
done
exit 0
