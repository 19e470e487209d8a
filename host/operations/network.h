/* network.h: what the operations that look at the web share. */
#ifndef LENSCAP_OPERATIONS_NETWORK_H
#define LENSCAP_OPERATIONS_NETWORK_H

#include <lenscap/casework_check.h>

#include "operation.h"

#define NETWORK_PROXY_MAX 256	  /* bytes */
#define NETWORK_BUDGET_MAX 100000 /* megabytes */

/* In whose name (the user's browser's, a usual one's, our own), and how. */
struct casework_network network_of(struct operation_call *call);

/*
 * An address as it is asked for and kept, whatever a person typed as url or
 * urls: the caller's.  NULL, and refused, when it begins as no address does.
 */
char *network_address(struct operation_call *call, const char *word);

/* Whether a word begins as an address does. */
bool network_is_address(const char *word);

/* clang-format off */
#define PARAMS_NETWORK \
	PARAM("proxy", TEXT, 1, NETWORK_PROXY_MAX, 0, \
	      "ask through this proxy (Tor: socks5h://127.0.0.1:9050)", \
	      .metavar = "socks5h://HOST:PORT"), \
	PARAM("honest_agent", TRUTH, 0, 0, COMMAND, \
	      "say that it is Lenscap that asks; sites that turn programs away " \
	      "may then answer differently from what others see"), \
	PARAM("budget", NUMBER, 1, NETWORK_BUDGET_MAX, 0, \
	      "download this many megabytes at most; otherwise 200", \
	      .metavar = "MB"), \
	PARAM("agent", TEXT, 0, NETWORK_PROXY_MAX, HOST, \
	      "the browser's User-Agent, in whose name to ask; empty: as Lenscap"), \
	PARAM("allow_local", TRUTH, 0, 0, COMMAND, \
	      "allow addresses of this machine and its network, for trials")
/* clang-format on */

#endif
