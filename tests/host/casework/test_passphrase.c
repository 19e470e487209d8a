/*
 * test_passphrase.c: what is guessed first is called so, in any script, and
 * what is made is strong.
 */
#include <unistd.h>

#include "work.h"

#include <lenscap/casework_passphrase.h>

static struct casework_judged judge(const char *text)
{
	struct casework_judged judged;

	casework_judge(base_view_of(text), NULL, &judged);
	return judged;
}

TEST(calls_hopeless_what_is_tried_first)
{
	static const char *const hopeless[] = {
	    "",
	    "a",
	    " ",
	    "aaaaaaaaaaaaaaaa",
	    "password",
	    "Password1",
	    "P@ssw0rd",
	    "123456789",
	    "qwertyuiop",
	    "asdfghjkl",
	    "йцукенгшщз",
	    "abcdefgh",
	    "1990",
	    "abcabcabcabc",
	    "letmein",
	    "1qaz2wsx",
	    "Sommer2026!",
	    "Weihnachten2025",
	    "привет2026",
	    "Привет2026!",
	    "Summer2026!",
	    "Été2026!",
	    "Geheim123!",
	    "sinterklaas2025",
	    "Hello2026!",
	    "Buongiorno2026!",
	    "Goedemorgen2026!",
	    "GutenMorgen2026!",
	    "Buenosdías2026!",
	    "Thanksgiving2025!",
	    "Sonnabend2026!",
	    "Воскресенье2026!",
	    "Рождество2025!",
	    "Herbst2026#",
	    "Summer2026$",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(hopeless) / sizeof(hopeless[0]); i++)
		if (judge(hopeless[i]).strength != CASEWORK_HOPELESS)
			fail_msg("%s: %u bits", hopeless[i],
				 judge(hopeless[i]).bits);
}

TEST(takes_what_is_long_enough_in_any_script)
{
	static const struct {
		const char *text;
		enum casework_strength least;
	} good[] = {
	    {"correct horse battery", CASEWORK_FAIR},
	    {"зелёный слон танцует на крыше", CASEWORK_STRONG},
	    {"青い象が屋根の上で踊る", CASEWORK_STRONG},
	    {"gT7#kq!zW2vR9pLx", CASEWORK_STRONG},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (judge(good[i].text).strength < good[i].least)
			fail_msg("%s: %u bits", good[i].text,
				 judge(good[i].text).bits);
}

/* More of anything is never weaker, and a pattern is no stronger for length. */
TEST(counts_patterns_and_not_letters)
{
	(void)state;
	assert_true(judge("qwertyuiop1234567890").bits < 25);
	assert_true(judge("1984").bits < judge("7413").bits);
	assert_true(judge("table").bits < judge("tqbxe").bits);
	assert_true(judge("table-lamp").bits > judge("table").bits);
	assert_true(judge("t4ble").bits > judge("table").bits);
}

/* A character counts once, however many bytes it takes. */
TEST(reads_characters_and_not_bytes)
{
	static const struct {
		const char *text;
		unsigned bits;
	} cases[] = {
	    {"7", 3},
	    {"k", 4},
	    {"~", 5},
	    {"\303\251", 4},	     /* two bytes */
	    {"\337\277", 4},	     /* the last of them */
	    {"\340\270\201", 4},     /* three, the first of them */
	    {"\345\273\272", 8},     /* a Han character */
	    {"\360\237\230\200", 8}, /* four */
	    {"\346\227\245\346\234\254", 16},
	    {"\377", 4},     /* what is no character: bytes */
	    {"\346\227", 9}, /* cut short */
	    {"\300\200", 5},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (judge(cases[i].text).bits != cases[i].bits)
			fail_msg("%zu: %u bits, not %u", i,
				 judge(cases[i].text).bits, cases[i].bits);
}

TEST(makes_passphrases_that_differ_and_are_strong)
{
	char one[CASEWORK_PHRASE], other[CASEWORK_PHRASE];
	unsigned hyphens = 0;

	(void)state;
	for (unsigned i = 0; i < 200; i++) {
		assert_int_equal(casework_phrase(CASEWORK_WORDS, one), LENS_OK);
		assert_int_equal(casework_phrase(CASEWORK_WORDS, other),
				 LENS_OK);
		assert_string_not_equal(one, other);
	}
	for (const char *at = one; *at != '\0'; at++)
		hyphens += *at == '-';
	assert_int_equal(hyphens, CASEWORK_WORDS - 1);
	assert_int_equal(judge(one).strength, CASEWORK_STRONG);
	assert_int_equal(casework_phrase(40, one), LENS_TOO_BIG);
	assert_string_equal(one, "");
}

TEST(knows_what_is_known_of_the_person)
{
	static const char *const own[] = {
	    "Jasmin1987!",   "jasminmüller",   "MÜLLER-Jasmin", "J4smin1987",
	    "Jasmin170587!", "muster.jasmin",  "17051987",	"jazzcat1705",
	    "49301234567",   "Lindenweg10115", "Berlin10115!",
	};
	static const char *const others[] = {"jasmin walrus chess plank",
					     "Kevin walrus 1987 chess"};
	struct casework_me me = {.name = (char *)"Jasmin Müller",
				 .email = (char *)"jasmin@muster.example",
				 .address = (char *)"Lindenweg 7\n10115 Berlin",
				 .country = (char *)"de",
				 .region = (char *)"",
				 .language = (char *)"de",
				 .former = (char *)"Muster",
				 .birth = (char *)"1987-05-17",
				 .phone = (char *)"+49 30 1234567",
				 .handle = (char *)"jazzcat",
				 .emails = (char *)"",
				 .customer = (char *)"",
				 .letterhead = (char *)""};
	struct casework_judged judged;

	(void)state;
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		casework_judge(base_view_of(own[i]), &me, &judged);
		if (judged.strength != CASEWORK_HOPELESS)
			print_message("%s: %u bits\n", own[i], judged.bits);
		assert_int_equal(judged.strength, CASEWORK_HOPELESS);
	}
	/* It says why, where whoever does not know them would not try it. */
	casework_judge(base_view_of("jazzcatMuster!"), &me, &judged);
	assert_non_null(strstr(judged.sentence, "what your ledger knows"));
	assert_int_not_equal(judge("jazzcatMuster!").strength,
			     CASEWORK_HOPELESS);
	casework_judge(base_view_of("password1"), &me, &judged);
	assert_null(strstr(judged.sentence, "what your ledger knows"));
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		casework_judge(base_view_of(others[i]), &me, &judged);
		assert_true(judged.strength >= CASEWORK_FAIR);
	}
}

TEST(refuses_a_hopeless_secret_and_no_other)
{
	struct ledger_secret *secret;
	struct ledger_fault fault;

	(void)state;
	assert_int_equal(
	    ledger_secret_passphrase(base_view_of("a"), NULL, &secret),
	    LENS_OK);
	assert_int_equal(casework_expect_strength(secret, NULL, &fault),
			 LENS_DENIED);
	assert_true(fault.sentence[0] != '\0');
	ledger_secret_free(secret);
	assert_int_equal(
	    ledger_secret_passphrase(base_view_of("a walrus plays chess"), NULL,
				     &secret),
	    LENS_OK);
	assert_int_equal(casework_expect_strength(secret, NULL, &fault),
			 LENS_OK);
	ledger_secret_free(secret);
}

static int passphrase_setup(void **state)
{
	(void)state;
	work_beside("share");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(calls_hopeless_what_is_tried_first),
	    RUN(takes_what_is_long_enough_in_any_script),
	    RUN(counts_patterns_and_not_letters),
	    RUN(reads_characters_and_not_bytes),
	    RUN(makes_passphrases_that_differ_and_are_strong),
	    RUN(knows_what_is_known_of_the_person),
	    RUN(refuses_a_hopeless_secret_and_no_other),
	};

	return cmocka_run_group_tests(tests, passphrase_setup, NULL);
}
