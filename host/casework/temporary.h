/* temporary.h: what makes a temporary ledger, and what begins a session in one.
 */
#ifndef LENSCAP_CASEWORK_TEMPORARY_PRIVATE_H
#define LENSCAP_CASEWORK_TEMPORARY_PRIVATE_H

#include <sys/stat.h>

#include <lenscap/casework_temporary.h>

#define TEMPORARY_NAME "lenscap-temporary-"
#define TEMPORARY_KEY "recovery" /* of one that is shared */

/* Ours, and what it is called: no link that leads to something else. */
bool temporary_is(const char *path, mode_t type);

/* Where ledger and witness are below place->scratch. */
void temporary_name(struct casework_place *place);

/* casework_temporary(); shared: the recovery key is kept in TEMPORARY_KEY. */
LENS_MUST enum lens_err temporary_make(bool shared, struct ledger_fault *fault,
				       struct casework_place *out,
				       struct ledger_key **key);

#endif
