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
	    RUN(knows_an_address_that_is_written_round),
	    RUN(joins_names_whose_parts_have_labels),
	    RUN(knows_a_day_in_numbers_without_any_laws),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
