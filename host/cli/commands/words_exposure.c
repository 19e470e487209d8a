/* words_exposure.c: what strangers get and what was found, on a terminal. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "words.h"
#include "words_audit.h"
#include "words_exposure.h"

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

static void exposure_add(struct cli_run *run, const char *word, int64_t more)
{
	json_t *counts = exposure_counts(run);
	json_object_set_new(
	    counts, word, json_integer(cli_member_number(counts, word) + more));
}

static void exposure_count(struct cli_run *run, const char *word)
{
	exposure_add(run, word, 1);
}

static long long exposure_counted(struct cli_run *run, const char *word)
{
	return (long long)cli_member_number(exposure_counts(run), word);
}

void exposure_free(struct cli_run *run)
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

/* saved: whether the page is told, as the file has several. */
static void exposure_print_match(const json_t *match, bool saved)
{
	const char *confidence = cli_member(match, "confidence");
	const char *picture = cli_member(match, "picture");
	char *source = cli_printable(cli_member(match, "source"));
	const json_t *region = json_object_get(match, "region");
	char *link = cli_printable(cli_member(match, "link"));
	char *page = cli_printable(cli_member(match, "saved_from"));
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
	if (saved && page[0] != '\0')
		printf("              saved from %s\n", page);
	free(page);
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
	    exposure_print_match(match,
				 json_object_get(row, "saved_from") == NULL);
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

/* How a document belongs to the page that was asked for. */
static void exposure_print_via(const json_t *row)
{
	static const struct {
		const char *via, *words;
	} vias[] = {{"frame", "in a frame of"},
		    {"refresh", "where readers are led on to from"},
		    {"sheet", "a style sheet of"}};

	for (size_t i = 0; i < sizeof(vias) / sizeof(vias[0]); i++)
		if (strcmp(cli_member(row, "via"), vias[i].via) == 0)
			printf("      %s %s\n", vias[i].words,
			       cli_member(row, "page"));
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
	exposure_print_via(row);
	exposure_print_redirect(row);
	exposure_print_matches(row);
	if (cli_member(row, "leads")[0] != '\0')
		printf("      its link leads to %s\n",
		       cli_member(row, "leads"));
	if (whole)
		exposure_print_findings(row);
	if (whole)
		exposure_print_terms(row);
}

/* ---- Rows in the order of their pages ---- */

/* Rows come as they are learned; they are shown in order, each photo once. */
static void exposure_hold(struct cli_run *run, const char *list,
			  const json_t *row)
{
	json_t *counts = exposure_counts(run);
	json_t *rows = json_object_get(counts, list);

	if (rows == NULL) {
		rows = json_array();
		json_object_set_new(counts, list, rows);
	}
	json_array_append(rows, (json_t *)row);
}

static int exposure_order(const void *a, const void *b)
{
	int64_t one = cli_member_number(*(json_t *const *)a, "number");
	int64_t two = cli_member_number(*(json_t *const *)b, "number");

	return (one > two) - (one < two);
}

static int64_t exposure_pixels(const json_t *row)
{
	return cli_member_number(row, "width") *
	       cli_member_number(row, "height");
}

/* The row that stands for this one: the first of its sizes that was told. */
static int64_t exposure_first(const json_t *row)
{
	int64_t same = cli_member_number(row, "same");

	return same > 0 ? same : cli_member_number(row, "number");
}

/* Whether this is another address of what the row stands for, told once. */
static bool exposure_is_size(const json_t *row, json_t *const *rows, size_t at)
{
	const char *url = cli_member(rows[at], "url");

	if (rows[at] == row || exposure_first(rows[at]) != exposure_first(row))
		return false;
	if (url[0] == '\0')
		return strcmp(cli_member(rows[at], "page"),
			      cli_member(row, "page")) == 0;
	for (size_t i = 0; i < at; i++)
		if (strcmp(cli_member(rows[i], "url"), url) == 0)
			return false;
	return strcmp(cli_member(row, "url"), url) != 0;
}

/* Other pages of the check that show it. */
static void exposure_print_pages(const json_t *row, json_t *const *rows,
				 size_t count)
{
	const char *last = cli_member(row, "page");

	for (size_t i = 0; i < count; i++) {
		const char *page = cli_member(rows[i], "page");
		char *shown;

		if (exposure_first(rows[i]) != exposure_first(row) ||
		    strcmp(page, last) == 0 || page[0] == '\0' ||
		    strcmp(page, cli_member(row, "page")) == 0)
			continue;
		last = page;
		shown = cli_printable(page);
		printf("      also on %s\n", shown);
		free(shown);
	}
}

/* One photo in several sizes: the largest is shown, the others are counted. */
static void exposure_print_sizes(const json_t *row, json_t *const *rows,
				 size_t count)
{
	unsigned more = 0;

	exposure_print_pages(row, rows, count);
	for (size_t i = 0; i < count; i++)
		more += exposure_is_size(row, rows, i);
	if (more == 0)
		return;
	printf("      also at %u more address%s (", more,
	       more == 1 ? "" : "es");
	for (size_t i = 0; i < count; i++)
		if (exposure_is_size(row, rows, i))
			printf("%lld x %lld%s",
			       (long long)cli_member_number(rows[i], "width"),
			       (long long)cli_member_number(rows[i], "height"),
			       --more > 0 ? ", " : ")\n");
}

static const json_t *exposure_largest(const json_t *row, json_t *const *rows,
				      size_t count)
{
	const json_t *largest = NULL;

	for (size_t i = 0; i < count; i++)
		if (exposure_first(rows[i]) == exposure_first(row) &&
		    (largest == NULL ||
		     exposure_pixels(rows[i]) > exposure_pixels(largest)))
			largest = rows[i];
	return largest;
}

static bool exposure_shows(struct cli_run *run, const json_t *row)
{
	const char *status = cli_member(row, "status");
	bool plain = strcmp(status, "new") == 0 || strcmp(status, "icon") == 0;

	return !plain || strcmp(run->call.operation->name, "exposure.find") ||
	       operation_truth(&run->call, "all");
}

static void exposure_print_held(struct cli_run *run)
{
	json_t *held = json_object_get(exposure_counts(run), "rows");
	size_t count = json_array_size(held);
	json_t **rows = base_alloc(count + 1, sizeof(*rows));
	bool whole = strcmp(run->call.operation->name, "exposure.check") == 0;

	for (size_t i = 0; i < count; i++)
		rows[i] = json_array_get(held, i);
	qsort(rows, count, sizeof(json_t *), exposure_order);
	for (size_t i = 0; i < count; i++) {
		const json_t *row = rows[i];

		if (cli_member_number(row, "same") > 0)
			continue;
		exposure_count(run, cli_member(row, "status"));
		if (!exposure_shows(run, row))
			continue;
		row = exposure_largest(row, rows, count);
		exposure_print_picture(row, whole);
		exposure_print_sizes(row, rows, count);
	}
	free(rows);
	json_object_del(exposure_counts(run), "rows");
	held = json_object_get(exposure_counts(run), "audits");
	for (size_t i = 0; i < json_array_size(held); i++)
		audit_print(json_array_get(held, i));
	if (json_array_size(held) > 0)
		puts("");
}

/* ---- What was not looked at ---- */

static const struct {
	const char *member, *one, *many;
} exposure_left[] = {
    {"frames", "frame of another site", "frames of other sites"},
    {"documents", "frame or style sheet beyond what one check follows",
     "frames and style sheets beyond what one check follows"},
    {"canvases", "canvas that scripts draw", "canvases that scripts draw"},
    {"hidden", "picture that browsers show to nobody",
     "pictures that browsers show to nobody"},
    {"signs", "icon", "icons"},
    {"beyond", "picture beyond what one check compares",
     "pictures beyond what one check compares"},
};

#define EXPOSURE_LEFT (sizeof(exposure_left) / sizeof(*exposure_left))

/* Of all that was not looked at, why: so that nobody takes it for nothing. */
static void exposure_count_left(struct cli_run *run, const json_t *row)
{
	static const char *const reasons[] = {"budget", "not_asked"};
	const char *why = cli_member(row, "why");
	const json_t *left = json_object_get(row, "left");

	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (strcmp(reasons[i], why) == 0)
			exposure_count(run, reasons[i]);
	for (size_t i = 0; i < EXPOSURE_LEFT; i++)
		exposure_add(run, exposure_left[i].member,
			     cli_member_number(left, exposure_left[i].member));
}

static void exposure_check_row(struct cli_run *run, const json_t *row)
{
	const char *held =
	    strcmp(cli_member(row, "status"), "audit") == 0 ? "audits" : "rows";

	if (json_object_get(row, "grades") != NULL) {
		exposure_count(run, "rule");
		audit_print_rule(row);
		return;
	}
	/* Of what several pages show it was counted with the first. */
	if (cli_member_number(row, "same") == 0)
		exposure_count_left(run, row);
	exposure_hold(run, held, row);
}

static void exposure_print_left(struct cli_run *run)
{
	long long budget = exposure_counted(run, "budget");
	long long later = exposure_counted(run, "not_asked");
	bool any = false;

	for (size_t i = 0; i < EXPOSURE_LEFT; i++) {
		long long left = exposure_counted(run, exposure_left[i].member);

		if (left == 0)
			continue;
		printf("%s%lld %s", any ? ", " : "Not looked at: ", left,
		       left == 1 ? exposure_left[i].one
				 : exposure_left[i].many);
		any = true;
	}
	if (any)
		puts(".");
	if (budget > 0)
		printf("Not looked at: %lld beyond the budget; --budget MB "
		       "allows more.\n",
		       budget);
	if (later > 0)
		printf("Not looked at: %lld of sites that want to be left "
		       "alone for a while.\n",
		       later);
}

static void exposure_check_end(struct cli_run *run)
{
	long long mine = exposure_counted(run, "mine");
	long long all =
	    mine + exposure_counted(run, "new") + exposure_counted(run, "icon");
	bool learned = all > 0 || exposure_counted(run, "unknown") == 0;

	if (exposure_counted(run, "rule") > 0)
		return;
	if (learned)
		printf("Anyone can fetch %lld picture%s, %lld of them yours.",
		       all, cli_s(all), mine);
	else
		printf("Whether anyone can fetch a picture was not learned.");
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
void exposure_look(struct cli_run *run)
{
	if (!run->json && !operation_truth(&run->call, "rule") &&
	    operation_text(&run->call, "proxy") == NULL &&
	    !exposure_was_told(run))
		fputs("What a look tells a site: your network address, the "
		      "time, and which addresses were asked for; some are "
		      "made for one visitor alone.  --proxy (Tor) hides the "
		      "first.\n",
		      stderr);
	run->call.operation->run(&run->call);
	/* What was learned until it was stopped is shown, too. */
	cli_progress_clear(&run->progress);
	exposure_print_held(run);
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
		puts(
		    "    more pictures may be in it, which were not looked at: "
		    "it is not whole, has too many or too large ones, "
		    "addresses in an encoding that is not read, or archives "
		    "in it");
}

static void exposure_find_file(struct cli_run *run, const json_t *row)
{
	const json_t *error = json_object_get(row, "error");
	char *name = cli_printable(cli_member(row, "file"));

	exposure_count(run, "files");
	if (json_object_get(row, "read") != NULL)
		exposure_count(run, "pages");
	if (error != NULL) {
		exposure_count(run, "unread");
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
	if (json_object_get(row, "skipped") != NULL) {
		exposure_count(run, "skipped");
		return;
	}
	if (exposure_size(row, "matches") > 0)
		exposure_count(run, "with");
	exposure_add(run, "noted", cli_member_number(row, "noted"));
	if (json_object_get(row, "url") == NULL) {
		exposure_find_file(run, row);
		return;
	}
	exposure_check_row(run, row);
	exposure_count(run, "addresses");
}

static void exposure_print_noted(struct cli_run *run)
{
	long long noted = exposure_counted(run, "noted");

	if (noted > 0)
		printf("Noted as places to look at: %lld page%s that links "
		       "there lead to; 'lenscap recheck' looks, 'lenscap "
		       "letter draft' writes to who runs them.\n",
		       noted, cli_s(noted));
}

static void exposure_find_end(struct cli_run *run)
{
	long long files =
	    exposure_counted(run, "files") - exposure_counted(run, "unread");

	if (exposure_counted(run, "addresses") > 0) {
		exposure_check_end(run);
		return;
	}
	/* A saved page is no picture, and is counted with its pictures. */
	printf("%lld of %lld %s%s show%s a photo of yours.\n",
	       exposure_counted(run, "with"), files,
	       exposure_counted(run, "pages") > 0 ? "file" : "picture",
	       cli_s(files), exposure_counted(run, "with") == 1 ? "s" : "");
	cli_passed_over((size_t)exposure_counted(run, "skipped"));
	exposure_print_noted(run);
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
	bool before = json_is_true(json_object_get(row, "back"));
	const char *now = cli_member(row, "now");
	char *place = cli_printable(cli_member(row, "place"));
	char *source = cli_printable(cli_member(row, "source"));
	size_t i = 0;

	/* What is neither found nor missed today is no more than it says. */
	if (gone && (strcmp(now, "absent") == 0 || strcmp(now, "changed") == 0))
		now = "gone";
	before |= gone && strcmp(now, "gone") != 0;
	while (i + 1 < EXPOSURE_NOW && strcmp(exposure_now[i].now, now) != 0)
		i++;
	exposure_count(run, now);
	if (json_is_true(json_object_get(row, "back")))
		exposure_count(run, "back");
	printf("%s%-8s%s  photo %lld (%s)  %s%s\n",
	       cli_style(stdout, exposure_now[i].style), exposure_now[i].word,
	       cli_style(stdout, CLI_PLAIN),
	       (long long)cli_member_number(row, "photo"), source, place,
	       before ? "  (it was gone before)" : "");
	if (strcmp(now, "there") != 0)
		printf("          %s\n", cli_member(row, "words"));
	else if (cli_member(row, "address")[0] != '\0')
		printf("          now at %s\n", cli_member(row, "address"));
	free(source);
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
