/* manner.h: the headers that say in whose manner an address is asked for. */
#ifndef LENSCAP_FETCHER_MANNER_H
#define LENSCAP_FETCHER_MANNER_H

#include <curl/curl.h>

#include <lenscap/ipc_fetch.h>

/*
 * The headers of a job for this address, User-Agent among them; the caller
 * frees the list.  NULL without memory.
 */
struct curl_slist *manner_headers(const struct ipc_fetch_job *job,
				  const char *url);

#endif
