/* door.c: one key, several handles; a lock closes all of them. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include <lenscap/casework_autolock.h>

#include "door.h"

#define DOOR_WATCH 15000 /* ms from one look at the key to the next */

struct door {
	struct casework_place place;
	pthread_mutex_t mutex;
	pthread_cond_t shut;
	struct ledger_key *key; /* NULL: locked, as far as we know */
	bool kernel;		/* the kernel has it too, and may lose it */
	int64_t until;		/* when the time of a key of ours is up */
	bool ends;		/* the ledger locks when its browser ends */
	unsigned generation;	/* of the key; older handles are closed */
	unsigned holds;
};

struct door *door_new(const char *dir)
{
	struct door *door = base_alloc(1, sizeof(*door));
	pthread_condattr_t attributes;

	if (casework_place_find(dir, &door->place) != LENS_OK) {
		free(door);
		return NULL;
	}
	pthread_mutex_init(&door->mutex, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&door->shut, &attributes);
	pthread_condattr_destroy(&attributes);
	return door;
}

void door_free(struct door *door)
{
	if (door == NULL)
		return;
	ledger_key_free(door->key);
	casework_place_free(&door->place);
	pthread_cond_destroy(&door->shut);
	pthread_mutex_destroy(&door->mutex);
	free(door);
}

const struct casework_place *door_place(const struct door *door)
{
	return &door->place;
}

/* With the mutex. */
static void door_change(struct door *door, struct ledger_key *key, bool kernel)
{
	ledger_key_free(door->key);
	door->key = key;
	door->kernel = kernel;
	door->until = INT64_MAX;
	door->generation++;
}

/*
 * With the mutex: look for the kernel's key, which another program may have
 * put there or taken away.
 */
static void door_look(struct door *door)
{
	struct ledger_key *key = NULL;
	enum lens_err err;

	if (door->key != NULL && base_now_ms() >= door->until)
		door_change(door, NULL, false);
	if (door->key != NULL && !door->kernel)
		return;
	err = ledger_key_recall(door->place.dir, NULL, &key);
	if (door->key == NULL && err == LENS_OK)
		door_change(door, key, true);
	else
		ledger_key_free(key);
	if (door->key != NULL && err == LENS_LOCKED)
		door_change(door, NULL, false);
}

bool door_unlocked(struct door *door)
{
	bool unlocked;

	pthread_mutex_lock(&door->mutex);
	door_look(door);
	unlocked = door->key != NULL;
	pthread_mutex_unlock(&door->mutex);
	return unlocked;
}

/* With the mutex. */
static void door_close(struct door *door, struct door_hold *hold)
{
	struct casework_autolock autolock;

	if (hold->work == NULL)
		return;
	if (casework_autolock_get(hold->work, NULL, &autolock) == LENS_OK)
		door->ends = autolock.kind == CASEWORK_LOCK_BROWSER;
	casework_close(hold->work);
	hold->work = NULL;
	if (--door->holds == 0)
		pthread_cond_broadcast(&door->shut);
}

void door_leave(struct door *door, struct door_hold *hold)
{
	pthread_mutex_lock(&door->mutex);
	door_close(door, hold);
	pthread_mutex_unlock(&door->mutex);
}

void door_settle(struct door *door, struct door_hold *hold)
{
	pthread_mutex_lock(&door->mutex);
	if (hold->generation != door->generation)
		door_close(door, hold);
	pthread_mutex_unlock(&door->mutex);
}

enum lens_err door_enter(struct door *door, struct door_hold *hold,
			 struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	pthread_mutex_lock(&door->mutex);
	door_look(door);
	if (hold->generation != door->generation)
		door_close(door, hold);
	if (hold->work == NULL && door->key == NULL) {
		struct ledger_face face;

		err = ledger_look(door->place.dir, fault, &face);
		if (err == LENS_OK)
			err = LENS_LOCKED;
	} else if (hold->work == NULL) {
		err = casework_open_with(&door->place.home, door->key, fault,
					 &hold->work);
		hold->generation = door->generation;
		door->holds += err == LENS_OK;
	}
	pthread_mutex_unlock(&door->mutex);
	return err;
}

void door_unlock(struct door *door, struct ledger_key *key)
{
	unsigned seconds;
	bool kept = casework_keep_key(&door->place.home, key, NULL, &seconds) ==
		    LENS_OK;

	pthread_mutex_lock(&door->mutex);
	door_change(door, key, kept);
	/* The kernel counts whole seconds, and is to be the first. */
	door->until = base_now_ms() + (seconds + 1) * INT64_C(1000);
	pthread_mutex_unlock(&door->mutex);
}

int door_watch(struct door *door, bool *shut)
{
	int64_t left = DOOR_WATCH;
	bool before;

	pthread_mutex_lock(&door->mutex);
	before = door->key != NULL;
	door_look(door);
	*shut = before && door->key == NULL;
	if (door->key != NULL && door->until - base_now_ms() < left)
		left = door->until - base_now_ms();
	pthread_mutex_unlock(&door->mutex);
	return left > 0 ? (int)left : 0;
}

void door_end(struct door *door)
{
	bool ends;

	pthread_mutex_lock(&door->mutex);
	ends = door->ends;
	pthread_mutex_unlock(&door->mutex);
	if (ends)
		(void)!ledger_key_forget(door->place.dir, NULL);
}

enum lens_err door_lock(struct door *door, struct ledger_fault *fault)
{
	enum lens_err err = ledger_key_forget(door->place.dir, fault);

	pthread_mutex_lock(&door->mutex);
	door_change(door, NULL, false);
	pthread_mutex_unlock(&door->mutex);
	/* No key there, or no place for keys: it is as wanted. */
	if (err == LENS_LOCKED ||
	    (err == LENS_DENIED && fault->kind == LEDGER_FAULT_SESSION))
		err = LENS_OK;
	return err;
}

bool door_wait_shut(struct door *door, int ms)
{
	struct timespec until;
	bool shut;
	int failed = 0;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += ms % 1000 * 1000000L;
	if (until.tv_nsec >= 1000000000L) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000L;
	}
	pthread_mutex_lock(&door->mutex);
	while (door->holds > 0 && failed == 0)
		failed =
		    pthread_cond_timedwait(&door->shut, &door->mutex, &until);
	shut = door->holds == 0;
	pthread_mutex_unlock(&door->mutex);
	return shut;
}
