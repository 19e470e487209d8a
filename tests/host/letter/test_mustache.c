/*
 * test_mustache.c: the renderer against Mustache's own suite, where it lies
 * beside the tree (../shared), and against cases of our own.
 */
#include <jansson.h>

#include "test.h"

#include <lenscap/letter.h>

#define MUSTACHE_SUITE "../shared/data/mustache-spec/specs"

static const char *mustache_json(const json_t *value, char **keep)
{
	*keep = json_dumps(value, JSON_ENCODE_ANY);
	return *keep;
}

static bool mustache_case(const char *suite, const json_t *test)
{
	static json_t *none;
	const json_t *partials = json_object_get(test, "partials");
	const char *expected =
	    json_string_value(json_object_get(test, "expected"));
	char *context, *named;
	struct letter_fault fault;
	struct base_buffer out;
	enum lens_err err;
	bool good;

	if (none == NULL)
		none = json_object();
	mustache_json(json_object_get(test, "data"), &context);
	mustache_json(partials ? partials : none, &named);
	base_buffer_init(&out, 1 << 16);
	err =
	    letter_render(json_string_value(json_object_get(test, "template")),
			  context, named, true, &fault, &out);
	good = err == LENS_OK && out.size == strlen(expected) &&
	       (out.size == 0 || memcmp(out.data, expected, out.size) == 0);
	if (!good)
		print_message("# %s, %s: %s '%.*s' for '%s'\n", suite,
			      json_string_value(json_object_get(test, "name")),
			      fault.sentence, (int)out.size,
			      (const char *)out.data, expected);
	base_buffer_free(&out);
	free(context);
	free(named);
	return good;
}

TEST(passes_the_official_suite)
{
	static const char *const suites[] = {"comments",      "delimiters",
					     "interpolation", "inverted",
					     "partials",      "sections"};
	unsigned cases = 0, good = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(suites) / sizeof(suites[0]); i++) {
		char path[128];
		json_t *suite, *test;
		size_t at;

		snprintf(path, sizeof(path), "%s/%s.json", MUSTACHE_SUITE,
			 suites[i]);
		suite = json_load_file(path, 0, NULL);
		if (suite == NULL)
			skip();
		json_array_foreach(json_object_get(suite, "tests"), at, test)
		{
			cases++;
			good += mustache_case(suites[i], test);
		}
		json_decref(suite);
	}
	print_message("# %u of %u cases of the suite\n", good, cases);
	assert_true(cases >= 120);
	assert_int_equal(good, cases);
}

static void mustache_is(const char *template, const char *context,
			const char *partials, const char *expected)
{
	struct letter_fault fault;
	struct base_buffer out;

	base_buffer_init(&out, 1 << 16);
	assert_int_equal(
	    letter_render(template, context, partials, false, &fault, &out),
	    LENS_OK);
	assert_int_equal(base_buffer_add(&out, "", 1), LENS_OK);
	assert_string_equal((char *)out.data, expected);
	base_buffer_free(&out);
}

TEST(renders_values_lists_and_partials)
{
	(void)state;
	mustache_is("a {{x}} b", "{\"x\":\"<1> & \\\"2\\\"\"}", "{}",
		    "a <1> & \"2\" b");
	mustache_is("{{#l}}{{n}},{{/l}}{{^l}}none{{/l}}",
		    "{\"l\":[{\"n\":1},{\"n\":2}]}", "{}", "1,2,");
	mustache_is("{{#l}}x{{/l}}{{^l}}none{{/l}}", "{\"l\":[]}", "{}",
		    "none");
	/* An empty text is nothing, so that what is not known leaves no gap. */
	mustache_is("{{#t}}x{{/t}}{{^t}}none{{/t}}", "{\"t\":\"\"}", "{}",
		    "none");
	mustache_is("{{#a}}\n  {{>p}}\n{{/a}}\n",
		    "{\"a\":[{\"v\":1},{\"v\":2}]}", "{\"p\":\"[{{v}}]\\n\"}",
		    "  [1]\n  [2]\n");
	mustache_is("{{cite.gdpr:15(1)(g)}}",
		    "{\"cite\":{\"gdpr:15(1)(g)\":\"Art. 15(1)(g)\"}}", "{}",
		    "Art. 15(1)(g)");
	/* What a value holds is never a template. */
	mustache_is("{{x}}{{{x}}}{{&x}}", "{\"x\":\"{{y}}\",\"y\":\"no\"}",
		    "{}", "{{y}}{{y}}{{y}}");
}

TEST(says_where_a_template_is_wrong)
{
	static const struct {
		const char *template, *line;
	} wrong[] = {
	    {"a\n{{#x}}\nb", "Line 3"},
	    {"a\n{{/x}}", "Line 2"},
	    {"{{#x}}{{#y}}{{/x}}", "Line 1"},
	    {"\n\n{{x", "Line 3"},
	    {"{{}}", "Line 1"},
	    {"{{=a=}}", "Line 1"},
	    {"{{{x}}", "Line 1"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct letter_fault fault;
		struct base_buffer out;

		base_buffer_init(&out, 1 << 16);
		assert_int_equal(letter_render(wrong[i].template, "{}", "{}",
					       false, &fault, &out),
				 LENS_MALFORMED);
		assert_non_null(strstr(fault.sentence, wrong[i].line));
		base_buffer_free(&out);
	}
}

TEST(ends_what_has_no_end)
{
	struct letter_fault fault;
	struct base_buffer out;
	char *deep = base_alloc(100000, 1);

	(void)state;
	base_buffer_init(&out, 1 << 16);
	assert_int_equal(letter_render("{{>p}}", "{}", "{\"p\":\"a{{>p}}\"}",
				       false, &fault, &out),
			 LENS_TOO_BIG);
	for (unsigned i = 0; i < 1000; i++)
		memcpy(deep + 6 * i, "{{#x}}", 6);
	assert_int_equal(
	    letter_render(deep, "{\"x\":true}", "{}", false, &fault, &out),
	    LENS_MALFORMED);
	base_buffer_free(&out);
	free(deep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(passes_the_official_suite),
	    RUN(renders_values_lists_and_partials),
	    RUN(says_where_a_template_is_wrong),
	    RUN(ends_what_has_no_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
