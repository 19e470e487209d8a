/* casework_temporary.h: a ledger that ends with the session. */
#ifndef LENSCAP_CASEWORK_TEMPORARY_H
#define LENSCAP_CASEWORK_TEMPORARY_H

#include <lenscap/casework.h>

/*
 * Make an empty ledger in the folder of this login ($XDG_RUNTIME_DIR, which is
 * memory and goes with it; XDG Base Directory Specification), with a key that
 * nobody is told.  What an earlier session left there because it was killed is
 * removed.  LENS_DENIED, and *fault, where there is no such folder.  The caller
 * ends *out with casework_temporary_end(), and *key with ledger_key_free().
 */
LENS_MUST enum lens_err casework_temporary(struct ledger_fault *fault,
					   struct casework_place *out,
					   struct ledger_key **key);

/* Destroy it, and release the place.  Any other place is only released. */
void casework_temporary_end(struct casework_place *place);

#endif
