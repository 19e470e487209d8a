/* test_unpack_wall.c: an unpacker that was taken over costs one import. */
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/base_io.h>
#include <lenscap/clients_unpack.h>

struct wall_taken {
	unsigned files;
	char name[64], json[64];
};

static enum lens_err wall_take(void *context, const char *name,
			       struct base_view json, const char *why)
{
	struct wall_taken *taken = context;

	taken->files++;
	assert_null(why);
	snprintf(taken->json, sizeof(taken->json), "%.*s", (int)json.size,
		 (const char *)json.data);
	snprintf(taken->name, sizeof(taken->name), "%s", name);
	return LENS_OK;
}

static enum lens_err wall_ask(const char *worker, const char *zip,
			      struct wall_taken *taken, char *why)
{
	char *path = clients_worker_path(worker);
	int fd = memfd_create("zip", MFD_CLOEXEC);
	enum lens_err err;

	*taken = (struct wall_taken){0};
	why[0] = '\0';
	assert_true(fd >= 0);
	assert_int_equal(base_write_all(fd, base_view_of(zip)), LENS_OK);
	err = clients_unpack(IPC_UNPACK_ZIP, fd, path, wall_take, taken, why);
	close(fd);
	free(path);
	/* Nothing is left behind. */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	return err;
}

TEST(believes_one_that_does_as_it_should)
{
	struct wall_taken taken;
	char why[CLIENTS_SENTENCE];

	(void)state;
	assert_int_equal(wall_ask("worker_unpack", "o", &taken, why), LENS_OK);
	assert_int_equal(taken.files, 1);
	assert_string_equal(taken.json,
			    "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"");
	assert_string_equal(taken.name, "companies/a.json");
}

TEST(lets_nobody_move_the_end_of_the_buffer)
{
	struct wall_taken taken;
	char why[CLIENTS_SENTENCE];

	(void)state;
	assert_int_equal(wall_ask("worker_unpack", "r", &taken, why), LENS_OK);
	assert_int_equal(taken.files, 1);
}

TEST(gives_names_as_they_are)
{
	struct wall_taken taken;
	char why[CLIENTS_SENTENCE];

	(void)state;
	assert_int_equal(wall_ask("worker_unpack", "e", &taken, why), LENS_OK);
	/* Who shows it makes it printable, or says it in hex. */
	assert_string_equal(taken.name, "companies/\033[2J\a\n");
}

TEST(believes_no_lie)
{
	static const char *const lies[] = {"d", "n", "s", "h", "u", "f",
					   "t", "x", "k", "a", "0", "1",
					   "2", "3", "4", "5", "6"};
	struct wall_taken taken;
	char why[CLIENTS_SENTENCE];

	(void)state;
	for (size_t i = 0; i < sizeof(lies) / sizeof(*lies); i++) {
		assert_int_equal(
		    wall_ask("worker_unpack", lies[i], &taken, why),
		    LENS_WORKER);
		assert_int_equal(taken.files, 0);
		assert_non_null(strstr(why, "could not be read"));
	}
}

TEST(says_so_when_there_is_none)
{
	struct wall_taken taken;
	char why[CLIENTS_SENTENCE];

	(void)state;
	assert_int_equal(wall_ask("worker_mute", "o", &taken, why),
			 LENS_WORKER);
	assert_non_null(strstr(why, "doctor"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(believes_one_that_does_as_it_should),
	    RUN(lets_nobody_move_the_end_of_the_buffer),
	    RUN(gives_names_as_they_are),
	    RUN(believes_no_lie),
	    RUN(says_so_when_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
