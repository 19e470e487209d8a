/* restore.c: a backup takes the place of a ledger. */
#include <errno.h>

#include <lenscap/base_io.h>
#include <lenscap/ledger_photos.h>
#include <lenscap/ledger_safety.h>

#include "backup.h"
#include "store/io.h"
#include "store/sweep.h"
#include "store/witness.h"
#include "sum.h"
#include "undo.h"

/* The backup's thumbnails into a file of the new generation. */
static enum lens_err restore_blobs(struct ledger *ledger, struct backup *backup,
				   struct ledger_fault *fault)
{
	uint64_t number = ledger->header.generation + 1, end;
	struct base_buffer bytes;
	enum lens_err err;
	int fd;

	if (blob_begin(ledger, number, &fd, &end) != LENS_OK)
		return fault_system(fault,
				    "write the small pictures and papers");
	base_buffer_init(&bytes, LEDGER_BLOB_MAX + 2 * BLOB_UNIT);
	err = database_query(&ledger->database, QUERY_BEGIN, fault);
	for (size_t i = 0; i < backup->count && err == LENS_OK; i++) {
		const struct blob_row *row = &backup->rows[i];

		err = backup_next(backup, row, fault, &bytes);
		if (err == LENS_OK &&
		    io_write(fd, base_buffer_view(&bytes), end) != LENS_OK)
			err = fault_system(
			    fault, "write the small pictures and papers");
		if (err == LENS_OK)
			err = blob_moved(ledger, row, number, end, fault);
		end += blob_room(row->blob.size);
	}
	if (err == LENS_OK)
		err = database_query(&ledger->database, QUERY_COMMIT, fault);
	if (err == LENS_OK && io_sync(fd) != LENS_OK)
		err =
		    fault_system(fault, "write the small pictures and papers");
	base_buffer_free(&bytes);
	base_close(&fd);
	ledger->blobs = number;
	return err;
}

/*
 * Where no ledger is: what an unfinished restore left goes, and the mark says
 * that until the header is there this is one.  Files whose header is lost go
 * only when they are to be replaced.
 */
static enum lens_err restore_clear(struct ledger *ledger, bool replace,
				   struct ledger_fault *fault)
{
	bool undone;
	enum lens_err err = undo_unfinished(ledger, fault, &undone);

	if (err == LENS_OK && !replace)
		err = undo_expect_empty(ledger, fault);
	if (err == LENS_OK && sweep_mark(ledger->dir) != LENS_OK)
		err = fault_system(fault, "write to the ledger's folder");
	return err;
}

/* The number of the new generation is above any whose files may lie here. */
static enum lens_err restore_number(struct ledger *ledger,
				    const struct backup *backup, bool replace,
				    struct ledger_fault *fault)
{
	struct header present;
	enum lens_err err, there = header_read(ledger->dir, fault, &present);

	if (there == LENS_NOT_FOUND ||
	    (there == LENS_MALFORMED && sweep_is_marked(ledger->dir))) {
		err = restore_clear(ledger, replace, fault);
		if (err != LENS_OK)
			return err;
	} else if (there == LENS_SYSTEM) {
		return there;
	} else if (!replace) {
		return fault_say(fault, LEDGER_FAULT_EXISTS,
				 "There is a ledger here already, and "
				 "restoring would destroy it; restore into "
				 "another folder, or replace it.");
	} else if (there == LENS_DENIED) {
		return there;
	}
	ledger->header = backup->header;
	if (present.generation > ledger->header.generation)
		ledger->header.generation = present.generation;
	if (present.revision > ledger->header.revision)
		ledger->header.revision = present.revision;
	return LENS_OK;
}

static enum lens_err restore_take(struct ledger *ledger, struct backup *backup,
				  struct ledger_fault *fault)
{
	enum lens_err err;

	ledger->database = backup->content->database;
	ledger->chain = backup->content->chain;
	backup->content->database = (struct database){.db = NULL};
	err = restore_blobs(ledger, backup, fault);
	if (err == LENS_OK)
		err = backup_end(backup, fault);
	if (err == LENS_OK)
		err = ledger_sum_restored(ledger, fault);
	if (err == LENS_OK)
		err = store_note_erase(ledger, STORE_ERASE_SWEEP, fault);
	/* All of it is here and whole: now it counts. */
	if (err == LENS_OK) {
		witness_drop(ledger);
		err = store_switch(ledger, fault);
	}
	if (err != LENS_OK)
		return err;
	if (store_destroy_older(ledger) != LENS_OK ||
	    sweep_unmark(ledger->dir) != LENS_OK)
		return fault_system(fault, "destroy the replaced ledger");
	return LENS_OK;
}

enum lens_err ledger_restore(const struct ledger_place *place, const char *path,
			     const struct ledger_secret *secret, bool replace,
			     const struct ledger_consent *consent,
			     struct ledger_fault *fault)
{
	struct ledger *ledger = NULL;
	struct backup backup;
	enum lens_err err;

	fault_clear(fault);
	err = backup_open(path, secret, fault, &backup);
	if (err != LENS_OK)
		return err;
	if (consent != NULL && !consent->given(consent->context))
		err = LENS_CANCELLED;
	if (err == LENS_OK)
		err = store_new(place, backup.key, true, fault, &ledger);
	if (err == LENS_OK) {
		err = restore_number(ledger, &backup, replace, fault);
		if (err == LENS_OK)
			err = restore_take(ledger, &backup, fault);
		if (err != LENS_OK)
			undo_begun(ledger);
		store_unlock(ledger);
	}
	store_free(ledger);
	backup_close(&backup);
	return err;
}
