/* own.h: the columns of what a place gave of its own. */
#ifndef LENSCAP_LEDGER_ROWS_OWN_H
#define LENSCAP_LEDGER_ROWS_OWN_H

#include <lenscap/ledger_sightings.h>

#include "store/database.h"

/* Seven columns, from the binder's next parameter on. */
void own_bind(struct database_binder *binder, const struct ledger_own *own);

/* The same as read, from this column on; texts last until the next step. */
LENS_MUST enum lens_err own_row(struct database_binder *binder, int column,
				struct ledger_own *out);

/* NULL is the empty text. */
static inline const char *own_text(const char *text)
{
	return text ? text : "";
}

#endif
