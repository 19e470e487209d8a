#!/bin/bash
# Contacts of controllers that the person found, and those that are dead.
cd "$SCRATCH" || exit 1
cat >key.json <<'END'
{"slug":"wagtail","relevant-countries":["all"],"name":"Wagtail Ltd","address":"1 Street\nDublin\nIreland","email":"old@wagtail.example","sources":["https://wagtail.example/"],"quality":"verified"}
END
options="--home home --key-file key"
o() { # shellcheck disable=SC2086 # the options are words
	lenscap "$@" $options
}
o init >/dev/null
o me set country de region de-be email zoe@example.org name Zoe >/dev/null
o controllers add key.json

echo "== added, and written to"
o controllers contact add wagtail dpo@wagtail.example --source https://wagtail.example/privacy
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
exit 0
