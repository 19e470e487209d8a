/* test_text.c: text from outside, bytes and days as JSON. */
#include "expect.h"

TEST(leaves_utf8_as_it_is)
{
	json_t *object = json_object();

	(void)state;
	expect_view(view_text("Zoë\n\"x\""), "\"Zoë\\n\\\"x\\\"\"");
	view_put(object, "file", "Zoë.jpg");
	expect_view(object, "{'file':'Zoë.jpg'}");
}

TEST(gives_what_is_not_utf8_byte_for_byte_too)
{
	json_t *object = json_object();

	(void)state;
	view_put(object, "file",
		 "a\xff"
		 "b.jpg");
	expect_view(object, "{'file':'a?b.jpg', 'file_hex':'61ff622e6a7067'}");
	expect_view(view_text("\xc3"), "'?'");
}

/* C1 controls and marks of direction are UTF-8, and speak to a terminal. */
TEST(can_be_written_in_ascii_alone)
{
	const char *odd = "a\xc2\x9b"
			  "31m\xe2\x80\xae"
			  "b";
	json_t *value = json_pack("[o]", view_text(odd)), *again;
	char *line = json_dumps(value, JSON_COMPACT | JSON_ENSURE_ASCII);

	(void)state;
	assert_string_equal(line, "[\"a\\u009B31m\\u202Eb\"]");
	again = json_loads(line, 0, NULL);
	assert_string_equal(json_string_value(json_array_get(again, 0)), odd);
	free(line);
	json_decref(again);
	json_decref(value);
}

TEST(lists_texts)
{
	const char *const texts[] = {"de", "\xff"};

	(void)state;
	expect_view(view_texts(texts, 2), "['de', '?']");
	expect_view(view_texts(NULL, 0), "[]");
}

TEST(writes_bytes_and_days)
{
	(void)state;
	expect_view(view_hex("\x00\xab", 2), "'00ab'");
	expect_view(view_hex("", 0), "''");
	expect_view(view_day(LAW_NO_DAY), "null");
	expect_view(view_day(0), "'1970-01-01'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(leaves_utf8_as_it_is),
	    RUN(gives_what_is_not_utf8_byte_for_byte_too),
	    RUN(can_be_written_in_ascii_alone),
	    RUN(lists_texts),
	    RUN(writes_bytes_and_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
