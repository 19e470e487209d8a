/* words_norms.c: norms against the texts that they were read in. */
#include <stdio.h>
#include <string.h>

#include "words.h"

static void norms_row(struct cli_run *run, const json_t *row)
{
	const char *state = cli_member(row, "state");

	(void)run;
	if (strcmp(state, "same") != 0 && strcmp(state, "unread") != 0)
		printf("%-8s  %-14s %s (%s)\n", state, cli_member(row, "norm"),
		       cli_member(row, "cite"), cli_member(row, "file"));
}

static void norms_end(struct cli_run *run)
{
	const json_t *result = run->call.result;

	if (result != NULL)
		printf("%lld norms are as they were read, %lld have another "
		       "text, of %lld the text is not there; %lld were not "
		       "read in a text.\n",
		       (long long)cli_member_number(result, "same"),
		       (long long)cli_member_number(result, "changed"),
		       (long long)cli_member_number(result, "missing"),
		       (long long)cli_member_number(result, "unread"));
}

const struct cli_words words_norms[] = {
    {.name = "norms.check", .row = norms_row, .end = norms_end},
    {.name = NULL},
};
