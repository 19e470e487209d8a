/* test_languages.c: a language is data, and all of it or none. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

#include <jansson.h>

#include <lenscap/base_io.h>
#include <lenscap/law_deadline.h>

#define LAWS "host/share/laws/"

static struct law_set *set_of_files(void)
{
	struct law_fault fault;
	struct law_set *set;

	if (law_open("host/share/laws", &fault, &set) != LENS_OK)
		fail_msg("%s", fault.sentence);
	return set;
}

static enum lens_err reads(struct law_set *set, const json_t *file,
			   struct law_fault *fault)
{
	char *text = json_dumps(file, 0);
	enum lens_err err = law_read(set, base_view_of(text), fault);

	free(text);
	return err;
}

static json_t *file_of(const char *path)
{
	json_t *file = json_load_file(path, 0, NULL);

	assert_non_null(file);
	return file;
}

TEST(knows_the_languages_of_the_list_and_no_other)
{
	json_t *file = file_of("host/share/languages.json"), *entry;
	size_t i, laws = 0;

	(void)state;
	json_array_foreach(json_object_get(file, "languages"), i, entry)
	{
		const char *code =
		    json_string_value(json_object_get(entry, "code"));
		bool law = false;
		json_t *has;
		size_t j;

		json_array_foreach(json_object_get(entry, "has"), j, has) law |=
		    strcmp(json_string_value(has), "law") == 0;
		if (!law)
			continue;
		assert_int_equal(law_language_of(code), laws);
		assert_string_equal(law_language_name(laws), code);
		assert_string_equal(
		    law_language_own_name(laws),
		    json_string_value(json_object_get(entry, "name")));
		laws++;
	}
	assert_int_equal(laws, LAW_LANGUAGES);
	assert_int_equal(law_language_of("en"), LAW_EN);
	assert_int_equal(law_language_of("xx"), LAW_LANGUAGES);
	assert_int_equal(law_language_of(""), LAW_LANGUAGES);
	json_decref(file);
}

TEST(writes_a_day_as_each_language_does)
{
	static const struct {
		const char *day, *en, *de, *fr;
	} days[] = {
	    {"2026-11-01", "1 November 2026", "1. November 2026",
	     "1er novembre 2026"},
	    {"2026-03-31", "31 March 2026", "31. M\u00e4rz 2026",
	     "31 mars 2026"},
	};
	struct law_set *set = set_of_files(), *bare = law_new();
	char out[48];
	int32_t day;

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		assert_int_equal(law_day_parse(days[i].day, &day), LENS_OK);
		law_day_words(set, day, LAW_EN, out);
		assert_string_equal(out, days[i].en);
		law_day_words(set, day, LAW_DE, out);
		assert_string_equal(out, days[i].de);
		law_day_words(set, day, LAW_FR, out);
		assert_string_equal(out, days[i].fr);
		law_day_words(bare, day, LAW_FR, out);
		assert_string_equal(out, days[i].day);
	}
	law_close(set);
	law_close(bare);
}

/* Each text of a language's file, taken away, is missed by its name. */
TEST(misses_every_text_by_its_name)
{
	json_t *file = file_of(LAWS "fr.json"), *value, *inner;
	struct law_fault fault;
	const char *key, *name;
	unsigned missed = 0;
	void *next;

	(void)state;
	/* Not every language has plurals in citations. */
	json_object_del(file, "several");
	json_object_foreach(file, key, value)
	{
		json_t *less = json_deep_copy(file);
		struct law_set *set = law_new();

		json_object_del(less, key);
		/* Without it, it is no language's file. */
		if (strcmp(key, "language") != 0) {
			assert_int_equal(reads(set, less, &fault),
					 LENS_MALFORMED);
			assert_non_null(
			    strstr(fault.sentence,
				   strcmp(key, "units") == 0 ? "days" : key));
			missed++;
		}
		json_decref(less);
		json_object_foreach_safe(value, next, name, inner)
		{
			less = json_deep_copy(file);
			json_object_del(json_object_get(less, key), name);
			assert_int_equal(reads(set, less, &fault),
					 LENS_MALFORMED);
			assert_non_null(strstr(fault.sentence, name));
			json_decref(less);
			missed++;
		}
		law_close(set);
	}
	assert_int_equal(missed, 8 + 3 + 24 + 11);
	json_decref(file);
}

TEST(refuses_a_text_too_many_and_a_language_that_is_not_listed)
{
	json_t *file = file_of(LAWS "fr.json");
	struct law_set *set = law_new();
	struct law_fault fault;

	(void)state;
	assert_int_equal(reads(set, file, &fault), LENS_OK);
	json_object_set_new(json_object_get(file, "choice"), "else",
			    json_string("x"));
	assert_int_equal(reads(set, file, &fault), LENS_MALFORMED);
	json_object_del(json_object_get(file, "choice"), "else");
	json_array_append_new(json_object_get(file, "months"),
			      json_string("x"));
	assert_int_equal(reads(set, file, &fault), LENS_MALFORMED);
	json_array_remove(json_object_get(file, "months"), 12);
	json_array_set_new(json_object_get(file, "months"), 4,
			   json_string("a\nb"));
	assert_int_equal(reads(set, file, &fault), LENS_MALFORMED);
	json_object_set_new(file, "language", json_string("xx"));
	assert_int_equal(reads(set, file, &fault), LENS_MALFORMED);
	assert_non_null(strstr(fault.sentence, "\"xx\""));
	law_close(set);
	json_decref(file);
}

/* English, and what else is begun: it has no text that is made up here. */
static void begun_read(struct law_set *set)
{
	for (enum law_language l = 0; l < LAW_LANGUAGES; l++) {
		char *path = base_format(LAWS "%s.json", law_language_name(l));
		json_t *file = file_of(path);
		struct law_fault fault;

		if (l == LAW_EN || json_is_true(json_object_get(file, "begun")))
			assert_int_equal(reads(set, file, &fault), LENS_OK);
		json_decref(file);
		free(path);
	}
}

/* What the files of laws do not say in a language, its own file may. */
TEST(takes_a_text_from_the_language_s_own_file)
{
	static const char norm[] =
	    "{\"norms\":[{\"id\":\"x:1\",\"cite\":{\"en\":\"Art. 1 X\","
	    "\"de\":\"Art. 1 X\",\"it\":\"art. 1 X\",\"nl\":\"art. 1 "
	    "X\",\"es\":\"art. 1 X\"},\"gives\":\"a\",\"source\":\"b\","
	    "\"date\":\"2026\"}]}";
	json_t *file = file_of(LAWS "fr.json");
	struct law_set *set = law_new();
	struct law_fault fault;

	(void)state;
	begun_read(set);
	assert_int_equal(law_read(set, base_view_of(norm), &fault),
			 LENS_MALFORMED);
	assert_non_null(strstr(fault.sentence, "x:1"));
	assert_non_null(strstr(fault.sentence, " in fr"));
	assert_null(law_norm(set, "x:1"));
	json_object_set_new(file, "texts",
			    json_pack("{s:s}", "Art. 1 X", "l'art. 1 X"));
	assert_int_equal(reads(set, file, &fault), LENS_OK);
	assert_int_equal(law_read(set, base_view_of(norm), &fault), LENS_OK);
	assert_string_equal(law_norm(set, "x:1")->cite[LAW_FR], "l'art. 1 X");
	assert_string_equal(law_norm(set, "x:1")->cite[LAW_DE], "Art. 1 X");
	law_close(set);
	json_decref(file);
}

/* The file of a language that is begun, with what French has under these. */
static json_t *begun_file(const char *const *keys, size_t count)
{
	json_t *file = file_of(LAWS "fr.json");
	json_t *begun = json_pack("{s:s, s:b}", "language", "fr", "begun", 1);

	for (size_t i = 0; i < count; i++)
		json_object_set(begun, keys[i], json_object_get(file, keys[i]));
	json_decref(file);
	return begun;
}

TEST(says_in_english_what_a_language_that_is_begun_lacks)
{
	static const char norm[] =
	    "{\"norms\":[{\"id\":\"x:1\",\"cite\":{\"en\":\"Art. 1 X\","
	    "\"de\":\"Art. 1 X\",\"it\":\"art. 1 X\",\"nl\":\"art. 1 "
	    "X\",\"es\":\"art. 1 X\"},\"gives\":\"a\",\"source\":\"b\","
	    "\"date\":\"2026\"}]}";
	static const char less[] =
	    "{\"norms\":[{\"id\":\"x:2\",\"cite\":{\"en\":\"Art. 2 X\"},"
	    "\"gives\":\"a\",\"source\":\"b\",\"date\":\"2026\"}]}";
	const char *keys[] = {"months", "first"};
	json_t *begun = begun_file(keys, 2);
	struct law_set *set = law_new();
	struct law_fault fault;
	char out[48];
	int32_t day;

	(void)state;
	/* In English: so that must be there. */
	assert_int_equal(reads(set, begun, &fault), LENS_MALFORMED);
	assert_false(law_begun(set, LAW_FR));
	begun_read(set);
	assert_int_equal(reads(set, begun, &fault), LENS_OK);
	assert_true(law_begun(set, LAW_FR));
	assert_false(law_begun(set, LAW_EN));
	assert_false(law_begun(set, LAW_LANGUAGES));
	/* Its own months, and the English order of a day. */
	assert_int_equal(law_day_parse("2026-03-01", &day), LENS_OK);
	law_day_words(set, day, LAW_FR, out);
	assert_string_equal(out, "1er mars 2026");
	/* What the laws say is in English, too; no other language may lack it.
	 */
	assert_int_equal(law_read(set, base_view_of(norm), &fault), LENS_OK);
	assert_string_equal(law_norm(set, "x:1")->cite[LAW_FR], "Art. 1 X");
	assert_int_equal(law_read(set, base_view_of(less), &fault),
			 LENS_MALFORMED);
	assert_non_null(strstr(fault.sentence, " in de"));
	law_close(set);
	json_decref(begun);
}

/* Begun or not: what is there must be sound. */
TEST(refuses_what_is_wrong_in_a_language_that_is_begun)
{
	static const struct {
		const char *name, *json, *says;
	} wrong[] = {
	    {"months", "[\"janvier\"]", "months"},
	    {"day", "7", "day"},
	    {"choice", "{\"else\": \"x\"}", "choice"},
	    {"deadline", "{\"start\": [1]}", "deadline.start"},
	    {"units", "{\"days\": [\"un jour\"]}", "days"},
	};
	json_t *english = file_of(LAWS "en.json");
	struct law_set *set = law_new();
	struct law_fault fault;

	(void)state;
	assert_int_equal(reads(set, english, &fault), LENS_OK);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		json_t *begun = begun_file(NULL, 0);

		assert_int_equal(reads(set, begun, &fault), LENS_OK);
		json_object_set_new(
		    begun, wrong[i].name,
		    json_loads(wrong[i].json, JSON_DECODE_ANY, NULL));
		assert_int_equal(reads(set, begun, &fault), LENS_MALFORMED);
		assert_non_null(strstr(fault.sentence, wrong[i].says));
		json_decref(begun);
	}
	law_close(set);
	json_decref(english);
}

static void copied(const char *folder, const char *name)
{
	char *from = base_format(LAWS "%s", name);
	int dir = open(folder, O_RDONLY | O_DIRECTORY);
	int fd = open(from, O_RDONLY);
	struct base_buffer bytes;

	base_buffer_init(&bytes, 4 << 20);
	assert_int_equal(base_read_all(fd, &bytes), LENS_OK);
	assert_int_equal(base_write_new(dir, name, base_buffer_view(&bytes)),
			 LENS_OK);
	base_buffer_free(&bytes);
	base_close(&fd);
	base_close(&dir);
	free(from);
}

/* Ten sentences of a language, and every law can be read. */
static void begun_is_enough(const char *folder)
{
	const char *keys[] = {"units", "last"};
	json_t *begun = begun_file(keys, 2);
	char *path = base_format("%s/fr.json", folder);
	struct law_fault fault;
	struct law_set *set;

	assert_int_equal(json_dump_file(begun, path, 0), 0);
	if (law_open(folder, &fault, &set) != LENS_OK)
		fail_msg("%s", fault.sentence);
	assert_true(law_begun(set, LAW_FR));
	assert_false(law_begun(set, LAW_DE));
	assert_non_null(law_named(set, "gdpr"));
	law_close(set);
	assert_int_equal(unlink(path), 0);
	json_decref(begun);
	free(path);
}

TEST(opens_no_folder_that_lacks_a_language)
{
	char folder[] = "/tmp/lenscap-languages-XXXXXX", *path;
	struct dirent **entries;
	struct law_fault fault;
	struct law_set *set;
	int count = scandir("host/share/laws", &entries, NULL, alphasort);

	(void)state;
	assert_non_null(mkdtemp(folder));
	for (int i = 0; i < count; i++)
		if (entries[i]->d_name[0] != '.' &&
		    strcmp(entries[i]->d_name, "fr.json") != 0)
			copied(folder, entries[i]->d_name);
	assert_int_equal(law_open(folder, &fault, &set), LENS_MALFORMED);
	assert_non_null(strstr(fault.sentence, "fr.json"));
	assert_null(set);
	begun_is_enough(folder);
	copied(folder, "fr.json");
	assert_int_equal(law_open(folder, &fault, &set), LENS_OK);
	law_close(set);
	for (int i = 0; i < count; i++) {
		path = base_format("%s/%s", folder, entries[i]->d_name);
		unlink(path);
		free(path);
		free(entries[i]);
	}
	free(entries);
	assert_int_equal(rmdir(folder), 0);
}

/* The EEA as the EEA Agreement's members are today (EU 27, IS, LI, NO), and
 * the two countries beside it whose law is here. */
TEST(knows_whose_law_holds_where)
{
	static const char eea[] = "at be bg cy cz de dk ee es fi fr gr hr hu "
				  "ie is it li lt lu lv mt nl no pl pt ro se "
				  "si sk";
	struct law_set *set = set_of_files();
	char country[3] = "";

	(void)state;
	assert_int_equal(sizeof(eea), 30 * 3);
	for (size_t i = 0; i < sizeof(eea); i += 3) {
		memcpy(country, eea + i, 2);
		assert_non_null(law_of_country(set, country));
		assert_string_equal(law_of_country(set, country)->id, "gdpr");
	}
	assert_string_equal(law_of_country(set, "gb")->id, "uk");
	assert_string_equal(law_of_country(set, "ch")->id, "fadp");
	assert_null(law_of_country(set, "us"));
	assert_null(law_of_country(set, ""));
	assert_string_equal(law_named(set, "gdpr")->territory, "eu");
	assert_string_equal(law_named(set, "uk")->territory, "gb");
	assert_string_equal(law_named(set, "fadp")->territory, "ch");
	law_close(set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(knows_the_languages_of_the_list_and_no_other),
	    RUN(writes_a_day_as_each_language_does),
	    RUN(misses_every_text_by_its_name),
	    RUN(refuses_a_text_too_many_and_a_language_that_is_not_listed),
	    RUN(takes_a_text_from_the_language_s_own_file),
	    RUN(says_in_english_what_a_language_that_is_begun_lacks),
	    RUN(refuses_what_is_wrong_in_a_language_that_is_begun),
	    RUN(opens_no_folder_that_lacks_a_language),
	    RUN(knows_whose_law_holds_where),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
