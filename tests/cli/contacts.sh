#!/bin/bash
# Contacts of controllers that the person found, and those that are dead.
cd "$SCRATCH" || exit 1
cat >key.json <<'END'
{"slug":"wagtail","relevant-countries":["all"],"name":"Wagtail Ltd","address":"1 Street\nDublin\nIreland","email":"old@wagtail.example","sources":["https://wagtail.example/"],"quality":"verified"}
END
opts=(--home home --key-file key)
o() {
	lenscap "$@" "${opts[@]}"
}
o init >/dev/null
o me set country de region de-be email zoe@example.org name Zoe >/dev/null
o controllers add key.json

echo "== added, and written to"
o controllers contact add wagtail 'mailto:dpo@wagtail.example?subject=x' --source https://wagtail.example/privacy
o controllers show wagtail | grep -A3 '^Contact' | sed 's/read [-0-9]*/read DAY/'
o letter draft --to wagtail --ask access --format fields --out first >/dev/null
grep -ho '"to": *"[^"]*"' first/*.json

echo "== what came back is not used again"
o controllers contact bounced wagtail dpo@wagtail.example
o controllers contact bounced wagtail old@wagtail.example
o controllers contact add wagtail https://wagtail.example/form --source https://wagtail.example/privacy
o controllers show wagtail | grep -A12 '^Contact' | grep -v read
o letter draft --to wagtail --ask access --again --format fields --out second >/dev/null
grep -ho '"to": *"[^"]*"' second/*.json

echo "== forgotten"
o controllers contact forget wagtail dpo@wagtail.example
o controllers contact forget wagtail old@wagtail.example
o letter draft --to wagtail --ask access --again --format fields --out third >/dev/null
grep -ho '"to": *"[^"]*"' third/*.json

echo "== refused"
refused() {
	o controllers contact "$@"
	echo "exit $?"
}
refused forget wagtail nobody@wagtail.example
refused bounced wagtail nobody@wagtail.example
refused add nowhere dpo@nowhere.example --source https://nowhere.example/
refused add wagtail other@wagtail.example
refused add wagtail 'not @ all' --source https://wagtail.example/
refused add wagtail '2 Street, Dublin' --source https://wagtail.example/
refused add wagtail other@wagtail.example --source nowhere-in-particular
refused remove wagtail other@wagtail.example

echo "== a mail that came back marks its address by itself"
report() { # address action encoding
	printf 'From: Mail Delivery System <MAILER-DAEMON@mx.example>\r\nTo: zoe@example.org\r\nSubject: Returned\r\nDate: %s\r\nMessage-ID: <%s@mx.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n' "$(date -R)" "$RANDOM$RANDOM"
	printf -- '--b\r\nContent-Type: text/plain\r\n\r\nHost said no.\r\n'
	printf -- '--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; %s\r\nAction: %s\r\nStatus: 5.1.1\r\n\r\n' "$1" "$2"
	case $3 in
	whole) printf -- '--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: zoe@example.org\r\nTo: %s\r\nSubject: Request [%s]\r\n\r\nDear\r\n' "$1" "$reference" ;;
	*) printf -- '--b\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: zoe@example.org\r\nTo: %s\r\nSubject: Request [%s]\r\n' "$1" "$reference" ;;
	esac
	printf -- '--b--\r\n'
}
# Each recipient has a block: whom it reached is not whom it did not reach.
both() { # address action address action
	printf 'From: MAILER-DAEMON@mx.example\r\nTo: zoe@example.org\r\nSubject: Returned\r\nMessage-ID: <%s@mx.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n' "$RANDOM$RANDOM"
	printf -- '--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient:\r\n rfc822; %s\r\nAction: %s\r\n\r\nOriginal-Recipient: rfc822; %s\r\nAction: %s\r\n' "$@"
	printf -- '--b\r\nContent-Type: text/rfc822-headers\r\n\r\nTo: %s\r\nSubject: =?utf-8?Q?Anfrage_f=C3=BCr_?=\r\n =?utf-8?Q?Zo=C3=AB?= [%s]\r\n--b--\r\n' "$1" "$reference"
}
plain() { sed -E "s/LC-[A-Z2-7]{4}-[A-Z2-7]{4}/REFERENCE/g"; }
sed 's/wagtail/pipit/g; s/Wagtail/Pipit/' key.json >pipit.json
o controllers add pipit.json
o controllers contact add pipit dpo@pipit.example --source https://pipit.example/privacy >/dev/null
lenscap letter draft --to pipit --ask access "${opts[@]}" >/dev/null 2>&1
case=$(lenscap cases list --json "${opts[@]}" | jq -r 'select(.controller == "pipit") | .case')
reference=$(lenscap cases list --json "${opts[@]}" | jq -r 'select(.controller == "pipit") | .reference')
lenscap cases sent "$case" "${opts[@]}" >/dev/null
report DPO@pipit.example failed whole >one.eml
report old@pipit.example failed heads >two.eml
report old@pipit.example delayed heads >three.eml
report nobody@pipit.example failed heads >four.eml
both nobody@else.example failed old@pipit.example delivered >five.eml
both dpo@pipit.example delivered nobody@else.example failed >six.eml
for mail in five six three one four two; do
	lenscap cases reply --mail $mail.eml "${opts[@]}" | head -5 | plain | grep -E '^(Taken|What you)' | sed "s/correct $case /correct CASE /"
done
o controllers show pipit | grep -A12 '^Contact' | grep -v read
exit 0
