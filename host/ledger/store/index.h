/* index.h: the index beside the ledger, for whoever looks after its files. */
#ifndef LENSCAP_LEDGER_STORE_INDEX_H
#define LENSCAP_LEDGER_STORE_INDEX_H

#include <lenscap/ledger_index.h>

#include "store.h"

/*
 * With the lock held: read all of it.  LENS_NOT_FOUND: there is none;
 * LENS_SYSTEM: it cannot be read; LENS_DENIED: whole, but made of another state
 * of the ledger; any other failure: its seal does not hold.
 */
LENS_MUST enum lens_err index_check(struct ledger *ledger);

/* With the lock held, before features change that may be in it. */
LENS_MUST enum lens_err index_drop(const struct ledger *ledger,
				   struct ledger_fault *fault);

#endif
