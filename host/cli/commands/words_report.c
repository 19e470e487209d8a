/* words_report.c: how exposed somebody is, on a terminal. */
#include <stdio.h>

#include "words.h"

static void report_sites(struct cli_run *run, const json_t *sites)
{
	const json_t *site;
	size_t i;

	if (json_array_size(sites) > 0)
		putchar('\n');
	json_array_foreach(sites, i, site)(void)
	    cli_run_table(run, "sites", site, i == 0, true);
}

static void report_print(struct cli_run *run, const json_t *row)
{
	const json_t *changes = json_object_get(row, "changes");

	cli_run_fact(run, "looked",
		     json_boolean(view_member_number(row, "places") >
				  view_member_number(row, "not_asked")));
	/* What became of places, where anything did. */
	cli_run_fact(run, "moved",
		     json_boolean(view_member_number(changes, "compared") >
				  view_member_number(changes, "there") +
				      view_member_number(changes, "unknown")));
	(void)cli_run_say(run, "", row);
	report_sites(run, json_object_get(row, "sites"));
	(void)cli_run_say(run, "letters", row);
}

const struct cli_words words_report[] = {
    {.name = "report.overview", .row = report_print},
    {.name = NULL},
};
