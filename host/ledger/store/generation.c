/* generation.c: a new generation: snapshot, empty log, then the header that
 * makes it count. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io.h"
#include "store.h"

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

/* ---- Old generations ---- */

struct generation_sweep {
	struct ledger *ledger;
	uint64_t keep, blobs;
	bool erase;
	enum lens_err err;
};

/* The number in "snapshot-7" and "log-7.12.torn"; 0 for other names. */
static uint64_t generation_number(const char *name, enum envelope_kind *kind)
{
	for (unsigned k = 0; k < ENVELOPE_BACKUP; k++) {
		char prefix[ENVELOPE_NAME];
		size_t length;

		envelope_name(k, 0, prefix);
		length = strlen(prefix) - 1;
		*kind = k;
		if (strncmp(name, prefix, length) == 0)
			return strtoull(name + length, NULL, 10);
	}
	return 0;
}

static bool generation_keeps(const struct generation_sweep *sweep,
			     const char *name, enum envelope_kind kind,
			     uint64_t number)
{
	const struct ledger *ledger = sweep->ledger;
	const char *ending = strchr(name, '.');

	/* Set aside for people; or left by a crash. */
	if (ending != NULL)
		return !sweep->erase && strcmp(ending, ".tmp") != 0;
	if (kind == ENVELOPE_THUMBNAILS)
		return number == ledger->blobs || number == sweep->blobs;
	return number >= sweep->keep && number <= ledger->header.generation;
}

static void generation_sweep_one(void *context, const char *name)
{
	struct generation_sweep *sweep = context;
	enum envelope_kind kind;
	uint64_t number = generation_number(name, &kind);
	enum lens_err err;

	if (number == 0 || generation_keeps(sweep, name, kind, number))
		return;
	err = sweep->erase ? io_destroy(sweep->ledger->dir, name)
			   : io_remove(sweep->ledger->dir, name);
	if (err != LENS_OK)
		sweep->err = err;
}

enum lens_err store_sweep(struct ledger *ledger, uint64_t keep, uint64_t blobs,
			  bool erase)
{
	struct generation_sweep sweep = {.ledger = ledger,
					 .keep = keep,
					 .blobs = erase ? ledger->blobs : blobs,
					 .erase = erase};

	if (io_list(ledger->dir, generation_sweep_one, &sweep) != LENS_OK)
		return LENS_SYSTEM;
	return sweep.err;
}

/* In memory only: the new snapshot is the first not to hold the note. */
static enum lens_err generation_unnote(struct ledger *ledger,
				       struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_SETTING_DROP);

	database_bind_text(&binder, STORE_ERASE);
	return database_run(&binder, fault);
}

enum lens_err store_compact(struct ledger *ledger, bool erase,
			    struct ledger_fault *fault)
{
	uint64_t blobs = ledger->blobs;
	uint64_t generation = ledger->header.generation + 1;
	enum lens_err err;

	erase |= ledger->erase_due;
	err = blob_compact(ledger, generation, erase, fault);
	if (err == LENS_OK)
		err = generation_unnote(ledger, fault);
	if (err == LENS_OK)
		err = store_switch(ledger, fault);
	if (err != LENS_OK) {
		/* Memory may name a thumbnails' file that is not. */
		ledger->stale = true;
		return err;
	}
	/* What cannot be removed now is removed the next time. */
	err = store_sweep(ledger, erase ? generation : generation - 1, blobs,
			  erase);
	ledger->erase_due = erase && err != LENS_OK;
	ledger->notices[LEDGER_NOTICE_NOT_ERASED] = ledger->erase_due;
	if (ledger->erase_due)
		return fault_system(fault, "destroy the older files");
	return LENS_OK;
}
