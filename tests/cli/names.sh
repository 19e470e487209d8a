#!/bin/bash
# File names cannot speak to the terminal, and bytes that are no text survive.
cd "$SCRATCH" || exit 1
photo=/usr/share/backgrounds/mate/nature/FreshFlower.jpg
ln -s $photo $'red\033[31m.jpg'
ln -s $photo $'latin\xe4.jpg'
ln -s $photo -- --json
lenscap fingerprint $'red\033[31m.jpg' $'latin\xe4.jpg' -- --json
lenscap fingerprint --json $'latin\xe4.jpg' | cut -c1-40

# Whatever a program reads is ASCII, and has each name as it is in hex.
head -c 32 /dev/urandom | base64 >key
mkdir -p $'set\xff/companies'
echo '{' >$'set\xff/companies/q\xff\xc2\x9b.json'
printf '<img src="latin%%e4.jpg"><img src="https://x.example/\xff\xc2\x9b.jpg">' >$'p\xff.html'
cp $photo $'c1\xc2\x9b31m\xe2\x80\xae.jpg'
cp $photo $'two\xff.jpg'
run() {
	"$@" --json </dev/null >out 2>errors || true
	! LC_ALL=C grep -q '[^ -~]' out || echo "not ASCII"
	! LC_ALL=C grep -qP '[\x80-\xff]' errors || { iconv -f UTF-8 errors >/dev/null || echo "no text"; }
	! LC_ALL=C grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]' errors || echo "acts on a terminal"
	grep -oE '"[a-z]+_hex":(\[[^]]*\]|"[0-9a-f]*")' out |
		sort | uniq -c | sed "s/^ */  /"
}
# shellcheck disable=SC2034 # by eval, below
K=(--home $'home\xff' --key-file key)
for words in "init" "photos add $'two\xff.jpg'" "photos list" "photos show 1" "find $'p\xff.html' $'latin\xe4.jpg'" \
	"backup $'b\xff.bak'" "controllers import $'set\xff'" "status" "verify"; do
	echo "== $words" | tr -d "'$"
	eval "run lenscap $words \"\${K[@]}\""
done
echo "== compare, fingerprint"
run lenscap compare $'two\xff.jpg' $'c1\xc2\x9b31m\xe2\x80\xae.jpg'
run lenscap fingerprint $'c1\xc2\x9b31m\xe2\x80\xae.jpg' $'missing\xff.jpg'
exit 0
