/* exhibits.c: what a case's bundle has in it, numbered by its time. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exhibits.h"

#define EXHIBITS_NEAR 2000 /* ms between a reply's note and its document */

static void exhibits_add(struct exhibits *all, const struct exhibit *exhibit,
			 const char *kind)
{
	if (all->count == EXHIBITS_MAX) {
		all->more = true;
		return;
	}
	all->list[all->count] = *exhibit;
	snprintf(all->list[all->count].kind, sizeof(exhibit->kind), "%s", kind);
	all->count++;
}

static bool exhibits_letter(void *context, const struct ledger_letter *letter)
{
	const struct exhibit exhibit = {.id = letter->id,
					.when = letter->made,
					.letter = true,
					.day = casework_day_of(letter->made)};

	exhibits_add(context, &exhibit, letter->kind);
	return true;
}

static bool exhibits_document(void *context,
			      const struct ledger_document *document)
{
	const struct exhibit exhibit = {.id = document->id,
					.when = document->kept,
					.day = casework_day_of(document->kept)};

	exhibits_add(context, &exhibit, "reply");
	return true;
}

/* A reply's own day is in the note that was written with its document. */
static bool exhibits_event(void *context, const struct ledger_event *event)
{
	struct exhibits *all = context;
	int32_t day;

	if (strcmp(event->kind, "reply") != 0 ||
	    law_day_parse(event->day, &day) != LENS_OK)
		return true;
	for (size_t i = 0; i < all->count; i++) {
		struct exhibit *exhibit = &all->list[i];
		int64_t apart = exhibit->when - event->noted;

		if (!exhibit->letter && apart < EXHIBITS_NEAR &&
		    apart > -EXHIBITS_NEAR)
			exhibit->day = day;
	}
	return true;
}

static int exhibits_order(const void *a, const void *b)
{
	const struct exhibit *x = a, *y = b;

	return (x->when > y->when) - (x->when < y->when);
}

enum lens_err exhibits_read(struct ledger *ledger, int64_t id,
			    struct ledger_fault *fault, struct exhibits *out)
{
	enum lens_err err;

	out->count = 0;
	out->more = false;
	err = ledger_letter_each(ledger, id, exhibits_letter, out, fault);
	if (err == LENS_OK)
		err = ledger_document_each(ledger, id, exhibits_document, out,
					   fault);
	if (err == LENS_OK)
		err = ledger_event_each(ledger, id, exhibits_event, out, fault);
	qsort(out->list, out->count, sizeof(out->list[0]), exhibits_order);
	return err;
}
