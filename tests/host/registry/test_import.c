/* test_import.c: Datenanfragen's data set, and what pretends to be one. */
#include "test.h"

#include <dirent.h>
#include <unistd.h>

#include <jansson.h>

#include <lenscap/registry_pack.h>

#include "foreign.h"

static char *scratch(void)
{
	char *path = base_copy("/tmp/lenscap-registry-XXXXXX");
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	close(fd);
	unlink(path);
	return path;
}

static size_t files_in(const char *folder)
{
	char *path = base_format("%s/%s", FOREIGN_SET, folder);
	DIR *dir = opendir(path);
	struct dirent *entry;
	size_t count = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL)
		count += entry->d_name[0] != '.';
	closedir(dir);
	free(path);
	return count;
}

TEST(takes_the_whole_set_as_it_is)
{
	struct registry_imported counts;
	struct registry *registry;
	char *path = scratch();

	(void)state;
	if (!foreign_import(path, &counts)) {
		print_message("no %s here\n", FOREIGN_SET);
		free(path);
		skip();
	}
	assert_int_equal(counts.skipped, 0);
	assert_int_equal(counts.companies, files_in("companies"));
	assert_int_equal(counts.authorities,
			 files_in("supervisory-authorities"));
	assert_int_equal(counts.obsolete, files_in("obsolete-records"));
	assert_true(counts.companies > 3000);
	assert_int_equal(registry_open("host/share", path, NULL, &registry),
			 LENS_OK);
	assert_true(registry_count(registry) >=
		    counts.companies + counts.obsolete);
	registry_close(registry);
	unlink(path);
	free(path);
}

static void same(void *context, const char *path, struct base_view bytes)
{
	const struct registry *registry = context;
	json_t *before =
	    json_loadb((const char *)bytes.data, bytes.size, 0, NULL);
	const char *slug = json_string_value(json_object_get(before, "slug"));
	struct base_buffer out;
	json_t *after;
	void *one, *other;

	if (strncmp(path, "supervisory", 11) == 0 ||
	    registry_find(registry, slug) == NULL) {
		json_decref(before);
		return;
	}
	base_buffer_init(&out, 1 << 20);
	assert_int_equal(registry_record(registry, slug, true, &out), LENS_OK);
	after = json_loadb((const char *)out.data, out.size, 0, NULL);
	/* Ours have their own wording; those are looked at elsewhere. */
	if (registry_find(registry, slug)->provenance.origin ==
	    REGISTRY_IMPORTED) {
		one = json_dumps(before, JSON_COMPACT);
		other = json_dumps(after, JSON_COMPACT);
		assert_string_equal(one, other);
		free(one);
		free(other);
	}
	json_decref(before);
	json_decref(after);
	base_buffer_free(&out);
}

TEST(gives_a_foreign_record_back_unchanged)
{
	struct registry_imported counts;
	struct registry *registry;
	char *path = scratch();

	(void)state;
	if (!foreign_import(path, &counts)) {
		free(path);
		skip();
	}
	assert_int_equal(registry_open("host/share", path, NULL, &registry),
			 LENS_OK);
	assert_true(foreign_each(same, registry));
	registry_close(registry);
	unlink(path);
	free(path);
}

TEST(lets_ours_win_where_both_speak)
{
	struct registry_import *import =
	    registry_import_new("somebody", "2026-01-02");
	const char *both =
	    "{\"slug\": \"clearview-ai\", \"name\": \"Not it\", "
	    "\"relevant-countries\": [\"all\"], \"address\": \"x\\ny\", "
	    "\"sources\": [\"https://a.example/\"], \"quality\": \"scraped\"}";
	const char *alone =
	    "{\"slug\": \"only-there\", \"name\": \"Only there\", "
	    "\"categories\": [\"ads\", \"addresses\"], "
	    "\"relevant-countries\": [\"de\"], \"address\": \"x\\ny\", "
	    "\"sources\": [\"https://a.example/\"], \"quality\": \"tested\"}";
	const struct registry_controller *found;
	struct registry *registry;
	char *path = scratch();

	(void)state;
	assert_int_equal(
	    registry_import_add(import, "data-main/companies/clearview-ai.json",
				base_view_of(both), NULL),
	    LENS_OK);
	assert_int_equal(
	    registry_import_add(import, "data-main/companies/only-there.json",
				base_view_of(alone), NULL),
	    LENS_OK);
	assert_int_equal(registry_import_save(import, path, NULL), LENS_OK);
	registry_import_free(import);
	assert_int_equal(registry_open("host/share", path, NULL, &registry),
			 LENS_OK);
	found = registry_find(registry, "clearview-ai");
	assert_string_equal(found->name, "Clearview AI, Inc.");
	assert_int_equal(found->provenance.origin, REGISTRY_OURS);
	found = registry_find(registry, "only-there");
	assert_int_equal(found->provenance.origin, REGISTRY_IMPORTED);
	assert_int_equal(found->kind, REGISTRY_DATA_BROKER);
	assert_string_equal(found->provenance.set, "somebody");
	assert_string_equal(found->provenance.date, "2026-01-02");
	registry_close(registry);
	unlink(path);
	free(path);
}

TEST(follows_an_obsolete_record)
{
	struct registry_import *import =
	    registry_import_new("somebody", "2026-01-02");
	const char *gone = "{\"slug\": \"gone\", \"name\": \"Gone Ltd.\", "
			   "\"reason\": \"company-acquired\", \"redirect-to\": "
			   "\"clearview-ai\", \"sources\": "
			   "[\"https://a.example/\"], \"quality\": "
			   "\"obsolete\"}";
	struct registry *registry;
	char *path = scratch();

	(void)state;
	assert_int_equal(registry_import_add(import,
					     "obsolete-records/gone.json",
					     base_view_of(gone), NULL),
			 LENS_OK);
	assert_int_equal(registry_import_save(import, path, NULL), LENS_OK);
	registry_import_free(import);
	assert_int_equal(registry_open("host/share", path, NULL, &registry),
			 LENS_OK);
	assert_string_equal(registry_find(registry, "gone")->slug,
			    "clearview-ai");
	registry_close(registry);
	unlink(path);
	free(path);
}

TEST(skips_with_a_reason)
{
	static const struct {
		const char *path, *text, *reason;
		enum lens_err err;
	} bad[] = {
	    {"companies/a.json", "{", "no JSON", LENS_MALFORMED},
	    {"companies/a.json", "[]", "no JSON object", LENS_MALFORMED},
	    {"companies/a.json", "[[[[[[[[[[", "nested", LENS_TOO_BIG},
	    {"companies/a.json", "{\"slug\":\"a\"}", "missing", LENS_MALFORMED},
	    {"companies/a.json", "{\"slug\":\"a\",\"slug\":\"a\"}", "no JSON",
	     LENS_MALFORMED},
	    {"companies/a.json", "{\"slug\":\"../a\"}", "slug", LENS_MALFORMED},
	    {"companies/a.json",
	     "{\"slug\":\"b\",\"name\":\"B\",\"relevant-countries\":[\"de\"],"
	     "\"sources\":[\"https://b.example\"],\"quality\":\"tested\"}",
	     "file is called", LENS_MALFORMED},
	    {"companies/a.json",
	     "{\"slug\":\"a\",\"name\":\"A\",\"email\":\"a@b.example\\nBcc: "
	     "c\"}",
	     "email", LENS_MALFORMED},
	    {"companies/a.json", "{\"slug\":\"a\",\"name\":\"A\\u202eB\"}",
	     "name", LENS_MALFORMED},
	    {"supervisory-authorities/a.json", "{\"slug\":\"a\"}", "missing",
	     LENS_MALFORMED},
	};
	struct registry_import *import =
	    registry_import_new("somebody", "2026-01-02");
	struct registry_fault fault;
	char *path = scratch();

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		fault.sentence[0] = '\0';
		assert_int_equal(registry_import_add(import, bad[i].path,
						     base_view_of(bad[i].text),
						     &fault),
				 bad[i].err);
		assert_non_null(strstr(fault.sentence, bad[i].reason));
		assert_int_equal(registry_import_counts(import)->skipped,
				 i + 1);
	}
	/* Not records: counted, and no more. */
	assert_int_equal(registry_import_add(import, "package.json",
					     base_view_of("{"), NULL),
			 LENS_OK);
	assert_int_equal(registry_import_counts(import)->other, 1);
	assert_int_equal(registry_import_save(import, path, &fault),
			 LENS_NOT_FOUND);
	assert_int_equal(access(path, F_OK), -1);
	registry_import_free(import);
	free(path);
}

TEST(refuses_a_record_that_is_too_large)
{
	struct registry_import *import =
	    registry_import_new("somebody", "2026-01-02");
	char *large = base_alloc(REGISTRY_RECORD_MAX + 2, 1);

	(void)state;
	memset(large, ' ', REGISTRY_RECORD_MAX + 1);
	assert_int_equal(registry_import_add(import, "companies/a.json",
					     base_view_of(large), NULL),
			 LENS_TOO_BIG);
	free(large);
	registry_import_free(import);
}

TEST(takes_a_record_without_an_address_that_is_none)
{
	struct registry_import *import =
	    registry_import_new("somebody", "2026-01-02");
	const char *typo =
	    "{\"slug\": \"a\", \"name\": \"A a\", \"web\": "
	    "\"javascript:alert(1)\", \"webform\": \"httsp://a.example\", "
	    "\"relevant-countries\": [\"all\"], \"address\": \"x\\ny\", "
	    "\"sources\": [\"https://a.example/\"], \"quality\": \"scraped\"}";
	struct registry *registry;
	char *path = scratch();

	(void)state;
	assert_int_equal(registry_import_add(import, "companies/a.json",
					     base_view_of(typo), NULL),
			 LENS_OK);
	assert_int_equal(registry_import_save(import, path, NULL), LENS_OK);
	registry_import_free(import);
	assert_int_equal(registry_open("host/share", path, NULL, &registry),
			 LENS_OK);
	assert_string_equal(registry_find(registry, "a")->web, "");
	assert_string_equal(registry_find(registry, "a")->webform, "");
	assert_string_equal(registry_find(registry, "a")->address, "x\ny");
	/* Our own records are held to the letter. */
	assert_int_equal(registry_add(registry, base_view_of(typo), NULL),
			 LENS_MALFORMED);
	registry_close(registry);
	unlink(path);
	free(path);
}

static void write_file(const char *path, const char *text, size_t size)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, size, file), size);
	fclose(file);
}

TEST(does_not_believe_a_torn_file)
{
	static const char whole[] =
	    "lenscap-registry 1 somebody 2026-01-02\n"
	    "obsolete {\"slug\":\"gone\",\"name\":\"Gone\",\"reason\":"
	    "\"duplicate\",\"sources\":[\"https://a.example/\"],\"quality\":"
	    "\"obsolete\"}\n"
	    "end 1\n";
	struct registry *registry;
	char *path = scratch();

	(void)state;
	write_file(path, whole, strlen(whole));
	assert_int_equal(registry_open("host/share", path, NULL, &registry),
			 LENS_OK);
	registry_close(registry);
	for (size_t size = 0; size < strlen(whole); size++) {
		struct registry_fault fault = {""};

		write_file(path, whole, size);
		assert_int_equal(
		    registry_open("host/share", path, &fault, &registry),
		    LENS_MALFORMED);
		assert_null(registry);
		assert_non_null(strstr(fault.sentence, "again"));
	}
	unlink(path);
	free(path);
}

static const struct registry_contact *
contact_of(const struct registry *registry, const char *slug, const char *value)
{
	const struct registry_controller *c = registry_find(registry, slug);

	for (size_t i = 0; i < c->contact_count; i++)
		if (strcmp(c->contacts[i].value, value) == 0)
			return &c->contacts[i];
	fail_msg("%s has no contact %s", slug, value);
	return NULL;
}

/* Of the one that it names, and of no other. */
TEST(a_pack_withdraws_a_contact_of_ours)
{
	static const char pack[] =
	    "{\"name\": \"advice\", \"title\": \"Advice\", \"version\": 1, "
	    "\"made\": \"2026-11-29\", \"helper\": {\"name\": \"A\"}, "
	    "\"withdraw\": [{\"slug\": \"pimeyes\", \"contact\": "
	    "\"office@pimeyes.com\", \"reason\": \"It bounces.\", \"date\": "
	    "\"2026-11-20\"}, {\"slug\": \"nobody\", \"contact\": \"a@b.ch\", "
	    "\"reason\": \"-\", \"date\": \"2026-11-20\"}]}";
	static const char form[] =
	    "https://pimeyes.com/en/opt-out-request-form";
	struct registry_import *import = registry_import_new_pack("2026-11-29");
	const struct registry_contact *contact;
	struct registry *registry;
	char *path = scratch();

	(void)state;
	assert_int_equal(registry_import_add(import, REGISTRY_PACK_MANIFEST,
					     base_view_of(pack), NULL),
			 LENS_OK);
	assert_int_equal(registry_import_pack(import)->withdrawal_count, 2);
	assert_int_equal(registry_import_save(import, path, NULL), LENS_OK);
	registry_import_free(import);
	assert_int_equal(registry_open("host/share", NULL, NULL, &registry),
			 LENS_OK);
	contact = contact_of(registry, "pimeyes", "office@pimeyes.com");
	assert_int_not_equal(contact->state, REGISTRY_BOUNCED);
	assert_int_equal(registry_add_pack(registry, path, NULL), LENS_OK);
	contact = contact_of(registry, "pimeyes", "office@pimeyes.com");
	assert_int_equal(contact->state, REGISTRY_BOUNCED);
	assert_string_equal(contact->note, "It bounces.");
	assert_string_equal(contact->source.date, "2026-11-20");
	contact = contact_of(registry, "pimeyes", form);
	assert_int_equal(contact->state, REGISTRY_CURRENT);
	/* Who can be used comes first. */
	assert_ptr_equal(contact, registry_find(registry, "pimeyes")->contacts);
	registry_close(registry);
	unlink(path);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(takes_the_whole_set_as_it_is),
	    RUN(gives_a_foreign_record_back_unchanged),
	    RUN(lets_ours_win_where_both_speak),
	    RUN(follows_an_obsolete_record),
	    RUN(skips_with_a_reason),
	    RUN(refuses_a_record_that_is_too_large),
	    RUN(takes_a_record_without_an_address_that_is_none),
	    RUN(does_not_believe_a_torn_file),
	    RUN(a_pack_withdraws_a_contact_of_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
