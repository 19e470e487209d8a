/* words_deadline.c: a deadline on a terminal. */
#include "words.h"

static void deadline_print(struct cli_run *run, const json_t *row)
{
	const char *language = operation_text(&run->call, "language");

	printf("%s%s%s\n%s\n", cli_style(stdout, CLI_BOLD),
	       view_member(row, "due"), cli_style(stdout, CLI_PLAIN),
	       view_member(json_object_get(row, "sentence"),
			   language ? language : "en"));
}

const struct cli_words words_deadline[] = {
    {.name = "deadline.count", .row = deadline_print},
    {.name = NULL},
};
