/*
 * test_golden.c: the letter to a face search engine, in English and German,
 * as it was read line by line; and each of its eleven points, by the ids of
 * its paragraphs and the norms they rest on, in every language.
 *
 * After a change that is meant: LENSCAP_GOLDEN=write, and read them again.
 */
#include <stdlib.h>

#include "test.h"

#include <lenscap/letter.h>

#define GOLDEN "tests/data/golden/clearview"

struct golden {
	struct law_set *laws;
	struct letter_set *set;
	struct letter letter;
};

static char *golden_read(const char *path)
{
	struct base_buffer bytes;
	FILE *file = fopen(path, "re");
	char *text;

	base_buffer_init(&bytes, 1 << 20);
	if (file != NULL) {
		assert_int_equal(base_read_all(fileno(file), &bytes), LENS_OK);
		fclose(file);
	}
	assert_int_equal(base_buffer_add(&bytes, "", 1), LENS_OK);
	text = base_copy((char *)bytes.data);
	base_buffer_free(&bytes);
	return text;
}

static void golden_open(struct golden *golden, enum law_language language)
{
	struct law_fault law_fault;
	struct letter_fault fault;
	char *path =
	    base_format("%s.%s.json", GOLDEN, language == LAW_DE ? "de" : "en");
	char *known = golden_read(path);

	assert_int_equal(law_open("host/share/laws", &law_fault, &golden->laws),
			 LENS_OK);
	if (letter_open("host/share/letters", golden->laws, &fault,
			&golden->set) != LENS_OK)
		fail_msg("%s", fault.sentence);
	if (letter_compose(golden->set, "request", language, known, &fault,
			   &golden->letter) != LENS_OK)
		fail_msg("%s", fault.sentence);
	free(known);
	free(path);
}

static void golden_close(struct golden *golden)
{
	letter_free(&golden->letter);
	letter_close(golden->set);
	law_close(golden->laws);
}

static void golden_same(enum law_language language, const char *path)
{
	struct golden golden;
	struct base_buffer text;
	char *expected = golden_read(path);
	FILE *file;

	golden_open(&golden, language);
	base_buffer_init(&text, LETTER_TEXT_MAX);
	assert_int_equal(base_buffer_add_text(&text, golden.letter.subject),
			 LENS_OK);
	assert_int_equal(base_buffer_add_text(&text, "\n\n"), LENS_OK);
	assert_int_equal(letter_text(&golden.letter, 72, &text), LENS_OK);
	assert_int_equal(base_buffer_add(&text, "", 1), LENS_OK);
	if (getenv("LENSCAP_GOLDEN") != NULL) {
		file = fopen(path, "we");
		assert_non_null(file);
		fputs((char *)text.data, file);
		fclose(file);
	} else {
		assert_string_equal((char *)text.data, expected);
	}
	base_buffer_free(&text);
	free(expected);
	golden_close(&golden);
}

TEST(writes_the_letters_as_they_were_read)
{
	(void)state;
	golden_same(LAW_EN, GOLDEN ".en.txt");
	golden_same(LAW_DE, GOLDEN ".de.txt");
}

/* ---- The eleven points ---- */

/* What a point must rest on, wherever it stands. */
static const struct {
	const char *point;
	const char *norms[8];
} golden_points[] = {
    {"1 head", {"gdpr:27(1)"}},
    {"2 who, and why the law binds them", {"gdpr:3(2)(b)"}},
    {"3 purpose", {"gdpr:15(1)"}},
    {"4 access",
     {"gdpr:15(1)(a)", "gdpr:15(1)(b)", "gdpr:15(1)(c)", "gdpr:15(1)(d)",
      "gdpr:15(1)(g)", "gdpr:15(1)(h)", "gdpr:15(2)", "gdpr:15(3)"}},
    {"4 biometric, recipients by name, notice",
     {"gdpr:4(14)", "gdpr:9(2)", "cjeu:C-154/21", "gdpr:14(1)"}},
    {"5 objection", {"gdpr:21(1)", "gdpr:18(1)(d)"}},
    {"6 erasure",
     {"gdpr:17(1)(d)", "gdpr:17(1)(c)", "gdpr:17(1)(b)", "gdpr:17(2)",
      "gdpr:19"}},
    {"7 identification",
     {"gdpr:12(6)", "gdpr:5(1)(c)", "gdpr:11(2)", "edpb:01/2022:74"}},
    {"8 limits of use", {"gdpr:5(1)(b)", "gdpr:12(2)"}},
    {"9 time", {"gdpr:12(3)", "gdpr:12(5)"}},
    {"10 refusal", {"gdpr:12(4)"}},
    {"11 close", {"gdpr:77(1)", "gdpr:79(2)", "gdpr:80(1)"}},
};

static bool golden_cites(const struct letter *letter, const char *norm)
{
	for (size_t i = 0; i < letter->count; i++)
		for (size_t n = 0; n < letter->blocks[i].norm_count; n++)
			if (strcmp(letter->blocks[i].norms[n], norm) == 0)
				return true;
	return false;
}

TEST(makes_each_of_the_eleven_points)
{
	(void)state;
	for (unsigned language = 0; language < LAW_LANGUAGES; language++) {
		struct golden golden;

		golden_open(&golden, language);
		for (size_t i = 0;
		     i < sizeof(golden_points) / sizeof(golden_points[0]); i++)
			for (size_t n = 0;
			     n < 8 && golden_points[i].norms[n] != NULL; n++)
				if (!golden_cites(&golden.letter,
						  golden_points[i].norms[n]))
					fail_msg("%s lacks %s in %s",
						 golden_points[i].point,
						 golden_points[i].norms[n],
						 law_language_name(language));
		/* And none of what such a letter must not lean on. */
		assert_false(golden_cites(&golden.letter, "gdpr:20"));
		assert_false(golden_cites(&golden.letter, "gdpr:82"));
		assert_false(golden_cites(&golden.letter, "gdpr:83"));
		golden_close(&golden);
	}
}

/* The same knowledge gives the same norms at the same places. */
TEST(says_the_same_in_every_language)
{
	struct golden english;

	(void)state;
	golden_open(&english, LAW_EN);
	for (unsigned language = LAW_DE; language < LAW_LANGUAGES; language++) {
		struct golden other;

		golden_open(&other, language);
		assert_int_equal(english.letter.count, other.letter.count);
		for (size_t i = 0; i < other.letter.count; i++) {
			const struct letter_block *a =
			    &english.letter.blocks[i];
			const struct letter_block *b = &other.letter.blocks[i];

			assert_int_equal(a->kind, b->kind);
			assert_string_equal(a->id, b->id);
			assert_int_equal(a->norm_count, b->norm_count);
			for (size_t n = 0; n < a->norm_count; n++)
				assert_string_equal(a->norms[n], b->norms[n]);
		}
		golden_close(&other);
	}
	golden_close(&english);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(writes_the_letters_as_they_were_read),
	    RUN(makes_each_of_the_eleven_points),
	    RUN(says_the_same_in_every_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
