/* words_picture.c: what pictures give away, on a terminal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/view_gathered.h>

#include "words.h"

#define PICTURE_FILE_WIDTH 32

/* The end of a long path says more than its beginning. */
static json_t *picture_short_name(const json_t *row)
{
	const char *file = view_member(row, "file");
	char *name = cli_printable(file[0] ? file : "''"), *from = name, *slash;
	json_t *shortened;

	while (cli_width(from) + (from != name) * 2 > PICTURE_FILE_WIDTH &&
	       (slash = strchr(from + 1, '/')) != NULL)
		from = slash + 1;
	shortened = json_sprintf("%s%s", from != name ? "…/" : "", from);
	free(name);
	return shortened;
}

/* That there is more is no thing that it gives away, but is said. */
static void picture_count(struct cli_run *run, const json_t *findings)
{
	json_int_t told = 0;
	const json_t *finding;
	size_t i;

	json_array_foreach(findings, i, finding) told += !view_is_more(finding);
	cli_run_fact(run, "told", json_integer(told));
	cli_run_fact(
	    run, "more",
	    json_boolean(told < (json_int_t)json_array_size(findings)));
}

static void picture_print_file(struct cli_run *run, const json_t *row,
			       bool heads)
{
	picture_count(run, json_object_get(row, "findings"));
	cli_run_fact(run, "short", picture_short_name(row));
	(void)cli_run_table(run, "file", row, heads, true);
	(void)cli_run_say(run, "below", row);
}

static bool picture_is_one(struct cli_run *run)
{
	return json_array_size(operation_list(&run->call, "files")) == 1 &&
	       !operation_truth(&run->call, "recursive");
}

/* A file of a folder: a picture of a kind that is not read, or none at all. */
static void picture_skip(struct cli_run *run, const char *kind)
{
	json_t *unread = json_object_get(run->facts, "unread");

	if (kind[0] == '\0') {
		cli_run_count(run, "skipped", 1);
		return;
	}
	if (unread == NULL) {
		unread = json_object();
		cli_run_fact(run, "unread", unread);
	}
	view_member_add(unread, kind, 1);
}

/* Of one file all at once; of several when all have been read. */
static void picture_print_row(struct cli_run *run, const json_t *row)
{
	const json_t *findings = json_object_get(row, "findings");
	bool skipped = json_object_get(row, "skipped") != NULL;
	bool failed = json_object_get(row, "error") != NULL;

	if (skipped)
		picture_skip(run, view_member(row, "kind"));
	else if (failed)
		(void)cli_run_say(run, "failed", row);
	/* What stands beside pixels is given away though they are not read. */
	if ((skipped || failed) && json_array_size(findings) == 0)
		return;
	if (run->context == NULL)
		run->context = json_array();
	json_array_append(run->context, (json_t *)row);
	if (picture_is_one(run))
		picture_print_file(run, row,
				   json_array_size(run->context) == 1);
}

static void picture_print_many(struct cli_run *run, const json_t *gathered)
{
	const json_t *row;
	size_t i;

	(void)cli_run_say(run, "sums", gathered);
	json_array_foreach(json_object_get(gathered, "rows"), i, row)
	    picture_print_file(run, row, i == 0);
	(void)cli_run_say(run, "several", gathered);
}

static void picture_print_end(struct cli_run *run)
{
	json_t *gathered =
	    view_gathered(run->context, operation_truth(&run->call, "hashes"));

	if (run->context != NULL && !picture_is_one(run))
		picture_print_many(run, gathered);
	(void)cli_run_say(run, "remedies", gathered);
	json_decref(gathered);
	if (run->context == NULL && run->call.failed == 0)
		cli_say("no picture was found there.");
	(void)cli_run_say(run, "unread", NULL);
	cli_passed_over((size_t)cli_run_counted(run, "skipped"));
}

static void picture_free(struct cli_run *run)
{
	json_decref(run->context);
}

const struct cli_words words_picture[] = {
    {.name = "picture.fingerprint",
     .row = picture_print_row,
     .end = picture_print_end,
     .free = picture_free},
    {.name = NULL},
};
