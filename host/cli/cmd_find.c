/* cmd_find.c: which of my photos are here? */
#include <stdlib.h>

#include "check_cli.h"

const char cmd_find_help[] =
    "Looks for your photos in pictures, folders and saved web pages, also "
    "when\n"
    "they were mirrored, turned, cropped, framed, captioned, recompressed or\n"
    "are part of a screenshot.  Nothing leaves this machine.  Addresses of "
    "the\n"
    "web are asked for as a stranger would, and noted where yours are "
    "found.\n"
    "\n" LEDGER_CLI_HELP
    "      --all                  list pictures without a photo of mine too\n"
    "      --jobs N               read N pictures at once\n" CHECK_CLI_HELP "\n"
    "Examples:\n"
    "  lenscap find ~/Downloads\n"
    "  lenscap find saved-page.html --json\n"
    "  lenscap find https://example.org/people/me\n"
    "\n"
    "How sure: certain (it is the photo), likely (look at both), possible\n"
    "(it may be).  Exit status: 0 when everything was read, 1 when some could\n"
    "not be, 3 when the ledger is locked or damaged.  Other files in folders\n"
    "are counted, and are no failure.\n";

struct finding_view {
	bool json, all;
	const struct casework_files *asked;
	size_t files, with, failed, passed_over;
	struct cli_progress progress;
};

static void find_print_match(const struct casework_match *match)
{
	static const enum cli_style styles[] = {
	    [MATCH_POSSIBLE] = CLI_DIM,
	    [MATCH_LIKELY] = CLI_YELLOW,
	    [MATCH_CERTAIN] = CLI_GREEN,
	};
	const struct match_answer *answer = match->answer;
	char *source = cli_printable(match->source);
	bool any = false;

	if (match->at[0] != '\0')
		printf("    %s\n    ", match->at);
	printf("    %s%-8s%s  photo %lld (%s)",
	       cli_style(stdout, styles[answer->confidence]),
	       match_confidence_name(answer->confidence),
	       cli_style(stdout, CLI_PLAIN), (long long)answer->photo, source);
	for (unsigned i = 0; i < MATCH_HOW_COUNT; i++)
		if (answer->how & 1u << i) {
			printf("%s%s", any ? ", " : ": ", match_how_words(i));
			any = true;
		}
	puts("");
	free(source);
}

static void find_print(const struct finding_view *view,
		       const struct casework_found *found)
{
	char *name = cli_printable(found->file->path);

	if (found->file->picture.status != IPC_PICTURE_OK) {
		fflush(stdout);
		fprintf(stderr, "%s: %s\n", name,
			ipc_picture_reason(&found->file->picture));
	} else if (found->count > 0 || found->page || view->all) {
		printf("%s%s%s\n", cli_style(stdout, CLI_BOLD), name,
		       cli_style(stdout, CLI_PLAIN));
		for (unsigned i = 0; i < found->count; i++)
			find_print_match(&found->matches[i]);
		if (found->count == 0)
			puts("    none of mine");
		if (found->elsewhere > 0)
			printf("    %u of its pictures are not saved with it "
			       "or cannot be read\n",
			       found->elsewhere);
		if (found->cut)
			puts("    more of its pictures were not looked at: it "
			     "has too many, or too large ones");
	}
	free(name);
}

static void find_row(void *context, const struct casework_found *found)
{
	struct finding_view *view = context;

	bool passed_over = casework_files_skips(view->asked, found->file);

	cli_progress_clear(&view->progress);
	view->passed_over += passed_over;
	view->files += !passed_over;
	view->with += found->count > 0;
	view->failed +=
	    !passed_over && found->file->picture.status != IPC_PICTURE_OK;
	if (view->json)
		cli_print_json(view_found(found));
	else if (!passed_over)
		find_print(view, found);
}

static void find_progress(void *context, size_t done, size_t total)
{
	struct finding_view *view = context;

	cli_progress(&view->progress, "Looking", done, total);
}

/* How many of the words are addresses of the web. */
static int find_addresses(int argc, char **argv)
{
	int count = 0;

	for (int i = 1; i < argc; i++)
		count += check_cli_is_address(argv[i]);
	return count;
}

static int find_end(const struct finding_view *view,
		    const struct ledger_cli *ledger, enum lens_err err,
		    const struct ledger_fault *fault)
{
	if (err == LENS_EOF) {
		fputs("lenscap find: stopped.\n", stderr);
		return CLI_INTERRUPTED;
	}
	if (err != LENS_OK)
		return ledger_cli_fail(ledger, err, fault);
	if (!view->json) {
		printf("%zu of %zu pictures show a photo of yours.\n",
		       view->with, view->files - view->failed);
		cli_passed_over(view->passed_over);
	}
	return view->failed > 0 ? CLI_SOME_FAILED : CLI_DONE;
}

int cmd_find(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct finding_view view = {.json = false};
	struct casework_find find = {
	    .row = find_row, .progress = find_progress, .context = &view};
	struct ledger_fault fault = {0};
	struct check_cli check = {.ledger = &ledger, .find = true};
	const char *jobs = NULL;
	struct casework *work;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &view.json, NULL},
	    {"all", 0, &view.all, NULL},
	    {"jobs", 0, NULL, &jobs},
	    {"allow-local", 0, &check.local, NULL},
	    {"proxy", 0, NULL, &check.proxy},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc < 2)
		return cli_wrong(self, "name at least one picture, folder or "
				       "saved page.");
	if (find_addresses(argc, argv) % (argc - 1) != 0)
		return cli_wrong(self, "name either files or addresses of the "
				       "web, not both at once.");
	if (!ledger_cli_files(self, argc, argv, jobs, &find.files))
		return CLI_USED_WRONGLY;
	work = ledger_cli_open(&ledger, &code);
	check.json = view.json;
	check.all = view.all;
	if (work != NULL && check_cli_is_address(argv[1])) {
		code = check_cli_run(&check, work, argc, argv);
	} else if (work != NULL) {
		find.files.cancel = cli_interruption();
		view.asked = &find.files;
		code =
		    find_end(&view, &ledger,
			     casework_find_copies(work, &find, &fault), &fault);
	}
	return ledger_cli_end(&ledger, work, code);
}
