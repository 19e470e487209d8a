/* words_photo.c: my photos on a terminal, with a small picture of one. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_said.h>

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

static void show_row(struct cli_run *run, const json_t *row)
{
	bool picture = operation_truth(&run->call, "picture");
	show_colour *colour = show_colours();

	if (colour == NULL && picture)
		colour = show_true;
	if (colour != NULL &&
	    (picture || cli_style(stdout, CLI_PLAIN)[0] != '\0'))
		show_picture(run->call.work, colour,
			     view_member_number(row, "id"));
	(void)cli_run_say(run, "", row);
}

static enum lens_err show_write(const struct base_buffer *jpeg,
				const char *path, struct ledger_fault *fault)
{
	FILE *file = fopen(path, "wxe");
	enum lens_err err = LENS_OK;

	if (file == NULL ||
	    fwrite(jpeg->data, 1, jpeg->size, file) != jpeg->size) {
		snprintf(fault->sentence, sizeof(fault->sentence),
			 base_said("The small picture's file cannot be written "
				   "(%s)."),
			 base_said(strerror(errno)));
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
static void adding_note(struct cli_run *run, const json_t *row)
{
	bool skipped = json_object_get(row, "skipped") != NULL;

	cli_run_count(run, skipped ? "skipped" : view_member(row, "outcome"),
		      1);
}

static void adding_run(struct cli_run *run)
{
	run->call.operation->run(&run->call);
	cli_progress_clear(&run->progress);
	if (!run->json)
		(void)cli_run_say(run, "sum", NULL);
	if (cli_run_counted(run, "added") + cli_run_counted(run, "known") +
		    cli_run_counted(run, "copy") +
		    cli_run_counted(run, "failed") ==
		0 &&
	    run->call.code == OPERATION_OK)
		cli_say("no picture was found there.");
	if (!run->json)
		cli_passed_over((size_t)cli_run_counted(run, "skipped"));
}

/* ---- Forgetting ---- */

static enum lens_err forget_expect(struct ledger *ledger, int64_t id,
				   struct ledger_fault *fault)
{
	struct ledger_photos *photos = NULL;
	enum lens_err err = ledger_photo_get(ledger, id, fault, &photos);

	ledger_photos_free(photos);
	return err;
}

static char *forget_question(size_t count)
{
	if (count == 1)
		return base_copy(
		    base_said("Forget this photo for good? [y/N] "));
	return base_format(
	    base_said("Forget these %zu photos for good? [y/N] "), count);
}

static void forget_run(struct cli_run *run)
{
	cli_run_forget(run, "ids", forget_question, forget_expect);
}

const struct cli_words words_photo[] = {
    {.name = "photo.add", .note = adding_note, .run = adding_run},
    {.name = "photo.show", .row = show_row, .run = show_run},
    {.name = "photo.forget", .run = forget_run},
    {.name = NULL},
};
