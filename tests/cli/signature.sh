#!/bin/bash
# A signature and a letterhead: set, shown, refused, taken away; in PDFs of letters that tell the name, and nowhere else.
cd "$SCRATCH" || exit 1
/usr/bin/python3 "$TOP/tests/cli/signature.py"
options=(--home "$SCRATCH/home" --key-file "$SCRATCH/key")
lenscap init "${options[@]}" >/dev/null
lenscap me set "${options[@]}" name 'Zoë Ångström' email zoe@example.org address 'Ringweg 5; 10115 Berlin' country de \
	region de-be >/dev/null
echo "-- what is none"
for bad in note.png ink.gif cut.png endless.png white.png black.png large.png line.png bomb.png nothing.png .; do
	lenscap me sign "${options[@]}" "$bad" 2>&1
	echo "exit $?"
done
lenscap me set "${options[@]}" letterhead 'one; two; three; four' 2>&1
echo "exit $?"
lenscap me show "${options[@]}" --json | jq -c '[.signature, .letterhead]'
letter() {
	lenscap letter draft "${options[@]}" --ask access --json "$@" | jq -c '[.discloses[].what] - ["country", "email"]'
}
echo "-- a letter before there is one, one with it, one that tells no name"
letter --to pimeyes --tell name,email
lenscap me set "${options[@]}" letterhead 'Photo Club Berlin e. V.; Section 3'
lenscap me sign "${options[@]}" photo.jpg
lenscap me show "${options[@]}" | tail -2
lenscap me show "${options[@]}" --json | jq -c '[(.signature | test("^[0-9a-f]{16}$")), .letterhead]'
letter --to clearview-ai --tell name,email
letter --to spokeo --tell email
pictures() {
	pdfimages -list "$1" | awk '$3 == "image"' | wc -l
}
# Of each letter: pictures in its PDF, and the letterhead there.
papers() {
	for letter in "$@"; do
		rm -rf out
		lenscap letter export "${options[@]}" "$letter" --format pdf --out out >/dev/null || continue
		pdf=$(echo out/*.pdf)
		echo "letter $letter: $(pictures "$pdf") $(pdftotext "$pdf" - | grep -cE '^(Photo Club Berlin e. V.|Section 3)$')"
	done
}
papers 1 2 3
echo "-- nowhere else"
for format in txt fields mailto; do
	lenscap letter export "${options[@]}" 2 --format $format --out elsewhere >/dev/null
done
cat elsewhere/* | grep -ciE 'photo.club|section'
lenscap letter mandate "${options[@]}" --to 'Rechte im Netz e.V.\nBeispielstr. 1\n10115 Berlin' --out mandate.pdf >/dev/null
echo "$(pictures mandate.pdf) $(pdftotext mandate.pdf - | grep -c 'Photo Club')"
echo "-- with a backup, to the byte"
lenscap letter export "${options[@]}" 2 --format pdf --out before >/dev/null
lenscap backup "${options[@]}" saved >/dev/null
lenscap restore saved --home elsewhere-home --key-file key >/dev/null
lenscap letter export --home elsewhere-home --key-file key 2 --format pdf --out after >/dev/null
cmp before/*.pdf after/*.pdf && echo "the same"
echo "-- on each kind of paper"
for place in 'fr ' gb:gb-eng ch:ch-zh us:us-ca; do
	lenscap me set "${options[@]}" country "${place%%[: ]*}" >/dev/null
	[ "${place#*[: ]}" = "" ] || lenscap me set "${options[@]}" region "${place#*[: ]}" >/dev/null
	letter --to facecheck-id --again --tell name,email,address >/dev/null
done
papers 4 5 6 7
echo "-- another is another, and none is none"
lenscap me sign "${options[@]}" ink.png
papers 2 4
lenscap me unsign "${options[@]}"
lenscap me unset "${options[@]}" letterhead
lenscap me show "${options[@]}" | tail -2
papers 2 4
lenscap wipe "${options[@]}" --yes >/dev/null
lenscap me show "${options[@]}" 2>&1
echo "exit $?"
