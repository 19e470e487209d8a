/* polite.h: not too many questions at once, nor too fast, for any site. */
#ifndef LENSCAP_FETCHER_POLITE_H
#define LENSCAP_FETCHER_POLITE_H

#include <stdbool.h>
#include <stdint.h>

#define POLITE_PER_HOST 2 /* connections at once */
#define POLITE_IN_ALL 8
#define POLITE_AT_ONCE 60.0   /* questions a site takes without a pause, */
#define POLITE_PER_SECOND 8.0 /* then so many a second */

struct polite;

/* Make a book of who was asked when; polite_free() ends it. */
struct polite *polite_new(void);
void polite_free(struct polite *polite);

/*
 * May the host be asked now?  0 and the question is counted; else the
 * milliseconds until it may.  polite_done() when it has been answered.  Times
 * are base_now_ms().
 */
int64_t polite_ask(struct polite *polite, const char *host, int64_t now);
void polite_done(struct polite *polite, const char *host);

/* The site of this host asked for a pause until then. */
void polite_pause(struct polite *polite, const char *host, int64_t until);

/* Seconds of pause the site of this host has left, 0 for none. */
unsigned polite_paused(struct polite *polite, const char *host, int64_t now);

#endif
