/* persons.c: the ledgers of other persons, beside the user's own. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_persons.h>

#include "refusal.h"

enum lens_err casework_person_find(const char *dir, const char *person,
				   struct ledger_fault *fault,
				   struct casework_place *out)
{
	enum lens_err err = casework_place_find(dir, person, out);

	if (err == LENS_MALFORMED)
		(void)refusal_say(
		    fault, LEDGER_FAULT_ARGUMENT,
		    "That cannot be a person's name here: it is empty or "
		    "longer than %d bytes, begins with a '.' or a space, ends "
		    "with a space, or has a '/' or a character that cannot be "
		    "shown.",
		    CASEWORK_PERSON_MAX);
	else if (err != LENS_OK)
		(void)refusal_say(
		    fault, LEDGER_FAULT_DISK,
		    "There is no place for that person's ledger; see whether "
		    "you may write to your data folder.");
	return err;
}

static int persons_takes(const struct dirent *entry)
{
	return casework_person_fits(entry->d_name);
}

enum lens_err casework_persons(const struct casework_place *place,
			       void (*visit)(void *context, const char *name,
					     bool readable),
			       void *context)
{
	struct dirent **entries = NULL;
	/* Beside a temporary ledger there are none. */
	int count = place->persons != NULL ? scandir(place->persons, &entries,
						     persons_takes, alphasort)
					   : 0;

	if (count < 0)
		return errno == ENOENT ? LENS_OK : LENS_SYSTEM;
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		char *dir = base_format("%s/%s", place->persons, name);
		struct ledger_face face;
		enum lens_err err = ledger_look(dir, NULL, &face);

		if (err != LENS_NOT_FOUND)
			visit(context, name, err == LENS_OK);
		free(dir);
		free(entries[i]);
	}
	free(entries);
	return LENS_OK;
}
