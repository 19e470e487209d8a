/* words_exposure.c: what strangers get and what was found, on a terminal. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

/* ---- Before the first look ---- */

/* The setting of a ledger whose person was told. */
#define EXPOSURE_TOLD "looks.told"

static bool exposure_was_told(const struct cli_run *run)
{
	struct ledger *ledger;
	struct base_buffer value;
	bool told;

	if (run->call.work == NULL)
		return false;
	ledger = casework_ledger(run->call.work);
	base_buffer_init(&value, LEDGER_TEXT_MAX);
	told =
	    ledger_setting_get(ledger, EXPOSURE_TOLD, NULL, &value) == LENS_OK;
	base_buffer_free(&value);
	/* Not noted, it is said once more, which does no harm. */
	if (!told)
		(void)!ledger_setting_set(ledger, EXPOSURE_TOLD, "1", NULL);
	return told;
}

/* What a look tells the site is said before the first one. */
static void exposure_look(struct cli_run *run)
{
	if (!run->json && operation_text(&run->call, "proxy") == NULL &&
	    !exposure_was_told(run))
		fputs("What a look tells a site: your network address, the "
		      "time, and which addresses were asked for; some are "
		      "made for one visitor alone.  --proxy (Tor) hides the "
		      "first.\n",
		      stderr);
	run->call.operation->run(&run->call);
}

static bool exposure_is_web(const char *word)
{
	return strncasecmp(word, "http://", 7) == 0 ||
	       strncasecmp(word, "https://", 8) == 0;
}

static void exposure_look_if_web(struct cli_run *run)
{
	const char *first = run->file_count > 0 ? run->files[0] : "";

	if (exposure_is_web(first))
		exposure_look(run);
	else
		run->call.operation->run(&run->call);
}

/* ---- What a stranger gets ---- */

static const struct {
	const char *status, *word;
	enum cli_style style;
	const char *one, *many; /* what the last line says of so many */
} exposure_states[] = {
    {"mine", "mine", CLI_RED, NULL, NULL},
    {"new", "public", CLI_PLAIN, NULL, NULL},
    {"icon", "icon", CLI_DIM, NULL, NULL},
    {"drawing", "drawing", CLI_DIM, NULL, NULL},
    {"page", "page", CLI_BOLD, NULL, NULL},
    {"login", "login", CLI_DIM, "asks for a login", "ask for a login"},
    {"stand_in", "stand-in", CLI_DIM, "gives a stand-in", "give a stand-in"},
    {"absent", "absent", CLI_DIM, "is not there", "are not there"},
    {"unreadable", "unreadable", CLI_YELLOW, "could not be read",
     "could not be read"},
    {"unknown", "unknown", CLI_YELLOW, "could not be learned",
     "could not be learned"},
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

/* Where it led, when that is another place than was asked for. */
static void exposure_print_redirect(const json_t *row)
{
	const json_t *public = json_object_get(row, "public");
	const char *to = cli_member(public, "final_url");

	if (json_array_size(json_object_get(public, "redirects")) > 0 &&
	    to[0] != '\0')
		printf("      it led to %s\n", to);
}

/* A row of check, or (whole false) of find among addresses. */
static void exposure_print_picture(const json_t *row, bool whole)
{
	size_t state = exposure_state(row);
	const char *url = cli_member(row, "url");

	printf("%s%-10s%s  %s\n",
	       cli_style(stdout, exposure_states[state].style),
	       exposure_states[state].word, cli_style(stdout, CLI_PLAIN),
	       url[0] ? url : "(a picture inside the page)");
	if (json_object_get(row, "error") != NULL ||
	    strcmp(cli_member(row, "access"), "public_to_browsers") == 0 ||
	    (strcmp(cli_member(row, "status"), "page") == 0 &&
	     strcmp(cli_member(row, "why"), "ok") != 0))
		printf("      %s\n", cli_member(row, "words"));
	exposure_print_redirect(row);
	exposure_print_matches(row);
	if (whole)
		exposure_print_findings(row);
	if (whole)
		exposure_print_terms(row);
}

/* Of all that was not looked at, why: so that nobody takes it for nothing. */
static void exposure_count_left(struct cli_run *run, const json_t *row)
{
	static const char *const left[] = {"budget", "not_asked", "cut"};
	const char *why = cli_member(row, "why");

	/* An answer that was torn is "cut", too. */
	if (strcmp(why, "cut") == 0 &&
	    strcmp(cli_member(row, "status"), "page") != 0)
		return;
	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
		if (strcmp(left[i], why) == 0)
			exposure_count(run, left[i]);
}

static void exposure_check_row(struct cli_run *run, const json_t *row)
{
	exposure_count(run, cli_member(row, "status"));
	exposure_count_left(run, row);
	exposure_print_picture(row, true);
}

static void exposure_print_left(struct cli_run *run)
{
	long long budget = exposure_counted(run, "budget");
	long long later = exposure_counted(run, "not_asked");
	long long cut = exposure_counted(run, "cut");

	if (budget > 0)
		printf("Not looked at: %lld beyond the budget; --budget MB "
		       "allows more.\n",
		       budget);
	if (later > 0)
		printf("Not looked at: %lld of sites that want to be left "
		       "alone for a while.\n",
		       later);
	if (cut > 0)
		printf("Not looked at: more pictures of %lld page%s.\n", cut,
		       cut == 1 ? "" : "s");
}

static void exposure_check_end(struct cli_run *run)
{
	long long mine = exposure_counted(run, "mine");
	long long all =
	    mine + exposure_counted(run, "new") + exposure_counted(run, "icon");

	printf("Anyone can fetch %lld picture%s, %lld of them yours.", all,
	       all == 1 ? "" : "s", mine);
	for (size_t i = 0; i < EXPOSURE_STATES; i++) {
		long long count =
		    exposure_counted(run, exposure_states[i].status);

		if (exposure_states[i].one != NULL && count > 0)
			printf("  %lld %s.", count,
			       count == 1 ? exposure_states[i].one
					  : exposure_states[i].many);
	}
	puts("");
	exposure_print_left(run);
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
	exposure_count_left(run, row);
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

static const struct {
	const char *now, *word;
	enum cli_style style;
	const char *many; /* what the last line says of so many */
} exposure_now[] = {
    {"gone", "gone", CLI_GREEN, "gone"},
    {"there", "there", CLI_RED, "still there"},
    {"absent", "absent", CLI_DIM, "not there now"},
    {"changed", "changed", CLI_DIM, "changed"},
    {"stand_in", "stand-in", CLI_DIM, "with a stand-in"},
    {"login", "login", CLI_DIM, "behind a login"},
    {"unknown", "unknown", CLI_YELLOW, "could not be learned"},
};

#define EXPOSURE_NOW (sizeof(exposure_now) / sizeof(*exposure_now))

static void exposure_recheck_row(struct cli_run *run, const json_t *row)
{
	bool gone = json_is_true(json_object_get(row, "gone"));
	bool back = json_is_true(json_object_get(row, "back"));
	const char *now = gone ? "gone" : cli_member(row, "now");
	char *place = cli_printable(cli_member(row, "place"));
	size_t i = 0;

	while (i + 1 < EXPOSURE_NOW && strcmp(exposure_now[i].now, now) != 0)
		i++;
	exposure_count(run, now);
	if (back)
		exposure_count(run, "back");
	printf("%s%-8s%s  photo %lld  %s%s\n",
	       cli_style(stdout, exposure_now[i].style), exposure_now[i].word,
	       cli_style(stdout, CLI_PLAIN),
	       (long long)cli_member_number(row, "photo"), place,
	       back ? "  (it was gone before)" : "");
	if (strcmp(now, "there") != 0)
		printf("          %s\n", cli_member(row, "words"));
	else if (cli_member(row, "address")[0] != '\0')
		printf("          now at %s\n", cli_member(row, "address"));
	free(place);
}

static void exposure_recheck_end(struct cli_run *run)
{
	long long seen = 0, back = exposure_counted(run, "back");

	for (size_t i = 0; i < EXPOSURE_NOW; i++) {
		long long count = exposure_counted(run, exposure_now[i].now);

		if (count > 0)
			printf("%s%lld %s", seen > 0 ? ", " : "", count,
			       exposure_now[i].many);
		seen += count;
	}
	if (back > 0)
		printf(" (%lld of them back)", back);
	puts(seen > 0 ? "." : "No photo of yours was seen on the web yet.");
	if (exposure_counted(run, "absent") + exposure_counted(run, "changed") >
	    0)
		puts("What is not found again a day later counts as gone.");
}

const struct cli_words words_exposure[] = {
    {.name = "exposure.check",
     .run = exposure_look,
     .row = exposure_check_row,
     .end = exposure_check_end,
     .free = exposure_free,
     .doing = "Looking"},
    {.name = "exposure.find",
     .run = exposure_look_if_web,
     .row = exposure_find_row,
     .end = exposure_find_end,
     .free = exposure_free,
     .doing = "Looking"},
    {.name = "exposure.recheck",
     .run = exposure_look,
     .row = exposure_recheck_row,
     .end = exposure_recheck_end,
     .free = exposure_free,
     .doing = "Looking"},
    {.name = NULL},
};
