/*
 * undo.c: a folder without a ledger, where somebody was stopped who made one
 * or destroyed one.  See NAMES_MARK.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/ledger_life.h>

#include "store/io.h"
#include "store/names.h"
#include "store/place.h"
#include "store/sweep.h"
#include "undo.h"

enum lens_err undo_all(struct ledger *ledger, bool *done)
{
	unsigned gone = 0;
	enum lens_err err = sweep_all(ledger->dir, &gone);

	/* The mark goes last: until then it has to be done again. */
	if (err == LENS_OK && ledger->witness != NULL)
		err = io_destroy(AT_FDCWD, ledger->witness);
	if (err == LENS_OK)
		err = sweep_unmark(ledger->dir);
	*done = err == LENS_OK && gone > 0;
	return err;
}

enum lens_err undo_unfinished(struct ledger *ledger, struct ledger_fault *fault,
			      bool *done)
{
	*done = false;
	if (!sweep_is_marked(ledger->dir) || undo_all(ledger, done) == LENS_OK)
		return LENS_OK;
	return fault_system(fault, "destroy what was left unfinished");
}

void undo_begun(struct ledger *ledger)
{
	struct header header;
	unsigned gone;

	if (!sweep_is_marked(ledger->dir) ||
	    header_read(ledger->dir, NULL, &header) != LENS_NOT_FOUND)
		return;
	if (sweep_ledger(ledger->dir, &gone) == LENS_OK &&
	    sweep_unmark(ledger->dir) == LENS_OK)
		(void)!store_drop_lock(ledger);
}

enum lens_err undo_expect_empty(struct ledger *ledger,
				struct ledger_fault *fault)
{
	unsigned count;

	if (sweep_count_all(ledger->dir, &count) != LENS_OK)
		return fault_system(fault, "read the ledger's folder");
	if (count == 0)
		return LENS_OK;
	return fault_say(fault, LEDGER_FAULT_EXISTS,
			 "Files of a ledger lie here whose header, the file "
			 "`ledger`, is missing. Put it back if you have it; "
			 "`lenscap wipe` destroys what is left.");
}

/* ---- Looking without a key ---- */

static bool undo_is_empty(int dir)
{
	unsigned count;

	return sweep_count_all(dir, &count) == LENS_OK && count == 0;
}

/* The mark stands in the folder, or nothing but a lock of nothing. */
static bool undo_is_due(const char *dir)
{
	bool due;
	int fd;

	if (place_open(dir, false, NULL, &fd) != LENS_OK)
		return false;
	due = sweep_is_marked(fd) ||
	      (faccessat(fd, NAMES_LOCK, F_OK, AT_SYMLINK_NOFOLLOW) == 0 &&
	       undo_is_empty(fd));
	base_close(&fd);
	return due;
}

/* Nobody's key is needed to destroy what has no header. */
static bool undo_now(const char *dir)
{
	const struct ledger_place place = {.dir = dir};
	struct ledger_key *none = NULL;
	struct ledger *ledger = NULL;
	struct header header;
	bool done = false;
	enum lens_err err = key_new(NULL, &none);

	if (err == LENS_OK)
		err = store_new(&place, none, false, NULL, &ledger);
	if (err == LENS_OK) {
		/* Whoever had the lock may have finished meanwhile. */
		err = header_read(ledger->dir, NULL, &header);
		if (err == LENS_NOT_FOUND || err == LENS_MALFORMED)
			err = undo_unfinished(ledger, NULL, &done);
		if (err == LENS_OK && undo_is_empty(ledger->dir))
			(void)!store_drop_lock(ledger);
		store_unlock(ledger);
	}
	store_free(ledger);
	ledger_key_free(none);
	return err == LENS_OK && done;
}

bool undo_left(const char *dir)
{
	return undo_is_due(dir) && undo_now(dir);
}

enum lens_err ledger_look(const char *dir, struct ledger_fault *fault,
			  struct ledger_face *out)
{
	struct header header;
	enum lens_err err;

	fault_clear(fault);
	*out = (struct ledger_face){.slot_count = 0};
	err = header_read_in(dir, fault, &header);
	if ((err == LENS_NOT_FOUND || err == LENS_MALFORMED) && undo_left(dir))
		return fault_say(fault, LEDGER_FAULT_MISSING,
				 "There is no ledger here: what was left when "
				 "Lenscap was stopped while it made or "
				 "destroyed one has been removed. Make one "
				 "with `lenscap init`.");
	if (err != LENS_OK)
		return err;
	memcpy(out->id, header.id, LEDGER_ID_SIZE);
	out->slot_count = header_slots(&header, out->slots);
	return LENS_OK;
}
