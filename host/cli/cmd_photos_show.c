/* cmd_photos_show.c: all about one photo, with a small picture of it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ledger_cli.h"

const char cmd_photos_show_help[] =
    "Shows all that is kept of a photo: where it came from, fingerprints, "
    "what\n"
    "it gives away, where it was seen; and, on a terminal with 256 colours or\n"
    "more, a small picture of it.\n"
    "\n" LEDGER_CLI_HELP
    "      --picture              show the picture whatever the terminal says\n"
    "      --thumbnail FILE       write the small picture as a JPEG file\n"
    "\n"
    "Examples:\n"
    "  lenscap photos show 12\n"
    "  lenscap photos show 12 --thumbnail twelve.jpg\n";

#define SHOW_PREVIEW_MAX (2 + 64 * 64 * 3)

/* ---- The picture ---- */

/* How a terminal is told a colour; layer is 3 for ink, 4 for paper. */
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

/* ---- The facts ---- */

static void show_hex(const char *label, const void *data, size_t size)
{
	char hex[FINGERPRINT_PDQ_SIZE * 2 + 1];

	base_hex(hex, data, size);
	printf("%-14s%s\n", label, hex);
}

static void show_facts(const struct ledger_photo *photo)
{
	const struct fingerprint *print = &photo->fingerprint;
	char *source = cli_printable(photo->source);
	char added[LEDGER_CLI_TIME], size[32], iscc[FINGERPRINT_ISCC_TEXT];

	ledger_cli_time(added, photo->added);
	cli_bytes(size, sizeof(size), photo->bytes);
	fingerprint_iscc_text(print->iscc, 256, iscc);
	printf("%-14s%lld\n%-14s%s\n%-14s%s\n%-14s%s, %u×%u, %s\n", "Photo",
	       (long long)photo->id, "Added from", source, "Added", added,
	       "Picture", photo->format, photo->width, photo->height, size);
	show_hex("SHA-256", photo->sha256, sizeof(photo->sha256));
	show_hex("PDQ", print->pdq[0], FINGERPRINT_PDQ_SIZE);
	printf("%-14s%u of 100\n%-14s%s\n", "PDQ quality", print->pdq_quality,
	       "ISCC", iscc);
	show_hex("pHash", print->phash, sizeof(print->phash));
	show_hex("dHash", print->dhash, sizeof(print->dhash));
	for (unsigned i = 0; i < photo->finding_count; i++)
		printf("%-14s%s: %s\n", i == 0 ? "Gives away" : "",
		       photo->findings[i].kind, photo->findings[i].detail);
	free(source);
}

static bool show_sighting(void *context, const struct ledger_sighting *sighting)
{
	unsigned *count = context;
	char *place = cli_printable(sighting->place);
	char seen[LEDGER_CLI_TIME];

	ledger_cli_time(seen, sighting->seen);
	printf("%-14s%s, first on %.10s%s%s\n",
	       (*count)++ == 0 ? "Seen at" : "", place, seen,
	       sighting->how[0] ? ": " : "", sighting->how);
	free(place);
	return true;
}

/* ---- JSON ---- */

static bool show_json_sighting(void *context,
			       const struct ledger_sighting *sighting)
{
	json_array_append_new(context, view_sighting(sighting));
	return true;
}

static bool show_json_letter(void *context, const struct ledger_letter *letter)
{
	json_array_append_new(context, view_letter(letter));
	return true;
}

static enum lens_err show_json(struct ledger *ledger,
			       const struct ledger_photo *photo,
			       struct ledger_fault *fault)
{
	json_t *seen = json_array(), *used = json_array(), *object;
	enum lens_err err = ledger_sighting_each(
	    ledger, photo->id, show_json_sighting, seen, fault);

	if (err == LENS_OK)
		err = ledger_photo_letters(ledger, photo->id, show_json_letter,
					   used, fault);
	object = view_photo_whole(photo, json_array_size(seen));
	json_object_set_new(object, "seen", seen);
	json_object_set_new(object, "used", used);
	if (err == LENS_OK)
		cli_print_json(object);
	else
		json_decref(object);
	return err;
}

/* ---- The command ---- */

static enum lens_err show_thumbnail(struct ledger *ledger, int64_t photo,
				    const char *path,
				    struct ledger_fault *fault)
{
	struct base_buffer jpeg;
	FILE *file;
	enum lens_err err;

	base_buffer_init(&jpeg, LEDGER_BLOB_MAX);
	err =
	    ledger_blob_get(ledger, photo, LEDGER_BLOB_THUMBNAIL, fault, &jpeg);
	file = err == LENS_OK ? fopen(path, "wxe") : NULL;
	if (err == LENS_OK && (file == NULL || fwrite(jpeg.data, 1, jpeg.size,
						      file) != jpeg.size)) {
		snprintf(fault->sentence, sizeof(fault->sentence),
			 "The small picture's file cannot be written (%m).");
		err = LENS_SYSTEM;
	}
	if (file != NULL && fclose(file) != 0)
		err = LENS_SYSTEM;
	base_buffer_free(&jpeg);
	return err;
}

struct showing {
	bool json, picture;
	const char *thumbnail;
};

static enum lens_err show_run(struct casework *work, int64_t id,
			      const struct showing *showing,
			      struct ledger_fault *fault)
{
	struct ledger *ledger = casework_ledger(work);
	struct ledger_photos *photos = NULL;
	show_colour *colour = show_colours();
	unsigned count = 0;
	enum lens_err err = ledger_photo_get(ledger, id, fault, &photos);

	if (err != LENS_OK)
		return err;
	if (showing->json) {
		err = show_json(ledger, &photos->photos[0], fault);
	} else {
		if (colour == NULL && showing->picture)
			colour = show_true;
		if (colour != NULL && (showing->picture ||
				       cli_style(stdout, CLI_PLAIN)[0] != '\0'))
			show_picture(work, colour, id);
		show_facts(&photos->photos[0]);
		err = ledger_sighting_each(ledger, id, show_sighting, &count,
					   fault);
	}
	if (err == LENS_OK && showing->thumbnail != NULL)
		err = show_thumbnail(ledger, id, showing->thumbnail, fault);
	ledger_photos_free(photos);
	return err;
}

int cmd_photos_show(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct showing showing = {.json = false};
	struct ledger_fault fault = {0};
	struct casework *work;
	uint64_t id;
	enum lens_err err;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &showing.json, NULL},
	    {"picture", 0, &showing.picture, NULL},
	    {"thumbnail", 0, NULL, &showing.thumbnail},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc != 2 || base_parse_number(argv[1], INT64_MAX, &id) != LENS_OK)
		return cli_wrong(self, "name one photo by its number; "
				       "'lenscap photos list' shows them.");
	work = ledger_cli_open(&ledger, &code);
	if (work != NULL) {
		err = show_run(work, (int64_t)id, &showing, &fault);
		code = ledger_cli_code(&ledger, err, &fault);
	}
	return ledger_cli_end(&ledger, work, code);
}
