/* test_audit_words.c: whether words of a page are those of a person. */
#include "test.h"

#include "casework/audit_birth.h"
#include "casework/audit_fields.h"
#include "casework/audit_words.h"

/* Whether a text has what is wanted, as one of those tells. */
#define HAS(how, text, ...)                                                    \
	({                                                                     \
		struct audit_words *words = audit_words_of(text);              \
		unsigned has = how(words, __VA_ARGS__);                        \
                                                                               \
		audit_words_free(words);                                       \
		has;                                                           \
	})

TEST(knows_a_name_and_no_longer_one)
{
	static const struct {
		const char *text;
		enum audit_whose whose;
	} rows[] = {
	    {"Photo de Jane Doe", AUDIT_MINE},
	    {"DOE, JANE", AUDIT_MINE},
	    {"Jane M. Doe", AUDIT_MINE},
	    {"https://a.example/photo-of-jane-doe-2.jpg", AUDIT_MINE},
	    {"Ms. Jane Doe - Berlin", AUDIT_MINE},
	    {"Mary-Jane Doe", AUDIT_OTHERS},
	    {"Jane Doe-Smith", AUDIT_OTHERS},
	    {"Jane Doe\xe2\x80\x90Smith", AUDIT_OTHERS},
	    {"Mary-Jane Doe and Jane Doe", AUDIT_MINE},
	    {"Jane Doering, Janet Doe", AUDIT_OTHERS},
	    {"Jane Smith and John Doe", AUDIT_OTHERS},
	    {"Jane van Doe", AUDIT_OTHERS},
	    {"JANE DE DOE", AUDIT_OTHERS},
	    {"jane-von-doe.jpg", AUDIT_OTHERS},
	    {"Jane and Doe", AUDIT_OTHERS},
	    {"Jane van Doe met Jane Doe", AUDIT_MINE},
	    {"de Jane Doe", AUDIT_MINE},
	    {"Jane Doe van Acme", AUDIT_MINE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (HAS(audit_has_name, rows[i].text, "Jane Doe") !=
		    rows[i].whose)
			fail_msg("%s", rows[i].text);
}

/* Whose a name is in a text, by how it is written there. */
static void whose(const char *text, const char *name, enum audit_whose expected)
{
	if (HAS(audit_has_name, text, name) != expected)
		fail_msg("%s in: %s", name, text);
}

TEST(knows_a_name_in_capitals_and_without_its_accents)
{
	static const char *const mine[][2] = {
	    {"ZO\u00cb \u00c5NGSTR\u00d6M", "Zo\u00eb \u00c5ngstr\u00f6m"},
	    {"Zoe\u0308 A\u030angstro\u0308m", "Zo\u00eb \u00c5ngstr\u00f6m"},
	    {"zoe-angstrom.jpg", "Zo\u00eb \u00c5ngstr\u00f6m"},
	    {"Zoe Aangstroem", "Zo\u00eb \u00c5ngstr\u00f6m"},
	    {"Juergen Mueller", "J\u00fcrgen M\u00fcller"},
	    {"Jurgen Muller", "J\u00fcrgen M\u00fcller"},
	    {"LUKASZ STRAUSS", "\u0141ukasz Strau\u00df"},
	    {"I\u015eIK \u00c7ELIK", "I\u015f\u0131k \u00c7elik"},
	    {"\u041c\u0410\u0420\u0418\u042f \u041f\u0415\u0422\u0420\u041e"
	     "\u0412\u0410",
	     "\u041c\u0430\u0440\u0438\u044f \u041f\u0435\u0442\u0440\u043e"
	     "\u0432\u0430"},
	    {"Jane Doe\U0001f389", "Jane Doe"},
	    {"\u2605 Jane Doe\u2502Net", "Jane Doe"},
	    {"\U0001d5dd\U0001d5ee\U0001d5fb\U0001d5f2 \U0001d5d7\U0001d5fc"
	     "\U0001d5f2",
	     "Jane Doe"},
	    {"Ja\u00adne \u2068Doe\u2069", "Jane Doe"},
	    {"\u0645\u0631\u064a\u0645 "
	     "\u0627\u0644\u062d\u062f\u0627\u062f\u060c"
	     " \u0639\u0645\u0651\u0627\u0646",
	     "\u0645\u0631\u064a\u064e\u0645 \u0627\u0644\u062d\u062f\u0627"
	     "\u062f"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(mine) / sizeof(mine[0]); i++)
		whose(mine[i][0], mine[i][1], AUDIT_MINE);
	/* Who leaves accents out is she; where the page adds some, perhaps. */
	whose("Jan\u00e9 D\u00f6e", "Jane Doe", AUDIT_MAYBE);
	whose("Ana Pena", "Ana Pe\u00f1a", AUDIT_MINE);
	whose("Ana Pe\u00f1as", "Ana Pe\u00f1a", AUDIT_OTHERS);
	whose("Anae Pena", "Ana Pe\u00f1a", AUDIT_OTHERS);
	whose("Zo\u00eb \u00c5ngstr\u00f6m-Berg", "Zo\u00eb \u00c5ngstr\u00f6m",
	      AUDIT_OTHERS);
}

TEST(knows_a_name_of_signs)
{
	static const char taro[] = "\u5c71\u7530\u592a\u90ce";

	(void)state;
	whose("\u5c71\u7530\u592a\u90ce", taro, AUDIT_MINE);
	whose("\u300c\u5c71\u7530 \u592a\u90ce\u300d", taro, AUDIT_MINE);
	whose("\u5c71\u7530\u592a\u90ce\u306e\u9801", taro, AUDIT_MINE);
	whose("\u5c71\u7530\u592a\u90ce | Net", taro, AUDIT_MINE);
	whose("\u5c71\u7530\u592a\u90ce\u4e38", taro, AUDIT_MAYBE);
	whose("\u5c0f\u5c71\u7530\u592a\u90ce", taro, AUDIT_MAYBE);
	whose("\u5c71\u592a\u90ce", taro, AUDIT_OTHERS);
	whose("\u90ce\u5c71\u7530\u592a", taro, AUDIT_OTHERS);
	whose("\uae40\ucca0\uc218\ub2d8", "\uae40\ucca0\uc218", AUDIT_MINE);
	whose("\u30b8\u30a7\u30fc\u30f3\u30fb\u30c9\u30a6",
	      "\u30b8\u30a7\u30fc\u30f3 \u30c9\u30a6", AUDIT_MINE);
}

TEST(knows_numbers_and_names_of_other_scripts)
{
	struct audit_birth birth;

	(void)state;
	audit_birth_init(&birth, NULL, "1990-05-17");
	assert_true(HAS(audit_has_birth,
			"1990\u5e745\u670817\u65e5\u751f\u307e\u308c", &birth));
	assert_true(
	    HAS(audit_has_birth, "1990\ub144 5\uc6d4 17\uc77c", &birth));
	assert_true(HAS(audit_has_birth,
			"\u0661\u0667/\u0665/\u0661\u0669\u0669\u0660",
			&birth));
	assert_false(HAS(audit_has_birth, "1990\u5e745\u670818\u65e5", &birth));
	assert_true(HAS(audit_has_phone,
			"\u202a+\u0664\u0669 \u0663\u0660\u00a0901820\u202c",
			"+49 30 901820"));
	assert_true(HAS(audit_has_phone, "030\u2013901820", "+49 30 901820"));
	assert_int_equal(
	    HAS(audit_has_handle, "\U0001f389janed42\u2728", "janed42"),
	    AUDIT_MINE);
	assert_int_equal(HAS(audit_is_name,
			     "\u041c. \u041f\u0435\u0442\u0440\u043e",
			     "\u041c\u0430\u0440\u0438\u044f "
			     "\u041f\u0435\u0442\u0440\u043e"),
			 AUDIT_MAYBE);
}

TEST(knows_an_address_that_is_written_round)
{
	static const char *const mine[] = {"jane.d@mail.example",
					   "JANE.D [at] mail [dot] example",
					   "jane.d(at)mail.example",
					   "jane dot d at mail dot example",
					   "jane.d {\xc3\xa4t} mail.example",
					   "jane.d AT mail DOT example."};
	static const char *const others[] = {
	    "mary.jane.d@mail.example.org", "jane d mail example",
	    "jane.d at mail", "jane at mail dot example",
	    "jane.d.mail.example"};

	(void)state;
	for (size_t i = 0; i < sizeof(mine) / sizeof(mine[0]); i++)
		if (!HAS(audit_has_email, mine[i], "jane.d@mail.example"))
			fail_msg("%s", mine[i]);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (HAS(audit_has_email, others[i], "jane.d@mail.example"))
			fail_msg("%s", others[i]);
}

TEST(knows_a_day_in_numbers_without_any_laws)
{
	static const char *const mine[] = {"1990-05-17", "geb. 17.05.1990",
					   "17.5.1990, Berlin", "5/17/1990"};
	static const char *const others[] = {"1990", "17.05.1991",
					     "1990-05-171", "117.05.1990"};
	struct audit_birth birth;

	(void)state;
	audit_birth_init(&birth, NULL, "1990-05-17");
	for (size_t i = 0; i < sizeof(mine) / sizeof(mine[0]); i++)
		if (!HAS(audit_has_birth, mine[i], &birth))
			fail_msg("%s", mine[i]);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (HAS(audit_has_birth, others[i], &birth))
			fail_msg("%s", others[i]);
	audit_birth_init(&birth, NULL, "");
	assert_false(HAS(audit_has_birth, "", &birth));
}

/* The names that lines make, "; " between them. */
static void fields_make(const char *lines, const char *expected)
{
	struct audit_fields fields = {.age = 0};
	char *all = base_copy("");

	print_message("# %s\n", lines);
	while (lines[0] != '\0') {
		size_t size = strcspn(lines, "|");
		char *line = base_format("%.*s", (int)size, lines);
		struct audit_words *words = audit_words_of(line);
		char *name = audit_fields_line(&fields, line, words);

		if (name != NULL)
			all = base_join(all, "; ", name);
		free(name);
		audit_words_free(words);
		free(line);
		lines += size + (lines[size] != '\0');
	}
	assert_string_equal(all, expected);
	free(all);
}

TEST(joins_names_whose_parts_have_labels)
{
	(void)state;
	fields_make("First name|Jane|Last name|Doe", "Jane Doe");
	fields_make("Nachname:|Doe|Vorname:|Jane", "Jane Doe");
	fields_make("Vorname: Jane|Born: 1990|Name: Doe", "Jane Doe");
	fields_make("PR\xc3\x89NOM|Jane|Nom de famille|Doe", "Jane Doe");
	fields_make("Apellidos|Doe|Nombre|Jane", "Jane Doe");
	/* Heads of columns, and rows below them. */
	fields_make("Vorname|Nachname|Jane|Doe", "Jane Doe");
	fields_make("Cognome|Nome|Roe|Ann|Doe|Jane",
		    "Ann Roe; Doe Ann; Jane Doe");
	/* Parts of two, and what only looks like a label. */
	fields_make("Jane|Doe", "");
	fields_make("First name|Jane", "");
	fields_make("First name|Jane|1|2|3|4|5|6|7|8|9|Last name|Doe", "");
	fields_make("Names of things|Jane|Surname game|Doe", "");
	fields_make("First name|Jane|First name|Ann|Surname|Doe", "Ann Doe");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(knows_a_name_and_no_longer_one),
	    RUN(knows_a_name_in_capitals_and_without_its_accents),
	    RUN(knows_a_name_of_signs),
	    RUN(knows_numbers_and_names_of_other_scripts),
	    RUN(knows_an_address_that_is_written_round),
	    RUN(joins_names_whose_parts_have_labels),
	    RUN(knows_a_day_in_numbers_without_any_laws),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
