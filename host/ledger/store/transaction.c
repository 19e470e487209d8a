/* transaction.c: a change in memory, then on the disk, or in neither. */
#include <errno.h>
#include <stdlib.h>

#include "io.h"
#include "store.h"
#include "witness.h"

enum lens_err store_begin(struct ledger *ledger, struct ledger_fault *fault)
{
	enum lens_err err;

	fault_clear(fault);
	err = store_lock(ledger, fault);
	if (err != LENS_OK)
		return err;
	err = store_catch_up(ledger, fault);
	if (err == LENS_OK && ledger->log.read_only) {
		errno = EROFS;
		err = fault_system(fault, "write to the ledger");
	}
	if (err == LENS_OK && ledger->torn) {
		err = log_set_aside(&ledger->log, &ledger->chain);
		ledger->torn = err != LENS_OK;
		if (ledger->torn)
			err = fault_system(fault, "set a torn record aside");
	}
	if (err == LENS_OK)
		err = database_change_begin(&ledger->database, fault);
	if (err == LENS_OK) {
		err = database_query(&ledger->database, QUERY_BEGIN, fault);
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
	if (database_query(&ledger->database, QUERY_ROLLBACK, NULL) != LENS_OK)
		ledger->stale = true;
}

/* The change is on the disk: nothing below makes it undone. */
static void transaction_settle(struct ledger *ledger,
			       const struct record_chain *next)
{
	enum lens_err err = store_link(ledger, next, NULL);

	if (err == LENS_OK)
		err = database_query(&ledger->database, QUERY_COMMIT, NULL);
	if (err != LENS_OK) {
		/* Memory lags behind; the next call reads the disk. */
		transaction_undo(ledger);
		ledger->stale = true;
	}
	ledger->chain = *next;
	witness_write(ledger);
}

enum lens_err transaction_end(struct ledger *ledger, enum lens_err err,
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
	}
	database_change_free(change);
	return err;
}
