/* words_photo.c: my photos on a terminal, with a small picture of one. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "screen/table.h"
#include "words.h"

#define SHOW_PREVIEW_MAX (2 + 64 * 64 * 3)

/* ---- The picture ---- */

/* How a terminal is told a colour; layer is 3 for ink, 4 for document. */
typedef void show_colour(unsigned layer, const uint8_t rgb[3]);

static void show_true(unsigned layer, const uint8_t rgb[3])
{
	printf("\033[%u8;2;%u;%u;%um", layer, rgb[0], rgb[1], rgb[2]);
}

/* The nearest level of the cube, which has 0, 95, 135, 175, 215 and 255. */
static unsigned show_level(unsigned value)
{
	return value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;
}

/* xterm's 256 colours: a cube of 6 levels, then 24 greys from 8 to 238. */
static void show_cube(unsigned layer, const uint8_t rgb[3])
{
	unsigned red = show_level(rgb[0]), green = show_level(rgb[1]),
		 blue = show_level(rgb[2]);
	unsigned grey = (rgb[0] + rgb[1] + rgb[2]) / 3u;
	unsigned colour = 16 + 36 * red + 6 * green + blue;

	/* The cube has few greys; a photo has many. */
	if (red == green && green == blue && grey >= 4 && grey <= 242)
		colour = 232 + (grey - 4) / 10;
	printf("\033[%u8;5;%um", layer, colour);
}

/*
 * Two pixels a character: the upper half block has one as its colour and the
 * other as its background.
 */
static void show_pixels(show_colour *colour, const uint8_t *rgb,
			unsigned columns, unsigned rows)
{
	for (unsigned y = 0; y + 1 < rows; y += 2) {
		fputs("    ", stdout);
		for (unsigned x = 0; x < columns; x++) {
			const uint8_t *top = rgb + 3 * (y * columns + x);

			colour(3, top);
			colour(4, top + 3 * columns);
			fputs("▀", stdout);
		}
		fputs("\033[0m\n", stdout);
	}
}

/*
 * The colours this terminal has; NULL for too few to show a photo.  What
 * TERM does not say, COLORTERM does.
 */
static show_colour *show_colours(void)
{
	const char *colours = getenv("COLORTERM"), *terminal = getenv("TERM");

	if (colours != NULL && (strcmp(colours, "truecolor") == 0 ||
				strcmp(colours, "24bit") == 0))
		return show_true;
	if (terminal != NULL && strstr(terminal, "-direct") != NULL)
		return show_true;
	if (terminal != NULL && strstr(terminal, "256color") != NULL)
		return show_cube;
	return NULL;
}

static void show_picture(struct casework *work, show_colour *colour,
			 int64_t photo)
{
	struct base_buffer preview;

	base_buffer_init(&preview, SHOW_PREVIEW_MAX);
	/* A photo whose picture cannot be shown is shown without. */
	if (casework_preview(work, photo, NULL, &preview) == LENS_OK &&
	    preview.size >= 2 &&
	    preview.size == 2u + 3u * preview.data[0] * preview.data[1])
		show_pixels(colour, preview.data + 2, preview.data[0],
			    preview.data[1]);
	base_buffer_free(&preview);
}

/* ---- One photo ---- */

static void show_fact(const char *label, const char *value)
{
	char *shown = cli_printable(value);

	printf("%-14s%s\n", label, shown);
	free(shown);
}

static void show_findings(const json_t *list)
{
	const json_t *finding;
	size_t i;

	json_array_foreach(list, i, finding)
	    printf("%-14s%s: %s\n", i == 0 ? "Gives away" : "",
		   cli_member(finding, "kind"), cli_member(finding, "detail"));
}

/* What the last look at a place came to, where that is not that it is there. */
static const char *show_state(const json_t *seen)
{
	static const struct {
		const char *state, *words;
	} states[] = {
	    {"absent", ", not there at the last look"},
	    {"changed", ", another picture at the last look"},
	    {"stand_in", ", another picture in its place at the last look"},
	    {"login", ", behind a login at the last look"},
	    {"unknown", ", could not be learned at the last look"},
	};

	if (json_is_true(json_object_get(seen, "gone")))
		return ", gone";
	if (strcmp(cli_member(seen, "why"), "not_asked") == 0)
		return ", as a page says that links there; not asked yet";
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (strcmp(states[i].state, cli_member(seen, "state")) == 0)
			return states[i].words;
	return "";
}

/* The oldest first. */
static void show_seen(const json_t *list)
{
	for (size_t i = json_array_size(list); i > 0; i--) {
		const json_t *seen = json_array_get(list, i - 1);
		char *place = cli_printable(cli_member(seen, "place"));
		char first[LEDGER_CLI_TIME];

		ledger_cli_time(first, cli_member_number(seen, "first"));
		printf("%-14s%s, first on %.10s%s%s%s\n",
		       i == json_array_size(list) ? "Seen at" : "", place,
		       first, show_state(seen),
		       cli_member(seen, "how")[0] ? ": " : "",
		       cli_member(seen, "how"));
		free(place);
	}
}

static void show_facts(const json_t *row)
{
	char added[LEDGER_CLI_TIME], size[32];

	ledger_cli_time(added, cli_member_number(row, "added"));
	cli_bytes(size, sizeof(size),
		  (uint64_t)cli_member_number(row, "bytes"));
	printf("%-14s%lld\n", "Photo", (long long)cli_member_number(row, "id"));
	show_fact("Added from", cli_member(row, "source"));
	show_fact("Added", added);
	printf("%-14s%s, %lld×%lld, %s\n", "Picture", cli_member(row, "format"),
	       (long long)cli_member_number(row, "width"),
	       (long long)cli_member_number(row, "height"), size);
	show_fact("SHA-256", cli_member(row, "sha256"));
	show_fact("PDQ", cli_member(row, "pdq"));
	printf("%-14s%lld of 100\n", "PDQ quality",
	       (long long)cli_member_number(row, "pdq_quality"));
	show_fact("ISCC", cli_member(row, "iscc"));
	show_fact("pHash", cli_member(row, "phash"));
	show_fact("dHash", cli_member(row, "dhash"));
}

static void show_row(struct cli_run *run, const json_t *row)
{
	bool picture = operation_truth(&run->call, "picture");
	show_colour *colour = show_colours();

	if (colour == NULL && picture)
		colour = show_true;
	if (colour != NULL &&
	    (picture || cli_style(stdout, CLI_PLAIN)[0] != '\0'))
		show_picture(run->call.work, colour,
			     cli_member_number(row, "id"));
	show_facts(row);
	show_findings(json_object_get(row, "findings"));
	show_seen(json_object_get(row, "seen"));
}

static enum lens_err show_write(const struct base_buffer *jpeg,
				const char *path, struct ledger_fault *fault)
{
	FILE *file = fopen(path, "wxe");
	enum lens_err err = LENS_OK;

	if (file == NULL ||
	    fwrite(jpeg->data, 1, jpeg->size, file) != jpeg->size) {
		snprintf(fault->sentence, sizeof(fault->sentence),
			 "The small picture's file cannot be written (%m).");
		err = LENS_SYSTEM;
	}
	if (file != NULL && fclose(file) != 0)
		err = LENS_SYSTEM;
	return err;
}

/* The photo's own small picture; or, by number, one inside its file. */
static void show_save(struct operation_call *call, int64_t hidden,
		      const char *path)
{
	int64_t photo = operation_number(call, "id", 0);
	struct ledger_fault fault = {0};
	struct base_buffer jpeg;
	enum lens_err err;

	base_buffer_init(&jpeg, LEDGER_BLOB_MAX);
	if (hidden > 0)
		err = casework_hidden(call->work, photo, (unsigned)hidden,
				      &fault, &jpeg);
	else
		err = ledger_blob_get(casework_ledger(call->work), photo,
				      LEDGER_BLOB_THUMBNAIL, &fault, &jpeg);
	if (err == LENS_OK)
		err = show_write(&jpeg, path, &fault);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	base_buffer_free(&jpeg);
}

static void show_run(struct cli_run *run)
{
	struct operation_call *call = &run->call;
	const char *path = cli_run_path(run, "thumbnail");
	const char *out = cli_run_path(run, "out");
	int64_t hidden = operation_number(call, "hidden", 0);

	if ((hidden > 0) != (out != NULL)) {
		operation_fail_saying(call, OPERATION_BAD_PARAMS,
				      "--hidden N and -o FILE go together.");
		return;
	}
	call->operation->run(call);
	if (path != NULL && call->code == OPERATION_OK)
		show_save(call, 0, path);
	if (out != NULL && call->code == OPERATION_OK)
		show_save(call, hidden, out);
}

/* ---- Adding ---- */

/* How many there are of each outcome. */
struct adding {
	size_t added, known, copies, failed, skipped;
};

static void adding_note(struct cli_run *run, const json_t *row)
{
	struct adding *adding = run->context;
	const char *outcome = cli_member(row, "outcome");

	if (json_object_get(row, "skipped") != NULL) {
		adding->skipped++;
		return;
	}
	adding->added += strcmp(outcome, "added") == 0;
	adding->known += strcmp(outcome, "known") == 0;
	adding->copies += strcmp(outcome, "copy") == 0;
	adding->failed += strcmp(outcome, "failed") == 0;
}

static void adding_row(struct cli_run *run, const json_t *row)
{
	const char *outcome = cli_member(row, "outcome");
	char *name;

	(void)run;
	if (json_object_get(row, "skipped") != NULL)
		return;
	name = cli_printable(cli_member(row, "file"));
	if (strcmp(outcome, "failed") == 0) {
		fflush(stdout);
		fprintf(stderr, "%s: %s\n", name,
			cli_member(json_object_get(row, "error"), "message"));
	} else {
		printf("%s: %s %lld\n", name,
		       strcmp(outcome, "added") == 0   ? "added as photo"
		       : strcmp(outcome, "known") == 0 ? "is there already, as "
							 "photo"
						       : "is a copy of photo",
		       (long long)cli_member_number(row, "photo"));
	}
	free(name);
}

static void adding_run(struct cli_run *run)
{
	struct adding adding = {0};

	run->context = &adding;
	run->call.operation->run(&run->call);
	cli_progress_clear(&run->progress);
	if (!run->json)
		printf("%zu added, %zu there already, %zu copies, %zu not "
		       "read.\n",
		       adding.added, adding.known, adding.copies,
		       adding.failed);
	if (adding.added + adding.known + adding.copies + adding.failed == 0 &&
	    run->call.code == OPERATION_OK)
		fputs("lenscap: no picture was found there.\n", stderr);
	if (!run->json)
		cli_passed_over(adding.skipped);
	run->context = NULL;
}

/* ---- Listing, forgetting ---- */

static const struct cli_table_column list_columns[] = {
    {"PHOTO", 6, CLI_TABLE_RIGHT},   {"ADDED FROM", 44, CLI_TABLE_PATH},
    {"KIND", 5, CLI_TABLE_LEFT},     {"PIXELS", 11, CLI_TABLE_RIGHT},
    {"SIZE", 8, CLI_TABLE_RIGHT},    {"ADDED", 10, CLI_TABLE_LEFT},
    {"FINDINGS", 0, CLI_TABLE_LEFT}, {NULL, 0, CLI_TABLE_LEFT},
};

static void list_row(struct cli_run *run, const json_t *row)
{
	char added[LEDGER_CLI_TIME], size[32], id[24], pixels[32], findings[24];

	ledger_cli_time(added, cli_member_number(row, "added"));
	added[10] = '\0';
	cli_bytes(size, sizeof(size),
		  (uint64_t)cli_member_number(row, "bytes"));
	snprintf(id, sizeof(id), "%lld",
		 (long long)cli_member_number(row, "id"));
	snprintf(pixels, sizeof(pixels), "%5d×%-5d",
		 (int)cli_member_number(row, "width"),
		 (int)cli_member_number(row, "height"));
	snprintf(findings, sizeof(findings), "%zu",
		 json_array_size(json_object_get(row, "findings")));
	if (run->rows == 1)
		cli_table_heads(list_columns);
	cli_table_row(list_columns, id, cli_member(row, "source"),
		      cli_member(row, "format"), pixels, size, added, findings);
}

static void list_end(struct cli_run *run)
{
	if (run->rows == 0)
		cli_table_heads(list_columns);
}

/* One that is not there is told before anything is asked. */
static bool forget_known(struct cli_run *run)
{
	const json_t *ids = operation_list(&run->call, "ids"), *id;
	enum lens_err err = LENS_OK;
	struct ledger_fault fault = {0};
	size_t i;

	json_array_foreach(ids, i, id)
	{
		struct ledger_photos *photos;

		if (err != LENS_OK)
			break;
		err = ledger_photo_get(casework_ledger(run->call.work),
				       json_integer_value(id), &fault, &photos);
		if (err == LENS_OK)
			ledger_photos_free(photos);
	}
	if (err != LENS_OK)
		operation_fail_as(&run->call, err, &fault);
	return err == LENS_OK;
}

static void forget_run(struct cli_run *run)
{
	if (forget_known(run))
		cli_run_confirmed(run, "Forget these photos for good? [y/N] ");
}

static void forget_row(struct cli_run *run, const json_t *row)
{
	long long count = (long long)cli_member_number(row, "forgotten");

	(void)run;
	printf("%lld photo%s forgotten.\n", count, cli_s(count));
}

const struct cli_words words_photo[] = {
    {.name = "photo.add",
     .row = adding_row,
     .note = adding_note,
     .run = adding_run,
     .doing = "Adding photos"},
    {.name = "photo.list", .row = list_row, .end = list_end},
    {.name = "photo.show", .row = show_row, .run = show_run},
    {.name = "photo.forget", .row = forget_row, .run = forget_run},
    {.name = NULL},
};
