/*
 * test_access.c: what an answer says of what a stranger gets, what is set aside
 * of an address, and when something is gone.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_recheck.h>

#include "casework/access.h"
#include "casework/place.h"
#include "test.h"

static void answers(enum ipc_fetch_status status, unsigned marks,
		    enum ledger_access access, const char *why)
{
	struct ipc_fetch fetch = {.status = status, .marks = (uint8_t)marks};
	struct access_state state = access_of_answer(&fetch);

	if (state.access != access)
		fail_msg("%s: %s", ipc_fetch_code(status),
			 ledger_access_name(state.access));
	assert_string_equal(state.why, why);
	assert_true(strlen(state.words) > 20);
}

TEST(only_what_was_said_is_known)
{
	(void)state;
	answers(IPC_FETCH_OK, 0, LEDGER_ACCESS_PUBLIC, "ok");
	answers(IPC_FETCH_UNCHANGED, 0, LEDGER_ACCESS_PUBLIC, "unchanged");
	answers(IPC_FETCH_LOGIN, 0, LEDGER_ACCESS_LOGIN, "login");
	answers(IPC_FETCH_GONE, 0, LEDGER_ACCESS_ABSENT, "gone");
	answers(IPC_FETCH_WITHHELD, 0, LEDGER_ACCESS_ABSENT, "withheld");
	/* A page that asks who we are, wherever it comes from. */
	answers(IPC_FETCH_REFUSED,
		IPC_FETCH_MARK_PAGE | IPC_FETCH_MARK_PASSWORD |
		    IPC_FETCH_MARK_ASKS,
		LEDGER_ACCESS_LOGIN, "login_page");
	/* The site's menu has a field for a password on every page. */
	answers(IPC_FETCH_REFUSED,
		IPC_FETCH_MARK_PAGE | IPC_FETCH_MARK_PASSWORD,
		LEDGER_ACCESS_UNKNOWN, "refused");
	answers(IPC_FETCH_GONE, IPC_FETCH_MARK_PAGE | IPC_FETCH_MARK_LOGIN,
		LEDGER_ACCESS_LOGIN, "login_page");
	answers(IPC_FETCH_REFUSED,
		IPC_FETCH_MARK_PAGE | IPC_FETCH_MARK_CHALLENGE,
		LEDGER_ACCESS_UNKNOWN, "challenge");
	/* An error's page may have a form for signing in, and be an error. */
	answers(IPC_FETCH_GONE, IPC_FETCH_MARK_PAGE | IPC_FETCH_MARK_PASSWORD,
		LEDGER_ACCESS_ABSENT, "gone");
}

TEST(a_gateways_login_is_not_the_sites)
{
	struct ipc_fetch fetch = {.status = IPC_FETCH_ANSWER,
				  .answer = 511,
				  .marks = IPC_FETCH_MARK_PAGE |
					   IPC_FETCH_MARK_PASSWORD |
					   IPC_FETCH_MARK_LOGIN};

	(void)state;
	assert_int_equal(access_of_answer(&fetch).access,
			 LEDGER_ACCESS_UNKNOWN);
	assert_string_equal(access_of_answer(&fetch).why, "network");
	fetch.answer = 403;
	assert_int_equal(access_of_answer(&fetch).access, LEDGER_ACCESS_LOGIN);
}

TEST(every_other_answer_is_unknown)
{
	static const bool known[IPC_FETCH_STATUSES] = {
	    [IPC_FETCH_OK] = true,	 [IPC_FETCH_UNCHANGED] = true,
	    [IPC_FETCH_LOGIN] = true,	 [IPC_FETCH_GONE] = true,
	    [IPC_FETCH_WITHHELD] = true,
	};

	(void)state;
	for (enum ipc_fetch_status i = 0; i < IPC_FETCH_STATUSES; i++)
		if (!known[i])
			answers(i, 0, LEDGER_ACCESS_UNKNOWN, ipc_fetch_code(i));
}

TEST(a_fetcher_that_its_jail_ended_says_for_what)
{
	struct ipc_fetch fetch = {.status = IPC_FETCH_CRASHED};

	(void)state;
	assert_null(strstr(access_of_answer(&fetch).words, "system call"));
	strcpy(fetch.call, "ptrace");
	assert_non_null(
	    strstr(access_of_answer(&fetch).words, "the system call 'ptrace'"));
	assert_int_equal(access_of_answer(&fetch).access,
			 LEDGER_ACCESS_UNKNOWN);
}

TEST(a_second_look_is_made_where_it_may_tell_more)
{
	static const enum ipc_fetch_status again[] = {
	    IPC_FETCH_GONE, IPC_FETCH_REFUSED, IPC_FETCH_ANSWER,
	    IPC_FETCH_CUT,  IPC_FETCH_ENCODED, IPC_FETCH_LOGIN};
	static const enum ipc_fetch_status once[] = {
	    IPC_FETCH_WITHHELD,	 IPC_FETCH_NO_HOST, IPC_FETCH_PROXY,
	    IPC_FETCH_PRIVATE,	 IPC_FETCH_BUDGET,  IPC_FETCH_TOO_BIG,
	    IPC_FETCH_NOT_ASKED, IPC_FETCH_TLS};
	struct ipc_fetch fetch = {.status = IPC_FETCH_OK, .bytes = 5};

	(void)state;
	for (size_t i = 0; i < sizeof(again) / sizeof(again[0]); i++)
		assert_true(
		    access_asks_again(&(struct ipc_fetch){.status = again[i]}));
	for (size_t i = 0; i < sizeof(once) / sizeof(once[0]); i++)
		assert_false(
		    access_asks_again(&(struct ipc_fetch){.status = once[i]}));
	assert_false(access_asks_again(&fetch));
	fetch.marks = IPC_FETCH_MARK_PAGE;
	assert_true(access_asks_again(&fetch));
}

/* ---- Addresses ---- */

TEST(sets_aside_what_expires_and_nothing_else)
{
	static const char *const pairs[][2] = {
	    {"https://a/b.jpg", "https://a/b.jpg"},
	    {"https://a/b.jpg#x", "https://a/b.jpg"},
	    {"https://a/b.jpg?id=5", "https://a/b.jpg?id=5"},
	    {"https://a/b.jpg?Expires=1&Signature=x~&Key-Pair-Id=K",
	     "https://a/b.jpg"},
	    {"https://a/b?X-Amz-Date=1&w=10&X-Amz-Signature=2&h=4",
	     "https://a/b?w=10&h=4"},
	    {"https://a/b.jpg?_nc_ht=s&_nc_cat=1&oh=00&oe=67&id=9",
	     "https://a/b.jpg?id=9"},
	    {"https://a/b.jpg?ex=6&is=6&hm=a&format=webp",
	     "https://a/b.jpg?format=webp"},
	    /* A name that only begins alike is another. */
	    {"https://a/b.jpg?signatures=2", "https://a/b.jpg?signatures=2"},
	    {"https://a/b.jpg?", "https://a/b.jpg"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		char *anchor = place_anchor(pairs[i][0]);

		assert_string_equal(anchor, pairs[i][1]);
		free(anchor);
	}
}

TEST(knows_when_an_address_has_expired)
{
	static const struct {
		const char *url;
		bool expired; /* on 2026-11-29 */
	} urls[] = {
	    {"https://a/b.jpg?Expires=1700000000", true},
	    {"https://a/b.jpg?Expires=1900000000", false},
	    {"https://a/b.jpg?Expires=1795910400", true},
	    {"https://a/b.jpg?Expires=1795910401", false},
	    {"https://a/b.jpg?x-expires=1700000000000", true},
	    {"https://a/b.jpg?oe=67000000&oh=1", true},
	    {"https://a/b.jpg?oe=7F000000&oh=1", false},
	    {"https://a/b?X-Amz-Date=20261128T000000Z&X-Amz-Expires=3600",
	     true},
	    {"https://a/b?X-Amz-Date=20261128T000000Z&X-Amz-Expires=604800",
	     false},
	    {"https://a/b?X-Goog-Date=20261128T000000Z&X-Goog-Expires=60",
	     true},
	    {"https://a/b?sv=1&se=2026-11-28T00%3A00%3A00Z&sig=x", true},
	    {"https://a/b?sv=1&se=2026-11-30&sig=x", false},
	    {"https://a/b?hdnea=st=1795900000~exp=1795900001~acl=/*", true},
	    {"https://a/b?hdnea=st=1~exp=1795920000~acl=/*", false},
	    {"https://a/b?e=1795900000&v=beta", true},
	    {"https://a/b?q-sign-time=1795900000;1795900060", true},
	    {"https://a/b?wsTime=6b0a0000", true},
	    {"https://a/b?e=5", false},
	    {"https://a/b?se=tomorrow", false},
	    {"https://a/b?expires=soon", false},
	    {"https://a/b.jpg?exp=12", false},
	    {"https://a/b.jpg", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++)
		if (place_has_expired(urls[i].url, 1795910400) !=
		    urls[i].expired)
			fail_msg("%s", urls[i].url);
}

/* ---- Gone ---- */

#define HOUR 3600000ll

/* One look after the other at one place. */
static struct ledger_sighting looked(struct ledger_sighting was,
				     enum ledger_state what, unsigned ways,
				     int64_t now)
{
	struct ledger_look look = {.state = what, .ways = ways};

	casework_recheck_rule(&was, &look, now);
	was.missing = look.missing;
	was.ways = look.missing_ways;
	was.gone = look.gone;
	return was;
}

#define TWO_WAYS (LEDGER_WAY_ADDRESS | LEDGER_WAY_BROWSER)

TEST(gone_is_missing_twice_a_day_apart_by_two_ways)
{
	struct ledger_sighting at = {.id = 1};

	(void)state;
	at = looked(at, LEDGER_ABSENT, TWO_WAYS, HOUR);
	assert_false(at.gone);
	assert_int_equal(at.missing, HOUR);
	at = looked(at, LEDGER_ABSENT, TWO_WAYS, 24 * HOUR);
	assert_false(at.gone);
	at = looked(at, LEDGER_CHANGED, TWO_WAYS, 25 * HOUR);
	assert_true(at.gone);
	/* What cannot be learned makes it neither more nor less so. */
	at = looked(at, LEDGER_UNKNOWN, TWO_WAYS, 30 * HOUR);
	assert_true(at.gone);
	at = looked(at, LEDGER_THERE, LEDGER_WAY_PAGE, 31 * HOUR);
	assert_false(at.gone);
	assert_int_equal(at.missing, 0);
	assert_int_equal(at.ways, 0);
}

TEST(one_way_of_looking_or_other_states_make_nothing_gone)
{
	static const enum ledger_state others[] = {
	    LEDGER_UNKNOWN, LEDGER_LOGIN, LEDGER_STAND_IN, LEDGER_THERE};
	struct ledger_sighting at = {.id = 1};

	(void)state;
	for (unsigned i = 0; i < 9; i++) {
		at = looked(at, LEDGER_ABSENT, LEDGER_WAY_ADDRESS,
			    (1 + i * 48) * HOUR);
		assert_false(at.gone);
	}
	at = looked(at, LEDGER_ABSENT, LEDGER_WAY_PAGE, 999 * HOUR);
	assert_true(at.gone);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		at = (struct ledger_sighting){.id = 1};
		at = looked(at, others[i], TWO_WAYS, HOUR);
		at = looked(at, others[i], TWO_WAYS, 99 * HOUR);
		assert_false(at.gone);
		assert_int_equal(at.missing, 0);
	}
}

TEST(a_link_of_results_leads_to_the_page_that_it_names)
{
	static const char *const pairs[][2] = {
	    {"https://s.example/imgres?imgurl=https%3A%2F%2Fc.example%2Fa.jpg"
	     "&imgrefurl=https%3A%2F%2FForum.example%2Fu%3Fid%3D7&h=1",
	     "https://forum.example/u?id=7"},
	    {"https://s.example/url?q=http://a.example/b%20c",
	     "http://a.example/b%20c"},
	    {"https://a.example/me?q=cats#top", "https://a.example/me?q=cats"},
	    {"https://a.example/?url=javascript%3Aalert(1)",
	     "https://a.example/?url=javascript%3Aalert(1)"},
	    {"javascript:void(0)", NULL},
	    {"file:///home/me/a.html", NULL},
	    {"u/77", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		char *place = place_of_link(pairs[i][0]);

		if (pairs[i][1] == NULL)
			assert_null(place);
		else
			assert_string_equal(place, pairs[i][1]);
		free(place);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(only_what_was_said_is_known),
	    RUN(a_gateways_login_is_not_the_sites),
	    RUN(every_other_answer_is_unknown),
	    RUN(a_fetcher_that_its_jail_ended_says_for_what),
	    RUN(a_second_look_is_made_where_it_may_tell_more),
	    RUN(sets_aside_what_expires_and_nothing_else),
	    RUN(knows_when_an_address_has_expired),
	    RUN(gone_is_missing_twice_a_day_apart_by_two_ways),
	    RUN(one_way_of_looking_or_other_states_make_nothing_gone),
	    RUN(a_link_of_results_leads_to_the_page_that_it_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
