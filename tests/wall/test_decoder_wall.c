/* test_decoder_wall.c: a decoder that was taken over costs one result. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <lenscap/clients_decoder.h>

/* The machine may be busy; only what hangs has to wait for the end of it. */
#define WALL_MS 120000
#define WALL_HANG_MS 4000

static const struct ipc_picture_job wall_job;

static int wall_picture(char letter)
{
	int fd = memfd_create("picture", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, &letter, 1), 1);
	return fd;
}

static enum ipc_picture_status wall_ask(struct clients_decoders *pool,
					char letter)
{
	static struct ipc_picture answer;
	void *tag = NULL;

	clients_decoders_ask(pool, wall_picture(letter), &wall_job, &answer);
	assert_int_equal(clients_decoders_wait(pool, -1, &tag, &answer),
			 LENS_OK);
	assert_ptr_equal(tag, &answer);
	return answer.status;
}

static struct clients_decoders *wall_open(const char *worker, int wall_ms)
{
	char *path = clients_worker_path(worker);
	struct clients_decoders *pool;

	assert_non_null(path);
	pool = clients_decoders_open(
	    &(struct clients_decoders_options){.slots = 1,
					       .main = path,
					       .heif = path,
					       .jxl = path,
					       .tiff = path,
					       .wall_ms = wall_ms});
	free(path);
	return pool;
}

/* One misdeed gives the expected status; those before and after are read. */
static void wall_costs_one_result(const char *worker, char letter,
				  enum ipc_picture_status expected)
{
	struct clients_decoders *pool = wall_open(
	    worker, expected == IPC_PICTURE_TOO_SLOW ? WALL_HANG_MS : WALL_MS);
	enum ipc_picture_status got;

	/* What is left over from a good answer shall not pass for this one. */
	assert_int_equal(wall_ask(pool, 'g'), IPC_PICTURE_OK);
	got = wall_ask(pool, letter);
	if (got != expected)
		print_message("# %s '%c': %s\n", worker, letter,
			      ipc_picture_code(got));
	assert_int_equal(got, expected);
	assert_int_equal(wall_ask(pool, 'g'), IPC_PICTURE_OK);
	clients_decoders_close(pool);
	/* Nothing is left behind. */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

#ifdef LENSCAP_DEV
/* Builds for sanitizers refuse where the release kills. */
#define WALL_KILLED IPC_PICTURE_UNSUPPORTED
#else
#define WALL_KILLED IPC_PICTURE_CONTAINED
#endif

#define ROGUE(name, letter, expected)                                          \
	static void name(void **state)                                         \
	{                                                                      \
		(void)state;                                                   \
		wall_costs_one_result("worker_rogue", letter, expected);       \
	}

ROGUE(refuses_to_open_a_file, 'o', IPC_PICTURE_UNSUPPORTED)
ROGUE(refuses_to_make_a_socket, 's', IPC_PICTURE_UNSUPPORTED)
ROGUE(refuses_to_execute, 'x', IPC_PICTURE_UNSUPPORTED)
ROGUE(kills_what_forks, 'f', WALL_KILLED)
ROGUE(kills_what_kills, 'k', WALL_KILLED)
ROGUE(kills_what_traces, 't', WALL_KILLED)
ROGUE(kills_what_makes_code, 'c', WALL_KILLED)
ROGUE(ends_what_hangs, 'h', IPC_PICTURE_TOO_SLOW)
ROGUE(survives_a_crash, 'd', IPC_PICTURE_CRASHED)
ROGUE(notices_a_silent_end, 'e', IPC_PICTURE_CRASHED)
ROGUE(stops_what_loops, 'l', IPC_PICTURE_TOO_MUCH_CPU)
#ifndef LENSCAP_DEV
ROGUE(kills_what_writes, 'w', WALL_KILLED)
ROGUE(refuses_two_gigabytes, 'm', IPC_PICTURE_TOO_MUCH_MEMORY)
#endif

static void throws_away_every_lie(void **state)
{
	(void)state;
	for (char letter = 'a'; letter <= 'u'; letter++)
		if (letter != 'g' && letter != 't')
			wall_costs_one_result("worker_liar", letter,
					      IPC_PICTURE_LIED);
	/* A message of another kind is no answer. */
	wall_costs_one_result("worker_liar", 't', IPC_PICTURE_CRASHED);
}

static void notices_silence_and_death(void **state)
{
	(void)state;
	wall_costs_one_result("worker_liar", 'v', IPC_PICTURE_CRASHED);
	wall_costs_one_result("worker_liar", 'y', IPC_PICTURE_CRASHED);
	wall_costs_one_result("worker_liar", 'z', IPC_PICTURE_TOO_SLOW);
}

/* The worker is replaced at the latest with the next picture, however late we
 * read what it said: each end belongs to one question. */
static void replaces_a_worker_that_talks_out_of_turn(void **state)
{
	struct clients_decoders *pool = wall_open("worker_liar", WALL_MS);
	enum ipc_picture_status first;

	(void)state;
	/* A second end: whoever reads it, it is read once. */
	first = wall_ask(pool, 'x');
	assert_int_equal(wall_ask(pool, 'g'), first == IPC_PICTURE_OK
						  ? IPC_PICTURE_LIED
						  : IPC_PICTURE_OK);
	assert_int_equal(wall_ask(pool, 'g'), IPC_PICTURE_OK);
	clients_decoders_close(pool);
	/* Garbage, and the end of another question. */
	wall_costs_one_result("worker_liar", 'w', IPC_PICTURE_LIED);
	wall_costs_one_result("worker_liar", 'M', IPC_PICTURE_LIED);
}

static void takes_as_many_bytes_as_the_limit_says(void **state)
{
	struct clients_decoders *pool = wall_open("worker_liar", WALL_MS);

	(void)state;
	for (unsigned more = 0; more < 2; more++) {
		static struct ipc_picture answer;
		int fd = wall_picture('g');
		void *tag;

		assert_int_equal(ftruncate(fd, IPC_PICTURE_BYTES_MAX + more),
				 0);
		clients_decoders_ask(pool, fd, &wall_job, &answer);
		assert_int_equal(clients_decoders_wait(pool, -1, &tag, &answer),
				 LENS_OK);
		assert_int_equal(answer.status, more
						    ? IPC_PICTURE_TOO_MANY_BYTES
						    : IPC_PICTURE_OK);
	}
	clients_decoders_close(pool);
}

/* One that was never well is not at fault once only: it is not asked anew. */
static void a_worker_that_never_greets_is_started_once(void **state)
{
	char dir[] = "/tmp/lenscap-worker-XXXXXX", path[64], mark[64];
	struct clients_decoders_options options = {.slots = 1,
						   .wall_ms = WALL_MS};
	struct clients_decoders *pool;
	struct stat about;
	FILE *script;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/worker", dir);
	snprintf(mark, sizeof(mark), "%s/started", dir);
	script = fopen(path, "we");
	assert_non_null(script);
	fprintf(script, "#!/bin/sh\nprintf x >>%s\n", mark);
	assert_int_equal(fchmod(fileno(script), 0700), 0);
	fclose(script);
	options.main = options.heif = options.jxl = options.tiff = path;
	pool = clients_decoders_open(&options);
	assert_int_equal(wall_ask(pool, 'g'), IPC_PICTURE_NO_WORKER);
	clients_decoders_close(pool);
	assert_int_equal(stat(mark, &about), 0);
	assert_int_equal(about.st_size, 1);
	unlink(path);
	unlink(mark);
	rmdir(dir);
}

/* Whether its death is noticed when asking or when waiting. */
static void a_worker_that_died_idle_costs_nothing(void **state)
{
	struct clients_decoders *pool = wall_open("worker_liar", WALL_MS);

	(void)state;
	for (unsigned i = 0; i < 6; i++) {
		assert_int_equal(wall_ask(pool, 'L'), IPC_PICTURE_OK);
		usleep(i % 2 * 50000);
		assert_int_equal(wall_ask(pool, 'g'), IPC_PICTURE_OK);
	}
	/* One that dies of the picture is asked twice and no more. */
	assert_int_equal(wall_ask(pool, 'y'), IPC_PICTURE_CRASHED);
	assert_int_equal(wall_ask(pool, 'g'), IPC_PICTURE_OK);
	clients_decoders_close(pool);
}

/* As after Ctrl-Z, or while nobody reads our output. */
static void an_answer_that_waited_for_us_stands(void **state)
{
	static struct ipc_picture answer;
	struct clients_decoders *pool = wall_open("worker_liar", 1);
	int picture = wall_picture('g'), seen = dup(picture);
	char mark;
	void *tag;

	(void)state;
	assert_true(seen >= 0);
	clients_decoders_ask(pool, picture, &wall_job, NULL);
	/* The worker has said all, and its deadline is over on any machine. */
	while (pread(seen, &mark, 1, 1) != 1)
		usleep(1000);
	usleep(50000);
	assert_int_equal(clients_decoders_wait(pool, -1, &tag, &answer),
			 LENS_OK);
	assert_int_equal(answer.status, IPC_PICTURE_OK);
	ipc_picture_free(&answer);
	clients_decoders_close(pool);
	close(seen);
}

static void says_so_when_a_worker_cannot_start(void **state)
{
	struct clients_decoders *pool = wall_open("worker_mute", WALL_MS);

	(void)state;
	assert_int_equal(wall_ask(pool, 'g'), IPC_PICTURE_NO_WORKER);
	assert_int_equal(wall_ask(pool, 'g'), IPC_PICTURE_NO_WORKER);
	clients_decoders_close(pool);
	pool = clients_decoders_open(&(struct clients_decoders_options){
	    .slots = 1, .main = "/nowhere/at/all"});
	assert_int_equal(wall_ask(pool, 'g'), IPC_PICTURE_NO_WORKER);
	clients_decoders_close(pool);
}

static void finds_a_jail_without_its_filter(void **state)
{
	struct ipc_hello hello;

	(void)state;
	assert_int_equal(clients_decoder_hello("worker_open", &hello), LENS_OK);
	assert_non_null(strstr(hello.refusal, "filter is not in force"));
	assert_int_equal(clients_decoder_hello("worker_rogue", &hello),
			 LENS_OK);
	assert_string_equal(hello.refusal, "");
}

static void refuses_what_is_no_regular_file(void **state)
{
	struct clients_decoders *pool = wall_open("worker_rogue", WALL_MS);
	struct ipc_picture answer;
	void *tag;
	int fds[2];

	(void)state;
	assert_int_equal(pipe(fds), 0);
	clients_decoders_ask(pool, fds[0], &wall_job, NULL);
	assert_int_equal(clients_decoders_wait(pool, -1, &tag, &answer),
			 LENS_OK);
	assert_int_equal(answer.status, IPC_PICTURE_NOT_A_FILE);
	close(fds[1]);
	clients_decoders_close(pool);
}

static void keeps_the_slots_apart(void **state)
{
	char *path = clients_worker_path("worker_rogue");
	struct clients_decoders *pool =
	    clients_decoders_open(&(struct clients_decoders_options){
		.slots = 3, .main = path, .wall_ms = WALL_HANG_MS});
	struct ipc_picture answer;
	int tags[3];
	unsigned good = 0;

	(void)state;
	clients_decoders_ask(pool, wall_picture('h'), &wall_job, &tags[0]);
	clients_decoders_ask(pool, wall_picture('g'), &wall_job, &tags[1]);
	clients_decoders_ask(pool, wall_picture('d'), &wall_job, &tags[2]);
	assert_false(clients_decoders_idle(pool));
	for (unsigned i = 0; i < 3; i++) {
		void *tag;

		assert_int_equal(clients_decoders_wait(pool, -1, &tag, &answer),
				 LENS_OK);
		good += tag == &tags[1] && answer.status == IPC_PICTURE_OK;
		if (tag == &tags[0])
			assert_int_equal(answer.status, IPC_PICTURE_TOO_SLOW);
	}
	assert_int_equal(good, 1);
	clients_decoders_close(pool);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(refuses_to_open_a_file),
	    cmocka_unit_test(refuses_to_make_a_socket),
	    cmocka_unit_test(refuses_to_execute),
	    cmocka_unit_test(kills_what_forks),
	    cmocka_unit_test(kills_what_kills),
	    cmocka_unit_test(kills_what_traces),
	    cmocka_unit_test(kills_what_makes_code),
	    cmocka_unit_test(ends_what_hangs),
	    cmocka_unit_test(survives_a_crash),
	    cmocka_unit_test(notices_a_silent_end),
	    cmocka_unit_test(stops_what_loops),
#ifndef LENSCAP_DEV
	    cmocka_unit_test(kills_what_writes),
	    cmocka_unit_test(refuses_two_gigabytes),
#endif
	    cmocka_unit_test(throws_away_every_lie),
	    cmocka_unit_test(notices_silence_and_death),
	    cmocka_unit_test(replaces_a_worker_that_talks_out_of_turn),
	    cmocka_unit_test(a_worker_that_died_idle_costs_nothing),
	    cmocka_unit_test(takes_as_many_bytes_as_the_limit_says),
	    cmocka_unit_test(a_worker_that_never_greets_is_started_once),
	    cmocka_unit_test(an_answer_that_waited_for_us_stands),
	    cmocka_unit_test(says_so_when_a_worker_cannot_start),
	    cmocka_unit_test(finds_a_jail_without_its_filter),
	    cmocka_unit_test(refuses_what_is_no_regular_file),
	    cmocka_unit_test(keeps_the_slots_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
