/* wipe.c: the end of a ledger: the keys first, then what they sealed. */
#include <lenscap/base_io.h>
#include <lenscap/ledger_safety.h>

#include "store/io.h"
#include "store/store.h"
#include "store/sweep.h"
#include "undo.h"

const char *ledger_wipe_sentence(void)
{
	return "The key slots were overwritten and every file of the ledger "
	       "removed: without the key nothing of it can be read. A solid-"
	       "state drive, a file system that copies on write, and its "
	       "snapshots may hold the old key slots for a while; whoever "
	       "reads them and knows the passphrase, the key file or the "
	       "recovery key could open what they find. Backups you made "
	       "elsewhere are still there.";
}

static enum lens_err wipe_missing(struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_MISSING,
			 "There is no ledger here.");
}

/* Without a ledger, too, what was imported may lie here. */
static enum lens_err wipe_none(struct ledger *ledger,
			       struct ledger_fault *fault)
{
	unsigned imported, gone;
	enum lens_err err = sweep_count_imported(ledger->dir, &imported);

	if (err == LENS_OK && imported > 0)
		err = sweep_all(ledger->dir, &gone);
	if (err != LENS_OK)
		return fault_system(fault, "destroy what was imported");
	(void)!store_drop_lock(ledger);
	if (imported == 0)
		return wipe_missing(fault);
	return fault_say(fault, LEDGER_FAULT_MISSING,
			 "There is no ledger here; the imported records and "
			 "packs that lay in its folder were destroyed.");
}

/* With the lock held.  The mark tells who comes next to go on with it. */
static enum lens_err wipe_folder(struct ledger *ledger,
				 struct ledger_fault *fault)
{
	unsigned count;
	bool done;
	enum lens_err err = sweep_count_all(ledger->dir, &count);

	if (err == LENS_OK && count == 0 && !sweep_is_marked(ledger->dir))
		return wipe_none(ledger, fault);
	if (err == LENS_OK)
		err = sweep_mark(ledger->dir);
	if (err == LENS_OK)
		err = undo_all(ledger, &done);
	if (err != LENS_OK)
		return fault_system(fault, "destroy the ledger's files");
	/* Last: without it somebody could begin a ledger under our hands. */
	if (err == LENS_OK && store_drop_lock(ledger) != LENS_OK)
		err = fault_system(fault, "remove the ledger's lock");
	return err;
}

enum lens_err ledger_wipe(const struct ledger_place *place,
			  struct ledger_fault *fault)
{
	struct ledger *ledger = NULL;
	struct ledger_key *none = NULL;
	enum lens_err err;

	fault_clear(fault);
	(void)!ledger_key_forget(place->dir, NULL);
	err = key_new(fault, &none);
	if (err == LENS_OK)
		err = store_new(place, none, false, fault, &ledger);
	if (err == LENS_OK) {
		err = wipe_folder(ledger, fault);
		store_unlock(ledger);
	}
	store_free(ledger);
	ledger_key_free(none);
	return err;
}

enum lens_err ledger_wipe_expect(const char *dir, struct ledger_fault *fault)
{
	unsigned files = 0, imported = 0;
	bool marked;
	enum lens_err err;
	int fd;

	fault_clear(fault);
	err = io_open_dir(dir, false, &fd);
	if (err == LENS_NOT_FOUND)
		return wipe_missing(fault);
	if (err != LENS_OK)
		return fault_system(fault, "open the ledger's folder");
	err = sweep_count_all(fd, &files);
	if (err == LENS_OK)
		err = sweep_count_imported(fd, &imported);
	marked = sweep_is_marked(fd);
	base_close(&fd);
	if (err != LENS_OK)
		return fault_system(fault, "look at the ledger's files");
	if (files > 0 || imported > 0 || marked)
		return LENS_OK;
	/* A wipe that was stopped at its end has left its lock. */
	(void)!undo_left(dir);
	return wipe_missing(fault);
}
