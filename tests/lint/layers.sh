#!/bin/bash
# layers.sh BUILD: hold the code to the tables at the top of the Makefile: who
# includes whom, who links what, what each folder exports; and keep out
# functions that have a better alternative.
set -u
build=$1
map=$(MAKEFLAGS='' make -s print-map)
failed=0
complain() { echo "layers: $*" >&2; failed=1; }
folders=$(echo "$map" | sed -n 's/^uses \([a-z/-]*\):.*/\1/p')
used_by() { echo "$map" | sed -n "s|^uses $1: *||p"; }

# Behind the wall there is only this, whatever the table says.
for folder in $(echo "$folders" | grep '^workers/'); do
	for used in $(used_by "$folder"); do
		case $used in
		base | ipc | sandbox | fingerprint | workers/picture | workers/container) ;;
		*) complain "$folder is behind the wall and may not use $used" ;;
		esac
	done
done
for folder in base fingerprint match law; do
	for used in $(used_by "$folder"); do
		case $folder:$used in
		*:base | match:fingerprint) ;;
		*) complain "$folder is pure and may not use $used" ;;
		esac
	done
done

# Every folder with sources is in the table, and has its header or main.c.
while read -r folder; do
	echo "$folders" | grep -qx "$folder" || complain "host/$folder is not in the Makefile's table"
done < <(find host -name '*.c' -printf '%h\n' | sort -u | sed 's|^host/||')
for folder in $folders; do
	name=$(basename "$folder")
	case $folder in
	workers/picture | workers/container | ledger/* | cli/*) ;;
	*) if [ -e "host/$folder/main.c" ]; then
		[ ! -e "include/lenscap/$name.h" ] || complain "$folder is a process and has no header"
	else
		[ -e "include/lenscap/$name.h" ] || complain "$folder has no header include/lenscap/$name.h"
	fi ;;
	esac
done

# What a file includes of ours; a room's public headers are ROOM.h and
# ROOM_part.h.
for folder in $folders; do
	allowed=" $folder $(used_by "$folder") "
	while IFS=: read -r file include; do
		case $include in
		\<lenscap/*)
			# "letter.h" and its parts, "letter_made.h", are one folder's.
			used=${include#<lenscap/}
			used=${used%.h>}
			used=${used%%_*} ;;
		\"*/*)
			used=${include#\"}
			used=${used%/*}
			# A room of a house: workers/picture, ledger/store, cli/screen.
			for house in workers ledger cli; do
				[ ! -d "host/$house/$used" ] || used=$house/$used
			done ;;
		*) continue ;;
		esac
		case $allowed in
		*" $used "*) ;;
		# The rooms of a house share its public headers.
		*" ${folder%%/*}/"*) [ "$used" = "${folder%%/*}" ] || complain "$file steps over its layer with $include" ;;
		*) complain "$file steps over its layer with $include" ;;
		esac
	done < <({ find "host/$folder" -maxdepth 1 -name '*.[ch]'
		find include/lenscap -name "$folder.h" -o -name "${folder}_*.h"; } |
		xargs grep -oHE '^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"][^>"]*[>"]' |
		sed 's/:[[:space:]]*#[[:space:]]*include[[:space:]]*/:/')
done

# A library's headers are included by the folders that own the library.
owns() { # owns PATTERN FOLDER...
	pattern=$1
	shift
	keep=$(printf 'host/%s[/.]|' "$@")$(printf 'include/lenscap/%s(_[a-z]+)?.h:|' "$@")
	grep -rnE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($pattern)" host include | grep -vE "^(${keep%|})" &&
		complain "only $* may include $pattern"
}
owns 'spng|webp/|gif_lib' workers/decoder
owns 'jpeglib|jerror' workers/picture
owns 'libheif/' workers/decoder-heif
owns 'expat|nettle/sha' workers/picture
owns 'jxl/' workers/decoder-jxl
owns 'brotli/' workers/decoder-jxl
owns 'tiffio' workers/decoder-tiff
owns 'poppler' workers/pdf
owns 'seccomp\.h|linux/landlock|spawn\.h' sandbox
owns 'jansson' browsers casework cli native operations registry law letter view workers/pagereader workers/unpack
owns 'sodium' ledger signature
owns 'sqlite3' ledger
owns 'libsecret/' workers/keyring
owns 'zlib' workers/pagereader workers/unpack workers/picture workers/decoder workers/container
owns 'curl/' workers/fetcher

# What a folder exports is named after the folder, the file, or a private
# header of the folder (its whole name or its last word).
for folder in $folders; do
	objects=()
	for source in "host/$folder"/*.c; do
		object=$build/${source%.c}.o
		[ -e "$object" ] && objects+=("$object")
	done
	[ ${#objects[@]} -gt 0 ] || continue
	headers=$(find "host/$folder" -maxdepth 1 -name '*.h' -printf '%f ')
	nm -gA --defined-only "${objects[@]}" |
		awk -v folder="$(basename "${folder//-/_}")" -v house="${folder%%/*}" -v headers="$headers" '
		BEGIN {
			allow[folder]; if (house != "workers") allow[house]; allow["main"]; allow["__asan"]; allow["__odr"]
			count = split(headers, header, "[. ]")
			for (i = 1; i <= count; i++) {
				allow[header[i]]
				words = split(header[i], word, "_")
				allow[word[words]]
			}
		}
		function fits(name) { return index(symbol "_", name "_") == 1 }
		{
			split($1, part, ":"); object = part[1]; symbol = $NF
			stem = object; sub(/.*\//, "", stem); sub(/\.o$/, "", stem)
			first = stem; sub(/_.*/, "", first)
			if (symbol ~ /\./ || fits(stem) || fits(first)) next
			for (name in allow) if (fits(name)) next
			print object " exports " symbol
		}' | grep . >&2 && complain "$folder exports names that are not its own"
done

# What a process links.
while read -r bin; do
	folder=${bin%%:*}
	program=${bin##* }
	needed=$(readelf -d "$build/$program" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p')
	case $folder in
	workers/fetcher) forbidden='lib(sqlite|sodium|jansson|jpeg|spng|png|webp|gif|heif|exif|expat|tiff)' ;;
	workers/unpack | workers/pagereader) forbidden='lib(curl|sqlite|sodium|jpeg|spng|png|webp|gif|heif|exif|expat|tiff)' ;;
	workers/*) forbidden='lib(curl|sqlite|sodium|jansson)' ;;
	*) forbidden='lib(jpeg|spng|png|webp|gif|heif|exif|expat|curl|ssl|nss|tiff)' ;;
	esac
	echo "$needed" | grep -E "$forbidden" && complain "$program links what it may not"
done < <(echo "$map" | sed -n 's/^bin //p')

# Functions with a better alternative.
grep -rnE '\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|atof|system|popen|alloca|strncat|scanf|sscanf|tmpnam|mktemp|getwd|rand|setenv|putenv) *\(' host &&
	complain "banned function"
# What the objects call, however the source spells it.  Only the parts that
# must may start processes, open sockets or read the environment.
# An object whose source has gone counts for nothing.
calls=$(find "$build/host" -name '*.o' | while read -r object; do
	source=${object#"$build/"}
	[ ! -e "${source%.o}.c" ] && [[ $object != */planted.o ]] || echo "$object"
done | xargs nm -uA |
	sed -nE 's|^.*/host/(.*)\.o: +U (__)?([A-Za-z0-9_]+)$|\1 \3|p' | sed -E 's/(_chk|@.*)$//')
only() { # only WHAT SYMBOLS WHERE: nobody but WHERE calls SYMBOLS
	echo "$calls" | grep -E " ($2)$" | grep -vE "^($3) " | grep . >&2 && complain "$1"
}
only "starts a process outside the sandbox" 'fork|vfork|posix_spawnp?|execl|execle|execlp|execv|execve|execvp|execvpe|execveat|fexecve|clone|clone3' 'sandbox/spawn|sandbox/beside|workers/picture/zygote'
only "opens a network socket outside the fetcher" 'socket|connect|bind|listen|accept4?|getaddrinfo|gethostbyname' 'workers/fetcher/.*'
only "reads the environment" 'getenv|secure_getenv|environ|setenv|putenv' 'cli/screen/screen|base/language|casework/home|browsers/roots|cli/commands/words_photo'
only "loads code" 'dlopen|dlmopen' 'none'
only "banned function" 'system|popen|strcpy|stpcpy|strncpy|stpncpy|strcat|strncat|sprintf|vsprintf|gets|strtok|alloca' 'none'
exit $failed
