/*
 * test_keyring.c: whatever the desktop keyring does, there is an answer in
 * three seconds.  tests/e2e/keyring.sh runs this beside a real one, and says
 * in LENSCAP_TEST_KEYRING whether that is open or locked.
 */
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/clients_keyring.h>

static const uint8_t keyring_mine[IPC_KEYRING_ID] = {1};
static const uint8_t keyring_other[IPC_KEYRING_ID] = {2};

/* The worker lies three folders above this test, or was not built. */
static const char *keyring_worker(void)
{
	static char path[4096];
	ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 64);

	assert_true(length > 0);
	path[length] = '\0';
	for (unsigned i = 0; i < 4; i++)
		*strrchr(path, '/') = '\0';
	strcat(path, "/" CLIENTS_KEYRING);
	return access(path, X_OK) == 0 ? path : NULL;
}

static enum ipc_keyring_status keyring_ask(enum ipc_keyring_task task,
					   const uint8_t *ledger, uint8_t *key,
					   const char *bus)
{
	struct clients_keyring_options options = {.bus = bus,
						  .worker = keyring_worker()};
	int64_t took = -base_now_ms();
	enum ipc_keyring_status status;

	if (options.worker == NULL)
		skip();
	status = clients_keyring(task, ledger, key, &options);
	took += base_now_ms();
	/* A busy machine gives it a processor late. */
	assert_true(took < 10 * CLIENTS_KEYRING_MS + 10000);
	if (status == IPC_KEYRING_SLOW)
		assert_true(took >= CLIENTS_KEYRING_MS);
	/* Nothing is left behind. */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	return status;
}

TEST(says_that_there_is_no_session_bus)
{
	uint8_t key[IPC_KEYRING_KEY];

	(void)state;
	memset(key, 0xaa, sizeof(key));
	assert_int_equal(keyring_ask(IPC_KEYRING_GET, keyring_mine, key,
				     "unix:path=/nowhere/bus"),
			 IPC_KEYRING_ABSENT);
	for (unsigned i = 0; i < sizeof(key); i++)
		assert_int_equal(key[i], 0);
	assert_int_equal(keyring_ask(IPC_KEYRING_GET, keyring_mine, key,
				     "no address at all"),
			 IPC_KEYRING_ABSENT);
}

/* A network address would lead out of this machine. */
TEST(reaches_no_bus_over_the_network)
{
	uint8_t key[IPC_KEYRING_KEY];

	(void)state;
	assert_int_equal(keyring_ask(IPC_KEYRING_GET, keyring_mine, key,
				     "tcp:host=127.0.0.1,port=22"),
			 IPC_KEYRING_ABSENT);
}

TEST(gives_a_silent_bus_three_seconds)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	uint8_t key[IPC_KEYRING_KEY];
	char bus[256], dir[] = "/tmp/lenscap-silent-XXXXXX";
	int listener;

	(void)state;
	/* A number of a process may have left one behind. */
	assert_non_null(mkdtemp(dir));
	snprintf(address.sun_path, sizeof(address.sun_path), "%s/bus", dir);
	listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(
	    bind(listener, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(listener, 1), 0);
	snprintf(bus, sizeof(bus), "unix:path=%s", address.sun_path);
	assert_int_equal(keyring_ask(IPC_KEYRING_GET, keyring_mine, key, bus),
			 IPC_KEYRING_SLOW);
	close(listener);
	unlink(address.sun_path);
	rmdir(dir);
}

TEST(says_that_the_part_is_not_installed)
{
	static const struct clients_keyring_options options = {
	    .worker = "/nowhere/lenscap-keyring"};
	uint8_t key[IPC_KEYRING_KEY];

	(void)state;
	assert_int_equal(
	    clients_keyring(IPC_KEYRING_GET, keyring_mine, key, &options),
	    IPC_KEYRING_NO_WORKER);
}

TEST(has_a_sentence_for_every_answer)
{
	(void)state;
	for (unsigned i = 0; i < IPC_KEYRING_STATUSES; i++) {
		assert_true(strlen(ipc_keyring_code(i)) > 1);
		assert_true(strlen(ipc_keyring_sentence(i)) > 20);
		for (unsigned k = 0; k < i; k++)
			assert_string_not_equal(ipc_keyring_sentence(i),
						ipc_keyring_sentence(k));
	}
}

/* ---- Messages ---- */

TEST(believes_no_answer_that_is_not_one)
{
	struct ipc_keyring answer = {.status = IPC_KEYRING_OK};
	struct ipc_keyring back;
	struct base_buffer body;

	(void)state;
	base_buffer_init(&body, 64);
	memset(answer.key, 7, sizeof(answer.key));
	assert_int_equal(ipc_keyring_write(&answer, &body), LENS_OK);
	assert_int_equal(ipc_keyring_read(base_buffer_view(&body), &back),
			 LENS_OK);
	assert_memory_equal(back.key, answer.key, sizeof(back.key));
	for (size_t size = 0; size < body.size; size++) {
		assert_int_equal(
		    ipc_keyring_read((struct base_view){body.data, size},
				     &back),
		    LENS_MALFORMED);
		assert_int_equal(back.status, IPC_KEYRING_FAILED);
		assert_int_equal(back.key[0], 0);
	}
	body.data[0] = IPC_KEYRING_SLOW;
	assert_int_equal(ipc_keyring_read(base_buffer_view(&body), &back),
			 LENS_MALFORMED);
	base_buffer_free(&body);
}

/* ---- Beside a real keyring ---- */

static const char *keyring_session(const char *kind)
{
	const char *now = getenv("LENSCAP_TEST_KEYRING");

	if (now == NULL || strcmp(now, kind) != 0)
		skip();
	return getenv("DBUS_SESSION_BUS_ADDRESS");
}

TEST(keeps_a_key_for_each_ledger)
{
	const char *bus = keyring_session("open");
	uint8_t key[IPC_KEYRING_KEY], back[IPC_KEYRING_KEY];

	(void)state;
	assert_int_equal(keyring_ask(IPC_KEYRING_GET, keyring_mine, back, bus),
			 IPC_KEYRING_EMPTY);
	for (unsigned pass = 0; pass < 2; pass++) {
		memset(key, 0x40 + (int)pass, sizeof(key));
		assert_int_equal(
		    keyring_ask(IPC_KEYRING_PUT, keyring_mine, key, bus),
		    IPC_KEYRING_OK);
		assert_int_equal(
		    keyring_ask(IPC_KEYRING_GET, keyring_mine, back, bus),
		    IPC_KEYRING_OK);
		assert_memory_equal(key, back, sizeof(key));
	}
	assert_int_equal(keyring_ask(IPC_KEYRING_GET, keyring_other, back, bus),
			 IPC_KEYRING_EMPTY);
}

TEST(says_that_the_keyring_is_locked)
{
	const char *bus = keyring_session("locked");
	uint8_t key[IPC_KEYRING_KEY] = {0};

	(void)state;
	assert_int_equal(keyring_ask(IPC_KEYRING_GET, keyring_mine, key, bus),
			 IPC_KEYRING_LOCKED);
	assert_int_equal(keyring_ask(IPC_KEYRING_PUT, keyring_mine, key, bus),
			 IPC_KEYRING_LOCKED);
	assert_int_equal(keyring_ask(IPC_KEYRING_DROP, keyring_mine, NULL, bus),
			 IPC_KEYRING_LOCKED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(says_that_there_is_no_session_bus),
	    RUN(reaches_no_bus_over_the_network),
	    RUN(gives_a_silent_bus_three_seconds),
	    RUN(says_that_the_part_is_not_installed),
	    RUN(has_a_sentence_for_every_answer),
	    RUN(believes_no_answer_that_is_not_one),
	    RUN(keeps_a_key_for_each_ledger),
	    RUN(says_that_the_keyring_is_locked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
