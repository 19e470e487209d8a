/* test_url_check.c: which ports may be asked, and of which host. */
#include <arpa/inet.h>
#include <stdlib.h>

#include "test.h"

#include "fetcher/address_policy.h"
#include "fetcher/url_check.h"

static enum ipc_fetch_status read_at(unsigned port, bool local)
{
	const struct url_check_rules rules = {.local = local};
	char *url = base_format("http://example.org:%u/a.jpg", port);
	struct url_check out;
	enum ipc_fetch_status status = url_check_read(NULL, url, &rules, &out);

	free(url);
	return status;
}

TEST(four_ports_may_be_asked_and_no_other)
{
	unsigned usual = 0;

	(void)state;
	for (unsigned port = 1; port <= 65535; port++) {
		bool is =
		    port == 80 || port == 443 || port == 8080 || port == 8443;

		usual += url_check_port_is_usual((uint16_t)port);
		if (port > 9000 && port % 251 != 0)
			continue;
		assert_int_equal(read_at(port, false),
				 is ? IPC_FETCH_OK : IPC_FETCH_PORT);
		assert_int_equal(read_at(port, true), IPC_FETCH_OK);
	}
	assert_int_equal(usual, 4);
	assert_int_equal(read_at(0, false), IPC_FETCH_PORT);
	assert_false(url_check_port_is_usual(0));
}

/* What the jail leaves: those, and the resolver's. */
TEST(the_jail_leaves_five)
{
	unsigned others = 0;

	(void)state;
	for (size_t i = 0; i < URL_CHECK_PORTS; i++)
		others += !url_check_port_is_usual(url_check_ports[i]);
	assert_int_equal(URL_CHECK_PORTS, 5);
	assert_int_equal(others, 1);
	assert_int_equal(url_check_ports[4], 53);
}

TEST(a_proxys_port_is_its_own)
{
	(void)state;
	assert_int_equal(url_check_proxy_port("socks5h://127.0.0.1:9050"),
			 9050);
	assert_int_equal(url_check_proxy_port("socks5h://u:p@[::1]:65535"),
			 65535);
	assert_int_equal(url_check_proxy_port(""), 0);
	assert_int_equal(url_check_proxy_port("socks5h://a:70000"), 0);
}

TEST(an_address_has_the_port_that_is_connected_to)
{
	struct sockaddr_in v4 = {.sin_family = AF_INET,
				 .sin_port = htons(8443)};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6,
				  .sin6_port = htons(22)};
	struct sockaddr none = {.sa_family = AF_UNIX};

	(void)state;
	assert_int_equal(address_port((void *)&v4), 8443);
	assert_int_equal(address_port((void *)&v6), 22);
	assert_int_equal(address_port(&none), 0);
}

/* A number in octal is one only once its digits are no percent signs. */
TEST(what_percent_signs_hide_is_the_host)
{
	const struct url_check_rules rules = {.local = false};
	struct url_check out;

	(void)state;
	assert_int_equal(
	    url_check_read("http://example.org/a", "//0%352.1", &rules, &out),
	    IPC_FETCH_OK);
	assert_string_equal(out.host, "42.0.0.1");
	assert_string_equal(out.url, "http://42.0.0.1/");
	assert_int_equal(
	    url_check_read(NULL, "http://0%3177.1/a", &rules, &out),
	    IPC_FETCH_PRIVATE);
	assert_string_equal(out.host, "127.0.0.1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(four_ports_may_be_asked_and_no_other),
	    RUN(the_jail_leaves_five),
	    RUN(a_proxys_port_is_its_own),
	    RUN(an_address_has_the_port_that_is_connected_to),
	    RUN(what_percent_signs_hide_is_the_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
