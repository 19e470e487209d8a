/*
 * test_faults.c: a scripted session in which the n-th call fails, for every n:
 * a full disk, a broken disk, no memory.  Each time: a clear error, a ledger
 * that opens, and everything that was acknowledged.
 */
#include <errno.h>
#include <unistd.h>

#include "host/ledger/faults.h"
#include "host/ledger/home.h"

#include "store/io.h"

/* ---- The session ---- */

#define SESSION_PHOTOS 9

struct session {
	bool acked[SESSION_PHOTOS];
	bool forgot;  /* photo 0 was acknowledged as forgotten */
	bool trying;  /* to forget it, so that it may be gone */
	bool setting; /* acknowledged */
	unsigned refused;
};

/* An error is one of the disk or of memory, and has its sentence. */
static bool session_ok(struct session *session, enum lens_err err,
		       const struct ledger_fault *fault)
{
	if (err == LENS_OK)
		return true;
	assert_int_equal(err, LENS_SYSTEM);
	assert_true(fault->kind == LEDGER_FAULT_SPACE ||
		    fault->kind == LEDGER_FAULT_DISK ||
		    fault->kind == LEDGER_FAULT_MEMORY);
	assert_true(fault->sentence[0] != '\0');
	session->refused++;
	return false;
}

static void session_add(struct session *session, struct ledger *ledger,
			unsigned number)
{
	static uint8_t thumbnail[700];
	struct ledger_photo photo = home_photo(number);
	struct ledger_fault fault = {.kind = LEDGER_FAULT_NONE};
	struct ledger_added added;

	photo.thumbnail = (struct base_view){thumbnail, sizeof(thumbnail)};
	session->acked[number] = session_ok(
	    session, ledger_photo_add(ledger, &photo, &fault, &added), &fault);
}

static void session_run(struct session *session, struct home *home,
			const char *backup)
{
	struct ledger_fault fault = {.kind = LEDGER_FAULT_NONE};
	struct ledger *ledger;
	int64_t first = 1;

	if (!session_ok(session,
			ledger_open(&home->place, home->key, &fault, &ledger),
			&fault))
		return;
	for (unsigned i = 0; i < 4; i++)
		session_add(session, ledger, i);
	(void)session_ok(session, ledger_compact(ledger, false, &fault),
			 &fault);
	session_add(session, ledger, 4);
	session->setting = session_ok(
	    session, ledger_setting_set(ledger, "name", "Zoe", &fault), &fault);
	if (session->acked[0]) {
		session->trying = true;
		session->forgot = session_ok(
		    session, ledger_photo_forget(ledger, &first, 1, &fault),
		    &fault);
	}
	session_add(session, ledger, 5);
	(void)session_ok(session, ledger_backup(ledger, backup, true, &fault),
			 &fault);
	(void)session_ok(session,
			 ledger_slot_add(ledger, home->secret, &fault, NULL),
			 &fault);
	session_add(session, ledger, 6);
	session_add(session, ledger, 7);
	ledger_close(ledger);
}

static bool session_holds(struct ledger *ledger, unsigned number)
{
	struct ledger_photo photo = home_photo(number);
	struct ledger_photos *found;
	struct base_buffer bytes;
	bool holds;

	if (ledger_photo_by_sha256(ledger, photo.sha256, NULL, &found) !=
	    LENS_OK)
		return false;
	base_buffer_init(&bytes, LEDGER_BLOB_MAX);
	holds = ledger_blob_get(ledger, found->photos[0].id, 0, NULL, &bytes) ==
		    LENS_OK &&
		bytes.size == 700;
	base_buffer_free(&bytes);
	ledger_photos_free(found);
	return holds;
}

/* The ledger opens, and holds what was acknowledged. */
static void session_check(const struct session *session, struct home *home)
{
	struct ledger_fault fault;
	struct base_buffer value;

	if (ledger_open(&home->place, home->key, &fault, &home->ledger) !=
	    LENS_OK)
		fail_msg("does not open: %s", fault.sentence);
	for (unsigned i = 0; i < SESSION_PHOTOS; i++) {
		bool holds = session_holds(home->ledger, i);

		if (i == 0 && session->trying) {
			assert_false(session->forgot && holds);
			continue;
		}
		if (session->acked[i] && !holds)
			fail_msg("photo %u was acknowledged and is lost", i);
	}
	base_buffer_init(&value, 100);
	if (session->setting)
		assert_int_equal(
		    ledger_setting_get(home->ledger, "name", NULL, &value),
		    LENS_OK);
	base_buffer_free(&value);
	assert_false(ledger_noticed(home->ledger, LEDGER_NOTICE_ROLLED_BACK));
	assert_false(ledger_noticed(home->ledger, LEDGER_NOTICE_FORKED));
	assert_int_equal(ledger_compact(home->ledger, false, &fault), LENS_OK);
}

static void session_told(void *context, const struct ledger_check *check)
{
	(void)context;
	if (!check->good)
		print_message("# %s\n", check->sentence);
}

static struct session session_once(void (*arm)(unsigned long n),
				   void (*disarm)(void), unsigned long n)
{
	static const struct ledger_checks checks = {session_told, NULL};
	struct session session = {.refused = 0};
	struct ledger_report report;
	char backup[2 * HOME_PATH];
	struct home home;

	home_make(&home);
	ledger_close(home.ledger);
	home.ledger = NULL;
	snprintf(backup, sizeof(backup), "%s/backup", home.top);
	arm(n);
	session_run(&session, &home, backup);
	disarm();
	session_check(&session, &home);
	ledger_close(home.ledger);
	home.ledger = NULL;
	assert_int_equal(
	    ledger_verify(&home.place, home.key, &checks, NULL, &report),
	    LENS_OK);
	assert_int_equal(report.damaged, 0);
	home_remove(&home);
	return session;
}

static int faults_no_rename(int dir, const char *from, const char *to)
{
	(void)dir;
	(void)from;
	(void)to;
	errno = ENOSPC;
	return -1;
}

TEST(erases_later_what_it_could_not_erase_at_once)
{
	int (*real)(int, const char *, const char *) = io_calls.rename;
	struct home home;
	int64_t id = 1;

	(void)state;
	home_make(&home);
	home_add(home.ledger, 0);
	home_add(home.ledger, 1);
	io_calls.rename = faults_no_rename;
	assert_int_equal(ledger_photo_forget(home.ledger, &id, 1, NULL),
			 LENS_OK);
	io_calls.rename = real;
	assert_true(ledger_noticed(home.ledger, LEDGER_NOTICE_NOT_ERASED));
	assert_true(home_exists(&home, "log-1"));
	/* Remembered by whoever opens it next, who goes on with it. */
	home_reopen(&home);
	assert_false(home_has(home.ledger, 0));
	assert_false(ledger_noticed(home.ledger, LEDGER_NOTICE_NOT_ERASED));
	assert_true(ledger_noticed(home.ledger, LEDGER_NOTICE_ERASED));
	assert_false(home_exists(&home, "log-1"));
	assert_false(home_exists(&home, "thumbnails-1"));
	home_reopen(&home);
	assert_false(ledger_noticed(home.ledger, LEDGER_NOTICE_ERASED));
	assert_true(home_has(home.ledger, 1));
	home_remove(&home);
}

static void faults_all(enum faults_mode mode, int reason)
{
	unsigned long n = 0, silent = 0;
	unsigned step = home_step(2);

	faults.mode = mode;
	faults.reason = reason;
	do {
		struct session session;

		n += step;
		session = session_once(faults_arm, faults_disarm, n);
		silent += session.refused == 0;
	} while (faults.count >= n);
	print_message("# %lu calls, %lu failures made no difference\n", n,
		      silent);
}

TEST(survives_a_full_disk_at_every_call)
{
	(void)state;
	faults_all(FAULTS_ONCE, ENOSPC);
}

TEST(survives_a_broken_disk_at_every_call)
{
	(void)state;
	faults_all(FAULTS_ONCE, EIO);
}

TEST(survives_a_disk_that_stays_full)
{
	(void)state;
	faults_all(FAULTS_SINCE, ENOSPC);
}

TEST(survives_a_disk_that_stays_broken)
{
	(void)state;
	faults_all(FAULTS_SINCE, EIO);
}

TEST(survives_writes_that_stop_half_way)
{
	(void)state;
	faults_all(FAULTS_SHORT, ENOSPC);
}

#ifdef __SANITIZE_ADDRESS__
TEST(survives_a_failed_allocation)
{
	(void)state;
	print_message("# AddressSanitizer has its own allocator\n");
	skip();
}
#else
TEST(survives_a_failed_allocation)
{
	unsigned long n = 0, total;
	unsigned step;

	(void)state;
	(void)session_once(memory_arm, memory_disarm, 0);
	total = memory_asked();
	step = home_step((unsigned)(total / 300 + 1));
	while (n < total) {
		n += step;
		(void)session_once(memory_arm, memory_disarm, n);
	}
	print_message("# %lu allocations, every %u failed\n", total, step);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(erases_later_what_it_could_not_erase_at_once),
	    RUN(survives_a_full_disk_at_every_call),
	    RUN(survives_a_broken_disk_at_every_call),
	    RUN(survives_a_disk_that_stays_full),
	    RUN(survives_a_disk_that_stays_broken),
	    RUN(survives_writes_that_stop_half_way),
	    RUN(survives_a_failed_allocation),
	};

	setenv("LENSCAP_TEST_DIR", "/dev/shm", 0);
	faults_install();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
