/* test_watch.c: the list of pages, and which of them are due. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <lenscap/casework_watch.h>

#include "work.h"

#define HOUR 3600000LL
/* No network of the test is asked: an address of this machine is not allowed.
 */
#define PAGE "http://127.0.0.1:9/"

static int64_t now(void)
{
	return (int64_t)time(NULL) * 1000;
}

static bool put(struct casework *work, const char *page, bool on,
		enum lens_err expected)
{
	struct ledger_fault fault = {0};
	bool changed;

	assert_int_equal(casework_watch_set(work, page, on, &fault, &changed),
			 expected);
	assert_int_equal(fault.sentence[0] != '\0', expected != LENS_OK);
	return changed;
}

struct listed {
	size_t count;
	int64_t added, looked; /* of the last */
};

static void take_listed(void *context, const struct casework_watched *watched)
{
	struct listed *listed = context;

	listed->count++;
	listed->added = watched->added;
	listed->looked = watched->looked;
}

static struct listed list(struct casework *work)
{
	struct ledger_fault fault = {0};
	struct listed listed = {.count = 0};

	assert_int_equal(
	    casework_watch_each(work, take_listed, &listed, &fault), LENS_OK);
	return listed;
}

TEST(a_page_is_put_on_the_list_once_and_taken_off_once)
{
	char dir[] = "/tmp/lenscap-watch-XXXXXX";
	struct casework *work = work_make(dir);
	struct listed listed;

	(void)state;
	assert_false(put(work, PAGE, false, LENS_OK));
	assert_true(put(work, PAGE, true, LENS_OK));
	assert_false(put(work, PAGE, true, LENS_OK));
	listed = list(work);
	assert_int_equal(listed.count, 1);
	assert_int_equal(listed.looked, 0);
	assert_true(now() - listed.added < HOUR);
	assert_true(put(work, PAGE, false, LENS_OK));
	assert_int_equal(list(work).count, 0);
	work_remove(work, dir);
}

TEST(the_list_has_an_end)
{
	char dir[] = "/tmp/lenscap-watch-XXXXXX", page[64];
	struct casework *work = work_make(dir);

	(void)state;
	for (int i = 0; i < CASEWORK_WATCH_MAX; i++) {
		snprintf(page, sizeof(page), "https://example.org/%d", i);
		assert_true(put(work, page, true, LENS_OK));
	}
	assert_true(put(work, PAGE, true, LENS_DENIED));
	assert_int_equal(list(work).count, CASEWORK_WATCH_MAX);
	/* What is on it stays on it, and can be taken off. */
	assert_false(put(work, page, true, LENS_OK));
	assert_true(put(work, page, false, LENS_OK));
	assert_true(put(work, PAGE, true, LENS_OK));
	work_remove(work, dir);
}

static void take_row(void *context, const struct casework_watch_row *row)
{
	size_t *rows = context;

	++*rows;
	assert_string_equal(row->page, PAGE);
	assert_int_equal(row->access, LEDGER_ACCESS_UNKNOWN);
	assert_int_equal(row->count, 0);
}

/* Whether the page is asked for that was looked at so long ago. */
static bool due(struct casework *work, const char *dir, int64_t ago, bool all)
{
	char *home = base_format("%s/home", dir), *witness, *value;
	struct casework_watch watch = {.today = casework_day_of(now()),
				       .all = all,
				       .network = {.cancel = -1},
				       .row = take_row};
	struct ledger_fault fault = {0};
	int64_t looked = now() - ago;
	size_t rows = 0, rested;

	witness = base_format("%s/witness", dir);
	value = base_format("{\"added\":1,\"looked\":%lld}", (long long)looked);
	watch.context = &rows;
	assert_int_equal(ledger_setting_set(casework_ledger(work),
					    "watch:" PAGE, value, &fault),
			 LENS_OK);
	assert_int_equal(
	    casework_watch_run(work, &(struct casework_home){home, witness},
			       &watch, &fault, &rested),
	    LENS_OK);
	assert_int_equal(rows + rested, 1);
	/* Nothing was learned: it is due again. */
	assert_int_equal(list(work).looked, looked);
	free(value);
	free(witness);
	free(home);
	return rows == 1;
}

TEST(a_page_rests_for_twenty_hours)
{
	char dir[] = "/tmp/lenscap-watch-XXXXXX";
	struct casework *work = work_make(dir);

	(void)state;
	assert_false(due(work, dir, 1 * HOUR, false));
	assert_false(due(work, dir, 20 * HOUR - HOUR / 2, false));
	assert_true(due(work, dir, 20 * HOUR + HOUR / 2, false));
	assert_true(due(work, dir, 1 * HOUR, true));
	/* A clock that was ahead and is right again keeps no page at rest. */
	assert_true(due(work, dir, -10000 * HOUR, false));
	work_remove(work, dir);
}

static int setup(void **state)
{
	(void)state;
	work_beside("share");
	work_beside("lenscap-fetcher");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_page_is_put_on_the_list_once_and_taken_off_once),
	    RUN(the_list_has_an_end),
	    RUN(a_page_rests_for_twenty_hours),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
