/* words_browser.c: browsers that learnt of Lenscap, on a terminal. */
#include <string.h>

#include "words.h"

/* Of each kind, whether a browser of it knows the host now. */
static void browser_note(struct cli_run *run, const json_t *row)
{
	if (strcmp(view_member(row, "outcome"), "failed") != 0)
		cli_run_count(run, view_member(row, "kind"), 1);
}

const struct cli_words words_browser[] = {
    {.name = "browser.install", .note = browser_note},
    {.name = NULL},
};
