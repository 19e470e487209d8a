/* inflate.c: what readers of packed bytes share. */
#include "inflate.h"

int inflate_into(z_stream *stream, struct base_buffer *out)
{
	uint8_t room[INFLATE_STEP];
	int code;

	do {
		stream->next_out = room;
		stream->avail_out = sizeof(room);
		code = inflate(stream, Z_NO_FLUSH);
		if (base_buffer_add(
			out, room, sizeof(room) - stream->avail_out) != LENS_OK)
			return Z_MEM_ERROR;
	} while (code == Z_OK && stream->avail_out == 0);
	return code;
}

size_t inflate_all(struct base_view packed, struct base_buffer *out)
{
	z_stream stream = {0};
	int code;

	if (packed.size == 0 || packed.size > UINT32_MAX ||
	    inflateInit(&stream) != Z_OK)
		return 0;
	stream.next_in = (uint8_t *)(uintptr_t)packed.data;
	stream.avail_in = (unsigned)packed.size;
	code = inflate_into(&stream, out);
	inflateEnd(&stream);
	return code == Z_STREAM_END ? packed.size - stream.avail_in : 0;
}
