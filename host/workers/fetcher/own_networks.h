/* own_networks.h: the addresses of this machine and of what is on its links. */
#ifndef LENSCAP_FETCHER_OWN_NETWORKS_H
#define LENSCAP_FETCHER_OWN_NETWORKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Read them from the system; before the jail, in which nobody can.  With IPv6
 * every device at home has an address of the public internet, whose beginning
 * a site knows from its visitor: a list of special ranges cannot know it.
 */
void own_networks_learn(void);

/*
 * Add one: an address of size bytes (4 or 16), of which the first bits are the
 * network's; a network so large that strangers must be in it counts as the
 * address alone.  What is beyond the room for them is left out.
 */
void own_networks_add(const uint8_t *address, size_t size, unsigned bits);

/* True for an address of one of them. */
bool own_networks_have(const uint8_t *address, size_t size);

#endif
