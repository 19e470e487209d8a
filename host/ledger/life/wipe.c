/* wipe.c: the end of a ledger: the keys first, then what they sealed. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/ledger_safety.h>

#include "store/header.h"
#include "store/io.h"
#include "store/store.h"

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

struct wipe {
	int dir;
	enum lens_err err;
};

/* Ours are the names that Lenscap gives; a stranger's file is left alone. */
static void wipe_one(void *context, const char *name)
{
	static const char *const ours[] = {"snapshot-", "log-", "thumbnails-",
					   "ledger.tmp"};
	struct wipe *wipe = context;

	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		if (strncmp(name, ours[i], strlen(ours[i])) == 0 &&
		    io_destroy(wipe->dir, name) != LENS_OK)
			wipe->err = LENS_SYSTEM;
}

static enum lens_err wipe_folder(struct ledger *ledger)
{
	struct wipe wipe = {.dir = ledger->dir};

	/* Once this file is noise, the rest is noise too. */
	if (io_destroy(ledger->dir, HEADER_FILE) != LENS_OK ||
	    io_sync_dir(ledger->dir) != LENS_OK ||
	    io_list(ledger->dir, wipe_one, &wipe) != LENS_OK)
		return LENS_SYSTEM;
	return wipe.err == LENS_OK ? io_sync_dir(ledger->dir) : wipe.err;
}

enum lens_err ledger_wipe(const struct ledger_place *place,
			  struct ledger_fault *fault)
{
	struct ledger *ledger = NULL;
	struct ledger_key *none = NULL;
	struct ledger_face face;
	enum lens_err err = ledger_look(place->dir, fault, &face);

	/* A damaged header is no reason to keep what it opens. */
	if (err == LENS_EOF)
		return err;
	fault_clear(fault);
	(void)!ledger_key_forget(place->dir, NULL);
	err = key_new(fault, &none);
	if (err == LENS_OK)
		err = store_new(place, none, false, fault, &ledger);
	if (err == LENS_OK && wipe_folder(ledger) != LENS_OK)
		err = fault_system(fault, "destroy the ledger's files");
	if (err == LENS_OK && place->witness != NULL &&
	    io_destroy(AT_FDCWD, place->witness) != LENS_OK)
		err = fault_system(fault, "remove the witness");
	if (ledger != NULL)
		store_unlock(ledger);
	store_free(ledger);
	ledger_key_free(none);
	return err;
}
