/* words_picture.c: pictures that were read or compared, on a terminal. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_findings.h>

#include "words.h"

#define PICTURE_FILE_WIDTH 32
#define PICTURE_ABOUT_WIDTH 24
#define PICTURE_PDQ_START 16 /* digits of it in a row */

/* ---- What a file gives away ---- */

/* What was found and not found, until the last row. */
struct picture_summary {
	size_t files, skipped;
	json_t *kinds; /* of findings, as members */
};

static struct picture_summary *picture_summary(struct cli_run *run)
{
	struct picture_summary *summary = run->context;

	if (summary == NULL) {
		summary = base_alloc(1, sizeof(*summary));
		summary->kinds = json_object();
		run->context = summary;
	}
	return summary;
}

static enum cli_style picture_style(const char *severity)
{
	static const enum cli_style styles[CASEWORK_SEVERITIES] = {
	    [CASEWORK_LOW] = CLI_DIM,
	    [CASEWORK_MEDIUM] = CLI_YELLOW,
	    [CASEWORK_HIGH] = CLI_RED,
	};

	for (unsigned i = 0; i < CASEWORK_SEVERITIES; i++)
		if (strcmp(severity, casework_severity_name(i)) == 0)
			return styles[i];
	return CLI_PLAIN;
}

static void picture_print_findings(struct picture_summary *summary,
				   const json_t *findings)
{
	const json_t *finding;
	size_t i;

	json_array_foreach(findings, i, finding)
	{
		const char *severity = cli_member(finding, "severity");

		json_object_set_new(summary->kinds, cli_member(finding, "kind"),
				    json_true());
		printf("    %s%-6s%s  ",
		       cli_style(stdout, picture_style(severity)), severity,
		       cli_style(stdout, CLI_PLAIN));
		cli_column(stdout, cli_member(finding, "label"), 36);
		printf("  %s\n", cli_member(finding, "detail"));
	}
}

static void picture_print_remedies(const json_t *kinds)
{
	printf("\n%sWhat to do%s\n", cli_style(stdout, CLI_BOLD),
	       cli_style(stdout, CLI_PLAIN));
	for (unsigned i = 0; i < IPC_FINDINGS; i++) {
		const struct casework_finding *about = casework_finding(i);

		if (json_object_get(kinds, about->kind) != NULL)
			printf("  %s: %s\n", about->label, about->remedy);
	}
	puts("  To leave all of it out of a copy:\n"
	     "    lenscap clean FILE -o COPY");
}

/* ---- Rows ---- */

/* "JPEG 640×480": format names are short ASCII words, shown in capitals. */
static void picture_describe(const json_t *row, char *out, size_t room)
{
	char name[8];

	snprintf(name, sizeof(name), "%s", cli_member(row, "format"));
	for (char *c = name; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	snprintf(out, room, "%s %lld×%lld%s", name,
		 (long long)cli_member_number(row, "width"),
		 (long long)cli_member_number(row, "height"),
		 json_is_true(json_object_get(row, "damaged")) ? " damaged"
							       : "");
}

/* The end of a long path says more than its beginning.  The caller frees. */
static char *picture_short_name(const char *name)
{
	const char *from = name;
	const char *slash;

	while (cli_width(from) + (from != name) * 2 > PICTURE_FILE_WIDTH &&
	       (slash = strchr(from + 1, '/')) != NULL)
		from = slash + 1;
	return base_format("%s%s", from != name ? "…/" : "", from);
}

static void picture_print_heading(void)
{
	fputs(cli_style(stdout, CLI_BOLD), stdout);
	cli_column(stdout, "FILE", PICTURE_FILE_WIDTH + 2);
	cli_column(stdout, "PICTURE", PICTURE_ABOUT_WIDTH);
	printf("  %9s  %-17s  %7s  %s%s\n", "SIZE", "PDQ (START)", "QUALITY",
	       "GIVES AWAY", cli_style(stdout, CLI_PLAIN));
}

static void picture_print_line(const json_t *row, const char *name)
{
	size_t things = json_array_size(json_object_get(row, "findings"));
	char *end = picture_short_name(name);
	char text[64];

	cli_column(stdout, end, PICTURE_FILE_WIDTH);
	free(end);
	picture_describe(row, text, sizeof(text));
	fputs("  ", stdout);
	cli_column(stdout, text, PICTURE_ABOUT_WIDTH);
	cli_bytes(text, sizeof(text),
		  (uint64_t)cli_member_number(row, "bytes"));
	printf("  %9s  %.*s…  %7lld", text, PICTURE_PDQ_START,
	       cli_member(row, "pdq"),
	       (long long)cli_member_number(row, "pdq_quality"));
	if (things > 0)
		printf("  %zu thing%s\n", things, things == 1 ? "" : "s");
	else
		puts("  nothing");
}

static void picture_print_fingerprints(const json_t *row)
{
	static const struct {
		const char *member, *label;
	} prints[] = {{"sha256", "SHA-256"},
		      {"pdq", "PDQ"},
		      {"iscc", "ISCC"},
		      {"phash", "pHash"},
		      {"dhash", "dHash"}};

	for (size_t i = 0; i < sizeof(prints) / sizeof(*prints); i++)
		printf("    %-9s %s\n", prints[i].label,
		       cli_member(row, prints[i].member));
}

/* A file that was not read: whether the row is of such a one. */
static bool picture_print_failure(const json_t *row, const char *name)
{
	const json_t *error = json_object_get(row, "error");

	if (error == NULL)
		return false;
	fflush(stdout);
	fprintf(stderr, "%s%s: %s%s\n", cli_style(stderr, CLI_RED), name,
		cli_member(error, "message"), cli_style(stderr, CLI_PLAIN));
	return true;
}

static void picture_print_row(struct cli_run *run, const json_t *row)
{
	struct picture_summary *summary = picture_summary(run);
	const char *file = cli_member(row, "file");
	char *name;

	if (json_object_get(row, "skipped") != NULL) {
		summary->skipped++;
		return;
	}
	name = cli_printable(file[0] ? file : "''");
	if (picture_print_failure(row, name)) {
		const json_t *findings = json_object_get(row, "findings");

		/* What stands beside the pixels is given away all the same. */
		if (json_array_size(findings) > 0) {
			printf("%s gives away, though its picture was not "
			       "read:\n",
			       name);
			picture_print_findings(summary, findings);
		}
	} else {
		if (summary->files++ == 0)
			picture_print_heading();
		picture_print_line(row, name);
		if (operation_truth(&run->call, "verbose"))
			picture_print_fingerprints(row);
		picture_print_findings(summary,
				       json_object_get(row, "findings"));
	}
	free(name);
}

static void picture_print_end(struct cli_run *run)
{
	struct picture_summary *summary = picture_summary(run);

	if (json_object_size(summary->kinds) > 0)
		picture_print_remedies(summary->kinds);
	if (summary->files == 0 && run->call.failed == 0)
		fputs("lenscap: no picture was found there.\n", stderr);
	cli_passed_over(summary->skipped);
}

static void picture_free(struct cli_run *run)
{
	struct picture_summary *summary = run->context;

	if (summary != NULL)
		json_decref(summary->kinds);
	free(summary);
}

/* ---- Two pictures ---- */

static const struct {
	const char *name, *label;
	unsigned bits;
} picture_measures[] = {
    {"pdq", "PDQ", 256},
    {"iscc", "ISCC", 256},
    {"iscc_64", "ISCC (64 bits)", 64},
    {"phash", "pHash", 64},
    {"dhash", "dHash", 64},
};

/* Which of the two was made of the other, and what was done to it. */
static void picture_print_how(const json_t *row)
{
	const json_t *words = json_object_get(row, "words"), *word;
	long long copy = cli_member_number(row, "copy");
	size_t i;

	if (copy == 0 || json_array_size(words) == 0)
		return;
	printf("The %s is a copy: ", copy == 1 ? "first" : "second");
	json_array_foreach(words, i, word)
	    printf("%s%s", i > 0 ? ", " : "", json_string_value(word));
	puts(".");
}

static void picture_print_comparison(struct cli_run *run, const json_t *row)
{
	const json_t *distances = json_object_get(row, "distances");
	char *name = cli_printable(cli_member(row, "file"));

	(void)run;
	if (!picture_print_failure(row, name)) {
		printf("%s%s%s\n", cli_style(stdout, CLI_BOLD),
		       cli_member(row, "sentence"),
		       cli_style(stdout, CLI_PLAIN));
		picture_print_how(row);
		printf("\n%-16s %s\n", "MEASURE", "BITS THAT DIFFER");
		for (size_t i = 0;
		     i < sizeof(picture_measures) / sizeof(*picture_measures);
		     i++)
			printf("%-16s %lld of %u\n", picture_measures[i].label,
			       (long long)cli_member_number(
				   distances, picture_measures[i].name),
			       picture_measures[i].bits);
	}
	free(name);
}

/* ---- Clean copies ---- */

static void picture_print_cleaned(struct cli_run *run, const json_t *row)
{
	const json_t *stayed = json_object_get(row, "stayed");
	size_t removed = json_array_size(json_object_get(row, "removed"));
	int64_t unread = cli_member_number(row, "unread_bytes");
	char *name = cli_printable(cli_member(row, "file"));
	char *copy = cli_printable(cli_member(row, "copy"));
	const json_t *finding;
	size_t i;

	(void)run;
	if (!picture_print_failure(row, name)) {
		printf("%s%s%s: a clean copy of %s\n"
		       "    %lld of %lld bytes; %zu finding%s gone; every "
		       "pixel is the same.\n",
		       cli_style(stdout, CLI_BOLD), copy,
		       cli_style(stdout, CLI_PLAIN), name,
		       (long long)cli_member_number(row, "clean_bytes"),
		       (long long)cli_member_number(row, "bytes"), removed,
		       removed == 1 ? "" : "s");
		if (unread > 0)
			printf("    %lld bytes of it cannot be read.\n",
			       (long long)unread);
		else if (json_array_size(stayed) == 0)
			puts("    It gives away: nothing, and no byte of it is "
			     "unread.");
		json_array_foreach(stayed, i, finding) printf(
		    "    It still says %s: %s\n", cli_member(finding, "label"),
		    cli_member(finding, "detail"));
	}
	free(copy);
	free(name);
}

const struct cli_words words_picture[] = {
    {.name = "picture.fingerprint",
     .row = picture_print_row,
     .end = picture_print_end,
     .free = picture_free,
     .doing = "Reading pictures"},
    {.name = "picture.compare", .row = picture_print_comparison},
    {.name = "picture.clean",
     .row = picture_print_cleaned,
     .doing = "Cleaning pictures"},
    {.name = NULL},
};
