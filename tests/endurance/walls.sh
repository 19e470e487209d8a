#!/bin/bash
# walls.sh: every test of the walls at every version of Landlock that this kernel
# has, and without any, by a development build, which LENSCAP_LANDLOCK tells how
# old its kernel is.  Without Landlock nothing is read: a worker refuses.
set -u
build=build/asan
mapfile -t programs < <(make -s MODE=asan print-units | grep "^$build/tests/wall/")
make -s MODE=asan all "${programs[@]}" || exit 1
newest=$(LENSCAP_LANDLOCK=99 "$build/lenscap" doctor --json |
	sed -n 's/.*"name":"Landlock".*"version \([0-9]*\) of.*/\1/p')
photo=/usr/share/backgrounds/mate/nature/Wood.jpg
[ -e $photo ] || { echo "mate-backgrounds is missing"; exit 77; }
failed=0 held=0
for version in $(seq 1 "${newest:-7}"); do
	row=
	for test in "${programs[@]}"; do
		[[ $test == */test_* ]] || continue
		if LENSCAP_LANDLOCK=$version "$test" >/dev/null 2>&1; then
			row+=" ${test##*/test_}" held=$((held + 1))
		else
			row+=" ${test##*/test_}:RED" failed=$((failed + 1))
		fi
	done
	echo "Landlock $version:$row"
done
said=$(LENSCAP_LANDLOCK=0 "$build/lenscap" fingerprint --json $photo)
if [[ $said == *'"status":"ok"'* || $said != *'"code":"no_'* ]]; then
	echo "without Landlock: $said"
	failed=$((failed + 1))
fi
echo "$held tests hold at ${newest:-7} versions, without Landlock nothing is read, $failed red"
[ $failed -eq 0 ]
