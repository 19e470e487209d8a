/* pictures.c: decoding for tests, and the peers' values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jpeglib.h>
#include <spng.h>

#include "pictures.h"

struct pictures_trap {
	struct jpeg_error_mgr manager;
	jmp_buf out;
};

static void pictures_fail(j_common_ptr jpeg)
{
	longjmp(((struct pictures_trap *)jpeg->err)->out, 1);
}

/* Warnings of damaged files are not what is tested here. */
static void pictures_hush(j_common_ptr jpeg, int level)
{
	(void)jpeg;
	(void)level;
}

static unsigned pictures_eighths(const struct jpeg_decompress_struct *jpeg,
				 uint32_t shortest)
{
	uint32_t side = jpeg->image_width < jpeg->image_height
			    ? jpeg->image_width
			    : jpeg->image_height;
	unsigned eighths = 1;

	while (eighths < 8 && side * eighths < shortest * 8)
		eighths *= 2;
	return eighths;
}

/* Decode to the components of space; NULL when it cannot be done. */
static uint8_t *pictures_jpeg(FILE *file, J_COLOR_SPACE space, unsigned eighths,
			      uint32_t shortest,
			      struct jpeg_decompress_struct *jpeg)
{
	struct pictures_trap trap;
	uint8_t *volatile pixels = NULL;

	jpeg->err = jpeg_std_error(&trap.manager);
	trap.manager.error_exit = pictures_fail;
	trap.manager.emit_message = pictures_hush;
	if (setjmp(trap.out)) {
		jpeg_destroy_decompress(jpeg);
		free(pixels);
		return NULL;
	}
	jpeg_create_decompress(jpeg);
	jpeg_stdio_src(jpeg, file);
	jpeg_read_header(jpeg, TRUE);
	jpeg->out_color_space = space;
	jpeg->scale_num = eighths ? eighths : pictures_eighths(jpeg, shortest);
	jpeg->scale_denom = 8;
	jpeg_start_decompress(jpeg);
	size_t stride = jpeg->output_width * (size_t)jpeg->output_components;
	pixels = malloc(stride * jpeg->output_height);
	while (jpeg->output_scanline < jpeg->output_height) {
		JSAMPROW row = pixels + jpeg->output_scanline * stride;

		jpeg_read_scanlines(jpeg, &row, 1);
	}
	jpeg_finish_decompress(jpeg);
	jpeg_destroy_decompress(jpeg);
	return pixels;
}

/* Pillow's rounding of a blend with white. */
static uint8_t pictures_on_white(unsigned value, unsigned alpha)
{
	unsigned sum = value * alpha + 255 * (255 - alpha) + 128;

	return (uint8_t)(((sum >> 8) + sum) >> 8);
}

static bool pictures_png(FILE *file, struct picture *out)
{
	spng_ctx *png = spng_ctx_new(0);
	struct spng_ihdr header;
	uint8_t *rgba = NULL;
	size_t size = 0;
	bool done = false;

	if (spng_set_png_file(png, file) || spng_get_ihdr(png, &header) ||
	    spng_decoded_image_size(png, SPNG_FMT_RGBA8, &size))
		goto out;
	rgba = malloc(size);
	if (spng_decode_image(png, rgba, size, SPNG_FMT_RGBA8,
			      SPNG_DECODE_TRNS))
		goto out;
	out->width = header.width;
	out->height = header.height;
	out->rgb = malloc(size / 4 * 3);
	for (size_t i = 0; i < size / 4; i++)
		for (size_t c = 0; c < 3; c++)
			out->rgb[3 * i + c] =
			    pictures_on_white(rgba[4 * i + c], rgba[4 * i + 3]);
	done = true;
out:
	free(rgba);
	spng_ctx_free(png);
	return done;
}

bool pictures_read(const char *path, struct picture *out)
{
	struct jpeg_decompress_struct jpeg;
	FILE *file = fopen(path, "rb");

	memset(out, 0, sizeof(*out));
	if (!file)
		return false;
	out->rgb = pictures_jpeg(file, JCS_RGB, 8, 0, &jpeg);
	if (out->rgb) {
		out->width = jpeg.output_width;
		out->height = jpeg.output_height;
	} else {
		rewind(file);
		pictures_png(file, out);
	}
	fclose(file);
	return out->rgb;
}

void pictures_free(struct picture *picture)
{
	free(picture->rgb);
	memset(picture, 0, sizeof(*picture));
}

struct fingerprint_plane pictures_grey(const struct picture *picture)
{
	size_t size = (size_t)picture->width * picture->height;
	const uint8_t *rgb = picture->rgb;
	uint8_t *luma = malloc(size);

	for (size_t i = 0; i < size; i++)
		luma[i] = fingerprint_luma(rgb[3 * i], rgb[3 * i + 1],
					   rgb[3 * i + 2]);
	return fingerprint_plane_of(luma, picture->width, picture->height);
}

struct fingerprint_plane pictures_luma(const char *path, unsigned eighths,
				       uint32_t shortest)
{
	struct jpeg_decompress_struct jpeg;
	struct fingerprint_plane plane = {0};
	FILE *file = fopen(path, "rb");

	if (!file)
		return plane;
	plane.luma =
	    pictures_jpeg(file, JCS_GRAYSCALE, eighths, shortest, &jpeg);
	fclose(file);
	if (!plane.luma)
		return plane;
	plane.columns = jpeg.output_width;
	plane.rows = jpeg.output_height;
	plane.stride = jpeg.output_width;
	plane.width = jpeg.image_width;
	plane.height = jpeg.image_height;
	/* libjpeg may have brought scale_num / 8 to lower terms. */
	plane.right = (double)plane.width * jpeg.scale_num / jpeg.scale_denom;
	plane.bottom = (double)plane.height * jpeg.scale_num / jpeg.scale_denom;
	return plane;
}

float *pictures_matrix(const struct picture *picture, uint32_t *columns,
		       uint32_t *rows)
{
	uint64_t width = picture->width, height = picture->height;
	bool large = width > 512 || height > 512;
	float *out;

	*columns = large ? 512 : picture->width;
	*rows = large ? 512 : picture->height;
	out = malloc((size_t)*columns * *rows * sizeof(*out));
	for (uint64_t y = 0; y < *rows; y++)
		for (uint64_t x = 0; x < *columns; x++) {
			const uint8_t *pixel =
			    picture->rgb + 3 * (y * height / *rows * width +
						x * width / *columns);

			out[y * *columns + x] = 0.299f * pixel[0] +
						0.587f * pixel[1] +
						0.114f * pixel[2];
		}
	return out;
}

json_t *pictures_list(const char *path)
{
	json_error_t error;
	json_t *list = json_load_file(path, 0, &error);

	if (!list) {
		print_message("%s is not here: skipped\n", path);
		skip();
	}
	return list;
}

void pictures_unhex(uint8_t *out, size_t size, const char *hex)
{
	for (size_t i = 0; i < size; i++)
		sscanf(hex + 2 * i, "%2hhx", &out[i]);
}

struct pictures_expected pictures_expect(json_t *list, size_t i)
{
	json_t *entry = json_array_get(list, i);
	json_t *dihedrals = json_object_get(entry, "pdq_dihedral");
	struct pictures_expected out = {0};
	const char *phash, *dhash, *iscc;

	assert_int_equal(json_unpack(entry, "{s:s, s:s, s:i, s:s, s:s, s:s}",
				     "file", &out.file, "mode", &out.mode,
				     "pdq_quality", &out.quality, "phash",
				     &phash, "dhash", &dhash,
				     "iscc_image_code_256_hex", &iscc),
			 0);
	for (size_t k = 0; k < FINGERPRINT_DIHEDRALS; k++)
		pictures_unhex(out.pdq[k], FINGERPRINT_PDQ_SIZE,
			       json_string_value(json_array_get(dihedrals, k)));
	pictures_unhex(out.phash, sizeof(out.phash), phash);
	pictures_unhex(out.dhash, sizeof(out.dhash), dhash);
	pictures_unhex(out.iscc, sizeof(out.iscc), iscc);
	return out;
}

uint8_t *pictures_noise(size_t size, uint32_t seed)
{
	uint8_t *out = malloc(size);

	for (size_t i = 0; i < size; i++) {
		seed = seed * 1664525 + 1013904223;
		out[i] = (uint8_t)(seed >> 24);
	}
	return out;
}

void pictures_count(struct pictures_tally *tally, unsigned distance)
{
	tally->count++;
	tally->of[distance < 256 ? distance : 256]++;
}

unsigned pictures_percentile(const struct pictures_tally *tally,
			     unsigned percent)
{
	size_t seen = 0;

	for (unsigned i = 0; i < 257; i++) {
		seen += tally->of[i];
		if (seen * 100 >= tally->count * percent)
			return i;
	}
	return 0;
}

void pictures_print(const struct pictures_tally *tally, const char *what)
{
	print_message("%s: p50/p90/p99/max %u/%u/%u/%u of %zu\n", what,
		      pictures_percentile(tally, 50),
		      pictures_percentile(tally, 90),
		      pictures_percentile(tally, 99),
		      pictures_percentile(tally, 100), tally->count);
}
