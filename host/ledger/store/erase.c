/* erase.c: the note of what the disk still has to lose, kept as a setting. */
#include <string.h>

#include "io.h"
#include "store.h"
#include "sweep.h"

#define ERASE_NOTE ".erase"

static const char *const erase_words[] = {
    [STORE_ERASE_NONE] = NULL,
    [STORE_ERASE_DUE] = "due",
    [STORE_ERASE_SWEEP] = "sweep",
};

enum lens_err store_note_erase(struct ledger *ledger, enum store_erase erase,
			       struct ledger_fault *fault)
{
	const char *word = erase_words[erase];
	struct database_binder binder = database_bind(
	    &ledger->database, word ? QUERY_SETTING_PUT : QUERY_SETTING_DROP);

	database_bind_text(&binder, ERASE_NOTE);
	if (word != NULL)
		database_bind_text(&binder, word);
	return database_run(&binder, fault);
}

/* The files of this generation and no other. */
static struct sweep erase_all_others(const struct ledger *ledger)
{
	uint64_t now = ledger->header.generation;

	return (struct sweep){.from = now,
			      .to = now,
			      .blobs = {ledger->blobs, ledger->blobs},
			      .erase = true};
}

enum lens_err store_destroy_older(struct ledger *ledger)
{
	struct sweep sweep = erase_all_others(ledger);

	return sweep_run(ledger->dir, &sweep, NULL);
}

/* A note that stayed in the snapshot says nothing once all is swept. */
static enum store_erase erase_is(const struct ledger *ledger, const char *word)
{
	struct sweep sweep = erase_all_others(ledger);
	unsigned left = 1;

	sweep.spares_temporary = true;
	if (strcmp(word, erase_words[STORE_ERASE_SWEEP]) != 0)
		return STORE_ERASE_DUE;
	return sweep_count(ledger->dir, &sweep, &left) == LENS_OK && left == 0
		   ? STORE_ERASE_NONE
		   : STORE_ERASE_SWEEP;
}

enum lens_err store_look_erase(struct ledger *ledger,
			       struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_SETTING_GET);
	const char *word;
	enum lens_err err;

	database_bind_text(&binder, ERASE_NOTE);
	err = database_step(&binder, fault);
	ledger->erase = STORE_ERASE_NONE;
	if (err == LENS_OK && database_text(&binder, 0, &word) == LENS_OK)
		ledger->erase = erase_is(ledger, word);
	database_reset(&binder);
	ledger->notices[LEDGER_NOTICE_NOT_ERASED] =
	    ledger->erase != STORE_ERASE_NONE;
	ledger->stale |= err != LENS_OK && err != LENS_NOT_FOUND;
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}
