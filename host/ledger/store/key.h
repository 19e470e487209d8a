/*
 * key.h: the master key and what opens it, in locked memory, and the keys
 * that are made from them.
 */
#ifndef LENSCAP_LEDGER_STORE_KEY_H
#define LENSCAP_LEDGER_STORE_KEY_H

#include <lenscap/ledger.h>

#define KEY_SIZE 32

/*
 * Both lie in memory of sodium_malloc(): locked where the system lets us,
 * between guard pages, not in core dumps, wiped when freed.
 */
struct ledger_key {
	uint8_t bytes[KEY_SIZE];
	bool locked; /* false: it may be swapped */
};

struct ledger_secret {
	enum ledger_slot_kind kind;
	size_t size;
	uint8_t bytes[LEDGER_PASSPHRASE_MAX];
};

/*
 * Make a key of zeros, and one that is random.  The first of a process
 * also switches its core dumps off.
 */
LENS_MUST enum lens_err key_new(struct ledger_fault *fault,
				struct ledger_key **out);
LENS_MUST enum lens_err key_random(struct ledger_fault *fault,
				   struct ledger_key **out);
LENS_MUST enum lens_err key_copy(const struct ledger_key *key,
				 struct ledger_fault *fault,
				 struct ledger_key **out);

/*
 * A passphrase in Unicode's composed form (NFC), so that an accent opens the
 * ledger however a keyboard makes it.  *out is NULL where that is what it is
 * already, or it is no UTF-8, or no passphrase; the caller frees it.
 */
LENS_MUST enum lens_err key_composed(const struct ledger_secret *secret,
				     struct ledger_fault *fault,
				     struct ledger_secret **out);

/* A secret with nothing in it yet. */
LENS_MUST enum lens_err key_secret_new(enum ledger_slot_kind kind,
				       struct ledger_fault *fault,
				       struct ledger_secret **out);

/*
 * A key for one purpose: BLAKE2b-256 of purpose and salt, keyed with key.
 * Purposes are of different text, so that no two uses share a key.
 */
void key_derive(const uint8_t key[KEY_SIZE], const char *purpose,
		struct base_view salt, uint8_t out[KEY_SIZE]);

/* Make libsodium ready; aborts when it cannot be, for it would not be safe. */
void key_ready(void);

#endif
