/* casework_persons.h: ledgers of other persons, for whoever helps them. */
#ifndef LENSCAP_CASEWORK_PERSONS_H
#define LENSCAP_CASEWORK_PERSONS_H

#include <lenscap/casework.h>

/*
 * Each has a ledger of its own, with keys of its own, in a folder of the
 * person's name; all of them lie in "FOLDER-persons" beside FOLDER, where the
 * ledger of whoever helps is.  A folder's name is not sealed.
 */

/* Bytes of a person's name, without the end. */
#define CASEWORK_PERSON_MAX 64

/*
 * Whether that may be a person's name: 1 to CASEWORK_PERSON_MAX bytes of
 * printable UTF-8, no '/', no '.' at its beginning, no space at either end.
 */
bool casework_person_fits(const char *name);

/*
 * The name as it is kept, whichever keyboard typed it: in Unicode's composed
 * form (NFC).  NULL: it cannot be one.  The caller frees it.
 */
char *casework_person_name(const char *typed);

/* casework_place_find() for a front: *fault says why not. */
LENS_MUST enum lens_err casework_person_find(const char *dir,
					     const char *person,
					     struct ledger_fault *fault,
					     struct casework_place *out);

/*
 * Visit, by name, the persons that have a ledger beside the user's own. LENS_OK
 * when there are none, too; LENS_SYSTEM when the folder cannot be read.  The
 * name is borrowed; readable: the ledger's header is sound.
 */
LENS_MUST enum lens_err
casework_persons(const struct casework_place *place,
		 void (*visit)(void *context, const char *name, bool readable),
		 void *context);

#endif
