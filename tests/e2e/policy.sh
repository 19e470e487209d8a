#!/bin/bash
# The examples of packaging/policy take effect in both browsers, read from where the system keeps policies.
set -u
"$TOP/tests/npm.sh" || exit
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR
export SCRATCH TOP
shots=$TOP/build/screenshots/policy
mkdir -p "$shots"
# An /etc of its own, which this machine's is not changed for.
cp -a /etc "$SCRATCH/etc" 2>/dev/null
mkdir -p "$SCRATCH/etc/chromium/policies/managed" "$SCRATCH/etc/firefox/policies"
cp "$TOP/packaging/policy/chromium.json" "$SCRATCH/etc/chromium/policies/managed/lenscap.json"
cp "$TOP/packaging/policy/firefox.json" "$SCRATCH/etc/firefox/policies/policies.json"
# shellcheck disable=SC2016 # for the shell inside
for way in "-m" "-mc --keep-caps"; do
	read -ra flags <<<"$way"
	within=(unshare "${flags[@]}" --kill-child bash -c 'mount --bind "$SCRATCH/etc" /etc && exec "$@"' bash)
	"${within[@]}" test -e /etc/firefox/policies/policies.json 2>/dev/null || continue
	tried=0
	for browser in chromium firefox; do
		command -v "${browser/firefox/firefox-esr}" >/dev/null || continue
		tried=$((tried + 1))
		mkdir -p "$SCRATCH/$browser"
		"${within[@]}" node "$TOP/tests/e2e/browser/policy.mjs" "$browser" "$SCRATCH/$browser" "$shots" || exit 1
	done
	[ $tried -gt 0 ] && exit 0
	echo "no browser is installed"
	exit 77
done
echo "no namespace of mounts here"
exit 77
