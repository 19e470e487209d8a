/* snapshot.c: the whole database of one generation, sealed. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>

#include "io.h"
#include "snapshot.h"
#include "store.h"

/* In front of the database: sequence, time, tag, thumbnails, size. */
#define SNAPSHOT_FRONT (8 + 8 + LEDGER_TAG_SIZE + 8 + 8)

static void snapshot_put_front(const struct ledger *ledger, uint64_t size,
			       uint8_t out[SNAPSHOT_FRONT])
{
	base_put_u64(out, ledger->chain.sequence);
	base_put_u64(out + 8, (uint64_t)ledger->chain.time);
	memcpy(out + 16, ledger->chain.tag, LEDGER_TAG_SIZE);
	base_put_u64(out + 16 + LEDGER_TAG_SIZE, ledger->blobs);
	base_put_u64(out + 24 + LEDGER_TAG_SIZE, size);
}

static uint64_t snapshot_get_front(const uint8_t in[SNAPSHOT_FRONT],
				   struct snapshot *out)
{
	out->chain.sequence = base_get_u64(in);
	out->chain.time = (int64_t)base_get_u64(in + 8);
	memcpy(out->chain.tag, in + 16, LEDGER_TAG_SIZE);
	out->blobs = base_get_u64(in + 16 + LEDGER_TAG_SIZE);
	return base_get_u64(in + 24 + LEDGER_TAG_SIZE);
}

enum lens_err snapshot_put(struct ledger *ledger, struct stream *stream,
			   struct base_view image)
{
	uint8_t front[SNAPSHOT_FRONT];
	enum lens_err err;

	snapshot_put_front(ledger, image.size, front);
	err = stream_write(stream, (struct base_view){front, sizeof(front)});
	return err == LENS_OK ? stream_write(stream, image) : err;
}

static enum lens_err snapshot_stream(struct ledger *ledger, int fd,
				     struct stream *stream,
				     const struct envelope *envelope,
				     struct base_view image)
{
	uint8_t front[ENVELOPE_SIZE], key[KEY_SIZE];
	enum lens_err err;

	envelope_seal(envelope, ledger->key, front, key);
	err = io_write(fd, (struct base_view){front, sizeof(front)}, 0);
	if (err == LENS_OK)
		err = stream_write_start(stream, fd, ENVELOPE_SIZE, key);
	if (err == LENS_OK)
		err = snapshot_put(ledger, stream, image);
	if (err == LENS_OK)
		err = stream_write_end(stream);
	sodium_memzero(key, sizeof(key));
	return err;
}

enum lens_err snapshot_write(struct ledger *ledger, uint64_t generation,
			     struct ledger_fault *fault, uint64_t *bytes)
{
	struct envelope envelope =
	    store_envelope(ledger, ENVELOPE_SNAPSHOT, generation);
	struct stream *stream = io_allocate(sizeof(*stream));
	char name[ENVELOPE_NAME], temporary[IO_NAME];
	struct base_view image;
	enum lens_err err;
	int fd = -1;

	*bytes = 0;
	if (stream == NULL)
		return fault_memory(fault);
	err = database_image(&ledger->database, fault, &image);
	if (err != LENS_OK) {
		free(stream);
		return err;
	}
	envelope_name(ENVELOPE_SNAPSHOT, generation, name);
	snprintf(temporary, sizeof(temporary), "%s.tmp", name);
	err = io_create(ledger->dir, temporary, &fd);
	if (err == LENS_OK)
		err = snapshot_stream(ledger, fd, stream, &envelope, image);
	if (err == LENS_OK) {
		*bytes = stream->at;
		err = io_settle(ledger->dir, fd, temporary, name);
	}
	if (err != LENS_OK)
		io_drop(ledger->dir, temporary);
	base_close(&fd);
	stream_wipe(stream);
	free(stream);
	return err == LENS_OK ? LENS_OK
			      : fault_system(fault, "write a new snapshot");
}

enum lens_err snapshot_get(struct stream *stream, struct ledger_fault *fault,
			   struct snapshot *out)
{
	uint8_t front[SNAPSHOT_FRONT], *image;
	uint64_t size, there;
	enum lens_err err = stream_read(stream, front, sizeof(front));

	if (err != LENS_OK)
		return err;
	size = snapshot_get_front(front, out);
	/* Sealed, and yet: a number that sizes memory is checked. */
	err = io_size(stream->fd, &there);
	if (err != LENS_OK)
		return err;
	if (size == 0 || size > DATABASE_MAX || size > there)
		return LENS_MALFORMED;
	image = database_room((size_t)size);
	if (image == NULL) {
		errno = ENOMEM;
		return LENS_SYSTEM;
	}
	err = stream_read(stream, image, (size_t)size);
	if (err != LENS_OK) {
		database_room_free(image);
		return err;
	}
	return database_open(&out->database, image, (size_t)size, fault);
}

static enum lens_err snapshot_parse(const struct ledger *ledger, int fd,
				    uint64_t generation,
				    struct ledger_fault *fault,
				    struct snapshot *out)
{
	struct envelope envelope =
	    store_envelope(ledger, ENVELOPE_SNAPSHOT, generation);
	struct stream *stream = io_allocate(sizeof(*stream));
	uint8_t front[ENVELOPE_SIZE], key[KEY_SIZE] = {0};
	enum lens_err err;

	if (stream == NULL) {
		errno = ENOMEM;
		return LENS_SYSTEM;
	}
	err = io_read(fd, front, sizeof(front), 0);
	if (err == LENS_OK)
		err = envelope_open(&envelope, ledger->key, front, key);
	if (err == LENS_OK)
		err = stream_read_start(stream, fd, ENVELOPE_SIZE, key);
	if (err == LENS_OK)
		err = snapshot_get(stream, fault, out);
	if (err == LENS_OK)
		err = stream_read_end(stream);
	if (err != LENS_OK)
		database_close(&out->database);
	out->bytes = stream->at;
	sodium_memzero(key, sizeof(key));
	stream_wipe(stream);
	free(stream);
	return err;
}

enum lens_err snapshot_read(const struct ledger *ledger, uint64_t generation,
			    struct ledger_fault *fault, struct snapshot *out)
{
	char name[ENVELOPE_NAME];
	enum lens_err err;
	int fd;

	*out = (struct snapshot){.bytes = 0};
	envelope_name(ENVELOPE_SNAPSHOT, generation, name);
	err = io_open(ledger->dir, name, O_RDONLY, &fd);
	if (err == LENS_OK)
		err = snapshot_parse(ledger, fd, generation, fault, out);
	base_close(&fd);
	if (err == LENS_OK)
		return LENS_OK;
	if (err == LENS_SYSTEM)
		return fault_system(fault, "read the snapshot");
	return fault_say(fault, LEDGER_FAULT_SNAPSHOT,
			 "The file %s is missing or fails its seal. Run "
			 "`lenscap verify`.",
			 name);
}
