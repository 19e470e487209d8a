/* test_sheet.c: templates out of the sheets that the screen is written from. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/base_io.h>
#include <lenscap/letter_sheet.h>

/* As beside a program that is installed. */
static int sheet_beside(void **state)
{
	char *sheets = realpath("host/share", NULL);
	char *beside = base_beside("share");
	bool there = symlink(sheets, beside) == 0 || errno == EEXIST;

	(void)state;
	free(sheets);
	free(beside);
	return there ? 0 : -1;
}

/* What a template says where it has nothing to look up. */
static void sheet_says(const char *name, const char *wanted)
{
	const struct mustache *found = letter_sheet_find(name);
	const struct mustache_style style = {0};
	json_t *nothing = json_object();
	struct base_buffer text;

	assert_non_null(found);
	base_buffer_init(&text, 1 << 12);
	assert_int_equal(letter_mustache_render(found, nothing, &style, &text),
			 LENS_OK);
	assert_int_equal(text.size, strlen(wanted));
	assert_memory_equal(text.data, wanted, text.size);
	base_buffer_free(&text);
	json_decref(nothing);
}

TEST(a_template_on_its_line_and_one_below)
{
	(void)state;
	sheet_says("exposure.sum_state gone", "gone at");
	sheet_says("controller.search end", "None is known by that name.\n");
}

TEST(several_names_of_one_template)
{
	const struct mustache *one = letter_sheet_find("controller.search");
	const struct mustache *other = letter_sheet_find("controller.list");

	(void)state;
	assert_non_null(one);
	assert_non_null(other);
	assert_int_equal(one->count, other->count);
}

TEST(a_sheet_is_read_once)
{
	(void)state;
	assert_non_null(letter_sheet_find("case.list columns"));
	assert_ptr_equal(letter_sheet_find("case.list columns"),
			 letter_sheet_find("case.list columns"));
}

TEST(what_is_not_there_is_nothing)
{
	(void)state;
	assert_null(letter_sheet_find("case.no such template"));
	assert_null(letter_sheet_find("nofamily.list"));
	assert_null(letter_sheet_find("nothing of this name"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_template_on_its_line_and_one_below),
	    RUN(several_names_of_one_template),
	    RUN(a_sheet_is_read_once),
	    RUN(what_is_not_there_is_nothing),
	};

	return cmocka_run_group_tests(tests, sheet_beside, NULL);
}
