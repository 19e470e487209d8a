/* sighting.h: rows of sightings and of looks at them, for merging too. */
#ifndef LENSCAP_LEDGER_ROWS_SIGHTING_H
#define LENSCAP_LEDGER_ROWS_SIGHTING_H

#include <lenscap/ledger_sightings.h>

#include "store/store.h"

/* A row of QUERY_SIGHTING_EACH, its texts borrowed until the next step. */
LENS_MUST enum lens_err sighting_row(struct database_binder *binder,
				     struct ledger_sighting *out);

/*
 * Add one as it is, times and all, within a change; *id is its new id.
 * LENS_NOT_FOUND when the ledger has that place already.
 */
LENS_MUST enum lens_err sighting_add(struct ledger *ledger,
				     const struct ledger_sighting *sighting,
				     struct ledger_fault *fault, int64_t *id);

/* A row of QUERY_LOOK_EACH, likewise. */
LENS_MUST enum lens_err look_row(struct database_binder *binder,
				 struct ledger_look *out);

/*
 * Add a look within a change: to the one before when it came to the same,
 * else after it.
 */
LENS_MUST enum lens_err look_add(struct ledger *ledger,
				 const struct ledger_look *look,
				 struct ledger_fault *fault);

#endif
