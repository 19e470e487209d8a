#!/bin/bash
# What a stranger can get of a page, and which of it is mine.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
photos=/usr/share/backgrounds/mate/nature
mkdir www
/usr/bin/python3 - <<'P'
from PIL import Image, ImageOps
def photo(name):
    return Image.open('/usr/share/backgrounds/mate/nature/' + name).convert('RGB')
ImageOps.mirror(photo('Storm.jpg')).resize((500, 350)).save('www/a.jpg', quality=60)
photo('LadyBird.jpg').resize((640, 400)).save('www/b.jpg')
P
echo "no picture" >www/c.jpg
cat >www/me.html <<'H'
<title>Me</title><link rel="icon" href="icon.png"><img src="small-32x32.jpg"><img src="a.jpg"><img src="b.jpg"><img src="c.jpg"><img src="gone.jpg"><img src="members/d.jpg">
H
cat >serve.py <<'P'
import time
from served import Site, serve
class Handler(Site):
    def send_head(self):
        if self.path == '/never.jpg':
            time.sleep(60)
        if self.path.startswith('/members/'):
            return self.send_error(403)
        if self.path == '/moved.html':
            self.send_response(301)
            self.send_header('Location', '/me.html')
            return self.end_headers()
        return super().send_head()
serve(Handler)
P
PYTHONPATH=$TOP/tests/cli /usr/bin/python3 serve.py &
server=$!
trap 'kill $server' EXIT
for _ in {1..2400}; do [ -s port ] && break; sleep 0.05; done
site=http://127.0.0.1:$(cat port)
plain() { sed "s|$site|SITE|g"; }

echo "-- without a ledger"
lenscap check --allow-local "$site/moved.html" 2>&1 | plain | sort
echo "-- not without being allowed"
lenscap check "$site/me.html" 2>&1 | plain
# One that is turned away, missing or no picture is asked for once more, as a browser;
# and the site for what it tells machines.
[ "$(grep -c GET log)" = 12 ] || { echo "too much was asked:"; cat log; }

echo "-- a picture that is named twice is fetched once"
: >log
lenscap check --allow-local --json "$site/a.jpg" "$site/me.html" >rows
grep -c 'GET /a.jpg' log

key=--key-file=key
lenscap init "$key" >/dev/null
lenscap photos add "$key" $photos/Storm.jpg $photos/TwoWings.jpg >/dev/null
echo "-- with a ledger"
lenscap check "$key" --allow-local --json "$site/me.html" >rows
echo "exit $?"
python3 - <<'P' | plain | sort
import json
for line in open('rows'):
    row = json.loads(line)
    if row['status'] == 'audit':
        print(row['status'], row['url'], row['words'], row['photos'])
        continue
    print(row['status'], row['url'], row['access'], row['why'], row['public']['status'], row.get('page', '-') != '-',
          [(m['photo'], m['confidence'], m['how']) for m in row['matches']])
P
echo "-- find"
lenscap find "$key" --allow-local "$site/me.html" | plain | grep -A1 ^mine
echo "-- noted"
lenscap photos show "$key" 1 --json | python3 -c '
import json, sys
for seen in json.load(sys.stdin)["seen"]: print(seen["place"], seen["page"])' | plain
echo "-- a picture of two pages is asked for once, and is on both"
lenscap init --home=both "$key" >/dev/null
lenscap photos add --home=both "$key" $photos/Storm.jpg >/dev/null
for page in one other; do echo '<img src="a.jpg"><img src="b.jpg">' >www/$page.html; done
: >log
lenscap check --home=both "$key" --allow-local --json "$site/one.html" "$site/other.html" >rows
grep -c 'GET /[ab].jpg' log
python3 - <<'P' | plain | sort
import json
rows = [json.loads(line) for line in open('rows')]
for row in rows:
    if row['status'] == 'audit':
        print(row['status'], row['url'], row['words'])
for status in 'mine', 'new':
    first, again = sorted((row for row in rows if row['status'] == status), key=lambda row: row['number'])
    print(status, sorted([first['page'], again['page']]), 'same' in first, again['same'] == first['number'],
          first['public'] == again['public'], first['access'] == again['access'])
P
lenscap photos show --home=both "$key" 1 --json | python3 -c '
import json, sys
for seen in json.load(sys.stdin)["seen"]: print(seen["place"], seen["page"])' | plain | sort
lenscap check --home=both "$key" --allow-local "$site/one.html" "$site/other.html" 2>/dev/null |
	grep -E '^(mine|public|Anyone)|also on' | sed -E "s|$site|SITE|; s/on SITE.*/on the other/"
echo "-- an address that is too long to ask for is passed over, and said"
printf '<img src=gone.jpg><img src=%s.jpg>' "$(printf 'a%.0s' {1..5000})" >www/long.html
lenscap check --home=both "$key" --allow-local "$site/long.html" 2>/dev/null | tail -2
echo "exit ${PIPESTATUS[0]}"
echo "-- stopped"
lenscap check --allow-local "$site/never.jpg" >stopped 2>&1 &
run=$!
for _ in {1..2400}; do grep -qs never log && break; sleep 0.05; done
kill -INT $run
wait $run
echo "exit $?"
cat stopped
lenscap find "$key" "$site/" www 2>&1 | head -1
lenscap check 2>&1 | head -1
