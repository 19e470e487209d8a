/* inflate.c: what readers of archives share: deflated bytes. */
#include <limits.h>

#include <zlib.h>

#include "archive.h"

#define INFLATE_STEP (1u << 16)

/* Unpack all members into out; false where that ends too soon. */
static bool inflate_all(z_stream *stream, struct base_buffer *out)
{
	for (;;) {
		uint8_t *room;
		int result;

		if (base_buffer_extend(out, INFLATE_STEP, &room) != LENS_OK)
			return false;
		stream->next_out = room;
		stream->avail_out = INFLATE_STEP;
		result = inflate(stream, Z_NO_FLUSH);
		out->size -= stream->avail_out;
		if (result == Z_STREAM_END) {
			/* A WARC has a member for each record. */
			if (stream->avail_in < 18 ||
			    inflateReset(stream) != Z_OK)
				return true;
		} else if (result != Z_OK) {
			return false;
		}
	}
}

struct base_view archive_inflate(struct mhtml *mhtml, struct base_view packed,
				 bool raw)
{
	z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed.data,
			   .avail_in = (uInt)packed.size};
	struct base_buffer out;

	if (packed.size > UINT_MAX ||
	    inflateInit2(&stream, raw ? -MAX_WBITS : MAX_WBITS + 32) != Z_OK)
		return (struct base_view){NULL, 0};
	base_buffer_init(&out, ARCHIVE_MADE_MAX - mhtml->kept + INFLATE_STEP);
	/* Torn: what came counts. */
	mhtml->cut |= !inflate_all(&stream, &out);
	inflateEnd(&stream);
	mhtml->kept += out.size;
	if (mhtml->kept > ARCHIVE_MADE_MAX)
		mhtml->kept = ARCHIVE_MADE_MAX;
	mhtml_keep(mhtml, out.data);
	return base_buffer_view(&out);
}

size_t archive_peek(struct base_view packed, uint8_t out[ARCHIVE_PEEK])
{
	z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed.data,
			   .avail_in = (uInt)packed.size,
			   .next_out = out,
			   .avail_out = ARCHIVE_PEEK};
	int result;

	if (packed.size > UINT_MAX || inflateInit2(&stream, -MAX_WBITS) != Z_OK)
		return 0;
	result = inflate(&stream, Z_SYNC_FLUSH);
	inflateEnd(&stream);
	return result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR
		   ? ARCHIVE_PEEK - stream.avail_out
		   : 0;
}
