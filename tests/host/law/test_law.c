/* test_law.c: norms, deadlines, choices and what is refused. */
#include <fcntl.h>

#include "test.h"

#include <lenscap/base_io.h>
#include <lenscap/law_deadline.h>

static struct law_set *law_set_of(void)
{
	struct law_fault fault;
	struct law_set *set;

	if (law_open("host/share/laws", &fault, &set) != LENS_OK)
		fail_msg("%s", fault.sentence);
	return set;
}

static int32_t day_of(const char *text)
{
	int32_t day;

	assert_int_equal(law_day_parse(text, &day), LENS_OK);
	return day;
}

/* The deadline of "law place received extended-on", freed after the check. */
static struct law_deadline due_of(const struct law_set *set,
				  const struct law_question *question)
{
	struct law_deadline deadline;
	struct law_fault fault;

	if (law_deadline(set, question, &fault, &deadline) != LENS_OK)
		fail_msg("%s", fault.sentence);
	assert_string_equal(fault.sentence, "");
	return deadline;
}

TEST(days_go_there_and_back)
{
	int32_t next = law_day_from(1999, 1, 1);

	(void)state;
	assert_int_equal(law_day_from(1970, 1, 1), 0);
	assert_int_equal(law_weekday(0), 4);
	for (int year = 1999; year < 2201; year++)
		for (int month = 1; month <= 12; month++)
			for (int day = 1; day <= 28; day++) {
				int32_t number = law_day_from(year, month, day);
				int y, m, d;

				assert_true(number >= next);
				next = number;
				law_day_parts(number, &y, &m, &d);
				assert_true(y == year && m == month &&
					    d == day);
			}
	assert_int_equal(law_day_from(2028, 3, 1) - law_day_from(2028, 2, 28),
			 2);
	assert_int_equal(law_day_from(2100, 3, 1) - law_day_from(2100, 2, 28),
			 1);
}

TEST(refuses_what_is_no_day)
{
	static const char *const wrong[] = {
	    "",		  "2026-2-03",	 "2026-02-30",	"2026-13-01",
	    "22.11.2026", "2026-11-22 ", " 2026-11-22", "2026/11/22",
	    "2027-02-29", "2026-00-10",	 "2026-10-00",	"+026-10-01",
	    "2026-1x-10", "2026-10-1x",
	};
	int32_t day;
	char text[11];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_int_equal(law_day_parse(wrong[i], &day), LENS_MALFORMED);
		assert_int_equal(day, LAW_NO_DAY);
	}
	assert_int_equal(law_day_parse("1999-12-31", &day), LENS_TOO_BIG);
	assert_int_equal(law_day_parse("2200-01-01", &day), LENS_TOO_BIG);
	law_day_text(day_of("2028-02-29"), text);
	assert_string_equal(text, "2028-02-29");
}

TEST(a_later_receipt_is_never_due_earlier)
{
	struct law_set *set = law_set_of();
	struct law_question question = {"gdpr",	    "de",  "de-by", 0,
					LAW_NO_DAY, NULL,  0,	    0,
					false,	    false, NULL};
	int32_t last = 0;

	(void)state;
	for (int32_t day = day_of("2024-01-01"); day < day_of("2028-03-05");
	     day += 3) {
		struct law_deadline deadline;

		question.received = day;
		deadline = due_of(set, &question);
		assert_true(deadline.due >= last);
		assert_true(deadline.due >= deadline.nominal);
		assert_true(deadline.nominal - day >= 28 &&
			    deadline.nominal - day <= 31);
		assert_true(law_weekday(deadline.due) < 6);
		assert_null(
		    law_holiday(set, "de", "de-by", deadline.due, LAW_EN));
		last = deadline.due;
		law_deadline_free(&deadline);
	}
	law_close(set);
}

TEST(counts_the_known_vectors)
{
	/* received, nominal, due, due when extended; the country's holidays */
	static const char *const known[][7] = {
	    {"de", "2026-03-05", "2026-04-05", "2026-04-07", "2026-06-05"},
	    {"pt", "2026-03-05", "2026-04-05", "2026-04-06", "2026-06-05"},
	    {"de", "2026-08-31", "2026-09-30", "2026-09-30", "2026-11-30"},
	    {"de", "2026-10-31", "2026-11-30", "2026-11-30", "2027-02-01"},
	    {"de", "2026-12-25", "2027-01-25", "2027-01-25", "2027-03-25"},
	    {"de", "2027-01-31", "2027-02-28", "2027-03-01", "2027-04-30"},
	    {"de", "2028-01-31", "2028-02-29", "2028-02-29", "2028-05-02"},
	    {"nl", "2028-01-31", "2028-02-29", "2028-02-29", "2028-05-01"},
	    {"mt", "2026-01-10", "2026-02-10", "2026-02-11", "2026-04-10"},
	    {"lv", "2025-04-04", "2025-05-04", "2025-05-06", "2025-07-04"},
	    {"ro", "2026-05-01", "2026-06-01", "2026-06-02", "2026-08-03"},
	    {"cy", "2026-01-23", "2026-02-23", "2026-02-24", "2026-04-23"},
	    {"li", "2026-08-08", "2026-09-08", "2026-09-09", "2026-11-09"},
	    {"no", "2026-11-30", "2026-12-30", "2026-12-30", "2027-03-01"},
	};
	struct law_set *set = law_set_of();

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const char *const *row = known[i];
		struct law_question question = {
		    "gdpr", row[0], "",	   day_of(row[1]), LAW_NO_DAY, NULL,
		    0,	    0,	    false, false,	   NULL};
		struct law_deadline deadline = due_of(set, &question);

		assert_int_equal(deadline.due, day_of(row[3]));
		assert_int_equal(deadline.nominal, day_of(row[2]));
		assert_true(deadline.verified);
		law_deadline_free(&deadline);
		question.extended_on = question.received;
		deadline = due_of(set, &question);
		assert_true(deadline.extended);
		assert_int_equal(deadline.due, day_of(row[4]));
		law_deadline_free(&deadline);
	}
	/* 4 May 2025 is a Sunday: Monday is the holiday in its place. */
	assert_non_null(
	    law_holiday(set, "lv", "", day_of("2025-05-05"), LAW_FR));
	law_close(set);
}

TEST(says_how_it_counted)
{
	struct law_set *set = law_set_of();
	struct law_question question = {
	    "gdpr", "de",  "",	day_of("2026-03-05"), LAW_NO_DAY, NULL, 0, 0,
	    false,  false, NULL};
	struct law_deadline deadline = due_of(set, &question);

	(void)state;
	assert_string_equal(
	    deadline.sentence[LAW_EN],
	    "Received on 5 March 2026; that day itself is not counted (Art. "
	    "3(1), (2)(c), (4) Reg. "
	    "1182/71); one month (Art. 12(3) GDPR) ends on Sunday, 5 April "
	    "2026; 6 April 2026 is Easter Monday (Germany); so the last day is "
	    "7 "
	    "April 2026.");
	assert_non_null(strstr(deadline.sentence[LAW_DE], "Ostermontag"));
	assert_non_null(
	    strstr(deadline.sentence[LAW_FR], "le lundi de Pâques"));
	law_deadline_free(&deadline);
	law_deadline_free(&deadline);
	law_close(set);
}

/* A company answers from where it is: no last day is a holiday there. */
TEST(holidays_of_the_other_side_count_too)
{
	static const struct {
		const char *country, *there, *received, *due, *says;
	} rows[] = {
	    {"it", "de", "2026-04-14", "2026-05-15",
	     "14 May 2026 is Ascension Day (Germany); so the last day"},
	    {"it", "", "2026-04-14", "2026-05-14", "14 May 2026."},
	    {"gb", "de", "2026-05-04", "2026-06-05",
	     "In parts of Germany 4 June 2026 is a holiday: this is the latest "
	     "last day of any part."},
	    {"de", "ie", "2026-02-17", "2026-03-18", "(Ireland)"},
	    {"de", "us", "2026-10-26", "2026-11-26", "26 November 2026."},
	};
	struct law_set *set = law_set_of();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct law_question question = {
		    .law = "gdpr",
		    .country = rows[i].country,
		    .region = "",
		    .received = day_of(rows[i].received),
		    .extended_on = LAW_NO_DAY,
		    .there = law_calendar_there(set, "gdpr", rows[i].country,
						rows[i].there)};
		struct law_deadline deadline = due_of(set, &question);

		assert_int_equal(deadline.due, day_of(rows[i].due));
		if (strstr(deadline.sentence[LAW_EN], rows[i].says) == NULL)
			fail_msg("%s", deadline.sentence[LAW_EN]);
		law_deadline_free(&deadline);
	}
	law_close(set);
}

/* Art. 25(7) FADP is of access: to erase, no law sets a time. */
TEST(says_where_a_time_is_only_asked_for)
{
	struct law_set *set = law_set_of();
	struct law_question question = {.law = "fadp",
					.country = "ch",
					.region = "",
					.received = day_of("2026-03-05"),
					.extended_on = LAW_NO_DAY,
					.untimed = true};
	struct law_deadline deadline = due_of(set, &question);
	bool asked[LAW_RIGHTS] = {[LAW_ERASURE] = true};

	(void)state;
	assert_string_equal(
	    deadline.sentence[LAW_EN],
	    "Received on 5 March 2026; that day itself is not counted (Art. "
	    "77, 78 CO, Art. 1 SR 173.110.3); 30 days (asked for in the "
	    "letter; the law sets no time) end on Saturday, 4 April 2026; 5 "
	    "April 2026 is a Sunday; so the last day is 6 April 2026. In "
	    "parts of Switzerland 6 April 2026 is a holiday, and the last day "
	    "a later one: say which part. Not checked against its "
	    "source: the holidays of Switzerland.");
	assert_false(law_times(law_named(set, "fadp"), asked));
	assert_true(law_times(law_named(set, "gdpr"), asked));
	asked[LAW_ACCESS] = true;
	assert_true(law_times(law_named(set, "fadp"), asked));
	law_deadline_free(&deadline);
	law_close(set);
}

TEST(an_extension_said_too_late_does_not_count)
{
	struct law_set *set = law_set_of();
	struct law_question question = {"gdpr",
					"de",
					"",
					day_of("2026-03-05"),
					day_of("2026-04-08"),
					NULL,
					0,
					0,
					false,
					false,
					NULL};
	struct law_deadline deadline = due_of(set, &question);

	(void)state;
	assert_true(deadline.extension_late && !deadline.extended);
	assert_int_equal(deadline.due, day_of("2026-04-07"));
	assert_non_null(strstr(deadline.sentence[LAW_EN], "does not count"));
	law_deadline_free(&deadline);
	question.extended_on = day_of("2026-04-07");
	deadline = due_of(set, &question);
	assert_true(deadline.extended && !deadline.extension_late);
	law_deadline_free(&deadline);
	law_close(set);
}

TEST(the_clock_stands_still_once_for_each_day)
{
	struct law_set *set = law_set_of();
	struct law_pause pauses[] = {
	    {day_of("2026-11-10"), day_of("2026-11-14"), LAW_PAUSE_SCOPE},
	    {day_of("2026-11-04"), day_of("2026-11-11"), LAW_PAUSE_SCOPE},
	    {day_of("2027-06-01"), day_of("2027-06-30"),
	     LAW_PAUSE_SCOPE}, /* long after */
	};
	struct law_question question = {
	    "uk",	"gb",	"gb-sct", day_of("2026-11-02"),
	    LAW_NO_DAY, pauses, 3,	  0,
	    false,	false,	NULL};
	struct law_deadline deadline = due_of(set, &question);

	(void)state;
	assert_int_equal(deadline.nominal, day_of("2026-12-12"));
	assert_int_equal(deadline.due, day_of("2026-12-14"));
	assert_true(deadline.verified);
	law_deadline_free(&deadline);
	/* In the EU the pause rests on paragraphs nobody re-read. */
	question.law = "gdpr";
	question.country = "de";
	question.region = "";
	deadline = due_of(set, &question);
	assert_false(deadline.verified);
	assert_non_null(strstr(deadline.sentence[LAW_EN],
			       "Not checked against its source: EDPB "
			       "Guidelines 01/2022, para. 159."));
	law_deadline_free(&deadline);
	law_close(set);
}

TEST(refuses_what_cannot_be_with_a_sentence)
{
	struct law_set *set = law_set_of();
	struct law_pause back = {day_of("2026-03-10"), day_of("2026-03-09"),
				 LAW_PAUSE_SCOPE};
	struct law_pause early = {day_of("2026-03-01"), day_of("2026-03-09"),
				  LAW_PAUSE_SCOPE};
	int32_t in = day_of("2026-03-05");
	const struct law_question wrong[] = {
	    {"nolaw", "de", "", in, LAW_NO_DAY, NULL, 0, 0, false, false, NULL},
	    {"gdpr", "zz", "", in, LAW_NO_DAY, NULL, 0, 0, false, false, NULL},
	    {"gdpr", "de", "de-zz", in, LAW_NO_DAY, NULL, 0, 0, false, false,
	     NULL},
	    {"gdpr", "de", "", LAW_NO_DAY, LAW_NO_DAY, NULL, 0, 0, false, false,
	     NULL},
	    {"gdpr", "de", "", in, in - 1, NULL, 0, 0, false, false, NULL},
	    {"gdpr", "de", "", in, LAW_NO_DAY, &back, 1, 0, false, false, NULL},
	    {"gdpr", "de", "", in, LAW_NO_DAY, &early, 1, 0, false, false,
	     NULL},
	    {"fadp", "ch", "", in, in, NULL, 0, 0, false, false, NULL},
	    {"fadp", "ch", "", in, LAW_NO_DAY, &back, 1, 0, false, false, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct law_deadline deadline;
		struct law_fault fault;

		assert_int_equal(
		    law_deadline(set, &wrong[i], &fault, &deadline),
		    LENS_DENIED);
		assert_true(strlen(fault.sentence) > 20);
		assert_int_equal(deadline.due, LAW_NO_DAY);
		assert_null(deadline.sentence[LAW_EN]);
		law_deadline_free(&deadline);
	}
	law_close(set);
}

TEST(chooses_law_and_authority_by_where_one_lives)
{
	static const struct {
		struct law_situation situation;
		const char *law, *authority, *says;
	} known[] = {
	    {{"de", "de-be", "us", "", LAW_BODY_PRIVATE, NULL},
	     "gdpr",
	     "deberlbdi",
	     "3(2)(b)"},
	    {{"de", "de-by", "de", "", LAW_BODY_PUBLIC, NULL},
	     "gdpr",
	     "debayldb",
	     "77(1)"},
	    {{"de", "de-by", "de", "", LAW_BODY_PRIVATE, NULL},
	     "gdpr",
	     "debaylda",
	     "77(1)"},
	    {{"de", "de-by", "fr", "", LAW_BODY_PUBLIC, NULL},
	     "gdpr",
	     "debaylda",
	     "77(1)"},
	    {{"de", "de-by", "fr", "", LAW_BODY_CHURCH, NULL},
	     "gdpr",
	     "debaylda",
	     "77(1)"},
	    {{"fr", "", "ie", "", LAW_BODY_PRIVATE, NULL},
	     "gdpr",
	     "frcnil",
	     "Ireland"},
	    {{"at", "", "us", "nl", LAW_BODY_PRIVATE, NULL},
	     "gdpr",
	     "atdsb",
	     "Netherlands"},
	    {{"it", "", "", "", LAW_BODY_PRIVATE, NULL},
	     "gdpr",
	     "itgpdp",
	     "not known"},
	    {{"gb", "gb-sct", "us", "", LAW_BODY_PRIVATE, NULL},
	     "uk",
	     "gbico",
	     "the United States"},
	    {{"ch", "ch-zh", "us", "", LAW_BODY_PRIVATE, NULL},
	     "fadp",
	     "chedoeb",
	     "abroad"},
	    {{"no", "", "se", "", LAW_BODY_PRIVATE, NULL},
	     "gdpr",
	     "nods",
	     "Sweden"},
	    /* Churches have authorities of their own where the law says so. */
	    {{"de", "de-by", "de", "", LAW_BODY_CATHOLIC, NULL},
	     "gdpr",
	     "dekathbayddsb",
	     "77(1)"},
	    {{"de", "de-be", "de", "", LAW_BODY_CATHOLIC, NULL},
	     "gdpr",
	     "",
	     "is here, too."},
	    {{"de", "de-by", "de", "", LAW_BODY_CHURCH, NULL},
	     "gdpr",
	     "",
	     "is here, too."},
	    {{"fr", "", "fr", "", LAW_BODY_CHURCH, NULL},
	     "gdpr",
	     "frcnil",
	     "77(1)"},
	    /* Who is established in the Union is bound whoever asks. */
	    {{"gb", "", "fr", "", LAW_BODY_PRIVATE, NULL},
	     "gdpr",
	     "frcnil",
	     "3(1)"},
	    {{"ch", "", "ie", "", LAW_BODY_PRIVATE, NULL},
	     "gdpr",
	     "iedpc",
	     "3(1)"},
	    {{"us", "", "ie", "", LAW_BODY_PRIVATE, NULL},
	     "gdpr",
	     "iedpc",
	     "3(1)"},
	    {{"us", "", "gb", "", LAW_BODY_PRIVATE, NULL},
	     "uk",
	     "gbico",
	     "3(1)"},
	    {{"us", "", "de", "", LAW_BODY_PRIVATE, NULL}, "gdpr", "", "3(1)"},
	    /* Laws overseas: the state's, the province's, the country's. */
	    {{"us", "us-ca", "us", "", LAW_BODY_PRIVATE, NULL},
	     "ccpa",
	     "uscppa",
	     "You live in California."},
	    {{"us", "us-ca", "", "", LAW_BODY_PRIVATE, NULL},
	     "ccpa",
	     "uscppa",
	     "in California"},
	    {{"us", "us-il", "us", "", LAW_BODY_PRIVATE, NULL},
	     "bipa",
	     "",
	     "in Illinois"},
	    {{"us", "us-tx", "us", "", LAW_BODY_PRIVATE, NULL},
	     "cubi",
	     "ustxag",
	     "in Texas"},
	    {{"ca", "ca-on", "us", "", LAW_BODY_PRIVATE, NULL},
	     "pipeda",
	     "caopc",
	     "in Canada"},
	    {{"ca", "ca-qc", "ca", "", LAW_BODY_PRIVATE, NULL},
	     "p391",
	     "caqccai",
	     "in Quebec"},
	    {{"br", "", "us", "", LAW_BODY_PRIVATE, NULL},
	     "lgpd",
	     "branpd",
	     "in Brazil"},
	    {{"au", "au-nsw", "", "", LAW_BODY_PRIVATE, NULL},
	     "app",
	     "auoaic",
	     "in Australia"},
	    /* Against the Union, the United Kingdom or Switzerland, theirs. */
	    {{"us", "us-ca", "ie", "", LAW_BODY_PRIVATE, NULL},
	     "gdpr",
	     "iedpc",
	     "3(1)"},
	    {{"ca", "ca-qc", "gb", "", LAW_BODY_PRIVATE, NULL},
	     "uk",
	     "gbico",
	     "3(1)"},
	    /* And theirs abroad binds nobody here. */
	    {{"fr", "", "ca", "", LAW_BODY_PRIVATE, NULL},
	     "gdpr",
	     "frcnil",
	     "3(2)(b)"},
	    /* And not the other way round: home's law is the stronger. */
	    {{"fr", "", "gb", "", LAW_BODY_PRIVATE, NULL},
	     "gdpr",
	     "frcnil",
	     "3(2)(b)"},
	    {{"fr", "", "gb", "", LAW_BODY_PRIVATE, "uk"},
	     "uk",
	     "gbico",
	     "3(1)"},
	    {{"gb", "", "fr", "", LAW_BODY_PRIVATE, "uk"},
	     "uk",
	     "gbico",
	     "3(2)(b)"},
	};
	static const struct law_situation wrong[] = {
	    {"us", "", "us", "", LAW_BODY_PRIVATE, NULL},
	    {"de", "", "us", "", LAW_BODY_PRIVATE, NULL},
	    {"de", "de-xx", "us", "", LAW_BODY_PRIVATE, NULL},
	    {"de", "de-be", "us", "", LAW_BODY_PRIVATE, "fadp"},
	    {"de", "de-be", "", "", LAW_BODY_PRIVATE, "uk"},
	    {"us", "", "us", "", LAW_BODY_PRIVATE, "gdpr"},
	    {"us", "", "", "", LAW_BODY_PRIVATE, "gdpr"},
	    {"us", "us-ny", "us", "", LAW_BODY_PRIVATE, NULL},
	    {"us", "us-ca", "us", "", LAW_BODY_PRIVATE, "bipa"},
	    {"ca", "ca-xx", "ca", "", LAW_BODY_PRIVATE, NULL},
	    {"de", "de-be", "us", "", LAW_BODY_PRIVATE, "ccpa"},
	    {"jp", "", "us", "", LAW_BODY_PRIVATE, NULL},
	};
	struct law_set *set = law_set_of();
	struct law_choice choice;
	struct law_fault fault;

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		assert_int_equal(
		    law_choose(set, &known[i].situation, &fault, &choice),
		    LENS_OK);
		assert_string_equal(choice.law->id, known[i].law);
		assert_string_equal(choice.authority, known[i].authority);
		assert_non_null(strstr(choice.reason[LAW_EN], known[i].says));
		/* No complaint goes to one that is not known. */
		if (known[i].authority[0] == '\0' && !choice.elsewhere)
			assert_null(
			    strstr(choice.reason[LAW_EN], "complaint goes"));
		assert_true(strlen(choice.reason[LAW_DE]) > 60 &&
			    strlen(choice.reason[LAW_FR]) > 60);
		assert_null(strchr(choice.reason[LAW_FR], '{'));
		law_choice_free(&choice);
	}
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_int_equal(law_choose(set, &wrong[i], &fault, &choice),
				 LENS_DENIED);
		assert_true(strlen(fault.sentence) > 20);
		assert_null(choice.law);
	}
	law_close(set);
}

/* Whoever is under no law here learns of what it depends. */
TEST(says_why_no_law_holds)
{
	static const struct {
		const char *residence, *region, *says;
	} known[] = {
	    {"jp", "",
	     "No law that is known here protects somebody who lives in \"jp\""},
	    {"us", "", "In \"us\" the law differs by state, and laws of us-ca"},
	    {"us", "us-ny",
	     "No law of \"us-ny\" is known here; of \"us\" those"},
	};
	struct law_set *set = law_set_of();

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const struct law_situation situation = {known[i].residence,
							known[i].region,
							"us",
							"",
							LAW_BODY_PRIVATE,
							NULL};
		struct law_choice choice;
		struct law_fault fault;

		assert_int_equal(law_choose(set, &situation, &fault, &choice),
				 LENS_DENIED);
		if (strstr(fault.sentence, known[i].says) == NULL)
			fail_msg("%s", fault.sentence);
	}
	law_close(set);
}

TEST(cites_in_each_language)
{
	static const char *const known[][7] = {
	    {"gdpr:15(1)(g)", "Art. 15(1)(g) GDPR",
	     "Art. 15 Abs. 1 lit. g DSGVO",
	     "art. 15, par. 1, point g), du RGPD",
	     "art. 15, par. 1, lett. g), RGPD", "art. 15, lid 1, onder g), AVG",
	     "art. 15, apdo. 1, letra g), RGPD"},
	    {"fadp:25", "Art. 25 FADP", "Art. 25 DSG", "art. 25 LPD",
	     "art. 25 LPD", "art. 25 DSG", "art. 25 LPD"},
	    {"uk:12A", "Art. 12A UK GDPR", "Art. 12A UK-DSGVO",
	     "art. 12A du RGPD britannique", "art. 12A UK GDPR",
	     "art. 12A UK GDPR", "art. 12A UK GDPR"},
	};
	struct law_set *set = law_set_of();

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const struct law_norm *norm = law_norm(set, known[i][0]);

		assert_non_null(norm);
		for (enum law_language l = 0; l < LAW_LANGUAGES; l++)
			if (!law_begun(set, l))
				assert_string_equal(norm->cite[l],
						    known[i][1 + l]);
	}
	assert_null(law_norm(set, "gdpr:999"));
	assert_true(law_norm_count(set) > 200);
	assert_true(law_norm(set, "gdpr:12(3)")->verified);
	assert_false(law_norm(set, "edpb:01/2022:138")->verified);
	/* The laws that share their letters know every right. */
	for (size_t i = 0; i < law_count(set); i++)
		for (enum law_right r = 0; r < LAW_RIGHTS; r++)
			assert_true(law_at(set, i)->letters[0] != '\0' ||
				    law_at(set, i)->rights[r].count > 0);
	law_close(set);
}

/* A change of the law, and what an id stands for on the days beside it. */
TEST(knows_what_is_in_force_on_a_day)
{
	static const struct {
		const char *id, *day, *before, *on; /* on: from day on */
	} changes[] = {
	    {"uk:12A(3)", "2026-02-05", "uk:12(3)", "uk:12A(3)"},
	    {"uk:12A(2)", "2026-02-05", "uk:12(6)", "uk:12A(2)"},
	    {"uk:4(14)", "2026-02-05", "uk:4(14)", "uk:4(1)(14)"},
	    {"uk:4(1)(14)", "2026-02-05", "uk:4(14)", "uk:4(1)(14)"},
	    {"uk:4A", "2026-02-05", "ico:counting", "uk:4A"},
	    {"uk:22", "2026-02-05", "uk:22", "uk:22A"},
	    {"uk:14(5)(b)", "2026-02-05", "uk:14(5)(b)", "uk:14(5)(e)"},
	    {"dpa2018:165(2)", "2026-06-19", "uk:77(1)", "dpa2018:165(2)"},
	    {"uk:77(1)", "2026-06-19", "uk:77(1)", "dpa2018:165(2)"},
	    {"dpa2018:164A", "2026-06-19", NULL, "dpa2018:164A"},
	    {"uk:15(1)(ea)", "2026-06-19", NULL, "uk:15(1)(ea)"},
	    {"2025/2518:4(1)", "2027-04-02", NULL, "2025/2518:4(1)"},
	    {"aiact:5(1)(e)", "2025-02-02", NULL, "aiact:5(1)(e)"},
	};
	struct law_set *set = law_set_of();

	(void)state;
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		const struct law_norm *norm;
		int32_t day;

		assert_int_equal(law_day_parse(changes[i].day, &day), LENS_OK);
		norm = law_norm_on(set, changes[i].id, day);
		assert_string_equal(norm->id, changes[i].on);
		norm = law_norm_on(set, changes[i].id, day - 1);
		if (changes[i].before == NULL)
			assert_null(norm);
		else
			assert_string_equal(norm->id, changes[i].before);
	}
	assert_string_equal(law_norm_on(set, "gdpr:15(1)", 0)->id,
			    "gdpr:15(1)");
	assert_null(law_norm_on(set, "gdpr:999", 20000));
	law_close(set);
}

/* Each line: norms side by side, and how the run reads. */
TEST(names_a_law_and_an_article_once)
{
	static const struct {
		const char *ids[4];
		enum law_language language;
		const char *run;
	} runs[] = {
	    {{"gdpr:14(1)", "gdpr:14(3)"}, LAW_EN, "Art. 14(1), (3) GDPR"},
	    {{"gdpr:15(1)(c)", "gdpr:15(1)(g)", "gdpr:15(3)"},
	     LAW_EN,
	     "Art. 15(1)(c), (g), (3) GDPR"},
	    {{"gdpr:17(1)(d)", "gdpr:6(1)"},
	     LAW_EN,
	     "Art. 17(1)(d), 6(1) GDPR"},
	    {{"gdpr:15(1)(c)", "gdpr:15(1)(g)", "gdpr:6(1)"},
	     LAW_DE,
	     "Art. 15 Abs. 1 lit. c und g, Art. 6 Abs. 1 DSGVO"},
	    {{"gdpr:15(1)(c)", "gdpr:15(1)(g)"},
	     LAW_FR,
	     "art. 15, par. 1, points c) et g), du RGPD"},
	    {{"uk:14(1)", "uk:14(3)"},
	     LAW_FR,
	     "art. 14, par. 1 et 3, du RGPD britannique"},
	    {{"gdpr:15", "gdpr:17", "gdpr:21"},
	     LAW_FR,
	     "art. 15, 17 et 21 du RGPD"},
	    {{"gdpr:15", "gdpr:17", "gdpr:21"},
	     LAW_DE,
	     "Art. 15, 17 und 21 DSGVO"},
	    {{"ccpa:1798.140(c)", "ccpa:1798.110(a)"},
	     LAW_EN,
	     "Cal. Civ. Code §§ 1798.140(c), 1798.110(a)"},
	    {{"ccpa:1798.105(a)", "ccpa:1798.105(c)(1)"},
	     LAW_EN,
	     "Cal. Civ. Code § 1798.105(a), (c)(1)"},
	    {{"ccpa:1798.130(a)(2)(A)", "ccpa:1798.130(a)(7)"},
	     LAW_EN,
	     "Cal. Civ. Code § 1798.130(a)(2)(A), (a)(7)"},
	    {{"cubi:503.001(b)", "cubi:503.001(b-1)"},
	     LAW_EN,
	     "Tex. Bus. & Com. Code § 503.001(b), (b-1)"},
	    {{"bipa:10", "bipa:15(a)", "bipa:15(b)"},
	     LAW_EN,
	     "740 ILCS 14/10, 14/15(a), (b)"},
	    {{"pipeda:4.9", "pipeda:4.9.1", "pipeda:s8(7)"},
	     LAW_EN,
	     "PIPEDA, Sch. 1, cl. 4.9, 4.9.1, s. 8(7)"},
	    {{"pipeda:s8(3)", "pipeda:s8(5)"}, LAW_EN, "PIPEDA, s. 8(3), (5)"},
	    {{"p391:42", "p391:44"}, LAW_EN, "P-39.1, ss. 42, 44"},
	    {{"lgpd:18(I)", "lgpd:18(II)", "lgpd:19(II)"},
	     LAW_EN,
	     "LGPD, Art. 18, I, II, Art. 19, II"},
	    {{"lgpd:5(II)", "lgpd:11"}, LAW_EN, "LGPD, Art. 5, II, Art. 11"},
	    {{"app:13.1", "app:13.2"}, LAW_EN, "APP 13.1, 13.2"},
	    {{"gdpr:6(1)", "gdpr:14(1)", "gdpr:14(3)"},
	     LAW_FR,
	     "art. 6, par. 1, art. 14, par. 1 et 3, du RGPD"},
	    {{"gdpr:9(1)", "gdpr:9(2)(e)"},
	     LAW_FR,
	     "art. 9, par. 1, par. 2, point e), du RGPD"},
	    {{"fadp:30(2)(b)", "fadp:30(2)(c)"},
	     LAW_FR,
	     "art. 30, al. 2, let. b et c, LPD"},
	    {{"gdpr:15(1)", "gdpr:15(3)"},
	     LAW_IT,
	     "art. 15, parr. 1 e 3, RGPD"},
	    {{"gdpr:15", "gdpr:17", "gdpr:21"},
	     LAW_IT,
	     "artt. 15, 17 e 21 RGPD"},
	    {{"gdpr:6(1)", "gdpr:15(1)(c)", "gdpr:15(1)(g)"},
	     LAW_IT,
	     "art. 6, par. 1, art. 15, par. 1, lett. c) e g), RGPD"},
	    {{"fadp:30(2)(b)", "fadp:30(2)(c)"},
	     LAW_IT,
	     "art. 30 cpv. 2 lett. b e c LPD"},
	    {{"gdpr:15(1)", "gdpr:15(3)"},
	     LAW_NL,
	     "art. 15, leden 1 en 3, AVG"},
	    {{"gdpr:15", "gdpr:17", "gdpr:21"},
	     LAW_NL,
	     "artt. 15, 17 en 21 AVG"},
	    {{"gdpr:6(1)", "gdpr:15(1)(c)", "gdpr:15(1)(g)"},
	     LAW_NL,
	     "art. 6, lid 1, art. 15, lid 1, onder c) en g), AVG"},
	    {{"gdpr:15(1)", "gdpr:15(3)"},
	     LAW_ES,
	     "art. 15, apdos. 1 y 3, RGPD"},
	    {{"gdpr:15", "gdpr:17", "gdpr:21"},
	     LAW_ES,
	     "arts. 15, 17 y 21 RGPD"},
	    {{"fadp:30(2)(b)", "fadp:30(2)(c)"},
	     LAW_ES,
	     "art. 30, apdo. 2, letras b) y c), LPD"},
	    /* Nothing is left out of what is another law's or another kind. */
	    {{"gdpr:15(1)", "uk:15(1)"}, LAW_EN, NULL},
	    {{"gdpr:15(1)", "cjeu:C-154/21"}, LAW_EN, NULL},
	    {{"cjeu:C-154/21", "cjeu:C-487/21"}, LAW_EN, NULL},
	};
	struct law_set *set = law_set_of();

	(void)state;
	for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++) {
		const struct law_norm *norms[5] = {NULL};
		char *run = base_copy("");
		bool joins = true;

		for (size_t n = 0; n < 4 && runs[i].ids[n] != NULL; n++)
			norms[n] = law_norm(set, runs[i].ids[n]);
		for (size_t n = 0; norms[n] != NULL; n++) {
			char *piece = law_cite_piece(
			    set, n > 0 ? norms[n - 1] : NULL, norms[n],
			    norms[n + 1], runs[i].language);
			char *more = base_format(
			    "%s%s%s", run,
			    law_cite_gap(set, n > 0 ? norms[n - 1] : NULL,
					 norms[n], norms[n + 1],
					 runs[i].language),
			    piece);

			joins &= n == 0 ||
				 law_cites_join(set, norms[n - 1], norms[n],
						runs[i].language);
			free(piece);
			free(run);
			run = more;
		}
		assert_int_equal(joins, runs[i].run != NULL);
		if (runs[i].run != NULL)
			assert_string_equal(run, runs[i].run);
		free(run);
	}
	law_close(set);
}

/* What was read is named with its sum; what was not is not verified. */
TEST(names_the_text_that_a_norm_was_read_in)
{
	static const char *const gone[] = {"uk:79(2)", "edpb:01/2022:69"};
	struct law_set *set = law_set_of();
	size_t read = 0;

	(void)state;
	for (size_t i = 0; i < law_norm_count(set); i++) {
		const struct law_norm *norm = law_norm_at(set, i);

		assert_int_equal(norm->text != NULL, norm->sha256 != NULL);
		if (norm->text == NULL)
			continue;
		assert_int_equal(strlen(norm->sha256), 64);
		read++;
	}
	assert_true(read > 250);
	for (size_t i = 0; i < sizeof(gone) / sizeof(gone[0]); i++)
		assert_null(law_norm(set, gone[i]));
	law_close(set);
}

TEST(refuses_days_and_successors_that_are_none)
{
	static const char *const wrong[] = {
	    "\"from\":\"2026-02-30\"",
	    "\"to\":7",
	    "\"instead\":\"uk:nothing\"",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct law_set *set = law_set_of();
		struct law_fault fault = {""};
		char *json = base_format(
		    "{\"norms\":[{\"id\":\"x:1\",\"cite\":{\"en\":\"X\","
		    "\"de\":\"X\",\"fr\":\"X\"},\"gives\":\"x\","
		    "\"source\":\"x\",\"date\":\"2026-11\",%s}]}",
		    wrong[i]);
		enum lens_err err = law_read(set, base_view_of(json), &fault);

		if (err == LENS_OK)
			err = law_check(set, &fault);
		assert_int_equal(err, LENS_MALFORMED);
		assert_true(strlen(fault.sentence) > 20);
		free(json);
		law_close(set);
	}
}

/* What says how the days are counted is told with each deadline. */
TEST(refuses_a_law_that_does_not_say_how_it_counts)
{
	static const char *const counting[] = {"", ",\"counting\":[]",
					       ",\"counting\":[\"x:1\"]"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct law_set *set = law_set_of();
		struct law_fault fault = {""};
		char *json = base_format(
		    "{\"laws\":[{\"id\":\"x\",\"name\":\"X\",\"source\":\"x\","
		    "\"date\":\"2026-11\",\"rights\":{},\"topics\":{},"
		    "\"starts\":\"receipt\",\"response\":{\"count\":30,"
		    "\"unit\":\"days\",\"norms\":[\"x:1\"]}%s}]}",
		    counting[i]);

		assert_int_equal(law_read(set, base_view_of(json), &fault),
				 i == 2 ? LENS_OK : LENS_MALFORMED);
		assert_int_equal(
		    strstr(fault.sentence, "lacks counting") == NULL, i == 2);
		free(json);
		law_close(set);
	}
}

static void read_file(const char *path, struct base_buffer *out)
{
	int fd = open(path, O_RDONLY);

	base_buffer_init(out, 1 << 20);
	assert_int_equal(base_read_all(fd, out), LENS_OK);
	base_close(&fd);
}

TEST(takes_further_laws_as_data)
{
	static const struct {
		const char *law, *country, *received, *due, *confirm;
		bool verified;
	} known[] = {
	    {"first", "xa", "2026-11-16", "2026-12-31", "2026-12-01", true},
	    {"second", "xb", "2026-11-13", "2026-11-28", NULL, true},
	    {"third", "xc", "2026-11-13", "2026-12-14", NULL, false},
	    {"fourth", "xd", "2026-11-13", "2026-12-13", NULL, false},
	};
	struct law_set *set = law_set_of();
	size_t norms = law_norm_count(set);
	struct base_buffer bytes;
	struct law_fault fault;

	(void)state;
	read_file("tests/data/laws/overseas.json", &bytes);
	assert_int_equal(law_read(set, base_buffer_view(&bytes), &fault),
			 LENS_OK);
	assert_int_equal(law_check(set, &fault), LENS_OK);
	assert_int_equal(law_norm_count(set), norms + 4);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		struct law_question question = {known[i].law,
						known[i].country,
						"",
						day_of(known[i].received),
						LAW_NO_DAY,
						NULL,
						0,
						0,
						false,
						false,
						NULL};
		struct law_deadline deadline = due_of(set, &question);

		assert_int_equal(deadline.due, day_of(known[i].due));
		assert_int_equal(deadline.confirm_by,
				 known[i].confirm == NULL
				     ? LAW_NO_DAY
				     : day_of(known[i].confirm));
		assert_int_equal(deadline.verified, known[i].verified);
		law_deadline_free(&deadline);
	}
	/* Twice is refused, and nothing of the second is kept. */
	assert_int_equal(law_read(set, base_buffer_view(&bytes), &fault),
			 LENS_MALFORMED);
	assert_int_equal(law_norm_count(set), norms + 4);
	assert_non_null(law_named(set, "first"));
	base_buffer_free(&bytes);
	law_close(set);
}

TEST(refuses_a_law_whose_norms_are_not_there)
{
	struct law_set *set = law_new();
	struct base_buffer bytes;
	struct law_fault fault;

	(void)state;
	/* Languages say in files of their own what laws do not. */
	for (enum law_language l = 0; l < LAW_LANGUAGES; l++) {
		char *own = base_format("host/share/laws/%s.json",
					law_language_name(l));

		read_file(own, &bytes);
		assert_int_equal(
		    law_read(set, base_buffer_view(&bytes), &fault), LENS_OK);
		base_buffer_free(&bytes);
		free(own);
	}
	read_file("host/share/laws/fadp.json", &bytes);
	assert_int_equal(law_read(set, base_buffer_view(&bytes), &fault),
			 LENS_OK);
	assert_int_equal(law_check(set, &fault), LENS_MALFORMED);
	assert_non_null(strstr(fault.sentence, "fadp:"));
	base_buffer_free(&bytes);
	law_close(set);
}

TEST(refuses_damaged_files_whole)
{
	static const char *const wrong[] = {
	    "",
	    "[]",
	    "{\"a\":1,\"a\":2}",
	    "{\"norms\":[{}]}",
	    "{\"laws\":[{\"id\":\"x\"}]}",
	    "{\"holidays\":{\"de\":{}}}",
	    ("{\"names\":{},\"holidays\":{\"zz\":{\"name\":{\"en\":\"a\","
	     "\"de\":"
	     "\"a\",\"fr\":\"a\"},\"covers\":\"x\",\"days\":[\"02-30 x\"]}}}"),
	    "{\"authorities\":[{\"country\":\"de\"}]}",
	};
	struct law_set *set = law_new();
	struct law_fault fault;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_int_equal(law_read(set, base_view_of(wrong[i]), &fault),
				 LENS_MALFORMED);
		assert_true(fault.sentence[0] != '\0');
		assert_int_equal(law_count(set) + law_norm_count(set), 0);
		assert_null(law_holidays_covered(set, "de"));
	}
	law_close(set);
	assert_int_equal(law_open("tests/data/nowhere", &fault, &set),
			 LENS_SYSTEM);
	assert_null(set);
}

/* Of a place that is not known no day is early: 9 October is a holiday in
 * Valencia, and the 12th, a Monday, in all of Spain. */
TEST(of_no_part_the_last_day_of_any)
{
	static const struct {
		const char *region, *due;
		enum law_parts latest;
		const char *says, *end; /* the sentence's; NULL: any */
	} cases[] = {
	    {"", "2026-10-09", LAW_PARTS_NONE, "the last day a later one",
	     "say which part."},
	    {"", "2026-10-13", LAW_PARTS_OWN, "the latest last day of any part",
	     "say which part is yours."},
	    /* Nobody has a part of a country that is not their own. */
	    {"", "2026-10-13", LAW_PARTS_THEIRS,
	     "the latest last day of any part",
	     "this is the latest last day of any part."},
	    {"es-md", "2026-10-09", LAW_PARTS_OWN, NULL, NULL},
	    {"es-vc", "2026-10-13", LAW_PARTS_OWN, NULL, NULL},
	};
	struct law_set *set;
	struct law_fault fault;

	(void)state;
	assert_int_equal(law_open("host/share/laws", &fault, &set), LENS_OK);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct law_question question = {.law = "gdpr",
						.country = "es",
						.region = cases[i].region,
						.extended_on = LAW_NO_DAY,
						.latest = cases[i].latest};
		struct law_deadline deadline;
		char due[11];

		assert_int_equal(
		    law_day_parse("2026-09-09", &question.received), LENS_OK);
		assert_int_equal(
		    law_deadline(set, &question, &fault, &deadline), LENS_OK);
		law_day_text(deadline.due, due);
		assert_string_equal(due, cases[i].due);
		assert_true(
		    (cases[i].says != NULL) ==
		    (strstr(deadline.sentence[LAW_EN], "part") != NULL));
		if (cases[i].says != NULL)
			assert_non_null(
			    strstr(deadline.sentence[LAW_EN], cases[i].says));
		if (cases[i].end != NULL)
			assert_non_null(
			    strstr(deadline.sentence[LAW_EN], cases[i].end));
		law_deadline_free(&deadline);
	}
	law_close(set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(days_go_there_and_back),
	    RUN(refuses_what_is_no_day),
	    RUN(a_later_receipt_is_never_due_earlier),
	    RUN(counts_the_known_vectors),
	    RUN(says_how_it_counted),
	    RUN(says_where_a_time_is_only_asked_for),
	    RUN(an_extension_said_too_late_does_not_count),
	    RUN(the_clock_stands_still_once_for_each_day),
	    RUN(refuses_what_cannot_be_with_a_sentence),
	    RUN(chooses_law_and_authority_by_where_one_lives),
	    RUN(says_why_no_law_holds),
	    RUN(cites_in_each_language),
	    RUN(names_a_law_and_an_article_once),
	    RUN(knows_what_is_in_force_on_a_day),
	    RUN(names_the_text_that_a_norm_was_read_in),
	    RUN(refuses_days_and_successors_that_are_none),
	    RUN(refuses_a_law_that_does_not_say_how_it_counts),
	    RUN(takes_further_laws_as_data),
	    RUN(refuses_a_law_whose_norms_are_not_there),
	    RUN(refuses_damaged_files_whole),
	    RUN(holidays_of_the_other_side_count_too),
	    RUN(of_no_part_the_last_day_of_any),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
