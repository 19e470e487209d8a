/*
 * salvage.c: what stands before the damage.  A snapshot that is broken is no
 * loss while the one before and its log are whole: they lead to the same state.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include <lenscap/ledger_safety.h>

#include "store/blob.h"
#include "store/io.h"
#include "store/names.h"
#include "store/snapshot.h"
#include "store/store.h"

struct salvage {
	struct ledger *ledger;
	struct ledger_report *report;
	bool snapshot_broken, log_broken;
};

/* Take a generation's snapshot and log as far as they hold. */
static enum lens_err salvage_log(struct salvage *salvage, uint64_t generation,
				 struct ledger_fault *fault)
{
	struct ledger *ledger = salvage->ledger;
	struct envelope envelope =
	    store_envelope(ledger, ENVELOPE_LOG, generation);
	uint64_t before = ledger->chain.sequence;
	enum lens_err err;

	log_close(&ledger->log);
	err =
	    log_open(ledger->dir, &envelope, ledger->key, fault, &ledger->log);
	if (err == LENS_OK)
		err = store_replay(ledger, fault);
	salvage->report->records += ledger->chain.sequence - before;
	return err;
}

static enum lens_err salvage_snapshot(struct salvage *salvage,
				      uint64_t generation,
				      struct ledger_fault *fault)
{
	struct ledger *ledger = salvage->ledger;
	struct snapshot snapshot;
	enum lens_err err = snapshot_read(ledger, generation, fault, &snapshot);

	if (err != LENS_OK)
		return err;
	database_close(&ledger->database);
	ledger->database = snapshot.database;
	ledger->chain = ledger->base = snapshot.chain;
	ledger->blobs = snapshot.blobs;
	return LENS_OK;
}

static enum lens_err salvage_load(struct salvage *salvage,
				  struct ledger_fault *fault)
{
	uint64_t generation = salvage->ledger->header.generation;
	enum lens_err err = salvage_snapshot(salvage, generation, fault);

	if (err == LENS_MALFORMED) {
		salvage->snapshot_broken = true;
		err = salvage_snapshot(salvage, generation - 1, fault);
		if (err == LENS_OK)
			err = salvage_log(salvage, generation - 1, fault);
		/* The older log is broken too: the newer one fits nothing. */
		if (err == LENS_MALFORMED &&
		    salvage->ledger->database.db != NULL) {
			salvage->log_broken = true;
			return LENS_OK;
		}
	}
	if (err != LENS_OK)
		return err;
	err = salvage_log(salvage, generation, fault);
	salvage->log_broken = err == LENS_MALFORMED;
	return err == LENS_MALFORMED ? LENS_OK : err;
}

/* Damaged files keep their bytes under a name that says what they are. */
static enum lens_err salvage_put_away(const struct salvage *salvage,
				      enum envelope_kind kind,
				      uint64_t generation)
{
	char name[ENVELOPE_NAME], kept[IO_NAME];

	envelope_name(kind, generation, name);
	snprintf(kept, sizeof(kept), "%s" NAMES_DAMAGED, name);
	if (io_calls.rename(salvage->ledger->dir, name, kept) == 0)
		return io_sync_dir(salvage->ledger->dir);
	return errno == ENOENT ? LENS_NOT_FOUND : LENS_SYSTEM;
}

/* What is damaged of a generation that is kept: nothing is built upon it. */
static enum lens_err salvage_put_all(struct salvage *salvage,
				     uint64_t generation,
				     struct ledger_fault *fault)
{
	bool alone = salvage->snapshot_broken;
	enum lens_err err = LENS_OK;

	salvage->report->damaged +=
	    (unsigned)salvage->snapshot_broken + salvage->log_broken;
	if (salvage->log_broken)
		err = salvage_put_away(salvage, ENVELOPE_LOG, generation);
	/* A snapshot whose log was lost is none to go back to. */
	alone |= err == LENS_NOT_FOUND;
	if (alone && (err == LENS_OK || err == LENS_NOT_FOUND))
		err = salvage_put_away(salvage, ENVELOPE_SNAPSHOT, generation);
	return err == LENS_OK || err == LENS_NOT_FOUND
		   ? LENS_OK
		   : fault_system(fault, "put the damaged files away");
}

/* The ledger is whole; what is kept from before it may be damaged. */
static enum lens_err salvage_kept(struct salvage *salvage,
				  struct ledger_fault *fault)
{
	const struct ledger *ledger = salvage->ledger;
	uint64_t kept = ledger->header.generation - 1;
	uint64_t records = salvage->report->records;
	enum lens_err err = LENS_OK;

	if (store_find(ledger, ENVELOPE_SNAPSHOT, kept) == STORE_THERE) {
		err = salvage_snapshot(salvage, kept, fault);
		salvage->snapshot_broken = err == LENS_MALFORMED;
		if (err == LENS_OK &&
		    store_find(ledger, ENVELOPE_LOG, kept) != STORE_AWAY) {
			err = salvage_log(salvage, kept, fault);
			salvage->log_broken = err == LENS_MALFORMED;
		}
	}
	salvage->report->records = records;
	if (err == LENS_OK)
		return fault_say(fault, LEDGER_FAULT_EXISTS,
				 "Nothing in the ledger is damaged.");
	return err == LENS_MALFORMED ? salvage_put_all(salvage, kept, fault)
				     : err;
}

static enum lens_err salvage_settle(struct salvage *salvage,
				    struct ledger_fault *fault)
{
	struct ledger *ledger = salvage->ledger;
	uint64_t generation = ledger->header.generation;
	enum lens_err err = database_migrate(&ledger->database, fault);

	if (err == LENS_OK)
		err = blob_compact(ledger, generation + 1, false, fault);
	if (err == LENS_OK) {
		/* The witness shall tell what is missing. */
		free(ledger->witness);
		ledger->witness = NULL;
		err = store_switch(ledger, fault);
	}
	return err == LENS_OK ? salvage_put_all(salvage, generation, fault)
			      : err;
}

enum lens_err ledger_salvage(const struct ledger_place *place,
			     const struct ledger_key *key,
			     struct ledger_fault *fault,
			     struct ledger_report *out)
{
	struct salvage salvage = {.report = out};
	struct ledger *ledger;
	enum lens_err err;

	fault_clear(fault);
	*out = (struct ledger_report){.files = 0};
	err = store_new(place, key, false, fault, &ledger);
	if (err != LENS_OK)
		return err;
	salvage.ledger = ledger;
	err = header_read(ledger->dir, fault, &ledger->header);
	if (err == LENS_OK)
		err = header_prove(&ledger->header, key, fault);
	if (err == LENS_OK)
		err = salvage_load(&salvage, fault);
	if (err == LENS_OK && !salvage.snapshot_broken && !salvage.log_broken)
		err = salvage_kept(&salvage, fault);
	else if (err == LENS_OK)
		err = salvage_settle(&salvage, fault);
	store_unlock(ledger);
	store_free(ledger);
	return err;
}
