/*
 * test_crash.c: kill -9 at a random moment of adding, forgetting and
 * compacting, again and again in one ledger.  LENSCAP_TRIALS says how often.
 */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host/ledger/home.h"

#define CRASH_TRIALS 100
#define CRASH_LONGEST_US 60000

/* Photo numbers go up over all trials; every seventh is forgotten again. */
static bool crash_is_forgotten(unsigned number)
{
	return number % 7 == 3;
}

static void crash_tell(int acks, unsigned number)
{
	if (write(acks, &number, sizeof(number)) != sizeof(number))
		_exit(2);
}

/* The child: change after change, each told when it is acknowledged. */
static void crash_write(const struct home *home, unsigned number, int acks)
{
	struct ledger *ledger;

	if (ledger_open(&home->place, home->key, NULL, &ledger) != LENS_OK)
		_exit(3);
	for (;; number++) {
		int64_t id = home_add(ledger, number);

		if (crash_is_forgotten(number) &&
		    ledger_photo_forget(ledger, &id, 1, NULL) != LENS_OK)
			_exit(4);
		crash_tell(acks, number);
		if (number % 5 == 0 &&
		    ledger_compact(ledger, false, NULL) != LENS_OK)
			_exit(5);
	}
}

static unsigned crash_random(unsigned below)
{
	static uint64_t state = 88172645463325252u;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state % below);
}

/* Returns the number after the last that was acknowledged. */
static unsigned crash_trial(const struct home *home, unsigned from)
{
	unsigned acked = from, number;
	int fds[2], status;
	pid_t child;

	assert_int_equal(pipe(fds), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(fds[0]);
		crash_write(home, from, fds[1]);
	}
	close(fds[1]);
	usleep(crash_random(CRASH_LONGEST_US));
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	while (read(fds[0], &number, sizeof(number)) == sizeof(number))
		acked = number + 1;
	close(fds[0]);
	return acked;
}

static void crash_expect(struct home *home, unsigned number)
{
	if (home_has(home->ledger, number) == crash_is_forgotten(number))
		fail_msg("photo %u is %s", number,
			 crash_is_forgotten(number) ? "not forgotten" : "lost");
}

/* Red without a reason is taken for chance. */
static void crash_told(void *context, const struct ledger_check *check)
{
	(void)context;
	if (!check->good)
		print_message("# %s: %s\n", check->what, check->sentence);
}

TEST(loses_nothing_it_acknowledged_when_killed)
{
	const char *wanted = getenv("LENSCAP_TRIALS");
	unsigned trials = wanted ? (unsigned)atoi(wanted) : CRASH_TRIALS;
	unsigned next = 0, torn = 0, half = 0;
	const struct ledger_checks checks = {crash_told, NULL};
	struct ledger_report report;
	struct ledger_fault fault;
	struct home home;

	(void)state;
	home_make(&home);
	for (unsigned trial = 0; trial < trials; trial++) {
		unsigned from = next, end;

		ledger_close(home.ledger);
		home.ledger = NULL;
		end = crash_trial(&home, from);
		home_reopen(&home);
		for (unsigned i = from; i < end; i++)
			crash_expect(&home, i);
		torn += ledger_noticed(home.ledger, LEDGER_NOTICE_TORN);
		assert_false(
		    ledger_noticed(home.ledger, LEDGER_NOTICE_ROLLED_BACK));
		/* The one under way may be there, and is not met again. */
		half += home_has(home.ledger, end);
		next = end + 1;
	}
	print_message("# %u trials, %u photos, %u torn tails, %u under way\n",
		      trials, next, torn, half);
	if (ledger_verify(&home.place, home.key, &checks, &fault, &report) !=
	    LENS_OK)
		fail_msg("%s", fault.sentence);
	assert_int_equal(report.damaged, 0);
	home_remove(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(loses_nothing_it_acknowledged_when_killed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
