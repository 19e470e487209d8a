/* own_networks.c: what getifaddrs() says, kept for the jail. */
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

#include "own_networks.h"

#define OWN_NETWORKS_MAX 64
#define OWN_V4_BITS 16 /* shorter ones are not a link's */
#define OWN_V6_BITS 48

static struct {
	uint8_t address[16];
	size_t size;
	unsigned bits;
} own_networks[OWN_NETWORKS_MAX];
static size_t own_networks_count;

void own_networks_add(const uint8_t *address, size_t size, unsigned bits)
{
	unsigned whole = (unsigned)size * 8;

	if (own_networks_count == OWN_NETWORKS_MAX ||
	    size > sizeof(own_networks[0].address))
		return;
	if (bits > whole || bits < (size == 4 ? OWN_V4_BITS : OWN_V6_BITS))
		bits = whole;
	memcpy(own_networks[own_networks_count].address, address, size);
	own_networks[own_networks_count].size = size;
	own_networks[own_networks_count++].bits = bits;
}

bool own_networks_have(const uint8_t *address, size_t size)
{
	for (size_t i = 0; i < own_networks_count; i++) {
		const uint8_t *own = own_networks[i].address;
		unsigned whole = own_networks[i].bits / 8;
		unsigned rest = own_networks[i].bits % 8;

		if (own_networks[i].size == size &&
		    memcmp(own, address, whole) == 0 &&
		    (rest == 0 ||
		     (own[whole] ^ address[whole]) >> (8 - rest) == 0))
			return true;
	}
	return false;
}

static const uint8_t *own_bytes(const struct sockaddr *address, size_t *size)
{
	*size = 0;
	if (address == NULL)
		return NULL;
	if (address->sa_family == AF_INET) {
		*size = 4;
		return (const uint8_t *)&(
			   (const struct sockaddr_in *)(const void *)address)
		    ->sin_addr;
	}
	if (address->sa_family == AF_INET6) {
		*size = 16;
		return ((const struct sockaddr_in6 *)(const void *)address)
		    ->sin6_addr.s6_addr;
	}
	return NULL;
}

static unsigned own_bits(const uint8_t *mask, size_t size)
{
	unsigned bits = 0;

	while (bits < size * 8 && (mask[bits / 8] >> (7 - bits % 8) & 1) != 0)
		bits++;
	return bits;
}

void own_networks_learn(void)
{
	struct ifaddrs *all = NULL;

	if (getifaddrs(&all) != 0)
		return;
	for (const struct ifaddrs *one = all; one != NULL;
	     one = one->ifa_next) {
		size_t size, mask_size;
		const uint8_t *address = own_bytes(one->ifa_addr, &size);
		const uint8_t *mask = own_bytes(one->ifa_netmask, &mask_size);

		/* This machine's loopback is a special range already. */
		if (address == NULL || (one->ifa_flags & IFF_LOOPBACK) != 0)
			continue;
		own_networks_add(address, size,
				 mask != NULL && mask_size == size
				     ? own_bits(mask, size)
				     : (unsigned)size * 8);
	}
	freeifaddrs(all);
}
