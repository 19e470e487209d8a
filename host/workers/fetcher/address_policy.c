/* address_policy.c: the ranges that are not the public internet. */
#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "address_policy.h"
#include "own_networks.h"

/* iana-ipv4-special-registry and multicast, class E. */
static const struct {
	uint32_t net;
	unsigned bits;
} address_v4[] = {
    {0x00000000, 8},  /* this network */
    {0x0a000000, 8},  /* private */
    {0x64400000, 10}, /* carrier-grade NAT */
    {0x7f000000, 8},  /* this machine */
    {0xa9fe0000, 16}, /* link-local, cloud metadata */
    {0xac100000, 12}, /* private */
    {0xc0000000, 24}, /* IETF protocols */
    {0xc0000200, 24}, /* documentation */
    {0xc0586300, 24}, /* 6to4 relays */
    {0xc0a80000, 16}, /* private */
    {0xc6120000, 15}, /* benchmarks */
    {0xc6336400, 24}, /* documentation */
    {0xcb007100, 24}, /* documentation */
    {0xe0000000, 4},  /* multicast */
    {0xf0000000, 4},  /* reserved, broadcast */
};

/*
 * Only 2000::/3 is given out at all; of it, and of the forms that carry an
 * IPv4 address at a place, these.
 */
static const struct {
	uint8_t net[8];
	unsigned bits;
	int carries; /* offset of an IPv4 address to be judged; -1: denied */
} address_v6[] = {
    {{0x20, 0x01, 0x00, 0x00}, 23, -1},		    /* Teredo, ORCHID ... */
    {{0x20, 0x01, 0x0d, 0xb8}, 32, -1},		    /* documentation */
    {{0x20, 0x02}, 16, 2},			    /* 6to4 */
    {{0x3f, 0xff}, 20, -1},			    /* documentation */
    {{0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0}, 64, 12}, /* NAT64 */
    {{0x20}, 3, -2},				    /* global unicast: public */
};

static bool address_v4_is_public(uint32_t address)
{
	uint32_t bytes = htonl(address);

	if (own_networks_have((const uint8_t *)&bytes, sizeof(bytes)))
		return false;
	for (size_t i = 0; i < sizeof(address_v4) / sizeof(address_v4[0]); i++)
		if ((address ^ address_v4[i].net) >>
			(32 - address_v4[i].bits) ==
		    0)
			return false;
	return true;
}

static bool address_begins(const uint8_t *address, const uint8_t *net,
			   unsigned bits)
{
	unsigned whole = bits / 8, rest = bits % 8;

	if (memcmp(address, net, whole) != 0)
		return false;
	return rest == 0 || (address[whole] ^ net[whole]) >> (8 - rest) == 0;
}

static bool address_carried(const uint8_t *bytes)
{
	uint32_t address;

	memcpy(&address, bytes, sizeof(address));
	return address_v4_is_public(ntohl(address));
}

static bool address_v6_is_public(const struct in6_addr *address)
{
	const uint8_t *bytes = address->s6_addr;

	if (own_networks_have(bytes, sizeof(*address)))
		return false;
	if (IN6_IS_ADDR_V4MAPPED(address))
		return address_carried(bytes + 12);
	for (size_t i = 0; i < sizeof(address_v6) / sizeof(address_v6[0]);
	     i++) {
		if (!address_begins(bytes, address_v6[i].net,
				    address_v6[i].bits))
			continue;
		if (address_v6[i].carries < 0)
			return address_v6[i].carries == -2;
		/* NAT64 has zeros up to the IPv4 address (RFC 6052, 2.1). */
		if (address_v6[i].carries == 12 &&
		    memcmp(bytes + 8, (uint8_t[4]){0}, 4) != 0)
			return false;
		return address_carried(bytes + address_v6[i].carries);
	}
	return false;
}

bool address_is_public(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET) {
		const struct sockaddr_in *v4 = (const void *)address;

		return address_v4_is_public(ntohl(v4->sin_addr.s_addr));
	}
	if (address->sa_family == AF_INET6) {
		const struct sockaddr_in6 *v6 = (const void *)address;

		return address_v6_is_public(&v6->sin6_addr);
	}
	return false;
}

uint16_t address_port(const struct sockaddr *address)
{
	const struct sockaddr_in6 *v6 = (const void *)address;
	const struct sockaddr_in *v4 = (const void *)address;

	if (address->sa_family == AF_INET)
		return ntohs(v4->sin_port);
	return address->sa_family == AF_INET6 ? ntohs(v6->sin6_port) : 0;
}

/* ---- Hosts ---- */

/* "[::1]" without its brackets; false when it is no IPv6 address. */
static bool address_v6_host(const char *host, struct in6_addr *out)
{
	char inner[INET6_ADDRSTRLEN];
	size_t length = strlen(host);

	if (length < 2 || host[0] != '[' || host[length - 1] != ']' ||
	    length - 2 >= sizeof(inner))
		return false;
	memcpy(inner, host + 1, length - 2);
	inner[length - 2] = '\0';
	return inet_pton(AF_INET6, inner, out) == 1;
}

/* What ends in a number is an address, or would be one (WHATWG URL, 3.5). */
static bool address_ends_in_number(const char *host, size_t length)
{
	size_t last = length;

	while (last > 0 && host[last - 1] != '.')
		last--;
	return isdigit((unsigned char)host[last]);
}

/* Without the root's dot, which changes nothing. */
static size_t address_length(const char *host)
{
	size_t length = strlen(host);

	return length > 0 && host[length - 1] == '.' ? length - 1 : length;
}

bool address_host_is_public(const char *host)
{
	struct in6_addr v6;
	struct in_addr v4;

	if (host[0] == '[')
		return address_v6_host(host, &v6) && address_v6_is_public(&v6);
	/* Octal, hexadecimal and short forms too, as resolvers take them. */
	if (inet_aton(host, &v4) != 0)
		return address_v4_is_public(ntohl(v4.s_addr));
	return !address_ends_in_number(host, address_length(host));
}

static bool address_ends_with(const char *host, size_t length,
			      const char *ending)
{
	size_t size = strlen(ending);

	return length > size &&
	       strncasecmp(host + length - size, ending, size) == 0;
}

bool address_name_is_public(const char *host)
{
	static const char *const endings[] = {
	    ".local",	  ".localhost", ".internal", ".localdomain",
	    ".home.arpa", ".lan",	".home",     ".corp",
	    ".intranet",  ".private",	".test",     ".invalid",
	};
	size_t length = address_length(host);

	if (length == 0 || host[0] == '[' || memchr(host, '.', length) == NULL)
		return false;
	if (address_ends_in_number(host, length))
		return false;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (address_ends_with(host, length, endings[i]))
			return false;
	return true;
}

bool address_is_host(const char *host)
{
	static const char usual[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._";
	size_t length = strlen(host);
	struct in6_addr v6;

	if (host[0] == '[')
		return address_v6_host(host, &v6);
	return length > 0 && length <= 254 && strspn(host, usual) == length;
}
