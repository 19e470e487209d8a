/* test_rate_limit.c: a site is asked sixty times at once and then slowly. */
#include <string.h>

#include "test.h"

#include "fetcher/rate_limit.h"

/* How many questions may be put at this moment, each answered at once. */
static unsigned burst(struct rate_limit *limits, const char *host, int64_t now)
{
	unsigned asked = 0;

	while (asked < 1000 && rate_limit_ask(limits, host, now) == 0) {
		rate_limit_done(limits, host);
		asked++;
	}
	return asked;
}

TEST(a_site_has_sixty_and_then_eight_a_second)
{
	struct rate_limit *limits = rate_limit_new();
	int64_t wait;

	(void)state;
	assert_int_equal(burst(limits, "a.example.org", 1000000), 60);
	wait = rate_limit_ask(limits, "a.example.org", 1000000);
	assert_in_range(wait, 120, 130);
	/* A moment before it is not yet so; then it is, once. */
	assert_true(rate_limit_ask(limits, "a.example.org", 1000100) > 0);
	assert_int_equal(burst(limits, "a.example.org", 1000000 + wait), 1);
	assert_int_equal(burst(limits, "a.example.org", 1002000 + wait), 16);
	/* An hour's rest gives no more than the first sixty. */
	assert_int_equal(burst(limits, "a.example.org", 4600000), 60);
	rate_limit_free(limits);
}

TEST(names_of_a_site_share_and_sites_do_not)
{
	struct rate_limit *limits = rate_limit_new();

	(void)state;
	assert_int_equal(burst(limits, "a.example.co.uk", 1000), 60);
	assert_int_equal(burst(limits, "b.example.co.uk", 1000), 0);
	assert_int_equal(burst(limits, "other.co.uk", 1000), 60);
	assert_int_equal(burst(limits, "10.0.0.1", 1000), 60);
	rate_limit_free(limits);
}

TEST(two_connections_to_a_host_and_eight_in_all)
{
	static const char *const hosts[] = {"a.example", "b.example",
					    "c.example", "d.example"};
	struct rate_limit *limits = rate_limit_new();

	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		assert_int_equal(rate_limit_ask(limits, hosts[i], 1000), 0);
		assert_int_equal(rate_limit_ask(limits, hosts[i], 1000), 0);
		assert_true(rate_limit_ask(limits, hosts[i], 1000) > 0);
	}
	assert_true(rate_limit_ask(limits, "e.example", 1000) > 0);
	rate_limit_done(limits, "a.example");
	assert_true(rate_limit_ask(limits, "b.example", 1000) > 0);
	assert_int_equal(rate_limit_ask(limits, "e.example", 1000), 0);
	rate_limit_free(limits);
}

TEST(a_pause_is_the_sites_and_ends)
{
	struct rate_limit *limits = rate_limit_new();
	bool wait;

	(void)state;
	assert_int_equal(
	    rate_limit_paused(limits, "a.example.org", 1000, &wait), 0);
	assert_true(
	    rate_limit_pause(limits, "a.example.org", 31000, 1000, false));
	assert_int_equal(
	    rate_limit_paused(limits, "b.example.org", 1000, &wait), 31000);
	assert_true(wait);
	assert_int_equal(
	    rate_limit_paused(limits, "b.example.org", 30001, &wait), 31000);
	assert_int_equal(
	    rate_limit_paused(limits, "b.example.org", 31000, &wait), 0);
	assert_int_equal(rate_limit_paused(limits, "other.org", 1000, &wait),
			 0);
	rate_limit_free(limits);
}

/* What several answers ask for at once is one pause. */
TEST(all_pauses_of_a_site_together_take_a_minute)
{
	struct rate_limit *limits = rate_limit_new();
	int64_t now = 1000;
	bool wait;

	(void)state;
	for (unsigned i = 0; i < 9; i++)
		assert_true(rate_limit_pause(limits, "a.example", now + 30000,
					     now, false));
	now += 30000;
	assert_true(
	    rate_limit_pause(limits, "a.example", now + 30000, now, false));
	now += 30000;
	assert_false(
	    rate_limit_pause(limits, "a.example", now + 1000, now, false));
	assert_int_equal(rate_limit_paused(limits, "a.example", now, &wait),
			 now + 1000);
	assert_false(wait);
	/* Another site's patience is its own; a day is never waited for. */
	assert_true(
	    rate_limit_pause(limits, "b.example", now + 60000, now, false));
	assert_false(
	    rate_limit_pause(limits, "c.example", now + 86400000, now, false));
	rate_limit_free(limits);
}

TEST(one_address_out_of_order_is_not_its_site)
{
	struct rate_limit *limits = rate_limit_new();
	int64_t now = 1000, day = now + 86400000;
	bool wait;

	(void)state;
	assert_false(rate_limit_pause(limits, "a.example", day, now, true));
	assert_int_equal(rate_limit_paused(limits, "a.example", now, &wait), 0);
	assert_true(wait);
	/* Two of them are; and "too many" is said to whoever asks. */
	assert_false(rate_limit_pause(limits, "a.example", day, now, true));
	assert_int_equal(rate_limit_paused(limits, "a.example", now, &wait),
			 day);
	assert_false(wait);
	assert_false(rate_limit_pause(limits, "b.example", day, now, false));
	assert_int_equal(rate_limit_paused(limits, "b.example", now, &wait),
			 day);
	rate_limit_free(limits);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_site_has_sixty_and_then_eight_a_second),
	    RUN(names_of_a_site_share_and_sites_do_not),
	    RUN(two_connections_to_a_host_and_eight_in_all),
	    RUN(a_pause_is_the_sites_and_ends),
	    RUN(all_pauses_of_a_site_together_take_a_minute),
	    RUN(one_address_out_of_order_is_not_its_site),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
