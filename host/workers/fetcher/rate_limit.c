/*
 * rate_limit.c: a token bucket for each registrable domain, by the public
 * suffix list, so that a.example and b.example count as one; connections by
 * host.
 */
#include <stdlib.h>
#include <string.h>

#include <libpsl.h>

#include <lenscap/base.h>
#include <lenscap/ipc_fetch.h>

#include "rate_limit.h"

struct rate_limit_site {
	struct rate_limit_site *next;
	double tokens;
	int64_t counted; /* when tokens was right */
	int64_t until;	 /* a pause was asked for; 0 for none */
	int64_t waited;	 /* milliseconds of pauses that were accepted */
	bool impatient;	 /* the pause is longer than we wait */
	bool doubted;	 /* one address was out of order for longer */
	unsigned open;	 /* of a host: connections */
	char name[];
};

struct rate_limit {
	struct rate_limit_site *sites, *hosts;
	unsigned open;
};

struct rate_limit *rate_limit_new(void)
{
	return base_alloc(1, sizeof(struct rate_limit));
}

static void rate_limit_drop(struct rate_limit_site *site)
{
	while (site != NULL) {
		struct rate_limit_site *next = site->next;

		free(site);
		site = next;
	}
}

void rate_limit_free(struct rate_limit *limits)
{
	if (limits == NULL)
		return;
	rate_limit_drop(limits->sites);
	rate_limit_drop(limits->hosts);
	free(limits);
}

/* A check has at most some hundred hosts: a list is enough. */
static struct rate_limit_site *rate_limit_find(struct rate_limit_site **list,
					       const char *name)
{
	struct rate_limit_site *site = *list;

	while (site != NULL && strcmp(site->name, name) != 0)
		site = site->next;
	if (site != NULL)
		return site;
	site = base_alloc(1, sizeof(*site) + strlen(name) + 1);
	memcpy(site->name, name, strlen(name) + 1);
	site->tokens = RATE_LIMIT_AT_ONCE;
	site->next = *list;
	*list = site;
	return site;
}

const char *rate_limit_site_name(const char *host)
{
	const char *name = psl_registrable_domain(psl_builtin(), host);

	return name != NULL ? name : host;
}

static struct rate_limit_site *rate_limit_site(struct rate_limit *limits,
					       const char *host)
{
	return rate_limit_find(&limits->sites, rate_limit_site_name(host));
}

static void rate_limit_refill(struct rate_limit_site *site, int64_t now)
{
	double more =
	    (double)(now - site->counted) * RATE_LIMIT_PER_SECOND / 1000;

	site->tokens += more;
	if (site->tokens > RATE_LIMIT_AT_ONCE)
		site->tokens = RATE_LIMIT_AT_ONCE;
	site->counted = now;
}

int64_t rate_limit_ask(struct rate_limit *limits, const char *host, int64_t now)
{
	struct rate_limit_site *connections =
	    rate_limit_find(&limits->hosts, host);
	struct rate_limit_site *site = rate_limit_site(limits, host);

	/* An answer that ends will wake us. */
	if (limits->open >= RATE_LIMIT_IN_ALL ||
	    connections->open >= RATE_LIMIT_PER_HOST)
		return 1000;
	rate_limit_refill(site, now);
	if (site->tokens < 1)
		return (int64_t)((1 - site->tokens) * 1000 /
				 RATE_LIMIT_PER_SECOND) +
		       1;
	site->tokens -= 1;
	connections->open++;
	limits->open++;
	return 0;
}

void rate_limit_done(struct rate_limit *limits, const char *host)
{
	rate_limit_find(&limits->hosts, host)->open--;
	limits->open--;
}

bool rate_limit_pause(struct rate_limit *limits, const char *host,
		      int64_t until, int64_t now, bool out_of_order)
{
	struct rate_limit_site *site = rate_limit_site(limits, host);
	int64_t from = site->until > now ? site->until : now;

	if (out_of_order && !site->doubted &&
	    until - now > IPC_FETCH_PAUSE_MAX * 1000) {
		site->doubted = true;
		return false;
	}
	/* Several answers may ask for the same pause. */
	if (until > from) {
		site->until = until;
		site->waited += until - from;
		site->impatient = site->waited > IPC_FETCH_PAUSE_MAX * 1000;
	}
	return !site->impatient;
}

int64_t rate_limit_paused(struct rate_limit *limits, const char *host,
			  int64_t now, bool *wait)
{
	struct rate_limit_site *site = rate_limit_site(limits, host);

	*wait = !site->impatient;
	return site->until > now ? site->until : 0;
}
