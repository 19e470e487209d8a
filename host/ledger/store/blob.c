/*
 * blob.c: thumbnails and the like, in a file beside the log.  Each is sealed
 * with a key of its own that lies in its row: without the row nothing of it
 * can be read again.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include <lenscap/base_io.h>

#include "blob.h"
#include "io.h"
#include "store.h"

uint64_t blob_room(uint64_t size)
{
	return (size + BLOB_SEAL + BLOB_UNIT - 1) / BLOB_UNIT * BLOB_UNIT;
}

enum lens_err blob_file(const struct ledger *ledger, uint64_t number, int flags,
			int *out)
{
	char name[ENVELOPE_NAME];

	envelope_name(ENVELOPE_THUMBNAILS, number, name);
	return io_open(ledger->dir, name, flags, out);
}

/* The envelope of a file that is empty, or was stopped within it. */
static enum lens_err blob_start(struct ledger *ledger, uint64_t number, int fd)
{
	struct envelope envelope =
	    store_envelope(ledger, ENVELOPE_THUMBNAILS, number);
	uint8_t front[ENVELOPE_SIZE], key[KEY_SIZE];
	enum lens_err err;

	envelope_seal(&envelope, ledger->key, front, key);
	sodium_memzero(key, sizeof(key)); /* each blob has its own */
	err = io_write(fd, (struct base_view){front, sizeof(front)}, 0);
	if (err == LENS_OK)
		err = io_sync(fd);
	return err == LENS_OK ? io_sync_dir(ledger->dir) : err;
}

enum lens_err blob_append_to(struct ledger *ledger, uint64_t number, int *fd,
			     uint64_t *end)
{
	enum lens_err err = blob_file(ledger, number, O_RDWR | O_CREAT, fd);

	if (err == LENS_OK)
		err = io_size(*fd, end);
	if (err == LENS_OK && *end <= ENVELOPE_SIZE) {
		err = blob_start(ledger, number, *fd);
		*end = ENVELOPE_SIZE;
	}
	/* After a torn append the next one starts on a whole unit. */
	*end = (*end + BLOB_UNIT - 1) / BLOB_UNIT * BLOB_UNIT;
	if (err != LENS_OK)
		base_close(fd);
	return err == LENS_OK ? LENS_OK : LENS_SYSTEM;
}

enum lens_err blob_begin(struct ledger *ledger, uint64_t number, int *fd,
			 uint64_t *end)
{
	char name[ENVELOPE_NAME];
	enum lens_err err;

	*end = ENVELOPE_SIZE;
	envelope_name(ENVELOPE_THUMBNAILS, number, name);
	err = io_create(ledger->dir, name, fd);
	if (err == LENS_OK)
		err = blob_start(ledger, number, *fd);
	if (err != LENS_OK)
		base_close(fd);
	return err == LENS_OK ? LENS_OK : LENS_SYSTEM;
}

/* The key is used once, so that the nonce can be zero. */
static const uint8_t blob_nonce[24];

static enum lens_err blob_seal(struct base_view bytes, struct blob *blob,
			       struct base_buffer *out)
{
	uint8_t *room;
	size_t inner = (size_t)blob_room(bytes.size) - BLOB_SEAL;
	enum lens_err err = base_buffer_extend(out, inner + BLOB_SEAL, &room);

	if (err != LENS_OK)
		return err;
	if (bytes.size > 0)
		memcpy(room, bytes.data, bytes.size);
	blob->size = bytes.size;
	randombytes_buf(blob->key, sizeof(blob->key));
	crypto_aead_xchacha20poly1305_ietf_encrypt(
	    room, NULL, room, inner, NULL, 0, NULL, blob_nonce, blob->key);
	memcpy(blob->seal, room + inner, BLOB_SEAL);
	return LENS_OK;
}

static enum lens_err blob_row(struct ledger *ledger, int64_t photo,
			      uint8_t kind, const struct blob *blob,
			      struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_BLOB_PUT);

	database_bind_int(&binder, photo);
	database_bind_int(&binder, kind);
	database_bind_int(&binder, (int64_t)blob->store);
	database_bind_int(&binder, (int64_t)blob->place);
	database_bind_int(&binder, (int64_t)blob->size);
	database_bind_bytes(&binder, (struct base_view){blob->seal, BLOB_SEAL});
	database_bind_bytes(&binder, (struct base_view){blob->key, BLOB_KEY});
	return database_run(&binder, fault);
}

enum lens_err blob_append(struct ledger *ledger, int64_t photo, uint8_t kind,
			  struct base_view bytes, struct ledger_fault *fault)
{
	struct blob blob = {.store = ledger->blobs};
	struct base_buffer sealed;
	enum lens_err err;
	int fd = -1;

	if (bytes.size > LEDGER_BLOB_MAX)
		return fault_say(fault, LEDGER_FAULT_ARGUMENT,
				 "A small picture is above %u bytes.",
				 LEDGER_BLOB_MAX);
	base_buffer_init(&sealed, LEDGER_BLOB_MAX + 2 * BLOB_UNIT);
	err = blob_seal(bytes, &blob, &sealed);
	if (err == LENS_OK)
		err = blob_append_to(ledger, ledger->blobs, &fd, &blob.place);
	if (err == LENS_OK)
		err = io_write(fd, base_buffer_view(&sealed), blob.place);
	base_close(&fd);
	base_buffer_free(&sealed);
	if (err == LENS_OK)
		err = blob_row(ledger, photo, kind, &blob, fault);
	else
		err =
		    fault_system(fault, "write the small pictures and papers");
	sodium_memzero(blob.key, sizeof(blob.key));
	return err;
}

enum lens_err blob_sync(struct ledger *ledger, struct ledger_fault *fault)
{
	int fd;
	enum lens_err err = blob_file(ledger, ledger->blobs, O_RDWR, &fd);

	if (err == LENS_OK)
		err = io_sync(fd);
	base_close(&fd);
	return err == LENS_OK
		   ? LENS_OK
		   : fault_system(fault, "write the small pictures and papers");
}

/* ---- Reading ---- */

enum lens_err blob_fetch(int fd, const struct blob *blob,
			 struct base_buffer *out)
{
	uint8_t *room;
	enum lens_err err;

	if (blob->size > LEDGER_BLOB_MAX)
		return LENS_MALFORMED;
	err = base_buffer_extend(out, (size_t)blob_room(blob->size), &room);
	if (err == LENS_OK)
		err = io_read(fd, room, out->size, blob->place);
	if (err != LENS_OK)
		return err == LENS_END ? LENS_MALFORMED : err;
	if (memcmp(room + out->size - BLOB_SEAL, blob->seal, BLOB_SEAL) != 0)
		return LENS_MALFORMED;
	return LENS_OK;
}

enum lens_err blob_unseal(const struct blob *blob, struct base_buffer *sealed)
{
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(
		sealed->data, NULL, NULL, sealed->data, sealed->size, NULL, 0,
		blob_nonce, blob->key) != 0)
		return LENS_MALFORMED;
	return LENS_OK;
}

/* The file of a store, opened unless the last blob was in it. */
static enum lens_err blob_reader_at(struct blob_reader *reader, uint64_t store)
{
	enum lens_err err = LENS_OK;

	if (reader->fd >= 0 && reader->store == store)
		return LENS_OK;
	base_close(&reader->fd);
	err = blob_file(reader->ledger, store, O_RDONLY, &reader->fd);
	if (err == LENS_OK)
		reader->store = store;
	return err;
}

struct blob_reader blob_reader_open(const struct ledger *ledger)
{
	struct blob_reader reader = {.ledger = ledger, .fd = -1};

	base_buffer_init(&reader.room, LEDGER_BLOB_MAX + 2 * BLOB_UNIT);
	return reader;
}

void blob_reader_close(struct blob_reader *reader)
{
	base_close(&reader->fd);
	base_buffer_free(&reader->room);
}

static enum lens_err blob_failed(enum lens_err err, const struct blob *blob,
				 struct ledger_fault *fault)
{
	if (err == LENS_MALFORMED || err == LENS_NOT_FOUND)
		return fault_say(fault, LEDGER_FAULT_THUMBNAIL,
				 "A small picture is missing from "
				 "thumbnails-%" PRIu64 " or fails its seal.",
				 blob->store);
	return fault_system(fault, "read a small picture");
}

enum lens_err blob_look(struct blob_reader *reader, const struct blob *blob,
			struct ledger_fault *fault, struct base_view *out)
{
	enum lens_err err = blob_reader_at(reader, blob->store);

	*out = (struct base_view){NULL, 0};
	reader->room.size = 0;
	if (err == LENS_OK)
		err = blob_fetch(reader->fd, blob, &reader->room);
	if (err == LENS_OK)
		err = blob_unseal(blob, &reader->room);
	if (err != LENS_OK)
		return blob_failed(err, blob, fault);
	*out = base_view_part(base_buffer_view(&reader->room), 0,
			      (size_t)blob->size);
	return LENS_OK;
}

enum lens_err blob_columns(struct database_binder *binder, int first,
			   struct blob *out)
{
	struct base_view seal, key;
	enum lens_err err;

	out->store = (uint64_t)database_int(binder, first);
	out->place = (uint64_t)database_int(binder, first + 1);
	out->size = (uint64_t)database_int(binder, first + 2);
	err = database_bytes(binder, first + 3, BLOB_SEAL, &seal);
	if (err == LENS_OK)
		memcpy(out->seal, seal.data, BLOB_SEAL);
	if (err == LENS_OK)
		err = database_bytes(binder, first + 4, BLOB_KEY, &key);
	if (err == LENS_OK)
		memcpy(out->key, key.data, BLOB_KEY);
	return err;
}
