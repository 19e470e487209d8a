/* backup_read.c: open a backup and take its parts in order. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>

#include "backup.h"
#include "store/io.h"
#include "store/snapshot.h"

static enum lens_err backup_broken(struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_SNAPSHOT,
			 "The backup is damaged: it is cut short, or was "
			 "changed after it was made. Use another one.");
}

static enum lens_err backup_failed(enum lens_err err,
				   struct ledger_fault *fault)
{
	if (err == LENS_MALFORMED || err == LENS_END)
		return backup_broken(fault);
	return fault_system(fault, "read the backup");
}

static enum lens_err backup_header(struct backup *backup,
				   const struct ledger_secret *secret,
				   struct ledger_fault *fault)
{
	uint8_t bytes[HEADER_SIZE];
	enum lens_err err = io_read(backup->fd, bytes, sizeof(bytes), 0);

	if (err != LENS_OK)
		return backup_failed(err, fault);
	err = header_parse((struct base_view){bytes, sizeof(bytes)}, fault,
			   &backup->header);
	/* The header's own words are about the file `ledger`. */
	if (err == LENS_MALFORMED)
		return fault_say(fault, LEDGER_FAULT_FOREIGN,
				 "The file is no backup of Lenscap's, or its "
				 "beginning is damaged.");
	if (err == LENS_OK)
		err = slot_open(&backup->header, secret, fault, &backup->key);
	if (err == LENS_LOCKED)
		return fault_say(fault, LEDGER_FAULT_KEY,
				 "The backup does not open with that; it takes "
				 "what opened its ledger when it was made.");
	return err;
}

static enum lens_err backup_stream(struct backup *backup)
{
	struct envelope envelope = {.kind = ENVELOPE_BACKUP};
	uint8_t front[ENVELOPE_SIZE], key[KEY_SIZE] = {0};
	enum lens_err err;

	memcpy(envelope.id, backup->header.id, LEDGER_ID_SIZE);
	err = io_read(backup->fd, front, sizeof(front), HEADER_SIZE);
	if (err == LENS_OK)
		err = envelope_open(&envelope, backup->key, front, key);
	if (err == LENS_OK)
		err = stream_read_start(backup->stream, backup->fd,
					HEADER_SIZE + ENVELOPE_SIZE, key);
	sodium_memzero(key, sizeof(key));
	return err;
}

static enum lens_err backup_content(struct backup *backup,
				    struct ledger_fault *fault)
{
	struct ledger *content = backup->content;
	struct snapshot snapshot = {.bytes = 0};
	enum lens_err err = backup_stream(backup);

	if (err == LENS_OK)
		err = snapshot_get(backup->stream, fault, &snapshot);
	if (err != LENS_OK)
		return backup_failed(err, fault);
	content->database = snapshot.database;
	content->chain = content->base = snapshot.chain;
	err = blob_rows(content, fault, &backup->rows, &backup->count);
	if (err == LENS_OK)
		err = database_migrate(&content->database, fault);
	return err;
}

enum lens_err backup_open(const char *path, const struct ledger_secret *secret,
			  struct ledger_fault *fault, struct backup *out)
{
	enum lens_err err;

	*out = (struct backup){.fd = -1};
	key_ready();
	/* Nobody is waited for at a pipe, which is no backup either. */
	err = io_open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK, &out->fd);
	if (err == LENS_NOT_FOUND)
		return fault_say(fault, LEDGER_FAULT_MISSING,
				 "There is no backup at that place; check "
				 "its name and folder.");
	if (err != LENS_OK)
		return fault_system(fault, "open the backup");
	out->content = io_allocate(sizeof(*out->content));
	out->stream = io_allocate(sizeof(*out->stream));
	if (out->content != NULL)
		out->content->dir = out->content->lock = out->content->log.fd =
		    -1;
	if (out->content == NULL || out->stream == NULL)
		err = fault_memory(fault);
	if (err == LENS_OK)
		err = backup_header(out, secret, fault);
	if (err == LENS_OK)
		err = backup_content(out, fault);
	if (err != LENS_OK)
		backup_close(out);
	return err;
}

void backup_close(struct backup *backup)
{
	base_close(&backup->fd);
	ledger_key_free(backup->key);
	store_free(backup->content);
	if (backup->stream != NULL)
		stream_wipe(backup->stream);
	free(backup->stream);
	free(backup->rows);
	*backup = (struct backup){.fd = -1};
}

enum lens_err backup_next(struct backup *backup, const struct blob_row *row,
			  struct ledger_fault *fault, struct base_buffer *out)
{
	uint8_t length[4], *room;
	enum lens_err err = stream_read(backup->stream, length, sizeof(length));
	uint32_t size = err == LENS_OK ? base_get_u32(length) : 0;

	base_buffer_free(out);
	if (err != LENS_OK)
		return backup_failed(err, fault);
	if (size == 0)
		return LENS_OK;
	if (size != blob_room(row->blob.size))
		return backup_broken(fault);
	err = base_buffer_extend(out, size, &room);
	if (err == LENS_OK)
		err = stream_read(backup->stream, room, size);
	return err == LENS_OK ? LENS_OK : backup_failed(err, fault);
}

enum lens_err backup_end(struct backup *backup, struct ledger_fault *fault)
{
	enum lens_err err = stream_read_end(backup->stream);

	return err == LENS_OK ? LENS_OK : backup_failed(err, fault);
}
