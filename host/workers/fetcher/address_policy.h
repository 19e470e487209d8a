/* address_policy.h: which addresses a stranger on the internet could reach. */
#ifndef LENSCAP_FETCHER_ADDRESS_POLICY_H
#define LENSCAP_FETCHER_ADDRESS_POLICY_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

/*
 * True for an address of the public internet.  False for every special range
 * of IANA's registries (RFC 6890, RFC 8190), and for IPv6 forms that carry
 * such an IPv4 address (mapped, NAT64, 6to4); and for own_networks.h's.
 */
bool address_is_public(const struct sockaddr *address);

/* Its port; 0 for an address of another kind. */
uint16_t address_port(const struct sockaddr *address);

/* address_is_public() for a host written as an address ("[::1]", "10.0.0.1");
 * true for a name, which is judged when it is resolved. */
bool address_host_is_public(const char *host);

/*
 * True for a name that may be handed to a proxy, which resolves it where we
 * cannot look: a name with a dot, no address in any spelling, and none of the
 * names that mean a private network.
 */
bool address_name_is_public(const char *host);

/* True when a host is made of what host names and addresses are made of. */
bool address_is_host(const char *host);

#endif
