/* frame.h: native-messaging frames: a native-endian length, then JSON. */
#ifndef LENSCAP_NATIVE_FRAME_H
#define LENSCAP_NATIVE_FRAME_H

#include <lenscap/base.h>

#define FRAME_IN_MAX (1u << 20) /* bytes of one request */
#define FRAME_OUT_MAX 1000000u	/* of one answer; browsers take 1 MiB */
#define FRAME_HEADER 4

/* What has arrived and was not yet taken. */
struct frame_reader {
	uint8_t *data; /* FRAME_HEADER + FRAME_IN_MAX */
	size_t start, end;
};

/* An empty reader; frame_reader_free() releases its bytes. */
void frame_reader_init(struct frame_reader *reader);
void frame_reader_free(struct frame_reader *reader);

/* Where to read to, and how much there is room for: at least one byte. */
uint8_t *frame_reader_room(struct frame_reader *reader, size_t *room);

/* So many bytes have been read there. */
void frame_reader_filled(struct frame_reader *reader, size_t count);

/*
 * The next whole frame's content, until the next call.  LENS_END when more
 * must be read first, LENS_TOO_BIG when its length is above FRAME_IN_MAX:
 * nothing that follows can be understood.
 */
LENS_MUST enum lens_err frame_reader_next(struct frame_reader *reader,
					  struct base_view *out);

/* Overwrite what frame_reader_next() gave: it may hold a passphrase. */
void frame_reader_wipe(struct frame_reader *reader, struct base_view frame);

/* True when a frame has begun and not ended. */
bool frame_reader_torn(const struct frame_reader *reader);

#endif
