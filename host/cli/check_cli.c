/* check_cli.c: what a stranger can get, in words and as JSON. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <lenscap/casework_findings.h>

#include "check_cli.h"

struct check_view {
	const struct check_cli *options;
	size_t seen[CASEWORK_SEEN];
	struct cli_progress progress;
};

bool check_cli_is_address(const char *word)
{
	return strncasecmp(word, "http://", 7) == 0 ||
	       strncasecmp(word, "https://", 8) == 0;
}

/* ---- Words ---- */

static void check_print_matches(const struct casework_exposure *row)
{
	for (unsigned i = 0; i < row->count; i++) {
		const struct match_answer *answer = row->matches[i].answer;
		char *source = cli_printable(row->matches[i].source);
		bool any = false;

		printf("      %s photo %lld (%s)",
		       match_confidence_name(answer->confidence),
		       (long long)answer->photo, source);
		for (unsigned how = 0; how < MATCH_HOW_COUNT; how++)
			if (answer->how & 1u << how) {
				printf("%s%s", any ? ", " : ": ",
				       match_how_words(how));
				any = true;
			}
		puts("");
		free(source);
	}
}

static void check_print_findings(const struct ipc_picture *picture)
{
	for (unsigned i = 0; i < picture->count; i++) {
		const struct casework_finding *about =
		    casework_finding(picture->findings[i].kind);

		printf("      gives away %s: %s\n", about->label,
		       picture->findings[i].detail);
	}
}

/* What the site says that machines may do with it. */
static void check_print_terms(const struct ipc_fetch *fetch)
{
	static const enum ipc_fetch_header terms[] = {
	    IPC_FETCH_ROBOTS, IPC_FETCH_TDM, IPC_FETCH_TDM_POLICY};

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++)
		if (fetch->headers[terms[i]][0] != '\0')
			printf("      the site says to machines: %s: %s\n",
			       ipc_fetch_header_name(terms[i]),
			       fetch->headers[terms[i]]);
}

static void check_print(const struct check_view *view,
			const struct casework_exposure *row)
{
	static const struct {
		const char *word;
		enum cli_style style;
	} words[CASEWORK_SEEN] = {
	    [CASEWORK_MINE] = {"mine", CLI_RED},
	    [CASEWORK_NEW] = {"public", CLI_PLAIN},
	    [CASEWORK_NOT_PUBLIC] = {"not public", CLI_DIM},
	    [CASEWORK_UNREADABLE] = {"unreadable", CLI_YELLOW},
	    [CASEWORK_PAGE] = {"page", CLI_BOLD},
	};
	bool picture = row->seen == CASEWORK_MINE || row->seen == CASEWORK_NEW;

	if (view->options->find && !view->options->all &&
	    row->seen == CASEWORK_NEW)
		return;
	printf("%s%-10s%s  %s\n", cli_style(stdout, words[row->seen].style),
	       words[row->seen].word, cli_style(stdout, CLI_PLAIN),
	       row->url[0] ? row->url : "(a picture inside the page)");
	if (!picture && row->seen != CASEWORK_PAGE)
		printf("      %s\n", row->why);
	check_print_matches(row);
	if (picture && !view->options->find)
		check_print_findings(row->picture);
	if (row->fetch != NULL && !view->options->find)
		check_print_terms(row->fetch);
}

/* ---- The run ---- */

static void check_row(void *context, struct casework_exposure *row)
{
	struct check_view *view = context;

	cli_progress_clear(&view->progress);
	view->seen[row->seen]++;
	if (view->options->json)
		cli_print_json(view_exposure(row, !view->options->find));
	else
		check_print(view, row);
	fflush(stdout);
}

static void check_progress(void *context, size_t done, size_t total)
{
	struct check_view *view = context;

	cli_progress(&view->progress, "Looking", done, total);
}

static int check_end(const struct check_view *view, enum lens_err err,
		     const struct ledger_fault *fault)
{
	const size_t *seen = view->seen;

	if (err == LENS_EOF) {
		fprintf(stderr, "lenscap %s: stopped.\n",
			view->options->ledger->command->name);
		return CLI_INTERRUPTED;
	}
	if (err != LENS_OK)
		return ledger_cli_fail(view->options->ledger, err, fault);
	if (!view->options->json)
		printf("%zu pictures can be got by anybody, %zu of them yours; "
		       "%zu addresses are not public.\n",
		       seen[CASEWORK_MINE] + seen[CASEWORK_NEW],
		       seen[CASEWORK_MINE], seen[CASEWORK_NOT_PUBLIC]);
	return seen[CASEWORK_NOT_PUBLIC] + seen[CASEWORK_UNREADABLE] > 0
		   ? CLI_SOME_FAILED
		   : CLI_DONE;
}

int check_cli_run(const struct check_cli *options, struct casework *work,
		  int argc, char **argv)
{
	struct check_view view = {.options = options};
	struct casework_target targets[CASEWORK_CHECK_MAX];
	struct casework_check_page check = {.targets = targets,
					    .pages = true,
					    .record = work != NULL,
					    .local = options->local,
					    .proxy = options->proxy,
					    .row = check_row,
					    .progress = check_progress,
					    .context = &view};
	struct ledger_fault fault = {0};

	if (argc - 1 > CASEWORK_CHECK_MAX)
		return cli_wrong(options->ledger->command,
				 "at most %d addresses at a time.",
				 CASEWORK_CHECK_MAX);
	for (int i = 1; i < argc; i++)
		targets[check.count++] =
		    (struct casework_target){.url = argv[i], .fd = -1};
	check.cancel = cli_interruption();
	return check_end(&view, casework_check_page(work, &check, &fault),
			 &fault);
}
