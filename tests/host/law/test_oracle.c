/*
 * test_oracle.c: every holiday of nine years, and two thousand deadlines, as
 * python3-holidays and python3-dateutil count them (oracle.py).
 */
#include "test.h"

#include <lenscap/law_deadline.h>

#define ORACLE "/usr/bin/python3 tests/host/law/oracle.py "

static struct law_set *oracle_set(void)
{
	struct law_fault fault;
	struct law_set *set;

	if (law_open("host/share/laws", &fault, &set) != LENS_OK)
		fail_msg("%s", fault.sentence);
	return set;
}

static FILE *oracle_run(const char *what)
{
	char command[200];
	FILE *out;

	if (system("/usr/bin/python3 -c 'import holidays, dateutil' "
		   "2>/dev/null") != 0) {
		print_message("python3-holidays is not installed\n");
		skip();
	}
	snprintf(command, sizeof(command), "%s%s", ORACLE, what);
	out = popen(command, "r");
	assert_non_null(out);
	return out;
}

static int32_t oracle_day(const char *text)
{
	int32_t day = LAW_NO_DAY;

	if (strcmp(text, "-") != 0)
		assert_int_equal(law_day_parse(text, &day), LENS_OK);
	return day;
}

/* Ours between two days of a place, none of which the other side has. */
static unsigned oracle_surplus(const struct law_set *set, const char *place,
			       int32_t from, int32_t until)
{
	const char country[3] = {place[0], place[1], '\0'};
	const char *region = strlen(place) > 2 ? place : "";
	unsigned count = 0;

	assert_true(law_region_known(set, country, region));
	for (int32_t day = from; day < until; day++) {
		const char *name =
		    law_weekday(day) > 5
			? NULL
			: law_holiday(set, country, region, day, LAW_EN);
		char text[11];

		if (name == NULL)
			continue;
		law_day_text(day, text);
		print_error("%s: only ours: %s %s\n", place, text, name);
		count++;
	}
	return count;
}

TEST(every_holiday_is_theirs_and_theirs_is_ours)
{
	const int32_t first = law_day_from(2024, 1, 1);
	const int32_t end = law_day_from(2033, 1, 1);
	char place[16], text[16], last[16] = "";
	struct law_set *set = oracle_set();
	unsigned wrong = 0, days = 0, places = 0;
	int32_t next = first;
	FILE *oracle = oracle_run("days");

	(void)state;
	while (fscanf(oracle, "%15s %15s", place, text) == 2) {
		char country[3] = {place[0], place[1], '\0'};
		int32_t day = oracle_day(text);

		if (strcmp(place, last) != 0) {
			if (last[0] != '\0')
				wrong += oracle_surplus(set, last, next, end);
			snprintf(last, sizeof(last), "%s", place);
			next = first;
			places++;
		}
		wrong += oracle_surplus(set, place, next, day);
		if (law_holiday(set, country, strlen(place) > 2 ? place : "",
				day, LAW_EN) == NULL) {
			print_error("%s: only theirs: %s\n", place, text);
			wrong++;
		}
		next = day + 1;
		days++;
	}
	wrong += oracle_surplus(set, last, next, end);
	assert_int_equal(pclose(oracle), 0);
	assert_int_equal(wrong, 0);
	/* Later versions of the library vouch for fewer. */
	assert_true(places >= 50 && days > 3500);
	law_close(set);
}

/* "2026-03-05..2026-03-12:fee,...", or "-" */
static size_t oracle_pauses(const char *text,
			    struct law_pause out[LAW_PAUSES_MAX])
{
	char from[11], to[11], reason[16];
	size_t count = 0;
	int length;

	while (sscanf(text, "%10[0-9-]..%10[0-9-]:%15[a-z]%n", from, to, reason,
		      &length) == 3) {
		out[count++] = (struct law_pause){
		    oracle_day(from), oracle_day(to), law_pause_of(reason)};
		text += length;
		text += *text == ',';
	}
	return count;
}

TEST(every_deadline_is_theirs)
{
	char word[9][128];
	struct law_set *set = oracle_set();
	FILE *oracle = oracle_run("vectors");
	unsigned count = 0;

	(void)state;
	while (fscanf(oracle, "%15s %15s %15s %15s %15s %15s %127s %15s %15s",
		      word[0], word[1], word[2], word[3], word[4], word[5],
		      word[6], word[7], word[8]) == 9) {
		struct law_pause pauses[LAW_PAUSES_MAX];
		struct law_question question = {
		    word[2],
		    word[0],
		    strcmp(word[1], "-") == 0 ? "" : word[1],
		    oracle_day(word[3]),
		    oracle_day(word[4]),
		    pauses,
		    oracle_pauses(word[6], pauses),
		    oracle_day(word[5]),
		    false,
		    false,
		    NULL};
		struct law_deadline deadline;
		struct law_fault fault;

		if (law_deadline(set, &question, &fault, &deadline) != LENS_OK)
			fail_msg("%s", fault.sentence);
		if (deadline.nominal != oracle_day(word[7]) ||
		    deadline.due != oracle_day(word[8]))
			fail_msg("%s %s %s %s %s %s %s: theirs %s %s; %s",
				 word[0], word[1], word[2], word[3], word[4],
				 word[5], word[6], word[7], word[8],
				 deadline.sentence[LAW_EN]);
		for (enum law_language l = 0; l < LAW_LANGUAGES; l++) {
			char due[48];

			law_day_words(set, deadline.due, l, due);
			assert_non_null(strstr(deadline.sentence[l], due));
			assert_null(strchr(deadline.sentence[l], '{'));
		}
		assert_true(deadline.norms.count >= 1);
		law_deadline_free(&deadline);
		count++;
	}
	assert_int_equal(pclose(oracle), 0);
	assert_true(count >= 3200);
	law_close(set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(every_holiday_is_theirs_and_theirs_is_ours),
	    RUN(every_deadline_is_theirs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
