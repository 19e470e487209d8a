/* words_schedule.c: what of a letter's schedule is among files. */
#include <stdio.h>
#include <stdlib.h>

#include "words.h"

static void schedule_row(struct cli_run *run, const json_t *row)
{
	char *name = cli_printable(cli_member(row, "file"));

	(void)run;
	if (json_object_get(row, "number") == NULL)
		fprintf(stderr, "%s: it could not be read\n", name);
	else
		printf("No. %lld of the schedule: %s (%s)\n",
		       (long long)cli_member_number(row, "number"), name,
		       cli_member(row, "words"));
	free(name);
}

static void schedule_end(struct cli_run *run)
{
	const json_t *result = run->call.result;

	if (result == NULL)
		return;
	printf("Files that match: %lld of %lld. Pictures in the schedule: "
	       "%lld.\n",
	       (long long)cli_member_number(result, "matches"),
	       (long long)cli_member_number(result, "read"),
	       (long long)cli_member_number(result, "pictures"));
	if (cli_member_number(result, "bare") > 0)
		printf("It gives neither a checksum nor a fingerprint of %lld "
		       "of them: no file could be held against those.\n",
		       (long long)cli_member_number(result, "bare"));
}

const struct cli_words words_schedule[] = {
    {.name = "schedule.match",
     .row = schedule_row,
     .end = schedule_end,
     .doing = "Reading pictures"},
    {.name = NULL},
};
