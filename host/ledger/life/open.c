/* open.c: make a ledger, open one, close it, say how it stands. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/ledger_safety.h>

#include "rows/each.h"
#include "store/io.h"
#include "store/store.h"
#include "store/sweep.h"
#include "store/witness.h"
#include "undo.h"

/* ---- Making ---- */

/* A slot for each secret, numbered from 1. */
static enum lens_err open_fill_slots(struct header *header,
				     struct ledger_secret *const *secrets,
				     unsigned count,
				     const struct ledger_key *key,
				     struct ledger_fault *fault)
{
	if (count == 0 || count > LEDGER_SLOTS_MAX)
		return fault_say(fault, LEDGER_FAULT_ARGUMENT,
				 "A ledger opens in 1 to %d ways.",
				 LEDGER_SLOTS_MAX);
	for (unsigned i = 0; i < count; i++) {
		enum lens_err err;

		header->slots[i].id = i + 1;
		err = slot_wrap(header, secrets[i], key, fault,
				&header->slots[i]);
		if (err != LENS_OK)
			return err;
	}
	header->count = count;
	return LENS_OK;
}

/* A folder for a new ledger, marked as unfinished until its header is there. */
static enum lens_err open_clear(struct ledger *ledger,
				struct ledger_fault *fault)
{
	struct header present;
	bool undone;
	enum lens_err err = header_read(ledger->dir, fault, &present);

	if (err == LENS_NOT_FOUND || err == LENS_MALFORMED) {
		err = undo_unfinished(ledger, fault, &undone);
		if (err == LENS_OK)
			err = header_read(ledger->dir, fault, &present);
	}
	if (err != LENS_NOT_FOUND && err != LENS_SYSTEM)
		return fault_say(fault, LEDGER_FAULT_EXISTS,
				 "There is a ledger here already; use it, or "
				 "choose another folder with --home.");
	if (err == LENS_NOT_FOUND)
		err = undo_expect_empty(ledger, fault);
	if (err != LENS_OK)
		return err;
	witness_drop(ledger);
	return sweep_mark(ledger->dir) == LENS_OK
		   ? LENS_OK
		   : fault_system(fault, "write to the ledger's folder");
}

/* With the lock held, in a folder without a header: generation 1. */
static enum lens_err open_make(struct ledger *ledger,
			       struct ledger_secret *const *secrets,
			       unsigned count, struct ledger_fault *fault)
{
	enum lens_err err = open_clear(ledger, fault);

	if (err != LENS_OK)
		return err;
	randombytes_buf(ledger->header.id, LEDGER_ID_SIZE);
	err = open_fill_slots(&ledger->header, secrets, count, ledger->key,
			      fault);
	if (err != LENS_OK)
		return err;
	/* The chain begins with the ledger's name. */
	crypto_generichash(ledger->chain.tag, LEDGER_TAG_SIZE,
			   ledger->header.id, LEDGER_ID_SIZE, NULL, 0);
	ledger->blobs = 1;
	err = database_open(&ledger->database, NULL, 0, fault);
	if (err == LENS_OK)
		err = database_migrate(&ledger->database, fault);
	/* The header comes last: before it there is no ledger. */
	if (err == LENS_OK)
		err = store_switch(ledger, fault);
	/* Left, it does no harm beside a whole header. */
	if (err == LENS_OK)
		(void)!sweep_unmark(ledger->dir);
	return err;
}

enum lens_err ledger_create(const struct ledger_place *place,
			    struct ledger_secret *const *secrets,
			    unsigned count, struct ledger_fault *fault,
			    struct ledger_key **key, struct ledger **out)
{
	struct ledger_key *master = NULL;
	struct ledger *ledger = NULL;
	enum lens_err err;

	fault_clear(fault);
	*out = NULL;
	if (key != NULL)
		*key = NULL;
	err = key_random(fault, &master);
	if (err == LENS_OK)
		err = store_new(place, master, true, fault, &ledger);
	if (err == LENS_OK) {
		err = open_make(ledger, secrets, count, fault);
		if (err != LENS_OK)
			undo_begun(ledger);
		store_unlock(ledger);
	}
	if (err == LENS_OK) {
		*out = ledger;
		ledger = NULL;
		if (key != NULL) {
			*key = master;
			master = NULL;
		}
	}
	store_free(ledger);
	ledger_key_free(master);
	return err;
}

/* ---- Opening ---- */

/* An older Lenscap's ledger goes on as a new generation of this one's. */
static enum lens_err open_migrate(struct ledger *ledger,
				  struct ledger_fault *fault)
{
	enum lens_err err = database_migrate(&ledger->database, fault);

	if (err == LENS_OK)
		err = store_switch(ledger, fault);
	ledger->stale = true;
	return err == LENS_OK ? store_catch_up(ledger, fault) : err;
}

enum lens_err ledger_open(const struct ledger_place *place,
			  const struct ledger_key *key,
			  struct ledger_fault *fault, struct ledger **out)
{
	struct ledger *ledger = NULL;
	enum lens_err err;

	fault_clear(fault);
	*out = NULL;
	err = store_new(place, key, false, fault, &ledger);
	if (err != LENS_OK)
		return err;
	err = store_catch_up(ledger, fault);
	if (err != LENS_OK && ledger->old_schema)
		err = open_migrate(ledger, fault);
	if (err == LENS_OK) {
		store_tidy(ledger);
		witness_look(ledger);
	}
	store_unlock(ledger);
	if (err != LENS_OK) {
		store_free(ledger);
		return err;
	}
	*out = ledger;
	return LENS_OK;
}

void ledger_close(struct ledger *ledger)
{
	store_free(ledger);
}

bool ledger_noticed(const struct ledger *ledger, enum ledger_notice notice)
{
	return (size_t)notice < LEDGER_NOTICES && ledger->notices[notice];
}

/* ---- Status ---- */

/* Of the file of a generation; 0 where there is none. */
static enum lens_err open_bytes(const struct ledger *ledger,
				enum envelope_kind kind, uint64_t generation,
				struct ledger_fault *fault, uint64_t *out)
{
	char name[ENVELOPE_NAME];
	int fd;
	enum lens_err err;

	*out = 0;
	envelope_name(kind, generation, name);
	err = io_open(ledger->dir, name, O_RDONLY, &fd);
	if (err == LENS_NOT_FOUND)
		return LENS_OK;
	if (err == LENS_OK)
		err = io_size(fd, out);
	if (err != LENS_OK)
		err = fault_system(fault, "read a file beside the ledger");
	base_close(&fd);
	return err;
}

enum lens_err ledger_status(struct ledger *ledger, struct ledger_fault *fault,
			    struct ledger_status *out)
{
	struct database_binder binder;
	enum lens_err err = store_read(ledger, fault);

	*out = (struct ledger_status){.schema = QUERY_SCHEMA_VERSION};
	if (err != LENS_OK)
		return err;
	memcpy(out->id, ledger->header.id, LEDGER_ID_SIZE);
	memcpy(out->tag, ledger->chain.tag, LEDGER_TAG_SIZE);
	out->generation = ledger->header.generation;
	out->sequence = ledger->chain.sequence;
	out->records = ledger->chain.sequence - ledger->base.sequence;
	out->snapshot_bytes = ledger->snapshot_bytes;
	out->log_bytes = ledger->log.end;
	err = open_bytes(ledger, ENVELOPE_THUMBNAILS, ledger->blobs, fault,
			 &out->thumbnail_bytes);
	if (err == LENS_OK)
		err = open_bytes(ledger, ENVELOPE_INDEX,
				 ledger->header.generation, fault,
				 &out->index_bytes);
	if (err != LENS_OK)
		return err;
	out->slot_count = header_slots(&ledger->header, out->slots);
	binder = database_bind(&ledger->database, QUERY_COUNTS);
	err = database_step(&binder, fault);
	if (err == LENS_OK) {
		out->photos = (uint64_t)database_int(&binder, 0);
		out->findings = (uint64_t)database_int(&binder, 1);
		out->sightings = (uint64_t)database_int(&binder, 2);
		out->cases = (uint64_t)database_int(&binder, 3);
	}
	database_reset(&binder);
	return err;
}

static enum lens_err chain_row(struct database_binder *binder,
			       struct ledger_link *out)
{
	struct base_view tag;
	enum lens_err err = database_bytes(binder, 2, LEDGER_TAG_SIZE, &tag);

	if (err != LENS_OK)
		return err;
	out->sequence = (uint64_t)database_int(binder, 0);
	out->time = database_int(binder, 1);
	memcpy(out->tag, tag.data, LEDGER_TAG_SIZE);
	return LENS_OK;
}

ROWS_EACH(chain_each, ledger_link, chain_row)

enum lens_err ledger_chain_each(struct ledger *ledger,
				bool (*visit)(void *context,
					      const struct ledger_link *link),
				void *context, struct ledger_fault *fault)
{
	return chain_each(ledger, store_read(ledger, fault), QUERY_LINK_EACH,
			  NULL, visit, context, fault);
}
