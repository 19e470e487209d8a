#!/bin/bash
# planted.sh BUILD: the checks of layers, prototypes, circles, headers, pages and words in other
# languages find what they are there to find.  Each line below plants one violation into a copy of the tree.
set -u
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tar -c --exclude=node_modules .ci Makefile host include po tests packaging | tar -x -C "$scratch"
mkdir "$scratch/build"
cp -r "$1" "$scratch/build/release"
cd "$scratch" || exit 1
failed=0

tests/lint/layers.sh build/release || { echo "the tree itself does not pass"; exit 1; }

plant() { # plant WHAT FILE LINE
	cp "$2" saved 2>/dev/null || : >saved
	printf '%s\n' "$3" >>"$2"
	if tests/lint/layers.sh build/release >/dev/null 2>&1; then
		echo "not found: $1"
		failed=1
	fi
	cp saved "$2"
	[ -s "$2" ] || rm "$2"
}
plant "a worker includes the core" host/workers/decoder/png.c '#include <lenscap/casework.h>'
plant "a lower layer includes a higher one" host/ipc/body.c '#include <lenscap/clients.h>'
plant "base includes anything" host/base/text.c '#include <lenscap/ipc.h>'
plant "a public header reaches up" include/lenscap/ipc.h '#include <lenscap/sandbox.h>'
plant "the core decodes" host/casework/walk.c '#include <jpeglib.h>'
plant "the core parses metadata" host/clients/worker_path.c '#include <expat.h>'
plant "another folder confines" host/cli/main.c '#include <seccomp.h>'
plant "a private header of another folder" host/casework/compare.c '#include "../clients/decoder_slot.h"'
plant "a room reaches into one above it" host/ledger/store/io.c '#include "life/backup.h"'
plant "a process has a header" include/lenscap/cli.h '/* cli.h: */'
plant "a banned function" host/base/text.c 'static int t(const char *x) { return atoi(x); }'
plant "an include with a tab" host/ipc/body.c '#	include <lenscap/clients.h>'
plant "an include with spaces" host/casework/walk.c ' #  include  <jpeglib.h>'
plant "the map gives a worker the core" Makefile 'uses.workers/decoder += casework'
mkdir -p host/extra
plant "a folder that is not in the map" host/extra/extra.c 'int extra;'
# What a source calls shows in its object, whatever macro hides it.
plant_call() { # plant_call WHAT FOLDER BODY
	object=build/release/host/$2/planted.o
	printf '#define HIDE(a, b) a##b\n%s\n' "$3" |
		cc -w -D_GNU_SOURCE -include stdlib.h -include stdio.h -include string.h \
			-include unistd.h -include dlfcn.h -include sys/socket.h -x c -c -o "$object" -
	if tests/lint/layers.sh build/release >/dev/null 2>&1; then
		echo "not found: $1"
		failed=1
	fi
	rm "$object"
}
plant_call "a fork outside the zygote" casework 'int planted(void) { return HIDE(fo, rk)(); }'
plant_call "a program is executed" ledger/store 'int planted(char **a) { return HIDE(exec, ve)("/x", a, a); }'
plant_call "a socket outside the fetcher" clients 'int planted(void) { return (socket)(1, 1, 0); }'
plant_call "the environment is read" casework 'char *planted(void) { return HIDE(secure_, getenv)("X"); }'
plant_call "the environment is taken whole" casework 'char *planted(void) { return environ[0]; }'
plant_call "code is loaded" match 'void *planted(void) { return dlopen("x", 1); }'
plant_call "a shell is called" cli 'int planted(void) { return (system)("x"); }'
plant_call "a text without its end" base 'void planted(char *a, const char *b) { strncpy(a, b, 9); }'
# What a public header declares is explained, and its errors are looked at.
tests/lint/prototypes.sh || { echo "the headers themselves do not pass"; exit 1; }
plant_header() { # plant_header WHAT LINES
	cp include/lenscap/base.h saved
	{ sed '$d' saved; printf '\n%s\n\n#endif\n' "$2"; } >include/lenscap/base.h
	if tests/lint/prototypes.sh >/dev/null 2>&1; then
		echo "not found: $1"
		failed=1
	fi
	cp saved include/lenscap/base.h
}
plant_header "an error that may be dropped" '/* Sets it. */
enum lens_err base_x(void);'
plant_header "one on two lines" '/* Sets it. */
enum lens_err
base_x(int a,
       int b);'
plant_header "one in a group whose others must be used" '/* Set them. */
LENS_MUST enum lens_err base_x(void);
enum lens_err base_y(void);'
for type in 'uint64_t' 'int64_t' 'float' 'double' 'ssize_t' 'void' 'struct base_view' 'const char *' 'LENS_MUST enum lens_err' 'enum lens_err *' 'extern const int *'; do
	plant_header "no comment for a $type" "$type base_x(void);"
done
plant_header "a comment that belongs to another" '/* Sets it. */
void base_x(void);

void base_y(void);'
plant_header "no comment after a struct" '/* A pair. */
struct base_pair {
	int a; /* the *first* */
	void (*b)(void);
};

int base_x(void);'
plant_header "a pointer to a function" 'void (*base_x(void))(int);'
plant_header "an inline function" 'static inline int base_x(void)
{
	return 1;
}'
# The same in what a folder shares.
for lines in 'int planted(void);' '/* Sets it. */
enum lens_err planted(void);'; do
	printf '/* planted.h: for a test. */\n\n%s\n' "$lines" >host/ledger/planted.h
	if tests/lint/prototypes.sh >/dev/null 2>&1; then
		echo "not found in a folder's own header: $lines"
		failed=1
	fi
	rm host/ledger/planted.h
done
# Two files that need each other, through a third.
tests/lint/circles.sh build/release || { echo "the tree itself has circles"; exit 1; }
for pair in 'a b' 'b c' 'c a'; do
	source=host/ledger/rows/planted_${pair% *}.c
	echo "void planted_${pair#* }(void); void planted_${pair% *}(void) { planted_${pair#* }(); }" >"$source"
	cc -w -c -o "build/release/${source%.c}.o" "$source"
done
if tests/lint/circles.sh build/release >/dev/null 2>&1; then
	echo "not found: a circle of three files"
	failed=1
fi
rm host/ledger/rows/planted_?.c build/release/host/ledger/rows/planted_?.o
# A header that grew too long, and one whose guard hides another.
tests/lint/headers.sh || { echo "the headers themselves do not pass"; exit 1; }
plant_guard() { # plant_guard WHAT TEXT
	printf '%s\n' "$2" >include/lenscap/base_planted.h
	if tests/lint/headers.sh >/dev/null 2>&1; then
		echo "not found: $1"
		failed=1
	fi
	rm include/lenscap/base_planted.h
}
plant_guard "a header of 201 lines" "$(yes '/* . */' | head -201)"
plant_guard "a guard that is taken" '#ifndef LENSCAP_BASE_H'
# A page that names what was moved.
plant_page() { # plant_page WHAT FOUND NAME
	# shellcheck disable=SC2016 # the page's own backticks
	printf 'See `%s`.\n' "$3" >page.md
	tests/lint/paths.sh page.md >/dev/null 2>&1
	[ $? -eq "$2" ] || { echo "a page that names $1"; failed=1; }
}
plant_page "a file of the tree, refused" 0 base/text.c
plant_page "a test to be, refused" 0 tests/cli/NAME.sh
plant_page "a folder of the tree, refused" 0 tests/host/ledger/
plant_page "a file in another folder, not found" 1 ledger/text.c
plant_page "a folder that is gone, not found" 1 host/gone/

# What the terminal says in another language is what it says in English.
plant_words() { # plant_words WHAT CHECK FILE EDIT
	cp "$3" saved
	sed -i "$4" "$3"
	if "tests/lint/$2" >/dev/null 2>&1; then
		echo "not found: $1"
		failed=1
	fi
	cp saved "$3"
}
plant_words "a format with another placeholder" catalogue.py po/de.po '/^msgstr ".*%s/{s/%s/%d/;:rest;n;b rest}'
plant_words "a sentence that is not sure" catalogue.py po/fr.po '0,/^#: /s//#, fuzzy\n&/'
plant_words "straight quotes in a sentence" catalogue.py po/nl.po 's/“lenscap install” schrijft/'"'lenscap install'"' schrijft/'
plant_words "a sign that a French line may begin with" catalogue.py po/fr.po '/^msgstr/s/\xc2\xa0;/ ;/'
plant_words "a sentence without its last blank" catalogue.py po/it.po 's/^\(msgstr "[^"]*[^" ]\) "$/\1"/'
plant_words "what a reader says, and no language has" details.py host/workers/picture/metadata_iptc.c 's/edit status/state of editing/'
plant_words "what a reader says unmarked" details.py host/workers/picture/metadata_iptc.c 's/N_("edit status")/"status"/'
plant_words "a detail that snprintf() makes" details.py host/workers/picture/metadata_iptc.c 's/"IPTC %u/"field %u/'
plant_words "what no reader says" details.py host/letter/detail.c 's/N_("edit status")/N_("status of editing")/'
plant_words "what an audit says, and no language has" details.py host/casework/audit_judge.c 's/from the pack %s/out of the pack %s/'
plant_words "where a site has a setting, in English alone" details.py host/share/remedies/sites.json 's/profile editor/the editor/'
plant_words "a template of another language names another member" screen_words.py \
	host/share/words/nl/case.mustache '0,/{{reference}}/s//{{references}}/'
plant_words "a template is missing" screen_words.py host/share/words/es/case.mustache 's/^\[case.due\]/[case.never]/'
[ $failed -eq 0 ] && echo "every planted violation was found"
exit $failed
