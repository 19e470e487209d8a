#!/bin/sh
# setup.sh LIST...: install what the table `packages` has of these lists and this
# machine has not.  With --list only say what that would be, on a distribution
# (--for ID) or here.  With --arch ARCH only the libraries, those of another
# machine that Debian calls so, and nothing that is here goes for them.
set -eu
table=$(dirname "$0")/packages
only_list='' distribution='' machine=''
while [ $# -gt 0 ]; do
	case $1 in
	--list) only_list=yes ;;
	--for) distribution=$2 && shift ;;
	--arch) machine=$2 && shift ;;
	-*) echo "setup.sh: unknown option $1" >&2 && exit 2 ;;
	*) break ;;
	esac
	shift
done

# Debian, and what is made of it, has dpkg; of the others the name decides.
if [ -z "$distribution" ]; then
	# shellcheck source=/dev/null
	[ ! -r /etc/os-release ] || distribution=$(. /etc/os-release && echo " ${ID:-} ${ID_LIKE:-} ")
else
	distribution=" $distribution "
fi
case $distribution in
*' ubuntu '*) column=4 get='apt-get install -y --no-install-recommends' ;;
*' debian '*) column=3 get='apt-get install -y --no-install-recommends' ;;
*' fedora '*) column=5 get='dnf install' ;;
*' arch '*) column=6 get='pacman -S --needed' ;;
*' suse '* | *' opensuse '* | *' opensuse-tumbleweed '* | *' opensuse-leap '*) column=7 get='zypper install' ;;
*) column=0 get='' ;;
esac

if [ -n "$machine" ]; then
	[ "$column" = 3 ] || [ "$column" = 4 ] || {
		echo "setup.sh: libraries of another machine come from Debian's multiarch" >&2
		exit 1
	}
	get="$get --no-remove"
fi

there() { # there HOW NAME
	what=${1#*:}
	case $1 in
	command:*) command -v "$what" >/dev/null && return ;;
	esac
	if [ "$column" = 3 ] || [ "$column" = 4 ]; then
		case $(dpkg-query -W -f '${db:Status-Abbrev}' "$2" 2>/dev/null) in
		ii*) return 0 ;;
		esac
		# A name that stands for others, such as libjpeg-dev, or a later name.
		case $machine$1 in
		library:*) pkg-config --exists "$what" 2>/dev/null && return ;;
		esac
		return 1
	fi
	case $1 in
	library:*) pkg-config --exists "$what" 2>/dev/null ;;
	file:*)
		# shellcheck disable=SC2086 # a pattern
		ls -d $what >/dev/null 2>&1 ;;
	font:*) find /usr/share/fonts -name "$what.*" 2>/dev/null | grep -q . ;;
	python:*) /usr/bin/python3 -c "import importlib.util, sys; sys.exit(importlib.util.find_spec('$what') is None)" 2>/dev/null ;;
	*) return 1 ;;
	esac
}

missing='' maybe='' without=''
for list; do
	while read -r needed how debian ubuntu fedora arch opensuse; do
		[ "$needed" = "$list" ] || continue
		case $column in
		4) name=$ubuntu ;;
		5) name=$fedora ;;
		6) name=$arch ;;
		7) name=$opensuse ;;
		*) name=$debian ;;
		esac
		[ "$name" != = ] || name=$debian
		perhaps=
		case $name in '?'*) perhaps=yes name=${name#?} ;; esac
		[ "$name" != pc ] || name="pkgconfig(${how#library:})"
		if [ -n "$machine" ]; then
			case $how in
			library:* | file:/usr/include/*) name=$name:$machine ;;
			*) continue ;;
			esac
		fi
		[ -n "$only_list" ] || ! there "$how" "$name" || continue
		if [ "$name" = - ]; then
			without="$without ${how#*:}"
			continue
		fi
		if [ -n "$perhaps" ]; then
			[ "$column" != 3 ] && [ "$column" != 4 ] || maybe="$maybe $name"
			continue
		fi
		case " $missing " in
		*" $name "*) ;;
		*) missing="$missing $name" ;;
		esac
	done <"$table"
done
if [ -n "$only_list" ]; then
	printf '%s\n' "$missing" | tr ' ' '\n' | sed '/^$/d'
	exit 0
fi
# Of those that only some releases have, the ones that apt knows of.
known() {
	for name in $maybe; do
		! apt-cache show "$name" 2>/dev/null | grep -q . || printf ' %s' "$name"
	done
}
missing="$missing$(known)"
[ -z "$without" ] || echo "Not to be had as packages here, so what needs them is left out:$without"
[ -n "$missing" ] || exit 0

if [ "$column" != 3 ] && [ "$column" != 4 ]; then
	{
		if [ -z "$get" ]; then
			echo "Lenscap does not know this distribution's names of packages. Please install what"
			echo "it has for these of Debian's, and run make again:"
			echo " $missing"
		else
			echo "Lenscap needs these packages. Please install them, and run make again:"
			# dnf's and zypper's capabilities have brackets, which a shell would take.
			echo "    sudo $get$(echo "$missing" | sed "s/ \([^ ]*(\S*)\)/ '\1'/g")"
		fi
	} >&2
	exit 1
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "Lenscap needs these packages, and this account may not install them. As root:" >&2
		echo "    $get$missing" >&2
		exit 1
	fi
	as_root=sudo
fi

echo "Lenscap needs these packages, and installs them now:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
[ -z "$machine" ] || $as_root dpkg --add-architecture "$machine"
# shellcheck disable=SC2046,SC2086 # the lists are words
if ! { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive $get $missing $(known); } >"$log" 2>&1; then
	tail -20 "$log" >&2
	echo "setup.sh: the packages could not be installed; see above." >&2
	exit 1
fi
