/* test_bytes.c: which pictures of a page are too small to be one. */
#include "test.h"

#include "pagereader/bytes.h"

/* A picture's first bytes, of so many by so many pixels. */
static bool small(const char *begins, size_t size, unsigned width,
		  unsigned height)
{
	uint8_t bytes[24] = {0};

	memcpy(bytes, begins, strlen(begins));
	if (memcmp(begins, "GIF8", 4) == 0) {
		base_put_u16(bytes + 6, (uint16_t)width);
		base_put_u16(bytes + 8, (uint16_t)height);
	} else {
		bytes[18] = (uint8_t)(width >> 8);
		bytes[19] = (uint8_t)width;
		bytes[22] = (uint8_t)(height >> 8);
		bytes[23] = (uint8_t)height;
	}
	return bytes_is_small((struct base_view){bytes, size}, 300);
}

TEST(small_is_what_says_so_of_both_sides)
{
	static const char *const begin[] = {"GIF89a", "GIF87a",
					    "\x89PNG\r\n\x1a\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(begin) / sizeof(*begin); i++) {
		assert_true(small(begin[i], 24, 300, 300));
		assert_true(small(begin[i], 24, 1, 0));
		assert_false(small(begin[i], 24, 301, 300));
		assert_false(small(begin[i], 24, 300, 301));
		assert_false(small(begin[i], 24, 300 + 0x100, 1));
	}
}

TEST(what_says_nothing_is_not_small)
{
	(void)state;
	assert_false(small("\xff\xd8\xff\xe0", 24, 1, 1));
	assert_false(small("RIFF", 24, 1, 1));
	/* Cut off before the size is whole. */
	assert_true(small("GIF89a", 10, 1, 1));
	assert_false(small("GIF89a", 9, 1, 1));
	assert_false(small("\x89PNG\r\n\x1a\n", 23, 1, 1));
	assert_false(bytes_is_small((struct base_view){NULL, 0}, 300));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(small_is_what_says_so_of_both_sides),
	    RUN(what_says_nothing_is_not_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
