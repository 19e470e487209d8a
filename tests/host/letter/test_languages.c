/* test_languages.c: what one language of letters has, every one has. */
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

#include <jansson.h>

#include <lenscap/letter.h>

#define FOLDER "host/share/letters"

/* All letters, but for one file of French, which is ours. */
struct copy {
	char folder[40];
	const char *own;
	struct law_set *laws;
};

/* Copied, for the folder's files are opened without following links. */
static void copy_in(const char *from, const char *folder, const char *name)
{
	char *line = base_format("cp -r '%s/%s' '%s/'", from, name, folder);

	assert_int_equal(system(line), 0);
	free(line);
}

static void copy_each(const struct copy *copy,
		      void (*visit)(const struct copy *copy, const char *name))
{
	struct dirent **entries;
	int count = scandir(FOLDER "/fr", &entries, NULL, alphasort);

	for (int i = 0; i < count; i++) {
		if (entries[i]->d_name[0] != '.')
			visit(copy, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
}

static void copy_name(const struct copy *copy, const char *name)
{
	char *folder = base_format("%s/fr", copy->folder);

	if (strcmp(name, copy->own) != 0)
		copy_in(FOLDER "/fr", folder, name);
	free(folder);
}

/* Another language, which has no letters yet perhaps. */
static void copy_language(const struct copy *copy, const char *name)
{
	char *folder = base_format(FOLDER "/%s", name);

	if (strcmp(name, "fr") != 0 && access(folder, F_OK) == 0)
		copy_in(FOLDER, copy->folder, name);
	free(folder);
}

static void copy_make(struct copy *copy, const char *own)
{
	struct law_fault fault;
	char *french;

	*copy = (struct copy){"/tmp/lenscap-letters-XXXXXX", own, NULL};
	assert_non_null(mkdtemp(copy->folder));
	french = base_format("%s/fr", copy->folder);
	assert_int_equal(mkdir(french, 0700), 0);
	free(french);
	for (unsigned i = 0; i < LAW_LANGUAGES; i++)
		copy_language(copy, law_language_name(i));
	copy_in(FOLDER, copy->folder, "other_names.json");
	copy_in(FOLDER, copy->folder, "facts.json");
	copy_each(copy, copy_name);
	assert_int_equal(law_open("host/share/laws", &fault, &copy->laws),
			 LENS_OK);
}

static void copy_free(struct copy *copy)
{
	char *line = base_format("rm -r '%s'", copy->folder);

	assert_int_equal(system(line), 0);
	free(line);
	law_close(copy->laws);
}

/* Open the letters with this as the one file; what French has wrong, which
 * stops no other language. */
static const char *opens(const struct copy *copy, const json_t *file)
{
	static char wrong[400];
	char *path = base_format("%s/fr/%s", copy->folder, copy->own);
	struct letter_fault fault;
	struct letter_set *set;
	const char *said;

	assert_int_equal(json_dump_file(file, path, 0), 0);
	if (letter_open(copy->folder, copy->laws, &fault, &set) != LENS_OK)
		fail_msg("%s", fault.sentence);
	said = letter_lacks(set, LAW_FR);
	snprintf(wrong, sizeof(wrong), "%s", said ? said : "");
	if (said != NULL)
		assert_false(letter_known(set, "request", LAW_FR));
	assert_null(letter_lacks(set, LAW_DE));
	assert_true(letter_known(set, "request", LAW_DE));
	assert_non_null(letter_reply_phrase(set, LAW_FR, "erased", 0));
	letter_close(set);
	free(path);
	return wrong;
}

static void misses_and_refuses(const char *name)
{
	char *path = base_format(FOLDER "/fr/%s", name);
	json_t *whole = json_load_file(path, 0, NULL), *value;
	const char *key, *said;
	struct copy copy;
	size_t missed = 0;

	assert_non_null(whole);
	copy_make(&copy, name);
	assert_string_equal(opens(&copy, whole), "");
	json_object_foreach(whole, key, value)
	{
		json_t *less = json_copy(whole);

		json_object_del(less, key);
		said = opens(&copy, less);
		if (strstr(said, key) == NULL || strstr(said, name) == NULL ||
		    strstr(said, "fr") == NULL)
			fail_msg("%s: %s", key, said);
		json_decref(less);
		/* Each opening reads all languages: some are enough. */
		if (++missed == 8)
			break;
	}
	json_object_set_new(whole, "no_such_word", json_string("x"));
	assert_non_null(strstr(opens(&copy, whole), "no_such_word"));
	copy_free(&copy);
	json_decref(whole);
	free(path);
}

TEST(misses_a_word_by_its_name)
{
	(void)state;
	misses_and_refuses("words.json");
}

TEST(misses_a_country_by_its_code)
{
	(void)state;
	misses_and_refuses("countries.json");
}

TEST(misses_a_region_by_its_code)
{
	(void)state;
	misses_and_refuses("regions.json");
}

TEST(misses_how_an_answer_is_recognised)
{
	json_t *whole = json_load_file(FOLDER "/fr/replies.json", 0, NULL);
	struct copy copy;

	(void)state;
	misses_and_refuses("replies.json");
	/* A kind that nothing would be recognised by. */
	copy_make(&copy, "replies.json");
	json_object_set_new(whole, "erased", json_array());
	assert_non_null(strstr(opens(&copy, whole), "erased"));
	json_object_set_new(whole, "erased", json_pack("[i]", 1));
	assert_non_null(strstr(opens(&copy, whole), "erased"));
	copy_free(&copy);
	json_decref(whole);
}

/* Letters of which this was taken away; what French has wrong. */
static void stops_french(const char *lost, const char *says)
{
	struct letter_fault fault;
	struct letter_set *set;
	struct copy copy;
	char *line;

	copy_make(&copy, "");
	line = base_format("rm -r '%s/fr/%s'", copy.folder, lost);
	assert_int_equal(system(line), 0);
	free(line);
	assert_int_equal(letter_open(copy.folder, copy.laws, &fault, &set),
			 LENS_OK);
	assert_non_null(letter_lacks(set, LAW_FR));
	assert_non_null(strstr(letter_lacks(set, LAW_FR), says));
	assert_false(letter_known(set, "request", LAW_FR));
	assert_string_not_equal(letter_country(set, LAW_FR, "is"), "is");
	for (enum law_language i = 0; i < LAW_LANGUAGES; i++)
		if (i != LAW_FR)
			assert_true(letter_known(set, "request", i));
	letter_close(set);
	copy_free(&copy);
}

TEST(what_a_language_lacks_stops_no_other)
{
	(void)state;
	stops_french("too_often.mustache", "too_often");
	stops_french("_close.mustache", "_close");
	stops_french("countries.json", "countries.json");
	stops_french("../fr", "fr/: It cannot be read");
}

TEST(what_english_lacks_stops_all)
{
	struct letter_fault fault;
	struct letter_set *set;
	struct copy copy;
	char *line;

	(void)state;
	copy_make(&copy, "");
	line = base_format("rm '%s/en/words.json'", copy.folder);
	assert_int_equal(system(line), 0);
	free(line);
	assert_int_equal(letter_open(copy.folder, copy.laws, &fault, &set),
			 LENS_MALFORMED);
	assert_non_null(strstr(fault.sentence, "words.json"));
	assert_null(set);
	copy_free(&copy);
}

TEST(nothing_is_lacking_that_is_shipped)
{
	struct law_fault wrong;
	struct letter_fault fault;
	struct law_set *laws;
	struct letter_set *set;

	(void)state;
	assert_int_equal(law_open("host/share/laws", &wrong, &laws), LENS_OK);
	assert_int_equal(letter_open(FOLDER, laws, &fault, &set), LENS_OK);
	for (enum law_language i = 0; i < LAW_LANGUAGES; i++)
		if (letter_lacks(set, i) != NULL)
			fail_msg("%s", letter_lacks(set, i));
	letter_close(set);
	law_close(laws);
}

/* French is no longer whole, but begun. */
static void copy_begin(struct copy *copy)
{
	char *laws = base_format("%s/laws", copy->folder);
	char *path = base_format("%s/fr.json", laws);
	json_t *begun = json_pack("{s:s, s:b}", "language", "fr", "begun", 1);
	struct law_fault fault;

	copy_in("host/share", copy->folder, "laws");
	assert_int_equal(json_dump_file(begun, path, 0), 0);
	law_close(copy->laws);
	assert_int_equal(law_open(laws, &fault, &copy->laws), LENS_OK);
	json_decref(begun);
	free(path);
	free(laws);
}

static struct letter_set *begun_open(const struct copy *copy)
{
	struct letter_fault fault;
	struct letter_set *set;

	if (letter_open(copy->folder, copy->laws, &fault, &set) != LENS_OK)
		fail_msg("%s", fault.sentence);
	return set;
}

static void copy_lose(const struct copy *copy, const char *name)
{
	char *line = base_format("rm -r '%s/%s'", copy->folder, name);

	assert_int_equal(system(line), 0);
	free(line);
}

TEST(a_language_that_is_begun_has_the_letters_that_are_whole)
{
	struct letter_set *set;
	struct copy copy;

	(void)state;
	copy_make(&copy, "too_often.mustache");
	copy_begin(&copy);
	set = begun_open(&copy);
	assert_true(letter_known(set, "request", LAW_FR));
	assert_false(letter_known(set, "too_often", LAW_FR));
	assert_true(letter_known(set, "too_often", LAW_DE));
	letter_close(set);
	/* A part of some letters: these have a hole, and the rest has not. */
	copy_lose(&copy, "fr/_schedule_b.mustache");
	set = begun_open(&copy);
	assert_false(letter_known(set, "request", LAW_FR));
	assert_true(letter_known(set, "extension", LAW_FR));
	letter_close(set);
	copy_lose(&copy, "fr");
	set = begun_open(&copy);
	assert_false(letter_known(set, "extension", LAW_FR));
	assert_true(letter_known(set, "request", LAW_EN));
	letter_close(set);
	copy_free(&copy);
}

TEST(a_language_that_is_begun_has_english_words_and_no_letter_with_them)
{
	json_t *words = json_load_file(FOLDER "/fr/words.json", 0, NULL);
	struct letter_set *set;
	struct copy copy;

	(void)state;
	copy_make(&copy, "words.json");
	copy_begin(&copy);
	assert_string_equal(opens(&copy, words), "");
	set = begun_open(&copy);
	assert_true(letter_known(set, "request", LAW_FR));
	assert_string_not_equal(letter_word(set, LAW_FR, "reference"),
				letter_word(set, LAW_EN, "reference"));
	letter_close(set);
	json_object_del(words, "reference");
	assert_string_equal(opens(&copy, words), "");
	set = begun_open(&copy);
	assert_false(letter_known(set, "request", LAW_FR));
	assert_string_equal(letter_word(set, LAW_FR, "reference"),
			    letter_word(set, LAW_EN, "reference"));
	letter_close(set);
	/* What English does not have is a mistake all the same. */
	json_object_set_new(words, "no_such_word", json_string("x"));
	assert_non_null(strstr(opens(&copy, words), "no_such_word"));
	copy_free(&copy);
	json_decref(words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(misses_a_word_by_its_name),
	    RUN(misses_a_country_by_its_code),
	    RUN(misses_a_region_by_its_code),
	    RUN(misses_how_an_answer_is_recognised),
	    RUN(what_a_language_lacks_stops_no_other),
	    RUN(what_english_lacks_stops_all),
	    RUN(nothing_is_lacking_that_is_shipped),
	    RUN(a_language_that_is_begun_has_the_letters_that_are_whole),
	    RUN(a_language_that_is_begun_has_english_words_and_no_letter_with_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
