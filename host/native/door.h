/* door.h: the ledger's key in this process, and who has the ledger open. */
#ifndef LENSCAP_NATIVE_DOOR_H
#define LENSCAP_NATIVE_DOOR_H

#include <lenscap/casework.h>

struct door;

/*
 * The door to the ledger in dir, NULL for this user's own; nothing is opened.
 * NULL when there is no place for a ledger.  The caller frees it.
 */
struct door *door_new(const char *dir);
void door_free(struct door *door);

/* Where the ledger is. */
const struct casework_place *door_place(const struct door *door);

/* A track's own handle; zero-initialise. */
struct door_hold {
	struct casework *work;
	unsigned generation;
};

/*
 * Open the ledger for a track, or keep it open, with the key that is at hand:
 * ours, or the kernel's.  LENS_LOCKED when there is none; else as
 * casework_open_with().
 */
LENS_MUST enum lens_err door_enter(struct door *door, struct door_hold *hold,
				   struct ledger_fault *fault);

/* Close a track's handle, if it is no longer allowed or if whatever. */
void door_settle(struct door *door, struct door_hold *hold);
void door_leave(struct door *door, struct door_hold *hold);

/* True when there is a key at hand; opens nothing. */
bool door_unlocked(struct door *door);

/*
 * From now on key (taken) opens the ledger, as long as the ledger says.  It is
 * left with the kernel too, for this user's other programs, where it keeps
 * keys.
 */
void door_unlock(struct door *door, struct ledger_key *key);

/*
 * Look whether the key's time is up, or another program locked: *shut when the
 * tracks are to close the ledger.  In how many ms to look again.
 */
int door_watch(struct door *door, bool *shut);

/* The browser has ended: the kernel forgets the key, if the ledger wants so. */
void door_end(struct door *door);

/* Forget the key, here and in the kernel. */
LENS_MUST enum lens_err door_lock(struct door *door,
				  struct ledger_fault *fault);

/* Wait until no track has the ledger open, at most so long.  False if one has.
 */
bool door_wait_shut(struct door *door, int ms);

#endif
