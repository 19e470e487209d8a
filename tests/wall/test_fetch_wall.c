/* test_fetch_wall.c: a fetcher that was taken over costs its addresses. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/clients_fetcher.h>

#define WALL_HASTY 200 /* ms, for what never ends by itself */
#define WALL_PATIENT 30000
#define WALL_GRACE 1000 /* ms: no site asks to wait here */

/* What the last one was ended for. */
static char wall_call[IPC_CALL_MAX];

static enum ipc_fetch_status wall_ask(char letter, int *seals)
{
	char *path = clients_worker_path("worker_fetch");
	char url[] = "http://example.org/?";
	struct clients_fetcher *fetcher =
	    clients_fetcher_open(&(struct clients_fetcher_options){
		.worker = path, .grace_ms = WALL_GRACE});
	int64_t from = base_now_ms();
	struct ipc_fetch answer;
	enum ipc_fetch_status status;
	void *tag;

	url[sizeof(url) - 2] = letter;
	clients_fetcher_ask(
	    fetcher,
	    &(struct clients_fetch){.url = url,
				    .bytes = 65536,
				    .wall_ms = letter == 'h' ? WALL_HASTY
							     : WALL_PATIENT},
	    url);
	assert_int_equal(
	    clients_fetcher_wait(fetcher, -1, 2 * WALL_PATIENT, &tag, &answer),
	    LENS_OK);
	assert_ptr_equal(tag, url);
	/* What does not end by itself is given its time and the grace. */
	if (letter == 'h')
		assert_true(base_now_ms() - from >= WALL_HASTY + WALL_GRACE);
	status = answer.status;
	memcpy(wall_call, answer.call, sizeof(wall_call));
	*seals = answer.fd >= 0 ? fcntl(answer.fd, F_GET_SEALS) : 0;
	ipc_fetch_free(&answer);
	assert_int_equal(
	    clients_fetcher_wait(fetcher, -1, WALL_PATIENT, &tag, &answer),
	    LENS_CANCELLED);
	clients_fetcher_close(fetcher);
	free(path);
	/* Nothing is left behind. */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	return status;
}

static void wall_is(char letter, enum ipc_fetch_status expected)
{
	int seals;
	enum ipc_fetch_status status = wall_ask(letter, &seals);

	if (status != expected)
		print_message("# %c: %s\n", letter, ipc_fetch_code(status));
	assert_int_equal(status, expected);
	if (status != IPC_FETCH_OK)
		assert_int_equal(seals, 0);
}

TEST(seals_what_was_fetched)
{
	(void)state;
	int seals;

	assert_int_equal(wall_ask('g', &seals), IPC_FETCH_OK);
	assert_int_equal(seals, F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_WRITE |
				    F_SEAL_SEAL);
}

TEST(believes_no_lie)
{
	(void)state;
	for (const char *letter = "bmnseutf"; *letter != '\0'; letter++)
		wall_is(*letter, IPC_FETCH_LIED);
}

TEST(survives_death_and_silence)
{
	(void)state;
	wall_is('d', IPC_FETCH_CRASHED);
	wall_is('h', IPC_FETCH_SLOW);
}

TEST(refuses_what_is_no_address)
{
	(void)state;
	struct clients_fetcher *fetcher =
	    clients_fetcher_open(&(struct clients_fetcher_options){0});
	struct ipc_fetch answer;
	void *tag;

	clients_fetcher_ask(
	    fetcher, &(struct clients_fetch){.url = "http://a/\r\nX: y"}, NULL);
	assert_int_equal(clients_fetcher_wait(fetcher, -1, 0, &tag, &answer),
			 LENS_OK);
	assert_int_equal(answer.status, IPC_FETCH_ADDRESS);
	assert_int_equal(answer.url[0], '\0');
	ipc_fetch_free(&answer);
	clients_fetcher_close(fetcher);
}

TEST(jail_refuses_everything_but_the_web)
{
	(void)state;
	/* The roots of TLS may be read: the attack itself works. */
	wall_is('C', IPC_FETCH_OK);
	for (const char *letter = "FWUX"; *letter != '\0'; letter++)
		wall_is(*letter, IPC_FETCH_LOGIN);
}

#ifndef LENSCAP_DEV
TEST(jail_kills_what_goes_further)
{
	(void)state;
	/* What fork() calls depends on the C library, and may have no name. */
	wall_is('P', IPC_FETCH_CRASHED);
	wall_is('T', IPC_FETCH_CRASHED);
	assert_string_equal(wall_call, "ptrace");
	wall_is('K', IPC_FETCH_CRASHED);
	assert_string_equal(wall_call, "getppid"); /* whom it would kill */
	wall_is('R', IPC_FETCH_CRASHED);
	assert_string_equal(wall_call, "socket");
	/* Who dies of something else, or lies, was not stopped by it. */
	wall_is('d', IPC_FETCH_CRASHED);
	assert_string_equal(wall_call, "");
	wall_is('b', IPC_FETCH_LIED);
	assert_string_equal(wall_call, "");
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(seals_what_was_fetched),
	    RUN(believes_no_lie),
	    RUN(survives_death_and_silence),
	    RUN(refuses_what_is_no_address),
	    RUN(jail_refuses_everything_but_the_web),
#ifndef LENSCAP_DEV
	    RUN(jail_kills_what_goes_further),
#endif
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
