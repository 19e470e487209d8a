/* bytes.c: base64, percent-encoding, quoted-printable, data: URLs. */
#include <string.h>

#include "bytes.h"
#include "html.h"

/* Bytes on their way into a buffer, to which one at a time is slow. */
struct bytes_sink {
	struct base_buffer *out;
	enum lens_err err;
	size_t used;
	uint8_t held[4096];
};

static void bytes_open(struct bytes_sink *sink, struct base_buffer *out)
{
	/* What is held needs no zeros, but gcc 14 wants to see one. */
	sink->held[0] = 0;
	sink->out = out;
	sink->err = LENS_OK;
	sink->used = 0;
}

static void bytes_flush(struct bytes_sink *sink)
{
	if (sink->err == LENS_OK)
		sink->err = base_buffer_add(sink->out, sink->held, sink->used);
	sink->used = 0;
}

static void bytes_put(struct bytes_sink *sink, uint8_t byte)
{
	sink->held[sink->used++] = byte;
	if (sink->used == sizeof(sink->held))
		bytes_flush(sink);
}

/* A digit of base64, or 64 and above for none. */
static uint8_t bytes_digit(uint8_t c)
{
	if (c >= 'A' && c <= 'Z')
		return (uint8_t)(c - 'A');
	if (c >= 'a' && c <= 'z')
		return (uint8_t)(c - 'a' + 26);
	if (c >= '0' && c <= '9')
		return (uint8_t)(c - '0' + 52);
	return c == '+' ? 62 : c == '/' ? 63 : c == '=' ? 64 : 65;
}

enum lens_err bytes_base64(struct base_view text, struct base_buffer *out)
{
	uint32_t bits = 0;
	unsigned held = 0, padding = 0;
	struct bytes_sink sink;

	bytes_open(&sink, out);
	for (size_t i = 0; i < text.size && sink.err == LENS_OK; i++) {
		uint8_t c = text.data[i], digit = bytes_digit(c);

		if (html_is_space(c))
			continue;
		if (digit == 64 && ++padding <= 2)
			continue;
		if (digit >= 64 || padding > 0)
			return LENS_MALFORMED;
		bits = bits << 6 | digit;
		held += 6;
		if (held < 8)
			continue;
		held -= 8;
		bytes_put(&sink, (uint8_t)(bits >> held));
	}
	bytes_flush(&sink);
	/* Six bits alone are no byte. */
	return sink.err == LENS_OK && held == 6 ? LENS_MALFORMED : sink.err;
}

/* The byte of two hex digits at text, false for anything else. */
static bool bytes_hex(struct base_view text, size_t at, uint8_t *out)
{
	char digits[3] = {0};
	struct base_view pair = base_view_part(text, at, 2);

	if (pair.size != 2)
		return false;
	memcpy(digits, pair.data, 2);
	return base_unhex(out, 1, digits) == LENS_OK;
}

enum lens_err bytes_percent(struct base_view text, struct base_buffer *out)
{
	struct bytes_sink sink;

	bytes_open(&sink, out);
	for (size_t i = 0; i < text.size && sink.err == LENS_OK; i++) {
		uint8_t byte = text.data[i], decoded;

		if (byte == '%' && bytes_hex(text, i + 1, &decoded)) {
			byte = decoded;
			i += 2;
		}
		bytes_put(&sink, byte);
	}
	bytes_flush(&sink);
	return sink.err;
}

/* The length of a soft line break at an equals sign, 0 for none. */
static size_t bytes_soft_break(struct base_view text, size_t at)
{
	size_t end = at + 1;

	while (end < text.size &&
	       (text.data[end] == ' ' || text.data[end] == '\t') &&
	       end - at < 80)
		end++;
	if (end < text.size && text.data[end] == '\r')
		end++;
	if (end == text.size)
		return end - at;
	return text.data[end] == '\n' ? end - at + 1 : 0;
}

enum lens_err bytes_quoted(struct base_view text, struct base_buffer *out)
{
	struct bytes_sink sink;

	bytes_open(&sink, out);
	for (size_t i = 0; i < text.size && sink.err == LENS_OK; i++) {
		uint8_t byte = text.data[i], decoded;
		size_t pause = byte == '=' ? bytes_soft_break(text, i) : 0;

		if (pause > 0) {
			i += pause - 1;
			continue;
		}
		if (byte == '=' && bytes_hex(text, i + 1, &decoded)) {
			byte = decoded;
			i += 2;
		}
		bytes_put(&sink, byte);
	}
	bytes_flush(&sink);
	return sink.err;
}

/* ---- data: ---- */

/* True when the media type's parameters end in ";base64". */
static bool bytes_is_base64(struct base_view type)
{
	static const char mark[] = "base64";
	size_t length = sizeof(mark) - 1;

	while (type.size > 0 && type.data[type.size - 1] == ' ')
		type.size--;
	if (type.size <= length ||
	    strncasecmp((const char *)type.data + type.size - length, mark,
			length) != 0)
		return false;
	type.size -= length;
	while (type.size > 0 && type.data[type.size - 1] == ' ')
		type.size--;
	return type.size > 0 && type.data[type.size - 1] == ';';
}

static bool bytes_is_picture(struct base_view type)
{
	const char *text = (const char *)type.data;

	while (type.size > 0 && *text == ' ') {
		text++;
		type.size--;
	}
	return type.size > 6 && strncasecmp(text, "image/", 6) == 0 &&
	       !(type.size >= 13 &&
		 strncasecmp(text, "image/svg+xml", 13) == 0);
}

/* A type that says nothing of what it is. */
static bool bytes_is_any(struct base_view type)
{
	static const char any[] = "application/octet-stream";

	while (type.size > 0 && type.data[0] == ' ')
		type = base_view_part(type, 1, type.size - 1);
	return type.size == 0 || type.data[0] == ';' ||
	       (type.size >= sizeof(any) - 1 &&
		strncasecmp((const char *)type.data, any, sizeof(any) - 1) ==
		    0);
}

enum lens_err bytes_data_url(struct base_view url, struct base_buffer *out)
{
	const uint8_t *comma =
	    url.size ? memchr(url.data, ',', url.size) : NULL;
	size_t before = out->size;
	struct base_view type, content;
	struct base_buffer plain;
	enum lens_err err;

	if (comma == NULL || url.size < 5 || comma < url.data + 5)
		return LENS_MALFORMED;
	type = base_view_part(url, 5, (size_t)(comma - url.data) - 5);
	content = base_view_part(url, type.size + 6, url.size - type.size - 6);
	if (!bytes_is_picture(type) && !bytes_is_any(type))
		return LENS_DENIED;
	if (!bytes_is_base64(type)) {
		err = bytes_percent(content, out);
	} else if (memchr(content.data ? content.data : url.data, '%',
			  content.size) == NULL) {
		err = bytes_base64(content, out);
	} else {
		base_buffer_init(&plain, content.size);
		err = bytes_percent(content, &plain);
		if (err == LENS_OK)
			err = bytes_base64(base_buffer_view(&plain), out);
		base_buffer_free(&plain);
	}
	if (err == LENS_OK && out->size == before)
		err = LENS_MALFORMED;
	if (err == LENS_OK && !bytes_is_picture(type) &&
	    !bytes_begin_picture(base_view_part(base_buffer_view(out), before,
						out->size - before)))
		err = LENS_DENIED;
	if (err != LENS_OK)
		out->size = before;
	return err;
}

bool bytes_is_text(struct base_view file, size_t looked_at)
{
	size_t size = file.size < looked_at ? file.size : looked_at;

	return base_view_starts(file, "\xff\xfe", 2) ||
	       base_view_starts(file, "\xfe\xff", 2) ||
	       memchr(file.data, 0, size) == NULL;
}

bool bytes_begin_picture(struct base_view file)
{
	static const struct {
		size_t at;
		const char *bytes;
	} kinds[] = {{0, "\xff\xd8\xff"}, {0, "\x89PNG\r\n"}, {0, "GIF8"},
		     {8, "WEBP"},	  {4, "ftypavif"},    {4, "ftypavis"},
		     {4, "ftypheic"},	  {4, "ftypheix"},    {4, "ftypmif1"}};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t size = strlen(kinds[i].bytes);

		if (file.size >= kinds[i].at + size &&
		    memcmp(file.data + kinds[i].at, kinds[i].bytes, size) == 0)
			return true;
	}
	return false;
}

static uint32_t bytes_big(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	       (uint32_t)at[2] << 8 | at[3];
}

bool bytes_is_small(struct base_view picture, unsigned pixels)
{
	const uint8_t *data = picture.data;

	if (picture.size >= 10 && memcmp(data, "GIF8", 4) == 0)
		return base_get_u16(data + 6) <= pixels &&
		       base_get_u16(data + 8) <= pixels;
	if (picture.size >= 24 && memcmp(data, "\x89PNG", 4) == 0)
		return bytes_big(data + 16) <= pixels &&
		       bytes_big(data + 20) <= pixels;
	return false;
}
