/* words_picture.c: pictures that were read or compared, on a terminal. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_findings.h>
#include <lenscap/casework_taken.h>

#include "words.h"

#define PICTURE_FILE_WIDTH 32
#define PICTURE_ABOUT_WIDTH 24
#define PICTURE_WORST 10 /* files that are named of many */
#define PICTURE_SHARED 2 /* files with one finding: it is said once */

/* ---- What a file gives away ---- */

/* What was found and not found, until the last row. */
struct picture_summary {
	size_t files, skipped, silent;
	size_t whole, damaged; /* files that give something away */
	json_t *kinds;	       /* of findings: in how many files, as members */
	json_t *rows;	       /* all that were read, where there are several */
	json_t *unread; /* kinds of pictures that are not read: how many */
};

static struct picture_summary *picture_summary(struct cli_run *run)
{
	struct picture_summary *summary = run->context;

	if (summary == NULL) {
		summary = base_alloc(1, sizeof(*summary));
		summary->kinds = json_object();
		summary->rows = json_array();
		summary->unread = json_object();
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

/* One finding of one file, or of several. */
static void picture_print_finding(const json_t *finding, size_t files)
{
	const char *severity = cli_member(finding, "severity");

	printf("    %s%-6s%s  ", cli_style(stdout, picture_style(severity)),
	       severity, cli_style(stdout, CLI_PLAIN));
	cli_column(stdout, cli_member(finding, "label"), 36);
	if (files > 1)
		printf("  %s (%zu pictures)\n", cli_member(finding, "detail"),
		       files);
	else
		printf("  %s\n", cli_member(finding, "detail"));
}

static json_t *picture_findings(const json_t *row)
{
	return json_object_get(row, "findings");
}

/* In how many files a kind is, each file counted once. */
static void picture_count(struct picture_summary *summary, const json_t *row)
{
	const json_t *finding;
	json_t *seen = json_object();
	const char *kind;
	json_t *none;
	size_t i;

	json_array_foreach(picture_findings(row), i, finding)
	    json_object_set_new(seen, cli_member(finding, "kind"), json_true());
	json_object_foreach(seen, kind, none)
	{
		json_t *count = json_object_get(summary->kinds, kind);

		json_object_set_new(
		    summary->kinds, kind,
		    json_integer(json_integer_value(count) + 1));
	}
	summary->silent += json_object_size(seen) == 0;
	if (json_object_size(seen) > 0 &&
	    json_is_true(json_object_get(row, "damaged")))
		summary->damaged++;
	else if (json_object_size(seen) > 0)
		summary->whole++;
	json_decref(seen);
}

static void picture_print_remedies(const struct picture_summary *summary)
{
	const json_t *kinds = summary->kinds;

	printf("\n%sWhat to do%s\n", cli_style(stdout, CLI_BOLD),
	       cli_style(stdout, CLI_PLAIN));
	for (unsigned i = 0; i < IPC_FINDINGS; i++) {
		const struct casework_finding *about = casework_finding(i);

		if (json_object_get(kinds, about->kind) != NULL)
			printf("  %s: %s\n", about->label, about->remedy);
	}
	if (summary->whole > 0)
		puts("  To leave all of it out of a copy:\n"
		     "    lenscap clean FILE -o COPY");
	if (summary->damaged > 0)
		puts("  A damaged file cannot be cleaned: get a fresh copy of "
		     "it first.");
}

/* ---- Rows ---- */

/* "JPEG 640×480": format names are short ASCII words, shown in capitals. */
static void picture_describe(const json_t *row, char *out, size_t capacity)
{
	char name[8];

	snprintf(name, sizeof(name), "%s", cli_member(row, "format"));
	for (char *c = name; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	snprintf(out, capacity, "%s %lld×%lld%s", name,
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
	printf("  %9s  %s%s\n", "SIZE", "GIVES AWAY",
	       cli_style(stdout, CLI_PLAIN));
}

static void picture_print_line(const json_t *row, const char *name)
{
	size_t things = json_array_size(picture_findings(row));
	char *end = picture_short_name(name);
	char text[64];

	cli_column(stdout, end, PICTURE_FILE_WIDTH);
	free(end);
	if (json_object_get(row, "error") != NULL)
		snprintf(text, sizeof(text), "not read");
	else
		picture_describe(row, text, sizeof(text));
	fputs("  ", stdout);
	cli_column(stdout, text, PICTURE_ABOUT_WIDTH);
	cli_bytes(text, sizeof(text),
		  (uint64_t)cli_member_number(row, "bytes"));
	printf("  %9s", text);
	if (things > 0)
		printf("  %zu thing%s\n", things, cli_s(things));
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

static bool picture_is_one(struct cli_run *run)
{
	const json_t *files = json_object_get(run->call.params, "files");

	return json_array_size(files) == 1 &&
	       !operation_truth(&run->call, "recursive");
}

static void picture_print_file(struct cli_run *run, const json_t *row)
{
	char *name = cli_printable(cli_member(row, "file"));
	const json_t *finding;
	size_t i;

	picture_print_line(row, name);
	if (operation_truth(&run->call, "hashes"))
		picture_print_fingerprints(row);
	json_array_foreach(picture_findings(row), i, finding)
	    picture_print_finding(finding, 1);
	free(name);
}

/* A file of a folder: a picture of a kind that is not read, or none at all. */
static void picture_skip(struct picture_summary *summary, const char *kind)
{
	int64_t so_far = cli_member_number(summary->unread, kind);

	if (kind[0] == '\0')
		summary->skipped++;
	else
		json_object_set_new(summary->unread, kind,
				    json_integer(so_far + 1));
}

/* "Pictures of kinds that are not read: 3 GIMP, 1 SVG." */
static void picture_print_unread(const json_t *unread)
{
	const char *kind, *between = " ";
	json_t *count;

	if (json_object_size(unread) == 0)
		return;
	fflush(stdout);
	fputs("lenscap: pictures of kinds that are not read:", stderr);
	json_object_foreach((json_t *)unread, kind, count)
	{
		fprintf(stderr, "%s%lld %s", between,
			(long long)json_integer_value(count), kind);
		between = ", ";
	}
	fputs(".\n", stderr);
}

/* Of one file all at once; of several when all have been read. */
static void picture_print_row(struct cli_run *run, const json_t *row)
{
	struct picture_summary *summary = picture_summary(run);
	const char *file = cli_member(row, "file");
	bool told = json_array_size(picture_findings(row)) > 0;
	bool skipped = json_object_get(row, "skipped") != NULL;
	char *name;

	if (skipped)
		picture_skip(summary, cli_member(row, "kind"));
	if (skipped && !told)
		return;
	name = cli_printable(file[0] ? file : "''");
	/* What stands beside pixels is given away though they are not read. */
	if (skipped || !picture_print_failure(row, name) || told) {
		if (summary->files++ == 0 && picture_is_one(run))
			picture_print_heading();
		picture_count(summary, row);
		if (picture_is_one(run))
			picture_print_file(run, row);
		else
			json_array_append(summary->rows, (json_t *)row);
	}
	free(name);
}

/* ---- Many files ---- */

/* What the first sentence counts, the worst first. */
static const struct {
	enum ipc_finding_kind kind;
	const char *one, *many;
} picture_counts[] = {
    {IPC_FINDING_GPS, "says where it was taken", "say where they were taken"},
    {IPC_FINDING_PERSON_NAME, "names somebody", "name somebody"},
    {IPC_FINDING_THUMBNAIL_DIFFERS, "has a preview that shows something else",
     "have a preview that shows something else"},
    {IPC_FINDING_HIDDEN_PICTURE, "holds another picture",
     "hold another picture"},
    {IPC_FINDING_HIDDEN_REMAINS, "holds remains of an earlier picture",
     "hold remains of an earlier picture"},
    {IPC_FINDING_HIDDEN_VIDEO, "holds a video", "hold a video"},
    {IPC_FINDING_CAMERA_SERIAL, "names the camera's number",
     "name the camera's number"},
};

static void picture_print_sums(const struct picture_summary *summary)
{
	const char *gap = ": ";

	printf("%s%zu picture%s", cli_style(stdout, CLI_BOLD), summary->files,
	       cli_s(summary->files));
	for (size_t i = 0; i < sizeof(picture_counts) / sizeof(*picture_counts);
	     i++) {
		long long count = (long long)cli_member_number(
		    summary->kinds,
		    casework_finding(picture_counts[i].kind)->kind);

		if (count == 0)
			continue;
		printf("%s%lld %s", gap, count,
		       count == 1 ? picture_counts[i].one
				  : picture_counts[i].many);
		gap = ", ";
	}
	if (summary->silent > 0)
		printf("%s%zu give%s away nothing", gap, summary->silent,
		       summary->silent == 1 ? "s" : "");
	printf(".%s\n", cli_style(stdout, CLI_PLAIN));
}

/* "112 were taken at one place (52.5200, 13.4050), mostly at night." */
static void picture_print_cluster(const struct picture_summary *summary)
{
	size_t count = json_array_size(summary->rows), got = 0, i, j;
	struct casework_taken *taken = base_alloc(count + 1, sizeof(*taken));
	struct casework_cluster cluster;
	const json_t *row, *finding;

	json_array_foreach(summary->rows, i, row)
	{
		const char *place = "", *when = "";

		json_array_foreach(picture_findings(row), j, finding)
		{
			const char *kind = cli_member(finding, "kind");

			if (*place == '\0' && strcmp(kind, "gps") == 0)
				place = cli_member(finding, "detail");
			if (*when == '\0' && strcmp(kind, "capture_time") == 0)
				when = cli_member(finding, "detail");
		}
		got += casework_taken_read(place, when, &taken[got]);
	}
	casework_cluster(taken, got, &cluster);
	if (cluster.count > 0)
		printf("%zu were taken at one place (%.4f, %.4f)%s.\n",
		       cluster.count, cluster.latitude, cluster.longitude,
		       cluster.night ? ", mostly at night" : "");
	free(taken);
}

static char *picture_key(const json_t *finding)
{
	return base_format("%s\n%s", cli_member(finding, "kind"),
			   cli_member(finding, "detail"));
}

/* How many files have each finding, by kind and detail. */
static json_t *picture_shared(const struct picture_summary *summary)
{
	json_t *shared = json_object();
	const json_t *row, *finding;
	size_t i, j;

	json_array_foreach(summary->rows, i, row)
	    json_array_foreach(picture_findings(row), j, finding)
	{
		char *key = picture_key(finding);
		json_t *entry = json_object_get(shared, key);

		if (entry == NULL) {
			entry = json_pack("{s:O, s:i}", "finding", finding,
					  "files", 0);
			json_object_set_new(shared, key, entry);
		}
		json_object_set_new(
		    entry, "files",
		    json_integer(cli_member_number(entry, "files") + 1));
		free(key);
	}
	return shared;
}

/* The sum of what its findings weigh, so that the worst come first. */
static long picture_weight(const json_t *row)
{
	const json_t *finding;
	long weight = 0;
	size_t i;

	json_array_foreach(picture_findings(row), i, finding)
	{
		const char *severity = cli_member(finding, "severity");

		weight += strcmp(severity, "high") == 0	    ? 10000
			  : strcmp(severity, "medium") == 0 ? 100
							    : 1;
	}
	return weight;
}

static int picture_compare_weight(const void *a, const void *b)
{
	long one = picture_weight(*(json_t *const *)a);
	long other = picture_weight(*(json_t *const *)b);

	return one > other ? -1 : one < other;
}

static void picture_print_worst(struct cli_run *run,
				const struct picture_summary *summary,
				const json_t *shared)
{
	size_t count = json_array_size(summary->rows), shown = 0, i, j;
	const json_t **rows = base_alloc(count + 1, sizeof(json_t *));
	const json_t *row, *finding;
	bool all = operation_truth(&run->call, "hashes");

	json_array_foreach(summary->rows, i, row) rows[i] = row;
	if (!all)
		qsort(rows, count, sizeof(*rows), picture_compare_weight);
	picture_print_heading();
	for (i = 0; i < count && (all || shown < PICTURE_WORST); i++) {
		char *name = cli_printable(cli_member(rows[i], "file"));

		picture_print_line(rows[i], name);
		free(name);
		shown++;
		if (all)
			picture_print_fingerprints(rows[i]);
		json_array_foreach(picture_findings(rows[i]), j, finding)
		{
			char *key = picture_key(finding);

			/* What several have is said once, below. */
			if (cli_member_number(json_object_get(shared, key),
					      "files") < PICTURE_SHARED)
				picture_print_finding(finding, 1);
			free(key);
		}
	}
	if (shown < count)
		printf("... and %zu more; --json has all of them.\n",
		       count - shown);
	free((void *)rows);
}

static int picture_compare_shared(const void *a, const void *b)
{
	const json_t *one = *(json_t *const *)a, *other = *(json_t *const *)b;
	long first = (long)cli_member_number(one, "files");
	long second = (long)cli_member_number(other, "files");

	return first > second ? -1 : first < second;
}

static void picture_print_shared(json_t *shared)
{
	size_t count = json_object_size(shared), kept = 0;
	json_t **entries = base_alloc(count + 1, sizeof(json_t *));
	const char *key;
	json_t *entry;

	json_object_foreach(shared, key, entry)
	{
		if (cli_member_number(entry, "files") >= PICTURE_SHARED)
			entries[kept++] = entry;
	}
	qsort(entries, kept, sizeof(*entries), picture_compare_shared);
	if (kept > 0)
		printf("\n%sIn several of them%s\n",
		       cli_style(stdout, CLI_BOLD),
		       cli_style(stdout, CLI_PLAIN));
	for (size_t i = 0; i < kept && i < 2 * PICTURE_WORST; i++)
		picture_print_finding(
		    json_object_get(entries[i], "finding"),
		    (size_t)cli_member_number(entries[i], "files"));
	if (kept > 2 * PICTURE_WORST)
		printf("    ... and %zu more\n",
		       kept - 2 * (size_t)PICTURE_WORST);
	free((void *)entries);
}

static void picture_print_many(struct cli_run *run,
			       const struct picture_summary *summary)
{
	json_t *shared = picture_shared(summary);

	picture_print_sums(summary);
	picture_print_cluster(summary);
	puts("");
	picture_print_worst(run, summary, shared);
	picture_print_shared(shared);
	json_decref(shared);
}

static void picture_print_end(struct cli_run *run)
{
	struct picture_summary *summary = picture_summary(run);

	if (json_array_size(summary->rows) > 0)
		picture_print_many(run, summary);
	if (json_object_size(summary->kinds) > 0)
		picture_print_remedies(summary);
	if (summary->files == 0 && run->call.failed == 0)
		fputs("lenscap: no picture was found there.\n", stderr);
	picture_print_unread(summary->unread);
	cli_passed_over(summary->skipped);
}

static void picture_free(struct cli_run *run)
{
	struct picture_summary *summary = run->context;

	if (summary != NULL) {
		json_decref(summary->kinds);
		json_decref(summary->rows);
		json_decref(summary->unread);
	}
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

/* How the one differs; which of them came first, the pixels do not tell. */
static void picture_print_how(const json_t *row)
{
	const json_t *words = json_object_get(row, "words"), *word;
	long long copy = cli_member_number(row, "copy");
	size_t i;

	if (copy == 0 || json_array_size(words) == 0)
		return;
	printf("Beside the %s, the %s is: ", copy == 1 ? "second" : "first",
	       copy == 1 ? "first" : "second");
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
		       cli_s(removed));
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
