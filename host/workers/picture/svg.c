/* svg.c: an SVG, plain or packed, and the pictures in it. */
#include <string.h>
#include <strings.h>

#include <lenscap/base_utf8.h>

#include "container/inflate.h"
#include "svg.h"

#define SVG_HEAD 4096 /* bytes in which the first element is looked for */
#define SVG_DATA "data:"
#define SVG_TYPE_MAX 128 /* bytes of what a picture is said to be */

bool svg_begins(struct base_view file)
{
	struct base_view head = file;
	size_t at = base_view_starts(file, "\xef\xbb\xbf", 3) ? 3 : 0;
	const uint8_t *found;

	if (head.size > SVG_HEAD)
		head.size = SVG_HEAD;
	while (at < head.size && head.data[at] <= ' ')
		at++;
	if (at == head.size || head.data[at] != '<')
		return false;
	found = memmem(head.data, head.size, "<svg", 4);
	if (found == NULL)
		found = memmem(head.data, head.size, ":svg", 4);
	/* A page may hold an SVG, and is none. */
	return found != NULL && memmem(head.data, (size_t)(found - head.data),
				       "<html", 5) == NULL;
}

/* ---- Packed ---- */

#define SVG_GZIP "\x1f\x8b\x08"
#define SVG_PLAIN_MAX (64u << 20)

/* Unpack as much as out may hold: inflate()'s code, an error for no gzip. */
static int svg_inflate(struct base_view file, struct svg_wrapper *wrapper,
		       struct base_buffer *out)
{
	gz_header header = {.name = (Bytef *)wrapper->name,
			    .name_max = sizeof(wrapper->name) - 1,
			    .comment = (Bytef *)wrapper->comment,
			    .comm_max = sizeof(wrapper->comment) - 1};
	z_stream stream = {0};
	int code;

	*wrapper = (struct svg_wrapper){0};
	if (!base_view_starts(file, SVG_GZIP, 3) || file.size > UINT32_MAX ||
	    inflateInit2(&stream, 15 + 16) != Z_OK)
		return Z_DATA_ERROR;
	(void)inflateGetHeader(&stream, &header);
	stream.next_in = (uint8_t *)(uintptr_t)file.data;
	stream.avail_in = (unsigned)file.size;
	code = inflate_into(&stream, out);
	wrapper->time = (uint32_t)header.time;
	wrapper->end = file.size - stream.avail_in;
	inflateEnd(&stream);
	return code;
}

/* A letter of UTF-16 as UTF-8; of the rarer ones, which take two, none. */
static size_t svg_put(char *out, unsigned letter)
{
	return base_utf8_write(
	    out, letter >= 0xd800 && letter < 0xe000 ? 0xfffd : letter);
}

/* In UTF-16, of either order: as UTF-8, without what says what it was in. */
static bool svg_narrow(struct base_view file, struct svg_wrapper *wrapper,
		       struct base_buffer *out)
{
	bool little = base_view_starts(file, "\xff\xfe", 2) ||
		      base_view_starts(file, "<\0", 2);
	size_t at = base_view_starts(file, "<\0", 2) ||
			    base_view_starts(file, "\0<", 2)
			? 0
			: 2,
	       size = 0;
	const uint8_t *end;
	uint8_t *text;

	*wrapper = (struct svg_wrapper){.end = file.size};
	if ((!little && !base_view_starts(file, "\xfe\xff", 2) &&
	     !base_view_starts(file, "\0<", 2)) ||
	    base_buffer_extend(out, file.size / 2 * 3, &text) != LENS_OK)
		return false;
	for (; at + 2 <= file.size; at += 2)
		size += svg_put((char *)text + size,
				(unsigned)file.data[at + little] << 8 |
				    file.data[at + !little]);
	out->size = size;
	end = size > 5 && memcmp(text, "<?xml", 5) == 0
		  ? memmem(text, size, "?>", 2)
		  : NULL;
	if (end != NULL)
		memset(text, ' ', (size_t)(end - text) + 2);
	return true;
}

bool svg_unpacked(struct base_view file, struct svg_wrapper *wrapper,
		  struct base_buffer *out)
{
	base_buffer_init(out, SVG_PLAIN_MAX);
	if (svg_narrow(file, wrapper, out) && svg_begins(base_buffer_view(out)))
		return true;
	base_buffer_free(out);
	if (svg_inflate(file, wrapper, out) == Z_STREAM_END &&
	    svg_begins(base_buffer_view(out)))
		return true;
	base_buffer_free(out);
	return false;
}

bool svg_begins_any(struct base_view file)
{
	struct svg_wrapper wrapper;
	struct base_buffer head;
	bool packed;

	if (svg_begins(file))
		return true;
	/* Its first bytes, however it ends: one that was cut is one, too. */
	base_buffer_init(&head, 2 * INFLATE_STEP);
	if (!svg_narrow(base_view_part(file, 0,
				       file.size < INFLATE_STEP ? file.size
								: INFLATE_STEP),
			&wrapper, &head))
		(void)svg_inflate(file, &wrapper, &head);
	packed = svg_begins(base_buffer_view(&head));
	base_buffer_free(&head);
	return packed;
}

/* ---- Pictures in it ---- */

/* The value of a letter of base64, 64 for others. */
static unsigned svg_value(uint8_t letter)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = letter ? strchr(letters, letter) : NULL;

	return at != NULL ? (unsigned)(at - letters) : 64;
}

/* The size of a line end that is written as "&#10;" or "%0A"; 0: none. */
static size_t svg_escape(struct base_view rest)
{
	static const char *const escapes[] = {
	    "&#10;", "&#xA;", "&#xa;", "&#13;", "&#xD;", "&#xd;",
	    "%0A",   "%0a",   "%0D",   "%0d",	"%20"};

	/* Asked at each letter of a picture, of which there are many. */
	if (rest.data[0] != '&' && rest.data[0] != '%')
		return 0;
	for (size_t i = 0; i < sizeof(escapes) / sizeof(*escapes); i++)
		if (base_view_starts(rest, escapes[i], strlen(escapes[i])))
			return strlen(escapes[i]);
	return 0;
}

/* A letter, also one that is written as "%2B" or "%2F". */
static unsigned svg_letter(struct base_view rest, size_t *size)
{
	*size = 1;
	if (rest.data[0] != '%')
		return svg_value(rest.data[0]);
	*size = 3;
	if (base_view_starts(rest, "%2B", 3) ||
	    base_view_starts(rest, "%2b", 3))
		return svg_value('+');
	if (base_view_starts(rest, "%2F", 3) ||
	    base_view_starts(rest, "%2f", 3))
		return svg_value('/');
	return 64;
}

static void svg_unpack(struct base_view file, size_t *at,
		       struct base_buffer *out)
{
	uint32_t bits = 0;
	unsigned count = 0;

	while (*at < file.size) {
		struct base_view rest =
		    base_view_part(file, *at, file.size - *at);
		size_t size = svg_escape(rest);
		unsigned value;
		uint8_t byte;

		if (size > 0 || rest.data[0] <= ' ') {
			*at += size > 0 ? size : 1;
			continue;
		}
		value = svg_letter(rest, &size);
		if (value == 64)
			return;
		*at += size;
		bits = bits << 6 | value;
		count += 6;
		if (count < 8)
			continue;
		count -= 8;
		byte = (uint8_t)(bits >> count);
		if (base_buffer_add(out, &byte, 1) != LENS_OK) {
			base_buffer_free(out);
			return;
		}
	}
}

/* What is not in base64 is written as an address is: "%3Csvg". */
static void svg_unescape(struct base_view file, size_t *at,
			 struct base_buffer *out)
{
	while (*at < file.size && memchr("\"')<>", file.data[*at], 5) == NULL) {
		uint8_t byte = file.data[(*at)++];
		char pair[3] = "";

		if (byte == '%' && file.size - *at >= 2) {
			memcpy(pair, file.data + *at, 2);
			if (base_unhex(&byte, 1, pair) == LENS_OK)
				*at += 2;
			else
				byte = '%';
		}
		if (base_buffer_add(out, &byte, 1) != LENS_OK) {
			base_buffer_free(out);
			return;
		}
	}
}

/* The next address that may be of a picture, of whatever case; its type. */
static bool svg_address(struct base_view file, size_t *at)
{
	static const char *const types[] = {"image/", ";", ",",
					    "application/octet-stream"};

	while (*at < file.size) {
		const uint8_t *found =
		    memchr(file.data + *at, ':', file.size - *at);
		size_t size = strlen(SVG_DATA);
		const char *rest;

		if (found == NULL)
			return false;
		*at = (size_t)(found - file.data) + 1;
		if (*at < size || file.size - *at < 32 ||
		    strncasecmp((const char *)found + 1 - size, SVG_DATA,
				size) != 0)
			continue;
		rest = (const char *)found + 1;
		for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
			if (strncasecmp(rest, types[i], strlen(types[i])) == 0)
				return true;
	}
	return false;
}

bool svg_next(struct base_view file, size_t *at, struct base_buffer *out)
{
	for (;;) {
		struct base_view type;
		const uint8_t *comma;

		base_buffer_free(out);
		base_buffer_init(out, SVG_PICTURE_BYTES_MAX);
		if (!svg_address(file, at))
			return false;
		type = base_view_part(file, *at, file.size - *at);
		if (type.size > SVG_TYPE_MAX)
			type.size = SVG_TYPE_MAX;
		comma =
		    type.size > 0 ? memchr(type.data, ',', type.size) : NULL;
		if (comma == NULL)
			continue;
		type.size = (size_t)(comma - type.data);
		*at += type.size + 1;
		if (type.size < 6 ||
		    strncasecmp((const char *)type.data + type.size - 6,
				"base64", 6) != 0)
			svg_unescape(file, at, out);
		else
			svg_unpack(file, at, out);
		return true;
	}
}
