/* words_deadline.c: a deadline on a terminal. */
#include <lenscap/base_said.h>

#include "words.h"

/* Its sentence is there in every language; one is shown. */
static void deadline_row(struct cli_run *run, const json_t *row)
{
	const char *asked = operation_text(&run->call, "language");
	const char *sentence = view_member(json_object_get(row, "sentence"),
					   asked ? asked : base_language());

	cli_run_fact(run, "explained", json_string(sentence));
	(void)cli_run_say(run, "", row);
}

const struct cli_words words_deadline[] = {
    {.name = "deadline.count", .row = deadline_row},
    {.name = NULL},
};
