#!/bin/bash
# Whatever a person reads is said in the language of the terminal: a German in
# brackets (pseudo.py) says everything, and what stands outside of them is a name,
# an address, a number, or what the person typed (untranslated.py).
cd "$SCRATCH" || exit 1
"$TOP/tests/cli/pseudo.py" "$BUILD" pseudo || exit 1
options=(--home home --key-file key)
run() {
	printf '$ lenscap %s\n' "$* ${options[*]}"
	LC_ALL=C.UTF-8 LANGUAGE=de pseudo/lenscap "$@" "${options[@]}" 2>&1
}
/usr/bin/python3 - <<'PYTHON'
from PIL import Image
import subprocess, zipfile
exif = Image.Exif()
exif[271], exif[272], exif[306] = "Kanon", "Kanon 5D", "2024:05:01 12:33:07"
image = Image.effect_noise((320, 240), 90).convert("RGB")
image.save("a.jpg", exif=exif, quality=90)
image.crop((20, 20, 260, 200)).save("part.jpg", quality=80)
image.rotate(6, expand=True).save("turned.jpg", quality=85)
with zipfile.ZipFile("z.zip", "w") as archive:
    archive.writestr("diary.md", "x" * 500)
open("behind.jpg", "wb").write(open("a.jpg", "rb").read() + open("z.zip", "rb").read() + open("part.jpg", "rb").read())
PYTHON
exiftool -q -overwrite_original -DateTimeOriginal='2024:05:01 12:33:07' -GPSLatitude=52.5 -GPSLongitude=13.3 \
	-GPSLatitudeRef=N -GPSLongitudeRef=E -GPSAltitude=30 -Artist=Zoe a.jpg
cat >reply.eml <<'MAIL'
From: privacy@clearview.ai
To: zoe@example.org
Subject: Zoe
Date: Mon, 2 Nov 2026 10:00:00 +0000

Zoe.
MAIL
sent=$(date -d '-60 days' +%F) later=$(date -d '-20 days' +%F)
{
	run status
	run init
	run photos add a.jpg behind.jpg missing.jpg
	run photos list
	run photos show 1
	run photos show 2
	run fingerprint a.jpg behind.jpg
	run fingerprint --hashes part.jpg
	run compare a.jpg turned.jpg
	run find part.jpg turned.jpg
	run clean behind.jpg -o clean.jpg
	run me set name Zoe country de region de-be email zoe@example.org
	run letter draft --to clearview-ai --ask access,erasure --photos all
	run letter list
	run cases list
	run cases sent 1 --how post --tracking 42 --on "$sent"
	run cases received 1 --on "$(date -d '-58 days' +%F)" --proven
	run cases reply 1 --kind photo_demanded --on "$later"
	run cases stand 1 --stand disputed
	run cases next 1
	run cases correct 1 --entry 4 --kind refused
	run cases withdraw 1 --entry 5
	run letter draft --case 1 --kind photo_demanded
	run letter discard 2
	run cases adopt schufa --on "$sent" --ask access --how email
	run cases reply --mail reply.eml
	run cases close 2 --outcome Zoe
	run cases reopen 2
	run cases show 1
	run cases list
	run cases due
	run controllers search clearview
	run outcomes card --out card.json
	run outcomes sum card.json
	run overview
	run watch add https://example.org/me
	run watch list
	run changes
	run keys list
	run verify
	run autolock
	run cases forget 2 --yes
	run photos forget 2 --yes
} >said
[ "$(grep -c '⟦' said)" -gt 120 ] || echo "only $(grep -c '⟦' said) lines"
"$TOP/tests/cli/untranslated.py" said
