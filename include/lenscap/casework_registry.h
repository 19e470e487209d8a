/* casework_registry.h: all controllers: ours, imported ones, the person's. */
#ifndef LENSCAP_CASEWORK_REGISTRY_H
#define LENSCAP_CASEWORK_REGISTRY_H

#include <lenscap/casework.h>
#include <lenscap/registry_import.h>

/*
 * All controllers and authorities: ours, those imported below home, and, when
 * work is not NULL, the person's own.  Codes as registry_open().  The caller
 * ends *out with registry_close().
 */
LENS_MUST enum lens_err casework_registry(const struct casework_home *home,
					  struct casework *work,
					  struct registry_fault *fault,
					  struct registry **out);

/*
 * The same, which takes a tenth of a second, kept in work until something in it
 * changes here or work ends; without work (NULL) it is in *own, which the
 * caller closes.
 */
LENS_MUST enum lens_err casework_registry_of(const struct casework_home *home,
					     struct casework *work,
					     struct registry_fault *fault,
					     struct registry **own,
					     const struct registry **out);

struct casework_import {
	const char *path; /* a folder, or a ZIP file that a jail unpacks */
	const char *set;  /* what the set is called: "datenanfragen" */
	/* A record that is not taken, and why. */
	void (*skipped)(void *context, const char *path, const char *why);
	void *context;
};

/*
 * Take a set of records as it is, in the place of the one imported before,
 * whole or not at all.  LENS_NOT_FOUND: there is no record in it; LENS_WORKER:
 * the ZIP cannot be unpacked; the rest as registry_import_add().  Where there
 * is a ledger, work must be it (LENS_LOCKED): it keeps the sum of what was
 * taken.
 */
LENS_MUST enum lens_err casework_import_registry(
    const struct casework_home *home, struct casework *work,
    const struct casework_import *import, struct registry_fault *fault,
    struct registry_imported *out);

/*
 * Keep a controller of the person's own in the ledger, where nobody sees who
 * interests them; one of that slug is replaced.  LENS_MALFORMED: the record
 * is not what the schema says.  slug, of CASEWORK_SLUG bytes, is the record's.
 */
#define CASEWORK_SLUG 128
LENS_MUST enum lens_err casework_add_controller(struct casework *work,
						struct base_view record,
						struct registry_fault *fault,
						char *slug);

/* A way to reach a controller that the person found, or found to be dead. */
struct casework_contact {
	const char *slug;
	const char *value;  /* "dpo@x.org", "https://x.org/form" */
	const char *source; /* the page it was read on; NULL: none, for below */
	bool bounced;	    /* what was sent there came back */
	bool forget;	    /* what was kept of it is to be forgotten */
};

/*
 * Keep it in the ledger; the record of slug then has it, before its own.
 * LENS_NOT_FOUND: no such slug, or nothing to forget or to mark;
 * LENS_MALFORMED: the value or the source is none.
 */
LENS_MUST enum lens_err
casework_keep_contact(const struct casework_home *home, struct casework *work,
		      const struct casework_contact *contact,
		      struct registry_fault *fault);

/* Forget one of the person's own.  LENS_NOT_FOUND when there is none. */
LENS_MUST enum lens_err
casework_forget_controller(struct casework *work, const char *slug,
			   struct registry_fault *fault);

#endif
