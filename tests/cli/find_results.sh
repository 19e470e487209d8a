#!/bin/bash
# A saved page of results: where it says that a photo is becomes a place, which nobody was asked for.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
photos=/usr/share/backgrounds/mate/nature
key=--key-file=key
lenscap init "$key" >/dev/null
lenscap photos add "$key" $photos/Storm.jpg >/dev/null
/usr/bin/python3 - <<'P'
import base64, io
from PIL import Image
def data(name, quality=75):
    out = io.BytesIO()
    Image.open(f'/usr/share/backgrounds/mate/nature/{name}.jpg').convert('RGB').resize((300, 200)).save(out, 'JPEG', quality=quality)
    return 'data:image/jpeg;base64,' + base64.b64encode(out.getvalue()).decode()
mine, twice, thrice, other = data('Storm'), data('Storm', 60), data('Storm', 90), data('TwoWings')
open('results.html', 'w').write(f'''<!doctype html>
<!-- saved from url=(0030)https://search.example/?q=faces --><title>Results</title>
<a href="/imgres?imgurl=https%3A%2F%2Fcdn.example%2F1.jpg&imgrefurl=https%3A%2F%2Fforum.example%2Fu%2F77&h=2"><img src="{mine}"></a>
<a href="https://Blog.example/me#top"><img src="{twice}"></a>
<a href="https://strangers.example/x"><img src="{other}"></a>
<a href="javascript:void(0)"><img src="{thrice}"></a>''')
P
plain() { sed "s|$PWD/||g"; }
lenscap find "$key" results.html | plain
echo "exit $?"
echo "-- JSON: how many"
lenscap find "$key" --json results.html | grep -o '"noted":[0-9]*'
echo "-- kept as places, not asked, and once"
lenscap photos show "$key" 1 --json | /usr/bin/python3 -c '
import json, sys
for seen in json.load(sys.stdin)["seen"]:
    print(seen["place"], seen["page"], seen["access"], seen["state"], seen["first"], seen["there"], seen["last"])'
# Both are noted in one moment, and come in either order.
places() { lenscap photos show "$key" "$1" | grep -A9 "Seen at" | sed 's/20[0-9-]*/DAY/g; s/^Seen at/       /' | sort; }
places 1
echo "-- a letter names such a page, and says that nobody looked"
lenscap me set "$key" email z@example.org country de region de-be >/dev/null
for lang in en de fr it nl es; do
	lenscap letter draft "$key" --to pimeyes --ask access --photos all --preview --lang $lang | tr -s '\n' ' ' >said
	grep -oE '(: https://blog|, as far as I know|, soviel ich weiß,|, à ma connaissance\.|, per quanto ne so|, voor zover ik weet,|, que yo sepa,)' said | tr '\n' '|'
	grep -oE '(An address w|Eine Adresse o|Une adresse s|Un indirizzo s|Een adres z|Una dirección s)[^.]*\.' said
done
echo "-- nothing is said of what was not asked"
lenscap overview "$key" | plain | sed 's/20[0-9][0-9]-[0-9-]*/DAY/g' | head -20
lenscap report "$key" --out report.html >/dev/null
! grep -q 'Photos anybody could fetch' report.html || echo "a number of what nobody looked at"
grep -c '<rect height="6" width="100" fill="currentColor" class="not_asked"/>' report.html
tile() { sed -n '/<dt>Photos anybody could fetch/{s/[0-9]* [A-Z][a-z]* 20[0-9][0-9]/DAY/g;s/.*<dt>\(Photos.*\)<.div>/\1/p}' "$1" | grep .; }
tile report.html || echo none
grep -o 'named by[^<]*' report.html | sort | uniq -c | sed 's/^ *//'
grep -c '</td><td data-head="First seen: "></td><td data-head="Last look: "></td></tr>' report.html
echo "-- the same page, open: the links of its own site are none"
/usr/bin/python3 "$TOP/tests/cli/served.py" . 2>server.err &
server=$!
trap 'kill $server' EXIT
for _ in {1..2400}; do [ -s port ] && break; sleep 0.05; done
sed -i 's|href="/imgres|href="https://search.example/imgres|; s|javascript:void(0)|/own|' results.html
lenscap photos forget "$key" 1 --yes >/dev/null
lenscap photos add "$key" $photos/Storm.jpg >/dev/null
lenscap check "$key" --allow-local "http://127.0.0.1:$(cat port)/results.html" 2>/dev/null | grep 'its link'
places 2
echo "-- what was looked at is dated, what was not makes a range"
lenscap photos add "$key" $photos/TwoWings.jpg >/dev/null
/usr/bin/python3 -c "from PIL import Image
Image.open('$photos/TwoWings.jpg').convert('RGB').resize((600, 400)).save('own.jpg')"
echo '<title>Own</title><img src=own.jpg>' >own.html
lenscap check "$key" --allow-local "http://127.0.0.1:$(cat port)/own.html" >/dev/null 2>&1
lenscap report "$key" --out looked.html >/dev/null
tile looked.html
echo "-- what was looked at is not forgotten for a link, and what was not asked is no look"
mkdir www && cp own.jpg www/one.jpg
echo '<title>Hit</title><img src=one.jpg>' >www/hit.html
/usr/bin/python3 "$TOP/tests/cli/busy.py" 2>busy.err &
busy=$!
trap 'kill $server $busy' EXIT
for _ in {1..2400}; do [ -s busy.port ] && break; sleep 0.05; done
site=http://127.0.0.1:$(cat busy.port)
/usr/bin/python3 -c "import base64
print('<!-- saved from url=(0030)https://search.example/?q=faces --><a href=$site/hit.html><img src=data:image/jpeg;base64,' +
      base64.b64encode(open('own.jpg', 'rb').read()).decode() + '>')" >hits.html
lenscap init --home=hits "$key" >/dev/null
lenscap photos add --home=hits "$key" $photos/TwoWings.jpg >/dev/null
seen() { lenscap photos show --home=hits "$key" 1 | sed "s|$site|SITE|g; s/20[0-9-]*/DAY/g" | grep -o 'SITE/.*'; }
for _ in 1 2; do
	lenscap find --home=hits "$key" hits.html | grep -c '^Noted as places to look at: 1 page'
done
seen
lenscap recheck --home=hits "$key" --allow-local 2>/dev/null | tail -1
lenscap find --home=hits "$key" hits.html | grep -c Noted
seen
# The record for others says of such an entry that nobody looked, and of none how.
lenscap report evidence --home=hits "$key" --out sheet.html >/dev/null
sed 's/<[^>]*>/ /g' sheet.html | grep -oE '^ *(Look|Entry) [12]:|nobody looked: .*|the (address was asked for|page was read)' | sed 's/^ *//; s/ *$//'
/usr/bin/python3 -c "from PIL import Image
for i in range(4):
    Image.open('own.jpg').resize((600 + 20 * i, 400)).save(f'www/{i}.jpg')"
echo '<title>Four</title><img src=0.jpg><img src=1.jpg><img src=2.jpg><img src=3.jpg>' >www/four.html
lenscap check --home=hits "$key" --allow-local "$site/four.html" >/dev/null 2>&1
touch busy
lenscap recheck --home=hits "$key" --allow-local >looks 2>/dev/null
asked=$(grep -c 'The site says that it is asked too often' looks) left=$(grep -c 'It was not asked for' looks)
if [ "$asked" -lt 1 ] || [ "$left" -lt 1 ] || [ $((asked + left)) != 5 ] ||
	[ "$(seen | grep -c 'could not be learned')" != "$asked" ] || [ "$(seen | grep -vc 'could not be learned')" != "$left" ]; then
	cat looks
	seen
fi
