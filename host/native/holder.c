/* holder.c: one key, several handles; a lock closes all of them. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include <lenscap/casework_autolock.h>
#include <lenscap/casework_persons.h>
#include <lenscap/casework_temporary.h>

#include "holder.h"

#define HOLDER_WATCH 15000 /* ms from one look at the key to the next */

struct key_holder {
	const char *dir; /* of the user's own ledger; NULL: where it is usual */
	struct casework_place place;
	pthread_mutex_t mutex;
	pthread_cond_t shut;
	struct ledger_key *key; /* NULL: locked, as far as we know */
	bool kernel;		/* the kernel has it too, and may lose it */
	int64_t until;		/* when the time of a key of ours is up */
	bool ends;		/* the ledger locks when its browser ends */
	unsigned generation;	/* of the key; older handles are closed */
	unsigned leases;
};

struct key_holder *holder_new(const char *dir)
{
	struct key_holder *holder = base_alloc(1, sizeof(*holder));
	pthread_condattr_t attributes;

	holder->dir = dir;
	if (casework_place_find(dir, NULL, &holder->place) != LENS_OK) {
		free(holder);
		return NULL;
	}
	pthread_mutex_init(&holder->mutex, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&holder->shut, &attributes);
	pthread_condattr_destroy(&attributes);
	return holder;
}

void holder_free(struct key_holder *holder)
{
	if (holder == NULL)
		return;
	ledger_key_free(holder->key);
	casework_temporary_end(&holder->place);
	pthread_cond_destroy(&holder->shut);
	pthread_mutex_destroy(&holder->mutex);
	free(holder);
}

const struct casework_place *holder_place(const struct key_holder *holder)
{
	return &holder->place;
}

/* With the mutex. */
static void holder_change(struct key_holder *holder, struct ledger_key *key,
			  bool kernel)
{
	ledger_key_free(holder->key);
	holder->key = key;
	holder->kernel = kernel;
	holder->until = INT64_MAX;
	holder->generation++;
}

/* The kernel may have had the key of the user's own. */
static void holder_move(struct key_holder *holder,
			const struct casework_place *place,
			struct ledger_key *key)
{
	casework_place_free(&holder->place);
	holder->place = *place;
	holder_change(holder, key, false);
}

enum lens_err holder_choose(struct key_holder *holder, const char *person,
			    struct ledger_fault *fault)
{
	struct casework_place place;
	enum lens_err err =
	    casework_person_find(holder->dir, person, fault, &place);

	if (err == LENS_OK)
		holder_move(holder, &place, NULL);
	return err;
}

enum lens_err holder_temporary(struct key_holder *holder,
			       struct ledger_fault *fault)
{
	struct casework_place place;
	struct ledger_key *key;
	enum lens_err err = casework_temporary(fault, &place, &key);

	/* The kernel is not told: no other program may have it. */
	if (err == LENS_OK)
		holder_move(holder, &place, key);
	return err;
}

/*
 * With the mutex: look for the kernel's key, which another program may have
 * put there or taken away.
 */
static void holder_look(struct key_holder *holder)
{
	struct ledger_key *key = NULL;
	enum lens_err err;

	if (holder->key != NULL && base_now_ms() >= holder->until)
		holder_change(holder, NULL, false);
	if (holder->key != NULL && !holder->kernel)
		return;
	err = ledger_key_recall(holder->place.dir, NULL, &key);
	if (holder->key == NULL && err == LENS_OK)
		holder_change(holder, key, true);
	else
		ledger_key_free(key);
	if (holder->key != NULL && err == LENS_LOCKED)
		holder_change(holder, NULL, false);
}

bool holder_unlocked(struct key_holder *holder)
{
	bool unlocked;

	pthread_mutex_lock(&holder->mutex);
	holder_look(holder);
	unlocked = holder->key != NULL;
	pthread_mutex_unlock(&holder->mutex);
	return unlocked;
}

/* With the mutex. */
static void holder_close(struct key_holder *holder, struct key_lease *lease)
{
	struct casework_autolock autolock;

	if (lease->work == NULL)
		return;
	if (casework_autolock_get(lease->work, NULL, &autolock) == LENS_OK)
		holder->ends = autolock.kind == CASEWORK_LOCK_BROWSER;
	casework_close(lease->work);
	lease->work = NULL;
	if (--holder->leases == 0)
		pthread_cond_broadcast(&holder->shut);
}

void holder_return(struct key_holder *holder, struct key_lease *lease)
{
	pthread_mutex_lock(&holder->mutex);
	holder_close(holder, lease);
	pthread_mutex_unlock(&holder->mutex);
}

void holder_expire(struct key_holder *holder, struct key_lease *lease)
{
	pthread_mutex_lock(&holder->mutex);
	if (lease->generation != holder->generation)
		holder_close(holder, lease);
	pthread_mutex_unlock(&holder->mutex);
}

enum lens_err holder_lease(struct key_holder *holder, struct key_lease *lease,
			   struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	pthread_mutex_lock(&holder->mutex);
	holder_look(holder);
	if (lease->generation != holder->generation)
		holder_close(holder, lease);
	if (lease->work == NULL && holder->key == NULL) {
		struct ledger_face face;

		err = ledger_look(holder->place.dir, fault, &face);
		if (err == LENS_OK)
			err = LENS_LOCKED;
	} else if (lease->work == NULL) {
		err = casework_open_with(&holder->place.home, holder->key,
					 fault, &lease->work);
		lease->generation = holder->generation;
		holder->leases += err == LENS_OK;
	}
	pthread_mutex_unlock(&holder->mutex);
	return err;
}

void holder_unlock(struct key_holder *holder, struct ledger_key *key)
{
	unsigned seconds;
	bool kept = casework_keep_key(&holder->place.home, key, NULL,
				      &seconds) == LENS_OK;

	pthread_mutex_lock(&holder->mutex);
	holder_change(holder, key, kept);
	/* The kernel counts whole seconds, and is to be the first. */
	holder->until = base_now_ms() + (seconds + 1) * INT64_C(1000);
	pthread_mutex_unlock(&holder->mutex);
}

int holder_watch(struct key_holder *holder, bool *shut)
{
	int64_t left = HOLDER_WATCH;
	bool before;

	pthread_mutex_lock(&holder->mutex);
	before = holder->key != NULL;
	holder_look(holder);
	*shut = before && holder->key == NULL;
	if (holder->key != NULL && holder->until - base_now_ms() < left)
		left = holder->until - base_now_ms();
	pthread_mutex_unlock(&holder->mutex);
	return left > 0 ? (int)left : 0;
}

void holder_end(struct key_holder *holder)
{
	bool ends;

	pthread_mutex_lock(&holder->mutex);
	ends = holder->ends;
	pthread_mutex_unlock(&holder->mutex);
	if (ends)
		(void)!ledger_key_forget(holder->place.dir, NULL);
}

enum lens_err holder_lock(struct key_holder *holder, struct ledger_fault *fault)
{
	enum lens_err err = ledger_key_forget(holder->place.dir, fault);

	pthread_mutex_lock(&holder->mutex);
	holder_change(holder, NULL, false);
	pthread_mutex_unlock(&holder->mutex);
	/* No key there, or no place for keys: it is as wanted. */
	if (err == LENS_LOCKED ||
	    (err == LENS_DENIED && fault->kind == LEDGER_FAULT_SESSION))
		err = LENS_OK;
	return err;
}

bool holder_wait_closed(struct key_holder *holder, int ms)
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
	pthread_mutex_lock(&holder->mutex);
	while (holder->leases > 0 && failed == 0)
		failed = pthread_cond_timedwait(&holder->shut, &holder->mutex,
						&until);
	shut = holder->leases == 0;
	pthread_mutex_unlock(&holder->mutex);
	return shut;
}
