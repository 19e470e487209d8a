/* url_check.h: an address as it is asked for, normalised and allowed. */
#ifndef LENSCAP_FETCHER_URL_CHECK_H
#define LENSCAP_FETCHER_URL_CHECK_H

#include <lenscap/ipc_fetch.h>

#define URL_CHECK_HOST_MAX 256

struct url_check {
	char url[IPC_ADDRESS_MAX]; /* normalised, without its fragment */
	char host[URL_CHECK_HOST_MAX];
};

/* Where an address may lead. */
struct url_check_rules {
	bool local;   /* this machine, its network and any port */
	bool proxied; /* names are resolved where we cannot look */
};

/* The ports that a stranger is asked at, and the resolver's. */
#define URL_CHECK_PORTS 5
extern const uint16_t url_check_ports[URL_CHECK_PORTS];
bool url_check_port_is_usual(uint16_t port);

/* The port of a proxy's address, socks5h://HOST:PORT; 0: it has none. */
uint16_t url_check_proxy_port(const char *proxy);

/*
 * Take an address apart as it will be asked for, relative to base (NULL for
 * none).  IPC_FETCH_OK, or why it may not be asked for; *out is then empty,
 * but for a url that could be read.
 */
enum ipc_fetch_status url_check_read(const char *base, const char *address,
				     const struct url_check_rules *rules,
				     struct url_check *out);

#endif
