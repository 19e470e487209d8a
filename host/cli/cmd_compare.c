/* cmd_compare.c: how alike two pictures are, in every measure and in words. */
#include <stdlib.h>

#include "cli.h"

const char cmd_compare_help[] =
    "Compares two pictures by every fingerprint and says in words whether\n"
    "they show the same.  A smaller distance means more alike; chance gives\n"
    "half of the bits.  Only PDQ also looks at the turned and mirrored forms "
    "of\n"
    "the second; the other measures take both as they are.\n"
    "\n"
    "      --json  one JSON object\n"
    "      --full  decode every pixel\n"
    "\n"
    "Examples:\n"
    "  lenscap compare mine.jpg downloaded.jpg\n"
    "  lenscap compare --json a.png b.webp\n"
    "\n"
    "Exit status: 0 when both pictures were read, whatever the verdict; 1\n"
    "when one was not; 2 for wrong use.\n";

struct compare_view {
	struct ipc_picture pictures[2];
	unsigned count;
	bool json, failed;
};

static bool compare_row(void *context, struct casework_file *file)
{
	struct compare_view *view = context;
	enum ipc_picture_status status = file->picture.status;
	char *name;

	view->pictures[view->count++] = file->picture;
	if (status == IPC_PICTURE_OK)
		return true;
	view->failed = true;
	if (view->json) {
		cli_print_json(view_failure(file));
		return true;
	}
	name = cli_printable(file->path);
	fprintf(stderr, "%s: %s\n", name, ipc_picture_reason(&file->picture));
	free(name);
	return true;
}

/* The measures, as both forms of output list them. */
static const struct {
	const char *name, *label;
	unsigned bits;
	size_t offset;
} compare_measures[] = {
    {"pdq", "PDQ", 256, offsetof(struct casework_comparison, pdq)},
    {"iscc", "ISCC", 256, offsetof(struct casework_comparison, iscc)},
    {"iscc_64", "ISCC (64 bits)", 64,
     offsetof(struct casework_comparison, iscc64)},
    {"phash", "pHash", 64, offsetof(struct casework_comparison, phash)},
    {"dhash", "dHash", 64, offsetof(struct casework_comparison, dhash)},
};

#define COMPARE_MEASURES                                                       \
	(sizeof(compare_measures) / sizeof(compare_measures[0]))

static unsigned compare_measure(const struct casework_comparison *comparison,
				size_t i)
{
	return *(const unsigned *)((const char *)comparison +
				   compare_measures[i].offset);
}

/* What was done to the second, where it is the same picture at all. */
static const char *compare_how(const struct casework_comparison *comparison)
{
	return comparison->verdict <= CASEWORK_LIKELY_SAME
		   ? casework_turn_words(comparison->turn)
		   : "";
}

static void compare_print(const struct casework_comparison *comparison)
{
	const char *how = compare_how(comparison);

	printf("%s%s%s\n", cli_style(stdout, CLI_BOLD),
	       casework_verdict_sentence(comparison->verdict),
	       cli_style(stdout, CLI_PLAIN));
	if (how[0] != '\0')
		printf("The second is %s, which only PDQ sees through.\n", how);
	printf("\n%-16s %s\n", "MEASURE", "BITS THAT DIFFER");
	for (size_t i = 0; i < COMPARE_MEASURES; i++)
		printf("%-16s %u of %u\n", compare_measures[i].label,
		       compare_measure(comparison, i),
		       compare_measures[i].bits);
}

int cmd_compare(const struct cli_command *self, int argc, char **argv)
{
	static struct compare_view view;
	struct casework_files files = {.cancel = cli_interruption()};
	struct casework_files_sink sink = {compare_row, NULL, &view};
	struct casework_comparison comparison;
	const struct cli_option options[] = {
	    {"json", 0, &view.json, NULL},
	    {"full", 0, &files.job.full, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc != 3)
		return cli_wrong(self, "name two pictures.");
	files.paths = argv + 1;
	files.count = 2;
	if (casework_fingerprint_files(&files, &sink) != LENS_OK)
		return CLI_INTERRUPTED;
	if (view.failed)
		return CLI_SOME_FAILED;
	casework_compare(&view.pictures[0], &view.pictures[1], &comparison);
	if (view.json)
		cli_print_json(view_comparison(&comparison, files.paths[0],
					       files.paths[1]));
	else
		compare_print(&comparison);
	return CLI_DONE;
}
