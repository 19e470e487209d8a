/* stream.c: sealed chunks, written and read in order. */
#include <string.h>

#include "io.h"
#include "stream.h"

#define STREAM_HEADER crypto_secretstream_xchacha20poly1305_HEADERBYTES

/* ---- Writing ---- */

enum lens_err stream_write_start(struct stream *stream, int fd, uint64_t at,
				 const uint8_t key[KEY_SIZE])
{
	uint8_t header[STREAM_HEADER];

	stream->fd = fd;
	stream->at = at + sizeof(header);
	stream->last = false;
	stream->held = stream->used = 0;
	crypto_secretstream_xchacha20poly1305_init_push(&stream->state, header,
							key);
	return io_write(fd, (struct base_view){header, sizeof(header)}, at);
}

static enum lens_err stream_push(struct stream *stream, uint8_t tag)
{
	size_t size = stream->held + STREAM_SEAL;
	enum lens_err err;

	crypto_secretstream_xchacha20poly1305_push(
	    &stream->state, stream->sealed, NULL, stream->plain, stream->held,
	    NULL, 0, tag);
	err = io_write(stream->fd, (struct base_view){stream->sealed, size},
		       stream->at);
	stream->at += size;
	stream->held = 0;
	return err;
}

enum lens_err stream_write(struct stream *stream, struct base_view bytes)
{
	while (bytes.size > 0) {
		size_t part = STREAM_CHUNK - stream->held;

		if (part == 0) {
			enum lens_err err = stream_push(stream, 0);

			if (err != LENS_OK)
				return err;
			continue;
		}
		if (part > bytes.size)
			part = bytes.size;
		memcpy(stream->plain + stream->held, bytes.data, part);
		stream->held += part;
		bytes.data += part;
		bytes.size -= part;
	}
	return LENS_OK;
}

enum lens_err stream_write_end(struct stream *stream)
{
	return stream_push(stream,
			   crypto_secretstream_xchacha20poly1305_TAG_FINAL);
}

/* ---- Reading ---- */

enum lens_err stream_read_start(struct stream *stream, int fd, uint64_t at,
				const uint8_t key[KEY_SIZE])
{
	uint8_t header[STREAM_HEADER];
	enum lens_err err;

	stream->fd = fd;
	stream->at = at + sizeof(header);
	stream->last = false;
	stream->held = stream->used = 0;
	err = io_read(fd, header, sizeof(header), at);
	if (err != LENS_OK)
		return err == LENS_END ? LENS_MALFORMED : err;
	crypto_secretstream_xchacha20poly1305_init_pull(&stream->state, header,
							key);
	return LENS_OK;
}

/* Open the next chunk into room for STREAM_CHUNK bytes; *got is its size. */
static enum lens_err stream_open(struct stream *stream, uint8_t *to,
				 size_t *got)
{
	size_t size = sizeof(stream->sealed);
	unsigned long long plain;
	uint64_t there;
	uint8_t tag;
	enum lens_err err = io_size(stream->fd, &there);

	if (err != LENS_OK)
		return err;
	if (stream->last || there < stream->at + STREAM_SEAL)
		return LENS_MALFORMED;
	if (there - stream->at < size)
		size = (size_t)(there - stream->at);
	err = io_read(stream->fd, stream->sealed, size, stream->at);
	if (err != LENS_OK)
		return err == LENS_END ? LENS_MALFORMED : err;
	if (crypto_secretstream_xchacha20poly1305_pull(
		&stream->state, to, &plain, &tag, stream->sealed, size, NULL,
		0) != 0)
		return LENS_MALFORMED;
	stream->at += size;
	*got = (size_t)plain;
	stream->last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	return LENS_OK;
}

static enum lens_err stream_pull(struct stream *stream)
{
	stream->held = stream->used = 0;
	return stream_open(stream, stream->plain, &stream->held);
}

enum lens_err stream_read(struct stream *stream, uint8_t *out, size_t size)
{
	while (size > 0) {
		size_t part = stream->held - stream->used;
		enum lens_err err = LENS_OK;

		if (part == 0 && size >= STREAM_CHUNK)
			/* Straight to where it goes: it is read often. */
			err = stream_open(stream, out, &part);
		else if (part == 0)
			err = stream_pull(stream);
		else {
			if (part > size)
				part = size;
			memcpy(out, stream->plain + stream->used, part);
			stream->used += part;
		}
		if (err != LENS_OK)
			return err;
		out += part;
		size -= part;
	}
	return LENS_OK;
}

enum lens_err stream_read_end(struct stream *stream)
{
	uint64_t there;
	enum lens_err err;

	/* The last chunk may be empty. */
	if (!stream->last && stream->used == stream->held) {
		err = stream_pull(stream);
		if (err != LENS_OK)
			return err;
	}
	err = io_size(stream->fd, &there);
	if (err != LENS_OK)
		return err;
	return stream->last && stream->used == stream->held &&
		       there == stream->at
		   ? LENS_OK
		   : LENS_MALFORMED;
}

void stream_wipe(struct stream *stream)
{
	sodium_memzero(stream, sizeof(*stream));
}
