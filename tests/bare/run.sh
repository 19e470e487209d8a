#!/bin/bash
# run.sh SUITE [FOLDER [USER [COMMAND...]]]: Lenscap on a bare Debian: nothing but
# make and git (and sudo, if USER is not root) is there before, and the committed
# source lies in a folder of this name.  The commands are `make run` and the tests
# of the walls unless others are given.  Says how long it took to the first
# finding, and how many packages that took.  Needs root and debootstrap; status 77
# where that cannot be had.
#
# $BARE_ROOTS: a folder where SUITE.tar is kept, so that debootstrap runs once.
# $BARE_FILES: a folder that the user finds as files.
# $BARE_KEEP: a folder for the root, which then stays; else it is removed.
# In a chroot there are no namespaces; tests that need them say that they skip.
set -u
suite=${1:?a suite of Debian\'s, such as trixie} folder=${2:-lenscap} user=${3:-root}
shift $(($# < 3 ? $# : 3))
[ $# -gt 0 ] || set -- 'make run' 'make test T=wall/'
top=$(cd "$(dirname "$0")/../.." && pwd)
skip() { echo "$suite: skipped: $*"; exit 77; }

[ "$(id -u)" -eq 0 ] || skip "only root can make a root of its own"
unshare --mount --pid --fork true 2>/dev/null || skip "this machine gives no mount namespace"
if ! command -v debootstrap >/dev/null; then
	apt-get install -y --no-install-recommends debootstrap >/dev/null 2>&1 || skip "debootstrap is not to be had"
fi
# Whatever this machine gets its own packages from.
mirror() { apt-cache policy | awk -v what="$1" '$2 ~ "^https?:.*" what "/?$" { print $2; exit }'; }
debian=$(mirror /debian) security=$(mirror /debian-security)
[ -n "$debian" ] || skip "this machine has no source of Debian's packages"

work=${BARE_KEEP:-$(mktemp -d)}
root=$work/root
[ -n "${BARE_KEEP:-}" ] || trap 'rm -rf --one-file-system "$work"' EXIT
if [ ! -d "$root/etc" ]; then
	mkdir -p "$root"
	if [ -e "${BARE_ROOTS:-}/$suite.tar" ]; then
		tar -C "$root" -xf "$BARE_ROOTS/$suite.tar"
	else
		debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$debian" >"$work/debootstrap.log" 2>&1 ||
			skip "debootstrap failed: $(tail -1 "$work/debootstrap.log")"
		[ -z "${BARE_ROOTS:-}" ] || tar -C "$root" -cf "$BARE_ROOTS/$suite.tar" .
	fi
	{
		echo "deb $debian $suite main"
		case $suite in
		sid | unstable) ;;
		*) echo "deb $debian $suite-updates main"
			[ -z "$security" ] || echo "deb $security $suite-security main" ;;
		esac
	} >"$root/etc/apt/sources.list"
	apt-config dump Acquire | grep -iE 'proxy|Check-(Date|Valid)' >"$root/etc/apt/apt.conf.d/90bare"
	# A root that is thrown away need not outlive a power cut.
	echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/unsafe"
	cp /etc/resolv.conf /etc/hosts "$root/etc/"
	cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
fi
home=/root
[ "$user" = root ] || home=/home/$user

# shellcheck disable=SC2016 # for the shell inside
enter='
	root=$1 && shift
	for from in /dev /dev/pts /sys; do mount --bind "$from" "$root$from"; done
	[ -z "$BARE_ARCHIVES" ] || mount --bind "$BARE_ARCHIVES" "$root/var/cache/apt/archives"
	mount -t proc proc "$root/proc"
	exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb \
		NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt chroot "$root" "$@"'
inside() { BARE_ARCHIVES=${BARE_ARCHIVES:-} unshare --mount --pid --fork --kill-child bash -c "$enter" bash "$root" "$@"; }
as_user() { # as_user COMMAND: in the folder, as this user
	inside runuser -u "$user" -- env HOME="$home" USER="$user" sh -c "cd \"\$HOME/\$1\" && $1" sh "$folder"
}

before="make git"
[ "$user" = root ] || before="$before sudo"
inside sh -c "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $before" \
	>"$work/before.log" 2>&1 || { tail -5 "$work/before.log"; echo "$suite: FAILED: $before could not be installed"; exit 1; }
if [ "$user" != root ] && [ ! -d "$root$home" ]; then
	inside useradd -m -s /bin/bash "$user"
	echo "$user ALL=(ALL) NOPASSWD: ALL" >"$root/etc/sudoers.d/$user"
fi
rm -rf "${root:?}$home/$folder"
git clone -q "$top" "$root$home/$folder" || exit 1
[ -z "${BARE_FILES:-}" ] || cp -r "$BARE_FILES" "$root$home/files"
inside chown -R "$user:" "$home/$folder"

packages() { grep -c '^Status: install ok installed' "$root/var/lib/dpkg/status"; }
already=$(packages) failed=0 number=0
for command; do
	number=$((number + 1))
	log=$work/$number.log
	started=$SECONDS
	as_user "$command" </dev/null 2>&1 | {
		said='' next=''
		while IFS= read -r line; do
			printf '%s\n' "$line"
			if [ -z "$said" ] && [ -n "$next" ] && [ -n "$line" ]; then
				said=yes
				echo "$((SECONDS - started)) s to the first finding, for which $(($(packages) - already)) packages were installed" >"$log.first"
			fi
			case $line in *'$ lenscap fingerprint'*) next=yes ;; esac
		done
	} >"$log"
	status=${PIPESTATUS[0]}
	[ "$status" -eq 0 ] || failed=1
	echo "$suite, $user in '$folder': $command: exit $status, $((SECONDS - started)) s; $(tail -1 "$log")"
	[ ! -e "$log.first" ] || sed 's/^/  /' "$log.first"
	grep -E '^(FAILED|not ok|skipped)|(left out|stopped): ' "$log" | sed 's/^/  /'
	[ "$status" -eq 0 ] || tail -40 "$log" | sed 's/^/    /'
done
[ -z "${BARE_KEEP:-}" ] || echo "logs and root: $work"
exit $failed
