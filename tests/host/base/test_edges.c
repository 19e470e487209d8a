/* test_edges.c: UTF-8, numbers and buffers: all of it, not samples of it. */
#include "test.h"

#include <lenscap/base.h>

/* ---- UTF-8 (RFC 3629) ---- */

static size_t encode(uint32_t c, uint8_t out[4])
{
	if (c < 0x80) {
		out[0] = (uint8_t)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (uint8_t)(0xc0 | c >> 6);
		out[1] = (uint8_t)(0x80 | (c & 63));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (uint8_t)(0xe0 | c >> 12);
		out[1] = (uint8_t)(0x80 | (c >> 6 & 63));
		out[2] = (uint8_t)(0x80 | (c & 63));
		return 3;
	}
	out[0] = (uint8_t)(0xf0 | c >> 18);
	out[1] = (uint8_t)(0x80 | (c >> 12 & 63));
	out[2] = (uint8_t)(0x80 | (c >> 6 & 63));
	out[3] = (uint8_t)(0x80 | (c & 63));
	return 4;
}

/* Controls, separators, marks of direction, what is invisible. */
static bool acts(uint32_t c)
{
	return c < 0x20 || (c > 0x7e && c < 0xa0) || c == 0x61c ||
	       (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	       (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f);
}

TEST(every_character_is_utf8_and_prints_unless_it_acts)
{
	(void)state;
	for (uint32_t c = 0; c < 0x200000; c++) {
		bool good = c < 0x110000 && !(c >= 0xd800 && c < 0xe000);
		uint8_t bytes[4];
		const struct base_view view = {bytes, encode(c, bytes)};

		if (base_is_utf8(view) != good ||
		    base_is_printable(view) != (good && !acts(c)))
			fail_msg("U+%04X", c);
	}
}

/* How many strings of one, two and three bytes are UTF-8 is known. */
TEST(no_other_bytes_are_utf8)
{
	unsigned found[4] = {0};
	uint8_t bytes[3];

	(void)state;
	for (uint32_t i = 0; i < 1u << 24; i++) {
		bytes[0] = (uint8_t)(i >> 16);
		bytes[1] = (uint8_t)(i >> 8);
		bytes[2] = (uint8_t)i;
		found[3] += base_is_utf8((struct base_view){bytes, 3});
		if (i % 256 == 0)
			found[2] += base_is_utf8((struct base_view){bytes, 2});
		if (i % 65536 == 0)
			found[1] += base_is_utf8((struct base_view){bytes, 1});
	}
	assert_int_equal(found[1], 128);
	assert_int_equal(found[2], 128 * 128 + 1920);
	assert_int_equal(found[3],
			 128 * 128 * 128 + 2 * 128 * 1920 + 63488 - 2048);
}

TEST(four_bytes_are_a_character_up_to_the_last)
{
	static const uint8_t last[] = {0x7f, 0x80, 0xbf, 0xc0};
	unsigned found = 0;

	(void)state;
	for (unsigned a = 0xf0; a < 0x100; a++)
		for (unsigned b = 0; b < 0x100; b++)
			for (unsigned c = 0; c < 16; c++) {
				const uint8_t bytes[4] = {
				    (uint8_t)a, (uint8_t)b, last[c / 4],
				    last[c % 4]};

				found +=
				    base_is_utf8((struct base_view){bytes, 4});
			}
	/* F0 90 to F4 8F, and of the last two bytes two values each. */
	assert_int_equal(found, (48 + 3 * 64 + 16) * 4);
}

TEST(what_does_not_print_is_one_question_mark_a_byte)
{
	static const struct {
		const char *text;
		size_t capacity;
		const char *shown;
	} known[] = {
	    {"a\tb", 4, "a?b"},
	    {"a\tb", 3, "a?"},
	    {"\xc3\xa4z", 4, "\xc3\xa4z"},
	    {"\xc3\xa4z", 3, "\xc3\xa4"},
	    {"\xc3\xa4z", 2, ""},
	    {"\xc3z", 9, "?z"},
	    {"\xe2\x80\xaez", 9, "?z"},
	    {"\xe2\x80", 9, "??"},
	    {"abc", 1, ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		char out[12] = "###########";

		base_printable(out, known[i].capacity,
			       base_view_of(known[i].text));
		assert_string_equal(out, known[i].shown);
		assert_int_equal(out[known[i].capacity], '#');
	}
}

/* ---- Numbers ---- */

TEST(a_number_is_at_most_its_maximum)
{
	static const struct {
		const char *text;
		uint64_t maximum;
		bool good;
	} known[] = {
	    {"0", 0, true},
	    {"1", 0, false},
	    {"9", 9, true},
	    {"9", 8, false},
	    {"10", 9, false},
	    {"10", 10, true},
	    {"007", 7, true},
	    {"99", 98, false},
	    {"100", 100, true},
	    {"101", 100, false},
	    {"18446744073709551615", UINT64_MAX, true},
	    {"18446744073709551616", UINT64_MAX, false},
	    {"99999999999999999999", UINT64_MAX, false},
	    {"/", 99, false},
	    {":", 99, false},
	    {"", 99, false},
	    {" 1", 99, false},
	    {"1 ", 99, false},
	    {"-1", 99, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		uint64_t value = 77;
		enum lens_err err =
		    base_parse_number(known[i].text, known[i].maximum, &value);

		if (err != (known[i].good ? LENS_OK : LENS_MALFORMED))
			fail_msg("%s of %llu", known[i].text,
				 (unsigned long long)known[i].maximum);
		if (!known[i].good)
			assert_int_equal(value, 0);
	}
}

TEST(every_byte_has_its_digits_and_no_other_sign_is_one)
{
	(void)state;
	for (unsigned byte = 0; byte < 256; byte++) {
		uint8_t in = (uint8_t)byte, out;
		char hex[3], upper[3];

		base_hex(hex, &in, 1);
		snprintf(upper, sizeof(upper), "%02x", byte);
		assert_string_equal(hex, upper);
		assert_int_equal(base_unhex(&out, 1, hex), LENS_OK);
		assert_int_equal(out, byte);
		snprintf(upper, sizeof(upper), "%02X", byte);
		assert_int_equal(base_unhex(&out, 1, upper), LENS_OK);
		assert_int_equal(out, byte);
		for (int at = 0; at < 2; at++) {
			char text[3] = "00";
			bool digit = strchr("0123456789abcdefABCDEF",
					    (char)byte) != NULL &&
				     byte != 0;

			text[at] = (char)byte;
			assert_int_equal(base_unhex(&out, 1, text),
					 digit ? LENS_OK : LENS_MALFORMED);
		}
	}
}

TEST(every_sign_of_base64_has_its_value)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz"
				      "0123456789+/";

	(void)state;
	for (unsigned byte = 0; byte < 256; byte++) {
		const char *letter = byte ? strchr(letters, (char)byte) : NULL;

		for (int at = 0; at < 8; at++) {
			uint8_t text[8] = "AAAAAAAA";
			struct base_buffer out;
			uint64_t value = 0;
			enum lens_err err;

			text[at] = (uint8_t)byte;
			base_buffer_init(&out, 9);
			err = base_unbase64((struct base_view){text, 8}, &out);
			/* One '=' at the end, after bits that are zero. */
			if (byte == '=' && at == 7) {
				assert_int_equal(err, LENS_OK);
				assert_int_equal(out.size, 5);
			} else if (letter == NULL) {
				assert_int_equal(err, LENS_MALFORMED);
				assert_int_equal(out.size, 0);
			} else {
				assert_int_equal(err, LENS_OK);
				for (int i = 0; i < 6; i++)
					value = value << 8 | out.data[i];
				assert_int_equal(value,
						 (uint64_t)(letter - letters)
						     << 6 * (7 - at));
			}
			base_buffer_free(&out);
		}
	}
}

/* ---- Buffers and views ---- */

TEST(a_buffer_holds_its_maximum_and_not_a_byte_more)
{
	static uint8_t bytes[1000];
	uint8_t *at;

	(void)state;
	for (size_t maximum = 0; maximum < 1000; maximum += 37) {
		struct base_buffer buffer;

		base_buffer_init(&buffer, maximum);
		assert_int_equal(base_buffer_add(&buffer, bytes, maximum + 1),
				 LENS_TOO_BIG);
		assert_int_equal(buffer.size, 0);
		assert_int_equal(base_buffer_add(&buffer, bytes, maximum),
				 LENS_OK);
		assert_int_equal(buffer.size, maximum);
		assert_int_equal(base_buffer_extend(&buffer, 0, &at), LENS_OK);
		assert_null(at);
		assert_int_equal(base_buffer_extend(&buffer, 1, &at),
				 LENS_TOO_BIG);
		assert_null(at);
		assert_int_equal(base_buffer_extend(&buffer, SIZE_MAX, &at),
				 LENS_TOO_BIG);
		assert_int_equal(buffer.size, maximum);
		base_buffer_wipe(&buffer);
		assert_null(buffer.data);
		assert_int_equal(buffer.capacity, 0);
		assert_int_equal(buffer.maximum, maximum);
	}
}

TEST(a_part_lies_within_its_view)
{
	static const uint8_t bytes[4] = "abcd";
	const struct base_view view = {bytes, 4};

	(void)state;
	assert_int_equal(base_view_part(view, 0, 4).size, 4);
	assert_int_equal(base_view_part(view, 4, 0).size, 0);
	assert_ptr_equal(base_view_part(view, 4, 0).data, bytes + 4);
	assert_null(base_view_part(view, 5, 0).data);
	assert_null(base_view_part(view, 0, 5).data);
	assert_null(base_view_part(view, 3, 2).data);
	assert_null(base_view_part(view, 1, SIZE_MAX).data);
	assert_null(base_view_part(view, SIZE_MAX, 1).data);
	assert_null(base_view_part((struct base_view){NULL, 4}, 0, 1).data);
	assert_true(base_view_starts(view, "abcd", 4));
	assert_false(base_view_starts(view, "abcde", 5));
	assert_false(base_view_starts(view, "abd", 3));
	assert_true(base_view_starts(view, "", 0));
}

TEST(a_list_grows_and_keeps_what_it_has)
{
	size_t capacity = 0;
	unsigned *list = NULL;

	(void)state;
	for (unsigned i = 0; i < 1000; i++) {
		list = base_grow(list, i, &capacity, sizeof(*list));
		assert_true(capacity > i);
		list[i] = i * 7;
	}
	for (unsigned i = 0; i < 1000; i++)
		assert_int_equal(list[i], i * 7);
	/* Where there is room it stays where it is. */
	assert_ptr_equal(base_grow(list, 1000, &capacity, sizeof(*list)), list);
	assert_int_equal(capacity, 1024);
	free(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_list_grows_and_keeps_what_it_has),
	    RUN(every_character_is_utf8_and_prints_unless_it_acts),
	    RUN(no_other_bytes_are_utf8),
	    RUN(four_bytes_are_a_character_up_to_the_last),
	    RUN(what_does_not_print_is_one_question_mark_a_byte),
	    RUN(a_number_is_at_most_its_maximum),
	    RUN(every_byte_has_its_digits_and_no_other_sign_is_one),
	    RUN(every_sign_of_base64_has_its_value),
	    RUN(a_buffer_holds_its_maximum_and_not_a_byte_more),
	    RUN(a_part_lies_within_its_view),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
