/* test_parse.c: JSON of strangers, from the jail's parser to the core's text.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"
#include "workers/unpack/parse.h"
#include "workers/unpack/zip.h"

/* What the core makes of it, or the reason why it is nothing. */
static const char *through(const char *json)
{
	static uint8_t value[IPC_UNPACK_JSON_MAX];
	static char said[400];
	struct base_view bytes = {value, 0};
	char why[IPC_TEXT_MAX] = "";
	struct base_buffer text;
	enum lens_err err;

	bytes.size = parse_json(base_view_of(json), value);
	base_buffer_init(&text, 4096);
	err = ipc_json_text(bytes, &text, why);
	assert_true(err == LENS_OK || err == LENS_DENIED);
	snprintf(said, sizeof(said), "%.*s", (int)text.size,
		 (const char *)text.data);
	base_buffer_free(&text);
	return err == LENS_OK ? said : strcpy(said, why);
}

TEST(says_the_same_in_words_of_our_own)
{
	static const struct {
		const char *json, *same;
	} cases[] = {
	    {" { } ", "{}"},
	    {"\357\273\277{\"a\":1}", "{\"a\":1}"},
	    {"[ ]", "[]"},
	    {"{\"b\" : 1,\n\"a\":[true, false ,null]}",
	     "{\"b\":1,\"a\":[true,false,null]}"},
	    {"\"\\u00e9\\/\\u0041\"", "\"\303\251/A\""},
	    {"\"a\\nb\\t\\r\\\"\\\\\\u0001\\u001f\"",
	     "\"a\\nb\\t\\r\\\"\\\\\\u0001\\u001f\""},
	    {"[-9223372036854775808, 9223372036854775807]",
	     "[-9223372036854775808,9223372036854775807]"},
	    {"1.5", "1.5000000000000000e+00"},
	    {"[[[[[[[[]]]]]]]]", "[[[[[[[[]]]]]]]]"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(through(cases[i].json), cases[i].same);
}

TEST(says_why_it_is_none)
{
	static const struct {
		const char *json, *why;
	} cases[] = {
	    {"", "It is no JSON: line 1, "},
	    {"\357\273\277", "It is no JSON: line 1, "},
	    {"\357\273\277\357\273\277{}", "It is no JSON: line 1, "},
	    {"\357\273", "It is no JSON: "},
	    {"{\"a\":1,\n\"a\":2}", "It is no JSON: line 2, duplicate"},
	    {"{\"a\":\"\\u0000\"}", "It is no JSON: line 1, "},
	    {"\"\377\"", "It is no JSON: "},
	    {"1e999", "It is no JSON: line 1, real number overflow"},
	    {"{} {}", "It is no JSON: line 1, end of file expected"},
	    {"[\"\033[2J\"]", "It is no JSON: line 1, "},
	    {"[[[[[[[[[]]]]]]]]]", "It is nested deeper than 8 levels"},
	};
	char *deep = base_alloc(60001, 1);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *why = through(cases[i].json);

		if (strncmp(why, cases[i].why, strlen(cases[i].why)) != 0)
			fail_msg("%s: %s", cases[i].json, why);
		assert_true(base_is_printable(base_view_of(why)));
	}
	memset(deep, '[', 60000);
	assert_non_null(strstr(through(deep), "nested deeper"));
	free(deep);
}

/* The least text for the most on the wire. */
TEST(whatever_a_file_says_fits)
{
	char *many = base_alloc(IPC_UNPACK_FILE_MAX + 1, 1);
	uint8_t *value = base_alloc(IPC_UNPACK_JSON_MAX, 1);
	uint32_t size;

	(void)state;
	memset(many, '0', IPC_UNPACK_FILE_MAX);
	many[0] = '[';
	for (size_t i = 2; i < IPC_UNPACK_FILE_MAX - 1; i += 2)
		many[i] = ',';
	many[IPC_UNPACK_FILE_MAX - 2] = ' ';
	many[IPC_UNPACK_FILE_MAX - 1] = ']';
	size = parse_json(base_view_of(many), value);
	assert_true(size > 4 * IPC_UNPACK_FILE_MAX);
	assert_int_equal(value[0], IPC_JSON_ARRAY);
	free(many);
	free(value);
}

static enum lens_err text_of(const uint8_t *value, size_t size, size_t capacity)
{
	struct base_view bytes = {value, size};
	char why[IPC_TEXT_MAX];
	struct base_buffer text;
	enum lens_err err;

	base_buffer_init(&text, capacity);
	err = ipc_json_text(bytes, &text, why);
	base_buffer_free(&text);
	return err;
}

TEST(the_core_believes_no_length)
{
	static const uint8_t good[] = {
	    IPC_JSON_ARRAY, 1, 0, 0, 0, IPC_JSON_STRING, 2, 0, 0, 0, 'a', 'b'};
	uint8_t bad[sizeof(good) + 1] = {0}, deep[9 * 5 + 1];

	(void)state;
	assert_int_equal(text_of(good, sizeof(good), 6), LENS_OK);
	assert_int_equal(text_of(good, sizeof(good), 5), LENS_TOO_BIG);
	for (size_t cut = 0; cut < sizeof(good); cut++)
		assert_int_equal(text_of(good, cut, 99), LENS_MALFORMED);
	assert_int_equal(text_of(NULL, 0, 99), LENS_MALFORMED);
	memcpy(bad, good, sizeof(good));
	assert_int_equal(text_of(bad, sizeof(bad), 99), LENS_MALFORMED);
	for (size_t i = 0; i < 10; i++) {
		memcpy(bad, good, sizeof(good));
		bad[i] ^= 0x80;
		assert_int_equal(text_of(bad, sizeof(good), 99),
				 LENS_MALFORMED);
	}
	/* As deep as is allowed, and a level more. */
	for (size_t i = 0; i < 9; i++)
		memcpy(deep + i * 5, good, 5);
	deep[40] = IPC_JSON_NULL;
	assert_int_equal(text_of(deep, 41, 99), LENS_OK);
	deep[40] = IPC_JSON_ARRAY;
	deep[45] = IPC_JSON_NULL;
	assert_int_equal(text_of(deep, 46, 99), LENS_MALFORMED);
}

static uint8_t room[4 << 20];

TEST(a_list_of_files_is_read_like_a_zip)
{
	static const char list[] = "\1\0\0\0\2\0\0\0x{}\1\0\0\0\0\0\0\0y";
	struct base_view view = {(const uint8_t *)list, sizeof(list) - 1};
	struct base_view left, name, bytes;
	struct ipc_unpack out;
	enum lens_err err;

	(void)state;
	zip_records(view, room, sizeof(room), &out);
	assert_int_equal(out.status, IPC_UNPACK_OK);
	assert_int_equal(out.files, 2);
	left = (struct base_view){room, (size_t)out.bytes};
	assert_true(ipc_unpack_next(&left, &name, &bytes, &err));
	assert_true(name.size == 1 && name.data[0] == 'x');
	assert_int_equal(bytes.data[0], IPC_JSON_OBJECT);
	assert_true(ipc_unpack_next(&left, &name, &bytes, &err));
	assert_int_equal(bytes.data[0], IPC_JSON_NONE);
	assert_false(ipc_unpack_next(&left, &name, &bytes, &err));
	assert_int_equal(err, LENS_OK);

	view.size--;
	zip_records(view, room, sizeof(room), &out);
	assert_int_equal(out.status, IPC_UNPACK_MALFORMED);
	/* One more than has room. */
	zip_records((struct base_view){(const uint8_t *)list, 11}, room,
		    8 + 1 + IPC_UNPACK_JSON(2) - 1, &out);
	assert_int_equal(out.status, IPC_UNPACK_TOO_MUCH);
	assert_int_equal(out.files, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(says_the_same_in_words_of_our_own),
	    RUN(says_why_it_is_none),
	    RUN(whatever_a_file_says_fits),
	    RUN(the_core_believes_no_length),
	    RUN(a_list_of_files_is_read_like_a_zip),
	};

	parse_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
