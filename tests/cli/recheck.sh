#!/bin/bash
# Is it gone? Seen, gone, back, and a place that cannot be asked; and the case
# of the controller that has it.
cd "$SCRATCH" || exit 1
options=(--home home --key-file key)
lenscap init "${options[@]}" >/dev/null
lenscap photos add "${options[@]}" /usr/share/backgrounds/mate/nature/Storm.jpg >/dev/null
mkdir www
djpeg -scale 1/2 /usr/share/backgrounds/mate/nature/Storm.jpg | cjpeg -quality 60 >www/a.jpg
cp www/a.jpg www/b.jpg
touch -d yesterday www/a.jpg www/b.jpg # so that what comes in their place is newer, by the second
/usr/bin/python3 -u -m http.server -d www --bind 127.0.0.1 0 >port 2>log &
server=$!
trap 'kill $server' EXIT
for _ in {1..2400}; do grep -qs port port && break; sleep 0.05; done
site=http://127.0.0.1:$(sed -E 's/.*port ([0-9]+).*/\1/' port)
plain() { sed "s|$site|SITE|g"; }

lenscap recheck "${options[@]}"
cat >own.json <<J
{"slug": "here", "name": "Here Ltd", "web": "$site/", "address": "1 High Street\nLondon\nUnited Kingdom",
 "email": "dpo@example.org", "relevant-countries": ["all"], "sources": ["$site/"], "quality": "verified"}
J
lenscap controllers add "${options[@]}" own.json | plain
for seen in a b; do
	lenscap check "${options[@]}" --allow-local "$site/$seen.jpg" | grep -c mine
done
# Where a photo was seen, the oldest place first, under one heading.
lenscap photos show "${options[@]}" 1 | plain | grep -A1 '^Seen at' | sed -E 's/on [0-9-]{10}/on DAY/'
lenscap me set "${options[@]}" country fr
lenscap me set "${options[@]}" email zoe@example.org
lenscap letter draft "${options[@]}" --to here --ask erasure --photos 1 >drafted
grep -E 'letter ([0-9]|export)' drafted
lenscap cases sent "${options[@]}" 1 >/dev/null
lenscap cases reply "${options[@]}" 1 --kind erased | grep next
# A look at a part, by the watch list, tells the case what all its places are.
lenscap watch add "${options[@]}" "$site/a.jpg" >/dev/null
lenscap watch run --all "${options[@]}" --allow-local >/dev/null
lenscap cases show "${options[@]}" 1 | grep -oE 'looked again at the addresses: .*|They say .*'
rm www/b.jpg
lenscap recheck "${options[@]}" --allow-local | plain | sort
rm www/a.jpg
lenscap recheck "${options[@]}" --allow-local | plain | tail -2
# It comes back, over its other diagonal: as it is shown it is as wide as before.
djpeg -scale 1/4 /usr/share/backgrounds/mate/nature/Storm.jpg | cjpeg -quality 50 | jpegtran -transpose >b.jpg
printf '\xff\xd8\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x05\0\0\0\0\0\0' |
	cat - <(tail -c +3 b.jpg) >www/b.jpg
lenscap recheck "${options[@]}" --allow-local | plain | sort
lenscap photos show "${options[@]}" 1 --json | python3 -c '
import json, sys
print([(p["place"][-5:], p["width"], p["height"]) for p in json.load(sys.stdin)["seen"]])'
lenscap cases show "${options[@]}" 1 | grep next
# An address of this machine is told to nobody, nor an empty place of one.
lenscap letter draft "${options[@]}" --case 1 --kind erased_but_back --preview --lang en >again
tr '\n' ' ' <again | grep -c "still there (Art"
cat drafted again | grep -cE '127\.0\.0\.1|\(\)\.|addresses of'
echo "-- of a page that was not looked at whole, and leads on, nothing is learned of a photo that it does not show"
other=(--home other --key-file key)
lenscap init "${other[@]}" >/dev/null
lenscap photos add "${other[@]}" /usr/share/backgrounds/mate/nature/Storm.jpg >/dev/null
djpeg -scale 1/2 /usr/share/backgrounds/mate/nature/Storm.jpg | cjpeg -quality 60 >www/c.jpg
djpeg -scale 1/4 /usr/share/backgrounds/mate/nature/LadyBird.jpg | cjpeg >www/d.jpg
echo '<img src="c.jpg?Expires=1600000000">' >www/c.html
lenscap check "${other[@]}" --allow-local "$site/c.html" 2>&1 | grep -c ^mine
rm www/c.jpg
on="<img src=d.jpg><meta http-equiv=refresh content='0;url=d.html'>"
printf '<img src=d.jpg>' >www/d.html
echo "$on<img src=$(printf 'a%.0s' {1..5000}).jpg>" >www/c.html
lenscap recheck "${other[@]}" --allow-local | plain
echo "$on<script>show('later.jpg')</script>" >www/c.html
lenscap recheck "${other[@]}" --allow-local | plain
echo "$on" >www/c.html
lenscap recheck "${other[@]}" --allow-local | plain
lenscap photos show "${other[@]}" 1 | plain | grep -A2 "^Seen at" | sed -E "s/on [0-9-]{10}/on DAY/"
echo "-- one picture that two pages show by another address now is there on both"
both=(--home both --key-file key)
lenscap init "${both[@]}" >/dev/null
lenscap photos add "${both[@]}" /usr/share/backgrounds/mate/nature/Storm.jpg >/dev/null
djpeg -scale 1/2 /usr/share/backgrounds/mate/nature/Storm.jpg | cjpeg -quality 60 >www/old.jpg
cp www/d.jpg www/e.jpg
for page in p q; do
	echo '<img src=old.jpg>' >www/$page.html
	lenscap check "${both[@]}" --allow-local "$site/$page.html" 2>&1 | grep -c ^mine
done
mv www/old.jpg www/new.jpg
echo '<img src=new.jpg><img src=d.jpg>' >www/p.html
echo '<img src=new.jpg><img src=e.jpg>' >www/q.html
lenscap recheck "${both[@]}" --allow-local | plain
grep -c 'GET /new.jpg' log
echo "-- it is one place, of which a case is told once; where pages differ, each is named"
lenscap recheck "${both[@]}" --allow-local --json | grep -c '"now":"there"'
lenscap controllers add "${both[@]}" own.json >/dev/null
lenscap me set "${both[@]}" country fr
lenscap me set "${both[@]}" email zoe@example.org
lenscap letter draft "${both[@]}" --to here --ask erasure --photos 1 >/dev/null
lenscap cases sent "${both[@]}" 1 >/dev/null
rm www/q.html
lenscap recheck "${both[@]}" --allow-local | plain
lenscap cases show "${both[@]}" 1 | grep -oE 'looked again at the addresses: .*'
# Where two pages show it from one address, each is named.
lenscap photos show "${both[@]}" 1 | plain | grep -A1 "^Seen at" | sed -E "s/on [0-9-]{10}/on DAY/"
mv www/new.jpg www/newer.jpg
echo '<img src=newer.jpg><img src=d.jpg>' >www/p.html
lenscap recheck "${both[@]}" --allow-local | plain
echo "-- what a stand-in keeps from strangers is not called away by the exit status"
kept=(--home kept --key-file key)
lenscap init "${kept[@]}" >/dev/null
lenscap photos add "${kept[@]}" /usr/share/backgrounds/mate/nature/Storm.jpg >/dev/null
cp www/newer.jpg www/f.jpg
touch -d yesterday www/f.jpg
lenscap check "${kept[@]}" --allow-local "$site/f.jpg" 2>&1 | grep -c ^mine
/usr/bin/python3 -c 'from PIL import Image; Image.new("RGB", (320, 320), (200, 200, 200)).save("www/f.jpg")'
lenscap recheck "${kept[@]}" --allow-local | plain
echo "exit ${PIPESTATUS[0]}"
rm www/f.jpg
lenscap recheck "${kept[@]}" --allow-local | plain
echo "exit ${PIPESTATUS[0]}"
kill $server
wait $server 2>/dev/null
trap - EXIT
lenscap recheck "${options[@]}" --allow-local | plain | sort
lenscap recheck "${options[@]}" | plain | tail -1
exit 0
