/* words_watch.c: pages to look at again, on a terminal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words.h"
#include "words_exposure.h"

static void watch_print_page(struct cli_run *run, const json_t *row)
{
	char day[LEDGER_CLI_TIME];
	char *page = cli_printable(cli_member(row, "page"));
	int64_t looked = cli_member_number(row, "looked");

	(void)run;
	ledger_cli_time(day, looked);
	puts(page);
	if (looked > 0)
		printf("          looked at last on %.10s\n", day);
	else
		puts("          not looked at yet");
	free(page);
}

static void watch_list_end(struct cli_run *run)
{
	if (run->rows == 0)
		puts("No page is on the list: 'lenscap watch add URL'.");
}

static void watch_print_set(struct cli_run *run, const json_t *row)
{
	bool add = strcmp(run->call.operation->name, "watch.add") == 0;
	bool changed = json_is_true(json_object_get(row, "changed"));

	char *page = cli_printable(cli_member(row, "page"));

	printf("%s %s\n", page,
	       add ? changed ? "is on the list; 'lenscap watch run' looks."
			     : "is on the list already."
	       : changed ? "is on the list no more."
			 : "was not on the list.");
	free(page);
}

/* What to say of a photo on a page. */
static const char *watch_words(const json_t *photo)
{
	static const struct {
		const char *now, *words;
	} states[] = {
	    {"there", "is there"},
	    {"changed", "was not found; another picture is there"},
	    {"stand_in", "was not found; a stand-in is there"},
	    {"login", "is behind a login"},
	    {"absent", "was not found"},
	};
	const char *now = cli_member(photo, "now");

	if (json_is_true(json_object_get(photo, "added")))
		return "is there, and was not seen there before";
	if (json_is_true(json_object_get(photo, "back")))
		return "is there again; it was gone";
	if (json_is_true(json_object_get(photo, "gone")))
		return "is gone: not found twice, a day or more apart";
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++)
		if (strcmp(states[i].now, now) == 0)
			return states[i].words;
	return "could not be looked for";
}

/* What a page that can be read did not tell. */
static void watch_print_rest(const json_t *row, bool any)
{
	long long unlearned = cli_member_number(row, "unlearned");
	bool cut = json_is_true(json_object_get(row, "cut"));

	if (unlearned > 0)
		printf("          %lld part%s of it could not be learned "
		       "(pictures, frames or style sheets); 'lenscap check' "
		       "says why.\n",
		       unlearned, cli_s(unlearned));
	if (cut)
		puts("          It has more pictures or frames than were "
		     "looked at.");
	if (!any)
		puts(unlearned > 0 || cut
			 ? "          No photo of yours was found in the rest."
			 : "          No photo of yours was found there.");
}

static void watch_print_photo(const json_t *photo)
{
	char *source = cli_printable(cli_member(photo, "source"));

	printf("          photo %lld (%s) %s\n",
	       (long long)cli_member_number(photo, "photo"), source,
	       watch_words(photo));
	free(source);
}

static void watch_print_row(struct cli_run *run, const json_t *row)
{
	const json_t *photos = json_object_get(row, "photos"), *photo;
	char *page = cli_printable(cli_member(row, "page"));
	bool open = strncmp(cli_member(row, "access"), "public", 6) == 0;
	size_t i;

	(void)run;
	puts(page);
	if (!open)
		printf("          %s\n", cli_member(row, "words"));
	else
		watch_print_rest(row, json_array_size(photos) > 0);
	json_array_foreach(photos, i, photo) watch_print_photo(photo);
	free(page);
}

static void watch_run_end(struct cli_run *run)
{
	long long rested = cli_member_number(run->call.result, "rested");

	if (run->rows == 0 && rested == 0)
		watch_list_end(run);
	if (rested > 0)
		printf("%lld page%s looked at within the last 20 hours; --all "
		       "looks again.\n",
		       rested, rested == 1 ? " was" : "s were");
}

const struct cli_words words_watch[] = {
    {.name = "watch.list", .row = watch_print_page, .end = watch_list_end},
    {.name = "watch.add", .row = watch_print_set},
    {.name = "watch.remove", .row = watch_print_set},
    {.name = "watch.run",
     .row = watch_print_row,
     .end = watch_run_end,
     .run = exposure_look,
     .free = exposure_free,
     .doing = "Looking"},
    {.name = NULL},
};
