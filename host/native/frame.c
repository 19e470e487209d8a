/* frame.c: frames out of a stream of bytes that comes as it likes. */
#include <stdlib.h>
#include <string.h>

#include "frame.h"

void frame_reader_init(struct frame_reader *reader)
{
	/* Pages that are never touched cost nothing. */
	*reader = (struct frame_reader){
	    .data = base_alloc(1, FRAME_HEADER + FRAME_IN_MAX)};
}

void frame_reader_free(struct frame_reader *reader)
{
	free(reader->data);
	*reader = (struct frame_reader){.data = NULL};
}

uint8_t *frame_reader_room(struct frame_reader *reader, size_t *room)
{
	if (reader->start > 0) {
		memmove(reader->data, reader->data + reader->start,
			reader->end - reader->start);
		reader->end -= reader->start;
		reader->start = 0;
	}
	*room = FRAME_HEADER + FRAME_IN_MAX - reader->end;
	return reader->data + reader->end;
}

void frame_reader_filled(struct frame_reader *reader, size_t count)
{
	reader->end += count;
}

enum lens_err frame_reader_next(struct frame_reader *reader,
				struct base_view *out)
{
	size_t there = reader->end - reader->start;
	uint32_t size;

	*out = (struct base_view){NULL, 0};
	if (there < FRAME_HEADER)
		return LENS_END;
	memcpy(&size, reader->data + reader->start, sizeof(size));
	if (size > FRAME_IN_MAX)
		return LENS_TOO_BIG;
	if (there - FRAME_HEADER < size)
		return LENS_END;
	*out = (struct base_view){reader->data + reader->start + FRAME_HEADER,
				  size};
	reader->start += FRAME_HEADER + size;
	return LENS_OK;
}

void frame_reader_wipe(struct frame_reader *reader, struct base_view frame)
{
	if (frame.size > 0)
		explicit_bzero(reader->data + (frame.data - reader->data),
			       frame.size);
}

bool frame_reader_torn(const struct frame_reader *reader)
{
	return reader->end > reader->start;
}
