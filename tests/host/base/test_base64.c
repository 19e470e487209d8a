/* test_base64.c: RFC 4648's vectors, and nothing but base64. */
#include "test.h"

#include <lenscap/base.h>

static const char *const vectors[][2] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
};

TEST(writes_the_vectors_of_the_standard)
{
	char out[16];

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		base_base64(out, vectors[i][0], strlen(vectors[i][0]));
		assert_string_equal(out, vectors[i][1]);
		assert_true(strlen(out) + 1 ==
			    BASE_BASE64_SIZE(strlen(vectors[i][0])));
	}
}

TEST(reads_the_vectors_of_the_standard)
{
	struct base_buffer out;

	(void)state;
	base_buffer_init(&out, 100);
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		out.size = 0;
		assert_int_equal(
		    base_unbase64(base_view_of(vectors[i][1]), &out), LENS_OK);
		assert_int_equal(out.size, strlen(vectors[i][0]));
		if (out.size > 0)
			assert_memory_equal(out.data, vectors[i][0], out.size);
	}
	base_buffer_free(&out);
}

TEST(refuses_everything_else)
{
	static const char *const wrong[] = {
	    "Z",
	    "Zg",
	    "Zg=",
	    "Zg===",
	    "Zm9v=",
	    "====",
	    "Zm9vZg==Zm9v",
	    "Zh==",
	    "Zm9=",
	    "Z g=",
	    "Zg=a",
	    "Zm9\nZm9v",
	    "Zm_-",
	    "Zm9v\xff\xff\xff\xff",
	    "=m9v",
	    "Zm9vYmF",
	};
	struct base_buffer out;

	(void)state;
	base_buffer_init(&out, 100);
	assert_int_equal(base_buffer_add(&out, "kept", 4), LENS_OK);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(base_unbase64(base_view_of(wrong[i]), &out),
				 LENS_MALFORMED);
	assert_int_equal(out.size, 4);
	base_buffer_free(&out);
}

TEST(refuses_more_than_there_is_room_for)
{
	struct base_buffer out;

	(void)state;
	base_buffer_init(&out, 5);
	assert_int_equal(base_unbase64(base_view_of("Zm9vYmFy"), &out),
			 LENS_TOO_BIG);
	assert_int_equal(out.size, 0);
	assert_int_equal(base_unbase64(base_view_of("Zm9vYmE="), &out),
			 LENS_OK);
	base_buffer_free(&out);
}

TEST(brings_every_byte_back)
{
	uint8_t bytes[1000];
	char text[BASE_BASE64_SIZE(sizeof(bytes))];
	struct base_buffer out;

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(i * 7 + i / 256);
	base_buffer_init(&out, sizeof(bytes));
	for (size_t size = 1; size <= sizeof(bytes); size++) {
		out.size = 0;
		base_base64(text, bytes, size);
		assert_int_equal(base_unbase64(base_view_of(text), &out),
				 LENS_OK);
		assert_int_equal(out.size, size);
		assert_memory_equal(out.data, bytes, size);
	}
	base_buffer_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(writes_the_vectors_of_the_standard),
	    RUN(reads_the_vectors_of_the_standard),
	    RUN(refuses_everything_else),
	    RUN(refuses_more_than_there_is_room_for),
	    RUN(brings_every_byte_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
