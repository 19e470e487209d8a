#!/bin/bash
# Browsers are told where lenscap-host is, and untold; nobody else's file is
# touched; doctor says what is amiss.
cd "$SCRATCH" || exit 1
export HOME=$SCRATCH/home
unset XDG_CONFIG_HOME
mkdir -p home/.config/chromium home/.mozilla
at() { sed "s|$BUILD|BUILD|; s|$SCRATCH|SCRATCH|; s|$TOP|TOP|"; }
chromium=home/.config/chromium/NativeMessagingHosts/org.lenscap.host.json
firefox=home/.mozilla/native-messaging-hosts/org.lenscap.host.json
doctor() {
	lenscap doctor --json | python3 -c '
import json, sys
for row in map(json.loads, sys.stdin):
    if row["group"] == "browsers" and row["name"].startswith(("Chromium", "Firefox", "Vivaldi")):
        print(row["name"] + ":", row["state"] + ":", row["detail"])'
}

echo "== none yet"
doctor
lenscap uninstall
echo "== install"
lenscap install --browser chromium,firefox --json | at
ids=$(sed -n 's/^chromium_ids := //p' "$TOP/packaging/native-messaging/ids")
sed "s/$ids/ID/" $chromium | at
at <$firefox
stat -c '%a' $chromium
python3 - "$TOP/packaging/native-messaging/ids" <<'PY'
# The id is that of the key, as Chromium derives it.
import base64, hashlib, sys
ids = dict(line.rstrip().split(" := ") for line in open(sys.argv[1]) if " := " in line)
digest = hashlib.sha256(base64.b64decode(ids["chromium_key"])).hexdigest()[:32]
letters = "".join(chr(ord("a") + int(c, 16)) for c in digest)
assert letters == ids["chromium_ids"].split()[0], letters
PY
doctor
echo "== stale"
lenscap install --browser chromium --host /nowhere/lenscap-host | at
doctor
lenscap install --browser chromium | at
doctor
echo "== a link to it, as packages make one"
mv $chromium kept.json && ln -s "$SCRATCH/kept.json" $chromium
doctor
rm $chromium && mv kept.json $chromium
echo "== somebody else's"
echo '{"name": "org.example"}' >$firefox
lenscap install --browser firefox
echo "exit $?"
lenscap uninstall --browser firefox
echo "exit $?"
cat $firefox
doctor
rm $firefox
echo precious >precious
ln -s "$SCRATCH/precious" $firefox
lenscap install --browser firefox
echo "exit $?"
lenscap uninstall --browser firefox
echo "exit $?"
cat precious
rm $firefox
chmod 777 "$(dirname $firefox)"
lenscap install --browser firefox
echo "exit $?"
echo "== boxes"
mkdir -p home/snap/firefox home/.var/app/com.vivaldi.Vivaldi
doctor
echo "== for all users"
mkdir image
lenscap install --system --root "$SCRATCH/image" --browser chromium,firefox
(cd image && find . -type f | sort)
lenscap uninstall --system --root "$SCRATCH/image"
find image -type f
echo "== uninstall"
touch "$(dirname $chromium)/org.other.json"
lenscap uninstall
lenscap uninstall
echo "exit $?"
find home -type f
echo "== wrong use"
lenscap install --browser chromium,netscape
echo "exit $?"
ls "$(dirname $chromium)"
lenscap install --root /tmp
echo "exit $?"
lenscap install --host relative
echo "exit $?"
echo "== nobody's home"
(unset HOME; lenscap install; echo "exit $?"; lenscap uninstall; echo "exit $?")
(unset HOME; XDG_CONFIG_HOME=$SCRATCH/config lenscap install --browser chromium,firefox >said; head -1 said)
