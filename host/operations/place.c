/* place.c: what became of the places where photos were seen. */
#include <stdlib.h>

#include <lenscap/view_changes.h>

#include "operation.h"

#define PLACE_PHOTOS_MAX 1000
#define PLACE_PAGE 1000 /* places, as far as their message has room */

/* ---- exposure.changes ---- */

struct place_listing {
	struct operation_call *call;
	int64_t at, offset, limit, rows;
	bool full;
};

static void place_changed(void *context, const struct casework_changed *changed)
{
	struct place_listing *listing = context;

	/* What is not listed is counted all the same. */
	if (listing->at++ < listing->offset || listing->full ||
	    listing->rows >= listing->limit)
		return;
	listing->full = !operation_row(listing->call, view_change(changed));
	listing->rows += !listing->full;
}

static void place_changes(struct operation_call *call)
{
	int64_t *photos = NULL;
	size_t count = operation_ids(call, "photos", &photos);
	struct place_listing listing = {
	    .call = call,
	    .offset = operation_number(call, "offset", 0),
	    .limit = operation_limit(call, PLACE_PAGE)};
	const struct casework_changes_asked asked = {
	    .since = operation_day(call, "since", LAW_NO_DAY),
	    .photos = count > 0 ? photos : NULL,
	    .photo_count = count,
	    .row = place_changed,
	    .context = &listing};
	struct casework_changes changes;
	struct ledger_fault fault = {0};
	enum lens_err err =
	    casework_changes(call->work, &asked, &fault, &changes);

	free(photos);
	if (err != LENS_OK) {
		operation_fail_as(call, err, &fault);
		return;
	}
	operation_page(call, listing.at, listing.rows);
	json_object_update_new(call->result, view_changes(&changes));
}

/* ---- The table ---- */

/* clang-format off */
static const struct operation_param place_changes_params[] = {
	PARAM("photos", IDS, 1, PLACE_PHOTOS_MAX, POSITIONAL,
	      "only these photos", .metavar = "PHOTO"),
	PARAM("since", DAY, 0, 0, 0, "compare with the last look by this day; "
	      "otherwise with the first look at each place",
	      .metavar = "DAY"),
	PARAM_OFFSET("skip this many places"),
	PARAM_LIMIT("list this many places at most"),
	PARAM_END,
};

const struct operation operation_place_rows[] = {
	{
		.name = "exposure.changes", .command = "changes",
		.group = OPERATION_CASES,
		.summary = "what became of the places where your photos were seen",
		.description = "Holds the last look at each place against an "
			       "earlier one: what is gone and since when, what "
			       "is back, what asks for a login now, and what "
			       "the file there gives away no longer, or now.  "
			       "It fetches nothing: 'lenscap recheck' looks "
			       "again.  What could not be learned is called "
			       "so, with what was last known.",
		.examples = "lenscap changes\n"
			    "lenscap changes --since 2026-10-03 --json\n",
		.params = place_changes_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .list = "places",
		.answer = "change",
		.run = place_changes,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
