/* backup.c: write a ledger as one sealed file. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/ledger_photos.h>
#include <lenscap/ledger_safety.h>

#include "backup.h"
#include "store/io.h"
#include "store/snapshot.h"

/* ---- Where it goes ---- */

/* A path as an open folder and a name in it; *name points into path. */
static enum lens_err backup_folder(const char *path, int *dir,
				   const char **name)
{
	const char *slash = strrchr(path, '/');
	enum lens_err err;
	char *folder;

	*name = slash ? slash + 1 : path;
	if (slash == NULL)
		return io_open_dir(".", false, dir);
	/* With the slash, so that the root is its own name. */
	folder = strndup(path, (size_t)(slash - path) + 1);
	if (folder == NULL)
		return LENS_SYSTEM;
	err = io_open_dir(folder, false, dir);
	free(folder);
	return err;
}

#define BACKUP_ENDING ".%08x.tmp" /* 13 characters */

static bool backup_name_fits(const char *name)
{
	return *name != '\0' && strlen(name) <= NAME_MAX - 13;
}

/* There it would be swept up with what generations leave, or wiped. */
static bool backup_is_at_home(const struct ledger *ledger, int dir)
{
	struct stat there, home;

	return fstat(dir, &there) == 0 && fstat(ledger->dir, &home) == 0 &&
	       there.st_dev == home.st_dev && there.st_ino == home.st_ino;
}

/* ---- What it holds ---- */

static enum lens_err backup_blob(struct ledger *ledger, struct stream *stream,
				 const struct blob_row *row)
{
	struct base_buffer bytes;
	uint8_t length[4];
	enum lens_err err;
	int fd;

	base_buffer_init(&bytes, LEDGER_BLOB_MAX + 2 * BLOB_UNIT);
	err = blob_file(ledger, row->blob.store, O_RDONLY, &fd);
	if (err == LENS_OK)
		err = blob_fetch(fd, &row->blob, &bytes);
	base_close(&fd);
	/* A damaged picture is no reason to have no backup of the rest. */
	if (err == LENS_MALFORMED || err == LENS_NOT_FOUND) {
		base_buffer_free(&bytes);
		err = LENS_OK;
	}
	base_put_u32(length, (uint32_t)bytes.size);
	if (err == LENS_OK)
		err = stream_write(stream,
				   (struct base_view){length, sizeof(length)});
	if (err == LENS_OK)
		err = stream_write(stream, base_buffer_view(&bytes));
	base_buffer_free(&bytes);
	return err;
}

static enum lens_err backup_body(struct ledger *ledger, struct stream *stream,
				 struct ledger_fault *fault)
{
	struct blob_row *rows = NULL;
	struct base_view image;
	size_t count = 0;
	enum lens_err err = blob_rows(ledger, fault, &rows, &count);

	if (err == LENS_OK)
		err = database_image(&ledger->database, fault, &image);
	if (err == LENS_OK)
		err = snapshot_put(ledger, stream, image);
	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = backup_blob(ledger, stream, &rows[i]);
	if (err == LENS_OK)
		err = stream_write_end(stream);
	free(rows);
	return err;
}

static enum lens_err backup_write(struct ledger *ledger, int fd,
				  struct ledger_fault *fault)
{
	struct envelope envelope = store_envelope(ledger, ENVELOPE_BACKUP, 0);
	struct stream *stream = io_allocate(sizeof(*stream));
	uint8_t front[ENVELOPE_SIZE], key[KEY_SIZE];
	enum lens_err err;

	if (stream == NULL)
		return fault_memory(fault);
	envelope_seal(&envelope, ledger->key, front, key);
	err = io_write(
	    fd, (struct base_view){ledger->header.front, HEADER_SIZE}, 0);
	if (err == LENS_OK)
		err = io_write(fd, (struct base_view){front, sizeof(front)},
			       HEADER_SIZE);
	if (err == LENS_OK)
		err = stream_write_start(stream, fd,
					 HEADER_SIZE + ENVELOPE_SIZE, key);
	if (err == LENS_OK)
		err = backup_body(ledger, stream, fault);
	sodium_memzero(key, sizeof(key));
	stream_wipe(stream);
	free(stream);
	return err == LENS_OK ? LENS_OK
			      : fault_system(fault, "write the backup");
}

/* ---- What a backup that was stopped left ---- */

struct backup_stale {
	const struct ledger *ledger;
	int dir;
	const char *name;
};

/* "lenscap.backup.01234567.tmp", and begun with this ledger's header. */
static bool backup_is_stale(const struct backup_stale *stale, const char *name)
{
	size_t length = strlen(stale->name);
	uint8_t front[HEADER_FRONT];
	struct stat about;
	bool ours;
	int fd;

	if (strncmp(name, stale->name, length) != 0 ||
	    strlen(name) != length + strlen(".01234567.tmp") ||
	    strspn(name + length + 1, "0123456789abcdef") != 8 ||
	    name[length] != '.' || strcmp(name + length + 9, ".tmp") != 0)
		return false;
	if (io_open(stale->dir, name, O_RDONLY | O_NONBLOCK, &fd) != LENS_OK)
		return false;
	ours = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
	if (ours && about.st_size > 0)
		ours = io_read(fd, front, sizeof(front), 0) == LENS_OK &&
		       memcmp(front, stale->ledger->header.front, 32) == 0;
	base_close(&fd);
	return ours;
}

static void backup_drop_stale(void *context, const char *name)
{
	const struct backup_stale *stale = context;

	if (backup_is_stale(stale, name))
		(void)!io_remove(stale->dir, name);
}

static enum lens_err backup_to(struct ledger *ledger, int dir, const char *name,
			       struct ledger_fault *fault)
{
	char temporary[NAME_MAX + 1];
	enum lens_err err;
	int fd;

	(void)!io_list(dir, backup_drop_stale,
		       &(struct backup_stale){ledger, dir, name});
	/* A name of its own: the folder is not ours, nor what is in it. */
	snprintf(temporary, sizeof(temporary), "%s" BACKUP_ENDING, name,
		 randombytes_random());
	err = io_open(dir, temporary, O_RDWR | O_CREAT | O_EXCL, &fd);
	if (err != LENS_OK)
		return fault_system(fault, "write the backup");
	err = backup_write(ledger, fd, fault);
	if (err != LENS_OK)
		(void)!io_remove(dir, temporary);
	else if (io_settle(dir, fd, temporary, name) != LENS_OK)
		err = fault_system(fault, "write the backup");
	base_close(&fd);
	return err;
}

enum lens_err ledger_backup(struct ledger *ledger, const char *path,
			    bool replace, struct ledger_fault *fault)
{
	const char *name;
	enum lens_err err;
	int dir;

	fault_clear(fault);
	if (backup_folder(path, &dir, &name) != LENS_OK)
		return fault_system(fault, "open the backup's folder");
	if (!backup_name_fits(name))
		err = fault_say(fault, LEDGER_FAULT_ARGUMENT,
				"This is not the name of a file; give the "
				"backup one, such as lenscap-backup.");
	else if (backup_is_at_home(ledger, dir))
		err = fault_say(fault, LEDGER_FAULT_ARGUMENT,
				"A backup does not lie in the ledger's own "
				"folder; choose another, best on another "
				"disk.");
	else if (!replace && faccessat(dir, name, F_OK, 0) == 0)
		err = fault_say(fault, LEDGER_FAULT_EXISTS,
				"There is a file of that name already; "
				"choose another name.");
	else
		err = store_lock(ledger, fault);
	if (err == LENS_OK) {
		err = store_catch_up(ledger, fault);
		if (err == LENS_OK)
			err = backup_to(ledger, dir, name, fault);
		store_unlock(ledger);
	}
	base_close(&dir);
	return err;
}
