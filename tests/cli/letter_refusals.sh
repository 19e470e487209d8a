#!/bin/bash
# What cannot be is one sentence, and leaves nothing behind: no letter, no
# folder, no half of a file.
cd "$SCRATCH" || exit 1
options=(--home home --key-file key)
plain() { sed -E "s/LC-[A-Z2-7]{4}-[A-Z2-7]{4}/REFERENCE/g; s/$(date +%F)/TODAY/g"; }
say() {
	local code=0
	lenscap "$@" "${options[@]}" >said 2>&1 || code=$?
	plain <said
	echo "exit $code"
}
lenscap init "${options[@]}" >/dev/null
for setting in "country de" "region de-be" "email zoe@example.org"; do
	lenscap me set "${options[@]}" "${setting% *}" "${setting#* }" || exit 1
done

echo "== to whom"
say letter draft --to nobody --ask access --out letters
say letter draft --to "CRIF GmbH" --ask access --out letters
say letter draft --to schuffa --ask access --out letters
say letter draft --to $'a\e[2Jb' --ask access
say letter draft --to , --ask access
say letter draft --to pimeyes,pimeyes --ask access
say letter draft --to pimeyes --to PIMEYES --ask access
say cases adopt crif --ask access --on 2026-03-02
say letter draft --case 0 --kind no_answer
say letter draft --to pimeyes --ask access --photos 7 --out letters
say letter draft --to pimeyes --ask access --photos all --out letters
say letter draft --to pimeyes --ask access --format ,
say letter draft --to pimeyes --ask access --out key
say letter export 9 --out letters
say evidence 9 --out evidence
ls -d letters evidence 2>/dev/null

echo "== all of a kind"
lenscap letter draft "${options[@]}" --to clearview-ai --ask access >/dev/null
say letter draft --to face_search,clearview-ai --ask access --out letters
lenscap letter draft "${options[@]}" --to face_search,pimeyes --ask access,erasure --out letters --json 2>left >rows
plain <left | sed -E 's/^(By e-mail: )[0-9]+(.*post: )[0-9]+(.*known: )[0-9]+ \([^)]*\).*;/\1N\2N\3N (...);/; s/\(\.\.\.\).*/(...)/'
nobody=$(sed -nE 's/.*No contact known: ([0-9]+).*/\1/p' left)
known=$(lenscap controllers list "${options[@]}" --kind face_search --json | wc -l)
files=(letters/*)
[ "$(grep -c '"reference"' rows)" = $((known - 1 - nobody)) ] && [ ${#files[@]} = $((known - 1 - nobody)) ] && echo "one each"
say letter draft --to face_search --ask access 2>&1 | tail -2

echo "== files"
say letter export 1 --format twin
say letter export 2 --out letters | sed -E 's/-[a-z0-9-]+-en\.txt/-NAME/'
bash -c 'ulimit -f 1; lenscap letter export 2 --out new "$@"' - "${options[@]}" 2>&1 | grep ^lenscap
lenscap cases sent 1 "${options[@]}" >/dev/null
bash -c 'ulimit -f 1; lenscap evidence 1 --out new "$@"' - "${options[@]}" 2>&1 | grep ^lenscap
ls -d new 2>/dev/null
# Killed at any moment, what there is of a file is all of it.
lenscap letter export "${options[@]}" 1 --format txt,pdf,eml --out whole >/dev/null
for moment in 0.02 0.08 0.2 0.3 0.4; do
	lenscap letter export "${options[@]}" 1 --format txt,pdf,eml --out killed >/dev/null &
	sleep $moment
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
	for file in killed/*; do
		[ ! -e "$file" ] || [ "$(stat -c %s "$file")" -ge $(($(stat -c %s "whole/${file##*/}") - 200)) ] || echo "half: $file"
	done
	rm -rf killed
done

echo "== replies"
lenscap cases sent "${options[@]}" 2 >/dev/null
one=$(lenscap cases list "${options[@]}" --json | sed -nE '1s/.*"reference":"([^"]*)".*/\1/p')
two=$(lenscap cases list "${options[@]}" --json | sed -nE '2s/.*"reference":"([^"]*)".*/\1/p')
mail() { printf 'From: dpo@example.com\nDate: %s\nSubject: %s\n\n%s\n' "$1" "$2" "$3" >mail.eml; }
now=$(date -R)
mail "$now" "Your request" "hello"
say cases reply --mail mail.eml
mail "$now" "Re: $one and $two" "hello"
say cases reply --mail mail.eml
mail "Fri, 1 Jan 2010 10:00:00 +0000" "Re: $one" "hello"
say cases reply --mail mail.eml
mail "$now" "=?utf-8?q?=1B[2J=E2=80=AE?= ${two,,}" "Please upload a photo. My reference: $one"
say cases reply --mail mail.eml | sed -n 2p
lenscap cases show "${options[@]}" 2 | grep -c $'\e'
say cases reply --mail key | head -2
say cases close 1 --outcome "$(head -c 1001 /dev/zero | tr '\0' x)"

echo "== a calendar"
echo old >due.ics
bash -c 'ulimit -f 0; lenscap cases list --ics due.ics "$@"' - "${options[@]}" 2>&1 | cat
cat due.ics
say cases list --ics none/due.ics
lenscap cases list "${options[@]}" --ics due.ics && head -1 due.ics | tr -d '\r'
lenscap cases list "${options[@]}" --ics /dev/stdout | head -1 | tr -d '\r'
# An older one that is linked to is replaced where it lies, and not written over from its beginning.
head -c 20000 /dev/zero | tr '\0' X >elsewhere.ics
ln -s elsewhere.ics linked.ics
lenscap cases list "${options[@]}" --ics linked.ics
[ -L linked.ics ] && tail -1 elsewhere.ics | tr -d '\r'
say cases list --csv -
say backup -
find . -name '*ics*' | sort

echo "== evidence"
say evidence 1 --out letters
lenscap evidence "${options[@]}" 1 --out evidence >/dev/null
lenscap verify evidence | grep -vc ^ok
rm evidence/01*.pdf
touch evidence/more
lenscap verify evidence | grep ^BAD | sort | plain

echo "== a language that is not whole stops itself"
mkdir less
cp "$BUILD/lenscap" less/
cp -rL "$BUILD/share" less/
rm less/share/letters/fr/_close.mustache
for lang in fr de; do
	less/lenscap letter draft --to pimeyes --ask access --again --lang $lang --preview "${options[@]}" 2>&1 | head -1 | plain
done
exit 0
