/*
 * test_failing.c: everything that is done to a whole ledger, while the n-th
 * call to the disk fails, or the n-th request for memory, for every n.  It is
 * done, or a sentence says what failed; nothing whole is called damaged; and
 * what was there is there afterwards.
 */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/ledger/faults.h"
#include "host/ledger/home.h"

#include "failing_rows.h"

#define FAILING_PHOTOS 5 /* 0 to 3 in a snapshot, 4 in the log */
#define FAILING_MORE 7	 /* 5 and 6 are in the other ledger's backup */

struct failing {
	struct home home;
	struct ledger_secret *recovery;
	char own[2 * HOME_PATH], other[2 * HOME_PATH]; /* backups */
	char elsewhere[2 * HOME_PATH];		       /* no ledger yet */
};

/* ---- What is done ---- */

static enum lens_err failing_open(struct failing *failing,
				  struct ledger_fault *fault)
{
	struct ledger *ledger;
	enum lens_err err = ledger_open(&failing->home.place, failing->home.key,
					fault, &ledger);

	ledger_close(ledger);
	return err;
}

static enum lens_err failing_key(struct failing *failing,
				 struct ledger_fault *fault)
{
	struct ledger_secret *secret = NULL;
	struct ledger_key *key = NULL;
	enum lens_err err =
	    ledger_secret_key_file(failing->home.key_file, fault, &secret);

	if (err == LENS_OK)
		err = ledger_key_open(failing->home.dir, secret, fault, &key);
	ledger_key_free(key);
	ledger_secret_free(secret);
	return err;
}

static void failing_told(void *context, const struct ledger_check *check)
{
	unsigned *told = context;

	assert_true(check->sentence[0] != '\0');
	*told += 1;
}

static enum lens_err failing_verify(struct failing *failing,
				    struct ledger_fault *fault)
{
	unsigned told = 0;
	const struct ledger_checks checks = {failing_told, &told};
	struct ledger_report report;

	return ledger_verify(&failing->home.place, failing->home.key, &checks,
			     fault, &report);
}

static enum lens_err failing_erased(struct failing *failing,
				    struct ledger_fault *fault)
{
	unsigned told = 0;
	const struct ledger_checks checks = {failing_told, &told};
	struct ledger_report report;

	return ledger_erased(&failing->home.place, failing->home.key, &checks,
			     fault, &report);
}

static enum lens_err failing_restore(struct failing *failing,
				     struct ledger_fault *fault)
{
	return ledger_restore(&failing->home.place, failing->own,
			      failing->home.secret, true, NULL, fault);
}

static enum lens_err failing_restore_new(struct failing *failing,
					 struct ledger_fault *fault)
{
	const struct ledger_place place = {failing->elsewhere, NULL};

	return ledger_restore(&place, failing->own, failing->home.secret, false,
			      NULL, fault);
}

static enum lens_err failing_create(struct failing *failing,
				    struct ledger_fault *fault)
{
	const struct ledger_place place = {failing->elsewhere, NULL};
	struct ledger *ledger = NULL;
	enum lens_err err = ledger_create(&place, &failing->home.secret, 1,
					  fault, NULL, &ledger);

	ledger_close(ledger);
	return err;
}

static enum lens_err failing_wipe(struct failing *failing,
				  struct ledger_fault *fault)
{
	return ledger_wipe(&failing->home.place, fault);
}

static enum lens_err failing_merge(struct failing *failing,
				   struct ledger_fault *fault)
{
	struct ledger_merged merged;

	return ledger_merge(failing->home.ledger, failing->other,
			    failing->home.secret, fault, &merged);
}

static enum lens_err failing_backup(struct failing *failing,
				    struct ledger_fault *fault)
{
	return ledger_backup(failing->home.ledger, failing->own, true, fault);
}

static enum lens_err failing_compact(struct failing *failing,
				     struct ledger_fault *fault)
{
	return ledger_compact(failing->home.ledger, false, fault);
}

static enum lens_err failing_compact_erase(struct failing *failing,
					   struct ledger_fault *fault)
{
	return ledger_compact(failing->home.ledger, true, fault);
}

static enum lens_err failing_slots(struct failing *failing,
				   struct ledger_fault *fault)
{
	struct ledger *ledger = failing->home.ledger;
	uint32_t id;
	enum lens_err err =
	    ledger_slot_add(ledger, failing->recovery, fault, &id);

	if (err == LENS_OK)
		err = ledger_slot_change(ledger, id, failing->recovery, fault);
	if (err == LENS_OK)
		err = ledger_slot_remove(ledger, id, fault);
	return err;
}

static enum lens_err failing_sums(struct failing *failing,
				  struct ledger_fault *fault)
{
	struct ledger *ledger = failing->home.ledger;
	enum lens_err err =
	    ledger_sum_check(ledger, LEDGER_FILE_IMPORTED, fault);

	if (err == LENS_OK)
		err = ledger_sum_keep(ledger, LEDGER_FILE_IMPORTED, fault);
	return err;
}

static enum lens_err failing_accept(struct failing *failing,
				    struct ledger_fault *fault)
{
	return ledger_witness_accept(failing->home.ledger, fault);
}

static bool failing_link(void *context, const struct ledger_link *link)
{
	*(uint64_t *)context = link->sequence;
	return true;
}

static bool failing_setting(void *context, const char *name, const char *value)
{
	(void)name;
	(void)value;
	*(uint64_t *)context += 1;
	return true;
}

/* Another process has changed it meanwhile, so that all of these catch up. */
static enum lens_err failing_read(struct failing *failing,
				  struct ledger_fault *fault)
{
	const struct ledger_query query = {.order = LEDGER_BY_ADDED,
					   .limit = 10};
	struct ledger *ledger = failing->home.ledger;
	struct ledger_photos *photos = NULL;
	struct ledger_status status;
	uint64_t count = 0;
	enum lens_err err = ledger_status(ledger, fault, &status);

	if (err == LENS_OK) {
		assert_int_equal(status.photos, FAILING_PHOTOS);
		err = ledger_photo_list(ledger, &query, fault, &photos);
	}
	if (err == LENS_OK) {
		assert_int_equal(photos->total, FAILING_PHOTOS);
		ledger_photos_free(photos);
		err = ledger_chain_each(ledger, failing_link, &count, fault);
	}
	if (err == LENS_OK) {
		assert_int_equal(count, status.sequence);
		count = 0;
		err =
		    ledger_setting_each(ledger, failing_setting, &count, fault);
	}
	if (err == LENS_OK)
		assert_int_equal(count, 1);
	return err;
}

static enum lens_err failing_forget(struct failing *failing,
				    struct ledger_fault *fault)
{
	const int64_t last = FAILING_PHOTOS;

	return ledger_photo_forget(failing->home.ledger, &last, 1, fault);
}

static enum lens_err failing_salvage(struct failing *failing,
				     struct ledger_fault *fault)
{
	struct ledger_report report;

	return ledger_salvage(&failing->home.place, failing->home.key, fault,
			      &report);
}

static const struct failing_act {
	const char *name;
	enum lens_err (*act)(struct failing *failing,
			     struct ledger_fault *fault);
	/* Or this, of what is open. */
	enum lens_err (*rows)(struct ledger *ledger,
			      struct ledger_fault *fault);
	bool open;	 /* it is, when this begins */
	bool elsewhere;	 /* it makes another */
	bool ends;	 /* it may be gone afterwards */
	bool broken;	 /* its snapshot is damaged, when this begins */
	unsigned photos; /* that are there when it is done */
} failing_acts[] = {
    {.name = "open", .act = failing_open},
    {.name = "key", .act = failing_key},
    {.name = "verify", .act = failing_verify},
    {.name = "erased", .act = failing_erased},
    {.name = "restore", .act = failing_restore},
    {.name = "restore anew", .act = failing_restore_new, .elsewhere = true},
    {.name = "create", .act = failing_create, .elsewhere = true},
    {.name = "wipe", .act = failing_wipe, .ends = true},
    {.name = "merge",
     .act = failing_merge,
     .open = true,
     .photos = FAILING_MORE},
    {.name = "backup", .act = failing_backup, .open = true},
    {.name = "compact", .act = failing_compact, .open = true},
    {.name = "erase", .act = failing_compact_erase, .open = true},
    {.name = "slots", .act = failing_slots, .open = true},
    {.name = "sums", .act = failing_sums, .open = true},
    {.name = "accept", .act = failing_accept, .open = true},
    {.name = "read", .act = failing_read, .open = true},
    {.name = "forget",
     .act = failing_forget,
     .open = true,
     .photos = FAILING_PHOTOS - 1},
    {.name = "salvage", .act = failing_salvage, .broken = true},
    {.name = "case", .rows = rows_case, .open = true},
    {.name = "close", .rows = rows_close, .open = true},
    {.name = "forget a case", .rows = rows_forget, .open = true},
    {.name = "read cases", .rows = rows_cases, .open = true},
    {.name = "read papers", .rows = rows_papers, .open = true},
    {.name = "look", .rows = rows_look, .open = true},
    {.name = "read places", .rows = rows_places, .open = true},
    {.name = "blob", .rows = rows_blob, .open = true},
    {.name = "read prints", .rows = rows_prints, .open = true},
};

/* ---- What must hold ---- */

static void failing_bad(void *context, const struct ledger_check *check)
{
	(void)context;
	if (!check->good)
		print_message("# %s: %s\n", check->what, check->sentence);
}

static void failing_check(struct failing *failing,
			  const struct failing_act *act, enum lens_err err,
			  unsigned long n)
{
	static const struct ledger_checks checks = {failing_bad, NULL};
	struct home *home = &failing->home;
	unsigned photos = FAILING_PHOTOS;
	struct ledger_report report;
	struct ledger_fault fault;

	if (act->ends) {
		/* Once more, and all of it is gone. */
		enum lens_err again = ledger_wipe(&home->place, &fault);

		if (again != LENS_NOT_FOUND &&
		    (err == LENS_OK || again != LENS_OK))
			fail_msg("%s, %lu: %d, then %d", act->name, n, err,
				 again);
		assert_false(home_exists(home, "ledger"));
		assert_false(home_exists(home, "snapshot-2"));
		assert_false(home_exists(home, "log-2"));
		assert_int_equal(ledger_wipe_expect(home->dir, NULL),
				 LENS_NOT_FOUND);
		assert_false(home_exists(home, "lock"));
		return;
	}
	if (act->elsewhere) {
		/* There is a whole one, or it can be made now. */
		enum lens_err again = act->act(failing, &fault);

		if (again != (err == LENS_OK ? LENS_DENIED : LENS_OK) &&
		    !(err == LENS_SYSTEM && again == LENS_DENIED))
			fail_msg("%s, %lu: then %d, %s", act->name, n, again,
				 fault.sentence);
		return;
	}
	if (act->broken && err != LENS_OK) {
		/* Once more, if it was not done and only not said. */
		enum lens_err again =
		    ledger_salvage(&home->place, home->key, &fault, &report);

		if (again != LENS_OK && again != LENS_DENIED)
			fail_msg("%s, %lu: then %d, %s", act->name, n, again,
				 fault.sentence);
	}
	if (ledger_open(&home->place, home->key, &fault, &home->ledger) !=
	    LENS_OK)
		fail_msg("%s, %lu: does not open: %s", act->name, n,
			 fault.sentence);
	if (act->photos > 0 && (err == LENS_OK || act->photos < photos))
		photos = act->photos; /* it may be done, and not said */
	for (unsigned i = 0; i < photos; i++)
		if (!home_has(home->ledger, i))
			fail_msg("%s, %lu: photo %u is lost", act->name, n, i);
	if (err == LENS_OK)
		assert_false(home_has(home->ledger, photos));
	assert_false(ledger_noticed(home->ledger, LEDGER_NOTICE_ROLLED_BACK));
	ledger_close(home->ledger);
	home->ledger = NULL;
	assert_int_equal(
	    ledger_verify(&home->place, home->key, &checks, NULL, &report),
	    LENS_OK);
	if (report.damaged > 0)
		fail_msg("%s, %lu: %d, then damaged", act->name, n, err);
}

/* ---- Each of them, each time ---- */

static void failing_make(struct failing *failing)
{
	struct home *home = &failing->home;
	char text[LEDGER_RECOVERY_TEXT], path[3 * HOME_PATH];
	struct home other;

	home_make(home);
	snprintf(failing->own, sizeof(failing->own), "%s/own", home->top);
	snprintf(failing->other, sizeof(failing->other), "%s/other", home->top);
	snprintf(failing->elsewhere, sizeof(failing->elsewhere), "%s/elsewhere",
		 home->top);
	assert_int_equal(
	    ledger_secret_recovery_new(text, NULL, &failing->recovery),
	    LENS_OK);
	for (unsigned i = 0; i < FAILING_PHOTOS - 1; i++)
		home_add(home->ledger, i);
	assert_int_equal(ledger_setting_set(home->ledger, "name", "Zoe", NULL),
			 LENS_OK);
	snprintf(path, sizeof(path), "%s/registry", home->dir);
	assert_int_equal(mkdir(path, 0700), 0);
	home_write(home, LEDGER_FILE_IMPORTED, "strangers", 9);
	assert_int_equal(
	    ledger_sum_keep(home->ledger, LEDGER_FILE_IMPORTED, NULL), LENS_OK);
	assert_int_equal(rows_write(home->ledger, "LC-1", NULL), LENS_OK);
	assert_int_equal(ledger_compact(home->ledger, false, NULL), LENS_OK);
	home_add(home->ledger, FAILING_PHOTOS - 1);
	assert_int_equal(ledger_backup(home->ledger, failing->own, true, NULL),
			 LENS_OK);
	/* Another ledger with more, which the same key file opens. */
	home_make(&other);
	ledger_close(other.ledger);
	other.ledger = NULL;
	assert_int_equal(ledger_restore(&other.place, failing->own,
					home->secret, true, NULL, NULL),
			 LENS_OK);
	ledger_key_free(other.key);
	assert_int_equal(
	    ledger_key_open(other.dir, home->secret, NULL, &other.key),
	    LENS_OK);
	home_reopen(&other);
	for (unsigned i = FAILING_PHOTOS; i < FAILING_MORE; i++)
		home_add(other.ledger, i);
	assert_int_equal(rows_write(other.ledger, "LC-3", NULL), LENS_OK);
	assert_int_equal(
	    ledger_backup(other.ledger, failing->other, true, NULL), LENS_OK);
	home_remove(&other);
	ledger_close(home->ledger);
	home->ledger = NULL;
	home_copy(home, "home", "whole");
	home_copy(home, "witness", "seen");
}

static void failing_again(struct failing *failing,
			  const struct failing_act *act)
{
	struct home *home = &failing->home;
	const struct ledger_place place = {failing->elsewhere, NULL};

	home_copy(home, "whole", "home");
	home_copy(home, "seen", "witness");
	if (act->elsewhere)
		(void)!ledger_wipe(&place, NULL);
	if (act->open)
		home_reopen(home);
	if (act->broken) {
		size_t size;
		uint8_t *bytes = home_read(home, "snapshot-2", &size);

		bytes[size / 2] ^= 1;
		home_write(home, "snapshot-2", bytes, size);
		free(bytes);
	}
}

/* Whether a call or a request failed, so that there may be one more. */
static void failing_once(struct failing *failing, const struct failing_act *act,
			 void (*arm)(unsigned long), void (*disarm)(void),
			 unsigned long n)
{
	struct ledger_fault fault = {.kind = LEDGER_FAULT_NONE};
	enum lens_err err;

	failing_again(failing, act);
	arm(n);
	err = act->rows != NULL ? act->rows(failing->home.ledger, &fault)
				: act->act(failing, &fault);
	disarm();
	if (err != LENS_OK &&
	    (err != LENS_SYSTEM || fault.sentence[0] == '\0' ||
	     (fault.kind != LEDGER_FAULT_SPACE &&
	      fault.kind != LEDGER_FAULT_DISK &&
	      fault.kind != LEDGER_FAULT_MEMORY)))
		fail_msg("%s, %lu: %d, %d, \"%s\"", act->name, n, err,
			 fault.kind, fault.sentence);
	ledger_close(failing->home.ledger);
	failing->home.ledger = NULL;
	failing_check(failing, act, err, n);
}

static void failing_end(struct failing *failing)
{
	ledger_secret_free(failing->recovery);
	home_remove(&failing->home);
}

static void failing_disk(enum faults_mode mode, int reason)
{
	struct failing failing;
	unsigned step = home_step(3);
	unsigned long calls = 0;

	failing_make(&failing);
	faults.mode = mode;
	faults.reason = reason;
	for (size_t i = 0; i < sizeof(failing_acts) / sizeof(*failing_acts);
	     i++) {
		unsigned long n = 1 + i % step;

		do {
			failing_once(&failing, &failing_acts[i], faults_arm,
				     faults_disarm, n);
			n += step;
		} while (faults.count + step >= n);
		calls += faults.count;
	}
	print_message("# %lu calls to the disk, every %u failed\n", calls,
		      step);
	failing_end(&failing);
}

TEST(a_broken_call_is_said_and_costs_nothing)
{
	(void)state;
	failing_disk(FAULTS_ONCE, EIO);
}

TEST(a_disk_that_is_full_from_then_on)
{
	(void)state;
	failing_disk(FAULTS_SINCE, ENOSPC);
}

#ifdef __SANITIZE_ADDRESS__
TEST(no_memory_at_any_request)
{
	(void)state;
	print_message("# AddressSanitizer has its own allocator\n");
	skip();
}
#else
TEST(no_memory_at_any_request)
{
	struct failing failing;
	unsigned long all = 0;

	(void)state;
	failing_make(&failing);
	for (size_t i = 0; i < sizeof(failing_acts) / sizeof(*failing_acts);
	     i++) {
		const struct failing_act *act = &failing_acts[i];
		unsigned long total, step;

		failing_once(&failing, act, memory_arm, memory_disarm, 0);
		total = memory_asked();
		step = home_step((unsigned)(total / 30 + 1));
		for (unsigned long n = 1; n <= total; n += step)
			failing_once(&failing, act, memory_arm, memory_disarm,
				     n);
		all += total;
	}
	print_message("# %lu requests for memory\n", all);
	failing_end(&failing);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_broken_call_is_said_and_costs_nothing),
	    RUN(a_disk_that_is_full_from_then_on),
	    RUN(no_memory_at_any_request),
	};

	setenv("LENSCAP_TEST_DIR", "/dev/shm", 0);
	faults_install();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
