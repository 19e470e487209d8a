/* cmd_fingerprint.c: what identifies pictures and what they give away. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/casework_findings.h>

#include "cli.h"

const char cmd_fingerprint_help[] =
    "Reads pictures in a jail, on this machine, and prints what identifies\n"
    "them (SHA-256, PDQ, ISCC, pHash, dHash) and what their metadata gives\n"
    "away.  FILE is a picture, a folder with -r, or - for standard input.\n"
    "JPEG, PNG, WebP, GIF; HEIC and AVIF with the optional decoder.\n"
    "\n"
    "  -r, --recursive  read the pictures in folders and in theirs\n"
    "  -v, --verbose    print every fingerprint in full\n"
    "      --json       one JSON object per file and line\n"
    "      --full       decode every pixel: slower; PDQ is then at most 4 of\n"
    "                   256 bits from its reference, else nearly always 10\n"
    "      --jobs N     read N pictures at once (default: one a processor)\n"
    "\n"
    "Links that are found in folders are not followed; those you name are.\n"
    "\n"
    "Examples:\n"
    "  lenscap fingerprint holiday.jpg\n"
    "  lenscap fingerprint -r ~/Pictures\n"
    "  lenscap fingerprint --json *.jpg | jq -r '.file + \" \" + .pdq'\n"
    "  curl -s https://example.org/me.jpg | lenscap fingerprint -\n"
    "\n"
    "Exit status: 0 when every picture was read, 1 when some were not, 2 for\n"
    "wrong use.  Other files in folders are counted, and are no failure.\n";

#define FINGERPRINT_FILE_WIDTH 32
#define FINGERPRINT_PICTURE_WIDTH 24
#define FINGERPRINT_JOBS_MAX 64

struct fingerprint_view {
	bool json, verbose;
	const struct casework_files *asked;
	size_t files, failed, passed_over;
	bool found[IPC_FINDINGS];
	struct cli_progress progress;
};

/* ---- For people ---- */

static void fingerprint_print_value(const char *label, const void *data,
				    size_t size)
{
	char hex[FINGERPRINT_PDQ_SIZE * 2 + 1];

	base_hex(hex, data, size);
	printf("    %-9s %s\n", label, hex);
}

static void fingerprint_print_all(const struct ipc_picture *picture)
{
	const struct fingerprint *print = &picture->fingerprint;
	char iscc[FINGERPRINT_ISCC_TEXT];

	fingerprint_print_value("SHA-256", picture->sha256,
				sizeof(picture->sha256));
	fingerprint_print_value("PDQ", print->pdq[0], FINGERPRINT_PDQ_SIZE);
	fingerprint_iscc_text(print->iscc, 256, iscc);
	printf("    %-9s %s\n", "ISCC", iscc);
	fingerprint_print_value("pHash", print->phash, sizeof(print->phash));
	fingerprint_print_value("dHash", print->dhash, sizeof(print->dhash));
}

static void fingerprint_print_findings(struct fingerprint_view *view,
				       const struct ipc_picture *picture)
{
	static const enum cli_style styles[CASEWORK_SEVERITIES] = {
	    [CASEWORK_LOW] = CLI_DIM,
	    [CASEWORK_MEDIUM] = CLI_YELLOW,
	    [CASEWORK_HIGH] = CLI_RED,
	};

	for (unsigned i = 0; i < picture->count; i++) {
		const struct ipc_finding *finding = &picture->findings[i];
		const struct casework_finding *about =
		    casework_finding(finding->kind);

		view->found[finding->kind] = true;
		printf("    %s%-6s%s  ",
		       cli_style(stdout, styles[about->severity]),
		       casework_severity_name(about->severity),
		       cli_style(stdout, CLI_PLAIN));
		cli_column(stdout, about->label, 36);
		printf("  %s\n", finding->detail);
	}
}

static void fingerprint_describe(const struct casework_file *file, char *out,
				 size_t room)
{
	const struct ipc_picture *picture = &file->picture;
	const char *format = ipc_format_name(picture->format);
	char name[8];

	/* Format names are short ASCII words, shown in capitals. */
	snprintf(name, sizeof(name), "%s", format);
	for (char *c = name; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	snprintf(out, room, "%s %u×%u%s", name, picture->width, picture->height,
		 picture->damaged ? " damaged" : "");
}

static void fingerprint_print_failure(const struct casework_file *file,
				      const char *name)
{
	fflush(stdout);
	fprintf(stderr, "%s%s: %s%s\n", cli_style(stderr, CLI_RED), name,
		ipc_picture_reason(&file->picture),
		cli_style(stderr, CLI_PLAIN));
}

static void fingerprint_print_row(const struct casework_file *file,
				  const char *name)
{
	const struct ipc_picture *picture = &file->picture;
	char text[64], hex[FINGERPRINT_PDQ_SIZE * 2 + 1];

	cli_column(stdout, name, FINGERPRINT_FILE_WIDTH);
	fingerprint_describe(file, text, sizeof(text));
	fputs("  ", stdout);
	cli_column(stdout, text, FINGERPRINT_PICTURE_WIDTH);
	cli_bytes(text, sizeof(text), file->bytes);
	base_hex(hex, picture->fingerprint.pdq[0], 8);
	printf("  %9s  %s…  %7u", text, hex, picture->fingerprint.pdq_quality);
	if (picture->count > 0)
		printf("  %u thing%s\n", picture->count,
		       picture->count == 1 ? "" : "s");
	else
		puts("  nothing");
}

static void fingerprint_print_heading(void)
{
	fputs(cli_style(stdout, CLI_BOLD), stdout);
	cli_column(stdout, "FILE", FINGERPRINT_FILE_WIDTH + 2);
	cli_column(stdout, "PICTURE", FINGERPRINT_PICTURE_WIDTH);
	printf("  %9s  %-17s  %7s  %s%s\n", "SIZE", "PDQ (START)", "QUALITY",
	       "GIVES AWAY", cli_style(stdout, CLI_PLAIN));
}

/* The end of a long path says more than its beginning.  The caller frees. */
static char *fingerprint_short_name(const char *name)
{
	const char *from = name;
	const char *slash;

	while (cli_width(from) + (from != name) * 2 > FINGERPRINT_FILE_WIDTH &&
	       (slash = strchr(from + 1, '/')) != NULL)
		from = slash + 1;
	return base_format("%s%s", from != name ? "…/" : "", from);
}

static bool fingerprint_row(void *context, struct casework_file *file)
{
	struct fingerprint_view *view = context;
	bool ok = file->picture.status == IPC_PICTURE_OK;
	bool passed_over = cli_passes_over(view->asked, file);
	char *name, *end;

	view->passed_over += passed_over;
	view->failed += !ok && !passed_over;
	cli_progress_clear(&view->progress);
	if (view->json) {
		cli_print_json(view_file(file));
		return true;
	}
	if (passed_over)
		return true;
	name = cli_printable(file->path[0] ? file->path : "''");
	if (!ok) {
		fingerprint_print_failure(file, name);
	} else {
		if (view->files++ == 0)
			fingerprint_print_heading();
		end = fingerprint_short_name(name);
		fingerprint_print_row(file, end);
		free(end);
		if (view->verbose)
			fingerprint_print_all(&file->picture);
		fingerprint_print_findings(view, &file->picture);
	}
	free(name);
	return true;
}

static void fingerprint_print_remedies(const struct fingerprint_view *view)
{
	bool any = false;

	for (unsigned i = 0; i < IPC_FINDINGS; i++) {
		const struct casework_finding *about = casework_finding(i);

		if (!view->found[i])
			continue;
		if (!any)
			printf("\n%sWhat to do%s\n",
			       cli_style(stdout, CLI_BOLD),
			       cli_style(stdout, CLI_PLAIN));
		any = true;
		printf("  %s: %s\n", about->label, about->remedy);
	}
	if (any)
		puts("  To remove all of it at once from a copy:\n"
		     "    exiftool -all= -o clean.jpg FILE");
}

/* ---- The command ---- */

static void fingerprint_progress(void *context, size_t done, size_t total)
{
	struct fingerprint_view *view = context;

	cli_progress(&view->progress, "Reading pictures", done, total);
}

static int fingerprint_end(const struct fingerprint_view *view,
			   enum lens_err err)
{
	if (err == LENS_EOF) {
		fputs("lenscap: stopped.\n", stderr);
		return CLI_INTERRUPTED;
	}
	if (!view->json) {
		fingerprint_print_remedies(view);
		if (view->files == 0 && view->failed == 0)
			fputs("lenscap: no picture was found there.\n", stderr);
		cli_passed_over(view->passed_over);
	}
	return view->failed > 0 ? CLI_SOME_FAILED : CLI_DONE;
}

int cmd_fingerprint(const struct cli_command *self, int argc, char **argv)
{
	struct fingerprint_view view = {0};
	struct casework_files files = {0};
	struct casework_files_sink sink = {fingerprint_row,
					   fingerprint_progress, &view};
	const char *jobs = NULL;
	uint64_t lanes = 0;
	const struct cli_option options[] = {
	    {"recursive", 'r', &files.recursive, NULL},
	    {"verbose", 'v', &view.verbose, NULL},
	    {"json", 0, &view.json, NULL},
	    {"full", 0, &files.job.full, NULL},
	    {"jobs", 0, NULL, &jobs},
	    {NULL, 0, NULL, NULL},
	};
	int given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc < 2)
		return cli_wrong(self, "name at least one picture.");
	if (jobs != NULL &&
	    (base_parse_number(jobs, FINGERPRINT_JOBS_MAX, &lanes) != LENS_OK ||
	     lanes == 0))
		return cli_wrong(self, "--jobs takes a number from 1 to %d.",
				 FINGERPRINT_JOBS_MAX);
	files.paths = argv + 1;
	files.count = (size_t)argc - 1;
	files.lanes = (unsigned)lanes;
	files.cancel = cli_interruption();
	view.asked = &files;
	return fingerprint_end(&view,
			       casework_fingerprint_files(&files, &sink));
}
