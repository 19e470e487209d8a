/* law_pack.h: what packs say of laws, beside ours or in their place. */
#ifndef LENSCAP_LAW_PACK_H
#define LENSCAP_LAW_PACK_H

#include <lenscap/law.h>

/*
 * Add what a pack of this title has: it may say anew what the set has, and what
 * it says is the pack's ("pack").  Held to more than law_read(): no member that
 * files of laws have not, each norm with the sum of the text it was read in,
 * nothing read after the day latest.  LENS_MALFORMED: the set is to be closed.
 */
LENS_MUST enum lens_err law_add(struct law_set *set, struct base_view json,
				const char *title, int32_t latest,
				struct law_fault *fault);

/* Whether a pack says anew whom complaints of a country's part ("" for all of
 * it) go to, or its holidays. */
bool law_seat_corrected(const struct law_set *set, const char *country,
			const char *region);
bool law_holidays_corrected(const struct law_set *set, const char *country);

#endif
