/* fold.c: the end of a change: the log is folded when it is long, and what was
 * forgotten is erased. */
#include "store.h"

/*
 * The log is folded when replaying it would be felt at opening, which is some
 * 50 ms for a megabyte.
 */
#define STORE_LOG_LEAST (1u << 20)
#define STORE_LOG_MOST (4u << 20)
#define STORE_LOG_SHARE 8 /* of the snapshot */

static void fold_when_long(struct ledger *ledger)
{
	uint64_t limit = ledger->snapshot_bytes / STORE_LOG_SHARE;

	if (limit < STORE_LOG_LEAST)
		limit = STORE_LOG_LEAST;
	if (limit > STORE_LOG_MOST)
		limit = STORE_LOG_MOST;
	if (ledger->stale || ledger->log.end < ledger->retry_size ||
	    (ledger->log.end < limit && ledger->erase == STORE_ERASE_NONE))
		return;
	if (store_compact(ledger, false, NULL) == LENS_OK)
		return;
	ledger->notices[LEDGER_NOTICE_NOT_COMPACT] = true;
	ledger->retry_size = ledger->log.end + STORE_LOG_LEAST;
}

enum lens_err store_end(struct ledger *ledger, enum lens_err err,
			struct ledger_fault *fault)
{
	err = transaction_end(ledger, err, fault);
	if (err == LENS_OK)
		fold_when_long(ledger);
	store_unlock(ledger);
	return err;
}

enum lens_err store_end_erase(struct ledger *ledger, enum lens_err err,
			      struct ledger_fault *fault)
{
	if (err == LENS_OK)
		err = store_note_erase(ledger, STORE_ERASE_DUE, fault);
	err = transaction_end(ledger, err, fault);
	/* Forgotten is forgotten; erasing can be done again. */
	if (err == LENS_OK && (store_catch_up(ledger, NULL) != LENS_OK ||
			       store_compact(ledger, true, NULL) != LENS_OK)) {
		if (ledger->erase == STORE_ERASE_NONE)
			ledger->erase = STORE_ERASE_DUE;
		ledger->notices[LEDGER_NOTICE_NOT_ERASED] = true;
	}
	store_unlock(ledger);
	return err;
}
