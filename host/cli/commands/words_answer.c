/* words_answer.c: what is in an answer, on a terminal. */
#include <stdio.h>

#include "screen/table.h"
#include "words.h"

/* Whether all of it was read. */
static bool answer_is_whole(const json_t *row)
{
	return cli_member_number(row, "unread") == 0 &&
	       cli_member_number(row, "wordless") == 0 &&
	       json_array_size(json_object_get(row, "files")) == 0 &&
	       !json_is_true(json_object_get(row, "cut"));
}

static void answer_print_pictures(const json_t *row)
{
	long long all = (long long)cli_member_number(row, "picture_count");

	if (all == 0) {
		puts(answer_is_whole(row)
			 ? "There are no pictures in it."
			 : "No picture was read in it; what was not read "
			   "stands below.");
		return;
	}
	/* Theirs may be among them: a sign, a signature. */
	printf("%lld %s in it: %lld %s yours, in %lld none of your photos was "
	       "recognised.\n",
	       all, all == 1 ? "picture is" : "pictures are",
	       (long long)cli_member_number(row, "mine"),
	       (long long)cli_member_number(row, "mine") == 1 ? "is" : "are",
	       (long long)cli_member_number(row, "unknown"));
}

/* What was not read stands there, so that nobody takes it for nothing. */
static void answer_print_left(const json_t *row)
{
	const json_t *file;
	size_t i;

	if ((long long)cli_member_number(row, "unread") > 0)
		printf("Pictures that could not be read: %lld\n",
		       (long long)cli_member_number(row, "unread"));
	if ((long long)cli_member_number(row, "wordless") > 0)
		printf("Pages without words, which may be scanned: %lld; look "
		       "at them yourself.\n",
		       (long long)cli_member_number(row, "wordless"));
	json_array_foreach(json_object_get(row, "files"), i, file)
	    printf("Not read: %s (%s)\n", cli_member(file, "file"),
		   cli_member(file, "words"));
	if (json_is_true(json_object_get(row, "cut")))
		puts("It has more than was read.");
}

static void answer_print(struct cli_run *run, const json_t *row)
{
	const json_t *entry;
	size_t i;

	(void)run;
	printf("Case %lld: %s, %s\n", (long long)cli_member_number(row, "case"),
	       cli_member(row, "kind_words"),
	       json_is_true(json_object_get(row, "kept"))
		   ? "kept as an exhibit"
		   : "which the case had already");
	if (!json_is_true(json_object_get(row, "kept")))
		printf(
		    "Nothing was changed; what it is can be corrected: "
		    "lenscap cases correct %lld --entry NUMBER --kind KIND\n",
		    (long long)cli_member_number(row, "case"));
	else
		printf("%sIf that is wrong: lenscap cases correct %lld --kind "
		       "KIND\n",
		       answer_is_whole(row) ? "" : "Not all of it was read.  ",
		       (long long)cli_member_number(row, "case"));
	answer_print_pictures(row);
	answer_print_left(row);
	if (json_array_size(json_object_get(row, "categories")) > 0)
		puts("Kinds of data that it names:");
	json_array_foreach(json_object_get(row, "categories"), i, entry)
	    printf("  %-32s %s\n", cli_member(entry, "words"),
		   cli_member(entry, "line"));
	if (json_array_size(json_object_get(row, "places")) > 0)
		puts("Places to check (lenscap check ADDRESS):");
	json_array_foreach(json_object_get(row, "places"), i, entry)
	    printf("  %s\n", cli_member(entry, "url"));
	json_array_foreach(json_object_get(row, "next"), i, entry)
	    printf("Next: %s\n  %s\n", cli_member(entry, "words"),
		   cli_member(entry, "command"));
}

const struct cli_words words_answer[] = {
    {.name = "case.answer", .row = answer_print},
    {.name = NULL},
};
