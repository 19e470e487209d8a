/*
 * test_words.c: whose the words of a page are: hers, perhaps hers, others'.
 * Taken for hers they are told of her; overlooked, she is told there is
 * nothing.
 */
#include "test.h"

#include "casework/audit_words.h"

struct words_case {
	const char *text, *wanted;
	enum audit_whose whose;
};

static void words_hold(enum audit_whose (*has)(const struct audit_words *,
					       const char *),
		       const struct words_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct audit_words *words = audit_words_of(cases[i].text);
		enum audit_whose got = has(words, cases[i].wanted);

		audit_words_free(words);
		if (got != cases[i].whose)
			fail_msg("'%s' in '%s': %d, not %d", cases[i].wanted,
				 cases[i].text, got, cases[i].whose);
	}
}

#define HOLD(has, cases) words_hold(has, cases, sizeof(cases) / sizeof(*cases))

TEST(a_name_is_hers_whole_and_by_itself)
{
	static const struct words_case cases[] = {
	    {"Jane Doe", "Jane Doe", AUDIT_MINE},
	    {"A photo of JANE  DOE in May", "Jane Doe", AUDIT_MINE},
	    {"\xc3\x89lodie \xc3\x9cnal", "\xc3\xa9lodie \xc3\xbcnal",
	     AUDIT_MINE},
	    {"Jane Doering", "Jane Doe", AUDIT_OTHERS},
	    {"Mary Jane", "Jane Doe", AUDIT_OTHERS},
	    {"", "Jane Doe", AUDIT_OTHERS},
	    {"Jane Doe", "", AUDIT_OTHERS},
	    /* One word between two of them, and no more. */
	    {"Jane M. Doe", "Jane Doe", AUDIT_MINE},
	    {"Jane Mary Ann Doe", "Jane Doe", AUDIT_OTHERS},
	    {"Jane Doe", "Jane A. Doe", AUDIT_MINE},
	    {"J. Doe", "J. Doe", AUDIT_MINE},
	    {"Jane Doe", "Jane Mary Doe", AUDIT_MAYBE},
	    {"Jane Mary", "Jane Mary Doe", AUDIT_OTHERS},
	    /* The last one first, where no other name is beside it. */
	    {"Doe, Jane", "Jane Doe", AUDIT_MINE},
	    {"Photo: Doe, Jane, 34", "Jane Doe", AUDIT_MINE},
	    {"John Doe, Jane Roe", "Jane Doe", AUDIT_OTHERS},
	    {"Doe, Jane Roe", "Jane Doe", AUDIT_OTHERS},
	    {"Doe", "Jane Doe", AUDIT_OTHERS},
	    /* A name of one word is hers only by itself. */
	    {"Photo: Jane", "Jane", AUDIT_MINE},
	    {"Jane Roe", "Jane", AUDIT_OTHERS},
	    {"Hello Jane", "Jane", AUDIT_OTHERS},
	};

	(void)state;
	HOLD(audit_has_name, cases);
}

TEST(what_stands_between_two_words_counts)
{
	static const struct words_case cases[] = {
	    /* No-break space, hyphens, an apostrophe: one name. */
	    {"Jane\xc2\xa0"
	     "Doe",
	     "Jane Doe", AUDIT_MINE},
	    {"Jane-Doe", "Jane Doe", AUDIT_MINE},
	    {"Jane\xe2\x80\x90"
	     "Doe",
	     "Jane Doe", AUDIT_MINE},
	    {"Jane O\xe2\x80\x99Hara", "Jane O'Hara", AUDIT_MINE},
	    /* Dashes, dots in the middle, commas: two matters. */
	    {"Jane\xe2\x80\x93"
	     "Doe",
	     "Jane Doe", AUDIT_OTHERS},
	    {"Jane - Doe", "Jane Doe", AUDIT_OTHERS},
	    {"Jane \xc2\xb7 Doe", "Jane Doe", AUDIT_OTHERS},
	    {"Jane, Doe", "Jane Doe", AUDIT_OTHERS},
	    {"Jane | Doe", "Jane Doe", AUDIT_OTHERS},
	    {"Ann, Jane M. Doe", "Jane Doe", AUDIT_MINE},
	    /* A text that is cut within a character ends there. */
	    {"Jane Doe\xe2\x80", "Jane Doe", AUDIT_MINE},
	    {"Jane Doe\xc2", "Jane Doe", AUDIT_MINE},
	};

	(void)state;
	HOLD(audit_has_name, cases);
}

TEST(who_is_named_may_be_her)
{
	static const struct words_case cases[] = {
	    {"Jane Doe", "Jane Doe", AUDIT_MINE},
	    {"Jane", "Jane Doe", AUDIT_MAYBE},
	    {"J. Doe", "Jane Doe", AUDIT_MAYBE},
	    {"J. D.", "Jane Doe", AUDIT_OTHERS},
	    {"Jane Roe", "Jane Doe", AUDIT_OTHERS},
	    {"K. Doe", "Jane Doe", AUDIT_OTHERS},
	    {"", "Jane Doe", AUDIT_OTHERS},
	};

	(void)state;
	HOLD(audit_is_name, cases);
}

TEST(words_one_after_another_are_hers_by_themselves)
{
	static const struct words_case cases[] = {
	    {"Long Street 1, Town", "Town", AUDIT_MINE},
	    {"Long Street 1, Town", "long street 1", AUDIT_MINE},
	    {"Long Street 1, Town", "Street 1", AUDIT_MAYBE},
	    {"in Town today", "Town", AUDIT_MAYBE},
	    {"in Town, Town", "Town", AUDIT_MINE},
	    {"Townsend", "Town", AUDIT_OTHERS},
	    {"Long Street", "Long Street 1", AUDIT_OTHERS},
	    {"", "Town", AUDIT_OTHERS},
	    {"Town", "", AUDIT_OTHERS},
	};

	(void)state;
	HOLD(audit_has_words, cases);
}

TEST(a_user_name_is_hers_where_it_is_marked)
{
	static const struct words_case cases[] = {
	    {"Follow @Jane", "@JANE", AUDIT_MINE},
	    {"https://a.example/jane", "jane", AUDIT_MINE},
	    {"https://a.example/jane/photos", "jane", AUDIT_MINE},
	    {"https://a.example/jane?page=2", "jane", AUDIT_MINE},
	    {"https://a.example/jane#top", "jane", AUDIT_MINE},
	    {"jane", "jane", AUDIT_MINE},
	    /* A word of the language, perhaps. */
	    {"I am jane", "jane", AUDIT_MAYBE},
	    {"jane doe", "jane", AUDIT_MAYBE},
	    {"https://jane.example.org/", "jane", AUDIT_MAYBE},
	    /* No word has digits or lines. */
	    {"I am jane77.", "jane77", AUDIT_MINE},
	    {"by jane_doe", "jane_doe", AUDIT_MINE},
	    {"https://jane7.example.org/", "@jane7", AUDIT_MINE},
	    /* Others': it goes on, or something came before. */
	    {"janedoe", "jane", AUDIT_OTHERS},
	    {"jane_doe", "jane", AUDIT_OTHERS},
	    {"jane-doe", "jane", AUDIT_OTHERS},
	    {"maryjane", "jane", AUDIT_OTHERS},
	    {"mary.jane", "jane", AUDIT_OTHERS},
	    {"https://a.example/jane.example", "jane", AUDIT_OTHERS},
	    {"mary.jane and @jane", "jane", AUDIT_MINE},
	    {"j", "j", AUDIT_OTHERS},
	    {"@", "@", AUDIT_OTHERS},
	};

	(void)state;
	HOLD(audit_has_handle, cases);
}

struct words_truth {
	const char *text, *wanted;
	bool has;
};

static void words_true(bool (*has)(const struct audit_words *, const char *),
		       const struct words_truth *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct audit_words *words = audit_words_of(cases[i].text);
		bool got = has(words, cases[i].wanted);

		audit_words_free(words);
		if (got != cases[i].has)
			fail_msg("'%s' in '%s': not %d", cases[i].wanted,
				 cases[i].text, cases[i].has);
	}
}

#define TRUE(has, cases) words_true(has, cases, sizeof(cases) / sizeof(*cases))

TEST(a_title_begins_with_her_name)
{
	static const struct words_truth cases[] = {
	    {"Jane Doe | Photos", "Jane Doe", true},
	    {"Jane Doe", "Jane Doe", true},
	    {"Jane M. Doe: photos", "Jane Doe", true},
	    {"Doe, Jane | Photos", "Jane Doe", true},
	    {"Jane Doe in May", "Jane Doe", false},
	    {"Jane Doe's photos", "Jane Doe", false},
	    {"Photos of Jane Doe", "Jane Doe", false},
	    {"Jane Doe", "", false},
	    {"", "Jane Doe", false},
	};

	(void)state;
	TRUE(audit_is_titled, cases);
}

TEST(an_address_stands_as_a_whole)
{
	static const struct words_truth cases[] = {
	    {"Write to Jane@Example.org.", "jane@example.org", true},
	    {"<jane@example.org>", "Jane@example.org", true},
	    {"mary.jane@a.example, jane@a.example", "jane@a.example", true},
	    {"jane@example.org.uk", "jane@example.org", false},
	    {"jane@example.organic", "jane@example.org", false},
	    {"jane@example.org-x", "jane@example.org", false},
	    {"jane@example.org_", "jane@example.org", false},
	    {"mary-jane@example.org", "jane@example.org", false},
	    {"mary+jane@example.org", "jane@example.org", false},
	    {"%jane@example.org", "jane@example.org", false},
	    {"", "jane@example.org", false},
	    {"jane@example.org", "", false},
	};

	(void)state;
	TRUE(audit_has_email, cases);
}

TEST(a_number_is_the_same_however_it_is_written)
{
	static const struct words_truth cases[] = {
	    {"Call 030 1234567 now", "030 1234567", true},
	    {"+49 30 / 123 45-67", "030 1234567", true},
	    {"+49 (0)30 1234567", "+49301234567", true},
	    {"(0)30 1234567", "030 1234567", true},
	    {"+49 (030) 1234567", "030 1234567", true},
	    {"+49 (0)30 1234567", "030 1234567", true},
	    {"0049.30.1234567", "+49 30 1234567", true},
	    {"030 1234568", "030 1234567", false},
	    {"99999 30 1234567", "030 1234567", false},
	    {"1 and 2 and 3", "123", false},
	    {"", "030 1234567", false},
	    {"030 1234567", "", false},
	};

	(void)state;
	TRUE(audit_has_phone, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_name_is_hers_whole_and_by_itself),
	    RUN(what_stands_between_two_words_counts),
	    RUN(who_is_named_may_be_her),
	    RUN(words_one_after_another_are_hers_by_themselves),
	    RUN(a_user_name_is_hers_where_it_is_marked),
	    RUN(a_title_begins_with_her_name),
	    RUN(an_address_stands_as_a_whole),
	    RUN(a_number_is_the_same_however_it_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
