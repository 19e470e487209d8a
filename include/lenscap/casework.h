/*
 * casework.h: what a user can ask for, one file each.  Fronts turn words into
 * these calls and results into words; they hold no logic of their own.
 */
#ifndef LENSCAP_CASEWORK_H
#define LENSCAP_CASEWORK_H

#include <lenscap/law.h>
#include <lenscap/ledger.h>

/* Where the ledger and its witness are.  Borrowed. */
struct casework_home {
	const char *dir;
	const char *witness;
};

/* The same, found in the environment (XDG Base Directory Specification). */
struct casework_place {
	char *dir, *witness;
	char *persons;	 /* the folder of other persons' ledgers */
	char *person;	 /* whose this is; NULL: the user's own */
	bool made;	 /* dir was not there before */
	char *scratch;	 /* the folder around a temporary ledger, or NULL */
	int held;	 /* that folder, locked; only where there is one */
	const char *bus; /* of the session; NULL when the environment has none
			  */
	struct casework_home home; /* both, borrowed from above */
};

/*
 * Find this user's place, or take dir (not NULL) for the ledger's; with person
 * (not NULL) that of this person's beside it (casework_persons.h).  Folders
 * that are missing are made.  LENS_DENIED when there is no such place,
 * LENS_MALFORMED when that is no person's name.  The caller ends *out with
 * casework_place_free(), which takes the ledger's folder away if it is empty
 * and was made here or is a person's: its name is one.
 */
LENS_MUST enum lens_err casework_place_find(const char *dir, const char *person,
					    struct casework_place *out);
void casework_place_free(struct casework_place *place);

/*
 * Where a key may come from.  What is given is used; else the kernel's session
 * key, the desktop keyring if the ledger has a slot for it, and at last the
 * person, if there is one to ask.
 */
struct casework_keys {
	const char *passphrase_file, *key_file, *recovery_file;
	const char *bus; /* the session's D-Bus address; NULL: this user's */
	/* Ask for the passphrase; NULL where nobody can be asked. */
	enum lens_err (*ask)(void *context, struct ledger_fault *fault,
			     struct ledger_secret **out);
	void *context;
};

/* An open ledger. */
struct casework;

/*
 * The secret that keys names, or that the person gives; LENS_LOCKED when there
 * is none.  The caller frees *out.
 */
LENS_MUST enum lens_err casework_secret(const struct casework_keys *keys,
					struct ledger_fault *fault,
					struct ledger_secret **out);

/*
 * The ledger's key from wherever it may come, the ledger unopened: it may be
 * damaged.  The caller frees *out.
 */
LENS_MUST enum lens_err casework_unlock(const struct casework_home *home,
					const struct casework_keys *keys,
					struct ledger_fault *fault,
					struct ledger_key **out);

/*
 * Open the ledger.  LENS_LOCKED, LENS_MALFORMED and the rest as ledger_open().
 * The caller ends *out with casework_close().
 */
LENS_MUST enum lens_err casework_open(const struct casework_home *home,
				      const struct casework_keys *keys,
				      struct ledger_fault *fault,
				      struct casework **out);
void casework_close(struct casework *work);

/* The same with a key that is at hand, which is copied. */
LENS_MUST enum lens_err casework_open_with(const struct casework_home *home,
					   const struct ledger_key *key,
					   struct ledger_fault *fault,
					   struct casework **out);

/* The ledger within, as long as work is open. */
struct ledger *casework_ledger(struct casework *work);

/*
 * Laws and controllers, read when first asked for: LENS_MALFORMED or
 * LENS_SYSTEM, and a sentence, when the data of this Lenscap is damaged.
 */
LENS_MUST enum lens_err casework_laws(struct casework *work,
				      struct ledger_fault *fault,
				      const struct law_set **out);

/* The day it is here, and the day it was here at a moment (milliseconds since
 * 1970; LAW_NO_DAY for one that no clock shows). */
int32_t casework_today(void);
int32_t casework_day_of(int64_t moment);

#endif
