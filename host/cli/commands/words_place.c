/* words_place.c: what became of places, on a terminal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words.h"
#include "words_place.h"

/* What a place came to: of one, and in the sum. */
static const struct {
	const char *change, *word;
	enum cli_style style;
	const char *says; /* of one; NULL: a sentence of its own */
	const char *sum;
} place_changes[] = {
    {"gone", "gone", CLI_GREEN, NULL, "gone at"},
    {"absent", "absent", CLI_DIM, "At the last look it was not there",
     "not there at"},
    {"changed", "changed", CLI_DIM,
     "At the last look another picture was there", "another picture at"},
    {"stand_in", "stand-in", CLI_DIM,
     "At the last look another picture was given in its place",
     "a stand-in at"},
    {"login", "login", CLI_DIM, "At the last look a login was asked for",
     "behind a login at"},
    {"back", "back", CLI_RED, "It is there again", "there again at"},
    {"there", "there", CLI_RED, "It is there as before", "still there at"},
    {"unknown", "unknown", CLI_YELLOW, NULL, "not learned at the last look at"},
    {"not_compared", "new", CLI_PLAIN, NULL, NULL},
};

#define PLACE_CHANGES (sizeof(place_changes) / sizeof(*place_changes))

/* ---- One place ---- */

/* "2026-10-03" */
static const char *place_day(char out[LEDGER_CLI_TIME], int64_t moment)
{
	ledger_cli_time(out, moment);
	if (strlen(out) > 10)
		out[10] = '\0';
	return out;
}

static int64_t place_at(const json_t *row, const char *moment)
{
	return cli_member_number(json_object_get(row, moment), "at");
}

/* What it was, in a word: "there", "absent". */
static const char *place_was(const json_t *row, const char *moment)
{
	const json_t *look = json_object_get(row, moment);
	const char *state = cli_member(look, "state");

	if (json_is_true(json_object_get(look, "gone")))
		return "gone";
	for (size_t i = 0; i < PLACE_CHANGES; i++)
		if (strcmp(place_changes[i].change, state) == 0)
			return place_changes[i].word;
	return state;
}

/* For whom it is there, where that is known. */
static const char *place_access(const json_t *row, const char *moment)
{
	static const struct {
		const char *access, *words;
	} all[] = {
	    {"public", ", for anybody"},
	    {"public_to_browsers", ", for browsers and not for programs"},
	    {"login", ", behind a login"},
	};
	const char *access = cli_member(json_object_get(row, moment), "access");

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (strcmp(all[i].access, access) == 0)
			return all[i].words;
	return "";
}

static void place_print_sentence(const json_t *row, size_t i)
{
	char day[LEDGER_CLI_TIME], then[LEDGER_CLI_TIME];
	bool moved = strcmp(place_changes[i].change, "there") == 0 &&
		     !json_is_true(json_object_get(row, "same"));

	place_day(then, place_at(row, "then"));
	if (moved) {
		place_day(day, place_at(row, "now"));
		printf("          It is there%s (%s); on %s: there%s.\n",
		       place_access(row, "now"), day, then,
		       place_access(row, "then"));
		return;
	}
	if (strcmp(place_changes[i].change, "gone") == 0)
		printf("          Not found since %s",
		       place_day(day, cli_member_number(row, "since")));
	else if (strcmp(place_changes[i].change, "unknown") == 0)
		printf("          The last look (%s) learned nothing; the one "
		       "of %s: %s",
		       place_day(day, place_at(row, "now")),
		       place_day(then, place_at(row, "learned")),
		       place_was(row, "learned"));
	else
		printf("          %s (%s)", place_changes[i].says,
		       place_day(day, place_at(row, "now")));
	if (strcmp(place_changes[i].change, "unknown") != 0)
		printf("; on %s: %s%s", place_day(then, place_at(row, "then")),
		       place_was(row, "then"),
		       strcmp(place_changes[i].change, "back") == 0 &&
			       strcmp(place_was(row, "then"), "there") == 0
			   ? ", and gone after that"
			   : "");
	puts(".");
}

static void place_print_kinds(const json_t *row, const char *member,
			      const char *words)
{
	const json_t *kinds = json_object_get(row, member), *kind;
	size_t i;

	json_array_foreach(kinds, i, kind)
	    printf("%s%s", i > 0 ? ", " : words, cli_member(kind, "label"));
	if (json_array_size(kinds) > 0)
		puts(".");
}

/* Where nothing changed there is nothing to say but the sum. */
static void place_print_change(struct cli_run *run, const json_t *row)
{
	const char *change = cli_member(row, "change");
	bool less = json_array_size(json_object_get(row, "less")) > 0;
	bool more = json_array_size(json_object_get(row, "more")) > 0;
	bool same = json_is_true(json_object_get(row, "same"));
	char *place, *source;
	size_t i = 0;

	(void)run;
	while (i + 1 < PLACE_CHANGES &&
	       strcmp(place_changes[i].change, change) != 0)
		i++;
	if (strcmp(change, "not_compared") == 0 || (same && !less && !more))
		return;
	place = cli_printable(cli_member(row, "place"));
	source = cli_printable(cli_member(row, "source"));
	printf("%s%-8s%s  photo %lld (%s)  %s\n",
	       cli_style(stdout, place_changes[i].style), place_changes[i].word,
	       cli_style(stdout, CLI_PLAIN),
	       (long long)cli_member_number(row, "photo"), source, place);
	free(source);
	place_print_sentence(row, i);
	place_print_kinds(row, "less",
			  "          Its file there no longer tells: ");
	place_print_kinds(row, "more", "          Its file there tells now: ");
	free(place);
}

/* ---- The sum ---- */

void place_print_changes(const json_t *changes, const char *since)
{
	long long all = cli_member_number(changes, "compared");
	char day[LEDGER_CLI_TIME];
	long long less = cli_member_number(changes, "less");
	bool any = false;

	place_day(day, cli_member_number(changes, "since"));
	if (since[0] != '\0')
		printf("Since %s: ", since);
	else
		printf("Since they were first seen (the first on %s): ", day);
	for (size_t i = 0; i < PLACE_CHANGES; i++) {
		long long count =
		    cli_member_number(changes, place_changes[i].change);

		if (count == 0 || place_changes[i].sum == NULL)
			continue;
		printf("%s%s %lld", any ? ", " : "", place_changes[i].sum,
		       count);
		if (!any)
			printf(" of %lld place%s", all, cli_s(all));
		any = true;
	}
	puts(".");
	if (less > 0)
		printf("At %lld place%s the file there tells less than it "
		       "did.\n",
		       less, cli_s(less));
}

static void place_changes_end(struct cli_run *run)
{
	const json_t *changes = run->call.result;
	const char *since = operation_text(&run->call, "since");
	long long once = cli_member_number(changes, "not_compared");

	if (cli_member_number(changes, "compared") > 0)
		place_print_changes(changes, since ? since : "");
	else if (once == 0)
		puts("No photo of yours was looked for on the web yet.");
	if (once > 0)
		printf(
		    "%lld place%s cannot be compared: %s.  'lenscap recheck' "
		    "looks again.\n",
		    once, cli_s(once),
		    since ? "nothing was learned there by that day, or "
			    "nobody looked since"
			  : "fewer than two looks learned something there");
}

const struct cli_words words_place[] = {
    {.name = "exposure.changes",
     .row = place_print_change,
     .end = place_changes_end},
    {.name = NULL},
};
