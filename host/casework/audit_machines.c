/*
 * audit_machines.c: what a site tells crawlers: robots.txt (RFC 9309), robots
 * in headers and <meta>, and reservations (TDM Reservation Protocol).
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <lenscap/base_said.h>
#include <lenscap/clients_fetcher.h>
#include <lenscap/clients_page.h>

#include "audit.h"

#define MACHINES_FILE_MAX (512u << 10) /* bytes of robots.txt */
#define MACHINES_WAIT_MS 20000

const char *casework_told_name(enum casework_told told)
{
	static const char *const names[CASEWORK_TOLDS] = {
	    N_("allowed"), N_("forbidden"), N_("partly"), N_("unknown")};

	return told < CASEWORK_TOLDS ? names[told] : "";
}

const char *casework_crawlers_name(enum casework_crawlers crawlers)
{
	static const char *const names[CASEWORK_CRAWLERS] = {"search",
							     "archive", "ai"};

	return crawlers < CASEWORK_CRAWLERS ? names[crawlers] : "";
}

/* ---- Asking ---- */

/* The bytes of "https://a.example" at an address's beginning; 0: none. */
static size_t machines_origin(const char *url)
{
	const char *host = strstr(url, "://");

	if (host == NULL || strncasecmp(url, "http", 4) != 0)
		return 0;
	return (size_t)(host - url) + 3 + strcspn(host + 3, "/?#");
}

static const struct audit_origin *machines_of(const struct audit *audit,
					      const char *url)
{
	size_t size = machines_origin(url);

	for (unsigned i = 0; i < audit->origin_count; i++)
		if (strlen(audit->origins[i].origin) == size &&
		    strncasecmp(audit->origins[i].origin, url, size) == 0)
			return &audit->origins[i];
	return NULL;
}

static void machines_add(struct audit *audit, const char *url)
{
	size_t size = machines_origin(url);

	if (size == 0 || machines_of(audit, url) != NULL ||
	    audit->origin_count == AUDIT_ORIGINS_MAX)
		return;
	audit->origins[audit->origin_count++] = (struct audit_origin){
	    .origin = base_format("%.*s", (int)size, url)};
}

/* What came is read in the jail; false when it could not be. */
static bool machines_read(const struct audit *audit,
			  const struct ipc_fetch *fetch,
			  enum ipc_page_reads reads,
			  struct ipc_page_fact **facts, unsigned *count)
{
	struct clients_page_options options = {
	    .wake = audit->check->network.cancel, .reads = reads};
	struct clients_page *page;
	const struct ipc_page *answer;
	bool known;

	/* Nothing there, or a page for people: nothing is forbidden. */
	if (fetch->status == IPC_FETCH_GONE ||
	    (fetch->status == IPC_FETCH_OK &&
	     fetch->marks & IPC_FETCH_MARK_PAGE))
		return true;
	if (fetch->status != IPC_FETCH_OK)
		return false;
	page = clients_page_read(fetch->fd, NULL, &options);
	answer = clients_page_answer(page);
	known = answer->status == IPC_PAGE_OK && !answer->facts_cut;
	if (known)
		audit_take_facts(answer, facts, count);
	/* A list of reservations that is none reserves nothing. */
	known |= answer->status == IPC_PAGE_NOT_A_PAGE;
	clients_page_close(page);
	return known;
}

struct machines_ask {
	struct audit_origin *origin;
	enum ipc_page_reads reads;
};

static void machines_answered(const struct audit *audit,
			      const struct machines_ask *ask,
			      const struct ipc_fetch *fetch)
{
	struct audit_origin *origin = ask->origin;

	if (ask->reads == IPC_PAGE_READS_ROBOTS)
		origin->robots_known =
		    machines_read(audit, fetch, ask->reads, &origin->robots,
				  &origin->robots_count);
	else
		origin->reserved_known =
		    machines_read(audit, fetch, ask->reads, &origin->reserved,
				  &origin->reserved_count);
}

static void machines_fetch(struct audit *audit)
{
	static const struct {
		enum ipc_page_reads reads;
		const char *path;
	} files[] = {{IPC_PAGE_READS_ROBOTS, "/robots.txt"},
		     {IPC_PAGE_READS_TDM, "/.well-known/tdmrep.json"}};
	struct machines_ask asks[2 * AUDIT_ORIGINS_MAX];
	struct clients_fetcher *fetcher = clients_fetcher_open(&(
	    struct clients_fetcher_options){
	    .proxy = audit->check->network.proxy,
	    .local = audit->check->network.local,
	    .agent = audit->check->network.agent ? audit->check->network.agent
						 : casework_agent});
	struct ipc_fetch fetch;
	size_t flying = 0;
	void *tag;

	for (unsigned i = 0; i < audit->origin_count; i++)
		for (size_t k = 0; k < 2; k++) {
			char *url = base_format(
			    "%s%s", audit->origins[i].origin, files[k].path);

			asks[flying] = (struct machines_ask){&audit->origins[i],
							     files[k].reads};
			clients_fetcher_ask(fetcher,
					    &(struct clients_fetch){
						.url = url,
						.bytes = MACHINES_FILE_MAX,
						.wall_ms = MACHINES_WAIT_MS},
					    &asks[flying++]);
			free(url);
		}
	while (flying-- > 0 &&
	       clients_fetcher_wait(fetcher, audit->check->network.cancel, -1,
				    &tag, &fetch) == LENS_OK) {
		machines_answered(audit, tag, &fetch);
		ipc_fetch_free(&fetch);
	}
	clients_fetcher_close(fetcher);
}

void audit_ask_sites(struct audit *audit)
{
	for (size_t i = 0; i < audit->count; i++) {
		const struct audit_seen *seen = &audit->seen[i];

		if (seen->access != LEDGER_ACCESS_PUBLIC &&
		    seen->access != LEDGER_ACCESS_BROWSERS)
			continue;
		if (seen->page[0] == '\0' || seen->mine_count > 0)
			machines_add(audit, seen->url);
	}
	if (audit->origin_count > 0)
		machines_fetch(audit);
}

/* ---- robots.txt ---- */

/* Whether a path matches a pattern with "*" and "$" (RFC 9309, 2.2.3). */
static bool machines_matches(const char *pattern, const char *path)
{
	const char *star = NULL, *back = NULL;

	/* Each star falls back to the last one: no more than length squared. */
	for (;;) {
		if (pattern[0] == '\0' ||
		    (pattern[0] == '$' && pattern[1] == '\0' &&
		     path[0] == '\0'))
			return true;
		if (pattern[0] == '*') {
			star = ++pattern;
			back = path;
		} else if (path[0] != '\0' && pattern[0] == path[0]) {
			pattern++;
			path++;
		} else if (star != NULL && back[0] != '\0') {
			pattern = star;
			path = ++back;
		} else {
			return false;
		}
	}
}

static bool machines_has_agent(const struct audit_origin *origin,
			       const char *agent)
{
	for (unsigned i = 0; i < origin->robots_count; i++)
		if (origin->robots[i].kind == IPC_PAGE_AGENT &&
		    strcasecmp(origin->robots[i].value, agent) == 0)
			return true;
	return false;
}

static bool machines_group_is(const struct audit_origin *origin, uint32_t group,
			      const char *agent)
{
	for (unsigned i = 0; i < origin->robots_count; i++) {
		const struct ipc_page_fact *fact = &origin->robots[i];

		if (fact->kind == IPC_PAGE_AGENT && fact->group == group &&
		    strcasecmp(fact->value, agent) == 0)
			return true;
	}
	return false;
}

/* The longest pattern decides, allowing where two are as long. */
static bool machines_forbids(const struct audit_origin *origin,
			     const char *agent, const char *path)
{
	size_t allow = 0, disallow = 0;

	for (unsigned i = 0; i < origin->robots_count; i++) {
		const struct ipc_page_fact *fact = &origin->robots[i];
		size_t size = strlen(fact->value);

		if ((fact->kind != IPC_PAGE_ALLOW &&
		     fact->kind != IPC_PAGE_DISALLOW) ||
		    size == 0 ||
		    !machines_group_is(origin, fact->group, agent) ||
		    !machines_matches(fact->value, path))
			continue;
		if (fact->kind == IPC_PAGE_ALLOW && size > allow)
			allow = size;
		else if (fact->kind == IPC_PAGE_DISALLOW && size > disallow)
			disallow = size;
	}
	return disallow > allow;
}

/* Of several names the most special that the file has a group for. */
static const char *machines_agent(const struct audit_origin *origin,
				  const json_t *crawler)
{
	const char *agent =
	    json_string_value(json_object_get(crawler, "agent"));
	const char *other = json_string_value(json_object_get(crawler, "else"));

	if (agent != NULL && machines_has_agent(origin, agent))
		return agent;
	return other != NULL && machines_has_agent(origin, other) ? other : "*";
}

static char *machines_add_name(char *list, const char *name)
{
	char *longer = base_format("%s%s%s", list, list[0] ? ", " : "", name);

	free(list);
	return longer;
}

/* How many of the crawlers are kept off by robots.txt, and which. */
static void machines_robots(const struct audit *audit,
			    const struct audit_origin *origin, const char *url,
			    enum casework_crawlers crawlers, unsigned *all,
			    unsigned *off, char **which)
{
	const char *path = url + machines_origin(url);
	const json_t *crawler;
	size_t i;

	json_array_foreach(json_object_get(audit->crawlers, "crawlers"), i,
			   crawler)
	{
		const char *is =
		    json_string_value(json_object_get(crawler, "for"));
		const char *agent =
		    json_string_value(json_object_get(crawler, "agent"));

		if (is == NULL || agent == NULL ||
		    strcmp(is, casework_crawlers_name(crawlers)) != 0)
			continue;
		++*all;
		if (!machines_forbids(origin, machines_agent(origin, crawler),
				      path[0] == '/' ? path : "/"))
			continue;
		++*off;
		*which = machines_add_name(*which, agent);
	}
}

/* ---- Directives ---- */

/* What forbids each kind, in a header or in <meta name=robots>. */
static const struct {
	enum casework_crawlers crawlers;
	const char *word;
	bool picture; /* of pictures alone */
} machines_words[] = {
    {CASEWORK_SEARCH, "noindex", false},
    {CASEWORK_SEARCH, "none", false},
    {CASEWORK_SEARCH, "noimageindex", true},
    {CASEWORK_ARCHIVE, "noarchive", false},
    {CASEWORK_AI, "noai", false},
    {CASEWORK_AI, "noimageai", true},
};

static bool machines_has_word(const char *list, const char *word)
{
	size_t size = strlen(word);

	for (const char *at = list; (at = strcasestr(at, word)) != NULL; at++) {
		bool begins = at == list || strchr(" ,;:\t", at[-1]) != NULL;

		if (begins && strchr(" ,;\t", at[size]) != NULL)
			return true;
	}
	return false;
}

static const char *machines_word(enum casework_crawlers crawlers,
				 const char *list, bool picture)
{
	for (size_t i = 0;
	     i < sizeof(machines_words) / sizeof(machines_words[0]); i++)
		if (machines_words[i].crawlers == crawlers &&
		    (picture || !machines_words[i].picture) &&
		    machines_has_word(list, machines_words[i].word))
			return machines_words[i].word;
	return NULL;
}

/* The page that a picture stands on, or the page itself. */
static const struct audit_seen *machines_page(const struct audit *audit,
					      const struct audit_seen *seen)
{
	for (size_t i = 0; i < audit->count; i++)
		if (audit->seen[i].fact_count > 0 &&
		    strcmp(audit->seen[i].url,
			   seen->page[0] ? seen->page : seen->url) == 0)
			return &audit->seen[i];
	return NULL;
}

/* What forbids it in headers and on the page; NULL: nothing.  The caller's. */
static char *machines_said(const struct audit *audit,
			   const struct audit_seen *seen,
			   enum casework_crawlers crawlers)
{
	const struct audit_seen *page = machines_page(audit, seen);
	bool picture = seen->page[0] != '\0' || seen->seen == CASEWORK_MINE;
	const char *word = machines_word(crawlers, seen->robots, true);

	if (word != NULL)
		return base_format("X-Robots-Tag: %s", word);
	if (crawlers == CASEWORK_AI && seen->reserved[0] == '1')
		return base_copy("TDM-Reservation: 1");
	for (unsigned i = 0; page != NULL && i < page->fact_count; i++) {
		const struct ipc_page_fact *fact = &page->facts[i];

		if (fact->kind != IPC_PAGE_SAYS)
			continue;
		if (crawlers == CASEWORK_AI && fact->value[0] == '1' &&
		    strcmp(fact->name, "tdm-reservation") == 0)
			return base_copy("<meta> tdm-reservation: 1");
		word = strcmp(fact->name, "robots") == 0
			   ? machines_word(crawlers, fact->value, picture)
			   : NULL;
		if (word != NULL)
			return base_format("<meta> robots: %s", word);
	}
	return NULL;
}

/* What is reserved by tdmrep.json, the first location that fits deciding. */
static bool machines_reserved(const struct audit_origin *origin,
			      const char *url)
{
	const char *path = url + machines_origin(url);

	for (unsigned i = 0; i < origin->reserved_count; i++)
		if (machines_matches(origin->reserved[i].value,
				     path[0] ? path : "/"))
			return origin->reserved[i].name[0] == '1';
	return false;
}

static bool machines_signals(const struct audit_origin *origin)
{
	for (unsigned i = 0; i < origin->robots_count; i++)
		if (origin->robots[i].kind == IPC_PAGE_SIGNAL &&
		    strcasecmp(origin->robots[i].name, "ai-train") == 0 &&
		    strcasecmp(origin->robots[i].value, "no") == 0)
			return true;
	return false;
}

enum casework_told audit_told(const struct audit *audit,
			      const struct audit_seen *seen,
			      enum casework_crawlers crawlers, char **by)
{
	const struct audit_origin *origin = machines_of(audit, seen->url);
	unsigned all = 0, off = 0;
	char *which;

	*by = machines_said(audit, seen, crawlers);
	if (*by != NULL)
		return CASEWORK_TOLD_FORBIDDEN;
	if (crawlers == CASEWORK_AI && origin != NULL &&
	    machines_reserved(origin, seen->url)) {
		*by = base_copy("tdmrep.json");
		return CASEWORK_TOLD_FORBIDDEN;
	}
	if (crawlers == CASEWORK_AI && origin != NULL &&
	    machines_signals(origin)) {
		*by = base_copy("robots.txt: Content-Signal: ai-train=no");
		return CASEWORK_TOLD_FORBIDDEN;
	}
	*by = base_copy("");
	if (origin == NULL || !origin->robots_known ||
	    (crawlers == CASEWORK_AI && !origin->reserved_known))
		return CASEWORK_TOLD_UNKNOWN;
	which = base_copy("");
	machines_robots(audit, origin, seen->url, crawlers, &all, &off, &which);
	if (off > 0) {
		free(*by);
		*by = base_format("robots.txt: %s", which);
	}
	free(which);
	if (off == 0)
		return CASEWORK_TOLD_ALLOWED;
	return off == all ? CASEWORK_TOLD_FORBIDDEN : CASEWORK_TOLD_PARTLY;
}
