/* blob_compact.c: a thumbnails' file without what was replaced or forgotten. */
#include <fcntl.h>
#include <stdlib.h>

#include <lenscap/base_io.h>

#include "blob.h"
#include "io.h"
#include "store.h"

/* Dead bytes are cleared away above this and the size of the living. */
#define BLOB_WASTE (4u << 20)

/* ---- Rows ---- */

static enum lens_err blob_count(struct ledger *ledger,
				struct ledger_fault *fault, size_t *out)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_BLOB_COUNT);
	enum lens_err err = database_step(&binder, fault);

	*out = err == LENS_OK ? (size_t)database_int(&binder, 0) : 0;
	database_reset(&binder);
	return err;
}

enum lens_err blob_rows(struct ledger *ledger, struct ledger_fault *fault,
			struct blob_row **rows, size_t *count)
{
	struct database_binder binder;
	size_t capacity;
	enum lens_err err = blob_count(ledger, fault, &capacity);

	*rows = NULL;
	*count = 0;
	if (err != LENS_OK)
		return err;
	*rows = io_allocate(capacity * sizeof(**rows) + 1);
	if (*rows == NULL)
		return fault_memory(fault);
	binder = database_bind(&ledger->database, QUERY_BLOB_EACH);
	while (*count < capacity &&
	       (err = database_step(&binder, fault)) == LENS_OK) {
		struct blob_row *row = &(*rows)[(*count)++];

		row->photo = database_int(&binder, 0);
		row->kind = database_int(&binder, 1);
		err = blob_columns(&binder, 2, &row->blob);
		if (err != LENS_OK) {
			err = database_unread(err, fault);
			break;
		}
	}
	database_reset(&binder);
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}

enum lens_err blob_moved(struct ledger *ledger, const struct blob_row *row,
			 uint64_t store, uint64_t place,
			 struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_BLOB_MOVE);

	database_bind_int(&binder, row->photo);
	database_bind_int(&binder, row->kind);
	database_bind_int(&binder, (int64_t)store);
	database_bind_int(&binder, (int64_t)place);
	return database_run(&binder, fault);
}

/* ---- Moving ---- */

struct blob_mover {
	struct ledger *ledger;
	uint64_t number; /* of the new file */
	int from, to;
	uint64_t from_number, end;
};

/*
 * Sealed bytes move as they are.  What fails its seal keeps its row, and a
 * gap, so that verify finds it and nothing is hidden.
 */
static enum lens_err blob_move(struct blob_mover *mover,
			       const struct blob_row *row,
			       struct ledger_fault *fault)
{
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
	err = blob_moved(mover->ledger, row, mover->number, mover->end, fault);
	mover->end += blob_room(row->blob.size);
	return err;
}

static enum lens_err blob_move_all(struct blob_mover *mover,
				   const struct blob_row *rows, size_t count,
				   struct ledger_fault *fault)
{
	enum lens_err err =
	    database_query(&mover->ledger->database, QUERY_BEGIN, fault);

	for (size_t i = 0; err == LENS_OK && i < count; i++)
		err = blob_move(mover, &rows[i], fault);
	if (err == LENS_OK && io_sync(mover->to) != LENS_OK)
		err =
		    fault_system(fault, "write the small pictures and papers");
	if (err == LENS_OK)
		err = database_query(&mover->ledger->database, QUERY_COMMIT,
				     fault);
	if (!sqlite3_get_autocommit(mover->ledger->database.db))
		(void)!database_query(&mover->ledger->database, QUERY_ROLLBACK,
				      NULL);
	return err;
}

struct blob_sizes {
	uint64_t live, dead; /* bytes of the current file */
	bool elsewhere;	     /* some lie in another file, after a salvage */
};

static enum lens_err blob_measure(struct ledger *ledger,
				  struct ledger_fault *fault,
				  struct blob_sizes *out)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_BLOB_LIVE);
	uint64_t size = 0;
	enum lens_err err;
	int fd = -1;

	*out = (struct blob_sizes){.live = 0};
	database_bind_int(&binder, (int64_t)ledger->blobs);
	err = database_step(&binder, fault);
	if (err == LENS_OK) {
		out->live = (uint64_t)database_int(&binder, 0);
		out->elsewhere = database_int(&binder, 1) > 0;
	}
	database_reset(&binder);
	if (err != LENS_OK)
		return err;
	err = blob_file(ledger, ledger->blobs, O_RDONLY, &fd);
	if (err == LENS_OK)
		err = io_size(fd, &size);
	base_close(&fd);
	if (size > out->live + ENVELOPE_SIZE)
		out->dead = size - out->live - ENVELOPE_SIZE;
	return err == LENS_SYSTEM
		   ? fault_system(fault, "measure the small pictures")
		   : LENS_OK;
}

static bool blob_is_worth_it(const struct blob_sizes *sizes, bool erase)
{
	uint64_t limit = sizes->live > BLOB_WASTE ? sizes->live : BLOB_WASTE;

	return sizes->elsewhere || (erase && sizes->dead > 0) ||
	       sizes->dead > limit;
}

enum lens_err blob_compact(struct ledger *ledger, uint64_t generation,
			   bool erase, struct ledger_fault *fault)
{
	struct blob_mover mover = {
	    .ledger = ledger, .number = generation, .from = -1, .to = -1};
	struct blob_row *rows = NULL;
	struct blob_sizes sizes;
	size_t count;
	enum lens_err err = blob_measure(ledger, fault, &sizes);

	if (err != LENS_OK || !blob_is_worth_it(&sizes, erase))
		return err;
	err = blob_rows(ledger, fault, &rows, &count);
	if (err == LENS_OK &&
	    blob_begin(ledger, generation, &mover.to, &mover.end) != LENS_OK)
		err =
		    fault_system(fault, "write the small pictures and papers");
	if (err == LENS_OK)
		err = blob_move_all(&mover, rows, count, fault);
	if (err == LENS_OK)
		ledger->blobs = generation;
	base_close(&mover.from);
	base_close(&mover.to);
	free(rows);
	return err;
}
