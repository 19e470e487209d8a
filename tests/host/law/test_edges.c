/* test_edges.c: each limit of the law's sums, just within and just beyond. */
#include "test.h"

#include <lenscap/law_deadline.h>

static struct law_set *set;

static int open_set(void **state)
{
	struct law_fault fault;

	(void)state;
	return law_open("host/share/laws", &fault, &set) == LENS_OK ? 0 : -1;
}

static int close_set(void **state)
{
	(void)state;
	law_close(set);
	return 0;
}

static int32_t day_of(const char *text)
{
	int32_t day;

	assert_int_equal(law_day_parse(text, &day), LENS_OK);
	return day;
}

static void asked(const struct law_question *question, const char *nominal,
		  const char *due)
{
	struct law_deadline deadline;
	struct law_fault fault;

	if (law_deadline(set, question, &fault, &deadline) != LENS_OK)
		fail_msg("%s", fault.sentence);
	assert_int_equal(deadline.nominal, day_of(nominal));
	assert_int_equal(deadline.due, day_of(due));
	law_deadline_free(&deadline);
}

static void refused(const struct law_question *question, const char *why)
{
	struct law_deadline deadline;
	struct law_fault fault;

	assert_int_equal(law_deadline(set, question, &fault, &deadline),
			 LENS_DENIED);
	if (strstr(fault.sentence, why) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", fault.sentence, why);
	law_deadline_free(&deadline);
}

/* Days of python-dateutil, which has Meeus's tables of both calendars. */
TEST(easter_is_on_its_day_in_both_calendars_until_the_last_year)
{
	static const struct {
		int year;
		const char *western, *orthodox;
	} known[] = {
	    {2000, "2000-04-23", "2000-04-30"},
	    {2024, "2024-03-31", "2024-05-05"},
	    {2038, "2038-04-25", "2038-04-25"},
	    {2049, "2049-04-18", "2049-04-25"},
	    {2076, "2076-04-19", "2076-04-26"},
	    {2099, "2099-04-12", "2099-04-12"},
	    {2100, "2100-03-28", "2100-05-02"},
	    {2101, "2101-04-17", "2101-04-24"},
	    {2106, "2106-04-18", "2106-04-25"},
	    {2134, "2134-04-11", "2134-04-18"},
	    {2150, "2150-04-12", "2150-04-19"},
	    {2199, "2199-04-14", "2199-04-21"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		assert_int_equal(law_easter(known[i].year, false),
				 day_of(known[i].western));
		assert_int_equal(law_easter(known[i].year, true),
				 day_of(known[i].orthodox));
	}
}

TEST(a_year_is_from_2000_to_2199)
{
	struct law_question question = {
	    "app", "au",  "",  law_day_from(2000, 1, 1), LAW_NO_DAY, NULL, 0, 0,
	    false, false, NULL};
	int32_t day;

	(void)state;
	assert_int_equal(law_day_parse("2000-01-01", &day), LENS_OK);
	assert_int_equal(law_day_parse("2199-12-31", &day), LENS_OK);
	assert_int_equal(law_day_parse("2000-12-31", &day), LENS_OK);
	assert_int_equal(law_day_parse("2001-00-01", &day), LENS_MALFORMED);
	assert_int_equal(law_day_parse("0000-01-01", &day), LENS_MALFORMED);
	assert_int_equal(law_day_parse("0001-01-01", &day), LENS_TOO_BIG);
	asked(&question, "2000-01-31", "2000-01-31");
	question.received--;
	refused(&question, "not between 2000 and 2199");
	question.received = law_day_from(2199, 12, 31) + 1;
	refused(&question, "not between 2000 and 2199");
}

TEST(no_law_has_a_day_for_what_came_before_it_held)
{
	static const struct {
		const char *law, *first, *source;
	} laws[] = {
	    {"gdpr", "2018-05-25", "Art. 99(2) GDPR"},
	    {"uk", "2020-12-31", "2020, s. 39(1)"},
	    {"fadp", "2023-09-01", "Art. 74 FADP"},
	    {"ccpa", "2020-01-01", "1798.198(a)"},
	    {"lgpd", "2020-09-18", "Lei 14.058/2020"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(laws) / sizeof(laws[0]); i++) {
		const struct law *law = law_named(set, laws[i].law);
		int32_t first = day_of(laws[i].first);
		struct law_fault fault = {""};

		assert_int_equal(law_held_on(law, first, &fault), LENS_OK);
		assert_int_equal(law_held_on(law, first - 1, &fault),
				 LENS_DENIED);
		assert_non_null(strstr(fault.sentence, laws[i].first));
		assert_non_null(strstr(fault.sentence, laws[i].source));
	}
}

TEST(the_clock_stops_until_the_last_day_and_not_after)
{
	struct law_pause pause;
	struct law_question question = {
	    "uk",  "gb",  "",  day_of("2026-11-02"), LAW_NO_DAY, &pause, 1, 0,
	    false, false, NULL};

	(void)state;
	/* Without a pause it ends on Wednesday 2 December. */
	pause = (struct law_pause){day_of("2026-12-02"), day_of("2026-12-05"),
				   LAW_PAUSE_SCOPE};
	asked(&question, "2026-12-05", "2026-12-07");
	pause = (struct law_pause){day_of("2026-12-03"), day_of("2026-12-05"),
				   LAW_PAUSE_SCOPE};
	asked(&question, "2026-12-02", "2026-12-02");
	pause = (struct law_pause){day_of("2026-11-02"), day_of("2026-11-03"),
				   LAW_PAUSE_SCOPE};
	asked(&question, "2026-12-03", "2026-12-03");
	pause = (struct law_pause){day_of("2026-11-10"), day_of("2026-11-10"),
				   LAW_PAUSE_SCOPE};
	asked(&question, "2026-12-02", "2026-12-02");
	pause = (struct law_pause){day_of("2026-11-01"), day_of("2026-11-03"),
				   LAW_PAUSE_SCOPE};
	refused(&question, "A pause cannot begin");
	pause = (struct law_pause){day_of("2026-11-10"), day_of("2026-11-09"),
				   LAW_PAUSE_SCOPE};
	refused(&question, "A pause cannot begin");
	pause = (struct law_pause){day_of("2026-11-10"),
				   law_day_from(2200, 1, 1), LAW_PAUSE_SCOPE};
	refused(&question, "A pause cannot begin");
}

TEST(a_pause_can_reach_the_next_one)
{
	struct law_pause pauses[] = {
	    {day_of("2026-11-30"), day_of("2026-12-02"), LAW_PAUSE_SCOPE},
	    {day_of("2026-12-04"), day_of("2026-12-05"), LAW_PAUSE_SCOPE},
	};
	struct law_question question = {
	    "uk",  "gb",  "",  day_of("2026-11-02"), LAW_NO_DAY, pauses, 2, 0,
	    false, false, NULL};

	(void)state;
	/* The first makes the last day 4 December, on which the next begins. */
	asked(&question, "2026-12-05", "2026-12-07");
	pauses[1] = (struct law_pause){day_of("2026-12-05"),
				       day_of("2026-12-06"), LAW_PAUSE_SCOPE};
	asked(&question, "2026-12-04", "2026-12-04");
	/* Within one another: each day once. */
	pauses[1] = (struct law_pause){day_of("2026-12-01"),
				       day_of("2026-12-02"), LAW_PAUSE_SCOPE};
	asked(&question, "2026-12-04", "2026-12-04");
}

TEST(sixteen_pauses_are_counted_and_seventeen_refused)
{
	struct law_pause pauses[LAW_PAUSES_MAX + 1];
	struct law_question question = {"uk",
					"gb",
					"",
					day_of("2026-11-02"),
					LAW_NO_DAY,
					pauses,
					LAW_PAUSES_MAX,
					0,
					false,
					false,
					NULL};

	(void)state;
	assert_int_equal(LAW_PAUSES_MAX, 16);
	for (int i = 0; i <= LAW_PAUSES_MAX; i++)
		pauses[i] = (struct law_pause){question.received + i,
					       question.received + i + 1,
					       LAW_PAUSE_SCOPE};
	asked(&question, "2026-12-18", "2026-12-18");
	question.pause_count++;
	refused(&question, "More than 16 pauses");
}

/* Art. 12(3) GDPR: within the month; while the clock stands, it does too. */
TEST(an_extension_can_be_told_as_long_as_the_clock_has_not_run_out)
{
	struct law_pause pause = {day_of("2026-11-10"), day_of("2026-11-17"),
				  LAW_PAUSE_SCOPE};
	struct law_question question = {
	    "uk",  "gb",  "",  day_of("2026-11-02"), LAW_NO_DAY, &pause, 0, 0,
	    false, false, NULL};
	struct law_deadline deadline;
	struct law_fault fault;

	(void)state;
	assert_int_equal(law_deadline(set, &question, &fault, &deadline),
			 LENS_OK);
	assert_int_equal(deadline.announce_by, day_of("2026-12-02"));
	assert_false(deadline.extended || deadline.extension_late);
	law_deadline_free(&deadline);
	question.pause_count = 1;
	question.extended_on = day_of("2026-12-09");
	assert_int_equal(law_deadline(set, &question, &fault, &deadline),
			 LENS_OK);
	assert_int_equal(deadline.announce_by, day_of("2026-12-09"));
	assert_true(deadline.extended && !deadline.extension_late);
	assert_int_equal(deadline.due, day_of("2027-02-09"));
	law_deadline_free(&deadline);
	question.extended_on = day_of("2026-12-10");
	assert_int_equal(law_deadline(set, &question, &fault, &deadline),
			 LENS_OK);
	assert_true(deadline.extension_late && !deadline.extended);
	assert_int_equal(deadline.due, day_of("2026-12-09"));
	law_deadline_free(&deadline);
	question.extended_on = question.received;
	asked(&question, "2027-02-09", "2027-02-09");
	question.extended_on = law_day_from(2200, 1, 1);
	refused(&question, "extension cannot have been");
}

TEST(the_clock_of_swiss_law_begins_ten_days_after_a_fee)
{
	struct law_pause pause = {day_of("2026-11-10"), day_of("2026-11-17"),
				  LAW_PAUSE_IDENTITY};
	struct law_question question = {
	    "fadp", "ch",  "",	day_of("2026-11-02"), LAW_NO_DAY, &pause, 1, 0,
	    false,  false, NULL};

	(void)state;
	/* Wednesday 2 December; nothing but a fee changes it (Art. 19 DPO). */
	asked(&question, "2026-12-02", "2026-12-02");
	pause.reason = LAW_PAUSE_FEE;
	asked(&question, "2026-12-20", "2026-12-21");
	pause.from = pause.to = day_of("2026-12-03");
	asked(&question, "2026-12-02", "2026-12-02");
	question.pause_count = 0;
	question.extended_on = question.received;
	refused(&question, "no length for an extension");
	question.extended_to = day_of("2027-02-27");
	asked(&question, "2027-02-27", "2027-03-01");
	question.extended_to = day_of("2026-11-20"); /* shortens nothing */
	asked(&question, "2026-12-02", "2026-12-02");
	question.extended_to = question.received - 1;
	refused(&question, "comes after");
	/* Too late, it gives no more. */
	question.extended_on = day_of("2026-12-03");
	question.extended_to = day_of("2027-02-27");
	asked(&question, "2026-12-02", "2026-12-02");
}

/* Art. 12A(2), (5) UK GDPR, for requests received since 5 February 2026. */
TEST(in_the_uk_an_answer_begins_the_month_anew_since_february_2026)
{
	struct law_pause pauses[] = {
	    {day_of("2026-02-10"), day_of("2026-03-20"), LAW_PAUSE_IDENTITY},
	    {day_of("2026-03-25"), day_of("2026-03-28"), LAW_PAUSE_SCOPE}};
	struct law_question question = {
	    "uk",  "gb",  "",  day_of("2026-02-05"), LAW_NO_DAY, pauses, 1, 0,
	    false, false, NULL};

	(void)state;
	asked(&question, "2026-04-20", "2026-04-20");
	pauses[0].reason = LAW_PAUSE_UNSAID;
	asked(&question, "2026-04-20", "2026-04-20");
	pauses[0].reason = LAW_PAUSE_FEE;
	asked(&question, "2026-04-20", "2026-04-20");
	question.pause_count = 2;
	asked(&question, "2026-04-23", "2026-04-23");
	/* What is asked when the month is over begins nothing. */
	question.pause_count = 1;
	pauses[0].from = day_of("2026-03-06");
	asked(&question, "2026-03-05", "2026-03-05");
	pauses[0].from = day_of("2026-03-05");
	asked(&question, "2026-04-20", "2026-04-20");
	pauses[0].from = day_of("2026-02-10");
	question.received--;
	asked(&question, "2026-03-04", "2026-03-04");
	pauses[0].reason = LAW_PAUSE_REASONS;
	refused(&question, "no reason");
}

TEST(an_extension_to_a_day_binds_as_far_as_the_law_gives_it)
{
	struct law_question question = {"gdpr",
					"de",
					"",
					day_of("2026-12-01"),
					day_of("2026-12-20"),
					NULL,
					0,
					0,
					false,
					false,
					NULL};

	(void)state;
	asked(&question, "2027-03-01", "2027-03-01");
	question.extended_to = day_of("2027-02-07"); /* a Sunday */
	asked(&question, "2027-02-07", "2027-02-08");
	question.extended_to = day_of("2027-03-01");
	asked(&question, "2027-03-01", "2027-03-01");
	question.extended_to = day_of("2027-03-02");
	asked(&question, "2027-03-01", "2027-03-01");
	question.extended_to = day_of("2026-12-24");
	asked(&question, "2027-01-01", "2027-01-04");
}

static bool among(struct law_norms norms, const char *id)
{
	for (size_t i = 0; i < norms.count; i++)
		if (strcmp(norms.ids[i], id) == 0)
			return true;
	return false;
}

static size_t how_many(struct law_norms all, struct law_norms some)
{
	size_t count = 0;

	for (size_t i = 0; i < some.count; i++)
		count += among(all, some.ids[i]);
	return count;
}

TEST(why_it_binds_abroad_is_cited_for_who_is_abroad_and_no_other)
{
	static const struct {
		struct law_situation situation;
		bool reach;
		const char *says;
	} known[] = {
	    {{"de", "de-by", "de", "", LAW_BODY_PRIVATE, NULL},
	     false,
	     "write to is here, too"},
	    {{"de", "de-by", "ie", "", LAW_BODY_PRIVATE, NULL},
	     false,
	     "elsewhere (Ireland)"},
	    {{"de", "de-by", "us", "ie", LAW_BODY_PRIVATE, NULL},
	     true,
	     "has a representative in Ireland"},
	    {{"de", "de-by", "us", "", LAW_BODY_PRIVATE, NULL},
	     true,
	     "abroad (the United States)"},
	    {{"de", "de-by", "gb", "", LAW_BODY_PRIVATE, NULL},
	     true,
	     "United Kingdom), and this law binds it"},
	    {{"de", "de-by", "", "", LAW_BODY_PRIVATE, NULL},
	     true,
	     "it is not known where"},
	    {{"gb", "", "us", "", LAW_BODY_PRIVATE, NULL},
	     true,
	     "abroad (the United States)"},
	    {{"ch", "", "ch", "", LAW_BODY_PRIVATE, NULL},
	     false,
	     "write to is here, too"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		struct law_choice choice;
		struct law_fault fault;
		struct law_norms reach, complaint;

		assert_int_equal(
		    law_choose(set, &known[i].situation, &fault, &choice),
		    LENS_OK);
		reach = choice.law->topics[LAW_REACH];
		complaint = choice.law->topics[LAW_COMPLAINT];
		assert_true(reach.count > 0 && complaint.count > 0);
		assert_int_equal(how_many(choice.norms, complaint),
				 complaint.count);
		assert_int_equal(how_many(choice.norms, reach),
				 known[i].reach ? reach.count : 0);
		assert_int_equal(choice.norms.count,
				 complaint.count +
				     (known[i].reach ? reach.count : 0));
		assert_non_null(strstr(choice.reason[LAW_EN], known[i].says));
		law_choice_free(&choice);
	}
}

TEST(languages_have_names_and_others_have_none)
{
	(void)state;
	for (enum law_language l = 0; l < LAW_LANGUAGES; l++)
		assert_int_equal(law_language_of(law_language_name(l)), l);
	assert_int_equal(law_language_of("xx"), LAW_LANGUAGES);
	assert_int_equal(law_language_of(""), LAW_LANGUAGES);
	assert_string_equal(law_language_name(LAW_LANGUAGES), "");
	for (enum law_right r = 0; r < LAW_RIGHTS; r++)
		assert_int_equal(law_right_of(law_right_name(r)), r);
	assert_int_equal(law_right_of("xx"), LAW_RIGHTS);
}

TEST(days_are_said_as_each_language_says_them)
{
	static const char *const known[][7] = {
	    {"2026-01-01", "1 January 2026", "1. Januar 2026",
	     "1er janvier 2026", "1º gennaio 2026", "1 januari 2026",
	     "1 de enero de 2026"},
	    {"2026-03-02", "2 March 2026", "2. März 2026", "2 mars 2026",
	     "2 marzo 2026", "2 maart 2026", "2 de marzo de 2026"},
	    {"2028-02-29", "29 February 2028", "29. Februar 2028",
	     "29 février 2028", "29 febbraio 2028", "29 februari 2028",
	     "29 de febrero de 2028"},
	    {"2026-12-31", "31 December 2026", "31. Dezember 2026",
	     "31 décembre 2026", "31 dicembre 2026", "31 december 2026",
	     "31 de diciembre de 2026"},
	};
	char out[48];

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		for (enum law_language l = 0; l < LAW_LANGUAGES; l++) {
			law_day_words(set, day_of(known[i][0]), l, out);
			assert_string_equal(out, known[i][1 + l]);
		}
}

/* A citation that does not end with its law cannot leave that away. */
TEST(citations_join_where_both_name_their_law_at_the_end)
{
	struct law_norm a = {.id = "gdpr:15", .cite = {"Article 15 GDPR"}};
	struct law_norm b = {.id = "gdpr:17", .cite = {"Article 17 GDPR"}};

	(void)state;
	assert_true(law_cites_join(set, &a, &b, LAW_EN));
	b.cite[LAW_EN] = "GDPR, Article 17";
	assert_false(law_cites_join(set, &a, &b, LAW_EN));
	assert_false(law_cites_join(set, &b, &a, LAW_EN));
	/* Nothing but the law is no citation of a norm. */
	b.cite[LAW_EN] = "GDPR";
	assert_false(law_cites_join(set, &a, &b, LAW_EN));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(easter_is_on_its_day_in_both_calendars_until_the_last_year),
	    RUN(a_year_is_from_2000_to_2199),
	    RUN(no_law_has_a_day_for_what_came_before_it_held),
	    RUN(the_clock_stops_until_the_last_day_and_not_after),
	    RUN(a_pause_can_reach_the_next_one),
	    RUN(sixteen_pauses_are_counted_and_seventeen_refused),
	    RUN(an_extension_can_be_told_as_long_as_the_clock_has_not_run_out),
	    RUN(the_clock_of_swiss_law_begins_ten_days_after_a_fee),
	    RUN(in_the_uk_an_answer_begins_the_month_anew_since_february_2026),
	    RUN(an_extension_to_a_day_binds_as_far_as_the_law_gives_it),
	    RUN(why_it_binds_abroad_is_cited_for_who_is_abroad_and_no_other),
	    RUN(languages_have_names_and_others_have_none),
	    RUN(days_are_said_as_each_language_says_them),
	    RUN(citations_join_where_both_name_their_law_at_the_end),
	};

	return cmocka_run_group_tests(tests, open_set, close_set);
}
