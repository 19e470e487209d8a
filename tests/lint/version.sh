#!/bin/bash
# version.sh: the Makefile has the version; whoever else names one has the same.
set -u
version=$(sed -n 's/^VERSION *:= *//p' Makefile)
failed=0
same() { # same WHERE WHAT IT SAYS
	[ "$2" = "$version" ] && return
	echo "version: $1 says '$2', the Makefile '$version'" >&2
	failed=1
}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || same Makefile "$version, which is no x.y.z"
same extension/manifest.json "$(sed -n 's/^ *"version": *"\([^"]*\)",*$/\1/p' extension/manifest.json)"
same 'packaging/CHANGELOG.md, on top,' "$(sed -n 's/^## \([^ ]*\).*/\1/p' packaging/CHANGELOG.md | head -1)"
exit $failed
