#!/bin/bash
# A jail that lacks one call, as it would with a newer C library: the name of the
# call is told, by doctor where the worker dies at its start, and in the row of a
# picture where it dies at work.  Then: what doctor says where /proc is missing.
set -u
fail() { echo "$*"; exit 1; }
[[ $BUILD != */asan ]] || { echo "builds for sanitizers refuse and do not kill"; exit 77; }
bin=$SCRATCH/bin
mkdir "$bin" && cp "$BUILD/lenscap" "$bin/" && ln -s "$TOP/host/share" "$bin/share" || exit 1
for name in lenscap-decoder lenscap-decoder-heif lenscap-pagereader; do
	cp "$BUILD/tests/wall/worker_narrow" "$bin/$name" || exit 1
done

doctor=$("$bin/lenscap" doctor)
row=$(grep -A1 -F 'lenscap-decoder-heif ' <<<"$doctor")
[[ $row == *"killed by its own jail, for the system call 'wait4'"* ]] || fail "doctor: $row"
[[ $row == *"update Lenscap"* && $row != *"Install"* ]] || fail "the remedy: $row"
row=$(grep -A1 -F 'lenscap-pagereader ' <<<"$doctor")
[[ $row == *"killed by its own jail, for "*"system call"* && $row == *"update Lenscap"* ]] ||
	fail "within fork: $row"
# What works is not blamed.
grep -E "ok +lenscap-decoder .*none" <<<"$doctor" >/dev/null || fail "$doctor"

printf 'picture' >"$SCRATCH/a.png"
row=$("$bin/lenscap" fingerprint --json "$SCRATCH/a.png")
[[ $row == *'"code":"contained"'*"system call 'sendmsg'"* ]] || fail "row: $row"
said=$("$bin/lenscap" fingerprint "$SCRATCH/a.png" 2>&1 >"$SCRATCH/out")
[[ $said == *"system call 'sendmsg'"* ]] || fail "said: $said"

# A program that ends at once is told from one that was killed, and from none.
cp /bin/false "$bin/lenscap-unpack"
doctor=$("$bin/lenscap" doctor)
grep -E "lenscap-unpack .*ended at once, with status 1" <<<"$doctor" >/dev/null || fail "$doctor"
grep -E "lenscap-fetcher .*not found" <<<"$doctor" >/dev/null || fail "$doctor"

hidden() { unshare --user --map-root-user --mount --pid --fork sh -c "mount -t tmpfs none /proc && exec \"\$0\" doctor" "$bin/lenscap"; }
if doctor=$(hidden 2>&1) || grep -q Landlock <<<"$doctor"; then
	grep -A1 -E 'NO +/proc' <<<"$doctor" | grep -q 'mount -t proc' || fail "no /proc: $doctor"
	# What is found another way works; what is not found says why.
	grep -A1 -E 'NO +lenscap-fetcher .*not found' <<<"$doctor" | grep -q 'Mount /proc' || fail "no /proc: $doctor"
	! grep -q 'Install Lenscap again' <<<"$doctor" || fail "no /proc: $doctor"
fi
exit 0
