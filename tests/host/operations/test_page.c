/*
 * test_page.c: a list in parts says where the next one begins, if any does; a
 * value of several lines is taken without what is around them.
 */
#include <stdlib.h>

#include "operations/operation.h"

#include "test.h"

/* Where the next part begins, -1 for nowhere. */
static int64_t next_of(int64_t total, int64_t offset, int64_t rows)
{
	struct operation_call call = {
	    .params = json_pack("{s:I}", "offset", (json_int_t)offset)};
	const json_t *next;
	int64_t found;

	operation_page(&call, total, rows);
	assert_int_equal(
	    json_integer_value(json_object_get(call.result, "total")), total);
	next = json_object_get(call.result, "next_offset");
	assert_non_null(next);
	found = json_is_null(next) ? -1 : json_integer_value(next);
	json_decref(call.result);
	json_decref(call.params);
	return found;
}

TEST(the_next_part_begins_where_this_one_ends)
{
	(void)state;
	assert_int_equal(next_of(5, 0, 2), 2);
	assert_int_equal(next_of(5, 2, 2), 4);
	assert_int_equal(next_of(2, 0, 1), 1);
}

TEST(nothing_follows_the_last)
{
	(void)state;
	assert_int_equal(next_of(5, 3, 2), -1);
	assert_int_equal(next_of(5, 0, 5), -1);
	assert_int_equal(next_of(0, 0, 0), -1);
	/* An offset beyond the list, and a part of nothing: no circle. */
	assert_int_equal(next_of(5, 5, 1), -1);
	assert_int_equal(next_of(5, 6, 1), -1);
	assert_int_equal(next_of(5, 2, 0), -1);
}

TEST(a_value_has_lines_and_nothing_around_them)
{
	static const struct {
		const char *typed, *lines;
	} cases[] = {
	    {"", ""},
	    {"1 Road", "1 Road"},
	    {"1 Road\\nFrance", "1 Road\nFrance"},
	    {"1 Road\nFrance", "1 Road\nFrance"},
	    {"1 Road\r\nFrance\r\n", "1 Road\nFrance\n"},
	    {"  1 Road \t\n \tFrance  ", "1 Road\nFrance"},
	    {" \t ", ""},
	    {"a \\n\\n b", "a\n\nb"},
	    {"a\\tb\\", "a\\tb\\"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *lines = operation_lines(cases[i].typed);

		assert_string_equal(lines, cases[i].lines);
		free(lines);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(the_next_part_begins_where_this_one_ends),
	    RUN(nothing_follows_the_last),
	    RUN(a_value_has_lines_and_nothing_around_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
