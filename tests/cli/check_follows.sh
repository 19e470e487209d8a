#!/bin/bash
# What a page shows by other documents: frames, where it leads on to, style
# sheets; and what of it was not looked at.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
mkdir www
/usr/bin/python3 - <<'P'
from PIL import Image
for name, seed in ('frame', 3), ('sheet', 5), ('deep', 7), ('led', 11), ('own', 13), ('card', 17):
    image = Image.new('RGB', (8, 6))
    image.putdata([((x * seed + y * 37) * 29 % 256, (x * 91 + y * seed) * 13 % 256, x * y * seed % 256)
                   for y in range(6) for x in range(8)])
    image = image.resize((320, 240), Image.BICUBIC)
    image.save(f'www/{name}.jpg')
    if name == 'own':
        for width in 640, 160:
            image.resize((width, width * 3 // 4)).save(f'www/own-{width}x{width * 3 // 4}.jpg')
Image.new('RGB', (160, 120), (9, 9, 9)).save('www/blank.jpg')
page = lambda name, text: open(f'www/{name}', 'w').write(text)
page('me.html', '''<title>Me</title><link rel=icon href=i.png>
<iframe src=frame.html></iframe><iframe src="http://localhost:1/ad"></iframe><iframe src=wall.html></iframe>
<canvas></canvas><img hidden src=h.jpg><script>show('later.jpg')</script>
<picture><source srcset="own-640x480.jpg"><img src=own.jpg data-src=own-160x120.jpg></picture>
<img src=blank.jpg data-src=own.jpg>''')
page('frame.html', '<img src=frame.jpg><iframe src=me.html></iframe>')
page('wall.html', '<form><input type=password></form>')
page('a.css', '@import "b.css"; p{background:url(sheet.jpg)} @font-face{src:url(f.jpg)}')
page('b.css', 'p{background:url(deep.jpg)}')
page('styled.html', '<link rel=stylesheet href=/a.css>')
page('moved.html', '<meta http-equiv=refresh content="0;url=new.html"><script>location="/new.html"</script>')
page('new.html', '<img src=led.jpg>')
page('gone-css.html', '<link rel=stylesheet href=none.css><img src=own.jpg>')
page('app.html', '<meta property=og:image content=card.jpg><div id=root></div><script src=a.js></script>')
logo = '<img src=card.jpg>'
page('walled.html', f'<title>Log in to see more</title>{logo}<form><input type=password></form>')
page('blog.html', f'<title>My blog in Berlin</title>{logo}<form><input type=password></form>')
page('nowhere.html', f'<title>Page not found | Example</title>{logo}')
page('oops.html', f'<title>Oops! That page can’t be found. – Blog</title>{logo}')
page('nobody.html', f'<title>Forum | User not found</title>{logo}')
page('found.html', f'<title>The photo not found in any book: a story</title>{logo}')
page('consent.html', f'<title>Before you continue to Example</title>{logo}')
page('led-on.html', 'moved')
page('shown.html', '<title>x</title><noscript><iframe src=frame.html></iframe></noscript><iframe hidden src=frame.html>'
     '</iframe><iframe width=0 height=0 src=frame.html></iframe><template><iframe src=frame.html></iframe></template>'
     '<img src=card.jpg>')
page('signin.html', '<title>Iniciar sesión | Example</title><img src=logo.png><form><input type=email></form>')
page('songs.html', '<title>Login Street, a song</title><p>La la')
page('photos.xml', '<?xml version="1.0"?><photos><img src="/own.jpg"/></photos>')
page('feed.json', '{"content":"<img src=\\"/own.jpg\\">"}')
page('media.html', f'<title>404 Media</title>{logo}')
page('moment.html', f'<title>Just a moment...</title>{logo}')
page('many.html', ''.join(f'<img src="n/{i}.jpg">' for i in range(110)))
P
cat >serve.py <<'P'
from served import Site, serve
class Handler(Site):
    protocol_version = 'HTTP/1.1'
    def end_headers(self):
        if 'led-on' in self.path:
            self.send_header('Refresh', '1; URL="/new.html"')
        super().end_headers()
serve(Handler)
P
PYTHONPATH=$TOP/tests/cli /usr/bin/python3 serve.py &
server=$!
trap 'kill $server' EXIT
for _ in {1..2400}; do [ -s port ] && break; sleep 0.05; done
site=http://127.0.0.1:$(cat port)
look() {
	echo "-- $1"
	lenscap check --allow-local "$site/$1" 2>/dev/null | sed "s|$site|SITE|g"
	echo "exit ${PIPESTATUS[0]}"
}

look me.html
look styled.html
look moved.html
look led-on.html
look shown.html
look gone-css.html
look app.html

echo "-- walls with pictures of their own, and pages that only look like some"
for page in {walled,blog,signin,songs,nowhere,oops,nobody,found,consent,media,moment}.html photos.xml feed.json; do
	lenscap check --allow-local --json "$site/$page" 2>/dev/null | grep -v '"status":"audit"' |
		sed -n 's/.*"number":1,.*"status":"\([a-z_]*\)".*"why":"\([a-z_0-9]*\)".*/'"${page%.html}"': \1 \2/p'
done

echo "-- JSON"
lenscap check --allow-local --json "$site/me.html" 2>/dev/null >rows
/usr/bin/python3 - <<'P'
import json
rows = sorted((json.loads(line) for line in open('rows')), key=lambda row: row['number'])
rows = [row for row in rows if row['status'] != 'audit']
names = {row['number']: row['url'].rsplit('/', 1)[1] for row in rows}
print(rows[0]['left'])
for row in rows:
    print(names[row['number']], row.get('via', '-'), 'page' in row)
sizes = [{name for number, name in names.items() if number == row['number'] or number == row['same']}
         for row in rows if 'same' in row]
print(sorted(set().union(*sizes)), len(sizes))
P

echo "-- the first of a page are asked for first, however fast a site may be asked"
: >log
lenscap check --allow-local "$site/many.html" >/dev/null 2>&1
/usr/bin/python3 - <<'P'
asked = [int(line.split()[1][3:-4]) for line in open('log') if ' /n/' in line]
first = [number for at, number in enumerate(asked) if number not in asked[:at]]
# Nine in ten: one that is on its way, or written down, later than the others is not one that was asked for later.
away = sorted(abs(at - number) for at, number in enumerate(first))
print(len(first), away[len(away) * 9 // 10] <= 8)
P

echo "-- what two pages show by one frame and one style sheet is on both, and asked for once"
for page in here there; do
	echo '<link rel=stylesheet href=/a.css><iframe src=outer.html></iframe>' >www/$page.html
done
echo '<iframe src=inner.html></iframe><img src=frame.jpg>' >www/outer.html
echo '<img src=own.jpg><img src="data:image/jpeg;base64,'"$(base64 -w0 www/led.jpg)"'">' >www/inner.html
: >log
lenscap check --allow-local --json "$site"/{here,there}.html 2>/dev/null >rows
/usr/bin/python3 - <<'P'
import collections, json
asked = collections.Counter(line.split()[1] for line in open('log'))
print(sorted(name for name in asked if 'robots' not in name and 'tdm' not in name), set(asked.values()))
shown = collections.defaultdict(list)
for line in open('rows'):
    row = json.loads(line)
    if row['status'] != 'audit' and 'page' in row:
        shown[row['page'].rsplit('/', 1)[1]].append((row.get('url', '').rsplit('/', 1)[-1], row['status'], row.get('via', '-')))
print(sorted(shown), sorted(shown['here.html']) == sorted(shown['there.html']))
for row in sorted(shown['there.html']):
    print(*row)
P

echo "-- as a person types them"
for typed in "HTTP://127.0.0.1:$(cat port)/new.html#top" " $site/./new.html " "example.org/me" "me.jpg" "me@example.org"; do
	lenscap check --allow-local "$typed" 2>&1 | grep -v '^What a look' | sed "s|$site|SITE|g" | head -1
done
