/* blob_compact.c: a thumbnails' file without what was replaced or forgotten. */
#include <fcntl.h>
#include <stdlib.h>

#include "io.h"
#include "store.h"

/* Dead bytes are cleared away above this and the size of the living. */
#define BLOB_WASTE (4u << 20)

struct blob_row {
	int64_t photo, kind;
	struct blob blob;
};

struct blob_mover {
	struct ledger *ledger;
	struct blob_row *rows;
	size_t count;
	uint64_t number; /* of the new file */
	int from, to;
	uint64_t from_number, end;
};

static enum lens_err blob_rows(struct blob_mover *mover,
			       struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&mover->ledger->database, QUERY_BLOB_EACH);
	size_t room = mover->count;
	enum lens_err err = LENS_EOF;

	mover->count = 0;
	while (mover->count < room &&
	       (err = database_step(&binder, fault)) == LENS_OK) {
		struct blob_row *row = &mover->rows[mover->count++];

		row->photo = database_int(&binder, 0);
		row->kind = database_int(&binder, 1);
		err = blob_columns(&binder, 2, &row->blob);
		if (err != LENS_OK) {
			err = fault_memory(fault);
			break;
		}
	}
	database_reset(&binder);
	return err == LENS_EOF ? LENS_OK : err;
}

/*
 * Sealed bytes move as they are.  What fails its seal keeps its row, and a
 * gap, so that verify finds it and nothing is hidden.
 */
static enum lens_err blob_move(struct blob_mover *mover,
			       const struct blob_row *row,
			       struct ledger_fault *fault)
{
	struct database_binder binder;
	struct base_buffer bytes;
	enum lens_err err = LENS_OK;

	if (mover->from < 0 || mover->from_number != row->blob.store) {
		base_close(&mover->from);
		mover->from_number = row->blob.store;
		err = blob_file(mover->ledger, row->blob.store, O_RDONLY,
				&mover->from);
	}
	base_buffer_init(&bytes, LEDGER_BLOB_MAX + 2 * BLOB_UNIT);
	if (err == LENS_OK)
		err = blob_fetch(mover->from, &row->blob, &bytes);
	if (err == LENS_OK)
		err = io_write(mover->to, base_buffer_view(&bytes), mover->end);
	base_buffer_free(&bytes);
	if (err == LENS_SYSTEM)
		return fault_system(fault, "move the small pictures");
	binder = database_bind(&mover->ledger->database, QUERY_BLOB_MOVE);
	database_bind_int(&binder, row->photo);
	database_bind_int(&binder, row->kind);
	database_bind_int(&binder, (int64_t)mover->number);
	database_bind_int(&binder, (int64_t)mover->end);
	mover->end += blob_room(row->blob.size);
	return database_run(&binder, fault);
}

static enum lens_err blob_move_all(struct blob_mover *mover,
				   struct ledger_fault *fault)
{
	struct database *db = &mover->ledger->database;
	struct database_binder binder = database_bind(db, QUERY_BEGIN);
	enum lens_err err = database_run(&binder, fault);

	for (size_t i = 0; err == LENS_OK && i < mover->count; i++)
		err = blob_move(mover, &mover->rows[i], fault);
	if (err == LENS_OK && io_sync(mover->to) != LENS_OK)
		err = fault_system(fault, "write the small pictures");
	binder =
	    database_bind(db, err == LENS_OK ? QUERY_COMMIT : QUERY_ROLLBACK);
	if (!sqlite3_get_autocommit(db->db) &&
	    database_run(&binder, err == LENS_OK ? fault : NULL) != LENS_OK)
		err = LENS_SYSTEM;
	return err;
}

/* How many bytes of the file nobody needs. */
static enum lens_err blob_waste(struct ledger *ledger, uint64_t *live,
				uint64_t *dead, struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_BLOB_LIVE);
	enum lens_err err = database_step(&binder, fault);
	uint64_t size = 0;
	int fd = -1;

	*live = err == LENS_OK ? (uint64_t)database_int(&binder, 0) : 0;
	*dead = 0;
	database_reset(&binder);
	if (err != LENS_OK)
		return err;
	err = blob_file(ledger, ledger->blobs, O_RDONLY, &fd);
	if (err == LENS_OK)
		err = io_size(fd, &size);
	base_close(&fd);
	if (size > *live + ENVELOPE_SIZE)
		*dead = size - *live - ENVELOPE_SIZE;
	return err == LENS_SYSTEM
		   ? fault_system(fault, "measure the small pictures")
		   : LENS_OK;
}

enum lens_err blob_compact(struct ledger *ledger, uint64_t generation,
			   bool erase, struct ledger_fault *fault)
{
	struct blob_mover mover = {
	    .ledger = ledger, .number = generation, .from = -1, .to = -1};
	uint64_t live, dead;
	enum lens_err err = blob_waste(ledger, &live, &dead, fault);

	if (err != LENS_OK || dead == 0 ||
	    (!erase && dead < (live > BLOB_WASTE ? live : BLOB_WASTE)))
		return err;
	mover.count = (size_t)(live / BLOB_UNIT);
	mover.rows = io_allocate(mover.count * sizeof(*mover.rows) + 1);
	if (mover.rows == NULL)
		return fault_memory(fault);
	err = blob_rows(&mover, fault);
	if (err == LENS_OK && blob_append_to(ledger, generation, &mover.to,
					     &mover.end) != LENS_OK)
		err = fault_system(fault, "write the small pictures");
	if (err == LENS_OK)
		err = blob_move_all(&mover, fault);
	if (err == LENS_OK)
		ledger->blobs = generation;
	base_close(&mover.from);
	base_close(&mover.to);
	free(mover.rows);
	return err;
}
