/* transaction.c: a change in memory, then on the disk, or in neither. */
#include <errno.h>
#include <stdlib.h>

#include "io.h"
#include "store.h"

/*
 * The log is folded when replaying it would be felt at opening, which is some
 * 50 ms for a megabyte.
 */
#define STORE_LOG_LEAST (1u << 20)
#define STORE_LOG_MOST (4u << 20)
#define STORE_LOG_SHARE 8 /* of the snapshot */

enum lens_err store_run(struct ledger *ledger, enum query query,
			struct ledger_fault *fault)
{
	struct database_binder binder = database_bind(&ledger->database, query);

	return database_run(&binder, fault);
}

enum lens_err store_begin(struct ledger *ledger, struct ledger_fault *fault)
{
	enum lens_err err;

	fault_clear(fault);
	err = store_lock(ledger, fault);
	if (err != LENS_OK)
		return err;
	err = store_catch_up(ledger, fault);
	if (err == LENS_OK && ledger->torn) {
		err = log_set_aside(&ledger->log, &ledger->chain);
		ledger->torn = err != LENS_OK;
		if (ledger->torn)
			err = fault_system(fault, "set a torn record aside");
	}
	if (err == LENS_OK)
		err = database_change_begin(&ledger->database, fault);
	if (err == LENS_OK) {
		err = store_run(ledger, QUERY_BEGIN, fault);
		if (err != LENS_OK)
			database_change_end(&ledger->database);
	}
	if (err != LENS_OK)
		store_unlock(ledger);
	return err;
}

static void transaction_undo(struct ledger *ledger)
{
	database_change_end(&ledger->database);
	if (sqlite3_get_autocommit(ledger->database.db))
		return;
	/* What cannot be undone is read again from the disk. */
	if (store_run(ledger, QUERY_ROLLBACK, NULL) != LENS_OK)
		ledger->stale = true;
}

enum lens_err store_link(struct ledger *ledger, const struct record_chain *next,
			 struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_LINK_ADD);

	database_bind_int(&binder, (int64_t)next->sequence);
	database_bind_int(&binder, next->time);
	database_bind_bytes(&binder,
			    (struct base_view){next->tag, LEDGER_TAG_SIZE});
	return database_run(&binder, fault);
}

/* The change is on the disk: nothing below makes it undone. */
static void transaction_settle(struct ledger *ledger,
			       const struct record_chain *next)
{
	enum lens_err err = store_link(ledger, next, NULL);

	if (err == LENS_OK)
		err = store_run(ledger, QUERY_COMMIT, NULL);
	if (err != LENS_OK) {
		/* Memory lags behind; the next call reads the disk. */
		transaction_undo(ledger);
		ledger->stale = true;
	}
	ledger->chain = *next;
	witness_write(ledger);
}

static void transaction_fold(struct ledger *ledger)
{
	uint64_t limit = ledger->snapshot_bytes / STORE_LOG_SHARE;

	if (limit < STORE_LOG_LEAST)
		limit = STORE_LOG_LEAST;
	if (limit > STORE_LOG_MOST)
		limit = STORE_LOG_MOST;
	if (ledger->stale || ledger->log.end < ledger->retry_size ||
	    (ledger->log.end < limit && !ledger->erase_due))
		return;
	if (store_compact(ledger, false, NULL) == LENS_OK)
		return;
	ledger->notices[LEDGER_NOTICE_NOT_COMPACT] = true;
	ledger->retry_size = ledger->log.end + STORE_LOG_LEAST;
}

enum lens_err store_end(struct ledger *ledger, enum lens_err err,
			struct ledger_fault *fault)
{
	struct base_view change = {NULL, 0};
	struct record_chain next;

	if (err == LENS_OK)
		err = database_change_take(&ledger->database, fault, &change);
	if (err == LENS_OK && change.size > 0)
		err = log_append(&ledger->log, &ledger->chain, change, fault,
				 &next);
	if (err != LENS_OK || change.size == 0) {
		transaction_undo(ledger);
	} else {
		database_change_end(&ledger->database);
		transaction_settle(ledger, &next);
		transaction_fold(ledger);
	}
	database_change_free(change);
	store_unlock(ledger);
	return err;
}
