#!/bin/bash
# The table of packages: whole, and each distribution is asked in its own names.
set -eu
setup=$TOP/packaging/setup.sh table=$TOP/packaging/packages
fail() { echo "$*"; exit 1; }

awk '!/^#/ && NF != 7 { print "not seven columns: " $0; bad = 1 }
	!/^#/ && $1 !~ /^(build|run|browser|lint|wall|test|cross|deb)$/ { print "no such list: " $0; bad = 1 }
	!/^#/ && $2 !~ /^(command|library|file|font|python):/ { print "no such way to look: " $0; bad = 1 }
	!/^#/ && $3 ~ /[0-9][0-9]-dev$/ && $3 ~ /clang|llvm|gcc/ { print "a version in a name: " $0; bad = 1 }
	!/^#/ && ($5 == "pc" || $7 == "pc") && $2 !~ /^library:/ { print "no library: " $0; bad = 1 }
	/^build/ && / - *| -$/ { print "needed, and nowhere to be had: " $0; bad = 1 }
	END { exit bad }' "$table"
# What the Makefile links is in the list to build.
while read -r package; do
	case $package in libwebpdemux) continue ;; esac # comes with libwebp
	grep -q "^build .*library:$package " "$table" || fail "$package is linked, and not in the table"
done < <(sed -nE 's/^pkgs\.[a-z\/-]+ *:= *//p' "$TOP/Makefile" | tr ' ' '\n')

# A distribution's newer compiler or library may warn, and gives a package all the same; its compiler's
# name may have two words.
! grep -q '^flags.*CI=true' "$TOP/packaging/deb/rules" || fail "a warning would leave somebody without a package"
grep -qF "CC='\$(CC)'" "$TOP/packaging/deb/rules" || fail "a compiler of two words is cut"

# Only their own, each in its words.
has() { # has DISTRIBUTION LIST NAME...
	# shellcheck disable=SC2086 # words
	names=$("$setup" --list --for $1 "$2")
	for name in "${@:3}"; do
		grep -qxF -- "$name" <<<"$names" || fail "$1, $2: no $name"
	done
}
hasnt() {
	# shellcheck disable=SC2086 # words
	names=$("$setup" --list --for $1 "$2")
	for name in "${@:3}"; do
		! grep -qxF -- "$name" <<<"$names" || fail "$1, $2: $name"
	done
}
has debian build gcc libheif-dev libgmime-3.0-dev
hasnt debian build chromium firefox-esr clang libcmocka-dev mate-backgrounds npm
has debian run mate-backgrounds
has debian browser chromium
hasnt debian browser npm nodejs
has debian test firefox-esr npm
# Another machine's are its libraries, and no tools.
has 'debian --arch arm64' build libjansson-dev:arm64 libgif-dev:arm64
hasnt 'debian --arch arm64' build gcc gcc:arm64 ca-certificates:arm64
! "$setup" --list --for fedora --arch arm64 build >/dev/null 2>&1 || fail "fedora has no multiarch"
# Ubuntu has Debian's, but its browsers are Snaps.
has ubuntu build gcc libheif-dev libgmime-3.0-dev
hasnt ubuntu browser chromium chromium-browser
hasnt ubuntu test firefox-esr
has fedora build gcc 'pkgconfig(gmime-3.0)' giflib-devel
has arch build gmime3 libjpeg-turbo
has opensuse build 'pkgconfig(libheif)' giflib-devel
[ "$("$setup" --list --for plan9 build)" = "$("$setup" --list --for debian build)" ] || fail "an unknown one has not Debian's names"

# On a machine with nothing, as each would be told. Nothing is installed here.
mkdir "$SCRATCH/bin" "$SCRATCH/etc"
for tool in sh cat sed grep find ls dirname tr; do
	ln -s "$(command -v $tool)" "$SCRATCH/bin/$tool"
done
told() { # told DISTRIBUTION: what it prints, and that it fails
	! PATH=$SCRATCH/bin /bin/sh "$setup" --for "$1" build run >/dev/null 2>"$SCRATCH/told" || fail "$1: it says that all is there"
	cat "$SCRATCH/told"
}
told fedora | grep -q "sudo dnf install .*'pkgconfig(jansson)'" || fail "Fedora is not told: $(told fedora)"
told arch | grep -q 'sudo pacman -S --needed .*gmime3' || fail "Arch is not told: $(told arch)"
told opensuse | grep -q "sudo zypper install .*'pkgconfig(jansson)'" || fail "openSUSE is not told: $(told opensuse)"
told plan9 | grep -q 'libjansson-dev' || fail "an unknown one is not told: $(told plan9)"

# On Ubuntu, with its tools played: what apt-get is asked for.
printf '#!/bin/sh\nexit 1\n' >"$SCRATCH/bin/dpkg-query"
printf '#!/bin/sh\necho 0\n' >"$SCRATCH/bin/id"
printf '#!/bin/sh\necho "$@" >>"%s"\n' "$SCRATCH/asked" >"$SCRATCH/bin/apt-get"
for tool in env mktemp tail rm; do ln -s "$(command -v $tool)" "$SCRATCH/bin/$tool"; done
chmod +x "$SCRATCH"/bin/*
PATH=$SCRATCH/bin /bin/sh "$setup" --for ubuntu build browser >"$SCRATCH/said"
grep -q '^update$' "$SCRATCH/asked" || fail "apt-get was not asked for its lists"
grep -q '^install -y --no-install-recommends gcc libc6-dev .*libical-dev' "$SCRATCH/asked" || fail "asked: $(cat "$SCRATCH/asked")"
! grep -q 'chromium' "$SCRATCH/asked" || fail "asked for Chromium"
grep -q '^Not to be had as packages here.*chromium' "$SCRATCH/said" || fail "it is silent about Chromium"
# Who may not install is told what is missing.
printf '#!/bin/sh\necho 1000\n' >"$SCRATCH/bin/id"
rm "$SCRATCH/asked"
! PATH=$SCRATCH/bin /bin/sh "$setup" --for ubuntu build >/dev/null 2>"$SCRATCH/said" || fail "no right to install, and all is well"
grep -q 'As root:' "$SCRATCH/said" && [ ! -e "$SCRATCH/asked" ]
echo "packages: $(grep -vc '^#' "$table") rows, five distributions and an unknown one"
