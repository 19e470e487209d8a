#!/bin/bash
# How options are taken and refused, and with which exit code each way of
# failing ends: 1 something failed, 2 used wrongly, 3 locked or damaged.
cd "$SCRATCH" || exit 1
export XDG_STATE_HOME=$SCRATCH/state
photo=/usr/share/backgrounds/mate/nature/Storm.jpg
echo 0123456789abcdef0123456789abcdef >key
try() { # the words are other tests' matter
	lenscap "$@" >out 2>errors
	echo "$* -> $?, $(cat errors out | wc -l | sed 's/^0$/no word/; s/^[0-9]*$/in words/')"
}
try
try nothing
try --version=1
try fingerprint
try fingerprint --json=1 $photo
try fingerprint --json= $photo
try doctor --json=1
try doctor --jso
try doctor -x
try doctor extra
try keyring=1
try fingerprint --jsom $photo
try fingerprint --jso $photo
try fingerprint -x $photo
try fingerprint --json
try fingerprint -- --json
try fingerprint -h
try fingerprint --help --nothing
try deadline --country
try deadline --country= --received 2026-03-05
try deadline --country=de --received=2026-03-05
try deadline --country de --received 2026-03-05 extra
try status --home none
try status --home none --json=1
try status --home none --jso
try status --home
for options in --home "--home none" "--home none --key-file" --json "--json --help"; do
	# shellcheck disable=SC2086 # words
	lenscap $options 2>&1 | head -1
done
try init --home ledger --key-file key
try init --home ledger --key-file key
try status --home ledger
try photos list --home ledger
echo another-key-of-thirty-two-bytes-ok >other
try photos list --home ledger --key-file other
try photos list --home ledger --key-file key
try photos list --home ledger --key-file nokey
try photos list --home ledger --passphrase-file nofile
try keys list --home ledger --key-file nokey
try photos show --home ledger --key-file key 7
# An option behind one that wants a value is not its value.
try cases list --csv --due --home ledger --key-file key
try cases list --csv=--due --home ledger --key-file key
try cases list --csv one.csv --ics two.ics --home ledger --key-file key
try report --out= --home ledger --key-file key
[ -e --due ] || echo "it is a name where it is written behind a ="
# Damage in what every command reads ends with 3, not as any failure does.
for file in ledger/*; do
	cp "$file" saved
	size=$(stat -c %s "$file")
	[ "$size" -gt 64 ] || continue
	python3 -c '
import sys
with open(sys.argv[1], "r+b") as file:
    file.seek(int(sys.argv[2]))
    file.write(b"\377" * 4)' "$file" $((size / 2))
	lenscap verify --home ledger --key-file key >out 2>errors
	verify=$?
	lenscap photos list --home ledger --key-file key >out 2>errors
	list=$?
	echo "a damaged $(basename "$file" | tr -d '0-9'): verify $verify, list $list"
	cp saved "$file"
done | sort -u
exit 0
