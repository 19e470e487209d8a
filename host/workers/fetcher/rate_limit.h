/* rate_limit.h: not too many questions at once, nor too fast, for any site. */
#ifndef LENSCAP_FETCHER_RATE_LIMIT_H
#define LENSCAP_FETCHER_RATE_LIMIT_H

#include <stdbool.h>
#include <stdint.h>

#define RATE_LIMIT_PER_HOST 2 /* connections at once */
#define RATE_LIMIT_IN_ALL 8
#define RATE_LIMIT_AT_ONCE 60.0	  /* questions a site takes without a pause, */
#define RATE_LIMIT_PER_SECOND 8.0 /* then so many a second */

struct rate_limit;

/* Make a book of who was asked when; rate_limit_free() ends it. */
struct rate_limit *rate_limit_new(void);
void rate_limit_free(struct rate_limit *limits);

/*
 * May the host be asked now?  0 and the question is counted; else the
 * milliseconds until it may.  rate_limit_done() when it has been answered.
 * Times are base_now_ms().
 */
int64_t rate_limit_ask(struct rate_limit *limits, const char *host,
		       int64_t now);
void rate_limit_done(struct rate_limit *limits, const char *host);

/*
 * The site a host belongs to ("example.co.uk" of "www.example.co.uk"), the host
 * where there is none.  A part of host.
 */
const char *rate_limit_site_name(const char *host);

/*
 * The site of this host asked for a pause until then.  True when that may be
 * waited for: all pauses of a site together take IPC_FETCH_PAUSE_MAX seconds at
 * most, so that no site holds a check up.  out of order (503): once, a pause
 * that is too long is taken to be of that address, and others are asked.
 */
bool rate_limit_pause(struct rate_limit *limits, const char *host,
		      int64_t until, int64_t now, bool out_of_order);

/*
 * When the site of this host may be asked again, 0 for now; *wait is whether
 * that is worth waiting for.
 */
int64_t rate_limit_paused(struct rate_limit *limits, const char *host,
			  int64_t now, bool *wait);

#endif
