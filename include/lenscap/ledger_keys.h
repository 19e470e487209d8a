/*
 * ledger_keys.h: what opens a ledger, and the ways it opens.
 */
#ifndef LENSCAP_LEDGER_KEYS_H
#define LENSCAP_LEDGER_KEYS_H

#include <lenscap/ledger_fault.h>

#define LEDGER_ID_SIZE 16
#define LEDGER_SLOTS_MAX 8
#define LEDGER_PASSPHRASE_MAX 1024
#define LEDGER_RECOVERY_TEXT 48 /* with hyphens and terminator */

/* The ways to open a ledger.  The numbers stand in the header. */
enum ledger_slot_kind {
	LEDGER_SLOT_PASSPHRASE = 1,
	LEDGER_SLOT_KEY_FILE = 2,
	LEDGER_SLOT_KEYRING = 3, /* a random key that the desktop keeps */
	LEDGER_SLOT_RECOVERY = 4,
};

/* The stable name of a kind ("passphrase"). */
const char *ledger_slot_name(enum ledger_slot_kind kind);

/* What a person knows or has, in locked memory. */
struct ledger_secret;

/* The master key, in locked memory. */
struct ledger_key;

/* Wipe and release; safe on NULL. */
void ledger_secret_free(struct ledger_secret *secret);
void ledger_key_free(struct ledger_key *key);

/*
 * A passphrase of 1 to LEDGER_PASSPHRASE_MAX bytes.  The _read form takes the
 * first line of a descriptor, straight into locked memory: a file, a pipe, a
 * terminal whose echo the caller has switched off.  The caller frees *out.
 */
LENS_MUST enum lens_err ledger_secret_passphrase(struct base_view text,
						 struct ledger_fault *fault,
						 struct ledger_secret **out);
LENS_MUST enum lens_err ledger_secret_read(int fd, struct ledger_fault *fault,
					   struct ledger_secret **out);

/* The text of a passphrase, borrowed; empty for other secrets. */
struct base_view ledger_secret_text(const struct ledger_secret *secret);

/* Whether two secrets are the same, in the same time whatever they are. */
bool ledger_secret_same(const struct ledger_secret *a,
			const struct ledger_secret *b);

/*
 * The content of a file of 32 bytes to 1 MiB, hashed.  The _create form
 * makes a new one of 256 random bits that only its owner can read; LENS_DENIED
 * when there is such a file.  The caller frees *out.
 */
LENS_MUST enum lens_err ledger_secret_key_file(const char *path,
					       struct ledger_fault *fault,
					       struct ledger_secret **out);
LENS_MUST enum lens_err
ledger_secret_key_file_create(const char *path, struct ledger_fault *fault,
			      struct ledger_secret **out);

/*
 * The 32 bytes that the desktop keyring keeps for a ledger.  The _new form
 * makes them and shows them in bytes, which the caller hands over and wipes.
 */
#define LEDGER_KEYRING_SIZE 32
LENS_MUST enum lens_err
ledger_secret_keyring(const uint8_t bytes[LEDGER_KEYRING_SIZE],
		      struct ledger_fault *fault, struct ledger_secret **out);
LENS_MUST enum lens_err
ledger_secret_keyring_new(uint8_t bytes[LEDGER_KEYRING_SIZE],
			  struct ledger_fault *fault,
			  struct ledger_secret **out);

/*
 * A recovery key: 160 random bits and a check of 20, in nine groups of four
 * characters of Crockford's base32.  Typed back it may lack hyphens, be in
 * lower case, and have O for 0, I or L for 1.  LENS_MALFORMED when a character
 * is wrong; *fault says in which group, as far as it can be told.
 */
LENS_MUST enum lens_err
ledger_secret_recovery_new(char text[LEDGER_RECOVERY_TEXT],
			   struct ledger_fault *fault,
			   struct ledger_secret **out);
LENS_MUST enum lens_err ledger_secret_recovery(struct base_view text,
					       struct ledger_fault *fault,
					       struct ledger_secret **out);

/*
 * Open one of the header's slots with a secret.  LENS_LOCKED when it fits
 * none of its kind; LENS_TOO_BIG when the header asks for more work or memory
 * than any Lenscap does.  A passphrase takes half a second and 256 MB for each
 * slot tried.  The caller frees *out.
 */
LENS_MUST enum lens_err ledger_key_open(const char *dir,
					const struct ledger_secret *secret,
					struct ledger_fault *fault,
					struct ledger_key **out);

/*
 * Keep the key with the kernel for all of this user's processes, for seconds
 * (at most a week); take it from there; let the kernel forget it.  LENS_DENIED
 * (LEDGER_FAULT_SESSION) where the kernel keeps no keys, as in some
 * containers; ledger_key_recall() gives LENS_LOCKED when there is none.
 */
LENS_MUST enum lens_err ledger_key_keep(const char *dir,
					const struct ledger_key *key,
					unsigned seconds,
					struct ledger_fault *fault);
LENS_MUST enum lens_err ledger_key_recall(const char *dir,
					  struct ledger_fault *fault,
					  struct ledger_key **out);
LENS_MUST enum lens_err ledger_key_forget(const char *dir,
					  struct ledger_fault *fault);

struct ledger_slot {
	uint32_t id; /* stable while the slot is there, from 1 */
	enum ledger_slot_kind kind;
};

/* What the header shows without a key. */
struct ledger_face {
	uint8_t id[LEDGER_ID_SIZE];
	unsigned slot_count;
	struct ledger_slot slots[LEDGER_SLOTS_MAX];
};

/* Look at a ledger without a key.  LENS_NOT_FOUND when there is none in dir. */
LENS_MUST enum lens_err ledger_look(const char *dir, struct ledger_fault *fault,
				    struct ledger_face *out);

/*
 * Add a slot, remove one (LENS_DENIED for the last), or change one: the new
 * secret takes the place of slot id at once.  The database is not sealed
 * anew.  *id may be NULL.
 */
LENS_MUST enum lens_err ledger_slot_add(struct ledger *ledger,
					const struct ledger_secret *secret,
					struct ledger_fault *fault,
					uint32_t *id);
LENS_MUST enum lens_err ledger_slot_remove(struct ledger *ledger, uint32_t id,
					   struct ledger_fault *fault);
/* What ledger_slot_remove() would refuse, before anybody is asked. */
LENS_MUST enum lens_err ledger_slot_expect(const struct ledger *ledger,
					   uint32_t id,
					   struct ledger_fault *fault);
LENS_MUST enum lens_err ledger_slot_change(struct ledger *ledger, uint32_t id,
					   const struct ledger_secret *secret,
					   struct ledger_fault *fault);

#endif
