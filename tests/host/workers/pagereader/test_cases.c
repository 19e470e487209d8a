/*
 * test_cases.c: tests/data/pages/cases.json, which the extension's collector
 * is held to as well.
 */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <lenscap/base_rules.h>

#include "test.h"

#include "read_page.h"

#define HERE "http://a.example"

static bool cases_has(const json_t *list, const char *address)
{
	size_t i;
	json_t *one;

	json_array_foreach(list, i, one)
	{
		const char *text = json_string_value(one);
		char whole[IPC_ADDRESS_MAX];

		snprintf(whole, sizeof(whole), "%s%s",
			 text[0] == '/' ? HERE : "", text);
		if (strcmp(whole, address) == 0)
			return true;
	}
	return false;
}

static bool cases_lists(const struct ipc_page *page, const char *text,
			bool hidden)
{
	char whole[IPC_ADDRESS_MAX];

	snprintf(whole, sizeof(whole), "%s%s", text[0] == '/' ? HERE : "",
		 text);
	for (unsigned i = 0; i < page->count; i++)
		if (strcmp(page->pictures[i].address, whole) == 0 &&
		    !page->pictures[i].icon &&
		    page->pictures[i].hidden == hidden)
			return true;
	return false;
}

static unsigned cases_missing(const struct ipc_page *page, const char *name,
			      const json_t *list, bool hidden)
{
	unsigned missing = 0;
	size_t i;
	json_t *one;

	json_array_foreach(list, i, one)
	{
		if (cases_lists(page, json_string_value(one), hidden))
			continue;
		print_message("# %s: %s is not listed%s\n", name,
			      json_string_value(one), hidden ? " apart" : "");
		missing++;
	}
	return missing;
}

/* What a pack adds, as lines. */
static void cases_rules(const json_t *list, struct base_buffer *out)
{
	const json_t *one;
	size_t i;

	base_buffer_init(out, BASE_RULES_MAX);
	json_array_foreach(list, i, one)
	{
		char *line = base_format(
		    "%s\t%s\n", json_string_value(json_array_get(one, 0)),
		    json_string_value(json_array_get(one, 1)));

		assert_int_equal(base_buffer_add_text(out, line), LENS_OK);
		free(line);
	}
}

static unsigned cases_one(const json_t *given)
{
	const char *name = json_string_value(json_object_get(given, "name"));
	const char *html = json_string_value(json_object_get(given, "html"));
	struct base_buffer text, rules;
	struct read_page page;
	unsigned wrong;

	base_buffer_init(&text, 1 << 20);
	assert_int_equal(base_buffer_add_text(&text, "<meta charset=utf-8>"),
			 LENS_OK);
	assert_int_equal(base_buffer_add_text(&text, html), LENS_OK);
	cases_rules(json_object_get(given, "rules"), &rules);
	read_page_by(base_buffer_view(&rules), text.data, text.size, HERE "/",
		     &page);
	base_buffer_free(&rules);
	wrong = cases_missing(&page.answer, name,
			      json_object_get(given, "wanted"), false) +
		cases_missing(&page.answer, name,
			      json_object_get(given, "absolute"), false) +
		cases_missing(&page.answer, name,
			      json_object_get(given, "apart"), true);
	for (unsigned i = 0; i < page.answer.count; i++) {
		const struct ipc_page_picture *picture =
		    &page.answer.pictures[i];

		if (picture->icon ||
		    cases_has(json_object_get(given, "may"),
			      picture->address) ||
		    cases_has(json_object_get(given, "absolute"),
			      picture->address) ||
		    cases_has(json_object_get(
				  given, picture->hidden ? "apart" : "wanted"),
			      picture->address))
			continue;
		print_message("# %s: %s is listed\n", name, picture->address);
		wrong++;
	}
	if (page.answer.unread !=
	    json_integer_value(json_object_get(given, "unread"))) {
		print_message("# %s: unread %u\n", name, page.answer.unread);
		wrong++;
	}
	read_page_free(&page);
	base_buffer_free(&text);
	return wrong;
}

TEST(says_what_the_table_of_cases_says)
{
	json_error_t fault;
	json_t *cases =
	    json_load_file("tests/data/pages/cases.json", 0, &fault);
	unsigned wrong = 0;
	size_t i;
	json_t *one;

	(void)state;
	assert_non_null(cases);
	assert_true(json_array_size(cases) >= 25);
	json_array_foreach(cases, i, one) wrong += cases_one(one);
	json_decref(cases);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(says_what_the_table_of_cases_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
