/*
 * test_chromium.c: what Chromium 156 made of hostile snippets, and a page as
 * it saved it; chromium_cases.py says how the two files were made.  Of 24,000
 * snippets 7 were read otherwise: CDATA right inside <foreignObject>, and
 * <svg> inside <math>.
 */
#include <jansson.h>

#include <lenscap/base_io.h>

#include "test.h"

#include "read_page.h"
#include "workers/pagereader/charset.h"
#include "workers/pagereader/html.h"

#define CHROMIUM_FILES "tests/host/workers/pagereader/"

static json_t *chromium_attributes(const struct html_token *token)
{
	json_t *line = json_array();

	json_array_append_new(line, json_string(token->name));
	for (unsigned i = 0; i < token->count; i++) {
		const struct html_attribute *attribute = &token->attributes[i];
		struct base_buffer text;

		if (html_attribute(token, attribute->name) != attribute)
			continue; /* the first one counts */
		base_buffer_init(&text, attribute->value.size * 3 + 4);
		assert_int_equal(
		    charset_decode(attribute->value, CHARSET_UTF8, true, &text),
		    LENS_OK);
		json_array_append_new(
		    line,
		    json_pack("[s,o]", attribute->name,
			      json_stringn(text.size ? (char *)text.data : "",
					   text.size)));
		base_buffer_free(&text);
	}
	return line;
}

/* The snippet's <img> tags, and whether its last tag is seen at all. */
static json_t *chromium_read(const char *snippet)
{
	static struct html html;
	const struct html_token *token;
	json_t *images = json_array();
	bool end = false;

	html_init(&html, base_view_of(snippet));
	while ((token = html_next(&html))->kind != HTML_END) {
		if (token->kind != HTML_OPEN)
			continue;
		if (strcmp(token->name, "img") == 0)
			json_array_append_new(images,
					      chromium_attributes(token));
		end = end || strcmp(token->name, "u") == 0;
	}
	return json_pack("[s,o,b]", snippet, images, end);
}

TEST(sees_the_tags_that_chromium_sees)
{
	json_t *cases =
	    json_load_file(CHROMIUM_FILES "chromium_tokens.json", 0, NULL);
	json_t *expected;
	size_t i;

	(void)state;
	assert_true(json_array_size(cases) > 500);
	json_array_foreach(cases, i, expected)
	{
		json_t *got = chromium_read(
		    json_string_value(json_array_get(expected, 0)));

		if (!json_equal(got, expected)) {
			char *text = json_dumps(expected, 0);

			print_message("# %s\n", text);
			free(text);
		}
		assert_true(json_equal(got, expected));
		json_decref(got);
	}
	json_decref(cases);
}

/* Chromium leaves out scripts, and <noscript> where scripts ran. */
static const struct {
	const char *path; /* after the server's name */
	bool inside;
} chromium_pictures[] = {
    {"/icon.png", false},
    {"/og.jpg", false},
    {"/dir/one.jpg", true},
    {"/dir/small.png", true},
    {"/dir/pic.webp", true},
    {"/dir/pic.jpg", false},
    {"data:image/png;base64", true},
    {"/dir/inline.png", true},
    {"/dir/poster.png", false},
    {"/dir/svg.png", false},
    {"/dir/full.jpg", false},
    {"/dir/%C3%A4%C3%B6.png", true},
    {"/css.png", true},
    {"/dir/bg%20a.png", true},
    {"/dir/inframe.png", true},
};

TEST(finds_every_picture_of_a_page_that_chromium_saved)
{
	static const char server[] = "http://127.0.0.1:8765";
	FILE *file = fopen(CHROMIUM_FILES "chromium_page.mhtml", "rb");
	size_t expected =
	    sizeof(chromium_pictures) / sizeof(chromium_pictures[0]);
	struct base_buffer bytes;
	struct read_page page;

	(void)state;
	assert_non_null(file);
	base_buffer_init(&bytes, 1 << 20);
	assert_int_equal(base_read_all(fileno(file), &bytes), LENS_OK);
	fclose(file);
	read_page(bytes.data, bytes.size, NULL, &page);
	assert_string_equal(page.answer.title,
			    "Gallery & \xe2\x80\x9c\xc3\x9cmlaut\xe2\x80\x9d");
	for (unsigned i = 0; i < page.answer.count; i++) {
		const struct ipc_page_picture *got = &page.answer.pictures[i];
		const char *path = got->address;
		size_t found = 0;

		if (strncmp(path, server, sizeof(server) - 1) == 0)
			path += sizeof(server) - 1;
		while (found < expected &&
		       strcmp(chromium_pictures[found].path, path) != 0)
			found++;
		if (found == expected ||
		    chromium_pictures[found].inside != (got->size > 0))
			print_message("# %s [%u]\n", got->address,
				      (unsigned)got->size);
		assert_true(found < expected);
		assert_int_equal(chromium_pictures[found].inside,
				 got->size > 0);
	}
	assert_int_equal(page.answer.count, expected);
	read_page_free(&page);
	base_buffer_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(sees_the_tags_that_chromium_sees),
	    RUN(finds_every_picture_of_a_page_that_chromium_saved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
