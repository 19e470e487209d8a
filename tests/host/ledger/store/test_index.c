/*
 * test_index.c: what is kept of all photos' features: it is had again as it
 * was written, by nobody else and of nothing else, and goes with what goes.
 */
#include "host/ledger/faults.h"
#include "host/ledger/home.h"

#include <errno.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <lenscap/ledger_index.h>
#include <lenscap/ledger_photos.h>

#define INDEX_FILE "index-1"
#define INDEX_BYTES 200000 /* more than two of the stream's chunks */

static uint8_t index_byte(size_t i)
{
	return (uint8_t)(i * 7 + i / 251);
}

static enum lens_err index_write(void *context, struct ledger_index *index)
{
	enum lens_err err = LENS_OK;

	(void)context;
	for (size_t i = 0; i < INDEX_BYTES && err == LENS_OK; i++) {
		uint8_t byte = index_byte(i);

		err = ledger_index_write(index, &byte, 1);
	}
	return err;
}

static enum lens_err index_keep(struct ledger *ledger, struct ledger_moment at)
{
	const struct ledger_index_made made = {at, 3, index_write, NULL};

	return ledger_index_keep(ledger, &made, NULL);
}

/* With three photos, and an index of them. */
static void index_make(struct home *home)
{
	struct ledger_moment at;

	home_make(home);
	for (unsigned i = 0; i < 3; i++)
		home_add(home->ledger, i);
	assert_int_equal(ledger_moment(home->ledger, NULL, &at), LENS_OK);
	assert_int_equal(at.generation, 1);
	assert_int_equal(index_keep(home->ledger, at), LENS_OK);
	assert_true(home_exists(home, INDEX_FILE));
}

/* LENS_OK when it is had again, every byte. */
static enum lens_err index_had(struct ledger *ledger)
{
	static uint8_t bytes[INDEX_BYTES];
	struct ledger_index *index;
	int64_t last = 0;
	size_t part = 1, at = 0;
	enum lens_err err = ledger_index_open(ledger, NULL, &last, &index);

	if (err != LENS_OK)
		return err;
	assert_int_equal(last, 3);
	memset(bytes, 0, sizeof(bytes));
	for (; at < INDEX_BYTES && err == LENS_OK; at += part) {
		part = at % 3 == 0 ? 70001 : 1999;
		part = part < INDEX_BYTES - at ? part : INDEX_BYTES - at;
		err = ledger_index_read(index, bytes + at, part);
	}
	for (size_t i = 0; err == LENS_OK && i < INDEX_BYTES; i++)
		assert_int_equal(bytes[i], index_byte(i));
	if (err == LENS_OK)
		err = ledger_index_end(index);
	ledger_index_close(index);
	return err;
}

static bool index_damaged(const struct home *home)
{
	struct ledger_report report;

	assert_int_equal(
	    ledger_verify(&home->place, home->key, NULL, NULL, &report),
	    LENS_OK);
	return report.damaged > 0;
}

TEST(it_is_had_again)
{
	struct ledger_status status;
	struct home home;

	(void)state;
	index_make(&home);
	assert_int_equal(index_had(home.ledger), LENS_OK);
	assert_int_equal(ledger_status(home.ledger, NULL, &status), LENS_OK);
	assert_true(status.index_bytes > INDEX_BYTES &&
		    status.index_bytes < INDEX_BYTES + 1000);
	home_reopen(&home);
	assert_int_equal(index_had(home.ledger), LENS_OK);
	assert_false(ledger_noticed(home.ledger, LEDGER_NOTICE_TIDIED));
	assert_false(index_damaged(&home));
	/* Photos that come later are not in it, and do it no harm. */
	home_add(home.ledger, 3);
	assert_int_equal(index_had(home.ledger), LENS_OK);
	home_remove(&home);
}

/* Its front holds what opens it: nobody who kept the disk's blocks has that. */
TEST(one_that_is_replaced_or_dropped_is_destroyed)
{
	struct ledger_moment at;
	struct home home;
	uint8_t *before, *after;
	size_t size;
	char name[2 * HOME_PATH], other[2 * HOME_PATH];

	(void)state;
	index_make(&home);
	snprintf(name, sizeof(name), "%s/%s", home.dir, INDEX_FILE);
	snprintf(other, sizeof(other), "%s/other", home.dir);
	for (unsigned i = 0; i < 2; i++) {
		before = home_read(&home, INDEX_FILE, &size);
		assert_int_equal(link(name, other), 0);
		assert_int_equal(ledger_moment(home.ledger, NULL, &at),
				 LENS_OK);
		if (i == 0)
			assert_int_equal(index_keep(home.ledger, at), LENS_OK);
		else
			assert_int_equal(
			    ledger_compact(home.ledger, false, NULL), LENS_OK);
		after = home_read(&home, "other", &size);
		assert_memory_not_equal(before, after, 64);
		assert_int_equal(unlink(other), 0);
		free(before);
		free(after);
	}
	assert_false(home_exists(&home, INDEX_FILE));
	home_remove(&home);
}

/* Whether all that the proof of erasure looked at was as it should be. */
static bool index_erased(const struct home *home)
{
	const struct ledger_checks silent = {NULL, NULL};
	struct ledger_report report;

	assert_int_equal(
	    ledger_erased(&home->place, home->key, &silent, NULL, &report),
	    LENS_OK);
	return report.damaged == 0;
}

TEST(of_what_is_none_nothing_is_said_to_be_in_it)
{
	static const uint8_t noise[5000] = {7};
	struct home home;
	char name[2 * HOME_PATH];

	(void)state;
	index_make(&home);
	assert_true(index_erased(&home));
	snprintf(name, sizeof(name), "%s/%s", home.dir, INDEX_FILE);
	home_write(&home, INDEX_FILE, noise, sizeof(noise));
	assert_false(index_erased(&home));
	assert_true(index_damaged(&home));
	assert_int_equal(unlink(name), 0);
	assert_int_equal(symlink("/etc/passwd", name), 0);
	assert_false(index_erased(&home));
	assert_int_equal(unlink(name), 0);
	/* Nobody writes into it: it is not waited for. */
	assert_int_equal(mkfifo(name, 0600), 0);
	assert_int_equal(index_had(home.ledger), LENS_NOT_FOUND);
	assert_true(index_damaged(&home));
	assert_false(index_erased(&home));
	home_remove(&home);
}

TEST(without_one_there_is_none)
{
	struct home home;

	(void)state;
	home_make(&home);
	assert_int_equal(index_had(home.ledger), LENS_NOT_FOUND);
	assert_false(index_damaged(&home));
	home_remove(&home);
}

TEST(is_not_kept_of_what_has_changed)
{
	struct ledger_moment at;
	struct home home;

	(void)state;
	home_make(&home);
	for (unsigned i = 0; i < 3; i++)
		home_add(home.ledger, i);
	assert_int_equal(ledger_moment(home.ledger, NULL, &at), LENS_OK);
	assert_int_equal(ledger_setting_set(home.ledger, "name", "Zoe", NULL),
			 LENS_OK);
	assert_int_equal(index_keep(home.ledger, at), LENS_NOT_FOUND);
	assert_int_equal(ledger_moment(home.ledger, NULL, &at), LENS_OK);
	assert_int_equal(ledger_compact(home.ledger, false, NULL), LENS_OK);
	assert_int_equal(index_keep(home.ledger, at), LENS_NOT_FOUND);
	assert_false(home_exists(&home, INDEX_FILE));
	assert_false(home_exists(&home, "index-2"));
	home_remove(&home);
}

TEST(goes_when_a_photo_is_forgotten)
{
	const int64_t id = 2;
	struct home home;

	(void)state;
	index_make(&home);
	assert_int_equal(ledger_photo_forget(home.ledger, &id, 1, NULL),
			 LENS_OK);
	assert_false(home_exists(&home, INDEX_FILE));
	assert_int_equal(index_had(home.ledger), LENS_NOT_FOUND);
	home_remove(&home);
}

TEST(goes_with_its_generation)
{
	struct home home;

	(void)state;
	index_make(&home);
	assert_int_equal(ledger_compact(home.ledger, false, NULL), LENS_OK);
	/* The snapshot before is kept as a backup; a copy needs none. */
	assert_true(home_exists(&home, "snapshot-1"));
	assert_false(home_exists(&home, INDEX_FILE));
	assert_int_equal(index_had(home.ledger), LENS_NOT_FOUND);
	home_remove(&home);
}

TEST(goes_when_features_are_replaced)
{
	struct base_view bytes = base_view_of("other features");
	struct home home;

	(void)state;
	index_make(&home);
	/* A small picture is not in it. */
	assert_int_equal(
	    ledger_blob_put(home.ledger, 1, LEDGER_BLOB_THUMBNAIL, bytes, NULL),
	    LENS_OK);
	assert_int_equal(index_had(home.ledger), LENS_OK);
	assert_int_equal(
	    ledger_blob_put(home.ledger, 1, LEDGER_BLOB_FEATURES, bytes, NULL),
	    LENS_OK);
	assert_false(home_exists(&home, INDEX_FILE));
	home_remove(&home);
}

/* A photo that was there may get its features from a backup. */
TEST(goes_when_a_merge_brings_features)
{
	struct base_view bytes = base_view_of("features");
	struct ledger_merged merged;
	struct home home, other;
	char backup[2 * HOME_PATH];

	(void)state;
	home_make(&other);
	home_add(other.ledger, 0);
	snprintf(backup, sizeof(backup), "%s/backup", other.top);
	index_make(&home);
	for (unsigned i = 0; i < 2; i++) {
		assert_int_equal(
		    ledger_backup(other.ledger, backup, true, NULL), LENS_OK);
		assert_int_equal(ledger_merge(home.ledger, backup, other.secret,
					      NULL, &merged),
				 LENS_OK);
		/* The first has nothing that is lacking here. */
		assert_int_equal(home_exists(&home, INDEX_FILE), i == 0);
		assert_int_equal(ledger_blob_put(other.ledger, 1,
						 LEDGER_BLOB_FEATURES, bytes,
						 NULL),
				 LENS_OK);
	}
	home_remove(&other);
	home_remove(&home);
}

TEST(goes_in_a_wipe)
{
	struct home home;

	(void)state;
	index_make(&home);
	ledger_close(home.ledger);
	home.ledger = NULL;
	assert_int_equal(ledger_wipe(&home.place, NULL), LENS_OK);
	assert_false(home_exists(&home, INDEX_FILE));
	home_remove(&home);
}

/* Of a ledger that was put back to an earlier day it says nothing. */
TEST(of_a_later_day_is_not_used)
{
	struct ledger_moment at;
	struct home home;
	uint8_t *bytes;
	size_t size;

	(void)state;
	home_make(&home);
	home_add(home.ledger, 0);
	home_copy(&home, "home", "earlier");
	home_add(home.ledger, 1);
	assert_int_equal(ledger_moment(home.ledger, NULL, &at), LENS_OK);
	assert_int_equal(index_keep(home.ledger, at), LENS_OK);
	bytes = home_read(&home, INDEX_FILE, &size);
	ledger_close(home.ledger);
	home.ledger = NULL;
	home_copy(&home, "earlier", "home");
	home_write(&home, INDEX_FILE, bytes, size);
	free(bytes);
	home_reopen(&home);
	assert_int_equal(index_had(home.ledger), LENS_NOT_FOUND);
	home_remove(&home);
}

TEST(every_changed_byte_is_noticed)
{
	unsigned step = home_step(997);
	struct home home;
	uint8_t *bytes;
	size_t size;

	(void)state;
	index_make(&home);
	bytes = home_read(&home, INDEX_FILE, &size);
	/* Zeros that nothing hangs on are sealed, too. */
	for (size_t i = 0; i < size; i += i < 400 ? 3 : step) {
		bytes[i] ^= 1 << i % 8;
		home_write(&home, INDEX_FILE, bytes, size);
		if (index_had(home.ledger) == LENS_OK)
			fail_msg("byte %zu changed, and it is taken", i);
		if (i % 9 == 0 && !index_damaged(&home))
			fail_msg("byte %zu changed, and verify is content", i);
		bytes[i] ^= 1 << i % 8;
	}
	free(bytes);
	home_remove(&home);
}

TEST(every_cut_is_noticed)
{
	unsigned step = home_step(1999);
	struct home home;
	uint8_t *bytes;
	size_t size;

	(void)state;
	index_make(&home);
	bytes = home_read(&home, INDEX_FILE, &size);
	for (size_t i = 0; i < size; i += i < 400 ? 7 : step) {
		home_write(&home, INDEX_FILE, bytes, i);
		assert_int_not_equal(index_had(home.ledger), LENS_OK);
		if (i % 11 == 0)
			assert_true(index_damaged(&home));
	}
	free(bytes);
	home_remove(&home);
}

/* ---- Disks that fail ---- */

/* Kept again while a call fails: what it says, and what then is there. */
static enum lens_err index_keep_failing(struct home *home, unsigned long n)
{
	struct ledger_fault fault = {.kind = LEDGER_FAULT_NONE};
	struct ledger_moment at;
	enum lens_err err, had;

	assert_int_equal(ledger_moment(home->ledger, NULL, &at), LENS_OK);
	faults_arm(n);
	err = ledger_index_keep(
	    home->ledger, &(struct ledger_index_made){at, 3, index_write, NULL},
	    &fault);
	faults_disarm();
	assert_true(err == LENS_OK || err == LENS_SYSTEM);
	if (err == LENS_SYSTEM)
		assert_int_equal(fault.kind, faults.reason == EIO
						 ? LEDGER_FAULT_DISK
						 : LEDGER_FAULT_SPACE);
	/* It is whole, or it is not there; only that is said to be kept. */
	had = index_had(home->ledger);
	assert_int_equal(had, home_exists(home, INDEX_FILE) ? LENS_OK
							    : LENS_NOT_FOUND);
	if (err == LENS_OK)
		assert_int_equal(had, LENS_OK);
	assert_false(index_damaged(home));
	return err;
}

TEST(a_disk_that_fails_leaves_a_whole_one_or_none)
{
	static const int reasons[] = {ENOSPC, EDQUOT, EIO};
	struct home home;

	(void)state;
	index_make(&home);
	for (unsigned mode = FAULTS_ONCE; mode <= FAULTS_SHORT; mode++) {
		unsigned long n = 0, refused = 0;

		faults.mode = (enum faults_mode)mode;
		do {
			faults.reason = reasons[n % 3];
			refused += index_keep_failing(&home, ++n) != LENS_OK;
		} while (faults.count >= n);
		assert_true(n > 8 && refused > 5);
	}
	/* What could not be removed then goes at the next start. */
	home_reopen(&home);
	assert_false(home_exists(&home, INDEX_FILE ".tmp"));
	for (unsigned i = 0; i < 3; i++)
		assert_true(home_has(home.ledger, i));
	assert_int_equal(index_keep_failing(&home, 0), LENS_OK);
	home_remove(&home);
}

TEST(what_cannot_be_read_is_not_taken)
{
	unsigned long n = 0, refused = 0;
	struct home home;

	(void)state;
	index_make(&home);
	faults.mode = FAULTS_ONCE;
	faults.reason = EIO;
	do {
		enum lens_err err;

		faults_arm(++n);
		/* Whatever is had is right, byte by byte. */
		err = index_had(home.ledger);
		faults_disarm();
		refused += err != LENS_OK;
	} while (faults.count >= n);
	assert_true(refused > 4);
	/* It was the disk and not the file. */
	assert_int_equal(index_had(home.ledger), LENS_OK);
	home_remove(&home);
}

/* A folder that may only be read: what is kept is had, nothing is changed. */
TEST(of_a_disk_that_may_only_be_read_it_is_had)
{
	struct ledger_fault fault;
	struct ledger_moment at;
	struct home home;
	uint8_t *before, *after;
	size_t size, then;

	(void)state;
	index_make(&home);
	ledger_close(home.ledger);
	before = home_read(&home, INDEX_FILE, &size);
	faults.mode = FAULTS_WRITES;
	faults.reason = EROFS;
	faults_arm(0);
	assert_int_equal(
	    ledger_open(&home.place, home.key, &fault, &home.ledger), LENS_OK);
	assert_int_equal(index_had(home.ledger), LENS_OK);
	assert_int_equal(ledger_moment(home.ledger, NULL, &at), LENS_OK);
	assert_int_equal(index_keep(home.ledger, at), LENS_SYSTEM);
	assert_int_equal(index_had(home.ledger), LENS_OK);
	faults_disarm();
	after = home_read(&home, INDEX_FILE, &then);
	assert_int_equal(size, then);
	assert_memory_equal(before, after, size);
	free(before);
	free(after);
	home_remove(&home);
}

/* ---- Two processes at once ---- */

#define INDEX_ROUNDS 60

/* Another program: it keeps the index, and begins generations of the ledger. */
static void index_other(const struct home *home)
{
	struct ledger *ledger;
	struct ledger_moment at;

	if (ledger_open(&home->place, home->key, NULL, &ledger) != LENS_OK)
		_exit(1);
	for (unsigned i = 0; i < INDEX_ROUNDS; i++) {
		enum lens_err err = ledger_moment(ledger, NULL, &at);

		if (err == LENS_OK)
			err = index_keep(ledger, at);
		if (err == LENS_OK && i % 8 == 7)
			err = ledger_compact(ledger, false, NULL);
		if (err != LENS_OK && err != LENS_NOT_FOUND)
			_exit(2);
	}
	ledger_close(ledger);
	_exit(0);
}

/* Read while it is replaced and destroyed: the right bytes, or none. */
TEST(two_processes_have_it_whole_or_not_at_all)
{
	struct ledger_moment at;
	struct home home;
	int status = 0;
	pid_t other;

	(void)state;
	index_make(&home);
	other = fork();
	assert_true(other >= 0);
	if (other == 0)
		index_other(&home);
	while (waitpid(other, &status, WNOHANG) == 0) {
		enum lens_err err = index_had(home.ledger);

		if (err != LENS_OK && err != LENS_NOT_FOUND &&
		    err != LENS_MALFORMED)
			fail_msg("reading beside a writer: %d", err);
		assert_int_equal(ledger_moment(home.ledger, NULL, &at),
				 LENS_OK);
		err = index_keep(home.ledger, at);
		assert_true(err == LENS_OK || err == LENS_NOT_FOUND);
	}
	assert_int_equal(status, 0);
	assert_int_equal(ledger_moment(home.ledger, NULL, &at), LENS_OK);
	assert_int_equal(index_keep(home.ledger, at), LENS_OK);
	assert_int_equal(index_had(home.ledger), LENS_OK);
	assert_false(index_damaged(&home));
	for (unsigned i = 0; i < 3; i++)
		assert_true(home_has(home.ledger, i));
	home_remove(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(it_is_had_again),
	    RUN(one_that_is_replaced_or_dropped_is_destroyed),
	    RUN(of_what_is_none_nothing_is_said_to_be_in_it),
	    RUN(without_one_there_is_none),
	    RUN(is_not_kept_of_what_has_changed),
	    RUN(goes_when_a_photo_is_forgotten),
	    RUN(goes_with_its_generation),
	    RUN(goes_when_features_are_replaced),
	    RUN(goes_when_a_merge_brings_features),
	    RUN(goes_in_a_wipe),
	    RUN(of_a_later_day_is_not_used),
	    RUN(every_changed_byte_is_noticed),
	    RUN(every_cut_is_noticed),
	    RUN(a_disk_that_fails_leaves_a_whole_one_or_none),
	    RUN(what_cannot_be_read_is_not_taken),
	    RUN(of_a_disk_that_may_only_be_read_it_is_had),
	    RUN(two_processes_have_it_whole_or_not_at_all),
	};

	faults_install();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
