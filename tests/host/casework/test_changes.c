/* test_changes.c: two looks at a place, and what became of it between them. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_audit.h>
#include <lenscap/casework_changes.h>
#include <lenscap/casework_overview.h>
#include <lenscap/casework_recheck.h>

#include "casework/came_back.h"
#include "work.h"

#define DAY 86400000LL
#define BEGIN (20000 * DAY + DAY / 2)
#define BOTH (LEDGER_WAY_PAGE | LEDGER_WAY_ADDRESS)

struct told {
	size_t count;
	struct casework_changed rows[8];
};

static void tell(void *context, const struct casework_changed *changed)
{
	struct told *told = context;

	told->rows[told->count++] = *changed;
}

static struct casework_changes changes(struct casework *work, int32_t since,
				       struct told *told)
{
	const struct casework_changes_asked asked = {
	    .since = since, .row = tell, .context = told};
	struct ledger_fault fault = {0};
	struct casework_changes out;

	*told = (struct told){.count = 0};
	assert_int_equal(casework_changes(work, &asked, &fault, &out), LENS_OK);
	assert_int_equal(told->count,
			 out.places + out.counts[CASEWORK_CHANGE_NOTHING]);
	return out;
}

static void photo(struct casework *work)
{
	struct ledger_photo photo = {
	    .sha256 = {1}, .format = "jpeg", .source = "/p.jpg"};
	struct ledger_fault fault = {0};
	struct ledger_added added;

	assert_int_equal(
	    ledger_photo_add(casework_ledger(work), &photo, &fault, &added),
	    LENS_OK);
}

/* Seen on the first day; gives: what its file gave away. */
static void seen(struct casework *work, const char *place, const char *gives)
{
	const struct ledger_sighting sighting = {.photo = 1,
						 .place = place,
						 .access = LEDGER_ACCESS_PUBLIC,
						 .own = {.bytes = 9},
						 .gives = gives,
						 .seen = BEGIN};
	struct ledger_fault fault = {0};

	assert_int_equal(
	    ledger_sighting_put(casework_ledger(work), &sighting, 1, &fault),
	    LENS_OK);
}

static bool take_sighting(void *context, const struct ledger_sighting *sighting)
{
	struct ledger_sighting *out = context;

	if (sighting->id != out->id)
		return true;
	out->missing = sighting->missing;
	out->ways = sighting->ways;
	out->gone = sighting->gone;
	return false;
}

/* A look days after the first, by the rule of what is gone. */
static void look(struct casework *work, int64_t place, int days,
		 struct ledger_look look)
{
	struct ledger_sighting was = {.id = place};
	struct ledger_fault fault = {0};

	look.sighting = place;
	look.first = BEGIN + days * DAY;
	look.address = "";
	look.ways = BOTH;
	assert_int_equal(ledger_sighting_each(casework_ledger(work), 0,
					      take_sighting, &was, &fault),
			 LENS_OK);
	casework_recheck_rule(&was, &look, look.first);
	assert_int_equal(
	    ledger_look_put(casework_ledger(work), &look, 1, &fault), LENS_OK);
}

static const struct ledger_look there = {
    .state = LEDGER_THERE, .access = LEDGER_ACCESS_PUBLIC, .own = {.bytes = 9}};
static const struct ledger_look absent = {.state = LEDGER_ABSENT,
					  .access = LEDGER_ACCESS_ABSENT};
static const struct ledger_look unknown = {.state = LEDGER_UNKNOWN,
					   .access = LEDGER_ACCESS_UNKNOWN};

static void then_was(const struct casework_then *then, int day, size_t open,
		     size_t unsure, size_t gone, size_t other)
{
	assert_int_equal(then->day, 20000 + day);
	assert_int_equal(then->places[CASEWORK_NOW_OPEN], open);
	assert_int_equal(then->places[CASEWORK_NOW_UNKNOWN], unsure);
	assert_int_equal(then->places[CASEWORK_NOW_GONE], gone);
	assert_int_equal(then->places[CASEWORK_NOW_OTHER], other);
}

/* Each day by the last look at each place until then; one day is no course. */
TEST(the_course_of_time_is_told_by_the_looks)
{
	char dir[] = "/tmp/lenscap-changes-XXXXXX";
	struct casework *work = work_make(dir);
	struct casework_overview all;
	struct ledger_fault fault = {0};

	(void)state;
	photo(work);
	seen(work, "https://a.example/1.jpg", "");
	seen(work, "https://b.example/1.jpg", "");
	assert_int_equal(casework_overview(work, 20000, &fault, &all), LENS_OK);
	assert_int_equal(all.history_count, 0);
	casework_overview_free(&all);
	look(work, 1, 3, absent);
	look(work, 1, 5, absent);
	look(work, 2, 3, unknown);
	look(work, 1, 9, there);
	assert_int_equal(casework_overview(work, 20010, &fault, &all), LENS_OK);
	assert_int_equal(all.history_count, 4);
	then_was(&all.history[0], 0, 2, 0, 0, 0);
	then_was(&all.history[1], 3, 0, 1, 0, 1);
	then_was(&all.history[2], 5, 0, 1, 1, 0);
	then_was(&all.history[3], 9, 1, 1, 0, 0);
	casework_overview_free(&all);
	/* Of more days than are told the last of each month stays. */
	for (int day = 10; day < 75; day += 2)
		look(work, 2, day, day % 4 ? unknown : there);
	assert_int_equal(casework_overview(work, 20080, &fault, &all), LENS_OK);
	assert_int_equal(all.history_count, 3);
	then_was(&all.history[0], 26, 1, 1, 0, 0);
	then_was(&all.history[1], 56, 2, 0, 0, 0);
	then_was(&all.history[2], 74, 1, 1, 0, 0);
	casework_overview_free(&all);
	work_remove(work, dir);
}

/* What is there again knows of the looks that found it gone. */
TEST(what_came_back_is_known_by_its_looks)
{
	char dir[] = "/tmp/lenscap-changes-XXXXXX";
	struct casework *work = work_make(dir);
	static const struct {
		int day;
		const struct ledger_look *look;
		int back; /* the day it came back; 0: it did not */
	} looks[] = {
	    {1, &there, 0},   {2, &absent, 0},	{3, &there, 0},
	    {4, &absent, 0},  {6, &absent, 0},	{7, &unknown, 0},
	    {8, &there, 8},   {9, &there, 8},	{10, &absent, 8},
	    {12, &absent, 0}, {13, &there, 13},
	};

	(void)state;
	photo(work);
	seen(work, "https://example.org/a.jpg", "");
	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
		struct ledger_fault fault = {0};
		int64_t when = -1;

		look(work, 1, looks[i].day, *looks[i].look);
		assert_int_equal(
		    came_back(casework_ledger(work), 1, &fault, &when),
		    LENS_OK);
		assert_int_equal(
		    when, looks[i].back == 0 ? 0 : BEGIN + looks[i].back * DAY);
	}
	work_remove(work, dir);
}

TEST(gone_on_two_of_four_since_the_first_look)
{
	char dir[] = "/tmp/lenscap-changes-XXXXXX";
	struct casework *work = work_make(dir);
	struct casework_changes sum;
	struct told told;

	(void)state;
	photo(work);
	seen(work, "https://a.example/1.jpg", NULL);
	seen(work, "https://b.example/1.jpg", NULL);
	seen(work, "https://c.example/1.jpg", NULL);
	seen(work, "https://d.example/1.jpg", NULL);
	seen(work, "https://e.example/1.jpg", NULL);
	for (int place = 1; place <= 2; place++) {
		look(work, place, 10, absent);
		look(work, place, 12, absent);
	}
	look(work, 3, 10, absent);
	look(work, 4, 10, there);
	sum = changes(work, LAW_NO_DAY, &told);
	assert_int_equal(sum.places, 4);
	assert_int_equal(sum.since, BEGIN);
	assert_int_equal(sum.counts[CASEWORK_CHANGE_GONE], 2);
	assert_int_equal(sum.counts[CASEWORK_CHANGE_ABSENT], 1);
	assert_int_equal(sum.counts[CASEWORK_CHANGE_THERE], 1);
	/* One look is no change. */
	assert_int_equal(sum.counts[CASEWORK_CHANGE_NOTHING], 1);
	assert_int_equal(told.rows[0].change, CASEWORK_CHANGE_GONE);
	assert_int_equal(told.rows[0].since, BEGIN + 10 * DAY);
	assert_int_equal(told.rows[0].then.state, LEDGER_THERE);
	assert_int_equal(told.rows[0].now.at, BEGIN + 12 * DAY);
	assert_false(told.rows[0].same);
	assert_true(told.rows[3].same);
	/* As it stood on the eleventh day nothing was gone yet. */
	sum = changes(work, 20011, &told);
	assert_int_equal(told.rows[0].then.state, LEDGER_ABSENT);
	assert_false(told.rows[0].then.gone);
	assert_int_equal(told.rows[0].change, CASEWORK_CHANGE_GONE);
	assert_false(told.rows[0].same);
	/* The third was looked at before that day, and not since. */
	assert_int_equal(told.rows[2].change, CASEWORK_CHANGE_NOTHING);
	assert_int_equal(sum.places, 2);
	/* It is there as before, but for browsers alone. */
	look(work, 4, 13,
	     (struct ledger_look){.state = LEDGER_THERE,
				  .access = LEDGER_ACCESS_BROWSERS,
				  .own = {.bytes = 9}});
	sum = changes(work, LAW_NO_DAY, &told);
	assert_int_equal(told.rows[3].change, CASEWORK_CHANGE_THERE);
	assert_false(told.rows[3].same);
	look(work, 4, 14, there);
	sum = changes(work, LAW_NO_DAY, &told);
	assert_true(told.rows[3].same);
	/* There, gone, there: that it is as at first is not all. */
	look(work, 1, 15, there);
	sum = changes(work, LAW_NO_DAY, &told);
	assert_int_equal(told.rows[0].change, CASEWORK_CHANGE_BACK);
	assert_int_equal(told.rows[0].then.state, LEDGER_THERE);
	assert_false(told.rows[0].same);
	assert_int_equal(sum.counts[CASEWORK_CHANGE_BACK], 1);
	/* Missing once only, it never was gone. */
	look(work, 3, 15, there);
	sum = changes(work, LAW_NO_DAY, &told);
	assert_int_equal(told.rows[2].change, CASEWORK_CHANGE_THERE);
	assert_true(told.rows[2].same);
	/* Since it came back nothing changed. */
	look(work, 1, 16, there);
	sum = changes(work, 20015, &told);
	assert_int_equal(told.rows[0].change, CASEWORK_CHANGE_THERE);
	/* Before all looks there is nothing to compare with. */
	sum = changes(work, 19999, &told);
	assert_int_equal(sum.places, 0);
	assert_int_equal(sum.since, 0);
	work_remove(work, dir);
}

TEST(what_was_not_learned_is_no_change)
{
	char dir[] = "/tmp/lenscap-changes-XXXXXX";
	struct casework *work = work_make(dir);
	struct casework_changes sum;
	struct told told;

	(void)state;
	photo(work);
	seen(work, "https://a.example/1.jpg", NULL);
	look(work, 1, 3, absent);
	look(work, 1, 5, unknown);
	sum = changes(work, LAW_NO_DAY, &told);
	assert_int_equal(sum.counts[CASEWORK_CHANGE_UNKNOWN], 1);
	assert_int_equal(sum.counts[CASEWORK_CHANGE_ABSENT], 0);
	assert_int_equal(told.rows[0].learned.at, BEGIN + 3 * DAY);
	assert_int_equal(told.rows[0].learned.state, LEDGER_ABSENT);
	assert_int_equal(told.rows[0].since, 0);
	/* Nor is it what a later look is held against. */
	look(work, 1, 8, there);
	(void)changes(work, 20006, &told);
	assert_int_equal(told.rows[0].then.state, LEDGER_ABSENT);
	assert_int_equal(told.rows[0].change, CASEWORK_CHANGE_BACK);
	work_remove(work, dir);
}

TEST(looks_come_by_their_order_whatever_the_clock_said)
{
	char dir[] = "/tmp/lenscap-changes-XXXXXX";
	struct casework *work = work_make(dir);
	struct casework_changes sum;
	struct told told;

	(void)state;
	photo(work);
	seen(work, "https://a.example/1.jpg", NULL);
	seen(work, "https://b.example/1.jpg", NULL);
	look(work, 1, -1, absent);
	/* The same look again is a later one, too. */
	look(work, 2, 0, there);
	look(work, 2, 4, there);
	sum = changes(work, LAW_NO_DAY, &told);
	assert_int_equal(told.rows[0].change, CASEWORK_CHANGE_ABSENT);
	assert_int_equal(told.rows[1].change, CASEWORK_CHANGE_THERE);
	assert_int_equal(sum.places, 2);
	work_remove(work, dir);
}

TEST(what_a_file_gives_away_no_longer)
{
	char dir[] = "/tmp/lenscap-changes-XXXXXX";
	struct casework *work = work_make(dir);
	struct ledger_look other = there;
	struct casework_changes sum;
	struct told told;

	(void)state;
	photo(work);
	seen(work, "https://a.example/1.jpg", "gps device");
	seen(work, "https://b.example/1.jpg", NULL);
	other.own.bytes = 8;
	other.gives = "device";
	look(work, 1, 2, other);
	look(work, 2, 2, other);
	sum = changes(work, LAW_NO_DAY, &told);
	assert_true(told.rows[0].known);
	assert_int_equal(told.rows[0].less, 1u << IPC_FINDING_GPS);
	assert_int_equal(told.rows[0].more, 0);
	assert_int_equal(sum.less, 1);
	/* Of the second nobody read what it gave away at first. */
	assert_false(told.rows[1].known);
	assert_int_equal(told.rows[1].less | told.rows[1].more, 0);
	/* "None" is known, and other bytes that nobody read are not. */
	other.gives = "none";
	look(work, 1, 3, other);
	(void)changes(work, LAW_NO_DAY, &told);
	assert_int_equal(told.rows[0].less,
			 1u << IPC_FINDING_GPS | 1u << IPC_FINDING_DEVICE);
	other.gives = NULL;
	look(work, 1, 4, other);
	(void)changes(work, LAW_NO_DAY, &told);
	assert_false(told.rows[0].known);
	/* Unless the site says that it is as it was. */
	other = there;
	other.own.bytes = 0;
	other.answer = 304;
	look(work, 2, 5, other);
	sum = changes(work, 20002, &told);
	assert_true(told.rows[1].known);
	assert_int_equal(sum.less, 0);
	work_remove(work, dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(the_course_of_time_is_told_by_the_looks),
	    RUN(what_came_back_is_known_by_its_looks),
	    RUN(gone_on_two_of_four_since_the_first_look),
	    RUN(what_was_not_learned_is_no_change),
	    RUN(looks_come_by_their_order_whatever_the_clock_said),
	    RUN(what_a_file_gives_away_no_longer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
