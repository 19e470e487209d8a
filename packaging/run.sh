#!/bin/bash
# run.sh BUILD [FOLDER]: what Lenscap does, on real photographs.
set -euo pipefail
build=$1
export PATH="$PWD/$build:$PATH"

bold='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
	bold=$'\033[1m' plain=$'\033[0m'
fi
say() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
show() { # print a command, then run it
	printf '  $ %s\n\n' "$*"
	"$@"
}

if [ $# -gt 1 ]; then
	say "Your pictures: what identifies them, and what they give away"
	show lenscap fingerprint -r "${@:2}" || true
	exit 0
fi

photos=/usr/share/backgrounds/mate/nature
trial=build/run
export XDG_STATE_HOME=$PWD/$trial/state # the witness, too, stays in the trial
rm -rf "$trial" && mkdir -p "$trial"

say "Photographs from Debian's package mate-backgrounds (GPL-2+ and CC-BY-SA;
/usr/share/doc/mate-backgrounds/copyright names each photographer).  exiftool now
writes into copies of them what phones and cameras write into yours:"
cp "$photos/Garden.jpg" "$trial/terrace.jpg"
cp "$photos/TwoWings.jpg" "$trial/butterfly.jpg"
cp "$photos/Wood.jpg" "$trial/walk.jpg"
djpeg -scale 1/8 "$photos/Storm.jpg" | cjpeg -quality 70 -outfile "$trial/other.jpg"
exiftool -q -overwrite_original \
	-GPSLatitude=48.85837 -GPSLatitudeRef=N -GPSLongitude=2.29448 -GPSLongitudeRef=E \
	-GPSAltitude=35 -DateTimeOriginal='2026:05:01 12:33:07' -Make=Example -Model='Phone 7' \
	-SerialNumber=XY12345678 -XMP-mwg-rs:RegionName='Maria Muster' -XMP-mwg-rs:RegionType=Face \
	-XMP-iptcExt:PersonInImage='Maria Muster' "$trial/terrace.jpg"
exiftool -q -overwrite_original -Artist='Maria Muster' -LensSerialNumber=L-0815 \
	-IPTC:Caption-Abstract='Summer at home in Lyon' "$trial/butterfly.jpg"
exiftool -q -overwrite_original "-ThumbnailImage<=$trial/other.jpg" "$trial/walk.jpg"
rm "$trial/other.jpg"
show lenscap fingerprint -r "$trial"

say "The same photograph, mirrored and saved again with less quality"
jpegtran -flip horizontal "$photos/TwoWings.jpg" | djpeg | cjpeg -quality 40 -outfile "$trial/stolen.jpg"
show lenscap compare "$trial/butterfly.jpg" "$trial/stolen.jpg"

say "A ledger: encrypted, opened here by a key file.  It keeps fingerprints, findings
and a small picture of each photo, never the photo"
ledger=(--home "$trial/ledger" --key-file "$trial/ledger.key")
lenscap init "${ledger[@]}" | sed 's/^    [0-9A-Z-]*$/    (the recovery key is shown here)/'
show lenscap photos add "${ledger[@]}" "$photos"

say "Copies as sites and people make them: cropped and mirrored, turned and shrunk"
mkdir "$trial/seen"
jpegtran -crop 1500x1000+640+300 "$photos/TwoWings.jpg" | jpegtran -flip horizontal |
	djpeg -scale 1/2 | cjpeg -quality 50 -outfile "$trial/seen/a.jpg"
jpegtran -rotate 90 "$photos/Storm.jpg" | djpeg -scale 1/4 | cjpeg -quality 40 -outfile "$trial/seen/b.jpg"
djpeg -scale 1/4 "$photos/../abstract/Elephants.jpg" | cjpeg -outfile "$trial/seen/not-mine.jpg"
show lenscap find "${ledger[@]}" --all "$trial/seen"
show lenscap verify "${ledger[@]}"

say "Letters: access first, then erasure and objection; they name the photos by their
fingerprints, and say before what they hand over about you"
lenscap me set "${ledger[@]}" country de
lenscap me set "${ledger[@]}" region de-be
lenscap me set "${ledger[@]}" email me@example.org
show lenscap letter draft "${ledger[@]}" --to clearview-ai,pimeyes,facecheck-id --ask access,erasure,objection \
	--photos 1,2 --disclose sha256,pdq --situation-kind private --format txt,eml,pdf --out "$trial/letters"
say "What one of them says (the others, and as .eml and PDF, lie in $trial/letters)"
sed -n '1,40p' "$(find "$trial/letters" -name '*clearview*.txt')"
show lenscap cases list "${ledger[@]}"

say "How exposed a page is: a profile that this machine serves, as a stranger gets it"
mkdir "$trial/profile"
djpeg -scale 1/4 "$photos/TwoWings.jpg" | cjpeg -quality 80 -outfile "$trial/profile/wings-480x320.jpg"
djpeg -scale 1/2 "$photos/TwoWings.jpg" | cjpeg -quality 80 -outfile "$trial/profile/wings.jpg"
cat >"$trial/profile/index.html" <<'H'
<title>Maria Muster</title><h1>Maria Muster</h1><img src="wings-480x320.jpg">
<script type="application/ld+json">{"@type": "ProfilePage", "mainEntity": {"@type": "Person",
"name": "Maria Muster", "homeLocation": "Lyon", "sameAs": "https://social.example/@maria"}}</script>
H
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
python3 -m http.server "$port" --bind 127.0.0.1 --directory "$trial/profile" >/dev/null 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || :' EXIT # it may have ended; that is no failure
for _ in {1..200}; do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.05; done
lenscap me set "${ledger[@]}" name 'Maria Muster'
show lenscap check "${ledger[@]}" --allow-local "http://127.0.0.1:$port/" || true
kill $server
show lenscap overview "${ledger[@]}"

say "The walls around the programs that read pictures"
lenscap doctor | sed 's/; may only call.*//'

say "In a browser: the extension on a sample profile that this machine serves"
packaging/setup.sh browser || true # it has said why not
python3 packaging/run_browser.py "$trial/browser" "$trial/screenshots" || true

say "And all that is known, as one page to look at, print or keep"
show lenscap report "${ledger[@]}" --out "$trial/report.html"

say "Now your own:  make run PHOTOS=~/Pictures
or:            $build/lenscap fingerprint -r ~/Pictures
and to keep:   $build/lenscap init && $build/lenscap photos add ~/Pictures"
