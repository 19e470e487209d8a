/* home.h: a ledger in a folder of its own, for the tests of this folder. */
#ifndef LENSCAP_TESTS_LEDGER_HOME_H
#define LENSCAP_TESTS_LEDGER_HOME_H

#include "test.h"

#include <lenscap/ledger.h>

#define HOME_PATH 128

struct home {
	char top[HOME_PATH]; /* removed at the end */
	char dir[HOME_PATH], witness[HOME_PATH], key_file[HOME_PATH];
	struct ledger_place place;
	struct ledger_secret *secret; /* of the key file */
	struct ledger_key *key;
	struct ledger *ledger;
};

/* Make a folder with a ledger that a key file opens, and open it. */
void home_make(struct home *home);
void home_remove(struct home *home);

/*
 * How far apart the bytes are that a test goes through: 1 in `make endurance`
 * (LENSCAP_THOROUGH is set), else as given.
 */
unsigned home_step(unsigned otherwise);

/* Close and open again. */
void home_reopen(struct home *home);

/* A photo made from a number: everything in it follows from that. */
struct ledger_photo home_photo(unsigned number);

/* Add it, with a thumbnail that follows from the number; then its id. */
int64_t home_add(struct ledger *ledger, unsigned number);

/* True when photo number is there, with all that home_photo() gave it. */
bool home_has(struct ledger *ledger, unsigned number);

/* The bytes of a file of the ledger's folder; the caller frees them. */
uint8_t *home_read(const struct home *home, const char *name, size_t *size);
void home_write(const struct home *home, const char *name, const void *data,
		size_t size);
bool home_exists(const struct home *home, const char *name);

/* Copy the whole folder to another name beside it, replacing that. */
void home_copy(const struct home *home, const char *from, const char *to);

#endif
