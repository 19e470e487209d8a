/* holder.h: the ledger's key in this process, and who has the ledger open. */
#ifndef LENSCAP_NATIVE_HOLDER_H
#define LENSCAP_NATIVE_HOLDER_H

#include <lenscap/casework.h>

struct key_holder;

/*
 * The holder of the key of the ledger in dir, NULL for this user's own; nothing
 * is opened. NULL when there is no place for a ledger.  The caller frees it;
 * dir is borrowed until then.
 */
struct key_holder *holder_new(const char *dir);
void holder_free(struct key_holder *holder);

/*
 * From now on it is the ledger of a person beside the user's own, or a new one,
 * open, that holder_free() destroys and of whose key nobody else is told.  Only
 * before anything was asked.  As casework_person_find(), casework_temporary().
 */
LENS_MUST enum lens_err holder_choose(struct key_holder *holder,
				      const char *person,
				      struct ledger_fault *fault);
LENS_MUST enum lens_err holder_temporary(struct key_holder *holder,
					 struct ledger_fault *fault);

/* Where the ledger is. */
const struct casework_place *holder_place(const struct key_holder *holder);

/* A queue's own handle; zero-initialise. */
struct key_lease {
	struct casework *work;
	unsigned generation;
};

/*
 * Open the ledger for a queue, or keep it open, with the key that is at hand:
 * ours, or the kernel's.  LENS_LOCKED when there is none; else as
 * casework_open_with().
 */
LENS_MUST enum lens_err holder_lease(struct key_holder *holder,
				     struct key_lease *lease,
				     struct ledger_fault *fault);

/* Close a queue's handle, if it is no longer allowed or if whatever. */
void holder_expire(struct key_holder *holder, struct key_lease *lease);
void holder_return(struct key_holder *holder, struct key_lease *lease);

/* True when there is a key at hand; opens nothing. */
bool holder_unlocked(struct key_holder *holder);

/*
 * From now on key (taken) opens the ledger, as long as the ledger says.  It is
 * left with the kernel too, for this user's other programs, where it keeps
 * keys.
 */
void holder_unlock(struct key_holder *holder, struct ledger_key *key);

/*
 * Look whether the key's time is up, or another program locked: *shut when the
 * queues are to close the ledger.  In how many ms to look again.
 */
int holder_watch(struct key_holder *holder, bool *shut);

/* The browser has ended: the kernel forgets the key, if the ledger wants so. */
void holder_end(struct key_holder *holder);

/* Forget the key, here and in the kernel. */
LENS_MUST enum lens_err holder_lock(struct key_holder *holder,
				    struct ledger_fault *fault);

/* Wait until no queue has the ledger open, at most so long.  False if one has.
 */
bool holder_wait_closed(struct key_holder *holder, int ms);

#endif
