/* words_safety.c: what keeps the ledger safe, on a terminal. */
#include <stdio.h>

#include "words.h"

static void safety_autolock(struct cli_run *run, const json_t *row)
{
	(void)run;
	puts(cli_member(row, "words"));
}

const struct cli_words words_safety[] = {
    {.name = "ledger.autolock", .row = safety_autolock},
    {.name = NULL},
};
