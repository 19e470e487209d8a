/*
 * test_address_policy.c: the first and last address of every range of IANA's
 * special purpose registries is refused, and the neighbours outside it are not.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "test.h"

#include "fetcher/address_policy.h"
#include "fetcher/own_networks.h"

static bool address_of(const char *text)
{
	struct sockaddr_in v4 = {.sin_family = AF_INET};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};

	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		return address_is_public((struct sockaddr *)(void *)&v4);
	assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
	return address_is_public((struct sockaddr *)(void *)&v6);
}

static void address_all(const char *const *list, bool expected)
{
	for (; *list != NULL; list++) {
		if (address_of(*list) != expected)
			print_message("# %s\n", *list);
		assert_int_equal(address_of(*list), expected);
	}
}

TEST(refuses_every_special_range)
{
	static const char *const list[] = {
	    "0.0.0.0",
	    "0.255.255.255",
	    "10.0.0.0",
	    "10.255.255.255",
	    "100.64.0.0",
	    "100.127.255.255",
	    "127.0.0.0",
	    "127.255.255.255",
	    "169.254.0.0",
	    "169.254.255.255",
	    "172.16.0.0",
	    "172.31.255.255",
	    "192.0.0.0",
	    "192.0.0.255",
	    "192.0.2.0",
	    "192.0.2.255",
	    "192.88.99.0",
	    "192.168.0.0",
	    "192.168.255.255",
	    "198.18.0.0",
	    "198.19.255.255",
	    "198.51.100.7",
	    "203.0.113.255",
	    "224.0.0.0",
	    "239.255.255.255",
	    "240.0.0.0",
	    "255.255.255.255",
	    "::",
	    "::1",
	    "::127.0.0.1",
	    "::ffff:127.0.0.1",
	    "::ffff:10.1.2.3",
	    "64:ff9b::10.0.0.1",
	    "64:ff9b:1::1",
	    "100::1",
	    "2001::1",
	    "2001:1ff::1",
	    "2001:db8::1",
	    "2002:7f00:1::1",
	    "2002:c0a8:1::1",
	    "3fff::1",
	    "4000::1",
	    "fc00::1",
	    "fdff::1",
	    "fe80::1",
	    "fec0::1",
	    "ff02::1",
	    NULL,
	};

	(void)state;
	address_all(list, false);
}

TEST(accepts_their_neighbours)
{
	static const char *const list[] = {
	    "1.0.0.0",
	    "9.255.255.255",
	    "11.0.0.0",
	    "100.63.255.255",
	    "100.128.0.0",
	    "126.255.255.255",
	    "128.0.0.0",
	    "169.253.255.255",
	    "169.255.0.0",
	    "172.15.255.255",
	    "172.32.0.0",
	    "192.0.1.0",
	    "192.0.3.0",
	    "192.88.98.255",
	    "192.88.100.0",
	    "192.167.255.255",
	    "192.169.0.0",
	    "198.17.255.255",
	    "198.20.0.0",
	    "198.51.99.255",
	    "203.0.112.255",
	    "203.0.114.0",
	    "223.255.255.255",
	    "::ffff:93.184.216.34",
	    "64:ff9b::93.184.216.34",
	    "2002:5db8:d822::1",
	    "2001:200::1",
	    "2606:2800:220:1::1",
	    "2a00:1450::1",
	    NULL,
	};

	(void)state;
	address_all(list, true);
}

TEST(gives_a_proxy_names_of_the_internet_only)
{
	static const char *const refused[] = {
	    "localhost",  "router",	   "printer.local", "a.LOCAL.",
	    "a.internal", "127.0.0.1",	   "127.0.0.1.",    "127.1",
	    "0x7f.1",	  "a.0x7f000001.", "[::1]",	    "",
	    ".",	  "a.home.arpa",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		if (address_name_is_public(refused[i]))
			print_message("# %s\n", refused[i]);
		assert_false(address_name_is_public(refused[i]));
	}
	assert_true(address_name_is_public("example.org"));
	assert_true(address_name_is_public("localhost.example.org."));
	assert_true(address_name_is_public("abcdefgh.onion"));
}

/* The device next door, by its address of the public internet. */
TEST(refuses_this_machines_own_networks)
{
	static const uint8_t prefix[16] = {0x26, 0x07, 0xf2, 0xd8, 1, 2, 3, 4},
			     own[4] = {93, 184, 216, 34}, all[4] = {1, 0, 0, 0};
	static const char *const before[] = {"2607:f2d8:102:304::1",
					     "93.184.216.35", NULL};
	static const char *const outside[] = {"2607:f2d8:102:305::1",
					      "93.184.220.1", "1.2.3.4", NULL};
	static const char *const inside[] = {"2607:f2d8:102:304::1",
					     "2607:f2d8:102:304:ffff::",
					     "93.184.216.35",
					     "93.184.219.255",
					     "::ffff:93.184.216.34",
					     "1.0.0.0",
					     NULL};

	(void)state;
	address_all(before, true);
	own_networks_add(prefix, 16, 64);
	own_networks_add(own, 4, 22);
	own_networks_add(all, 4, 8); /* no link is so large */
	address_all(inside, false);
	address_all(outside, true);
	assert_false(address_host_is_public("[2607:f2d8:102:304::1]"));
	assert_false(address_host_is_public("93.184.216.34"));
}

/* A network that ends within a byte, and one that is a single address. */
TEST(a_network_ends_at_its_last_bit)
{
	static const uint8_t prefix[16] = {0x26, 0x07, 0xf2, 0xd8, 9,
					   9,	 9,    9,    0x80},
			     one[16] = {0x26, 0x07, 0xf2, 0xd8, 7, [15] = 1};
	static const char *const inside[] = {
	    "2607:f2d8:909:909:8000::1",
	    "2607:f2d8:909:909:ffff::", "2607:f2d8:700::1", NULL};
	static const char *const outside[] = {
	    "2607:f2d8:909:909:7fff::1", "2607:f2d8:909:909::1",
	    "2607:f2d8:700::2", "2607:f2d8:700::", NULL};

	(void)state;
	address_all(inside, true);
	own_networks_add(prefix, 16, 65);
	own_networks_add(one, 16, 128);
	address_all(inside, false);
	address_all(outside, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(refuses_every_special_range),
	    RUN(accepts_their_neighbours),
	    RUN(gives_a_proxy_names_of_the_internet_only),
	    RUN(refuses_this_machines_own_networks),
	    RUN(a_network_ends_at_its_last_bit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
