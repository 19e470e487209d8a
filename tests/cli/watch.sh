#!/bin/bash
# A list of pages to look at again: what is new there, what is not found, what rests.
cd "$SCRATCH" || exit 1
options=(--home home --key-file key)
storm=/usr/share/backgrounds/mate/nature/Storm.jpg
lenscap init "${options[@]}" >/dev/null
lenscap photos add "${options[@]}" $storm /usr/share/backgrounds/mate/nature/LadyBird.jpg >/dev/null
mkdir www
djpeg -scale 1/2 $storm | cjpeg -quality 60 >www/a.jpg
djpeg -scale 1/2 /usr/share/backgrounds/mate/nature/LadyBird.jpg | cjpeg -quality 60 >www/b.jpg
echo '<title>Me</title><img src=a.jpg>' >www/me.html
echo '<title>None</title><p>nothing</p>' >www/none.html
PYTHONPATH=$TOP/tests/cli /usr/bin/python3 -u -c '
import served
class Site(served.Site):
    """Has trouble with what is called so."""
    def do_GET(self):
        if "trouble" in self.path:
            self.send_error(500)
        else:
            super().do_GET()
served.serve(Site)' 2>errors &
server=$!
trap 'kill $server' EXIT
for _ in {1..2400}; do [ -s port ] && break; sleep 0.05; done
site=http://127.0.0.1:$(cat port)
plain() { sed -E "s|$site|SITE|g; s/[0-9]{4}-[0-9]{2}-[0-9]{2}/DAY/g"; }
watch() { lenscap watch "$@" "${options[@]}" 2>&1 | plain; }

watch list
watch run
watch add "$site/me.html" "$site/none.html"
watch add "$site/me.html"
watch add me.jpg
# All of them or none, and nothing that no look could ask for.
watch add "$site/one.html" "$site/two.html" bad
watch add "$site/one.html" ftp://example.org/me
watch add http:///
watch add ''
watch add "$site/$(printf '%04096d' 0)"
watch list
[ -e log ] && echo "asked before it was told to"
watch run --allow-local
lenscap watch run "${options[@]}" --allow-local; echo "exit $?"
watch list
grep -c me.html log
# Another photo comes, and the first goes.
echo '<title>Me</title><img src=b.jpg>' >www/me.html
rm www/a.jpg
lenscap watch run "${options[@]}" --allow-local --all >said; echo "exit $?"
plain <said
lenscap watch run "${options[@]}" --allow-local --all --json | plain | python3 -c '
import json, sys
for row in map(json.loads, sys.stdin):
    print(row["page"], row["access"], [(p["photo"], p["found"], p["added"], p["now"], p["gone"]) for p in row["photos"]])'
# Where a picture or a frame was not learned, nothing is said of it: it does not rest.
echo '<title>Trouble</title><img src=trouble1.jpg><img src=trouble2.jpg>' >www/half.html
for i in 1 2 3 4; do echo "<iframe src=deep$((i + 1)).html></iframe>" >www/deep$i.html; done
watch add "$site/half.html" "$site/deep1.html"
for i in 1 2; do
	lenscap watch run "${options[@]}" --allow-local >said; echo "exit $?"
	plain <said
done
watch list | grep -A1 half.html
watch remove "$site/half.html" "$site/deep1.html"
# One photo by two addresses, of which one goes: the other is not told for it.
echo '<title>Twice</title><img src=t1.jpg><img src=t2.jpg>' >www/twice.html
djpeg -scale 1/2 $storm | cjpeg -quality 70 | tee www/t1.jpg >www/t2.jpg
watch add "$site/twice.html"
lenscap watch run "${options[@]}" --allow-local --all >said; echo "exit $?"
rm www/t1.jpg
lenscap watch run "${options[@]}" --allow-local --all >said; echo "exit $?"
lenscap changes "${options[@]}" --json | plain | python3 -c '
import json, sys
print(sorted((row["place"][-6:], row["change"]) for row in map(json.loads, sys.stdin) if row["place"][-7:-5] == "/t"))'
watch remove "$site/twice.html"
# The address of a picture: new once, then there, then not.
cp www/b.jpg www/alone.jpg
watch add "$site/alone.jpg"
for i in 1 2; do
	lenscap watch run "${options[@]}" --allow-local --all >said; echo "exit $?"
	plain <said | grep -A1 alone
done
rm www/alone.jpg
lenscap watch run "${options[@]}" --allow-local --all >said; echo "exit $?"
plain <said | grep -A2 alone
lenscap changes "${options[@]}" --json | plain | python3 -c '
import json, sys
print([row["change"] for row in map(json.loads, sys.stdin) if row["place"].endswith("alone.jpg")])'
watch remove "$site/alone.jpg"
# One picture that two pages show, and that is on the list itself, is on each of them.
echo '<title>One</title><img src=both.jpg>' >www/one.html
echo '<title>Two</title><img src=both.jpg>' >www/two.html
cp www/b.jpg www/both.jpg
watch add "$site/one.html" "$site/two.html" "$site/both.jpg"
lenscap watch run "${options[@]}" --allow-local >said; echo "exit $?"
plain <said
lenscap watch run "${options[@]}" --allow-local --all >said; echo "exit $?"
plain <said | grep -A1 -E "/(one|two|both)[.]"
rm www/both.jpg
lenscap watch run "${options[@]}" --allow-local --all >said; echo "exit $?"
plain <said | grep -A2 -E "/(one|two|both)[.]"
watch remove "$site/one.html" "$site/two.html" "$site/both.jpg"
# The budget is of all pages together: each of them alone is within it. Which
# of them is too late is the network's affair, and it may be both.
echo '<title>One</title><img src=big1.jpg>' >www/big1.html
echo '<title>Two</title><img src=big2.jpg>' >www/big2.html
for i in 1 2; do cat www/b.jpg <(head -c 700000 /dev/zero) >www/big$i.jpg; done
for i in 1 2; do
	watch add "$site/big$i.html" >/dev/null
	lenscap watch run "${options[@]}" --allow-local --all --budget 1 >said
	echo "exit $?"
	plain <said | grep -A1 "/big${i}[.]"
	[ $i = 2 ] || watch remove "$site/big1.html" >/dev/null
done
watch add "$site/big1.html"
lenscap watch run "${options[@]}" --allow-local --all --budget 1 >said
echo "exit $?"
[ "$(grep -c "part of it could not be learned" said)" -ge 1 ] &&
	echo "what is over the budget was not learned"
watch remove "$site/big1.html" "$site/big2.html"
# What cannot be learned is due again, and is not called anything else.
kill $server
wait $server 2>/dev/null
trap - EXIT
lenscap watch run "${options[@]}" --allow-local --all >said; echo "exit $?"
plain <said
watch remove "$site/none.html"
watch remove "$site/none.html"
lenscap watch list "${options[@]}" --json | plain | sed -E 's/[0-9]{13}/MOMENT/g'
# The timer asks for what there is, and tells the journal nothing.
unit=$TOP/packaging/systemd/lenscap-watch
command=$(sed -n 's/^ExecStart=//p' "$unit.service")
$command --help >/dev/null && grep -c '^Standard.*=null$' "$unit.service"
if [ -x "$(command -v systemd-analyze)" ]; then
	systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' "$unit.timer")" >/dev/null || echo "no time"
fi
exit 0
