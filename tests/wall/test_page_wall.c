/* test_page_wall.c: a pagereader that was taken over costs one page. */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/base_io.h>
#include <lenscap/clients_page.h>

#define WALL_HASTY 1500	   /* ms, for what never ends by itself */
#define WALL_PATIENT 30000 /* the machine may be busy */

static int wall_file(const char *text)
{
	int fd = memfd_create("page", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(base_write_all(fd, base_view_of(text)), LENS_OK);
	return fd;
}

static struct clients_page *wall_ask(const char *worker, const char *text)
{
	char *path = clients_worker_path(worker);
	int fd = wall_file(text);
	bool endless = *text == 'h' || *text == 'l';
	struct clients_page *page = clients_page_read(
	    fd, NULL,
	    &(struct clients_page_options){.worker = path,
					   .wall_ms = endless ? WALL_HASTY
							      : WALL_PATIENT,
					   .wake = -1});

	close(fd);
	free(path);
	/* Nothing is left behind. */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	return page;
}

static void wall_is(const char *text, enum ipc_page_status expected,
		    unsigned count)
{
	struct clients_page *page = wall_ask("worker_page", text);
	const struct ipc_page *answer = clients_page_answer(page);
	int fd;

	if (answer->status != expected || answer->count != count)
		print_message("# %s: %s, %u\n", text,
			      ipc_page_code(answer->status), answer->count);
	assert_int_equal(answer->status, expected);
	assert_int_equal(answer->count, count);
	assert_int_equal(clients_page_picture_fd(page, count, &fd),
			 LENS_DENIED);
	assert_int_equal(fd, -1);
	clients_page_close(page);
}

#ifdef LENSCAP_DEV
/* Builds for sanitizers refuse where the release kills. */
#define WALL_KILLED IPC_PAGE_OK
#else
#define WALL_KILLED IPC_PAGE_CONTAINED
#endif

TEST(throws_away_every_lie)
{
	static const char lies[][2] = {"s", "m", "i", "t", "w",
				       "u", "o", "k", "d"};

	(void)state;
	wall_is("g", IPC_PAGE_OK, 1);
	for (char which = 'A'; which < 'A' + 28; which++)
		wall_is((const char[]){'c', which, 0}, IPC_PAGE_LIED, 0);
	for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++)
		wall_is(lies[i], IPC_PAGE_LIED, 0);
}

TEST(notices_silence_and_death)
{
	(void)state;
	wall_is("n", IPC_PAGE_CRASHED, 0);
	wall_is("D", IPC_PAGE_CRASHED, 0);
	wall_is("h", IPC_PAGE_TOO_SLOW, 0);
	/* One that lives on after its answer could change the bytes. */
	wall_is("l", IPC_PAGE_TOO_SLOW, 0);
	wall_is("L", IPC_PAGE_TOO_MUCH_CPU, 0);
}

TEST(refuses_files_sockets_and_programs)
{
	(void)state;
	wall_is("O", IPC_PAGE_OK, 0);
	wall_is("S", IPC_PAGE_OK, 0);
	wall_is("X", IPC_PAGE_OK, 0);
#ifndef LENSCAP_DEV
	wall_is("M", IPC_PAGE_OK, 0);
#endif
}

TEST(kills_what_does_more_than_read)
{
	static const char acts[][2] = {"F", "K", "T", "C", "R", "W"};

	(void)state;
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		wall_is(acts[i], WALL_KILLED, 0);
}

#ifndef LENSCAP_DEV
/* As a picture's row does: whoever reports it says what a library wanted. */
TEST(names_what_it_was_killed_for)
{
	static const char *const acts[][2] = {{"K", "kill"}, {"T", "ptrace"}};

	(void)state;
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		struct clients_page *page = wall_ask("worker_page", acts[i][0]);
		const char *said = ipc_call_words(
		    "It was stopped.", clients_page_answer(page)->call);

		assert_string_equal(clients_page_answer(page)->call,
				    acts[i][1]);
		assert_non_null(strstr(said, acts[i][1]));
		clients_page_close(page);
	}
}
#endif

TEST(says_so_when_the_worker_cannot_start)
{
	struct clients_page *page = wall_ask("worker_mute", "g");
	int fd = wall_file("g");

	(void)state;
	assert_int_equal(clients_page_answer(page)->status, IPC_PAGE_NO_WORKER);
	clients_page_close(page);
	page = clients_page_read(
	    fd, NULL,
	    &(struct clients_page_options){.worker = "/nowhere", .wake = -1});
	assert_int_equal(clients_page_answer(page)->status, IPC_PAGE_NO_WORKER);
	clients_page_close(page);
	close(fd);
}

TEST(stops_when_it_is_told_to)
{
	char *path = clients_worker_path("worker_page");
	int fd = wall_file("h"), wake[2];
	struct clients_page *page;
	int64_t started = base_now_ms();

	(void)state;
	assert_int_equal(pipe(wake), 0);
	assert_int_equal(write(wake[1], "x", 1), 1);
	page = clients_page_read(
	    fd, NULL,
	    &(struct clients_page_options){.worker = path, .wake = wake[0]});
	assert_int_equal(clients_page_answer(page)->status, IPC_PAGE_STOPPED);
	assert_true(base_now_ms() - started < 2000);
	clients_page_close(page);
	close(wake[0]);
	close(wake[1]);
	close(fd);
	free(path);
}

TEST(refuses_what_is_no_regular_file_or_too_large)
{
	int fds[2], large = memfd_create("large", MFD_CLOEXEC);
	struct clients_page *page;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	page = clients_page_read(fds[0], NULL, NULL);
	assert_int_equal(clients_page_answer(page)->status,
			 IPC_PAGE_NOT_A_FILE);
	clients_page_close(page);
	assert_int_equal(ftruncate(large, IPC_PAGE_BYTES_MAX + 1), 0);
	page = clients_page_read(large, NULL, NULL);
	assert_int_equal(clients_page_answer(page)->status,
			 IPC_PAGE_TOO_MANY_BYTES);
	clients_page_close(page);
	close(fds[0]);
	close(fds[1]);
	close(large);
	clients_page_close(NULL);
}

/* ---- The real worker ---- */

static struct clients_page *wall_real(int fd, const char *url)
{
	char *path = clients_worker_path("../../" CLIENTS_PAGEREADER);
	struct clients_page *page = clients_page_read(
	    fd, url,
	    &(struct clients_page_options){.worker = path, .wake = -1});

	assert_non_null(path);
	free(path);
	return page;
}

static void wall_bytes(const struct clients_page *page, unsigned i,
		       const char *expected)
{
	struct base_buffer bytes;
	int fd;

	assert_int_equal(clients_page_picture_fd(page, i, &fd), LENS_OK);
	base_buffer_init(&bytes, 1000);
	assert_int_equal(base_read_all(fd, &bytes), LENS_OK);
	assert_int_equal(bytes.size, strlen(expected));
	assert_memory_equal(bytes.data, expected, bytes.size);
	assert_int_equal(fcntl(fd, F_GET_SEALS) & F_SEAL_WRITE, F_SEAL_WRITE);
	assert_true(pwrite(fd, "x", 1, 0) < 0);
	base_buffer_free(&bytes);
	close(fd);
}

TEST(reads_a_page_through_the_wall)
{
	int fd = wall_file("<title>T</title><img src=a%20b.jpg>"
			   "<img src=../up.jpg><img src=//c.example/d.jpg>"
			   "<img src='data:image/gif;base64,QUJD'>"
			   "<img src=x//%2e%2e/y><img src=%2Fetc><img src=.>"
			   "<img src='data:image/gif,def'>");
	static const enum ipc_page_place places[] = {
	    IPC_PAGE_FILE, IPC_PAGE_ELSEWHERE, IPC_PAGE_URL,	IPC_PAGE_INSIDE,
	    IPC_PAGE_FILE, IPC_PAGE_ELSEWHERE, IPC_PAGE_INSIDE,
	};
	struct clients_page *page = wall_real(fd, NULL);
	const struct ipc_page *answer = clients_page_answer(page);

	(void)state;
	assert_int_equal(answer->status, IPC_PAGE_OK);
	assert_string_equal(answer->title, "T");
	assert_int_equal(answer->count, 7);
	for (unsigned i = 0; i < answer->count; i++)
		assert_int_equal(answer->pictures[i].place, places[i]);
	assert_string_equal(answer->pictures[0].path, "a b.jpg");
	wall_bytes(page, 3, "ABC");
	wall_bytes(page, 6, "def");
	clients_page_close(page);
	close(fd);
}

TEST(reads_a_page_whose_url_is_known)
{
	int fd = wall_file("<img src=a.jpg>");
	struct clients_page *page = wall_real(fd, "https://a.example/b/c");

	(void)state;
	assert_string_equal(clients_page_answer(page)->pictures[0].address,
			    "https://a.example/b/a.jpg");
	clients_page_close(page);
	/* What is no URL is none. */
	page = wall_real(fd, "https://a.example/ b\n");
	assert_string_equal(clients_page_answer(page)->pictures[0].address,
			    "a.jpg");
	clients_page_close(page);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(throws_away_every_lie),
	    RUN(notices_silence_and_death),
	    RUN(refuses_files_sockets_and_programs),
	    RUN(kills_what_does_more_than_read),
#ifndef LENSCAP_DEV
	    RUN(names_what_it_was_killed_for),
#endif
	    RUN(says_so_when_the_worker_cannot_start),
	    RUN(stops_when_it_is_told_to),
	    RUN(refuses_what_is_no_regular_file_or_too_large),
	    RUN(reads_a_page_through_the_wall),
	    RUN(reads_a_page_whose_url_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
