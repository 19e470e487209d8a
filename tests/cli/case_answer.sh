#!/bin/bash
# What controllers answer: ten made answers as companies send them. What is in
# them is found, and hostile ones cost themselves only.
[ -x "$BUILD/lenscap-pdf" ] || { echo "no poppler here"; exit 77; }
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
key=--key-file=key
/usr/bin/python3 "$TOP/tests/cli/case_answer.py" make || exit 1
lenscap init "$key" >/dev/null
lenscap photos add "$key" own.jpg >/dev/null
lenscap me set "$key" name "Jane Doe" email jane@mail.example address "Am Ring 1" country de region de-be >/dev/null
for who in pimeyes clearview-ai; do
	lenscap letter draft "$key" --to "$who" --ask access --photos all >/dev/null 2>&1 || exit 1
done
lenscap cases sent "$key" 1 >/dev/null 2>&1

mkdir told
for name in report.pdf scanned.pdf export.zip mail.eml nested.eml data.json page.html letter.txt locked.pdf torn.pdf bomb.zip sealed.zip large.zip nothing.txt \
	quoted.eml packed.eml page.eml within.eml deep.eml numbers.json deep.json BM.txt lines.txt wide.html names.zip \
	sign0.zip sign1.zip sign2.zip sign3.zip sign4.zip sign5.zip digits.json nul.json lone.json blank.json lines.json torn.json ticket.txt \
	video.zip broken.zip files.zip named.eml found.zip nameless.eml thanks.eml scan.pdf; do
	lenscap cases answer "$key" 1 "$name" --json >"told/$name.row" 2>"told/$name.err"
	echo "exit $?" >"told/$name.exit"
	echo "$name"
done >names
/usr/bin/python3 "$TOP/tests/cli/case_answer.py" tell names
echo "-- a letterhead on sixty pages costs none of the words"
lenscap cases answer "$key" 1 letterhead.pdf --json | jq -c '[.picture_count, [.places[].url], .files]'
echo "-- once more, and in another case, and before anything was sent"
lenscap cases answer "$key" 1 report.pdf --json | jq -c '[.kept, .picture_count]'
lenscap cases answer "$key" 1 report.pdf --kind refused --json | jq -c '[.kept, .kind]'
lenscap cases answer "$key" 2 report.pdf
(cat letter.txt; echo more) >other.txt
lenscap cases answer "$key" 2 other.txt
lenscap cases answer "$key" 9 data.json
lenscap cases answer "$key" 1 own.missing
echo "-- a mail whose text goes on behind a picture"
lenscap cases reply "$key" 1 --mail apple.eml --json | jq -c '.imported | [.kind, .subject]'
echo "-- the exhibits are as they came"
lenscap cases show "$key" 1 --json | jq -r '.documents[] | "\(.name) \(.type) \(.sha256)"' >kept
cut -d' ' -f1,2 kept
cut -d' ' -f3 kept | sort >kept.sums
sha256sum report.pdf scanned.pdf export.zip mail.eml nested.eml data.json page.html letter.txt locked.pdf bomb.zip sealed.zip | cut -d' ' -f1 | sort | comm -23 - kept.sums
lenscap cases show "$key" 1 --json | jq -r '.history[] | select(.kind == "reply") | .detail.note' | head -3
echo "-- data beside a file that was not read are an answer, to the person and to the authority"
(cat found.zip; echo) >again.zip
lenscap cases adopt "$key" schufa --on 2026-10-05 --ask access >/dev/null
lenscap cases answer "$key" 3 again.zip --on 2026-10-20
lenscap letter draft "$key" --case 3 --kind complaint --lang en --preview | tr '\n' ' ' >told.txt
grep -oE 'no answer in substance|No answer was given|receipt confirmed|Reply received: [a-z ]*' told.txt
lenscap evidence "$key" 3 --out bundle >/dev/null && (cd bundle && ls ./*-reply-* && cmp ./*-reply-*.zip ../again.zip)
echo "-- in words"
echo "We need more time. We will answer by 15 December 2026." >more.txt
lenscap cases answer "$key" 3 more.txt --on 2026-10-21 | head -3
lenscap cases answer "$key" 1 export.zip
