/* test_rules.c: what packs may add to the rules for pages, and no more. */
#include <string.h>

#include "test.h"

#include <lenscap/base_rules.h>

static bool fits(const char *list, const char *entry)
{
	return base_rules_fits(base_rules_list_of(base_view_of(list)),
			       base_view_of(entry));
}

TEST(lists_that_may_not_grow_are_none)
{
	static const char *const others[] = {
	    "",		 "lazy ",   "pixel",	     "sign",	   "drawing",
	    "icon-size", "missing", "title-missing", "state-sign", "page-link",
	    "template",	 "Lazy",    "password",	     "ending"};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_int_equal(base_rules_list_of(base_view_of(others[i])),
				 BASE_RULES_LISTS);
	for (enum base_rules_list i = 0; i < BASE_RULES_LISTS; i++) {
		assert_int_equal(
		    base_rules_list_of(base_view_of(base_rules_name(i))), i);
	}
}

TEST(an_entry_has_the_shape_of_its_list)
{
	static const struct {
		const char *list, *good, *bad[6];
	} shapes[] = {
	    {"lazy",
	     "data-portret",
	     {"src", "title", "onerror", "data-a b", "-src-x", "DATA-X"}},
	    {"lazy-set", "my-srcset", {"srcset", "data-\xc3\xa9", "a-\"x"}},
	    {"element", "zdjecie", {"a", "a-b", "<img>", "Foto"}},
	    {"meta", "portret:adres", {"x", "a b", "a\"b", "OG:image"}},
	    {"member", "zdjecieProfilowe", {"x", "@id", "a.b", "image url"}},
	    {"state", "zdjecie", {"ab", "Zdjecie", "a_b"}},
	    {"size",
	     "_r#x#_",
	     {"/p#/", "?id=#", "#x#", "/##/", "/#x#x#/", "_(#x#)*"}},
	    {"login", "zaloguj", {"log", "/login/", "a.b", "LOGIN"}},
	    {"challenge",
	     "udowodnij, \xc5\xbc"
	     "e",
	     {"<", "a b c", "Udowodnij sie", "12345678", " abcdefgh",
	      "abcdefgh\x7f"}},
	    {"title-login",
	     "zaloguj",
	     {"logi", "\xe2\x80\xae zaloguj", "zalo\xff"}},
	    {"title-challenge", "chwileczk*", {"chwil", "", "Chwileczka"}},
	    {"title-refused", "brak dost\xc4\x99pu", {"brak", "$", "******"}},
	    {"title-consent",
	     "zanim wejdziesz",
	     {"zanim", "zanim\n wejdziesz"}},
	};

	(void)state;
	assert_int_equal(sizeof(shapes) / sizeof(shapes[0]), BASE_RULES_LISTS);
	for (size_t i = 0; i < BASE_RULES_LISTS; i++) {
		assert_true(fits(shapes[i].list, shapes[i].good));
		for (size_t k = 0; k < 6 && shapes[i].bad[k] != NULL; k++)
			if (fits(shapes[i].list, shapes[i].bad[k]))
				fail_msg("%s takes %s", shapes[i].list,
					 shapes[i].bad[k]);
	}
}

TEST(an_entry_has_the_length_of_its_list)
{
	static const struct {
		const char *list, *begins;
		size_t least, most;
	} lengths[] = {
	    {"lazy", "a-", 5, 40},
	    {"lazy-set", "z-", 5, 40},
	    {"element", "az", 3, 40},
	    {"meta", "a:", 3, 40},
	    {"member", "aZ", 3, 40},
	    {"state", "za", 3, 40},
	    {"size", "_#x#", 4, 24},
	    {"login", "z-", 4, 40},
	    {"challenge", "az", 8, 60},
	    {"title-login", "z ", 6, 60},
	    {"title-challenge", "a ", 6, 60},
	    {"title-refused", "az", 6, 60},
	    {"title-consent", "za", 6, 60},
	};

	(void)state;
	assert_int_equal(sizeof(lengths) / sizeof(*lengths), BASE_RULES_LISTS);
	for (size_t i = 0; i < BASE_RULES_LISTS; i++)
		for (size_t size = lengths[i].least - 1;
		     size <= lengths[i].most + 1; size++) {
			char entry[64];
			bool right =
			    size >= lengths[i].least && size <= lengths[i].most;

			memset(entry, 'b', sizeof(entry));
			memcpy(entry, lengths[i].begins,
			       strlen(lengths[i].begins));
			entry[size] = '\0';
			if (fits(lengths[i].list, entry) != right)
				fail_msg("%s: %zu letters", lengths[i].list,
					 size);
		}
}

/* Four letters at least, of any language; the first and the last are some. */
TEST(words_have_letters)
{
	(void)state;
	assert_true(fits("title-login", "a1z2a3z"));
	assert_false(fits("title-login", "a12z34a"));
	/* Its letters are of two bytes, and the second one may be the least. */
	assert_true(fits("title-login", "12\xd0\x80\xd0\x80"));
	assert_false(fits("title-login", "1234\xd0\x80"));
}

TEST(they_are_read_whole_or_not_at_all)
{
	static const char good[] = "lazy\tdata-portret\nlogin\tzaloguj\n"
				   "lazy\tdata-foto\n";
	static const char *const bad[] = {
	    "lazy\tdata-portret", "lazy data-portret\n",     "lazy\tdata-x\n\n",
	    "sign\tphoto\n",	  "lazy\tdata-x\nlazy\tx\n", "\tdata-x\n"};
	struct base_rules rules;
	struct base_buffer many;

	(void)state;
	assert_int_equal(base_rules_read(base_view_of(good), &rules), LENS_OK);
	assert_string_equal(base_rules_at(&rules, BASE_RULES_LAZY, 1),
			    "data-foto");
	assert_null(base_rules_at(&rules, BASE_RULES_LAZY, 2));
	assert_string_equal(base_rules_at(&rules, BASE_RULES_LOGIN, 0),
			    "zaloguj");
	assert_null(base_rules_at(NULL, BASE_RULES_LAZY, 0));
	base_rules_free(&rules);
	assert_int_equal(base_rules_read(base_view_of(""), &rules), LENS_OK);
	assert_int_equal(rules.count, 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(base_rules_read(base_view_of(bad[i]), &rules),
				 LENS_MALFORMED);
		assert_int_equal(rules.count, 0);
	}
	base_buffer_init(&many, BASE_RULES_MAX);
	for (size_t i = 0; i < BASE_RULES_MOST; i++)
		assert_int_equal(base_buffer_add_text(&many, "state\tfoto\n"),
				 LENS_OK);
	assert_int_equal(base_rules_read(base_buffer_view(&many), &rules),
			 LENS_OK);
	base_rules_free(&rules);
	assert_int_equal(base_buffer_add_text(&many, "state\tfoto\n"), LENS_OK);
	assert_int_equal(base_rules_read(base_buffer_view(&many), &rules),
			 LENS_MALFORMED);
	base_buffer_free(&many);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(lists_that_may_not_grow_are_none),
	    RUN(an_entry_has_the_shape_of_its_list),
	    RUN(an_entry_has_the_length_of_its_list),
	    RUN(words_have_letters),
	    RUN(they_are_read_whole_or_not_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
