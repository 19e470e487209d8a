#!/bin/bash
# All warnings that hold are told, not the first; a link that is too long for
# its text is made without it, and no file takes the others with it.
cd "$SCRATCH" || exit 1
photos=/usr/share/backgrounds/mate/nature
options=(--home home --key-file key)
plain() { sed -E "s/LC-[A-Z2-7]{4}-[A-Z2-7]{4}/REFERENCE/g; s/$(date +%F)/TODAY/g"; }
lenscap init "${options[@]}" >/dev/null
lenscap me set "${options[@]}" country de region de-be email zoe@example.org language de >/dev/null
lenscap photos add $photos/Storm.jpg "${options[@]}" >/dev/null || exit 1

for to in pimeyes findclone microsoft schufa; do
	for photos in "" "--photos 1"; do
		echo "== $to $photos"
		# shellcheck disable=SC2086
		lenscap letter draft --to $to --ask access $photos --preview --json "${options[@]}" |
			jq -r '.warnings[] | "\(.warns): \(.words)"'
	done
done

echo "== files"
lenscap letter draft --to schufa,acxiom --ask access --format txt,mailto,pdf --out letters "${options[@]}" >said 2>told
echo "exit $?"
plain <told
# Their names begin with references, which come by chance: sorted without.
for file in letters/*; do basename "$file" | plain; done | sort
for link in letters/*.url.txt; do echo "$(cut -d? -f1 "$link") $(grep -c 'body=' "$link")"; done | sort

echo "== one file that cannot be made"
lenscap letter draft --to crifbuergel --ask access "${options[@]}" >/dev/null
lenscap letter export 3 --format txt,pdf --out some "${options[@]}" >/dev/null
lenscap letter export 3 --format txt,pdf,fields --out some "${options[@]}" 2>&1 | plain
echo "exit ${PIPESTATUS[0]}"
for file in some/*; do basename "$file" | plain; done
