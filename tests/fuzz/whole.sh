#!/bin/bash
# whole.sh OBJECT SOURCES COMPILER...: the C files SOURCES (in one word) as one
# object, by as few runs of the compiler as can be. Two files that have a static
# function of one name each are no one piece: then each half is one, and so on.
set -eu
object=$1
read -ra sources <<<"$2"
shift 2
compiler=("$@" -Wno-macro-redefined -c -MT "$object")
pieces=()

# piece NAME SOURCE...
piece() {
	local name=$1 half=$((($# - 1) / 2)) log=$object.log
	shift
	[ $# -gt 1 ] || log=/dev/stderr
	printf '#include "%s"\n' "$@" >"$name.c"
	if "${compiler[@]}" -o "$name.o" "$name.c" 2>"$log"; then
		pieces+=("$name.o")
	else
		[ $# -gt 1 ] || exit 1
		piece "$name.1" "${@:1:half}"
		piece "$name.2" "${@:half+1}"
	fi
}
piece "${object%.o}" "${sources[@]}"
[ ${#pieces[@]} -eq 1 ] || ld -r -o "$object" "${pieces[@]}"
