/* casework_keys.h: a new ledger, its keys, and its backup. */
#ifndef LENSCAP_CASEWORK_KEYS_H
#define LENSCAP_CASEWORK_KEYS_H

#include <lenscap/casework.h>

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
 * others, whose id is then told.  LENS_DENIED for a weak passphrase, and for
 * what opens the ledger already: with two keys of one secret, it would still
 * open when one of them was removed.
 */
LENS_MUST enum lens_err casework_put_key(struct ledger *ledger, const char *dir,
					 const struct ledger_secret *secret,
					 struct ledger_fault *fault,
					 uint32_t *id);

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
