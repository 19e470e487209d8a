/*
 * sum.c: files in the ledger's folder that are no secret and lie there open:
 * the ledger keeps their SHA-256, so that a change of them is seen.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/ledger_safety.h>

#include "store/io.h"
#include "store/store.h"
#include "sum.h"

#define SUM_NOTE ".sum "
#define SUM_NAME 64
#define SUM_HEX (2 * crypto_hash_sha256_BYTES + 1)
#define SUM_STEP 65536
#define SUM_AWAY "-" /* for a sum: the backup had no file */

/* The sum of a file as hex.  LENS_NOT_FOUND: there is none. */
static enum lens_err sum_file(const struct ledger *ledger, const char *name,
			      char out[SUM_HEX])
{
	uint8_t step[SUM_STEP], sum[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;
	uint64_t size = 0;
	enum lens_err err;
	int fd;

	crypto_hash_sha256_init(&state);
	err = io_open(ledger->dir, name, O_RDONLY | O_NONBLOCK, &fd);
	if (err == LENS_OK)
		err = io_size(fd, &size);
	for (uint64_t at = 0; at < size && err == LENS_OK; at += SUM_STEP) {
		size_t part =
		    size - at < SUM_STEP ? (size_t)(size - at) : SUM_STEP;

		err = io_read(fd, step, part, at);
		crypto_hash_sha256_update(&state, step, part);
	}
	base_close(&fd);
	crypto_hash_sha256_final(&state, sum);
	base_hex(out, sum, sizeof(sum));
	return err;
}

/* Neither summed nor found to be missing: nothing is known of it. */
static bool sum_unknown(enum lens_err there)
{
	return there != LENS_OK && there != LENS_NOT_FOUND && there != LENS_END;
}

static bool sum_note(const char *name, char out[SUM_NAME])
{
	return snprintf(out, SUM_NAME, SUM_NOTE "%s", name) < SUM_NAME;
}

enum lens_err ledger_sum_keep(struct ledger *ledger, const char *name,
			      struct ledger_fault *fault)
{
	char note[SUM_NAME], hex[SUM_HEX];
	struct database_binder binder;
	enum lens_err there, err = store_begin(ledger, fault);

	if (err != LENS_OK)
		return err;
	there = sum_file(ledger, name, hex);
	if (!sum_note(name, note) || sum_unknown(there)) {
		err = fault_system(fault, "read a file beside the ledger");
	} else {
		binder = database_bind(&ledger->database,
				       there == LENS_OK ? QUERY_SETTING_PUT
							: QUERY_SETTING_DROP);
		database_bind_text(&binder, note);
		if (there == LENS_OK)
			database_bind_text(&binder, hex);
		err = database_run(&binder, fault);
	}
	return store_end(ledger, err, fault);
}

static enum lens_err sum_changed(const char *name, struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_FOREIGN,
			 "The file %s in the ledger's folder is not what "
			 "this ledger imported: somebody changed it, or the "
			 "ledger came back from an older backup. It is not "
			 "used. Import its records again.",
			 name);
}

/* Whoever may write here could have put it there before any was summed. */
static enum lens_err sum_none(const char *name, struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_FOREIGN,
			 "The file %s in the ledger's folder is none that this "
			 "ledger imported: somebody put it there, or the "
			 "ledger came back from an older backup. It is not "
			 "used. Import its records again, or remove it.",
			 name);
}

enum lens_err ledger_sum_check(struct ledger *ledger, const char *name,
			       struct ledger_fault *fault)
{
	char note[SUM_NAME], hex[SUM_HEX];
	struct database_binder binder;
	const char *kept;
	enum lens_err there, err = store_read(ledger, fault);

	if (err != LENS_OK)
		return err;
	there = sum_file(ledger, name, hex);
	if (!sum_note(name, note) || sum_unknown(there))
		return fault_system(fault, "read a file beside the ledger");
	binder = database_bind(&ledger->database, QUERY_SETTING_GET);
	database_bind_text(&binder, note);
	err = database_step(&binder, fault);
	if (err == LENS_OK)
		err = database_text(&binder, 0, &kept);
	if (err == LENS_OK && there == LENS_OK && strcmp(kept, hex) != 0)
		err = sum_changed(name, fault);
	else if (err == LENS_NOT_FOUND && there == LENS_OK)
		err = sum_none(name, fault);
	else if (err == LENS_NOT_FOUND ||
		 (err == LENS_OK &&
		  (there == LENS_NOT_FOUND || there == LENS_END)))
		err = fault_say(fault, LEDGER_FAULT_MISSING,
				"There is no file %s, or no sum of it.", name);
	database_reset(&binder);
	return err;
}

/* Collected first, as a step of the query may not ask the ledger. */
static enum lens_err sum_collect(struct ledger *ledger, struct ledger_sums *out)
{
	size_t before = sizeof(SUM_NOTE) - 1;
	struct database_binder binder;
	const char *name;
	enum lens_err err;

	*out = (struct ledger_sums){NULL, 0, 0};
	binder = database_bind(&ledger->database, QUERY_SETTING_SUMS);
	while ((err = database_step(&binder, NULL)) == LENS_OK) {
		err = database_text(&binder, 0, &name);
		if (err != LENS_OK)
			break;
		out->files = base_grow(out->files, out->count, &out->capacity,
				       sizeof(*out->files));
		out->files[out->count++] = base_copy(name + before);
	}
	database_reset(&binder);
	if (err == LENS_NOT_FOUND)
		return LENS_OK;
	ledger_sum_list_free(out);
	return err;
}

enum lens_err ledger_sum_list(struct ledger *ledger, struct ledger_sums *out)
{
	enum lens_err err = store_read(ledger, NULL);

	*out = (struct ledger_sums){NULL, 0, 0};
	return err == LENS_OK ? sum_collect(ledger, out) : err;
}

bool ledger_sum_kept(struct ledger *ledger)
{
	struct ledger_sums sums;
	bool kept = ledger_sum_list(ledger, &sums) != LENS_OK || sums.count > 0;

	ledger_sum_list_free(&sums);
	return kept;
}

enum lens_err ledger_sum_restored(struct ledger *ledger,
				  struct ledger_fault *fault)
{
	char note[SUM_NAME], hex[SUM_HEX];
	struct database_binder binder;
	struct ledger_sums sums;
	enum lens_err err = sum_collect(ledger, &sums);

	if (err != LENS_OK)
		err = fault_system(fault, "look up what was imported");
	for (size_t i = 0; i < sums.count && err == LENS_OK; i++) {
		if (!sum_note(sums.files[i], note) ||
		    sum_file(ledger, sums.files[i], hex) != LENS_NOT_FOUND)
			continue;
		binder = database_bind(&ledger->database, QUERY_SETTING_PUT);
		database_bind_text(&binder, note);
		database_bind_text(&binder, SUM_AWAY);
		err = database_run(&binder, fault);
	}
	ledger_sum_list_free(&sums);
	return err;
}

bool ledger_sum_is_away(struct ledger *ledger, const char *name)
{
	char note[SUM_NAME];
	struct database_binder binder;
	const char *kept;
	bool away;

	if (!sum_note(name, note) || store_read(ledger, NULL) != LENS_OK)
		return false;
	binder = database_bind(&ledger->database, QUERY_SETTING_GET);
	database_bind_text(&binder, note);
	away = database_step(&binder, NULL) == LENS_OK &&
	       database_text(&binder, 0, &kept) == LENS_OK &&
	       strcmp(kept, SUM_AWAY) == 0;
	database_reset(&binder);
	return away;
}

void ledger_sum_list_free(struct ledger_sums *sums)
{
	for (size_t i = 0; i < sums->count; i++)
		free(sums->files[i]);
	free(sums->files);
	*sums = (struct ledger_sums){NULL, 0, 0};
}
