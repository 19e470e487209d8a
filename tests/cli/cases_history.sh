#!/bin/bash
# Living with cases: many at once, what was noted wrongly, what was sent
# earlier, a folder of mails, a table.  Days are told by --json, as numbers of
# days from today.
cd "$SCRATCH" || exit 1
options=(--home home --key-file key)
today=$(date +%F)
day() { date -d "$today $1 days" +%F; }
plain() { sed -E "s/LC-[A-Z2-7]{4}-[A-Z2-7]{4}/REFERENCE/g; s/[0-9]{4}-[0-9]{2}-[0-9]{2}/DAY/g"; }
say() {
	local code=0
	lenscap "$@" "${options[@]}" >said 2>&1 || code=$?
	plain <said
	echo "exit $code"
}
stands() { lenscap cases show "$1" --json "${options[@]}" | jq -r '[.stage, .reply, .step.action, .step.letter] | join(" ")'; }
lenscap init "${options[@]}" | tail -1
lenscap me set "${options[@]}" country de region de-be email zoe@example.org name 'Zoe Muster' language en >/dev/null

echo "== many at once: all or none"
lenscap letter draft --to clearview-ai,schufa,acxiom --ask access,erasure --tell email,name "${options[@]}" >/dev/null 2>&1
lenscap cases sent 1 9 "${options[@]}" 2>&1 | plain
stands 1
lenscap cases sent 1 2 3 --json "${options[@]}" | jq -r '.clock | [.how, .received_how, .draft] | join(" ")'

echo "== adopted"
lenscap cases adopt crifbuergel --on "$(day -70)" --ask access --how post --tracking RR7 "${options[@]}" --json |
	jq -r --arg sent "$(day -70)" '[.stage, .step.letter, .clock.sent == $sent, .clock.received > $sent, .clock.received_how, .clock.tracking, .history[0].kind] | join(" ")'
lenscap cases received 4 --on "$(day -69)" --proven --json "${options[@]}" | jq -r --arg day "$(day -69)" '[.clock.received == $day, .clock.received_how] | join(" ")'
# What was proven is that day; another one is proven only if that is said.
lenscap cases correct 4 --on "$(day -68)" --json "${options[@]}" | jq -r --arg day "$(day -68)" '[.clock.received == $day, .clock.received_how, (.history[-1].words | sub("[0-9-]{10}"; "DAY"))] | join(" ")'
lenscap cases correct 4 --proven --json "${options[@]}" | jq -r --arg day "$(day -68)" '[.clock.received == $day, .clock.received_how, .history[-1].words] | join(" ")'
echo 'My letter of old' >old.txt
lenscap cases adopt pimeyes --on "$(day -5)" --ask erasure --reference 'Zoe 7' --letter old.txt "${options[@]}" --json |
	jq -r '[.stage, .reference, .documents[0].name, .clock.how, .history[0].words] | join(" | ")'
say cases adopt schufa --on "$(day -3)"
say cases adopt schufa --on "$(day 1)" --ask access
say cases adopt schufa --on "$today" --how pigeon --ask access
printf '\xff\xd8\xff\xe0 a photo' >photo.jpg
say cases adopt schufa --on "$today" --ask access --letter photo.jpg
say cases adopt schufa --on "$today" --ask access --law uk
say cases adopt nobody --on "$today" --ask access

echo "== mails"
mkdir inbox
i=0
for reference in $(lenscap cases list --json "${options[@]}" | jq -r '.reference' | head -3 | tr ' ' _); do
	i=$((i + 1))
	printf 'From: dpo@example.com\r\nTo: zoe@example.org\r\nSubject: %s\r\nMessage-ID: <%s@example.com>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n' "$reference" $i >inbox/$i.eml
done
printf 'Please upload a photo of your face to our form.\r\n' >>inbox/1.eml
printf 'Wir haben zu Ihrer Person keine Daten gespeichert und werden die Anfrage nicht weiter bearbeiten.\r\n' >>inbox/2.eml
printf 'Hemos eliminado los datos que usted nos ha indicado y sus registros.\r\n' >>inbox/3.eml
printf 'Subject: nothing of yours\r\n\r\nHello.\r\n' >inbox/4.EML
say cases reply --mail inbox
say cases reply --mail inbox/1.eml
say cases reply 2 --mail inbox/1.eml
say cases reply 2 --mail inbox
for n in 1 2 3; do stands $n; done

echo "== corrected, taken back, reopened"
lenscap cases correct 1 --kind id_demanded --json "${options[@]}" | jq -r '[.reply, .step.letter, .history[-1].words] | join("; ")' | plain
lenscap cases show 1 "${options[@]}" | grep -c 'wants\|want '
say cases correct 1
say cases correct 1 --entry 2 --on "$(day -1)"
say cases correct 1 --entry 2 --kind answer
# Neither a reply before its letter, nor a letter after what came of it.
lenscap cases received 5 --on "$(day -4)" "${options[@]}" >/dev/null
lenscap cases reply 5 --kind partial --on "$(day -2)" "${options[@]}" >/dev/null
say cases correct 5 --entry 1 --on "$(day -3)"
lenscap cases withdraw 5 --entry 2 "${options[@]}" >/dev/null
say cases correct 5 --entry 1 --on "$(day -1)"
say cases correct 5 --entry 3 --on "$(day -6)"
lenscap cases correct 5 --entry 1 --on "$(day -2)" --json "${options[@]}" | jq -r --arg day "$(day -2)" '[.clock.sent == $day, .stage, .reply] | join(" ")'
lenscap cases withdraw 5 --entry 3 "${options[@]}" >/dev/null
say cases withdraw 1 --entry 1
lenscap cases withdraw 1 --entry 3 --note 'of somebody else' --json "${options[@]}" | jq -r '[.reply, .step.action, .history[-1].words] | join("; ")'
lenscap cases close 2 --outcome 'nothing there' "${options[@]}" >/dev/null
say cases sent 2
lenscap cases reopen 2 --json "${options[@]}" | jq -r .stage
say cases reopen 2

echo "== what they ask for"
lenscap cases reply 1 --kind fee_demanded --json "${options[@]}" | jq -r '[.deadline != null, .step.action] | join(" ")'
lenscap cases stand 1 --stand accepted --json "${options[@]}" | jq -r '[.deadline != null, .stage] | join(" ")'
lenscap cases stand 1 --stand disputed --json "${options[@]}" | jq -r '[.deadline != null, .stage] | join(" ")'
say cases stand 4 --stand accepted

echo "== letters that wait decide nothing"
lenscap letter draft --case 4 --kind no_answer "${options[@]}" >/dev/null
stands 4
lenscap letter discard 4 --json "${options[@]}"
stands 4
say letter discard 4
say letter discard 1
say letter draft --case 3 --kind no_answer

echo "== a table"
lenscap cases list --csv cases.csv "${options[@]}"
python3 -c '
import csv
rows = list(csv.DictReader(open("cases.csv", newline="")))
print(len(rows), sorted({row["stage"] for row in rows}), rows[3]["tracking"], rows[3]["received_how"])'
say cases list --csv cases.csv
lenscap cases list --due --csv due.csv "${options[@]}"
echo "due: $(($(wc -l <due.csv) - 1)) of $(($(wc -l <cases.csv) - 1)), as $(lenscap cases due --json "${options[@]}" | wc -l)"

echo "== the bundle, twice"
lenscap evidence 2 --out one "${options[@]}" | plain
sleep 1.1
lenscap evidence 2 --out two "${options[@]}" >/dev/null
diff -r one two && echo the same

echo "== a bundle that somebody changed"
cp -r two changed
echo outside >outside
(
	cd changed || exit
	echo one >a
	echo two >extra
	hex=$(sha256sum a | cut -c-64)
	# Of a name of one letter; of none, of hidden ones, of others; no sums at all.
	printf '%s  %s\n' "$hex" a "$hex" '' "$hex" .a "$hex" none "$hex" ../outside "${hex%?}z" a "${hex%?}" a "$hex" $'a\a' >>SHA256SUMS
	printf 'short' >>SHA256SUMS
)
lenscap verify changed | grep -E 'BAD|\ba\b' | sort
lenscap verify changed >/dev/null
echo "exit $?"
printf '\0' >>changed/log.tsv
lenscap verify changed | grep log.tsv
rm changed/log.tsv
lenscap verify changed 2>&1

echo "== as one file"
lenscap letter draft --case 4 --kind no_answer "${options[@]}" >/dev/null
lenscap cases sent 4 "${options[@]}" >/dev/null
lenscap evidence 4 --out zipped --zip "${options[@]}" >/dev/null
lenscap evidence 4 --out again --zip "${options[@]}" >/dev/null
cmp zipped/*.zip again/*.zip && basename zipped/*.zip | plain
python3 - <<'END' | plain | sed 's, vom .*, vom DAY,'
import glob, hashlib, zipfile
bundle = zipfile.ZipFile(glob.glob("zipped/*.zip")[0])
assert bundle.testzip() is None
for name in bundle.namelist():
    print(name)
for line in bundle.read("SHA256SUMS").decode().splitlines():
    total, name = line.split("  ")
    assert hashlib.sha256(bundle.read(name)).hexdigest() == total, name
print(bundle.read("00-cover.txt").decode().split("\n", 3)[3])
END

echo "== a way that nobody said is known only of a letter to an e-mail address"
lenscap letter draft --to facebook --ask access "${options[@]}" >/dev/null 2>&1
case=$(lenscap cases list --json "${options[@]}" | jq -s 'map(.case) | max')
lenscap cases sent "$case" --json "${options[@]}" | jq -r '[.clock.how, .history[-1].words] | join(" | ")'

echo "== a reminder whose file is there already is not kept"
case=$(lenscap cases adopt facebook --on "$(day -70)" --ask access --json "${options[@]}" | jq .case)
lenscap letter draft --case "$case" --kind no_answer --out written "${options[@]}" >/dev/null
kept=$(lenscap letter list --json "${options[@]}" | wc -l)
lenscap letter draft --case "$case" --kind no_answer --out written "${options[@]}" 2>&1 | plain
[ "$(lenscap letter list --json "${options[@]}" | wc -l)" = "$kept" ] && echo "not kept"
lenscap letter draft --case "$case" --kind no_answer --out elsewhere "${options[@]}" >/dev/null && basename elsewhere/*.txt | plain

echo "== no letter of it is left"
case=$(lenscap cases adopt facebook --on "$(day -5)" --ask access --json "${options[@]}" | jq .case)
lenscap cases withdraw "$case" --entry 1 --json "${options[@]}" | jq -r '[.stage, .stage_words, .step.action, .due] | join("; ")'
lenscap cases due --json "${options[@]}" | jq -c --argjson case "$case" 'select(.case == $case) | .due'
say letter draft --case "$case"

echo "== forgotten"
lenscap cases forget 4 --yes "${options[@]}"
say cases forget 4 --yes
