/* foreign.h: Datenanfragen's data set, where it is there. */
#ifndef LENSCAP_TESTS_FOREIGN_H
#define LENSCAP_TESTS_FOREIGN_H

#include <lenscap/registry_import.h>

#define FOREIGN_SET "../shared/data/datenanfragen"

/*
 * Every file below the set's folders of records, with its path in the set.
 * False when the set is not there; the test then skips.
 */
bool foreign_each(void (*file)(void *context, const char *path,
			       struct base_view bytes),
		  void *context);

/* The set, imported and written to path. */
bool foreign_import(const char *path, struct registry_imported *counts);

#endif
