/*
 * check_shared.c: what several pages of a check show.  Its address is asked for
 * once, and what came of it is told for each of the pages.
 */
#include <stdlib.h>
#include <string.h>

#include "check_run.h"

const char *check_page_of(const struct check_item *item)
{
	return item->inside ? item->page : item->url;
}

struct check_item *check_on_page(const struct check_run *run, const char *page,
				 const char *url)
{
	for (size_t i = 0; i < run->count; i++) {
		struct check_item *item = run->items[i];

		if (strcmp(item->url, url) == 0 &&
		    strcmp(check_page_of(item), page) == 0)
			return item;
	}
	return NULL;
}

/* Whether what comes of it is what would come of the address asked anew. */
static bool shared_is_like(const struct check_item *item, enum casework_via via)
{
	const struct casework_target *target = item->target;

	if ((via == CASEWORK_VIA_SHEET) != (item->via == CASEWORK_VIA_SHEET))
		return false;
	if (item->inside)
		return via == CASEWORK_VIA_NONE ||
		       item->via != CASEWORK_VIA_NONE;
	/* A target may be asked for on conditions. */
	return target->etag == NULL && target->modified == NULL &&
	       target->expect == 0;
}

struct check_item *check_asked_for(const struct check_run *run, const char *url,
				   enum casework_via via)
{
	/* Where rows are told at once, their pictures are not kept. */
	for (size_t i = 0; i < run->count && !run->check->retells; i++) {
		struct check_item *item = run->items[i];

		if (item->origin == NULL && strcmp(item->url, url) == 0 &&
		    shared_is_like(item, via))
			return item;
	}
	return NULL;
}

void check_show(struct check_item *document, struct check_item *what,
		enum casework_via via)
{
	document->shown =
	    base_grow(document->shown, document->shown_count,
		      &document->shown_capacity, sizeof(*document->shown));
	document->shown[document->shown_count++] =
	    (struct check_shown){what, via};
}
