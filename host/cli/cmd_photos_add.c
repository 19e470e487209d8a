/* cmd_photos_add.c: keep photos as mine. */
#include <stdlib.h>

#include "ledger_cli.h"

const char cmd_photos_add_help[] =
    "Keeps photos as yours: their fingerprints, what their metadata gives\n"
    "away, and a small encrypted picture; never the photo itself.  Folders "
    "are\n"
    "walked.  What was said to be added stays, also after Ctrl-C: start it\n"
    "again and it goes on where it was.\n"
    "\n" LEDGER_CLI_HELP "      --keep-copies          add copies of photos "
    "that are there as photos\n"
    "                             of their own (else only their place is "
    "noted)\n"
    "      --jobs N               read N pictures at once\n"
    "\n"
    "Examples:\n"
    "  lenscap photos add ~/Pictures\n"
    "  lenscap photos add portrait.jpg holiday/*.jpg\n"
    "\n"
    "Exit status: 0 when every photo was added or was there, 1 when some "
    "could\n"
    "not be read, 3 when the ledger is locked or damaged.\n";

struct adding {
	bool json;
	size_t counts[CASEWORK_FAILED + 1];
	struct cli_progress progress;
};

static const char *const adding_words[] = {
    [CASEWORK_ADDED] = "added as photo",
    [CASEWORK_KNOWN] = "is there already, as photo",
    [CASEWORK_COPY] = "is a copy of photo",
};

static void adding_row(void *context, const struct casework_add_row *row)
{
	struct adding *adding = context;
	char *name;

	adding->counts[row->outcome]++;
	cli_progress_clear(&adding->progress);
	if (adding->json) {
		cli_print_json(view_added(row));
		return;
	}
	name = cli_printable(row->file->path);
	if (row->outcome == CASEWORK_FAILED) {
		fflush(stdout);
		fprintf(stderr, "%s: %s\n", name,
			ipc_picture_reason(&row->file->picture));
	} else {
		printf("%s: %s %lld\n", name, adding_words[row->outcome],
		       (long long)row->photo);
	}
	free(name);
}

static void adding_progress(void *context, size_t done, size_t total)
{
	struct adding *adding = context;

	cli_progress(&adding->progress, "Adding photos", done, total);
}

static int adding_end(const struct adding *adding,
		      const struct ledger_cli *ledger, enum lens_err err,
		      const struct ledger_fault *fault)
{
	if (!adding->json)
		printf("%zu added, %zu there already, %zu copies, %zu not "
		       "read.\n",
		       adding->counts[CASEWORK_ADDED],
		       adding->counts[CASEWORK_KNOWN],
		       adding->counts[CASEWORK_COPY],
		       adding->counts[CASEWORK_FAILED]);
	if (err == LENS_EOF) {
		fputs("lenscap photos add: stopped; what was added stays.\n",
		      stderr);
		return CLI_INTERRUPTED;
	}
	if (err != LENS_OK)
		return ledger_cli_fail(ledger, err, fault);
	return adding->counts[CASEWORK_FAILED] > 0 ? CLI_SOME_FAILED : CLI_DONE;
}

int cmd_photos_add(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct adding adding = {.json = false};
	struct casework_add add = {
	    .row = adding_row, .progress = adding_progress, .context = &adding};
	struct ledger_fault fault = {0};
	const char *jobs = NULL;
	struct casework *work;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &adding.json, NULL},
	    {"keep-copies", 0, &add.keep_copies, NULL},
	    {"jobs", 0, NULL, &jobs},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc < 2)
		return cli_wrong(self, "name at least one photo or folder.");
	if (!ledger_cli_files(self, argc, argv, jobs, &add.files))
		return CLI_USED_WRONGLY;
	work = ledger_cli_open(&ledger, &code);
	if (work != NULL) {
		add.files.cancel = cli_interruption();
		code =
		    adding_end(&adding, &ledger,
			       casework_add_photos(work, &add, &fault), &fault);
	}
	return ledger_cli_end(&ledger, work, code);
}
