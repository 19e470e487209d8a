#!/bin/bash
# `photos forget` killed before its old files are gone: the next command
# destroys them and says so; `doctor --erased` proves it.
command -v strace >/dev/null || { echo "strace is missing"; exit 77; }
cd "$SCRATCH" || exit 1
export XDG_STATE_HOME=$SCRATCH/state
ledger=(--home "$SCRATCH/home" --key-file key)
lenscap init "${ledger[@]}" >init.txt || exit 1
lenscap photos add "${ledger[@]}" /usr/share/backgrounds/mate/nature/Storm.jpg >add.txt || exit 1
# Where a tracer is not allowed, nothing is killed and nothing is proved.
strace -o trace -e trace=unlinkat true 2>/dev/null || { echo "strace may not trace here"; exit 77; }
# In a shell of its own, which says to nobody that it was killed.
bash -c 'strace -f -o trace -e trace=unlinkat -e inject=unlinkat:signal=SIGKILL:when=1 "$@"; :' \
	- lenscap photos forget --yes "${ledger[@]}" 1 2>/dev/null
ls home
lenscap status "${ledger[@]}" 2>&1 | grep -c 'Lenscap had been stopped while it erased'
ls home
lenscap doctor --erased "${ledger[@]}" | tail -1
lenscap verify "${ledger[@]}" | tail -1
