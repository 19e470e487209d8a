/* compact.c: fold the log when asked to. */
#include <lenscap/ledger_life.h>

#include "store/store.h"

enum lens_err ledger_compact(struct ledger *ledger, bool erase,
			     struct ledger_fault *fault)
{
	enum lens_err err;

	fault_clear(fault);
	err = store_lock(ledger, fault);
	if (err != LENS_OK)
		return err;
	err = store_catch_up(ledger, fault);
	if (err == LENS_OK)
		err = store_compact(ledger, erase, fault);
	store_unlock(ledger);
	return err;
}
