/*
 * test_fetcher.c: what the real fetcher asks of a server, to the byte, and what
 * it makes of answers without a body: HEAD, 304, 204.
 */
#include <arpa/inet.h>
#include <libgen.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/clients_fetcher.h>

#define FETCHER_TAG "\"v1-7f3d\""
#define FETCHER_DAY "Sat, 21 Nov 2026 08:49:37 GMT"

/* A server of one answer after the other, whatever it is asked. */
struct fetcher_server {
	int fd;
	unsigned short port;
	pthread_t thread;
	const char *answer;
	char asked[4096]; /* the request, whole */
};

static void *fetcher_serve(void *context)
{
	struct fetcher_server *server = context;
	int client = accept(server->fd, NULL, NULL);
	size_t at = 0;

	while (at + 1 < sizeof(server->asked) &&
	       strstr(server->asked, "\r\n\r\n") == NULL) {
		ssize_t got = read(client, server->asked + at,
				   sizeof(server->asked) - 1 - at);
		if (got <= 0)
			break;
		at += (size_t)got;
		server->asked[at] = '\0';
	}
	(void)!write(client, server->answer, strlen(server->answer));
	/* What comes after the empty line would be a body. */
	shutdown(client, SHUT_WR);
	while (at + 1 < sizeof(server->asked)) {
		ssize_t got = read(client, server->asked + at,
				   sizeof(server->asked) - 1 - at);
		if (got <= 0)
			break;
		at += (size_t)got;
		server->asked[at] = '\0';
	}
	close(client);
	return NULL;
}

static void fetcher_listen(struct fetcher_server *server, const char *answer)
{
	struct sockaddr_in at = {.sin_family = AF_INET,
				 .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(at);

	memset(server, 0, sizeof(*server));
	server->answer = answer;
	server->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_true(server->fd >= 0);
	assert_int_equal(bind(server->fd, (struct sockaddr *)&at, sizeof(at)),
			 0);
	assert_int_equal(listen(server->fd, 1), 0);
	assert_int_equal(getsockname(server->fd, (struct sockaddr *)&at, &size),
			 0);
	server->port = ntohs(at.sin_port);
	assert_int_equal(
	    pthread_create(&server->thread, NULL, fetcher_serve, server), 0);
}

/* The worker lies three folders above this test. */
static char *fetcher_worker(void)
{
	char self[4096] = "";
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);

	assert_true(length > 0);
	return base_format("%s/../../../lenscap-fetcher", dirname(self));
}

/*
 * Ask once, with fetch's method, etag and modified; the caller frees *out.
 * Returns what the server was asked, valid until the next call.
 */
static const char *fetcher_once(const char *answer, struct clients_fetch fetch,
				struct ipc_fetch *out)
{
	static struct fetcher_server server;
	struct clients_fetcher *fetcher;
	char *worker = fetcher_worker();
	void *tag = NULL;
	char *url;

	fetcher_listen(&server, answer);
	url = base_format("http://127.0.0.1:%u/me.jpg", server.port);
	fetch.url = url;
	fetcher = clients_fetcher_open(
	    &(struct clients_fetcher_options){.worker = worker, .local = true});
	clients_fetcher_ask(fetcher, &fetch, &server);
	assert_int_equal(clients_fetcher_wait(fetcher, -1, -1, &tag, out),
			 LENS_OK);
	assert_ptr_equal(tag, &server);
	clients_fetcher_close(fetcher);
	pthread_join(server.thread, NULL);
	close(server.fd);
	free(url);
	free(worker);
	return server.asked;
}

static void fetcher_expect_lines(const char *asked, const char *method,
				 bool conditional)
{
	assert_memory_equal(asked, method, strlen(method));
	assert_string_equal(asked + strlen(asked) - 4, "\r\n\r\n");
	assert_ptr_equal(strstr(asked, "\r\n\r\n"), asked + strlen(asked) - 4);
	assert_int_equal(
	    strstr(asked, "\r\nIf-None-Match: " FETCHER_TAG "\r\n") != NULL,
	    conditional);
	assert_int_equal(
	    strstr(asked, "\r\nIf-Modified-Since: " FETCHER_DAY "\r\n") != NULL,
	    conditional);
	assert_null(strcasestr(asked, "\r\ncookie:"));
	assert_null(strcasestr(asked, "\r\nreferer:"));
	assert_null(strcasestr(asked, "\r\ncontent-length:"));
}

TEST(a_get_brings_the_bytes_and_what_was_said_of_them)
{
	struct ipc_fetch out;
	const char *asked = fetcher_once(
	    "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nETag: " FETCHER_TAG
	    "\r\nLast-Modified: " FETCHER_DAY
	    "\r\nContent-Length: 5\r\n\r\nhello",
	    (struct clients_fetch){.method = IPC_FETCH_GET}, &out);
	char bytes[8] = "";

	(void)state;
	fetcher_expect_lines(asked, "GET /me.jpg HTTP/1.1\r\n", false);
	assert_int_equal(out.status, IPC_FETCH_OK);
	assert_int_equal(out.answer, 200);
	assert_int_equal(out.bytes, 5);
	assert_int_equal(pread(out.fd, bytes, sizeof(bytes), 0), 5);
	assert_string_equal(bytes, "hello");
	assert_string_equal(out.headers[IPC_FETCH_ETAG], FETCHER_TAG);
	assert_string_equal(out.headers[IPC_FETCH_MODIFIED], FETCHER_DAY);
	ipc_fetch_free(&out);
}

TEST(a_head_waits_for_no_body)
{
	struct ipc_fetch out;
	const char *asked = fetcher_once(
	    "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n"
	    "Content-Length: 123456\r\nX-Robots-Tag: noai\r\n\r\n",
	    (struct clients_fetch){.method = IPC_FETCH_HEAD}, &out);

	(void)state;
	fetcher_expect_lines(asked, "HEAD /me.jpg HTTP/1.1\r\n", false);
	assert_int_equal(out.status, IPC_FETCH_OK);
	assert_int_equal(out.answer, 200);
	assert_int_equal(out.bytes, 0);
	assert_string_equal(out.headers[IPC_FETCH_ROBOTS], "noai");
	ipc_fetch_free(&out);
}

TEST(a_head_of_what_is_gone_says_so)
{
	struct ipc_fetch out;

	(void)state;
	fetcher_once("HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\n",
		     (struct clients_fetch){.method = IPC_FETCH_HEAD}, &out);
	assert_int_equal(out.status, IPC_FETCH_GONE);
	ipc_fetch_free(&out);
}

TEST(a_304_says_that_nothing_has_changed)
{
	struct ipc_fetch out;
	const char *asked = fetcher_once(
	    "HTTP/1.1 304 Not Modified\r\nETag: " FETCHER_TAG "\r\n\r\n",
	    (struct clients_fetch){.method = IPC_FETCH_GET,
				   .etag = FETCHER_TAG,
				   .modified = FETCHER_DAY},
	    &out);

	(void)state;
	fetcher_expect_lines(asked, "GET /me.jpg HTTP/1.1\r\n", true);
	assert_int_equal(out.status, IPC_FETCH_UNCHANGED);
	assert_int_equal(out.answer, 304);
	assert_int_equal(out.bytes, 0);
	ipc_fetch_free(&out);
}

TEST(a_304_that_announces_a_body_is_not_waited_for)
{
	struct ipc_fetch out;

	(void)state;
	fetcher_once("HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n",
		     (struct clients_fetch){.etag = FETCHER_TAG}, &out);
	assert_int_equal(out.status, IPC_FETCH_UNCHANGED);
	ipc_fetch_free(&out);
}

TEST(a_304_that_nobody_asked_for_is_believed_by_nobody)
{
	struct ipc_fetch out;

	(void)state;
	fetcher_once("HTTP/1.1 304 Not Modified\r\n\r\n",
		     (struct clients_fetch){.method = IPC_FETCH_GET}, &out);
	assert_int_equal(out.status, IPC_FETCH_ANSWER);
	ipc_fetch_free(&out);
}

TEST(a_changed_thing_is_brought_whole)
{
	struct ipc_fetch out;

	(void)state;
	fetcher_once("HTTP/1.1 200 OK\r\nETag: \"v2\"\r\nContent-Length: 3\r\n"
		     "\r\nnew",
		     (struct clients_fetch){.etag = FETCHER_TAG}, &out);
	assert_int_equal(out.status, IPC_FETCH_OK);
	assert_int_equal(out.bytes, 3);
	assert_string_equal(out.headers[IPC_FETCH_ETAG], "\"v2\"");
	ipc_fetch_free(&out);
}

TEST(a_tag_with_another_line_in_it_is_not_sent)
{
	struct ipc_fetch out;
	const char *asked = fetcher_once(
	    "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
	    (struct clients_fetch){.etag = "\"a\"\r\nCookie: id=1"}, &out);

	(void)state;
	assert_null(strcasestr(asked, "\r\ncookie:"));
	ipc_fetch_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_get_brings_the_bytes_and_what_was_said_of_them),
	    RUN(a_head_waits_for_no_body),
	    RUN(a_head_of_what_is_gone_says_so),
	    RUN(a_304_says_that_nothing_has_changed),
	    RUN(a_304_that_announces_a_body_is_not_waited_for),
	    RUN(a_304_that_nobody_asked_for_is_believed_by_nobody),
	    RUN(a_changed_thing_is_brought_whole),
	    RUN(a_tag_with_another_line_in_it_is_not_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
