/* came_back.h: whether what was gone is there again, by the looks at it. */
#ifndef LENSCAP_CASEWORK_CAME_BACK_H
#define LENSCAP_CASEWORK_CAME_BACK_H

#include <lenscap/ledger_sightings.h>

/* It was looked for and not found: absent, or another picture there. */
bool came_back_is_missing(const struct ledger_look *look);

/* Set rule's missing, ways and gone as they are after a look at a moment. */
void came_back_follow(struct ledger_sighting *rule,
		      const struct ledger_look *look, int64_t at);

/*
 * When the photo of a sighting was found again at a place from which it had
 * been gone (casework_recheck.h says what that is): milliseconds since 1970 of
 * that look, into *when; 0: it never was gone, or is now.
 */
LENS_MUST enum lens_err came_back(struct ledger *ledger, int64_t sighting,
				  struct ledger_fault *fault, int64_t *when);

#endif
