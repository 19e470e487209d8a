/*
 * warc.c: records of a crawler (ISO 28500): headers, a blank line, a block of
 * the stated length; in it the answer of a web server, or a file alone.
 */
#include <stdlib.h>
#include <string.h>

#include "archive.h"
#include "bytes.h"
#include "html.h"

#define WARC_HEADERS_MAX 65536

/* Zstandard (RFC 8878, 3.1), or the dictionary before it (WARC-zstd). */
static bool warc_is_zstd(struct base_view file)
{
	return base_view_starts(file, "\x28\xb5\x2f\xfd", 4) ||
	       base_view_starts(file, "\x5d\x2a\x4d\x18", 4);
}

bool archive_is_warc(struct base_view file)
{
	return base_view_starts(file, "WARC/", 5) || warc_is_zstd(file);
}

/* The headers at the start, and where what they head begins. */
static struct base_view warc_headers(struct base_view text, size_t *body)
{
	size_t limit =
	    text.size < WARC_HEADERS_MAX ? text.size : WARC_HEADERS_MAX;
	const uint8_t *end = memmem(text.data, limit, "\r\n\r\n", 4);
	/* Some servers break lines as UNIX does (RFC 9112, 2.2). */
	const uint8_t *bare = memmem(text.data, limit, "\n\n", 2);
	size_t gap = 4;

	if (bare != NULL && (end == NULL || bare < end)) {
		end = bare;
		gap = 2;
	}
	*body = end != NULL ? (size_t)(end - text.data) + gap : limit;
	return base_view_part(text, 0, end != NULL ? *body - gap / 2 : 0);
}

static struct base_view warc_header(struct base_view headers, const char *name)
{
	size_t length = strlen(name);

	for (size_t at = 0; at < headers.size;) {
		const uint8_t *line = headers.data + at;
		const uint8_t *end = memchr(line, '\n', headers.size - at);
		size_t size =
		    end != NULL ? (size_t)(end - line) : headers.size - at;
		struct base_view value;

		at += size + 1;
		if (size <= length || line[length] != ':' ||
		    strncasecmp((const char *)line, name, length) != 0)
			continue;
		value =
		    (struct base_view){line + length + 1, size - length - 1};
		while (value.size > 0 && html_is_space(value.data[0]))
			value = base_view_part(value, 1, value.size - 1);
		while (value.size > 0 &&
		       html_is_space(value.data[value.size - 1]))
			value.size--;
		return value;
	}
	return (struct base_view){NULL, 0};
}

static bool warc_is(struct base_view value, const char *word)
{
	return value.size >= strlen(word) &&
	       strncasecmp((const char *)value.data, word, strlen(word)) == 0;
}

/* A number in hexadecimal or decimal digits, SIZE_MAX for none. */
static size_t warc_number(struct base_view text, unsigned base)
{
	size_t number = 0, used = 0;

	for (; used < text.size && used < 12; used++) {
		uint8_t c = text.data[used] | 0x20;
		unsigned digit =
		    text.data[used] >= '0' && text.data[used] <= '9'
			? (unsigned)text.data[used] - '0'
		    : c >= 'a' && c <= 'f' ? c - 'a' + 10u
					   : 99;

		if (digit >= base)
			break;
		number = number * base + digit;
	}
	return used > 0 ? number : SIZE_MAX;
}

/* A body in chunks (RFC 9112, 7.1) as one. */
static struct base_view warc_unchunk(struct mhtml *mhtml, struct base_view body)
{
	struct base_buffer out;

	base_buffer_init(&out, body.size);
	for (;;) {
		size_t size = warc_number(body, 16);
		const uint8_t *line =
		    body.size > 0 ? memchr(body.data, '\n', body.size) : NULL;
		size_t head;

		if (size == 0 || size == SIZE_MAX || line == NULL)
			break;
		head = (size_t)(line - body.data) + 1;
		if (size > body.size - head)
			size = body.size - head; /* torn: what came counts */
		if (base_buffer_add(&out, body.data + head, size) != LENS_OK)
			break;
		head += size;
		head +=
		    base_view_starts(
			base_view_part(body, head, body.size - head), "\r\n", 2)
			? 2
			: 0;
		body = base_view_part(body, head, body.size - head);
	}
	mhtml->kept += out.size;
	mhtml_keep(mhtml, out.data);
	return base_buffer_view(&out);
}

/* "HTTP/1.1 200 OK", "HTTP/2 203": the whole thing that was asked for. */
static bool warc_has_it(struct base_view headers)
{
	static const char *const without[] = {"204", "205", "206"};
	const uint8_t *space =
	    headers.size > 0 ? memchr(headers.data, ' ', headers.size) : NULL;
	size_t at = space != NULL ? (size_t)(space - headers.data) + 1 : 0;
	struct base_view code = base_view_part(headers, at, headers.size - at);

	for (size_t i = 0; i < sizeof(without) / sizeof(without[0]); i++)
		if (warc_is(code, without[i]))
			return false;
	return at > 0 && code.size >= 3 && code.data[0] == '2';
}

/* Some programs keep a body unpacked under the headers of the packed one. */
static bool warc_is_plain(struct base_view body)
{
	while (body.size > 0 && html_is_space(body.data[0]))
		body = base_view_part(body, 1, body.size - 1);
	return base_view_starts(body, "<", 1) || bytes_begin_picture(body);
}

/* The answer of a web server. */
static void warc_response(struct mhtml *mhtml, struct base_view address,
			  struct base_view block)
{
	size_t at;
	struct base_view headers = warc_headers(block, &at);
	struct base_view body = base_view_part(block, at, block.size - at);
	struct base_view coding = warc_header(headers, "Content-Encoding");

	if (!warc_has_it(headers))
		return;
	if (warc_is(warc_header(headers, "Transfer-Encoding"), "chunked") &&
	    mhtml->kept < ARCHIVE_MADE_MAX)
		body = warc_unchunk(mhtml, body);
	if (warc_is_plain(body))
		coding.size = 0;
	if (warc_is(coding, "gzip") || warc_is(coding, "x-gzip") ||
	    warc_is(coding, "deflate"))
		body = archive_inflate(mhtml, body, false);
	else if (coding.size > 0 && !warc_is(coding, "identity"))
		mhtml->cut = true; /* brotli, zstd */
	mhtml_add(mhtml, address, warc_header(headers, "Content-Type"), body);
}

static void warc_record(struct mhtml *mhtml, struct base_view headers,
			struct base_view block)
{
	struct base_view type = warc_header(headers, "WARC-Type");
	struct base_view address = warc_header(headers, "WARC-Target-URI");

	if (address.size > 2 && address.data[0] == '<')
		address = base_view_part(address, 1, address.size - 2);
	if (warc_is(type, "response"))
		warc_response(mhtml, address, block);
	else if (warc_is(type, "resource") || warc_is(type, "conversion"))
		mhtml_add(mhtml, address, warc_header(headers, "Content-Type"),
			  block);
}

void archive_add_warc(struct mhtml *mhtml, struct base_view file)
{
	if (base_view_starts(file, "\x1f\x8b", 2))
		file = archive_inflate(mhtml, file, false);
	mhtml->packed |= warc_is_zstd(file);
	while (base_view_starts(file, "WARC/", 5) &&
	       mhtml->count < MHTML_PARTS_MAX - 1) {
		size_t at, size;
		struct base_view headers = warc_headers(file, &at);

		size = warc_number(warc_header(headers, "Content-Length"), 10);
		if (size > file.size - at) {
			size = file.size - at;
			mhtml->cut = true; /* torn: what came counts */
		}
		warc_record(mhtml, headers, base_view_part(file, at, size));
		at += size;
		while (at < file.size && html_is_space(file.data[at]))
			at++;
		file = base_view_part(file, at, file.size - at);
	}
	mhtml->cut |= file.size > 0;
}

enum lens_err archive_warc(struct base_view file, struct mhtml **out)
{
	struct mhtml *mhtml = mhtml_new();

	archive_add_warc(mhtml, file);
	return mhtml_end(mhtml, out);
}
