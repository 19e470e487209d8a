/* registry_import.h: a set of somebody else's records becomes one file. */
#ifndef LENSCAP_REGISTRY_IMPORT_H
#define LENSCAP_REGISTRY_IMPORT_H

#include <lenscap/registry.h>

/* A set of records on its way to a file. */
struct registry_import;

struct registry_imported {
	size_t companies, authorities, obsolete; /* taken */
	size_t laws, letters, remedies;		 /* likewise, of a pack */
	size_t pages, words;			 /* likewise */
	size_t unreachable; /* companies of them nobody can write to */
	size_t skipped;	    /* records that were refused */
	size_t other;	    /* files that are no records */
};

/* Begin a set, named and dated ("2026-11-22"); registry_import_free() ends. */
struct registry_import *registry_import_new(const char *set, const char *date);
void registry_import_free(struct registry_import *import);

/*
 * Take one file of the set, as JSON; its folder says what it is.  bytes.data is
 * NULL for one that is none, and *fault says why.  LENS_MALFORMED or
 * LENS_TOO_BIG: it is skipped, and *fault has the reason; LENS_DENIED: the
 * set has more than REGISTRY_RECORDS_MAX records or REGISTRY_SET_MAX bytes.
 */
LENS_MUST enum lens_err registry_import_add(struct registry_import *import,
					    const char *path,
					    struct base_view bytes,
					    struct registry_fault *fault);

/* What was taken so far. */
const struct registry_imported *
registry_import_counts(const struct registry_import *import);

/*
 * Write the set as one file that replaces the one at path, whole or not at
 * all.  LENS_NOT_FOUND when there is no record in it.
 */
LENS_MUST enum lens_err registry_import_save(struct registry_import *import,
					     const char *path,
					     struct registry_fault *fault);

#endif
