/*
 * test_import.c: a folder of somebody else's records: files are read, what is
 * no file is not, and a record of the person's own hides none for ever.
 */
#include <sys/stat.h>
#include <unistd.h>

#include "work.h"

#include <lenscap/casework_registry.h>

static struct {
	char dir[40];
	struct casework *work;
	struct casework_home home;
	unsigned skipped;
	char last[200];
} here;

static char *record_of(const char *slug, size_t fill)
{
	char *comment = base_alloc(fill + 1, 1);
	char *text;

	memset(comment, 'x', fill);
	text = base_format(
	    "{\"slug\":\"%s\",\"name\":\"%s\",\"categories\":[],"
	    "\"relevant-countries\":[\"all\"],\"quality\":\"verified\","
	    "\"sources\":[\"https://a.example/\"],\"comments\":[\"%s\"]}",
	    slug, slug, comment);
	free(comment);
	return text;
}

static void put(const char *name, const char *text)
{
	char *path = base_format("%s/set/%s", here.dir, name);
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	free(path);
}

static void skipped(void *context, const char *path, const char *why)
{
	(void)context;
	here.skipped++;
	snprintf(here.last, sizeof(here.last), "%s: %s", path, why);
}

static enum lens_err bring(const char *path, struct registry_imported *out)
{
	const struct casework_import import = {path, "somebody", skipped, NULL};
	struct registry_fault fault = {""};

	here.skipped = 0;
	here.last[0] = '\0';
	return casework_import_registry(&here.home, here.work, &import, &fault,
					out);
}

static bool known(const char *slug)
{
	struct registry_fault fault;
	struct registry *registry;
	bool found;

	assert_int_equal(
	    casework_registry(&here.home, here.work, &fault, &registry),
	    LENS_OK);
	found = registry_find(registry, slug) != NULL;
	registry_close(registry);
	return found;
}

TEST(files_of_a_set_are_read_and_what_is_no_file_is_not)
{
	char *set = base_format("%s/set", here.dir);
	char *inside = base_format("%s/set/companies", here.dir);
	char *pipe = base_format("%s/set/companies/qv-pipe.json", here.dir);
	char *link = base_format("%s/set/companies/qv-link.json", here.dir);
	char *other = base_format("%s/other.json", here.dir);
	char *good = record_of("qv-good", 0);
	struct registry_imported counts;

	(void)state;
	assert_int_equal(bring(set, &counts), LENS_SYSTEM);
	assert_int_equal(mkdir(set, 0700), 0);
	assert_int_equal(bring(set, &counts), LENS_NOT_FOUND);
	assert_int_equal(mkdir(inside, 0700), 0);
	assert_int_equal(bring(set, &counts), LENS_NOT_FOUND);
	put("companies/qv-good.json", good);
	put("companies/.hidden.json", good);
	assert_int_equal(bring(set, &counts), LENS_OK);
	assert_int_equal(counts.companies, 1);
	assert_int_equal(here.skipped, 0);
	assert_true(known("qv-good"));
	/* Neither a pipe, which would block, nor what a link leads to. */
	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_int_equal(bring(set, &counts), LENS_OK);
	assert_int_equal(here.skipped, 1);
	assert_string_equal(here.last,
			    "companies/qv-pipe.json: It cannot be read.");
	unlink(pipe);
	assert_int_equal(symlink(other, link), 0);
	assert_int_equal(bring(set, &counts), LENS_OK);
	assert_int_equal(here.skipped, 1);
	unlink(link);
	put("companies/qv-bad.json", "[]");
	assert_int_equal(bring(set, &counts), LENS_OK);
	assert_int_equal(here.skipped, 1);
	assert_false(known("qv-bad"));
	assert_true(known("qv-good"));
	free(set);
	free(inside);
	free(pipe);
	free(link);
	free(other);
	free(good);
}

TEST(a_record_has_at_most_64_kilobytes)
{
	char *set = base_format("%s/set", here.dir);
	char *small = record_of("qv-large", 0);
	struct registry_imported counts;

	(void)state;
	for (size_t over = 0; over < 2; over++) {
		size_t fill = (64 << 10) - strlen(small) + over;
		struct base_buffer text;

		/* Spaces at the end: no text of it is too long. */
		base_buffer_init(&text, 1 << 20);
		assert_int_equal(base_buffer_add_text(&text, small), LENS_OK);
		while (fill-- > 0)
			assert_int_equal(base_buffer_add(&text, " ", 1),
					 LENS_OK);
		assert_int_equal(base_buffer_add(&text, "", 1), LENS_OK);
		put("companies/qv-large.json", (char *)text.data);
		assert_int_equal(bring(set, &counts), LENS_OK);
		if (here.skipped != 1 + over)
			fail_msg("%zu over: %s", over, here.last);
		assert_int_equal(known("qv-large"), over == 0);
		base_buffer_free(&text);
	}
	free(set);
	free(small);
}

/* No parser of the core's reads what a stranger wrote. */
TEST(nothing_is_parsed_without_the_jail)
{
	char *set = base_format("%s/set", here.dir);
	char *text = record_of("qv-own", 0);
	char worker[4096] = "", target[4096] = "";
	struct registry_fault fault = {""};
	struct registry_imported counts;
	char slug[CASEWORK_SLUG] = "";

	(void)state;
	assert_true(readlink("/proc/self/exe", worker, 4000) > 0);
	strcpy(strrchr(worker, '/'), "/lenscap-unpack");
	assert_true(readlink(worker, target, sizeof(target) - 1) > 0);
	assert_int_equal(unlink(worker), 0);
	assert_int_equal(bring(set, &counts), LENS_WORKER);
	assert_int_equal(casework_add_controller(here.work, base_view_of(text),
						 &fault, slug),
			 LENS_WORKER);
	assert_non_null(strstr(fault.sentence, "lenscap doctor"));
	assert_string_equal(slug, "");
	assert_false(known("qv-own"));
	assert_int_equal(symlink(target, worker), 0);
	free(set);
	free(text);
}

TEST(a_record_of_ones_own_comes_and_goes)
{
	char *text = record_of("qv-own", 0);
	struct registry_fault fault = {""};
	char slug[CASEWORK_SLUG] = "";

	(void)state;
	assert_int_equal(casework_add_controller(here.work, base_view_of("[]"),
						 &fault, slug),
			 LENS_MALFORMED);
	assert_int_equal(casework_add_controller(here.work, base_view_of(text),
						 &fault, slug),
			 LENS_OK);
	assert_string_equal(slug, "qv-own");
	assert_true(known("qv-own"));
	assert_int_equal(
	    casework_forget_controller(here.work, "qv-own", &fault), LENS_OK);
	assert_false(known("qv-own"));
	assert_int_equal(
	    casework_forget_controller(here.work, "qv-own", &fault),
	    LENS_NOT_FOUND);
	free(text);
}

static int open_here(void **state)
{
	(void)state;
	work_beside("share");
	/* Records are parsed behind the wall. */
	work_beside("lenscap-unpack");
	strcpy(here.dir, "/tmp/lenscap-import-XXXXXX");
	here.work = work_make(here.dir);
	here.home = (struct casework_home){base_format("%s/home", here.dir),
					   base_format("%s/witness", here.dir)};
	return 0;
}

static int close_here(void **state)
{
	(void)state;
	free((char *)(uintptr_t)here.home.dir);
	free((char *)(uintptr_t)here.home.witness);
	work_remove(here.work, here.dir);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(files_of_a_set_are_read_and_what_is_no_file_is_not),
	    RUN(a_record_has_at_most_64_kilobytes),
	    RUN(nothing_is_parsed_without_the_jail),
	    RUN(a_record_of_ones_own_comes_and_goes),
	};

	return cmocka_run_group_tests(tests, open_here, close_here);
}
