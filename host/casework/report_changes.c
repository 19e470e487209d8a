/* report_changes.c: what became of places between two looks, in the report. */
#include <lenscap/casework_changes.h>

#include "report.h"

struct report_changes {
	struct report *report;
	json_t *rows;
};

/* The day, and what a stranger got there then. */
static json_t *changes_moment(const struct report *report,
			      const struct casework_moment *moment)
{
	const char *words;

	if (moment->gone)
		words = report_word(report, "report_access", "gone");
	else if (moment->state == LEDGER_THERE)
		words = report_word(report, "report_access",
				    ledger_access_name(moment->access));
	else
		words = report_state_word(report, moment->state);
	return json_pack("{s:o, s:s}", "day", report_day_of(report, moment->at),
			 "words", words);
}

static void report_changes_row(void *context,
			       const struct casework_changed *changed)
{
	struct report_changes *changes = context;
	const struct report *report = changes->report;
	json_t *row;

	if (changed->change == CASEWORK_CHANGE_NOTHING ||
	    (changed->same && changed->less == 0 && changed->more == 0))
		return;
	row = json_pack(
	    "{s:I, s:o, s:o, s:s, s:o, s:o, s:o, s:o}", "photo",
	    (json_int_t)changed->photo, "page",
	    report_address(report, changed->page ? changed->page : ""),
	    "address", report_address(report, changed->place), "change",
	    casework_change_name(changed->change), "then",
	    changes_moment(report, &changed->then), "now",
	    changes_moment(report, &changed->now), "less",
	    report_kind_bits(report, changed->less), "more",
	    report_kind_bits(report, changed->more));
	json_array_append_new(changes->rows, row);
}

enum lens_err report_changes(struct report *report)
{
	struct report_changes rows = {report, json_array()};
	const struct casework_changes_asked asked = {
	    .since = LAW_NO_DAY, .row = report_changes_row, .context = &rows};
	struct casework_changes sum;
	enum lens_err err =
	    casework_changes(report->work, &asked, report->fault, &sum);

	if (err != LENS_OK || sum.places == 0) {
		json_decref(rows.rows);
		return err;
	}
	report->changes = json_pack(
	    "{s:I, s:I, s:o, s:o}", "compared", (json_int_t)sum.places, "gone",
	    (json_int_t)sum.counts[CASEWORK_CHANGE_GONE], "since",
	    report_day_of(report, sum.since), "rows", rows.rows);
	report_has(report->changes, "rows");
	return LENS_OK;
}
