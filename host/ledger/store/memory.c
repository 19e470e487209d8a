/* memory.c: what memory holds follows what the disk holds. */
#include <errno.h>

#include "io.h"
#include "snapshot.h"
#include "store.h"

/* ---- Following the disk ---- */

/* Read everything again. */
static enum lens_err memory_load(struct ledger *ledger,
				 struct ledger_fault *fault)
{
	uint64_t generation = ledger->header.generation;
	struct envelope envelope =
	    store_envelope(ledger, ENVELOPE_LOG, generation);
	struct snapshot snapshot;
	enum lens_err err = LENS_OK;

	if (ledger->visiting > 0)
		abort(); /* a visit called the ledger */
	database_close(&ledger->database);
	log_close(&ledger->log);
	err = snapshot_read(ledger, generation, fault, &snapshot);
	if (err == LENS_OK) {
		ledger->database = snapshot.database;
		ledger->chain = ledger->base = snapshot.chain;
		ledger->blobs = snapshot.blobs;
		ledger->snapshot_bytes = snapshot.bytes;
		err = log_open(ledger->dir, &envelope, ledger->key, fault,
			       &ledger->log);
	}
	if (err == LENS_OK)
		err = store_replay(ledger, fault);
	/* What we build upon must not be undone by a power cut. */
	if (err == LENS_OK && io_sync_dir(ledger->dir) != LENS_OK &&
	    errno != EROFS)
		err = fault_system(fault, "sync the ledger's folder");
	ledger->stale = err != LENS_OK;
	return err;
}

/* The log holds rows, not schemas: a new one is a new generation. */
static enum lens_err memory_look_schema(struct ledger *ledger,
					struct ledger_fault *fault)
{
	enum lens_err err =
	    database_is_old(&ledger->database, fault, &ledger->old_schema);

	ledger->stale |= err != LENS_OK || ledger->old_schema;
	if (err == LENS_OK && ledger->old_schema)
		return fault_say(fault, LEDGER_FAULT_EXISTS,
				 "An older Lenscap's ledger was put in the "
				 "place of this one; open it anew.");
	return err;
}

enum lens_err store_catch_up(struct ledger *ledger, struct ledger_fault *fault)
{
	struct header header;
	enum lens_err err = header_read(ledger->dir, fault, &header);
	bool other;

	if (ledger->visiting > 0)
		abort(); /* a visit called the ledger */
	if (err == LENS_OK)
		err = header_prove(&header, ledger->key, fault);
	if (err != LENS_OK)
		return err;
	other = header.generation != ledger->header.generation;
	ledger->header = header;
	if (ledger->database.db != NULL && !ledger->stale && !other)
		return store_replay(ledger, fault);
	err = memory_load(ledger, fault);
	if (err == LENS_OK)
		err = memory_look_schema(ledger, fault);
	if (err == LENS_OK)
		err = store_look_erase(ledger, fault);
	return err;
}

enum lens_err store_read(struct ledger *ledger, struct ledger_fault *fault)
{
	enum lens_err err;

	fault_clear(fault);
	err = store_lock(ledger, fault);
	if (err != LENS_OK)
		return err;
	err = store_catch_up(ledger, fault);
	store_unlock(ledger);
	return err;
}

enum lens_err store_read_within(struct ledger *ledger,
				struct ledger_fault *fault)
{
	return ledger->visiting > 0 ? LENS_OK : store_read(ledger, fault);
}
