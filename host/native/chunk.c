/*
 * chunk.c: jansson reads strings byte by byte, at 60 MB/s; dropped photos
 * come faster.  tests/fuzz/fuzz_native.c holds the two to each other.
 */
#include <string.h>

#include "chunk.h"

#define CHUNK_DIGITS 15 /* of a number; a double holds no more exactly */

/* Take a text off the front; false when it is not there. */
static bool chunk_skip(struct base_view *in, const char *text)
{
	size_t size = strlen(text);

	if (!base_view_starts(*in, text, size))
		return false;
	*in = base_view_part(*in, size, in->size - size);
	return true;
}

/* Take a decimal number off the front: no sign, no leading zero. */
static bool chunk_number(struct base_view *in, json_int_t *out)
{
	size_t digits = 0;

	*out = 0;
	while (digits < in->size && digits <= CHUNK_DIGITS &&
	       in->data[digits] >= '0' && in->data[digits] <= '9')
		*out = *out * 10 + (in->data[digits++] - '0');
	if (digits == 0 || digits > CHUNK_DIGITS ||
	    (digits > 1 && in->data[0] == '0'))
		return false;
	*in = base_view_part(*in, digits, in->size - digits);
	return true;
}

/* Nothing that JSON would treat in another way than as itself. */
static bool chunk_plain(struct base_view text)
{
	uint8_t bad = 0;

	for (size_t i = 0; i < text.size; i++) {
		uint8_t c = text.data[i];

		bad |= c < 0x20 || c > 0x7e || c == '"' || c == '\\';
	}
	return !bad;
}

json_t *chunk_read(struct base_view frame)
{
	static const char end[] = "\"}}";
	json_int_t id, upload, index;
	struct base_view in = frame;

	if (!chunk_skip(&in, "{\"jsonrpc\":\"2.0\",\"id\":") ||
	    !chunk_number(&in, &id) ||
	    !chunk_skip(
		&in, ",\"method\":\"photo.chunk\",\"params\":{\"upload\":") ||
	    !chunk_number(&in, &upload) || !chunk_skip(&in, ",\"index\":") ||
	    !chunk_number(&in, &index) || !chunk_skip(&in, ",\"data\":\"") ||
	    in.size < strlen(end) ||
	    memcmp(in.data + in.size - strlen(end), end, strlen(end)) != 0)
		return NULL;
	in.size -= strlen(end);
	if (!chunk_plain(in))
		return NULL;
	return json_pack("{s:s, s:I, s:s, s:{s:I, s:I, s:o}}", "jsonrpc", "2.0",
			 "id", id, "method", "photo.chunk", "params", "upload",
			 upload, "index", index, "data",
			 json_stringn_nocheck((const char *)in.data, in.size));
}
