/* test_processes.c: two browsers and a terminal in one ledger. */
#include <sys/wait.h>
#include <unistd.h>

#include "host/ledger/home.h"

#include "store/store.h"

#define PROCESSES_WRITERS 3
#define PROCESSES_CHANGES 10000

/* A setting a change: the writer and its count, in the order of the chain. */
static int processes_write(const struct home *home, unsigned writer,
			   unsigned count)
{
	struct ledger *ledger;

	if (ledger_open(&home->place, home->key, NULL, &ledger) != LENS_OK)
		return 2;
	for (unsigned i = 0; i < count; i++) {
		char name[32];

		snprintf(name, sizeof(name), "%u-%05u", writer, i);
		if (ledger_setting_set(ledger, name, "x", NULL) != LENS_OK)
			return 3;
		if (i % 500 == 499 &&
		    ledger_compact(ledger, false, NULL) != LENS_OK)
			return 4;
	}
	ledger_close(ledger);
	return 0;
}

static bool processes_count(void *context, const char *name, const char *value)
{
	unsigned *counts = context;

	(void)value;
	counts[name[0] - '0']++;
	return true;
}

static bool processes_link(void *context, const struct ledger_link *link)
{
	uint64_t *last = context;

	assert_int_equal(link->sequence, *last + 1);
	*last = link->sequence;
	return true;
}

TEST(keeps_every_change_of_three_processes_in_one_order)
{
	static const unsigned share = PROCESSES_CHANGES / PROCESSES_WRITERS;
	unsigned counts[PROCESSES_WRITERS] = {0};
	struct ledger_status status;
	struct home home;
	uint64_t last = 0;

	(void)state;
	home_make(&home);
	ledger_close(home.ledger);
	home.ledger = NULL;
	for (unsigned i = 0; i < PROCESSES_WRITERS; i++) {
		pid_t child = fork();

		assert_true(child >= 0);
		if (child == 0)
			_exit(processes_write(
			    &home, i,
			    share + (i == 0 ? PROCESSES_CHANGES % 3 : 0)));
	}
	/* A reader all the while, that never sees less than before. */
	home_reopen(&home);
	for (unsigned done = 0; done < PROCESSES_WRITERS;) {
		int code;

		assert_int_equal(ledger_status(home.ledger, NULL, &status),
				 LENS_OK);
		assert_true(status.sequence >= last);
		last = status.sequence;
		if (waitpid(-1, &code, WNOHANG) > 0) {
			assert_int_equal(code, 0);
			done++;
		}
		usleep(1000);
	}
	assert_int_equal(ledger_status(home.ledger, NULL, &status), LENS_OK);
	assert_int_equal(status.sequence, PROCESSES_CHANGES);
	assert_int_equal(
	    ledger_setting_each(home.ledger, processes_count, counts, NULL),
	    LENS_OK);
	assert_int_equal(counts[0] + counts[1] + counts[2], PROCESSES_CHANGES);
	last = 0;
	assert_int_equal(
	    ledger_chain_each(home.ledger, processes_link, &last, NULL),
	    LENS_OK);
	assert_int_equal(last, PROCESSES_CHANGES);
	home_remove(&home);
}

TEST(shows_a_change_to_another_handle_at_once)
{
	struct ledger *other;
	struct home home;

	(void)state;
	home_make(&home);
	assert_int_equal(ledger_open(&home.place, home.key, NULL, &other),
			 LENS_OK);
	for (unsigned i = 0; i < 20; i++) {
		home_add(i % 2 ? other : home.ledger, i);
		assert_true(home_has(i % 2 ? home.ledger : other, i));
		if (i % 6 == 5)
			assert_int_equal(
			    ledger_compact(other, i % 4 == 3, NULL), LENS_OK);
	}
	ledger_close(other);
	home_remove(&home);
}

TEST(ends_a_handle_whose_ledger_is_gone)
{
	struct ledger_fault fault;
	struct ledger_secret *secret;
	struct ledger *other;
	struct home home;
	struct ledger_status status;

	(void)state;
	home_make(&home);
	assert_int_equal(ledger_wipe(&home.place, NULL), LENS_OK);
	assert_int_equal(ledger_status(home.ledger, &fault, &status),
			 LENS_NOT_FOUND);
	assert_int_equal(fault.kind, LEDGER_FAULT_MISSING);
	assert_false(home_exists(&home, "lock"));
	/* Nor does it write into the one that comes after. */
	assert_int_equal(
	    ledger_secret_passphrase(base_view_of("x"), NULL, &secret),
	    LENS_OK);
	assert_int_equal(
	    ledger_create(&home.place, &secret, 1, NULL, NULL, &other),
	    LENS_OK);
	assert_int_equal(ledger_setting_set(home.ledger, "a", "b", &fault),
			 LENS_MALFORMED);
	ledger_close(other);
	ledger_secret_free(secret);
	home_remove(&home);
}

/* Hold the ledger's lock for a while, and say so before and after. */
static void processes_hold(const struct home *home, int told)
{
	struct ledger *ledger;

	assert_int_equal(
	    store_new(&home->place, home->key, false, NULL, &ledger), LENS_OK);
	assert_int_equal(write(told, "b", 1), 1);
	usleep(300000);
	home_write(home, "ended", "", 0);
	store_free(ledger);
}

TEST(locks_the_ledger_that_is_there_and_not_the_one_before)
{
	struct ledger *other;
	struct home home;
	int told[2];
	char byte;
	pid_t child;

	(void)state;
	home_make(&home);
	assert_int_equal(ledger_wipe(&home.place, NULL), LENS_OK);
	assert_int_equal(
	    ledger_create(&home.place, &home.secret, 1, NULL, NULL, &other),
	    LENS_OK);
	ledger_close(other);
	assert_int_equal(pipe(told), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		processes_hold(&home, told[1]);
		_exit(0);
	}
	assert_int_equal(read(told[0], &byte, 1), 1);
	assert_int_equal(store_lock(home.ledger, NULL), LENS_OK);
	assert_true(home_exists(&home, "ended"));
	store_unlock(home.ledger);
	assert_int_equal(waitpid(child, NULL, 0), child);
	close(told[0]);
	close(told[1]);
	home_remove(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(keeps_every_change_of_three_processes_in_one_order),
	    RUN(shows_a_change_to_another_handle_at_once),
	    RUN(ends_a_handle_whose_ledger_is_gone),
	    RUN(locks_the_ledger_that_is_there_and_not_the_one_before),
	};

	/* Ten thousand syncs: on a disk this would measure the disk. */
	setenv("LENSCAP_TEST_DIR", "/dev/shm", 0);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
