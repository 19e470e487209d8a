#!/bin/sh
# browsers.sh ROOT: put below ROOT what lets every user's browsers find Lenscap, as
# `lenscap install --system` does, and write the package's scripts.  What lies under
# /etc would be a conffile, which stays when the package goes and then leads
# nowhere: there Chromium and its kin get links to the one file in /usr/share, which
# the scripts make and take away.  $RUN runs programs of another machine.
set -eu
root=$1 name=org.lenscap.host.json
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
# From the table, not from what the help says to people.
families=$(${RUN:-} "$root/usr/bin/lenscap" --generate table | perl -MJSON::PP -0777 -ne '
	my ($install) = grep { ($_->{command} // "") eq "install" } @{decode_json($_)->{operations}};
	print join ",", map { @{$_->{values}} } grep { $_->{name} eq "browser" } @{$install->{params}}')
${RUN:-} "$root/usr/bin/lenscap" install --system --root "$scratch" --host /usr/libexec/lenscap/lenscap-host \
	--browser "$families" >/dev/null

to=/usr/share/lenscap/native-messaging/chromium.json
install -Dm644 "$scratch/etc/chromium/native-messaging-hosts/$name" "$root$to"
folders=$(cd "$scratch" && find etc -name "$name" -printf '/%h\n' | sort | tr '\n' ' ')
for script in postinst prerm; do
	sed "s#@FOLDERS@#${folders% }#g; s#@NAME@#$name#g; s#@TO@#$to#g" "packaging/deb/$script.in" >"debian/lenscap.$script"
done

cp -r "$scratch/usr/lib/." "$root/usr/lib/"
# Debian's Chromium and Firefox take up extensions that packages bring.
for at in chromium/extensions/lenscap 'mozilla/extensions/{ec8030f7-c20a-464f-9b0e-13a3a9e97384}/lenscap@lenscap.org'; do
	mkdir -p "$root/usr/share/$(dirname "$at")"
	ln -s /usr/share/lenscap/extension "$root/usr/share/$at"
done
