/* test_gathered.c: what many rows come to together. */
#include "test.h"

#include <lenscap/view_gathered.h>
#include <lenscap/view_member.h>

static json_t *finding(const char *kind, const char *severity,
		       const char *detail)
{
	return json_pack("{s:s, s:s, s:s}", "kind", kind, "severity", severity,
			 "detail", detail);
}

static json_t *file(const char *name, bool damaged, json_t *findings)
{
	return json_pack("{s:s, s:b, s:o}", "file", name, "damaged", damaged,
			 "findings", findings);
}

static const char *name_at(const json_t *list, size_t at)
{
	return view_member(json_array_get(list, at), "file");
}

TEST(the_worst_come_first_and_what_several_have_once)
{
	json_t *rows =
	    json_pack("[o, o, o]", file("none", false, json_array()),
		      file("two", true,
			   json_pack("[o, o]", finding("camera", "low", "X100"),
				     finding("camera", "low", "X100"))),
		      file("gps", false,
			   json_pack("[o, o]", finding("gps", "high", "here"),
				     finding("camera", "low", "X100"))));
	json_t *all = view_gathered(rows, false);
	const json_t *worst = json_object_get(all, "rows");
	const json_t *several = json_object_get(all, "several");

	(void)state;
	assert_int_equal(view_member_number(all, "files"), 3);
	assert_int_equal(view_member_number(all, "silent"), 1);
	assert_int_equal(view_member_number(all, "damaged"), 1);
	assert_int_equal(view_member_number(all, "whole"), 1);
	assert_int_equal(view_member_number(all, "more"), 0);
	/* In how many files, however often in one. */
	assert_int_equal(
	    view_member_number(json_object_get(all, "kinds"), "camera"), 2);
	assert_string_equal(name_at(worst, 0), "gps");
	assert_string_equal(name_at(worst, 2), "none");
	assert_int_equal(
	    json_array_size(json_object_get(json_array_get(worst, 0), "own")),
	    1);
	assert_int_equal(json_array_size(several), 1);
	assert_int_equal(
	    view_member_number(json_array_get(several, 0), "files"), 3);
	json_decref(all);
	json_decref(rows);
}

TEST(that_there_is_more_is_said_of_each)
{
	json_t *rows = json_array(), *all;

	(void)state;
	for (unsigned i = 0; i < 3; i++)
		json_array_append_new(
		    rows, file("one", false,
			       json_pack("[o]", finding("keywords", "medium",
							IPC_FINDING_MORE))));
	all = view_gathered(rows, false);
	assert_int_equal(json_array_size(json_object_get(all, "several")), 0);
	assert_int_equal(
	    json_array_size(json_object_get(
		json_array_get(json_object_get(all, "rows"), 2), "own")),
	    1);
	json_decref(all);
	json_decref(rows);
}

TEST(ten_are_named_of_many_unless_their_order_stays)
{
	json_t *rows = json_array(), *all;

	(void)state;
	for (unsigned i = 0; i < VIEW_WORST + 2; i++)
		json_array_append_new(
		    rows, file(i == VIEW_WORST + 1 ? "last" : "other", false,
			       json_pack("[o]", finding("gps", "high", "x"))));
	all = view_gathered(rows, false);
	assert_int_equal(json_array_size(json_object_get(all, "rows")),
			 VIEW_WORST);
	assert_int_equal(view_member_number(all, "more"), 2);
	json_decref(all);
	all = view_gathered(rows, true);
	assert_string_equal(
	    name_at(json_object_get(all, "rows"), VIEW_WORST + 1), "last");
	assert_int_equal(view_member_number(all, "more"), 0);
	json_decref(all);
	json_decref(rows);
}

static json_t *told(int number, int same, int width, const char *url)
{
	return json_pack("{s:i, s:i, s:i, s:i, s:s, s:s, s:s}", "number",
			 number, "same", same, "width", width, "height", 10,
			 "url", url, "page", "p", "status",
			 same ? "new" : "mine");
}

TEST(one_photo_in_several_sizes_is_its_largest_once)
{
	json_t *rows =
	    json_pack("[o, o, o, o]", told(3, 1, 900, "c"), told(2, 0, 50, "b"),
		      told(1, 0, 100, "a"), told(4, 1, 900, "c"));
	json_t *pictures = view_pictures(rows);
	const json_t *first = json_array_get(pictures, 0);

	(void)state;
	assert_int_equal(json_array_size(pictures), 2);
	assert_string_equal(view_member(first, "url"), "c");
	assert_string_equal(view_member(first, "stands_for"), "mine");
	assert_int_equal(json_array_size(json_object_get(first, "also_at")), 1);
	assert_int_equal(json_array_size(json_object_get(first, "also_on")), 0);
	assert_string_equal(view_member(json_array_get(pictures, 1), "url"),
			    "b");
	json_decref(pictures);
	json_decref(rows);
}

static json_t *exposed(const char *kind, bool sure, const char *severity)
{
	return json_pack("{s:s, s:b, s:s}", "kind", kind, "sure", sure,
			 "severity", severity);
}

TEST(a_kind_stands_together_and_little_that_may_be_is_none)
{
	json_t *list = json_pack("[o, o, o, o]", exposed("name", true, "high"),
				 exposed("name", false, "high"),
				 exposed("clock", false, "low"),
				 exposed("place", false, "medium"));
	json_t *kinds = view_exposed_kinds(list);

	(void)state;
	assert_int_equal(json_array_size(kinds), 2);
	assert_int_equal(
	    json_array_size(json_object_get(json_array_get(kinds, 0), "rows")),
	    2);
	assert_string_equal(view_member(json_array_get(kinds, 1), "kind"),
			    "place");
	json_decref(kinds);
	json_decref(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(the_worst_come_first_and_what_several_have_once),
	    RUN(that_there_is_more_is_said_of_each),
	    RUN(ten_are_named_of_many_unless_their_order_stays),
	    RUN(one_photo_in_several_sizes_is_its_largest_once),
	    RUN(a_kind_stands_together_and_little_that_may_be_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
