#!/bin/bash
# The manual page: groff has nothing to say against it, and it has every command
# with every option that a shell is offered.
command -v groff >/dev/null || { echo "no groff" && exit 77; }
cd "$SCRATCH" || exit 1
lenscap --generate man >lenscap.1 || exit
groff -man -ww -b -Tutf8 lenscap.1 2>&1 >page | head
plain() { sed 's/.\x08//g; s/\x1b\[[0-9;]*m//g'; }
plain <page | tr -s ' \n' '  ' >words
missing=0 commands=0 options=0
lacks() { grep -qF -- "$1" words || { echo "the manual page lacks: $1" && missing=1; }; }
names() { lenscap --complete "$@" '' | cut -f1; }
for first in $(names); do
	for second in $(names "$first" | grep -E '^[a-z]+$' || echo); do
		lenscap "$first" ${second:+"$second"} --help >/dev/null 2>&1 || continue
		commands=$((commands + 1))
		lacks "lenscap $first${second:+ $second}"
		for option in $(lenscap --complete "$first" ${second:+"$second"} -- | cut -f1); do
			options=$((options + 1))
			lacks "$option"
		done
	done
done
[ $commands -ge 8 ] && [ $options -ge 40 ] || echo "only $commands commands, $options options"
head -1 lenscap.1
# In each language, with as many commands and options; what is said of them is the catalogue's.
for language in de fr it nl es; do
	LC_ALL=C.UTF-8 LANGUAGE=$language lenscap --generate man >$language.1 || exit
	groff -man -ww -b -Tutf8 $language.1 2>&1 >/dev/null | head -3
	[ "$(grep -c '^\.\(SS\|TP\)' $language.1)" = "$(grep -c '^\.\(SS\|TP\)' lenscap.1)" ] || echo "$language: other commands"
	LC_ALL=C grep -n '[^ -~]' $language.1 | head -3
	grep -A1 -m1 '^\.SS lenscap lock$' $language.1 | tail -1
done
lenscap --generate nonsense
echo "exit $?"
# Without its words there is no page, and nobody takes nothing for one.
cp "$(command -v lenscap)" alone
./alone --generate man
echo "exit $?"
exit $missing
