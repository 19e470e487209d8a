#!/bin/sh
# cross.sh [ARCH]: build everything for another machine with Debian's compiler and
# libraries of it, and run there, by qemu, the unit tests of what asks nothing of a
# kernel.  The walls are not tried: qemu hands system calls on to this machine's
# kernel, which neither installs their filters nor judges another's numbers.
set -u
arch=${1:-arm64}
case $arch in
arm64) triplet=aarch64-linux-gnu qemu=qemu-aarch64-static ;;
*) echo "cross.sh: no machine called $arch is known here: arm64" >&2 && exit 2 ;;
esac
pure='base fingerprint match law letter ipc registry browsers'

# "run" has the photographs that tests look at.
packaging/setup.sh cross run && packaging/setup.sh --arch "$arch" build wall || exit 1
MAKEFLAGS='' make -j"$(nproc)" CC="$triplet-gcc" RUN="$qemu" all units || exit 1

build=build/release-$triplet
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
export LC_ALL=C.UTF-8 CMOCKA_MESSAGE_OUTPUT=TAP UNDER_QEMU=1 qemu logs
tests=$(for folder in $pure; do
	find "$build/tests/host/$folder" -maxdepth 1 -name 'test_*' -perm -u+x -type f ! -name '*.[od]'
done)
# As many at once as there are processors; what fails leaves what it said.
# shellcheck disable=SC2016 # for the shell inside
echo "$tests" | xargs -P "$(nproc)" -n 1 sh -c '
	log=$logs/$(echo "$1" | tr / .)
	$qemu "$1" >"$log" 2>&1 && ! grep -v "# SKIP" "$log" | grep -q "^not ok" && rm "$log"
	exit 0' sh
passed=$(echo "$tests" | grep -c .) failed=0
for log in "$logs"/*; do
	[ -e "$log" ] || continue
	failed=$((failed + 1)) passed=$((passed - 1))
	echo "FAILED on $arch: ${log##*.tests.}"
	grep -vE '^(ok|1\.\.|TAP)' "$log" | tail -20
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ "$passed" -gt 0 ]
