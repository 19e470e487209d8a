/*
 * charset_multi.c: the encodings of East Asia, by the tables of the C library.
 * It looks for these by path, and in the jail there are no files: all are
 * opened before it closes (a third of a millisecond).  Where they are not
 * installed, such pages are read as far as they are ASCII.
 */
#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "charset.h"

#define MULTI_NONE ((iconv_t)-1)
#define MULTI_ROOM 512 /* bytes of UTF-8 that are made at once */

/* As the Encoding Standard has them (9 to 12): GBK is GB18030 without what
 * takes four bytes, and what Hong Kong added to Big5 is read, never written. */
static struct multi {
	const char *name;
	size_t most;	  /* bytes of a letter that is written */
	uint8_t least;	  /* its first byte */
	const char *euro; /* where it is otherwise than in the library */
	iconv_t from, to;
} multis[CHARSET_MULTIS] = {
    {"CP932", 2, 0, "", MULTI_NONE, MULTI_NONE},
    {"EUC-JP-MS", 2, 0, "", MULTI_NONE, MULTI_NONE},
    {"GB18030", 2, 0, "\x80", MULTI_NONE, MULTI_NONE},
    {"GB18030", 4, 0, "", MULTI_NONE, MULTI_NONE},
    {"BIG5-HKSCS", 2, 0xa1, "\xa3\xe1", MULTI_NONE, MULTI_NONE},
    {"UHC", 2, 0, "", MULTI_NONE, MULTI_NONE},
    {"ISO-2022-JP", 8, 0, "", MULTI_NONE, MULTI_NONE},
};

/* Encoding Standard, 4.2. */
static const struct {
	const char *label;
	unsigned which;
} multi_labels[] = {
    {"csshiftjis", 0},	  {"ms932", 0},		  {"ms_kanji", 0},
    {"shift-jis", 0},	  {"shift_jis", 0},	  {"sjis", 0},
    {"windows-31j", 0},	  {"x-sjis", 0},	  {"cseucpkdfmtjapanese", 1},
    {"euc-jp", 1},	  {"x-euc-jp", 1},	  {"chinese", 2},
    {"csgb2312", 2},	  {"csiso58gb231280", 2}, {"gb2312", 2},
    {"gb_2312", 2},	  {"gb_2312-80", 2},	  {"gbk", 2},
    {"iso-ir-58", 2},	  {"x-gbk", 2},		  {"gb18030", 3},
    {"big5", 4},	  {"big5-hkscs", 4},	  {"cn-big5", 4},
    {"csbig5", 4},	  {"x-x-big5", 4},	  {"cseuckr", 5},
    {"csksc56011987", 5}, {"euc-kr", 5},	  {"iso-ir-149", 5},
    {"korean", 5},	  {"ks_c_5601-1987", 5},  {"ks_c_5601-1989", 5},
    {"ksc5601", 5},	  {"ksc_5601", 5},	  {"windows-949", 5},
    {"csiso2022jp", 6},	  {"iso-2022-jp", 6},
};

void charset_open(void)
{
	for (unsigned i = 0; i < CHARSET_MULTIS; i++) {
		struct multi *multi = &multis[i];

		if (multi->from == MULTI_NONE)
			multi->from = iconv_open("UTF-8", multi->name);
		if (multi->to == MULTI_NONE)
			multi->to = iconv_open(multi->name, "UTF-8");
	}
}

enum charset charset_multi_of(struct base_view label)
{
	size_t count = sizeof(multi_labels) / sizeof(multi_labels[0]);

	for (size_t i = 0; i < count; i++) {
		const char *name = multi_labels[i].label;
		unsigned which = multi_labels[i].which;

		if (label.size == strlen(name) &&
		    strncasecmp((const char *)label.data, name, label.size) ==
			0 &&
		    multis[which].from != MULTI_NONE &&
		    multis[which].to != MULTI_NONE)
			return (enum charset)(CHARSET_MULTI + which);
	}
	return CHARSET_OTHER;
}

enum lens_err charset_multi_decode(struct base_view text, enum charset set,
				   struct base_buffer *out)
{
	iconv_t from = multis[set - CHARSET_MULTI].from;
	char *at = (char *)(uintptr_t)text.data;
	size_t left = text.size;
	enum lens_err err = LENS_OK;

	(void)iconv(from, NULL, NULL, NULL, NULL);
	while (left > 0 && err == LENS_OK) {
		char room[MULTI_ROOM], *end = room;
		size_t free = sizeof(room);
		bool lost =
		    iconv(from, &at, &left, &end, &free) == (size_t)-1 &&
		    errno != E2BIG;

		err = base_buffer_add(out, room, (size_t)(end - room));
		if (lost && err == LENS_OK && left > 0) {
			/* A first byte and what is no second one are one. */
			size_t used =
			    left > 1 && (uint8_t)at[1] >= 0x80 ? 2 : 1;

			err = base_buffer_add(out, "\xef\xbf\xbd", 3);
			at += used;
			left -= used;
		}
	}
	return err;
}

size_t charset_multi_encode(struct base_view letter, enum charset set,
			    char bytes[CHARSET_LETTER_MAX])
{
	const struct multi *multi = &multis[set - CHARSET_MULTI];
	char *from = (char *)(uintptr_t)letter.data, *end = bytes;
	size_t left = letter.size, free = CHARSET_LETTER_MAX, size;

	if (multi->euro[0] != '\0' &&
	    base_view_starts(letter, "\xe2\x82\xac", 3)) {
		size = strlen(multi->euro);
		memcpy(bytes, multi->euro, size);
		return size;
	}
	(void)iconv(multi->to, NULL, NULL, NULL, NULL);
	if (iconv(multi->to, &from, &left, &end, &free) != 0 || left != 0 ||
	    iconv(multi->to, NULL, NULL, &end, &free) != 0)
		return 0;
	size = CHARSET_LETTER_MAX - free;
	return size > multi->most || (uint8_t)bytes[0] < multi->least ? 0
								      : size;
}
