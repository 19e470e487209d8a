/*
 * polite.c: a token bucket for each registrable domain, by the public suffix
 * list, so that a.example and b.example count as one; connections by host.
 */
#include <stdlib.h>
#include <string.h>

#include <libpsl.h>

#include <lenscap/base.h>

#include "polite.h"

struct polite_site {
	struct polite_site *next;
	double tokens;
	int64_t counted; /* when tokens was right */
	int64_t until;	 /* a pause was asked for; 0 for none */
	unsigned open;	 /* of a host: connections */
	char name[];
};

struct polite {
	struct polite_site *sites, *hosts;
	unsigned open;
};

struct polite *polite_new(void)
{
	return base_alloc(1, sizeof(struct polite));
}

static void polite_drop(struct polite_site *site)
{
	while (site != NULL) {
		struct polite_site *next = site->next;

		free(site);
		site = next;
	}
}

void polite_free(struct polite *polite)
{
	if (polite == NULL)
		return;
	polite_drop(polite->sites);
	polite_drop(polite->hosts);
	free(polite);
}

/* A check has at most some hundred hosts: a list is enough. */
static struct polite_site *polite_find(struct polite_site **list,
				       const char *name)
{
	struct polite_site *site = *list;

	while (site != NULL && strcmp(site->name, name) != 0)
		site = site->next;
	if (site != NULL)
		return site;
	site = base_alloc(1, sizeof(*site) + strlen(name) + 1);
	memcpy(site->name, name, strlen(name) + 1);
	site->tokens = POLITE_AT_ONCE;
	site->next = *list;
	*list = site;
	return site;
}

static struct polite_site *polite_site(struct polite *polite, const char *host)
{
	const char *name = psl_registrable_domain(psl_builtin(), host);

	return polite_find(&polite->sites, name != NULL ? name : host);
}

static void polite_refill(struct polite_site *site, int64_t now)
{
	double more = (double)(now - site->counted) * POLITE_PER_SECOND / 1000;

	site->tokens += more;
	if (site->tokens > POLITE_AT_ONCE)
		site->tokens = POLITE_AT_ONCE;
	site->counted = now;
}

int64_t polite_ask(struct polite *polite, const char *host, int64_t now)
{
	struct polite_site *connections = polite_find(&polite->hosts, host);
	struct polite_site *site = polite_site(polite, host);

	/* An answer that ends will wake us. */
	if (polite->open >= POLITE_IN_ALL ||
	    connections->open >= POLITE_PER_HOST)
		return 1000;
	polite_refill(site, now);
	if (site->tokens < 1)
		return (int64_t)((1 - site->tokens) * 1000 /
				 POLITE_PER_SECOND) +
		       1;
	site->tokens -= 1;
	connections->open++;
	polite->open++;
	return 0;
}

void polite_done(struct polite *polite, const char *host)
{
	polite_find(&polite->hosts, host)->open--;
	polite->open--;
}

void polite_pause(struct polite *polite, const char *host, int64_t until)
{
	polite_site(polite, host)->until = until;
}

unsigned polite_paused(struct polite *polite, const char *host, int64_t now)
{
	int64_t left = polite_site(polite, host)->until - now;

	return left > 0 ? (unsigned)(left + 999) / 1000 : 0;
}
