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

static void inflate_step(struct inflate_seek *seek, struct base_view part)
{
	uint8_t room[INFLATE_STEP];
	int code;

	seek->stream.next_in = (uint8_t *)(uintptr_t)part.data;
	seek->stream.avail_in = (unsigned)part.size;
	do {
		seek->stream.next_out = room;
		seek->stream.avail_out = sizeof(room);
		code = inflate(&seek->stream, Z_NO_FLUSH);
		seek->plain += sizeof(room) - seek->stream.avail_out;
	} while (code == Z_OK && seek->stream.avail_out == 0 &&
		 seek->plain <= INFLATE_SEEK_MAX);
	seek->ended = code == Z_STREAM_END;
	seek->lost = !seek->ended && ((code != Z_OK && code != Z_BUF_ERROR) ||
				      seek->plain > INFLATE_SEEK_MAX);
}

size_t inflate_seek(struct inflate_seek *seek, struct base_view part)
{
	if (!seek->begun) {
		seek->begun = true;
		seek->lost = inflateInit(&seek->stream) != Z_OK;
	}
	if (part.size > UINT32_MAX)
		seek->lost = true;
	if (seek->lost || part.size == 0)
		return part.size;
	if (seek->ended)
		return 0;
	inflate_step(seek, part);
	return part.size - (seek->ended ? seek->stream.avail_in : 0);
}

void inflate_seek_free(struct inflate_seek *seek)
{
	if (seek->begun)
		(void)inflateEnd(&seek->stream);
	*seek = (struct inflate_seek){0};
}
