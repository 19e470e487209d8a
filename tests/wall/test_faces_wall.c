/* test_faces_wall.c: a face finder that was taken over costs its answer. */
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/clients_faces.h>

static enum lens_err wall_ask_until(const char *worker, char how, int wake,
				    struct ipc_faces *out)
{
	char *path = clients_worker_path(worker);
	const struct ipc_faces_job job = {8, 8};
	uint8_t luma[64] = {(uint8_t)how};
	enum lens_err err = clients_faces(luma, &job, path, wake, out);

	free(path);
	/* Nothing is left behind. */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	return err;
}

static enum lens_err wall_ask(const char *worker, char how,
			      struct ipc_faces *out)
{
	return wall_ask_until(worker, how, -1, out);
}

TEST(takes_what_one_that_does_as_it_should_answers)
{
	struct ipc_faces faces;

	(void)state;
	assert_int_equal(wall_ask("worker_faces", 'o', &faces), LENS_OK);
	assert_int_equal(faces.count, 1);
	assert_int_equal(faces.faces[0].x, 1);
	assert_int_equal(faces.faces[0].height, 4);
}

TEST(believes_no_lie)
{
	(void)state;
	for (const char *how = "dwehax?"; *how != '\0'; how++) {
		struct ipc_faces faces = {.count = 9};

		assert_int_equal(wall_ask("worker_faces", *how, &faces),
				 LENS_WORKER);
		assert_int_equal(faces.count, 0);
	}
}

TEST(says_so_when_it_does_not_start)
{
	struct ipc_faces faces;

	(void)state;
	assert_int_equal(wall_ask("worker_mute", 'o', &faces), LENS_WORKER);
	assert_int_equal(faces.count, 0);
}

TEST(our_own_finds_nothing_in_nothing)
{
	struct ipc_faces faces = {.count = 9};

	(void)state;
	assert_int_equal(wall_ask("../../" CLIENTS_FACES, 0, &faces), LENS_OK);
	assert_int_equal(faces.count, 0);
}

TEST(ends_when_it_is_told_to)
{
	struct ipc_faces faces = {.count = 9};
	int wake[2];

	(void)state;
	assert_int_equal(pipe(wake), 0);
	assert_int_equal(wall_ask_until("worker_faces", 'o', wake[0], &faces),
			 LENS_OK);
	assert_int_equal(faces.count, 1);
	assert_int_equal(write(wake[1], "", 1), 1);
	assert_int_equal(wall_ask_until("worker_faces", 'o', wake[0], &faces),
			 LENS_CANCELLED);
	assert_int_equal(faces.count, 0);
	close(wake[0]);
	close(wake[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(takes_what_one_that_does_as_it_should_answers),
	    RUN(believes_no_lie),
	    RUN(says_so_when_it_does_not_start),
	    RUN(our_own_finds_nothing_in_nothing),
	    RUN(ends_when_it_is_told_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
