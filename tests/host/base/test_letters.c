/* test_letters.c: letters as people compare them. */
#include <string.h>

#include "test.h"

#include <lenscap/base_letters.h>
#include <lenscap/base_utf8.h>

/* As letters are told: "^" behind one with an accent, "|" for what stands
 * between words, "_" for what is not seen, "*" before a sign. */
static void read(const char *text, char out[256])
{
	size_t used = 0;

	while (*text != '\0') {
		struct base_letter next = base_letter_next(&text);
		uint32_t gap = next.letter == ' ' || next.letter == '-' ||
				       next.letter == '\''
				   ? next.letter
				   : '|';

		assert_true(used < 200);
		if (next.kind == BASE_IDEOGRAPH)
			out[used++] = '*';
		if (next.kind == BASE_BETWEEN)
			out[used++] = (char)gap;
		else if (next.kind == BASE_ACCENT || next.kind == BASE_UNSEEN)
			out[used++] = next.kind == BASE_ACCENT ? '^' : '_';
		else
			used += base_utf8_write(out + used, next.letter);
		if (next.second != '\0')
			out[used++] = next.second;
		if (next.accent)
			out[used++] = '^';
	}
	out[used] = '\0';
}

TEST(letters_are_small_and_their_accents_apart)
{
	static const char *const rows[][2] = {
	    {"Jane 1-2", "jane 1-2"},
	    {"Zo\u00eb ZO\u00cb Zoe\u0308", "zoe^ zoe^ zoe^"},
	    {"\u0141\u00f3d\u017a \u015eI\u015eL\u0130", "l^o^dz^ s^is^li^"},
	    {"Nguy\u1ec5n \u1ea4nh", "nguye^n a^nh"},
	    {"Stra\u00dfe \u00c6r\u00f8 \u0152uvre", "strasse aero^ oeuvre"},
	    {"\u0391\u038c\u03a3 \u03c2", "\u03b1\u03bf^\u03c3 \u03c3"},
	    {"\u0401\u0416 \u0439\u0406\u0407 \u049a",
	     "\u0435^\u0436 \u0438^\u0456\u0456^ \u049b"},
	    {"\u0531\u1c90", "\u0561\u10d0"},
	    {"\u05de\u05b7\u05d4\u05be\u05d0", "\u05de_\u05d4-\u05d0"},
	    {"\u0623\u062d\u0640\u0645\u064e\u062f \u0649\u06cc\u06a9",
	     "\u0627^\u062d_\u0645_\u062f \u064a\u064a\u0643"},
	    {"\u0660\u0669\u06f1\u096f\uff15", "09195"},
	    {"\uff2a\uff41 \U0001d5dd\U0001d5ee\U0001d7d7 \u24bf\U0001f14f",
	     "ja ja9 j|"},
	    {"a\u200bb\u00adc\u2068d\ufeff\ufe0f", "a_b_c_d__"},
	    {"a\u00a0b\u2011c\u2019d\u00b7e\u2605f\U0001f389g\ue001h\u060ci",
	     "a b-c'd|e|f|g|h|i"},
	    {"\u5c71\u30ca\u30fb\uae40\u3002", "*\u5c71*\u30ca *\uae40|"},
	    {"\u0e01\u0915", "\u0e01\u0915"},
	};
	char got[256];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		read(rows[i][0], got);
		assert_string_equal(got, rows[i][1]);
	}
}

TEST(bytes_that_are_no_text_stand_between)
{
	char got[256];

	(void)state;
	read("a\xc3", got);
	assert_string_equal(got, "a|");
	read("\xff\x80z\xe2\x82", got);
	assert_string_equal(got, "||z||");
	read("\xc0\xaf\xf5\x80", got);
	assert_string_equal(got, "||||");
	/* "J" in three bytes, half a surrogate, above the last. */
	read("\xe0\x81\x8a\xed\xa0\x80\xf4\x90\x80\x80", got);
	assert_string_equal(got, "||||||||||");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(letters_are_small_and_their_accents_apart),
	    RUN(bytes_that_are_no_text_stand_between),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
