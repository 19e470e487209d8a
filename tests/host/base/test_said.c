/* test_said.c: catalogues as msgfmt makes them, and what is none. */
#include "test.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>

#define SAID_ROWS 3

static int said_file;
static char said_path[32];
static uint8_t said_bytes[512];
static size_t said_size;

static void said_write(size_t size)
{
	struct base_view bytes = {said_bytes, size};

	assert_int_equal(ftruncate(said_file, 0), 0);
	assert_int_equal(lseek(said_file, 0, SEEK_SET), 0);
	assert_int_equal(base_write_all(said_file, bytes), LENS_OK);
}

/* "The Format of GNU MO Files": a head, two tables, texts. */
static int said_make(void **state)
{
	static const char *const rows[2][SAID_ROWS] = {
	    {"", "%s: case %d", "They answered."},
	    {"Language: de\n", "%s: Fall %d", "Sie haben geantwortet."}};
	size_t at = 28 + 16 * SAID_ROWS;

	(void)state;
	base_put_u32(said_bytes, 0x950412de);
	base_put_u32(said_bytes + 8, SAID_ROWS);
	base_put_u32(said_bytes + 12, 28);
	base_put_u32(said_bytes + 16, 28 + 8 * SAID_ROWS);
	for (unsigned table = 0; table < 2; table++)
		for (unsigned row = 0; row < SAID_ROWS; row++) {
			uint8_t *place =
			    said_bytes + 28 + 8 * (table * SAID_ROWS + row);
			size_t length = strlen(rows[table][row]);

			base_put_u32(place, (uint32_t)length);
			base_put_u32(place + 4, (uint32_t)at);
			memcpy(said_bytes + at, rows[table][row], length + 1);
			at += length + 1;
		}
	said_size = at;
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_sentence_is_said_as_the_catalogue_has_it),
	    RUN(a_damaged_catalogue_is_not_spoken),
	    RUN(a_pipe_in_its_place_is_not_waited_for),
	};

	return cmocka_run_group_tests(tests, said_make, said_close);
}
