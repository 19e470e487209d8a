/* generation.c: a new generation: snapshot, empty log, then the header that
 * makes it count. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "blob.h"
#include "io.h"
#include "snapshot.h"
#include "store.h"
#include "sweep.h"
#include "witness.h"

/* Take back what was written for a generation that will not be. */
static void generation_abandon(struct ledger *ledger, uint64_t generation)
{
	int reason = errno;

	for (unsigned kind = 0; kind < ENVELOPE_BACKUP; kind++) {
		char name[ENVELOPE_NAME];

		envelope_name(kind, generation, name);
		(void)!io_remove(ledger->dir, name);
	}
	errno = reason;
}

static enum lens_err generation_write(struct ledger *ledger,
				      uint64_t generation,
				      struct ledger_fault *fault,
				      struct log *log, uint64_t *bytes)
{
	struct envelope envelope =
	    store_envelope(ledger, ENVELOPE_LOG, generation);
	enum lens_err err =
	    log_create(ledger->dir, &envelope, ledger->key, fault, log);

	/* The snapshot comes second: its syncing the folder serves both. */
	if (err == LENS_OK)
		err = snapshot_write(ledger, generation, fault, bytes);
	return err;
}

enum lens_err store_switch(struct ledger *ledger, struct ledger_fault *fault)
{
	struct header header = ledger->header;
	struct log log = {.fd = -1};
	uint64_t bytes;
	enum lens_err err;

	header.generation++;
	err = generation_write(ledger, header.generation, fault, &log, &bytes);
	if (err != LENS_OK) {
		log_close(&log);
		generation_abandon(ledger, header.generation);
		return err;
	}
	err = header_write(ledger->dir, &header, ledger->key, fault);
	if (err != LENS_OK) {
		/* It may count all the same: the disk has the word. */
		log_close(&log);
		ledger->stale = true;
		return err;
	}
	log_close(&ledger->log);
	ledger->log = log;
	ledger->header = header;
	ledger->base = ledger->chain;
	ledger->snapshot_bytes = bytes;
	ledger->retry_size = 0;
	witness_write(ledger);
	return LENS_OK;
}

/* ---- Compacting ---- */

/* This generation, and the one before with its thumbnails as a backup. */
static enum lens_err generation_sweep(struct ledger *ledger, uint64_t blobs)
{
	uint64_t now = ledger->header.generation;
	const struct sweep sweep = {
	    .from = now - 1, .to = now, .blobs = {ledger->blobs, blobs}};

	return sweep_run(ledger->dir, &sweep, NULL);
}

/* What somebody wrote for the next generation, and was stopped. */
static enum lens_err generation_clear(struct ledger *ledger,
				      struct ledger_fault *fault)
{
	const struct sweep sweep = {.to = ledger->header.generation};

	return sweep_run(ledger->dir, &sweep, NULL) == LENS_OK
		   ? LENS_OK
		   : fault_system(fault, "clear away unfinished files");
}

/* Memory as the next generation shall have it. */
static enum lens_err generation_prepare(struct ledger *ledger, bool erase,
					struct ledger_fault *fault)
{
	uint64_t number = ledger->header.generation + 1;
	enum lens_err err = generation_clear(ledger, fault);

	if (err == LENS_OK)
		err = blob_compact(ledger, number, erase, fault);
	if (err == LENS_OK)
		err = store_note_erase(
		    ledger, erase ? STORE_ERASE_SWEEP : STORE_ERASE_NONE,
		    fault);
	return err;
}

enum lens_err store_compact(struct ledger *ledger, bool erase,
			    struct ledger_fault *fault)
{
	uint64_t blobs = ledger->blobs;
	enum lens_err err;

	erase |= ledger->erase != STORE_ERASE_NONE;
	err = generation_prepare(ledger, erase, fault);
	if (err == LENS_OK)
		err = store_switch(ledger, fault);
	if (err != LENS_OK) {
		/* Memory may name a thumbnails' file that is not. */
		ledger->stale = true;
		return err;
	}
	/* What cannot be removed now is removed the next time. */
	err = erase ? store_destroy_older(ledger)
		    : generation_sweep(ledger, blobs);
	ledger->erase =
	    erase && err != LENS_OK ? STORE_ERASE_SWEEP : STORE_ERASE_NONE;
	ledger->notices[LEDGER_NOTICE_NOT_ERASED] =
	    ledger->erase != STORE_ERASE_NONE;
	if (ledger->erase != STORE_ERASE_NONE)
		return fault_system(fault, "destroy the older files");
	return LENS_OK;
}

/* ---- After somebody was stopped ---- */

static bool generation_erase(struct ledger *ledger)
{
	enum lens_err err = LENS_OK;

	if (ledger->erase == STORE_ERASE_DUE)
		err = store_compact(ledger, true, NULL);
	else if (ledger->erase == STORE_ERASE_SWEEP)
		err = store_destroy_older(ledger);
	if (err == LENS_OK)
		ledger->erase = STORE_ERASE_NONE;
	ledger->notices[LEDGER_NOTICE_NOT_ERASED] = err != LENS_OK;
	return err == LENS_OK;
}

void store_tidy(struct ledger *ledger)
{
	struct sweep sweep = {.from = 0};
	unsigned gone = 0;

	if (ledger->erase != STORE_ERASE_NONE && generation_erase(ledger))
		ledger->notices[LEDGER_NOTICE_ERASED] = true;
	sweep.to = ledger->header.generation;
	sweep.from = sweep.to - 1;
	if (sweep_run(ledger->dir, &sweep, &gone) == LENS_OK && gone > 0)
		ledger->notices[LEDGER_NOTICE_TIDIED] = true;
	if (sweep_is_marked(ledger->dir))
		(void)!sweep_unmark(ledger->dir);
}
