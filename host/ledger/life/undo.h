/* undo.h: what an init, a restore or a wipe left that was stopped. */
#ifndef LENSCAP_LEDGER_LIFE_UNDO_H
#define LENSCAP_LEDGER_LIFE_UNDO_H

#include <lenscap/ledger_fault.h>

#include "store/store.h"

/*
 * With the lock held and no whole header there: when the mark says that the
 * files are nobody's, or all of them are an empty ledger's that was never
 * finished, destroy them and the witness; *done tells whether there were any.
 */
LENS_MUST enum lens_err undo_unfinished(struct ledger *ledger,
					struct ledger_fault *fault, bool *done);

/* With the lock held: destroy all of it, whatever there is, and the mark last.
 */
LENS_MUST enum lens_err undo_all(struct ledger *ledger, bool *done);

/*
 * With the lock held, after an init or a restore failed: remove what it wrote,
 * its mark and the lock; what was imported before stays.  Nothing where a
 * header or no mark is.
 */
void undo_begun(struct ledger *ledger);

/*
 * Without a key or a header: what is due in dir of this, and a lock that is
 * alone there.  True when there were files.
 */
bool undo_left(const char *dir);

/* Refuse to begin a ledger among files of one whose header is lost. */
LENS_MUST enum lens_err undo_expect_empty(struct ledger *ledger,
					  struct ledger_fault *fault);

#endif
