/* words_exposure.c: what strangers get and what was found, on a terminal. */
#include <stdlib.h>
#include <string.h>

#include "words.h"

static long long exposure_size(const json_t *object, const char *member)
{
	return (long long)json_array_size(json_object_get(object, member));
}

/* How many rows had each word of a member, for the last line. */
static json_t *exposure_counts(struct cli_run *run)
{
	if (run->context == NULL)
		run->context = json_object();
	return run->context;
}

static void exposure_count(struct cli_run *run, const char *word)
{
	json_t *counts = exposure_counts(run);

	json_object_set_new(counts, word,
			    json_integer(cli_member_number(counts, word) + 1));
}

static long long exposure_counted(struct cli_run *run, const char *word)
{
	return (long long)cli_member_number(exposure_counts(run), word);
}

static void exposure_free(struct cli_run *run)
{
	json_decref(run->context);
}

/* ---- Photos that were found ---- */

static enum cli_style exposure_sure(const char *confidence)
{
	static const struct {
		const char *word;
		enum cli_style style;
	} sure[] = {{"possible", CLI_DIM},
		    {"likely", CLI_YELLOW},
		    {"certain", CLI_GREEN}};

	for (size_t i = 0; i < sizeof(sure) / sizeof(*sure); i++)
		if (strcmp(sure[i].word, confidence) == 0)
			return sure[i].style;
	return CLI_PLAIN;
}

static void exposure_print_match(const json_t *match)
{
	const char *confidence = cli_member(match, "confidence");
	const char *picture = cli_member(match, "picture");
	char *source = cli_printable(cli_member(match, "source"));
	const json_t *region = json_object_get(match, "region");
	char *link = cli_printable(cli_member(match, "link"));
	const json_t *how;
	size_t i;

	if (picture[0] != '\0')
		printf("    %s\n    ", picture);
	printf("    %s%-8s%s  photo %lld (%s)",
	       cli_style(stdout, exposure_sure(confidence)), confidence,
	       cli_style(stdout, CLI_PLAIN),
	       (long long)cli_member_number(match, "photo"), source);
	json_array_foreach(json_object_get(match, "words"), i, how)
	    printf("%s%s", i > 0 ? ", " : ": ", json_string_value(how));
	if (region != NULL)
		printf(" (%lld x %lld pixels, %lld from the left and %lld from "
		       "the top)",
		       (long long)cli_member_number(region, "width"),
		       (long long)cli_member_number(region, "height"),
		       (long long)cli_member_number(region, "x"),
		       (long long)cli_member_number(region, "y"));
	puts("");
	if (link[0] != '\0')
		printf("              its link leads to %s\n", link);
	free(link);
	free(source);
}

static void exposure_print_matches(const json_t *row)
{
	const json_t *match;
	size_t i;

	json_array_foreach(json_object_get(row, "matches"), i, match)
	    exposure_print_match(match);
}

/* ---- What a stranger gets ---- */

static const struct {
	const char *status, *word;
	enum cli_style style;
	bool picture; /* anybody gets it */
} exposure_states[] = {
    {"mine", "mine", CLI_RED, true},
    {"new", "public", CLI_PLAIN, true},
    {"icon", "icon", CLI_DIM, true},
    {"not_public", "not public", CLI_DIM, false},
    {"unreadable", "unreadable", CLI_YELLOW, false},
    {"page", "page", CLI_BOLD, false},
};

#define EXPOSURE_STATES (sizeof(exposure_states) / sizeof(*exposure_states))

static size_t exposure_state(const json_t *row)
{
	size_t i = 0;

	while (i + 1 < EXPOSURE_STATES &&
	       strcmp(exposure_states[i].status, cli_member(row, "status")) !=
		   0)
		i++;
	return i;
}

static void exposure_print_findings(const json_t *row)
{
	const json_t *finding;
	size_t i;

	json_array_foreach(json_object_get(row, "findings"), i, finding)
	    printf("      gives away %s: %s\n", cli_member(finding, "label"),
		   cli_member(finding, "detail"));
}

/* What the site says that machines may do with it. */
static void exposure_print_terms(const json_t *row)
{
	static const enum ipc_fetch_header terms[] = {
	    IPC_FETCH_ROBOTS, IPC_FETCH_TDM, IPC_FETCH_TDM_POLICY};
	const json_t *headers =
	    json_object_get(json_object_get(row, "public"), "headers");

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		const char *name = ipc_fetch_header_name(terms[i]);

		if (cli_member(headers, name)[0] != '\0')
			printf("      the site says to machines: %s: %s\n",
			       name, cli_member(headers, name));
	}
}

/* A row of check, or (whole false) of find among addresses. */
static void exposure_print_picture(const json_t *row, bool whole)
{
	size_t state = exposure_state(row);
	const char *url = cli_member(row, "url");
	bool picture = exposure_states[state].picture;

	printf("%s%-10s%s  %s\n",
	       cli_style(stdout, exposure_states[state].style),
	       exposure_states[state].word, cli_style(stdout, CLI_PLAIN),
	       url[0] ? url : "(a picture inside the page)");
	if (json_object_get(row, "error") != NULL)
		printf("      %s\n", cli_member(row, "why"));
	exposure_print_matches(row);
	if (picture && whole)
		exposure_print_findings(row);
	if (whole)
		exposure_print_terms(row);
}

static void exposure_check_row(struct cli_run *run, const json_t *row)
{
	exposure_count(run, cli_member(row, "status"));
	exposure_print_picture(row, true);
}

static void exposure_check_end(struct cli_run *run)
{
	long long mine = exposure_counted(run, "mine");
	long long all =
	    mine + exposure_counted(run, "new") + exposure_counted(run, "icon");
	long long closed = exposure_counted(run, "not_public");

	printf("Anyone can fetch %lld picture%s, %lld of them yours; %lld "
	       "address%s not public.\n",
	       all, all == 1 ? "" : "s", mine, closed,
	       closed == 1 ? " is" : "es are");
}

/* ---- What was found ---- */

static void exposure_print_file(const json_t *row, const char *name)
{
	long long elsewhere = (long long)cli_member_number(row, "elsewhere");
	char *saved = cli_printable(cli_member(row, "saved_from"));

	printf("%s%s%s\n", cli_style(stdout, CLI_BOLD), name,
	       cli_style(stdout, CLI_PLAIN));
	if (saved[0] != '\0')
		printf("    saved from %s\n", saved);
	free(saved);
	exposure_print_matches(row);
	if (exposure_size(row, "matches") == 0)
		puts("    none of yours");
	if (elsewhere > 0)
		printf("    %lld of its pictures are not saved with it or "
		       "cannot be read\n",
		       elsewhere);
	if (json_is_true(json_object_get(row, "cut")))
		puts("    more of its pictures were not looked at: it has too "
		     "many, or too large ones");
}

static void exposure_find_file(struct cli_run *run, const json_t *row)
{
	const json_t *error = json_object_get(row, "error");
	char *name = cli_printable(cli_member(row, "file"));

	exposure_count(run, "files");
	if (error != NULL) {
		fflush(stdout);
		fprintf(stderr, "%s: %s\n", name, cli_member(error, "message"));
	} else if (exposure_size(row, "matches") > 0 ||
		   json_object_get(row, "read") != NULL ||
		   operation_truth(&run->call, "all")) {
		exposure_print_file(row, name);
	}
	free(name);
}

static void exposure_find_row(struct cli_run *run, const json_t *row)
{
	const char *status = cli_member(row, "status");
	bool plain = strcmp(status, "new") == 0 || strcmp(status, "icon") == 0;

	if (json_object_get(row, "skipped") != NULL) {
		exposure_count(run, "skipped");
		return;
	}
	if (exposure_size(row, "matches") > 0)
		exposure_count(run, "with");
	if (json_object_get(row, "url") == NULL) {
		exposure_find_file(run, row);
		return;
	}
	exposure_count(run, status);
	exposure_count(run, "addresses");
	if (!plain || operation_truth(&run->call, "all"))
		exposure_print_picture(row, false);
}

static void exposure_find_end(struct cli_run *run)
{
	long long failed = (long long)run->call.failed;
	long long files = exposure_counted(run, "files") - failed;

	if (exposure_counted(run, "addresses") > 0) {
		exposure_check_end(run);
		return;
	}
	printf("%lld of %lld picture%s show%s a photo of yours.\n",
	       exposure_counted(run, "with"), files, files == 1 ? "" : "s",
	       exposure_counted(run, "with") == 1 ? "s" : "");
	cli_passed_over((size_t)exposure_counted(run, "skipped"));
}

/* ---- What can still be got ---- */

static void exposure_recheck_row(struct cli_run *run, const json_t *row)
{
	static const struct {
		const char *now;
		enum cli_style style;
	} styles[] = {
	    {"still", CLI_RED}, {"gone", CLI_GREEN}, {"unsure", CLI_YELLOW}};
	const char *now = cli_member(row, "now");
	bool back = json_is_true(json_object_get(row, "back"));
	char *place = cli_printable(cli_member(row, "place"));
	size_t i = 0;

	while (i + 1 < sizeof(styles) / sizeof(*styles) &&
	       strcmp(styles[i].now, now) != 0)
		i++;
	exposure_count(run, now);
	if (back)
		exposure_count(run, "back");
	printf("%s%-6s%s  photo %lld  %s%s\n",
	       cli_style(stdout, styles[i].style), now,
	       cli_style(stdout, CLI_PLAIN),
	       (long long)cli_member_number(row, "photo"), place,
	       back ? "  (it was gone before)" : "");
	free(place);
}

static void exposure_recheck_end(struct cli_run *run)
{
	printf("%lld gone, %lld still there (%lld of them back), %lld not "
	       "asked.\n",
	       exposure_counted(run, "gone"), exposure_counted(run, "still"),
	       exposure_counted(run, "back"), exposure_counted(run, "unsure"));
}

const struct cli_words words_exposure[] = {
    {.name = "exposure.check",
     .row = exposure_check_row,
     .end = exposure_check_end,
     .free = exposure_free,
     .doing = "Looking"},
    {.name = "exposure.find",
     .row = exposure_find_row,
     .end = exposure_find_end,
     .free = exposure_free,
     .doing = "Looking"},
    {.name = "exposure.recheck",
     .row = exposure_recheck_row,
     .end = exposure_recheck_end,
     .free = exposure_free,
     .doing = "Looking"},
    {.name = NULL},
};
