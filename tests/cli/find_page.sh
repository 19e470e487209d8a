#!/bin/bash
# A saved page's pictures come in its order, and only from its own folder.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
photos=/usr/share/backgrounds/mate/nature
key=--key-file=key
lenscap init "$key" >/dev/null
lenscap photos add "$key" $photos/Storm.jpg $photos/TwoWings.jpg $photos/Wood.jpg >/dev/null
mkdir -p saved/page_files
# Large ones first: they take longest, and are handed over first.
cp $photos/Storm.jpg saved/page_files/1.jpg
/usr/bin/python3 - <<'P'
from PIL import Image
for i, name in enumerate(('TwoWings', 'Wood', 'Storm', 'Wood', 'TwoWings'), 2):
    photo = Image.open('/usr/share/backgrounds/mate/nature/%s.jpg' % name).convert('RGB')
    photo.resize((480, 320)).save('saved/page_files/%d.jpg' % i)
    photo.resize((480, 320)).save('outside.jpg')
P
ln -s 2.jpg saved/page_files/7.jpg          # a link that stays
ln -s ../../outside.jpg saved/page_files/8.jpg # and two that leave
ln -s "$SCRATCH/outside.jpg" saved/page_files/9.jpg
{
	echo '<!DOCTYPE html><title>seen</title>'
	for i in 1 2 3 4 5 6 7 8 9; do echo "<p><img src=page_files/$i.jpg>"; done
	echo '<p><img src=../outside.jpg>'
} >saved/page.html
lenscap find "$key" saved/page.html
echo "exit $?"
cd saved || exit 1
for _ in 1 2 3; do
	lenscap find --key-file=../key page.html --json | python3 -c '
import json, sys
print([(m["photo"], m["picture"].split("/")[-1]) for m in json.load(sys.stdin)["matches"]])'
done
# What is left out of a page with too many is said.
python3 -c '
print("<!DOCTYPE html><title>many</title><img src=page_files/1.jpg>", *("<img src=none%d.jpg>" % i for i in range(6000)))' >many.html
lenscap find --key-file=../key many.html
lenscap find --key-file=../key many.html --json | grep -o '"cut":true'
# How many photos scripts put together, and how many name them, nobody knows.
echo "<canvas></canvas><script>show('a.jpg'); show(name + '.jpg')</script>" >two.html
echo "<script>for (const name of names) show(name + '.jpg')</script>" >one.html
lenscap find --key-file=../key two.html
for language in de es fr it nl; do
	LANGUAGE=$language lenscap find --key-file=../key one.html two.html | grep ' 1 ' | grep -v html
done
lenscap find --key-file=../key one.html two.html --json | grep -o '"left":{[^}]*}'
exit 0
