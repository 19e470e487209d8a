/*
 * charset.c: encodings and character references.
 *
 * Of an encoding that is neither here nor in the other charset_*.c ASCII is
 * read, in which addresses are written anyway.
 */
#include <stdio.h>
#include <string.h>

#include <lenscap/base_utf8.h>

#include "charset.h"
#include "html.h"

#define CHARSET_REFERENCE_MAX 24 /* longer than any name */
#define CHARSET_LOST 0xfffd	 /* in place of what is no character */
#define CHARSET_HEAD 1024	 /* bytes in which a page says its encoding */

/* Windows-1252 from 0x80 on; also what &#128; to &#159; mean. */
static const uint16_t charset_1252[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
    0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

static uint32_t charset_from_1252(uint32_t c)
{
	return c >= 0x80 && c < 0xa0 ? charset_1252[c - 0x80] : c;
}

/* ---- Labels ---- */

static bool charset_is(struct base_view text, const char *word)
{
	return text.size == strlen(word) &&
	       strncasecmp((const char *)text.data, word, text.size) == 0;
}

enum charset charset_of(struct base_view label)
{
	static const struct {
		const char *label;
		enum charset set;
	} labels[] = {
	    {"utf-8", CHARSET_UTF8},
	    {"utf8", CHARSET_UTF8},
	    {"unicode-1-1-utf-8", CHARSET_UTF8},
	    /* A page that could say so was not in UTF-16. */
	    {"utf-16", CHARSET_UTF8},
	    {"utf-16le", CHARSET_UTF8},
	    {"utf-16be", CHARSET_UTF8},
	    {"windows-1252", CHARSET_1252},
	    {"cp1252", CHARSET_1252},
	    {"x-cp1252", CHARSET_1252},
	    {"iso-8859-1", CHARSET_1252},
	    {"iso8859-1", CHARSET_1252},
	    {"iso_8859-1", CHARSET_1252},
	    {"latin1", CHARSET_1252},
	    {"l1", CHARSET_1252},
	    {"us-ascii", CHARSET_1252},
	    {"ascii", CHARSET_1252},
	};

	enum charset set;

	while (label.size > 0 && html_is_space(label.data[0]))
		label = base_view_part(label, 1, label.size - 1);
	while (label.size > 0 && html_is_space(label.data[label.size - 1]))
		label.size--;
	if (label.size == 0)
		return CHARSET_UNKNOWN;
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (charset_is(label, labels[i].label))
			return labels[i].set;
	set = charset_single_of(label);
	return set == CHARSET_OTHER ? charset_multi_of(label) : set;
}

struct base_view charset_in(struct base_view type)
{
	size_t at = 0, start;

	while (at + 8 <= type.size &&
	       strncasecmp((const char *)type.data + at, "charset=", 8) != 0)
		at++;
	if (at + 8 > type.size)
		return (struct base_view){NULL, 0};
	at += 8;
	while (at < type.size &&
	       (type.data[at] == '"' || type.data[at] == '\'' ||
		html_is_space(type.data[at])))
		at++;
	start = at;
	while (at < type.size && type.data[at] != '"' &&
	       type.data[at] != '\'' && type.data[at] != ';' &&
	       type.data[at] != '>' && !html_is_space(type.data[at]))
		at++;
	return base_view_part(type, start, at - start);
}

/* ---- Writing UTF-8 ---- */

enum lens_err charset_put(struct base_buffer *out, uint32_t c)
{
	char bytes[4];

	if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		c = CHARSET_LOST;
	return base_buffer_add(out, bytes, base_utf8_write(bytes, c));
}

/* ---- UTF-16 ---- */

static uint32_t charset_unit(struct base_view page, size_t i, bool big)
{
	const uint8_t *bytes = page.data + 2 * i;

	return big ? (uint32_t)(bytes[0] << 8 | bytes[1]) : base_get_u16(bytes);
}

static enum lens_err charset_from_16(struct base_view page, bool big,
				     struct base_buffer *room)
{
	enum lens_err err = LENS_OK;
	size_t count = page.size / 2;

	for (size_t i = 0; i < count && err == LENS_OK; i++) {
		uint32_t c = charset_unit(page, i, big);
		uint32_t low =
		    i + 1 < count ? charset_unit(page, i + 1, big) : 0;

		if (c >= 0xd800 && c < 0xdc00 && low >= 0xdc00 &&
		    low < 0xe000) {
			c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
			i++;
		}
		err = charset_put(room, c);
	}
	return err;
}

enum lens_err charset_unmark(struct base_view *page, enum charset *set,
			     struct base_buffer *room)
{
	bool big = base_view_starts(*page, "\xfe\xff", 2);
	enum lens_err err;

	if (base_view_starts(*page, "\xef\xbb\xbf", 3)) {
		*page = base_view_part(*page, 3, page->size - 3);
		*set = CHARSET_UTF8;
		return LENS_OK;
	}
	if (!big && !base_view_starts(*page, "\xff\xfe", 2))
		return LENS_OK;
	err = charset_from_16(base_view_part(*page, 2, page->size - 2), big,
			      room);
	*page = base_buffer_view(room);
	*set = CHARSET_UTF8;
	return err;
}

/* ---- ISO-2022-JP ---- */

static bool charset_shifts(struct base_view text)
{
	return text.size > 0 && memchr(text.data, 0x1b, text.size) != NULL;
}

enum lens_err charset_unshift(struct base_view *page, enum charset *set,
			      struct base_buffer *room)
{
	struct base_view head = base_view_part(
	    *page, 0, page->size < CHARSET_HEAD ? page->size : CHARSET_HEAD);
	enum lens_err err;

	if (*set == CHARSET_UNKNOWN &&
	    charset_of(charset_in(head)) == CHARSET_2022_JP)
		*set = CHARSET_2022_JP;
	if (*set != CHARSET_2022_JP || !charset_shifts(*page))
		return LENS_OK;
	err = charset_multi_decode(*page, *set, room);
	*page = base_buffer_view(room);
	return err;
}

/* ---- Character references (13.2.5.72 to 80) ---- */

/* &#...; at text, behind "&#"; the bytes used, 0 when it is none. */
static size_t charset_number(struct base_view text, uint32_t *out)
{
	bool hex = text.size > 0 && (text.data[0] | 0x20) == 'x';
	size_t start = hex, at = hex;
	uint32_t value = 0;

	for (; at < text.size; at++) {
		uint8_t c = text.data[at];
		uint32_t digit;

		if (c >= '0' && c <= '9')
			digit = c - '0';
		else if (hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			digit = (c | 0x20) - 'a' + 10u;
		else
			break;
		if (value <= 0x10ffff) /* more digits change nothing */
			value = value * (hex ? 16 : 10) + digit;
	}
	if (at == start)
		return 0;
	*out = value == 0 ? CHARSET_LOST : charset_from_1252(value);
	return at + (at < text.size && text.data[at] == ';');
}

static bool charset_is_alnum(uint8_t c)
{
	return (c >= '0' && c <= '9') ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* A named one, behind "&": the bytes used, 0 when it is none. */
static size_t charset_name(struct base_view text, uint32_t *out)
{
	const char *name = (const char *)text.data;
	size_t length = 0;
	uint8_t after;
	bool bare;

	while (length < text.size && length < CHARSET_REFERENCE_MAX &&
	       charset_is_alnum(text.data[length]))
		length++;
	if (length == 0)
		return 0;
	after = length < text.size ? text.data[length] : 0;
	*out = charset_named(name, length, &bare);
	if (*out != 0 && after == ';')
		return length + 1;
	/*
	 * Without a semicolon, and in an attribute, only where neither "=" nor
	 * a letter follows: "&copy=1" is a parameter.
	 */
	return *out != 0 && bare && after != '=' ? length : 0;
}

static size_t charset_reference(struct base_view text, uint32_t *out)
{
	struct base_view rest = base_view_part(text, 1, text.size - 1);
	size_t used;

	if (rest.size > 0 && rest.data[0] == '#') {
		used =
		    charset_number(base_view_part(rest, 1, rest.size - 1), out);
		return used ? used + 2 : 0;
	}
	used = charset_name(rest, out);
	return used ? used + 1 : 0;
}

/* ---- Decoding ---- */

static enum lens_err charset_decode_multi(struct base_view text,
					  enum charset set, bool references,
					  struct base_buffer *out)
{
	struct base_buffer plain;
	enum lens_err err;

	base_buffer_init(&plain, text.size * 4);
	err = charset_multi_decode(text, set, &plain);
	if (err == LENS_OK)
		err = charset_decode(base_buffer_view(&plain), CHARSET_UTF8,
				     references, out);
	base_buffer_free(&plain);
	return err;
}

enum lens_err charset_decode(struct base_view text, enum charset set,
			     bool references, struct base_buffer *out)
{
	bool latin = set == CHARSET_1252 ||
		     (set == CHARSET_UNKNOWN && !base_is_utf8(text));
	bool table = set >= CHARSET_SINGLE && set < CHARSET_MULTI;
	bool shifts = set == CHARSET_2022_JP;
	enum lens_err err = LENS_OK;
	size_t plain = 0;

	if (shifts ? charset_shifts(text)
		   : set >= CHARSET_MULTI && !base_is_ascii(text))
		return charset_decode_multi(text, set, references, out);
	for (size_t at = 0; at < text.size && err == LENS_OK;) {
		uint8_t byte = text.data[at];
		uint32_t c = byte;
		size_t used = 0;

		if (byte == '&' && references)
			used = charset_reference(
			    base_view_part(text, at, text.size - at), &c);
		else if (byte >= 0x80 && (latin || table)) {
			used = 1;
			c = latin ? charset_from_1252(byte)
				  : charset_single(set, byte);
		}
		if (used == 0) {
			at++;
			continue;
		}
		err = base_buffer_add(out, text.data + plain, at - plain);
		if (err == LENS_OK)
			err = charset_put(out, c);
		at += used;
		plain = at;
	}
	if (err == LENS_OK && plain < text.size)
		err =
		    base_buffer_add(out, text.data + plain, text.size - plain);
	return err;
}

/* ---- Encoding again ---- */

/* The letter at the start of valid UTF-8, and its bytes. */
static uint32_t charset_letter(struct base_view text, size_t *size)
{
	uint8_t byte = text.data[0];
	uint32_t c = byte;

	*size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
	if (*size > 1)
		c &= 0x7fu >> *size;
	for (size_t i = 1; i < *size && i < text.size; i++)
		c = c << 6 | (text.data[i] & 0x3fu);
	return c;
}

/*
 * A letter with its shifts, which several one after the other have once; no
 * byte of it is a sign of the address (URL Standard, 4.4).
 */
static enum lens_err charset_put_shifted(struct base_buffer *out,
					 const char *bytes, size_t size)
{
	static const char there[] = "%1B$B", back[] = "%1B(B";
	size_t length = sizeof(back) - 1, done = 0;
	char text[CHARSET_LETTER_MAX * 3 + 1];

	for (size_t i = 0; i < size; i++) {
		bool plain =
		    bytes[i] > ' ' && strchr("\"#<>'", bytes[i]) == NULL;

		done += (size_t)snprintf(text + done, sizeof(text) - done,
					 plain ? "%c" : "%%%02X", bytes[i]);
	}
	if (out->size < length || strncmp(text, there, length) != 0 ||
	    memcmp(out->data + out->size - length, back, length) != 0)
		return base_buffer_add(out, text, done);
	out->size -= length;
	return base_buffer_add(out, text + length, done - length);
}

static enum lens_err charset_put_bytes(struct base_buffer *out,
				       enum charset set,
				       struct base_view letter, uint32_t c)
{
	char number[24], bytes[CHARSET_LETTER_MAX];
	size_t size =
	    set >= CHARSET_MULTI ? charset_multi_encode(letter, set, bytes) : 0;

	if (size > 0 && set == CHARSET_2022_JP)
		return charset_put_shifted(out, bytes, size);
	if (size > 0)
		return base_buffer_add(out, bytes, size);
	for (unsigned byte = 0x80; byte < 0x100 && set < CHARSET_MULTI; byte++)
		if (c == (set == CHARSET_1252
			      ? charset_from_1252(byte)
			      : charset_single(set, (uint8_t)byte)))
			return base_buffer_add(out, &(uint8_t){(uint8_t)byte},
					       1);
	snprintf(number, sizeof(number), "%%26%%23%u%%3B", c);
	return base_buffer_add_text(out, number);
}

enum lens_err charset_query(struct base_view address, enum charset set,
			    struct base_buffer *out)
{
	const uint8_t *mark =
	    address.size > 0 ? memchr(address.data, '?', address.size) : NULL;
	size_t at = mark != NULL ? (size_t)(mark - address.data) : address.size;
	enum lens_err err;

	if ((set != CHARSET_1252 && set < CHARSET_SINGLE) ||
	    !base_is_utf8(address))
		at = address.size;
	err = base_buffer_add(out, address.data, at);
	while (err == LENS_OK && at < address.size) {
		size_t size;
		uint32_t c = charset_letter(
		    base_view_part(address, at, address.size - at), &size);

		err = c < 0x80
			  ? base_buffer_add(out, address.data + at, 1)
			  : charset_put_bytes(
				out, set, base_view_part(address, at, size), c);
		at += size;
	}
	return err;
}
