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
