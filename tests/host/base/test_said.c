/* test_said.c: catalogues as msgfmt makes them, and what is none. */
#include "catalogue.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define SAID_ROWS 3

static int said_file;
static char said_path[32];
static uint8_t said_bytes[CATALOGUE_ROOM];
static size_t said_size;

static void said_write(size_t size)
{
	struct base_view bytes = {said_bytes, size};

	assert_int_equal(ftruncate(said_file, 0), 0);
	assert_int_equal(lseek(said_file, 0, SEEK_SET), 0);
	assert_int_equal(base_write_all(said_file, bytes), LENS_OK);
}

static int said_make(void **state)
{
	static const struct catalogue_row rows[SAID_ROWS] = {
	    {{"", "Language: de\n"}},
	    {{"%s: case %d", "%s: Fall %d"}},
	    {{"They answered.", "Sie haben geantwortet."}}};

	(void)state;
	said_size = catalogue_make(rows, SAID_ROWS, said_bytes);
	said_file = memfd_create("catalogue", MFD_CLOEXEC);
	snprintf(said_path, sizeof(said_path), "/proc/self/fd/%d", said_file);
	return said_file < 0;
}

static int said_close(void **state)
{
	(void)state;
	base_close(&said_file);
	return 0;
}

TEST(a_sentence_is_said_as_the_catalogue_has_it)
{
	(void)state;
	assert_string_equal(base_said("They answered."), "They answered.");
	said_write(said_size);
	assert_true(base_speak(said_path));
	assert_string_equal(base_said("They answered."),
			    "Sie haben geantwortet.");
	assert_string_equal(base_said("%s: case %d"), "%s: Fall %d");
	assert_string_equal(base_said("They did not."), "They did not.");
	/* The row of "" is the catalogue's own. */
	assert_string_equal(base_said(""), "");
	assert_true(!base_speak(NULL));
	assert_string_equal(base_said("They answered."), "They answered.");
}

TEST(a_damaged_catalogue_is_not_spoken)
{
	(void)state;
	for (size_t size = 0; size < said_size; size++) {
		said_write(size);
		assert_false(base_speak(said_path));
		assert_string_equal(base_said("They answered."),
				    "They answered.");
	}
	for (size_t at = 0; at < 28 + 16 * SAID_ROWS; at++) {
		uint8_t was = said_bytes[at];

		said_bytes[at] = 0xff;
		said_write(said_size);
		(void)base_speak(said_path);
		assert_non_null(base_said("They answered."));
		said_bytes[at] = was;
	}
	assert_false(base_speak("/nowhere/lenscap.mo"));
}

/* Not even where somebody gives one as the standard input. */
TEST(no_catalogue_is_none)
{
	int input = dup(0);

	(void)state;
	said_write(said_size);
	assert_int_equal(lseek(said_file, 0, SEEK_SET), 0);
	assert_int_equal(dup2(said_file, 0), 0);
	assert_false(base_speak(NULL));
	assert_int_equal(dup2(input, 0), 0);
	base_close(&input);
}

TEST(a_catalogue_of_nothing_is_whole_with_its_head)
{
	uint8_t count[4];

	(void)state;
	memcpy(count, said_bytes + 8, sizeof(count));
	memset(said_bytes + 8, 0, sizeof(count));
	said_write(28);
	assert_true(base_speak(said_path));
	assert_string_equal(base_said("They answered."), "They answered.");
	assert_true(base_said_singular(1));
	assert_false(base_said_singular(0));
	said_write(27);
	assert_false(base_speak(said_path));
	memcpy(said_bytes + 8, count, sizeof(count));
}

/* Nobody writes into it, and nothing waits for that. */
TEST(a_pipe_in_its_place_is_not_waited_for)
{
	char folder[] = "/tmp/said-XXXXXX";
	char *pipe;

	(void)state;
	assert_non_null(mkdtemp(folder));
	pipe = base_format("%s/pipe", folder);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	alarm(30);
	assert_false(base_speak(pipe));
	alarm(0);
	unlink(pipe);
	rmdir(folder);
	free(pipe);
}

/* As French counts, and as English and German do. */
TEST(none_is_counted_as_the_catalogue_counts)
{
	static const struct catalogue_row french[] = {
	    {{"", "Plural-Forms: nplurals=2; plural=(n > 1);\n"}},
	    {{"photo", "photo"}}};
	static const struct catalogue_row german[] = {
	    {{"", "Plural-Forms: nplurals=2; plural=(n != 1);\n"}},
	    {{"photo", "Foto"}}};

	(void)state;
	catalogue_speak(french, 2);
	assert_true(base_said_singular(0));
	assert_true(base_said_singular(1));
	assert_false(base_said_singular(2));
	assert_false(base_said_singular(-1));
	catalogue_speak(german, 2);
	assert_false(base_said_singular(0));
	assert_true(base_said_singular(1));
	assert_string_equal(base_said("photo"), "Foto");
	/* What is kept, and what programs read, is English meanwhile. */
	catalogue_speak(french, 2);
	assert_false(base_said_english(true));
	assert_false(base_said_singular(0));
	assert_true(base_said_singular(1));
	assert_true(base_said_english(true));
	assert_true(base_said_english(false));
	assert_false(base_said_english(false));
	assert_true(base_said_singular(0));
	catalogue_speak(german, 2);
	base_said_english(true);
	assert_string_equal(base_said("photo"), "photo");
	base_said_english(false);
	assert_true(!base_speak(NULL));
	assert_false(base_said_singular(0));
	assert_true(base_said_singular(1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_sentence_is_said_as_the_catalogue_has_it),
	    RUN(a_damaged_catalogue_is_not_spoken),
	    RUN(no_catalogue_is_none),
	    RUN(a_catalogue_of_nothing_is_whole_with_its_head),
	    RUN(a_pipe_in_its_place_is_not_waited_for),
	    RUN(none_is_counted_as_the_catalogue_counts),
	};

	return cmocka_run_group_tests(tests, said_make, said_close);
}
