/* over_time.h: what strangers could get, by day, as the looks found it. */
#ifndef LENSCAP_CASEWORK_OVER_TIME_H
#define LENSCAP_CASEWORK_OVER_TIME_H

#include <lenscap/casework_overview.h>

/*
 * The days on which places were looked at, at most 24, of more the last of each
 * month; empty where there are not two.  The caller frees *out, which is NULL
 * on failure; codes as ledger_sighting_each().
 */
LENS_MUST enum lens_err over_time(struct ledger *ledger,
				  struct ledger_fault *fault,
				  struct casework_then **out, size_t *count);

#endif
