/*
 * store.h: the ledger in memory and on the disk, and the transactions that
 * keep the two the same.
 */
#ifndef LENSCAP_LEDGER_STORE_STORE_H
#define LENSCAP_LEDGER_STORE_STORE_H

#include "database.h"
#include "envelope.h"
#include "fault.h"
#include "header.h"
#include "log.h"
#include "stream.h"

/*
 * What was forgotten is gone from the disk in two steps, each noted where the
 * step before put it, so that whoever opens the ledger goes on from there: the
 * change that forgets says DUE; the generation written without what was
 * forgotten says SWEEP, until a later one, which is written only after the
 * files before it were destroyed.
 */
enum store_erase {
	STORE_ERASE_NONE,
	STORE_ERASE_DUE,   /* a generation without it is to be written */
	STORE_ERASE_SWEEP, /* the files before this one are to be destroyed */
};

struct ledger {
	int dir, lock;
	char *witness; /* the path; NULL for none */
	struct ledger_key *key;
	struct header header; /* as of the last look */
	struct database database;
	struct log log;
	struct record_chain chain; /* what memory holds */
	struct record_chain base;  /* what the snapshot holds */
	uint64_t snapshot_bytes;
	uint64_t blobs;		/* generation of the thumbnails' file */
	bool old_schema;	/* memory is an older Lenscap's */
	bool stale;		/* memory is not to be believed: load again */
	bool torn;		/* the log's tail could not be set aside yet */
	enum store_erase erase; /* what the disk still has to lose */
	unsigned visiting;	/* a caller's visit runs on our statements */
	uint64_t retry_size;	/* of the log, when to try compacting again */
	bool notices[LEDGER_NOTICES];
};

/* ---- The folder ---- */

/* Make a handle on a folder, locked; nothing is read yet. */
LENS_MUST enum lens_err store_new(const struct ledger_place *place,
				  const struct ledger_key *key, bool make,
				  struct ledger_fault *fault,
				  struct ledger **out);
void store_free(struct ledger *ledger);

/*
 * Hold the folder for this handle alone; LEDGER_FAULT_BUSY when another
 * process does for too long.
 */
LENS_MUST enum lens_err store_lock(struct ledger *ledger,
				   struct ledger_fault *fault);
void store_unlock(struct ledger *ledger);

/*
 * With the lock held, and nothing of a ledger left in the folder: remove the
 * lock's file.  Whoever waits for it sees that it is gone.
 */
LENS_MUST enum lens_err store_drop_lock(struct ledger *ledger);

/* The envelope of one of this ledger's files. */
struct envelope store_envelope(const struct ledger *ledger,
			       enum envelope_kind kind, uint64_t generation);

enum store_file { STORE_MISSING, STORE_THERE, STORE_AWAY /* as damaged */ };

/* Where a file of a generation is. */
enum store_file store_find(const struct ledger *ledger, enum envelope_kind kind,
			   uint64_t generation);

/* ---- Memory and disk ---- */

/*
 * With the lock held: make memory what the disk is.  LENS_DENIED and
 * old_schema set when the disk is an older Lenscap's: memory holds it, for
 * ledger_open() to bring it up to date.
 */
LENS_MUST enum lens_err store_catch_up(struct ledger *ledger,
				       struct ledger_fault *fault);

/* Replay the log from where memory stands to its end. */
LENS_MUST enum lens_err store_replay(struct ledger *ledger,
				     struct ledger_fault *fault);

/* Lock, catch up, unlock: before reading.  Within a visit only _within may be
 * called: there the ledger stands still, and was caught up. */
LENS_MUST enum lens_err store_read(struct ledger *ledger,
				   struct ledger_fault *fault);
LENS_MUST enum lens_err store_read_within(struct ledger *ledger,
					  struct ledger_fault *fault);

/*
 * A change: begin locks and catches up; end makes it durable when err is
 * LENS_OK, else undoes it, and unlocks.  Returns err or what failed.  When
 * begin fails there is nothing to end.
 */
LENS_MUST enum lens_err store_begin(struct ledger *ledger,
				    struct ledger_fault *fault);
LENS_MUST enum lens_err store_end(struct ledger *ledger, enum lens_err err,
				  struct ledger_fault *fault);

/* Note a change in the chain, within a transaction: a witness looks there. */
LENS_MUST enum lens_err store_link(struct ledger *ledger,
				   const struct record_chain *next,
				   struct ledger_fault *fault);

/* store_end() without the unlocking, and without what may follow a change. */
LENS_MUST enum lens_err transaction_end(struct ledger *ledger,
					enum lens_err err,
					struct ledger_fault *fault);

/*
 * The end of a change that forgets: what the disk held of it is erased too.
 * When that fails a notice says so and the next compaction does it; a note in
 * the change outlives a crash before.
 */
LENS_MUST enum lens_err store_end_erase(struct ledger *ledger,
					enum lens_err err,
					struct ledger_fault *fault);

/*
 * Set the note of enum store_erase, within a change or before a generation is
 * written; what it says on the disk is read with memory.
 */
LENS_MUST enum lens_err store_note_erase(struct ledger *ledger,
					 enum store_erase erase,
					 struct ledger_fault *fault);
LENS_MUST enum lens_err store_look_erase(struct ledger *ledger,
					 struct ledger_fault *fault);

/*
 * Write the next generation, with the lock held.  Erases also when that is
 * due.
 */
LENS_MUST enum lens_err store_compact(struct ledger *ledger, bool erase,
				      struct ledger_fault *fault);

/*
 * With the lock held and memory as it shall be: put a new generation on the
 * disk and go on from it; the files of older ones stay.
 */
LENS_MUST enum lens_err store_switch(struct ledger *ledger,
				     struct ledger_fault *fault);

/*
 * Destroy what was there before this generation, thumbnails that are not its
 * own, and what was set aside.
 */
LENS_MUST enum lens_err store_destroy_older(struct ledger *ledger);

/*
 * After opening, with the lock held: finish or undo what somebody was doing
 * who was stopped.  What was done, and what could not be, notices say.
 */
void store_tidy(struct ledger *ledger);

#endif
