/* casework_keys.h: a new ledger, its keys, and its backup. */
#ifndef LENSCAP_CASEWORK_KEYS_H
#define LENSCAP_CASEWORK_KEYS_H

#include <lenscap/casework.h>
#include <lenscap/ledger_safety.h>

/* The key that the desktop keyring holds; LENS_LOCKED when it gives none.  The
 * caller frees *out. */
LENS_MUST enum lens_err casework_keyring(const struct casework_home *home,
					 const char *bus,
					 struct ledger_key **out);

/* Whether the desktop keyring at bus would keep a key; LENS_DENIED: *fault says
 * why not. */
LENS_MUST enum lens_err casework_keyring_there(const char *bus,
					       struct ledger_fault *fault);

/* What shall open a new ledger, besides its recovery key.  Borrowed. */
struct casework_create {
	struct ledger_secret *const *secrets;
	unsigned count; /* at most CASEWORK_SECRETS_MAX */
	bool keyring;	/* the desktop keyring, at bus */
	const char *bus;
	/*
	 * Called with the recovery key before anything is written; false: then
	 * nothing is.  NULL: it is shown afterwards.
	 */
	bool (*show)(void *context, const char *recovery);
	void *context;
};
#define CASEWORK_SECRETS_MAX 6

/*
 * LENS_OK where no ledger is; LENS_DENIED where one is, or what may be one.
 * Asked before a person chooses a passphrase or a key file is made for nothing.
 */
LENS_MUST enum lens_err casework_expect_none(const struct casework_home *home,
					     struct ledger_fault *fault);

/*
 * Make a ledger, and its recovery key, which the caller shows once and wipes.
 * LENS_DENIED when there is a ledger, a passphrase is hopeless, or the keyring
 * refuses; nothing is made then.  key may be NULL; else the caller frees *key.
 */
LENS_MUST enum lens_err casework_create(const struct casework_home *home,
					const struct casework_create *create,
					struct ledger_fault *fault,
					char recovery[LEDGER_RECOVERY_TEXT],
					struct ledger_key **key);

/*
 * Let the desktop keyring open the ledger from now on: a new key is put there
 * and a slot for it made.  LENS_DENIED when the keyring is absent, locked or
 * refuses; *fault says which.
 */
LENS_MUST enum lens_err casework_add_keyring(struct ledger *ledger,
					     const char *dir, const char *bus,
					     struct ledger_fault *fault,
					     uint32_t *id);

/*
 * A new way to open the ledger in the place of key *id, or (*id 0) beside the
 * others, whose id is then told.  LENS_DENIED for a hopeless passphrase, and
 * for what opens the ledger already: with two keys of one secret, it would
 * still open when one of them was removed.
 */
LENS_MUST enum lens_err casework_put_key(struct casework *work, const char *dir,
					 const struct ledger_secret *secret,
					 struct ledger_fault *fault,
					 uint32_t *id);

/* The key in a file; one that is not there yet is made. */
LENS_MUST enum lens_err casework_key_file(const char *path,
					  struct ledger_fault *fault,
					  struct ledger_secret **out);

/* What a new key is: the desktop keyring's at bus, a recovery key, or what
 * secret gives; *out NULL: nothing was said. */
struct casework_new_key {
	bool keyring, recovery;
	const char *dir, *bus; /* of the ledger's folder, of the session */
	enum lens_err (*secret)(void *context, struct ledger_fault *fault,
				struct ledger_secret **out);
	void *context;
};

/*
 * Put it in the place of key *id, or (*id 0, and always of the keyring's)
 * beside the others, whose id is then told, by the rules of the two above.
 * recovery is "" where none was made; the caller shows it once and wipes it.
 */
LENS_MUST enum lens_err casework_new_key(struct casework *work,
					 const struct casework_new_key *new,
					 struct ledger_fault *fault,
					 uint32_t *id,
					 char recovery[LEDGER_RECOVERY_TEXT]);

/* What only the front can do that has the ledger.  Each may have said itself
 * why it does not. */
struct casework_keeper {
	/* Open the ledger, lent as long as the call runs; *out NULL: it said
	 * why not. */
	enum lens_err (*open)(void *context, struct ledger_fault *fault,
			      struct casework **out);
	/* Ask whoever is there, or let others go of it; false: it stays. */
	bool (*may_destroy)(void *context);
	void *context;
};

struct casework_restore {
	const char *path; /* the backup */
	const struct ledger_secret *secret;
	bool replace; /* the ledger that is there */
	const struct casework_keeper *keeper;
};

enum casework_restored_how {
	CASEWORK_LEFT, /* nothing was done, as the keeper said */
	CASEWORK_MERGED,
	CASEWORK_RESTORED,
};

struct casework_restored {
	enum casework_restored_how done;
	struct ledger_merged merged;
};

/*
 * Bring a backup back: as the ledger where none is or (replace) one was, else
 * into the one that is there.  Errors as ledger_restore() and ledger_merge().
 */
LENS_MUST enum lens_err casework_restore(const struct casework_home *home,
					 const struct casework_restore *asked,
					 struct ledger_fault *fault,
					 struct casework_restored *out);

/* Destroy the ledger; *done is false where the keeper said no.  LENS_NOT_FOUND
 * where there is none, which the keeper is not asked about. */
LENS_MUST enum lens_err casework_wipe(const struct casework_home *home,
				      const struct casework_keeper *keeper,
				      struct ledger_fault *fault, bool *done);

/*
 * Back the ledger up into this user's documents folder, under a name with the
 * day in it that is not in use; no caller says where.  *folder is the folder's
 * own name ("Documents"), the caller's to free; NULL on failure.
 */
#define CASEWORK_BACKUP_NAME 64
LENS_MUST enum lens_err casework_backup(struct casework *work,
					struct ledger_fault *fault,
					char name[CASEWORK_BACKUP_NAME],
					char **folder);

#endif
