/* test_clean_wall.c: a cleaner that was taken over costs one copy. */
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/base_io.h>
#include <lenscap/clients_clean.h>

static enum lens_err wall_ask(const char *worker, const char *picture, int *out,
			      char *why)
{
	char *path = clients_worker_path(worker);
	int fd = memfd_create("picture", MFD_CLOEXEC);
	enum lens_err err;

	assert_true(fd >= 0);
	assert_int_equal(base_write_all(fd, base_view_of(picture)), LENS_OK);
	err = clients_clean(fd, &(struct ipc_clean_job){0}, path, out, why);
	close(fd);
	free(path);
	/* Nothing is left behind. */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	return err;
}

static void wall_expect(const char *how)
{
	char why[CLIENTS_SENTENCE], got[16] = "";
	int out;

	assert_int_equal(wall_ask("worker_clean", how, &out, why), LENS_OK);
	assert_int_equal(read(out, got, sizeof(got)), 5);
	assert_string_equal(got, "clean");
	/* What was handed over stays as it is. */
	assert_int_equal(pwrite(out, "x", 1, 0), -1);
	assert_int_equal(ftruncate(out, 0), -1);
	close(out);
}

TEST(takes_what_one_that_does_as_it_should_left)
{
	(void)state;
	wall_expect("o");
}

TEST(lets_nobody_move_the_end_of_the_buffer)
{
	(void)state;
	wall_expect("r");
}

TEST(believes_no_lie)
{
	static const char *const lies[] = {"d", "u", "h", "n", "t",
					   "f", "b", "a", "x", "?"};

	(void)state;
	for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
		char why[CLIENTS_SENTENCE] = "";
		int out = 0;

		assert_int_equal(wall_ask("worker_clean", lies[i], &out, why),
				 LENS_WORKER);
		assert_int_equal(out, -1);
		assert_non_null(strstr(why, "cleaner"));
	}
}

TEST(says_so_when_there_is_none)
{
	char why[CLIENTS_SENTENCE] = "";
	int out = 0;

	(void)state;
	assert_int_equal(wall_ask("worker_mute", "o", &out, why), LENS_WORKER);
	assert_int_equal(out, -1);
	assert_non_null(strstr(why, "doctor"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(takes_what_one_that_does_as_it_should_left),
	    RUN(lets_nobody_move_the_end_of_the_buffer),
	    RUN(believes_no_lie),
	    RUN(says_so_when_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
