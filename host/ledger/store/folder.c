/* folder.c: one handle on a ledger's folder, and its lock. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>

#include <lenscap/base_io.h>

#include "io.h"
#include "names.h"
#include "place.h"
#include "store.h"

#define STORE_LOCK_MS 10000
#define STORE_LOCK_STEP 500000 /* nanoseconds between two tries */

/* ---- The folder ---- */

static enum lens_err store_missing(struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_MISSING,
			 "There is no ledger here. Make one with "
			 "`lenscap init`.");
}

static enum lens_err store_open_lock(struct ledger *ledger, bool make,
				     struct ledger_fault *fault)
{
	enum lens_err err;

	base_close(&ledger->lock);
	err = io_open(ledger->dir, NAMES_LOCK, O_RDWR | (make ? O_CREAT : 0),
		      &ledger->lock);
	if (err == LENS_NOT_FOUND)
		return store_missing(fault);
	/* Read-only media hold no other writer. */
	if (err != LENS_OK && (errno == EACCES || errno == EROFS))
		err = io_open(ledger->dir, NAMES_LOCK, O_RDONLY, &ledger->lock);
	return err == LENS_OK ? LENS_OK
			      : fault_system(fault, "open the ledger's folder");
}

/* ---- Its lock ---- */

static enum lens_err store_held(struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_BUSY,
			 "Another Lenscap has been using the ledger for %d "
			 "seconds; try again when it has finished.",
			 STORE_LOCK_MS / 1000);
}

static enum lens_err store_wait(struct ledger *ledger, int64_t deadline,
				struct ledger_fault *fault)
{
	const struct timespec step = {.tv_nsec = STORE_LOCK_STEP};

	while (flock(ledger->lock, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return fault_system(fault, "lock the ledger");
		if (base_left_ms(deadline) == 0)
			return store_held(fault);
		nanosleep(&step, NULL);
	}
	return LENS_OK;
}

/* A file that was unlinked while this handle waited for it locks nobody out. */
static bool store_lock_stands(const struct ledger *ledger)
{
	struct stat held, named;

	return fstat(ledger->lock, &held) == 0 &&
	       fstatat(ledger->dir, NAMES_LOCK, &named, AT_SYMLINK_NOFOLLOW) ==
		   0 &&
	       held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

static bool store_has_header(const struct ledger *ledger)
{
	struct stat header;

	return fstatat(ledger->dir, HEADER_FILE, &header,
		       AT_SYMLINK_NOFOLLOW) == 0;
}

/* make: the lock is made anew although there is no ledger, for one to come. */
static enum lens_err store_hold(struct ledger *ledger, bool make,
				struct ledger_fault *fault)
{
	int64_t deadline = base_now_ms() + STORE_LOCK_MS;
	enum lens_err err = LENS_OK;

	if (ledger->lock >= 0)
		err = store_wait(ledger, deadline, fault);
	while (err == LENS_OK && !store_lock_stands(ledger)) {
		err = base_left_ms(deadline) == 0
			  ? store_held(fault)
			  : store_open_lock(ledger,
					    make || store_has_header(ledger),
					    fault);
		if (err == LENS_OK)
			err = store_wait(ledger, deadline, fault);
	}
	return err;
}

enum lens_err store_lock(struct ledger *ledger, struct ledger_fault *fault)
{
	return store_hold(ledger, false, fault);
}

void store_unlock(struct ledger *ledger)
{
	flock(ledger->lock, LOCK_UN);
}

enum lens_err store_drop_lock(struct ledger *ledger)
{
	return io_remove(ledger->dir, NAMES_LOCK);
}

/* ---- A handle ---- */

static enum lens_err store_open_dir(const struct ledger_place *place, bool make,
				    struct ledger_fault *fault,
				    struct ledger *ledger)
{
	enum lens_err err = place_open(place->dir, make, fault, &ledger->dir);

	if (err == LENS_NOT_FOUND)
		return store_missing(fault);
	if (err == LENS_OK)
		err = store_open_lock(ledger, true, fault);
	return err == LENS_OK ? store_hold(ledger, make, fault) : err;
}

enum lens_err store_new(const struct ledger_place *place,
			const struct ledger_key *key, bool make,
			struct ledger_fault *fault, struct ledger **out)
{
	struct ledger *ledger = io_allocate(sizeof(*ledger));
	enum lens_err err;

	*out = NULL;
	key_ready();
	if (ledger == NULL)
		return fault_memory(fault);
	ledger->dir = ledger->lock = ledger->log.fd = -1;
	err = key_copy(key, fault, &ledger->key);
	if (err == LENS_OK && place->witness != NULL) {
		ledger->witness = strdup(place->witness);
		if (ledger->witness == NULL)
			err = fault_memory(fault);
	}
	if (err == LENS_OK)
		err = store_open_dir(place, make, fault, ledger);
	if (err != LENS_OK) {
		store_free(ledger);
		return err;
	}
	ledger->notices[LEDGER_NOTICE_UNLOCKED] = !ledger->key->locked;
	*out = ledger;
	return LENS_OK;
}

void store_free(struct ledger *ledger)
{
	if (ledger == NULL)
		return;
	database_close(&ledger->database);
	log_close(&ledger->log);
	base_close(&ledger->lock);
	base_close(&ledger->dir);
	ledger_key_free(ledger->key);
	free(ledger->witness);
	free(ledger);
}

enum store_file store_find(const struct ledger *ledger, enum envelope_kind kind,
			   uint64_t generation)
{
	char name[ENVELOPE_NAME], away[IO_NAME];
	struct stat file;

	envelope_name(kind, generation, name);
	snprintf(away, sizeof(away), "%s" NAMES_DAMAGED, name);
	if (fstatat(ledger->dir, name, &file, AT_SYMLINK_NOFOLLOW) == 0)
		return STORE_THERE;
	if (fstatat(ledger->dir, away, &file, AT_SYMLINK_NOFOLLOW) == 0)
		return STORE_AWAY;
	return STORE_MISSING;
}

struct envelope store_envelope(const struct ledger *ledger,
			       enum envelope_kind kind, uint64_t generation)
{
	struct envelope envelope = {.kind = kind, .generation = generation};

	memcpy(envelope.id, ledger->header.id, LEDGER_ID_SIZE);
	return envelope;
}
