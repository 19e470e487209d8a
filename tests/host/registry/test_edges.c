/*
 * test_edges.c: which contact may be used, who is found first, and how letters
 * are compared, each at its edge.
 */
#include "test.h"

#include <lenscap/registry.h>

#include "registry/fold.h"

static struct registry *empty(void)
{
	struct registry_fault fault;
	struct registry *registry;

	assert_int_equal(registry_open("host/share", NULL, &fault, &registry),
			 LENS_OK);
	return registry;
}

/* A record of the person's own: members beside slug, name and countries. */
static const struct registry_controller *
added(struct registry *registry, const char *slug, const char *name,
      const char *quality, const char *members)
{
	char *record = base_format(
	    "{\"slug\":\"%s\",\"name\":\"%s\",\"categories\":[],"
	    "\"relevant-countries\":[\"all\"],\"sources\":[\"https://a.b/\"],"
	    "\"quality\":\"%s\"%s}",
	    slug, name, quality, members);
	struct registry_fault fault = {""};

	if (registry_add(registry, base_view_of(record), &fault) != LENS_OK)
		fail_msg("%s", fault.sentence);
	free(record);
	return registry_find(registry, slug);
}

TEST(what_a_machine_gathered_is_not_verified)
{
	static const struct {
		const char *quality;
		enum registry_state state;
	} known[] = {
	    {"verified", REGISTRY_CURRENT},
	    {"tested", REGISTRY_CURRENT},
	    {"imported", REGISTRY_UNVERIFIED},
	    {"scraped", REGISTRY_UNVERIFIED},
	};
	struct registry *registry = empty();

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		char *slug = base_format("qvvx-%zu", i);
		const struct registry_controller *c =
		    added(registry, slug, "Qvvx", known[i].quality,
			  ",\"email\":\"a@b.example\",\"address\":\"1 Road\"");

		assert_int_equal(c->contact_count, 2);
		for (size_t k = 0; k < 2; k++) {
			assert_int_equal(c->contacts[k].state, known[i].state);
			assert_int_equal(c->contacts[k].source.verified,
					 known[i].state == REGISTRY_CURRENT);
		}
		assert_int_equal(c->contacts[0].medium, REGISTRY_EMAIL);
		assert_false(c->contact_unknown);
		free(slug);
	}
	registry_close(registry);
}

/* Nobody can write to a telephone. */
TEST(a_telephone_is_no_contact_for_letters)
{
	static const struct {
		const char *members;
		bool unknown;
	} known[] = {
	    {"", true},
	    {",\"phone\":\"+1 234\"", true},
	    {",\"email\":\"a@b.example\"", false},
	    {",\"address\":\"1 Road\"", false},
	    {",\"fax\":\"+1 235\"", false},
	    {",\"webform\":\"https://b.example/form\"", false},
	    {",\"phone\":\"+1 234\",\"fax\":\"+1 235\"", false},
	};
	struct registry *registry = empty();

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		char *slug = base_format("qvvx-%zu", i);
		const struct registry_controller *c =
		    added(registry, slug, "Qvvx", "verified", known[i].members);

		if (c->contact_unknown != known[i].unknown)
			fail_msg("%s", known[i].members);
		free(slug);
	}
	registry_close(registry);
}

/* Members of the schema that say nothing to us are no mistake. */
TEST(members_that_say_nothing_are_taken_and_unknown_ones_are_not)
{
	struct registry *registry = empty();
	const char *wrong =
	    "{\"slug\":\"qvvx-b\",\"name\":\"B\",\"categories\":[],"
	    "\"relevant-countries\":[\"all\"],\"quality\":\"verified\","
	    "\"sources\":[\"https://a.b/\"],\"nsfx\":true}";
	struct registry_fault fault = {""};

	(void)state;
	assert_non_null(added(registry, "qvvx-a", "A", "verified",
			      ",\"nsfw\":true,\"facet-group\":\"a\""));
	assert_int_equal(registry_add(registry, base_view_of(wrong), &fault),
			 LENS_MALFORMED);
	assert_non_null(strstr(fault.sentence, "nsfx"));
	registry_close(registry);
}

static size_t find(const struct registry *registry, const char *words,
		   struct registry_hit hits[9])
{
	const struct registry_query query = {.words = words};

	return registry_search(registry, &query, hits, 9);
}

TEST(who_is_gone_comes_after_who_is_there)
{
	struct registry *registry = empty();
	struct registry_hit hits[9];

	(void)state;
	added(registry, "aa-gone", "Qvvx Quirk", "obsolete",
	      ",\"reason\":\"closed\"");
	added(registry, "zz-there", "Qvvx Quirk", "verified", "");
	assert_int_equal(find(registry, "qvvx quirk", hits), 2);
	assert_string_equal(hits[0].controller->slug, "zz-there");
	assert_string_equal(hits[1].controller->slug, "aa-gone");
	assert_int_equal(hits[0].score - hits[1].score, 30);
	registry_close(registry);
}

static unsigned score(const struct registry *registry, const char *words)
{
	struct registry_hit hits[9];

	return find(registry, words, hits) > 0 ? hits[0].score : 0;
}

/* The nearer, the higher: the order is what a person sees. */
TEST(a_name_is_the_better_found_the_nearer_it_is)
{
	static const struct {
		const char *words;
		unsigned score;
	} known[] = {
	    {"qvvxalpha bravoqz", 1000},
	    {"Qvvxalpha, Bravoqz", 1000},
	    {"qvvxalpha bravoqx", 920},
	    {"qvvxalpha bravoqzs", 920},
	    {"qvvxalpah bravoqz", 920},
	    {"qvvxalpha bravxxz", 840},
	    {"qvvxalpha", 843},
	    {"qv", 836},
	    {"bravoqz qvvxalpha", 700},
	    {"bravoqz", 700},
	    {"bravoq", 620},
	    {"braxoqz", 580},
	    {"bravoqz nothing", 0},
	    {"q", 0},
	    {"qvvxalpha zulu", 0},
	    {"", 100},
	};
	struct registry *registry = empty();

	(void)state;
	added(registry, "qvvx-one", "Qvvxalpha Bravoqz", "verified", "");
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (score(registry, known[i].words) != known[i].score)
			print_error("{\"%s\", %u},\n", known[i].words,
				    score(registry, known[i].words));
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		assert_int_equal(score(registry, known[i].words),
				 known[i].score);
	registry_close(registry);
}

/* ---- Letters ---- */

static void folds(const char *text, const char *letters, size_t words)
{
	struct fold fold;

	fold_text(&fold, text);
	if (fold.length != strlen(letters) || fold.words != words)
		fail_msg("%s: %zu letters, %zu words", text,
			 (size_t)fold.length, (size_t)fold.words);
	for (size_t i = 0; i < fold.length; i++)
		assert_int_equal(fold.letters[i], letters[i]);
}

TEST(every_letter_is_compared_without_its_case_and_marks)
{
	(void)state;
	folds("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", 1);
	folds("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz", 1);
	folds("0123456789", "0123456789", 1);
	folds("a@b[c`d{e/f:g", "abcdefg", 7);
	folds("\u00c0\u00c1\u00c2\u00c3\u00c4\u00c5\u00c6\u00c7\u00c8\u00c9"
	      "\u00ca\u00cb\u00cc\u00cd\u00ce\u00cf",
	      "aaaaaaaeceeeeiiii", 1);
	folds("\u00d0\u00d1\u00d2\u00d3\u00d4\u00d5\u00d6\u00d8\u00d9\u00da"
	      "\u00db\u00dc\u00dd\u00de\u00df",
	      "dnoooooouuuuythss", 1);
	folds("a\u00d7b\u00f7c", "abc", 3);
	folds("\u0104\u0106\u010e\u0118\u011e\u0124\u0130\u0132\u0134\u0136"
	      "\u0141\u0143\u0150\u0152",
	      "acdeghiijjklnooe", 1);
	folds("\u0158\u015a\u0164\u016e\u0174\u0176\u0178\u017d\u017f",
	      "rstuwyyzs", 1);
	folds("\u0180", "b", 1);
	folds("e\u0301\u2019s e\u0300t", "eset", 2);
}

TEST(greek_and_cyrillic_have_no_case_either)
{
	static const struct {
		const char *one, *other;
	} same[] = {
	    {"\u0391\u03a9", "\u03b1\u03c9"},
	    {"\u0386\u038f", "\u03b1\u03c9"},
	    {"\u03c2", "\u03c3"},
	    {"\u0410\u042f", "\u0430\u044f"},
	    {"\u0400\u040f", "\u0450\u045f"},
	};
	struct fold one, other;

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
		fold_text(&one, same[i].one);
		fold_text(&other, same[i].other);
		assert_true(one.length > 0);
		assert_int_equal(one.length, other.length);
		assert_memory_equal(one.letters, other.letters,
				    one.length * sizeof(*one.letters));
	}
	/* Signs of other scripts are no letters, their letters are. */
	fold_text(&one, "\u2000\u2bff\u2fff\u3000\u303f\uffff");
	assert_int_equal(one.length, 0);
	fold_text(&one, "\u1fff\u2c00\u3040");
	assert_int_equal(one.length, 3);
	fold_text(&one, "\U00010000");
	assert_int_equal(one.length, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(what_a_machine_gathered_is_not_verified),
	    RUN(a_telephone_is_no_contact_for_letters),
	    RUN(members_that_say_nothing_are_taken_and_unknown_ones_are_not),
	    RUN(who_is_gone_comes_after_who_is_there),
	    RUN(a_name_is_the_better_found_the_nearer_it_is),
	    RUN(every_letter_is_compared_without_its_case_and_marks),
	    RUN(greek_and_cyrillic_have_no_case_either),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
