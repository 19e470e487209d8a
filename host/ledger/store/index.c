/*
 * index.c: what others make of the photos' features, as one sealed file of
 * this generation.  It names the change after which it was made: photos that
 * came later are not in it, and whoever forgets one begins a generation.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>

#include "index.h"
#include "io.h"

/* In front: the change's number and tag, the last photo's id. */
#define INDEX_FRONT (8 + LEDGER_TAG_SIZE + 8)

struct ledger_index {
	struct stream stream;
	int fd;
};

static void index_name(const struct ledger *ledger, char out[ENVELOPE_NAME])
{
	envelope_name(ENVELOPE_INDEX, ledger->header.generation, out);
}

static struct ledger_index *index_new(void)
{
	struct ledger_index *index = io_allocate(sizeof(*index));

	if (index != NULL)
		index->fd = -1;
	return index;
}

void ledger_index_close(struct ledger_index *index)
{
	if (index == NULL)
		return;
	base_close(&index->fd);
	stream_wipe(&index->stream);
	free(index);
}

enum lens_err ledger_moment(struct ledger *ledger, struct ledger_fault *fault,
			    struct ledger_moment *out)
{
	enum lens_err err = store_read(ledger, fault);

	*out = (struct ledger_moment){ledger->header.generation,
				      ledger->chain.sequence};
	return err;
}

/*
 * Its front opens it as long as that is anywhere on the disk.  First it gets
 * the name of what a start destroys: a kill leaves none that is half one.
 */
static enum lens_err index_destroy(const struct ledger *ledger)
{
	char name[ENVELOPE_NAME], temporary[IO_NAME];

	index_name(ledger, name);
	snprintf(temporary, sizeof(temporary), "%s.tmp", name);
	if (io_calls.rename(ledger->dir, name, temporary) != 0)
		return errno == ENOENT ? LENS_OK : LENS_SYSTEM;
	return io_destroy(ledger->dir, temporary);
}

enum lens_err index_drop(const struct ledger *ledger,
			 struct ledger_fault *fault)
{
	return index_destroy(ledger) == LENS_OK
		   ? LENS_OK
		   : fault_system(fault, "remove the index of the photos");
}

/* ---- Reading ---- */

static enum lens_err index_start(const struct ledger *ledger,
				 struct ledger_index *index,
				 uint8_t front[INDEX_FRONT])
{
	struct envelope envelope =
	    store_envelope(ledger, ENVELOPE_INDEX, ledger->header.generation);
	uint8_t sealed[ENVELOPE_SIZE], key[KEY_SIZE] = {0};
	char name[ENVELOPE_NAME];
	enum lens_err err;

	index_name(ledger, name);
	err = io_open(ledger->dir, name, O_RDONLY, &index->fd);
	if (err != LENS_OK)
		return err;
	err = io_read(index->fd, sealed, sizeof(sealed), 0);
	if (err == LENS_OK)
		err = envelope_open(&envelope, ledger->key, sealed, key);
	if (err == LENS_OK)
		err = stream_read_start(&index->stream, index->fd,
					ENVELOPE_SIZE, key);
	if (err == LENS_OK)
		err = stream_read(&index->stream, front, INDEX_FRONT);
	sodium_memzero(key, sizeof(key));
	return err == LENS_END ? LENS_MALFORMED : err;
}

/* Was it made of this ledger, and not of one that was rolled back since? */
static bool index_is_ours(struct ledger *ledger,
			  const uint8_t front[INDEX_FRONT])
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_LINK_GET);
	struct base_view tag;
	bool ours;

	database_bind_int(&binder, (int64_t)base_get_u64(front));
	ours = database_step(&binder, NULL) == LENS_OK &&
	       database_bytes(&binder, 0, LEDGER_TAG_SIZE, &tag) == LENS_OK &&
	       memcmp(tag.data, front + 8, LEDGER_TAG_SIZE) == 0;
	database_reset(&binder);
	return ours;
}

/* With the lock held: nothing is on its way out of the ledger. */
static bool index_may_be(struct ledger *ledger)
{
	return store_look_erase(ledger, NULL) == LENS_OK &&
	       ledger->erase == STORE_ERASE_NONE;
}

enum lens_err ledger_index_open(struct ledger *ledger,
				struct ledger_fault *fault, int64_t *last,
				struct ledger_index **out)
{
	struct ledger_index *index = index_new();
	uint8_t front[INDEX_FRONT];
	enum lens_err err;

	*out = NULL;
	fault_clear(fault);
	if (index == NULL)
		return fault_memory(fault);
	err = store_lock(ledger, fault);
	if (err != LENS_OK) {
		ledger_index_close(index);
		return err;
	}
	err = store_catch_up(ledger, fault);
	/* It is renamed as a whole: from here on no lock is needed. */
	if (err == LENS_OK && (!index_may_be(ledger) ||
			       index_start(ledger, index, front) != LENS_OK ||
			       !index_is_ours(ledger, front)))
		err = LENS_NOT_FOUND;
	store_unlock(ledger);
	if (err != LENS_OK) {
		ledger_index_close(index);
		return err;
	}
	*last = (int64_t)base_get_u64(front + 8 + LEDGER_TAG_SIZE);
	*out = index;
	return LENS_OK;
}

enum lens_err ledger_index_read(struct ledger_index *index, void *out,
				size_t size)
{
	return stream_read(&index->stream, out, size);
}

enum lens_err ledger_index_end(struct ledger_index *index)
{
	return stream_read_end(&index->stream);
}

enum lens_err index_check(struct ledger *ledger)
{
	struct ledger_index *index = index_new();
	uint8_t *room = io_allocate(STREAM_CHUNK), front[INDEX_FRONT];
	enum lens_err err = LENS_SYSTEM;

	if (index != NULL && room != NULL)
		err = index_start(ledger, index, front);
	while (err == LENS_OK && !index->stream.last) {
		size_t held = index->stream.held - index->stream.used;

		err = stream_read(&index->stream, room, held > 0 ? held : 1);
	}
	if (err == LENS_OK)
		err = stream_read(&index->stream, room,
				  index->stream.held - index->stream.used);
	if (err == LENS_OK)
		err = stream_read_end(&index->stream);
	if (err == LENS_OK &&
	    (!index_may_be(ledger) || !index_is_ours(ledger, front)))
		err = LENS_DENIED;
	free(room);
	ledger_index_close(index);
	return err;
}

/* ---- Writing ---- */

enum lens_err ledger_index_write(struct ledger_index *index, const void *bytes,
				 size_t size)
{
	return stream_write(&index->stream, (struct base_view){bytes, size});
}

static enum lens_err index_fill(struct ledger *ledger,
				const struct ledger_index_made *made,
				struct ledger_index *index)
{
	struct envelope envelope =
	    store_envelope(ledger, ENVELOPE_INDEX, ledger->header.generation);
	uint8_t sealed[ENVELOPE_SIZE], key[KEY_SIZE], front[INDEX_FRONT];
	enum lens_err err;

	base_put_u64(front, ledger->chain.sequence);
	memcpy(front + 8, ledger->chain.tag, LEDGER_TAG_SIZE);
	base_put_u64(front + 8 + LEDGER_TAG_SIZE, (uint64_t)made->last);
	envelope_seal(&envelope, ledger->key, sealed, key);
	err =
	    io_write(index->fd, (struct base_view){sealed, sizeof(sealed)}, 0);
	if (err == LENS_OK)
		err = stream_write_start(&index->stream, index->fd,
					 ENVELOPE_SIZE, key);
	if (err == LENS_OK)
		err = ledger_index_write(index, front, sizeof(front));
	if (err == LENS_OK)
		err = made->write(made->context, index);
	if (err == LENS_OK)
		err = stream_write_end(&index->stream);
	sodium_memzero(key, sizeof(key));
	return err;
}

static enum lens_err index_put(struct ledger *ledger,
			       const struct ledger_index_made *made,
			       struct ledger_index *index)
{
	char name[ENVELOPE_NAME], temporary[IO_NAME];
	enum lens_err err;

	index_name(ledger, name);
	snprintf(temporary, sizeof(temporary), "%s.tmp", name);
	err = index_destroy(ledger);
	if (err == LENS_OK)
		err = io_create(ledger->dir, temporary, &index->fd);
	if (err == LENS_OK)
		err = index_fill(ledger, made, index);
	if (err == LENS_OK)
		err = io_settle(ledger->dir, index->fd, temporary, name);
	if (err != LENS_OK)
		io_drop(ledger->dir, temporary);
	return err;
}

enum lens_err ledger_index_keep(struct ledger *ledger,
				const struct ledger_index_made *made,
				struct ledger_fault *fault)
{
	struct ledger_index *index = index_new();
	enum lens_err err =
	    index == NULL ? fault_memory(fault) : store_lock(ledger, fault);

	if (err != LENS_OK) {
		ledger_index_close(index);
		return err;
	}
	err = store_catch_up(ledger, fault);
	if (err == LENS_OK &&
	    (!index_may_be(ledger) ||
	     ledger->header.generation != made->at.generation ||
	     ledger->chain.sequence != made->at.sequence))
		err = LENS_NOT_FOUND;
	else if (err == LENS_OK && index_put(ledger, made, index) != LENS_OK)
		err = fault_system(fault, "write the index of the photos");
	store_unlock(ledger);
	ledger_index_close(index);
	return err;
}
