/* charset.h: the characters of a page, whatever it wrote them in. */
#ifndef LENSCAP_PAGEREADER_CHARSET_H
#define LENSCAP_PAGEREADER_CHARSET_H

#include <lenscap/base.h>

enum charset {
	CHARSET_UNKNOWN, /* UTF-8 where it is valid, else Windows-1252 */
	CHARSET_UTF8,
	CHARSET_1252,  /* and what is read as it: ISO 8859-1, US-ASCII */
	CHARSET_OTHER, /* bytes above 127 stay as they are */
	/* From here on: one byte a letter, by their tables. */
	CHARSET_SINGLE,
	/* ... and one to four, by those of the C library. */
	CHARSET_MULTI = CHARSET_SINGLE + 25,
	/* The last of those, in whose letters are signs of HTML. */
	CHARSET_2022_JP = CHARSET_MULTI + 6,
};
#define CHARSET_SINGLES (CHARSET_MULTI - CHARSET_SINGLE)
#define CHARSET_MULTIS 7
#define CHARSET_LETTER_MAX 8 /* bytes of one */

/* Open the tables of the C library, before the jail closes. */
void charset_open(void);

/* What a label means of those, CHARSET_OTHER for none that is open. */
enum charset charset_multi_of(struct base_view label);

/* Append text of one of them in UTF-8; what is none becomes U+FFFD. */
LENS_MUST enum lens_err charset_multi_decode(struct base_view text,
					     enum charset set,
					     struct base_buffer *out);

/* A letter (UTF-8) in one of them: its bytes, 0 when it has none. */
size_t charset_multi_encode(struct base_view letter, enum charset set,
			    char bytes[CHARSET_LETTER_MAX]);

/* What a label means of one byte a letter, CHARSET_OTHER for none. */
enum charset charset_single_of(struct base_view label);

/* The letter of a byte from 0x80 on in one of those. */
uint32_t charset_single(enum charset set, uint8_t byte);

/* What a label means (Encoding Standard, 4.2, cut to the above). */
enum charset charset_of(struct base_view label);

/* The label after "charset=" in a Content-Type, or an empty view. */
struct base_view charset_in(struct base_view type);

/*
 * The page without its byte order mark, in an encoding that contains ASCII:
 * UTF-16 becomes UTF-8 in room, which must outlive *page.  *set is changed
 * only when the mark says so.
 */
LENS_MUST enum lens_err charset_unmark(struct base_view *page,
				       enum charset *set,
				       struct base_buffer *room);

/*
 * ISO-2022-JP, as its server or its own first words say, becomes UTF-8 in room
 * as a whole; *set goes on saying what it was, for its queries.
 */
LENS_MUST enum lens_err charset_unshift(struct base_view *page,
					enum charset *set,
					struct base_buffer *room);

/*
 * Append text in UTF-8.  references: character references are decoded as in
 * an attribute's value, where "&copy=" is none.
 */
LENS_MUST enum lens_err charset_decode(struct base_view text, enum charset set,
				       bool references,
				       struct base_buffer *out);

/*
 * Append an address in UTF-8, its query in the page's encoding again, as
 * browsers ask for it (URL Standard, 4.4); a letter that the encoding lacks is
 * a reference with its number.
 */
LENS_MUST enum lens_err charset_query(struct base_view address,
				      enum charset set,
				      struct base_buffer *out);

/* Append one character in UTF-8; what is none becomes U+FFFD. */
LENS_MUST enum lens_err charset_put(struct base_buffer *out, uint32_t c);

/*
 * The character a name stands for ("amp"), 0 when unknown.  *bare: HTML knows
 * it without a semicolon too.
 */
uint32_t charset_named(const char *name, size_t length, bool *bare);

#endif
