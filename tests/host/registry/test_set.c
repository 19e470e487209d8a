/*
 * test_set.c: a small set of somebody else's records, made here: what is
 * taken, what is not, and what it is taken as.
 */
#include <unistd.h>

#include "test.h"

#include <lenscap/registry_import.h>

static const char company[] =
    "{\"slug\":\"qvvx\",\"name\":\"Qvvx Ltd\",\"categories\":[\"addresses\"],"
    "\"relevant-countries\":[\"all\"],\"email\":\"a@qvvx.example\","
    "\"sources\":[\"https://qvvx.example/\"],\"quality\":\"verified\","
    "\"nsfw\":false,\"facet-group\":\"x\"%s}";
static const char authority[] =
    "{\"slug\":\"qvauth\",\"name\":\"Qvvx Authority\","
    "\"relevant-countries\":[\"de\"],\"address\":\"1 Road\\nGermany\","
    "\"email\":\"a@auth.example\",\"web\":\"https://auth.example/\","
    "\"sources\":[\"https://auth.example/\"]}";

static struct registry_import *import;

static enum lens_err add(const char *path, const char *format, const char *more)
{
	struct registry_fault fault = {""};
	char *text = base_alloc(strlen(format) + strlen(more) + 1, 1);
	const char *place = strstr(format, "%s");
	enum lens_err err;

	if (place != NULL)
		sprintf(text, "%.*s%s%s", (int)(place - format), format, more,
			place + 2);
	else
		strcpy(text, format);
	err = registry_import_add(import, path, base_view_of(text), &fault);
	if (err != LENS_OK)
		assert_true(strlen(fault.sentence) > 10);
	free(text);
	return err;
}

static int begin(void **state)
{
	(void)state;
	import = registry_import_new("somebody", "2026-01-02");
	return 0;
}

static int end(void **state)
{
	(void)state;
	registry_import_free(import);
	return 0;
}

TEST(a_folder_says_what_its_files_are)
{
	const struct registry_imported *counts = registry_import_counts(import);

	(void)state;
	assert_int_equal(add("companies/qvvx.json", company, ""), LENS_OK);
	assert_int_equal(add("a/companies/qvvx.json", company, ""), LENS_OK);
	assert_int_equal(add("obsolete-records/qvvx", company, ""), LENS_OK);
	assert_int_equal(counts->companies, 2);
	assert_int_equal(counts->obsolete, 1);
	assert_int_equal(counts->other, 0);
	/* None of these is a record. */
	assert_int_equal(add("companies.json", company, ""), LENS_OK);
	assert_int_equal(add("xcompanies/qvvx.json", company, ""), LENS_OK);
	assert_int_equal(add("companies/README.md", company, ""), LENS_OK);
	assert_int_equal(add("companies/.json", company, ""), LENS_OK);
	assert_int_equal(add("companies/", company, ""), LENS_OK);
	assert_int_equal(add("else/qvvx.json", company, ""), LENS_OK);
	assert_int_equal(counts->other, 6);
	assert_int_equal(counts->skipped, 0);
	/* And these are wrong ones. */
	assert_int_equal(add("companies/other.json", company, ""),
			 LENS_MALFORMED);
	assert_int_equal(add("companies/qvvx.json", "[]", ""), LENS_MALFORMED);
	assert_int_equal(
	    add("companies/qvvx.json", company, ",\"email\":\"b\""),
	    LENS_MALFORMED);
	assert_int_equal(add("supervisory-authorities/qvvx.json", company, ""),
			 LENS_MALFORMED);
	assert_int_equal(counts->skipped, 4);
	assert_int_equal(counts->companies, 2);
}

TEST(what_was_taken_is_there_as_somebody_elses)
{
	char path[] = "/tmp/lenscap-set-XXXXXX";
	int fd = mkstemp(path);
	const struct registry_controller *c;
	const struct registry_authority *a;
	struct registry_fault fault = {""};
	struct registry *registry;

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(registry_import_save(import, path, &fault),
			 LENS_NOT_FOUND);
	assert_int_equal(add("companies/qvvx.json", company, ""), LENS_OK);
	if (add("supervisory-authorities/qvauth.json", authority, "") !=
	    LENS_OK)
		fail_msg("the authority is refused");
	assert_int_equal(registry_import_save(import, path, &fault), LENS_OK);
	assert_int_equal(registry_open("host/share", path, &fault, &registry),
			 LENS_OK);
	c = registry_find(registry, "qvvx");
	assert_non_null(c);
	assert_int_equal(c->provenance.origin, REGISTRY_IMPORTED);
	assert_string_equal(c->provenance.set, "somebody");
	assert_string_equal(c->provenance.date, "2026-01-02");
	assert_int_equal(c->kind, REGISTRY_DATA_BROKER);
	assert_string_equal(c->email, "a@qvvx.example");
	a = registry_authority(registry, "qvauth");
	assert_non_null(a);
	assert_int_equal(a->provenance.origin, REGISTRY_IMPORTED);
	/* Ours are still there, as ours. */
	c = registry_find(registry, "clearview-ai");
	assert_int_equal(c->provenance.origin, REGISTRY_OURS);
	registry_close(registry);
	unlink(path);
}

#define IN(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    IN(a_folder_says_what_its_files_are),
	    IN(what_was_taken_is_there_as_somebody_elses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
