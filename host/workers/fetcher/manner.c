/*
 * manner.c: what a browser says besides the address.  It never has a cookie,
 * nor what tells one person from another.
 */
#include <stdlib.h>
#include <string.h>

#include "manner.h"

#define MANNER_AGENT                                                           \
	"Lenscap/" LENSCAP_VERSION                                             \
	" (looks which of a person's own photos are public)"

/*
 * identity: what is compressed says less of how large it becomes.  A site that
 * does not heed this is understood all the same.
 */
static const char *const manner_common[] = {"Accept-Encoding: identity", NULL};
static const char *const manner_image[] = {
    "Accept: image/webp,image/png,image/jpeg,image/*;q=0.8,*/*;q=0.5",
    "Accept-Language: en-US,en;q=0.5", "Sec-Fetch-Dest: image",
    "Sec-Fetch-Mode: no-cors", NULL};
static const char *const manner_document[] = {
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,"
    "*/*;q=0.8",
    "Accept-Language: en-US,en;q=0.5",
    "Upgrade-Insecure-Requests: 1",
    "Sec-Fetch-Dest: document",
    "Sec-Fetch-Mode: navigate",
    "Sec-Fetch-Site: none",
    "Sec-Fetch-User: ?1",
    NULL};

static bool manner_add(struct curl_slist **list, const char *line)
{
	struct curl_slist *more = curl_slist_append(*list, line);

	if (more != NULL)
		*list = more;
	return more != NULL;
}

static bool manner_add_all(struct curl_slist **list, const char *const *lines)
{
	for (; *lines != NULL; lines++)
		if (!manner_add(list, *lines))
			return false;
	return true;
}

/* One whose value came from elsewhere; left out when it is no header's. */
static bool manner_add_value(struct curl_slist **list, const char *name,
			     const char *value)
{
	char *line;
	bool added;

	for (const char *c = value; *c != '\0'; c++)
		if (*c < 0x20 || *c > 0x7e)
			return true;
	if (*value == '\0')
		return true;
	line = base_format("%s: %s", name, value);
	added = manner_add(list, line);
	free(line);
	return added;
}

/* Bytes of "https://host:port" in an address. */
static size_t manner_origin(const char *url)
{
	const char *host = strstr(url, "://");

	return host == NULL
		   ? 0
		   : (size_t)(host + 3 - url) + strcspn(host + 3, "/?#");
}

/*
 * As browsers do where a page sets no rule (strict-origin-when-cross-origin):
 * to its own site the whole address, to others where it is, and nothing by a
 * line that anybody can read.
 */
static bool manner_add_referer(struct curl_slist **list, const char *page,
			       const char *url)
{
	size_t origin = manner_origin(page);
	bool same = origin > 0 && origin == manner_origin(url) &&
		    strncmp(page, url, origin) == 0;
	char *value;
	bool added;

	if (origin == 0 ||
	    (strncmp(page, "https:", 6) == 0 && strncmp(url, "https:", 6) != 0))
		return true;
	value = same ? base_format("%.*s", (int)strcspn(page, "#"), page)
		     : base_format("%.*s/", (int)origin, page);
	added = manner_add_value(list, "Referer", value) &&
		manner_add(list, same ? "Sec-Fetch-Site: same-origin"
				      : "Sec-Fetch-Site: cross-site");
	free(value);
	return added;
}

struct curl_slist *manner_headers(const struct ipc_fetch_job *job,
				  const char *url)
{
	struct curl_slist *list = NULL;
	bool good =
	    manner_add_all(&list, manner_common) &&
	    manner_add_value(&list, "User-Agent",
			     job->agent[0] ? job->agent : MANNER_AGENT) &&
	    manner_add_value(&list, "If-None-Match", job->etag) &&
	    manner_add_value(&list, "If-Modified-Since", job->modified);

	if (good && job->look == IPC_FETCH_IMAGE)
		good = manner_add_all(&list, manner_image) &&
		       manner_add_referer(&list, job->referer, url);
	if (good && job->look == IPC_FETCH_DOCUMENT)
		good = manner_add_all(&list, manner_document);
	if (good)
		return list;
	curl_slist_free_all(list);
	return NULL;
}
