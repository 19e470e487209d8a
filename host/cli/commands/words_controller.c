/* words_controller.c: who can be written to, on a terminal. */
#include <stdio.h>

#include "words.h"

/* A year and more after it was checked, seats and contacts have changed. */
static bool controller_is_old(const char *date)
{
	int32_t checked;

	return law_day_parse(date, &checked) == LENS_OK &&
	       casework_today() > checked + 366;
}

static void controller_show(struct cli_run *run, const json_t *row)
{
	/* The record itself, to be edited, or given back. */
	if (operation_truth(&run->call, "record")) {
		/* Members that nobody here reads may speak to a terminal. */
		json_dumpf(row, stdout, JSON_INDENT(4) | JSON_ENSURE_ASCII);
		fputc('\n', stdout);
		return;
	}
	cli_run_fact(run, "old",
		     json_boolean(controller_is_old(view_member(row, "date"))));
	(void)cli_run_say(run, "", row);
}

const struct cli_words words_controller[] = {
    {.name = "controller.show", .row = controller_show},
    {.name = NULL},
};
