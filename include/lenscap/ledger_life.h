/*
 * ledger_life.h: make, open, look at, fold and close a ledger.
 */
#ifndef LENSCAP_LEDGER_LIFE_H
#define LENSCAP_LEDGER_LIFE_H

#include <lenscap/ledger_keys.h>

#define LEDGER_TAG_SIZE 32

struct ledger_place {
	const char *dir;
	const char *witness; /* a file elsewhere; NULL to keep no witness */
};

/*
 * Make a ledger in place->dir, which is made if it is missing, with a slot
 * for each of count secrets (at least one).  LENS_DENIED when one is there.
 * The caller ends *out with ledger_close() and *key with ledger_key_free();
 * key may be NULL.
 */
LENS_MUST enum lens_err ledger_create(const struct ledger_place *place,
				      struct ledger_secret *const *secrets,
				      unsigned count,
				      struct ledger_fault *fault,
				      struct ledger_key **key,
				      struct ledger **out);

/*
 * Open the ledger in place->dir, creating none; the key is copied.  On success
 * the caller owns *out and ends it with ledger_close(); on failure *out is
 * NULL.  LENS_LOCKED: the key does not fit.  LENS_MALFORMED: a seal is broken.
 * A record that a crash left unfinished is moved to a file log-N.SEQ.torn,
 * a notice says so, and the ledger opens.  Core dumps of this process are
 * off from here on.
 */
LENS_MUST enum lens_err ledger_open(const struct ledger_place *place,
				    const struct ledger_key *key,
				    struct ledger_fault *fault,
				    struct ledger **out);

/* Release everything and wipe the key; safe on NULL. */
void ledger_close(struct ledger *ledger);

struct ledger_status {
	uint8_t id[LEDGER_ID_SIZE];
	unsigned schema;
	uint64_t generation; /* snapshots written so far */
	uint64_t sequence;   /* changes so far */
	uint8_t tag[LEDGER_TAG_SIZE];
	uint64_t records; /* changes in the log since the snapshot */
	uint64_t snapshot_bytes, log_bytes, thumbnail_bytes, index_bytes;
	uint64_t photos, findings, sightings, cases;
	unsigned slot_count;
	struct ledger_slot slots[LEDGER_SLOTS_MAX];
};
/* Counts and sizes, after catching up. */
LENS_MUST enum lens_err ledger_status(struct ledger *ledger,
				      struct ledger_fault *fault,
				      struct ledger_status *out);

/*
 * Fold the log into a new snapshot.  The one before is kept as a backup,
 * unless erase: then it and the log are destroyed.  Happens by itself when the
 * log is long.
 */
LENS_MUST enum lens_err ledger_compact(struct ledger *ledger, bool erase,
				       struct ledger_fault *fault);

#endif
