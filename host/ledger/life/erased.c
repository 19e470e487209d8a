/*
 * erased.c: proof, by reading, that what was forgotten is on the disk no more.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/ledger_safety.h>

#include "store/index.h"
#include "store/io.h"
#include "store/snapshot.h"
#include "store/store.h"
#include "store/sweep.h"

struct erased {
	struct ledger *ledger;
	const struct ledger_checks *checks;
	struct ledger_report *report;
};

static void erased_say(struct erased *erased, bool good, const char *what,
		       const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void erased_say(struct erased *erased, bool good, const char *what,
		       const char *format, ...)
{
	char sentence[LEDGER_SENTENCE];
	struct ledger_check check = {good, what, sentence};
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(sentence, sizeof(sentence), base_said(format), arguments);
	va_end(arguments);
	erased->report->files += good;
	erased->report->damaged += !good;
	if (erased->checks->check != NULL)
		erased->checks->check(erased->checks->context, &check);
}

/* ---- The generation before ---- */

/* Its rows, from its snapshot and its log, into a handle of its own. */
static enum lens_err erased_load(const struct ledger *now, struct ledger *kept,
				 uint64_t generation)
{
	struct snapshot snapshot;
	struct envelope envelope;
	enum lens_err err = snapshot_read(now, generation, NULL, &snapshot);

	*kept = (struct ledger){.dir = now->dir,
				.lock = now->lock,
				.key = now->key,
				.header = now->header,
				.log.fd = -1};
	if (err != LENS_OK)
		return err;
	kept->database = snapshot.database;
	kept->chain = snapshot.chain;
	envelope = store_envelope(now, ENVELOPE_LOG, generation);
	err = log_open(now->dir, &envelope, now->key, NULL, &kept->log);
	return err == LENS_OK ? store_replay(kept, NULL) : err;
}

struct erased_row {
	char kind[16];
	int64_t id;
};

static bool erased_next(struct database_binder *binder, struct erased_row *row)
{
	const char *kind;

	if (database_step(binder, NULL) != LENS_OK ||
	    database_text(binder, 0, &kind) != LENS_OK)
		return false;
	snprintf(row->kind, sizeof(row->kind), "%s", kind);
	row->id = database_int(binder, 1);
	return true;
}

static int erased_order(const struct erased_row *a, const struct erased_row *b)
{
	int order = strcmp(a->kind, b->kind);

	return order != 0 ? order : (a->id > b->id) - (a->id < b->id);
}

/* Both lists are in one order; what only the older one has was forgotten. */
static unsigned erased_compare(struct ledger *now, struct ledger *kept,
			       struct erased_row *first)
{
	struct database_binder old = database_bind(&kept->database, QUERY_IDS);
	struct database_binder here = database_bind(&now->database, QUERY_IDS);
	struct erased_row row, there;
	bool more = erased_next(&here, &there);
	unsigned forgotten = 0;

	while (erased_next(&old, &row)) {
		while (more && erased_order(&there, &row) < 0)
			more = erased_next(&here, &there);
		if (more && erased_order(&there, &row) == 0)
			continue;
		if (forgotten++ == 0)
			*first = row;
	}
	database_reset(&old);
	database_reset(&here);
	return forgotten;
}

static void erased_kept(struct erased *erased, uint64_t generation)
{
	struct erased_row first;
	struct ledger kept;
	enum lens_err err = erased_load(erased->ledger, &kept, generation);
	unsigned forgotten;

	if (err != LENS_OK) {
		erased_say(erased, false, "unread",
			   "The generation %" PRIu64 " before this one cannot "
			   "be read, so that nobody knows what is in it.",
			   generation);
	} else {
		forgotten = erased_compare(erased->ledger, &kept, &first);
		if (forgotten > 0)
			erased_say(erased, false, "forgotten",
				   "The generation %" PRIu64 " before this one "
				   "still holds what was forgotten: %s "
				   "%" PRId64 " and %u more.",
				   generation, first.kind, first.id,
				   forgotten - 1);
		else
			erased_say(erased, true, "kept",
				   "The generation %" PRIu64 " before this one "
				   "is kept as a backup; all that is in it is "
				   "in the ledger too.",
				   generation);
	}
	database_close(&kept.database);
	log_close(&kept.log);
}

/* One whose seal holds is of this generation, since which nothing was
 * forgotten. */
static void erased_index(struct erased *erased, bool of_now, const char *name)
{
	enum lens_err err = of_now ? index_check(erased->ledger) : LENS_DENIED;

	if (err == LENS_OK)
		erased_say(erased, true, "index",
			   "%s is made of the photos of the ledger as it is.",
			   name);
	else
		erased_say(
		    erased, false, "index",
		    "%s %s, so that nobody knows what is in it; remove "
		    "that file.",
		    name,
		    base_said(
			err == LENS_SYSTEM
			    ? "cannot be read"
			    : "is not what Lenscap makes of the photos as "
			      "they are"));
}

/* ---- Every file ---- */

static void erased_file(void *context, const char *name)
{
	struct erased *erased = context;
	uint64_t now = erased->ledger->header.generation;
	struct names_parts parts;
	enum names_what what = names_read(name, &parts);

	if (what == NAMES_TEMPORARY || what == NAMES_ASIDE) {
		erased_say(erased, false, "aside",
			   "%s was set aside or left unfinished, and is not "
			   "looked into; `lenscap photos forget` and `cases "
			   "forget` destroy it.",
			   name);
		return;
	}
	if (what != NAMES_GENERATION || parts.kind == ENVELOPE_LOG)
		return;
	if (parts.kind == ENVELOPE_THUMBNAILS)
		erased_say(erased, true, "thumbnails",
			   "%s opens piece by piece, with keys that lie in the "
			   "ledger; those of what was forgotten are gone.",
			   name);
	else if (parts.kind == ENVELOPE_INDEX)
		erased_index(erased, parts.number == now, name);
	else if (parts.number == now)
		erased_say(erased, true, "current",
			   "%s is the ledger as it is.", name);
	else
		erased_kept(erased, parts.number);
}

static void erased_all(struct erased *erased)
{
	store_tidy(erased->ledger);
	if (erased->ledger->erase != STORE_ERASE_NONE)
		erased_say(erased, false, "not_erased", "%s",
			   base_said(ledger_notice_sentence(
			       LEDGER_NOTICE_NOT_ERASED)));
	if (io_list(erased->ledger->dir, erased_file, erased) != LENS_OK)
		erased_say(erased, false, "folder",
			   "The ledger's folder cannot be read.");
}

enum lens_err ledger_erased(const struct ledger_place *place,
			    const struct ledger_key *key,
			    const struct ledger_checks *checks,
			    struct ledger_fault *fault,
			    struct ledger_report *out)
{
	struct erased erased = {.checks = checks, .report = out};
	enum lens_err err = ledger_open(place, key, fault, &erased.ledger);

	*out = (struct ledger_report){.files = 0};
	if (err != LENS_OK)
		return err;
	err = store_lock(erased.ledger, fault);
	if (err == LENS_OK) {
		err = store_catch_up(erased.ledger, fault);
		if (err == LENS_OK)
			erased_all(&erased);
		store_unlock(erased.ledger);
	}
	ledger_close(erased.ledger);
	return err;
}
