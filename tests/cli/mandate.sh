#!/bin/bash
# A mandate under Art. 80 GDPR: what it says is what the person gave, in six languages;
# where another law holds, or nobody gives it, there is none.
cd "$SCRATCH" || exit 1
options=(--home "$SCRATCH/ledger" --key-file "$SCRATCH/key")
lenscap init "${options[@]}" >/dev/null
to='Rechte im Netz e.V.\nBeispielstr. 1\n10115 Berlin'
mandate() {
	lenscap letter mandate "${options[@]}" "$@" 2>&1
	echo "exit $?"
}
mandate --to "$to" --out one.txt
lenscap me set "${options[@]}" name 'Zoë Ångström' email zoe@example.org address $'Ringweg 5\n10115 Berlin' >/dev/null
mandate --to "$to" --out one.txt
lenscap me set "${options[@]}" country gb >/dev/null
mandate --to "$to" --out one.txt
lenscap me set "${options[@]}" country de region berlin >/dev/null
mandate --to '\nBerlin' --out one.txt
mandate --to '   \nBerlin' --out one.txt
mandate --to $' \t \nBerlin' --out one.txt
mandate --to "$to" --out one.doc
mandate --to "$to" --case 1 --out one.txt
ls
# For all, in the person's own language, or English where none is set.
mandate --to "$to" --out all.txt
sed -E 's/^(The |My |Mein )?.*LC-[A-Z0-9-]+/REFERENCE/; s/^[0-9]+ [A-Z][a-z]+ 20[0-9]{2}$/DAY/' all.txt
lenscap me set "${options[@]}" language de >/dev/null
lenscap cases adopt "${options[@]}" pimeyes --on 2026-10-05 --ask access --reference 'AZ 7' >/dev/null
lenscap cases adopt "${options[@]}" clearview-ai --on 2026-10-05 --ask access --law uk --reference 'AZ 8' 2>&1 | grep -o '"uk" cannot hold here'
lenscap me set "${options[@]}" country gb >/dev/null
lenscap cases adopt "${options[@]}" clearview-ai --on 2026-10-05 --ask access --law uk --reference 'AZ 8' >/dev/null
lenscap me set "${options[@]}" country de region berlin >/dev/null
mandate --to "$to" --case 1 --out cases.txt
sed -n '/^Diese Vollmacht gilt/,/^In diesen/p' cases.txt
mandate --to "$to" --case 1,2 --out both.txt
# A file from Windows, and space at the ends of its lines.
mandate --to $'Rechte im Netz e.V. \r\n  Beispielstr. 1\r\n\t10115 Berlin\r\n' --lang en --out lines.txt
grep -nE '^ *(Rechte|Beispielstr|\s*10115)' lines.txt | cat -A
grep -c 'Mandate to Rechte im Netz e.V. under' lines.txt
grep -c 'LC-' lines.txt
# The data of somebody else are theirs to give.
lenscap letter draft "${options[@]}" --to schufa --ask access --role child --for 'Kim' >/dev/null 2>&1
mandate --to "$to" --case 3 --out kim.txt
for lang in en de fr it nl es; do
	mandate --to "$to" --case 1 --lang $lang --out $lang.txt | tail -1
	grep -cE 'AZ 7|Rechte im Netz|Zoë Ångström' $lang.txt
	! grep -n '{{' $lang.txt
done
# Who is given it, and not whose it is.
grep -o 'Machtiging voor Rechte im Netz' nl.txt
mandate --to "$to" --out all.txt
mandate --to "$to" --out paper.pdf
head -c 5 paper.pdf && echo
if command -v pdftotext >/dev/null; then
	pdftotext -layout paper.pdf - | grep -cE 'Vollmacht für Rechte im Netz|Zoë Ångström|Art. 80 Abs. 1 DSGVO'
else
	echo 6
fi
# No case of it, no letter: nothing is kept.
lenscap cases list "${options[@]}" --json | grep -c '"case"'
lenscap letter list "${options[@]}" --json | grep -c mandate || true
