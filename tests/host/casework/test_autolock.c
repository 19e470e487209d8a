/* test_autolock.c: when an unlocked ledger locks itself. */
#include <string.h>

#include <lenscap/casework_autolock.h>
#include <lenscap/ledger_settings.h>

#include "work.h"

TEST(reads_what_it_writes)
{
	static const struct {
		const char *text;
		enum casework_autolock_kind kind;
		unsigned minutes, seconds;
	} good[] = {
	    {"never", CASEWORK_LOCK_NEVER, 0, 8 * 3600},
	    {"end_of_browser", CASEWORK_LOCK_BROWSER, 0, 8 * 3600},
	    {"screen", CASEWORK_LOCK_SCREEN, 0, 8 * 3600},
	    {"minutes:1", CASEWORK_LOCK_MINUTES, 1, 60},
	    {"minutes:1440", CASEWORK_LOCK_MINUTES, 1440, 86400},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct casework_autolock read;
		char text[CASEWORK_AUTOLOCK];

		assert_true(casework_autolock_read(good[i].text, &read));
		assert_int_equal(read.kind, good[i].kind);
		assert_int_equal(read.minutes, good[i].minutes);
		assert_int_equal(casework_autolock_seconds(&read),
				 good[i].seconds);
		casework_autolock_text(&read, text);
		assert_string_equal(text, good[i].text);
	}
}

TEST(refuses_what_is_no_time)
{
	static const char *const bad[] = {
	    "",		  "Never",	  "never ",	  "minutes",
	    "minutes:",	  "minutes:0",	  "minutes:1441", "minutes:-1",
	    "minutes:+1", "minutes:1.5",  "minutes: 1",	  "minutes:0x10",
	    "screens",	  "end_of_browse"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct casework_autolock read = {CASEWORK_LOCK_MINUTES, 7};

		if (casework_autolock_read(bad[i], &read))
			fail_msg("took '%s'", bad[i]);
		assert_int_equal(read.kind, CASEWORK_LOCK_NEVER);
	}
}

TEST(keeps_it_in_the_ledger)
{
	char dir[] = "/tmp/lenscap-autolock-XXXXXX";
	struct casework *work = work_make(dir);
	struct casework_autolock set = {CASEWORK_LOCK_MINUTES, 15}, got;

	(void)state;
	assert_int_equal(casework_autolock_get(work, NULL, &got), LENS_OK);
	assert_int_equal(got.kind, CASEWORK_LOCK_NEVER);
	assert_int_equal(casework_autolock_set(work, &set, NULL), LENS_OK);
	assert_int_equal(casework_autolock_get(work, NULL, &got), LENS_OK);
	assert_int_equal(got.kind, CASEWORK_LOCK_MINUTES);
	assert_int_equal(got.minutes, 15);
	/* What a later Lenscap may write there is not taken for minutes. */
	assert_int_equal(ledger_setting_set(casework_ledger(work), "autolock",
					    "eclipse", NULL),
			 LENS_OK);
	assert_int_equal(casework_autolock_get(work, NULL, &got), LENS_OK);
	assert_int_equal(got.kind, CASEWORK_LOCK_NEVER);
	work_remove(work, dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(reads_what_it_writes),
	    RUN(refuses_what_is_no_time),
	    RUN(keeps_it_in_the_ledger),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
