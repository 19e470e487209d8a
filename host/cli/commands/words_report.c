/* words_report.c: how exposed somebody is, on a terminal. */
#include <stdio.h>
#include <string.h>

#include "screen/table.h"
#include "words.h"
#include "words_place.h"

static int64_t report_access(const json_t *object, const char *name)
{
	return cli_member_number(json_object_get(object, "access"), name);
}

static int64_t report_public(const json_t *object)
{
	return report_access(object, "public") +
	       report_access(object, "public_to_browsers");
}

static void report_photos(const json_t *row)
{
	int64_t photos = cli_member_number(row, "photos");
	int64_t where = cli_member_number(row, "say_where");
	int64_t who = cli_member_number(row, "say_who");

	printf("You keep %lld photo%s.", (long long)photos, cli_s(photos));
	if (where > 0)
		printf("  The file%s of %lld say%s where %s taken.",
		       cli_s(where), (long long)where, where == 1 ? "s" : "",
		       where == 1 ? "it was" : "they were");
	if (who > 0)
		printf("  %lld name%s who is on %s.", (long long)who,
		       who == 1 ? "s" : "", who == 1 ? "it" : "them");
	putchar('\n');
}

/* Places that the last look did not learn, as it was before. */
static void report_learned(const json_t *unlearned)
{
	char first[LEDGER_CLI_TIME], last[LEDGER_CLI_TIME];
	int64_t photos = cli_member_number(unlearned, "photos");
	int64_t places = cli_member_number(unlearned, "places");
	bool one;

	if (!json_is_object(unlearned))
		return;
	ledger_cli_time(first, cli_member_number(unlearned, "first"));
	ledger_cli_time(last, cli_member_number(unlearned, "last"));
	one = strncmp(first, last, 10) == 0;
	printf("Of %lld place%s it learned nothing; when something was last "
	       "learned there (%s%.10s%s%.10s), anybody could fetch %lld "
	       "photo%s.\n",
	       (long long)places, cli_s(places), one ? "on " : "from ", first,
	       one ? "" : " to ", one ? "" : last, (long long)photos,
	       cli_s(photos));
}

static void report_state(bool *headed, int64_t count, const char *words)
{
	if (count == 0)
		return;
	if (!*headed)
		puts("Of the places on the web:");
	*headed = true;
	printf("  %6lld  %s\n", (long long)count, words);
}

/* One line for each state that a place is in. */
static void report_states(const json_t *row)
{
	static const struct {
		const char *access, *words;
	} states[] = {
	    {"public_to_browsers", "to browsers only"},
	    {"login", "ask for a login"},
	    {"stand_in", "give another picture instead"},
	    {"absent", "no longer have it, at the last look"},
	    {"unknown", "could not be learned, at the last look"},
	};
	bool headed = false;

	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++)
		report_state(&headed, report_access(row, states[i].access),
			     states[i].words);
	report_state(&headed, cli_member_number(row, "not_asked"),
		     "named by a page that links there, and not looked at yet: "
		     "'lenscap recheck' looks");
	report_state(&headed, cli_member_number(row, "gone"),
		     "gone: not found twice, a day or more apart");
}

/* What became of them, where anything did. */
static void report_changes(const json_t *row)
{
	const json_t *changes = json_object_get(row, "changes");

	if (cli_member_number(changes, "compared") >
	    cli_member_number(changes, "there") +
		cli_member_number(changes, "unknown"))
		place_print_changes(changes, "");
}

/* That no open place was found says nothing of those not learned. */
static void report_last_look(const json_t *row)
{
	int64_t open = cli_member_number(row, "photos_public");
	int64_t places = report_public(row);
	int64_t unknown = report_access(row, "unknown");

	if (places == 0 && unknown > 0)
		printf("The last look found no place where anybody could fetch "
		       "one of them, but could not learn it of %lld place%s.\n",
		       (long long)unknown, cli_s(unknown));
	else
		printf("At the last look anybody could fetch %lld of them, at "
		       "%lld place%s.\n",
		       (long long)open, (long long)places, cli_s(places));
	report_learned(json_object_get(row, "unlearned"));
}

static void report_places(const json_t *row)
{
	if (cli_member_number(row, "places") == 0) {
		puts("No place on the web is known where one of them is: check "
		     "a page with the extension, or 'lenscap check URL'.");
		return;
	}
	if (cli_member_number(row, "places") >
	    cli_member_number(row, "not_asked"))
		report_last_look(row);
	report_states(row);
	report_changes(row);
}

static void report_sites(const json_t *row)
{
	static const struct cli_table_column columns[] = {
	    {"SITE", 24, CLI_TABLE_WIDE},   {"PHOTOS", 6, CLI_TABLE_RIGHT},
	    {"PUBLIC", 6, CLI_TABLE_RIGHT}, {"UNKNOWN", 7, CLI_TABLE_RIGHT},
	    {"ABSENT", 6, CLI_TABLE_RIGHT}, {"GONE", 4, CLI_TABLE_RIGHT},
	    {NULL, 0, CLI_TABLE_LEFT},
	};
	const json_t *sites = json_object_get(row, "sites"), *site;
	size_t i;

	if (json_array_size(sites) == 0)
		return;
	putchar('\n');
	cli_table_heads(columns);
	json_array_foreach(sites, i, site)
	{
		char number[5][24];
		const int64_t counts[5] = {
		    cli_member_number(site, "photos"), report_public(site),
		    report_access(site, "unknown") +
			cli_member_number(site, "not_asked"),
		    report_access(site, "absent"),
		    cli_member_number(site, "gone")};

		for (size_t k = 0; k < 5; k++)
			snprintf(number[k], sizeof(number[k]), "%lld",
				 (long long)counts[k]);
		cli_table_row(columns, cli_member(site, "host"), number[0],
			      number[1], number[2], number[3], number[4]);
	}
}

static void report_letters(const json_t *row)
{
	const json_t *letters = json_object_get(row, "letters");
	int64_t asked = cli_member_number(letters, "asked");
	int64_t due = cli_member_number(row, "due");

	if (asked > 0)
		printf("\nYou wrote in %lld case%s: %lld wait%s for an answer, "
		       "%lld %s late, %lld say%s that it was erased.\n",
		       (long long)asked, cli_s(asked),
		       (long long)cli_member_number(letters, "waiting"),
		       cli_member_number(letters, "waiting") == 1 ? "s" : "",
		       (long long)cli_member_number(letters, "overdue"),
		       cli_member_number(letters, "overdue") == 1 ? "is"
								  : "are",
		       (long long)cli_member_number(letters, "erased"),
		       cli_member_number(letters, "erased") == 1 ? "s" : "");
	if (due > 0)
		printf("\nNext: 'lenscap cases due' (%lld wait%s for you)\n",
		       (long long)due, due == 1 ? "s" : "");
	else if (report_public(row) > 0 && asked == 0)
		puts("\nNext: 'lenscap controllers list' (whom to write to), "
		     "then 'lenscap letter draft'");
}

static void report_print(struct cli_run *run, const json_t *row)
{
	(void)run;
	if (cli_member_number(row, "photos") > 0) {
		report_photos(row);
		report_places(row);
	} else {
		puts("You keep no photos yet: 'lenscap photos add FOLDER'.");
	}
	report_sites(row);
	report_letters(row);
}

static void report_print_made(struct cli_run *run, const json_t *row)
{
	(void)run;
	printf("The report is in %s.  Open it in your browser.\n",
	       cli_member(row, "file"));
}

static void report_print_sheet(struct cli_run *run, const json_t *row)
{
	long long places = cli_member_number(row, "places");

	(void)run;
	if (places > 0)
		printf(
		    "The sheet is in %s, with %lld place%s.  Open it in your "
		    "browser.\n",
		    cli_member(row, "file"), places, cli_s(places));
	else
		printf(
		    "The sheet is in %s; it says that no stranger was seen to "
		    "get one of these photos.\n",
		    cli_member(row, "file"));
}

const struct cli_words words_report[] = {
    {.name = "report.overview", .row = report_print},
    {.name = "report.make", .row = report_print_made},
    {.name = "report.evidence", .row = report_print_sheet},
    {.name = NULL},
};
