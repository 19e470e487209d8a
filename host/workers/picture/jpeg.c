/*
 * jpeg.c: JPEG by libjpeg-turbo.  Only luma, only as large as the fingerprint
 * needs, and of a progressive file only the scans that carry it.
 */
#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>

#include "jpeg.h"

#define JPEG_ROWS 16 /* rows asked for at once */

/* What the library may allocate, below what the jail allows. */
#define JPEG_MEMORY (480l << 20)

/*
 * Progressive files send a coefficient's high bits first.  The bits still
 * missing may be this many when the rest of the file is left unread.
 */
#define JPEG_BITS_MISSING 2

struct jpeg_reader {
	struct jpeg_decompress_struct library;
	struct jpeg_error_mgr errors;
	jmp_buf failed;
	bool damaged;
};

bool jpeg_begins(struct base_view file)
{
	return base_view_starts(file, "\xff\xd8\xff", 3);
}

/* ---- Errors ---- */

static void jpeg_fail(j_common_ptr common)
{
	struct jpeg_reader *reader = common->client_data;

	longjmp(reader->failed, 1);
}

/* Warnings that mean missing pixels, as opposed to untidy files. */
static void jpeg_message(j_common_ptr common, int level)
{
	struct jpeg_reader *reader = common->client_data;

	switch (common->err->msg_code) {
	case JWRN_JPEG_EOF:
	case JWRN_HIT_MARKER:
	case JWRN_HUFF_BAD_CODE:
	case JWRN_ARITH_BAD_CODE:
	case JWRN_MUST_RESYNC:
		reader->damaged |= level < 0;
		break;
	default:
		break;
	}
}

static void jpeg_silence(j_common_ptr common)
{
	(void)common;
}

static enum ipc_picture_status jpeg_status(int code)
{
	switch (code) {
	case JERR_OUT_OF_MEMORY:
	case JERR_NO_BACKING_STORE:
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	case JERR_IMAGE_TOO_BIG:
		return IPC_PICTURE_TOO_MANY_PIXELS;
	case JERR_SOF_UNSUPPORTED:
	case JERR_BAD_PRECISION:
	case JERR_CONVERSION_NOTIMPL:
	case JERR_COMPONENT_COUNT:
	case JERR_CCIR601_NOTIMPL:
	case JERR_FRACT_SAMPLE_NOTIMPL:
	case JERR_NOT_COMPILED:
	case JERR_ARITH_NOTIMPL:
		return IPC_PICTURE_UNSUPPORTED;
	default:
		return IPC_PICTURE_MALFORMED;
	}
}

/* ---- How much to decode ---- */

/* The smallest scale whose shorter side is at least so long. */
static unsigned jpeg_scale(const struct jpeg_decompress_struct *library,
			   uint32_t least)
{
	uint32_t side = library->image_width < library->image_height
			    ? library->image_width
			    : library->image_height;

	/* 3, 5, 6 and 7 eighths have no vector code and are slower than 8. */
	for (unsigned eighths = 1; eighths < 8; eighths *= 2)
		if ((uint64_t)side * eighths >= (uint64_t)least * 8)
			return eighths;
	return 8;
}

/*
 * Grey comes straight from the file's luma.  Colour is decoded only where
 * it or every pixel was asked for, or there are few: luma of strong colours
 * that RGB cannot hold is clipped on that way, as every other program does it.
 */
static J_COLOR_SPACE jpeg_colour(const struct jpeg_decompress_struct *library,
				 bool wanted)
{
	bool few = library->image_width <= PICTURE_SMALL_SIDE &&
		   library->image_height <= PICTURE_SMALL_SIDE;

	switch (library->jpeg_color_space) {
	case JCS_CMYK:
	case JCS_YCCK:
		return JCS_CMYK;
	case JCS_YCbCr:
	case JCS_RGB:
		return wanted || few ? JCS_RGB : JCS_GRAYSCALE;
	default:
		return JCS_GRAYSCALE;
	}
}

static void jpeg_choose(struct jpeg_reader *reader, bool full,
			const struct picture_raster *raster)
{
	struct jpeg_decompress_struct *library = &reader->library;

	library->scale_num =
	    full ? 8 : jpeg_scale(library, picture_short_side(raster));
	library->scale_denom = 8;
	library->do_block_smoothing = FALSE;
	library->out_color_space =
	    jpeg_colour(library, full || raster->small_side > 0);
	library->buffered_image = !full && jpeg_has_multiple_scans(library);
}

/*
 * True when luma's coefficients that the scaled transform reads have arrived:
 * those up to zigzag position 0, 4 or 24 for 1, 2 or 4 eighths.
 */
static bool jpeg_suffices(const struct jpeg_decompress_struct *library)
{
	static const int last[] = {[1] = 0, [2] = 4, [4] = 24, [8] = 63};
	const int *missing;

	if (library->coef_bits == NULL || library->num_components > 3)
		return false;
	missing = library->coef_bits[0];
	for (int i = 0; i <= last[library->scale_num]; i++)
		if (missing[i] < 0 || missing[i] > JPEG_BITS_MISSING)
			return false;
	return true;
}

static void jpeg_start(struct jpeg_reader *reader)
{
	struct jpeg_decompress_struct *library = &reader->library;
	int got;

	jpeg_start_decompress(library);
	if (!library->buffered_image)
		return;
	do
		got = jpeg_consume_input(library);
	while (got != JPEG_REACHED_EOI &&
	       !(got == JPEG_SCAN_COMPLETED && jpeg_suffices(library)));
	jpeg_start_output(library, library->input_scan_number);
}

/* ---- Rows ---- */

static uint8_t jpeg_ink(uint32_t ink, uint32_t black)
{
	return (uint8_t)((ink * black + 127) / 255);
}

/*
 * CMYK to RGB in place.  Adobe stores inks inverted, so that 255 is no ink;
 * others as ink.
 */
static void jpeg_from_inks(uint8_t *pixels, uint32_t count, bool inverted)
{
	uint8_t flip = inverted ? 0 : 255;

	for (uint32_t i = 0; i < count; i++) {
		uint8_t black = pixels[4 * i + 3] ^ flip;

		for (unsigned c = 0; c < 3; c++)
			pixels[3 * i + c] =
			    jpeg_ink(pixels[4 * i + c] ^ flip, black);
	}
}

static void jpeg_rows_grey(struct jpeg_reader *reader,
			   struct picture_raster *raster)
{
	struct jpeg_decompress_struct *library = &reader->library;
	JSAMPROW rows[JPEG_ROWS];

	while (library->output_scanline < library->output_height) {
		uint32_t first = library->output_scanline;
		uint32_t left = library->output_height - first;
		uint32_t count = left < JPEG_ROWS ? left : JPEG_ROWS;

		for (uint32_t i = 0; i < count; i++)
			rows[i] = raster->luma +
				  (size_t)(first + i) * raster->columns;
		jpeg_read_scanlines(library, rows, count);
	}
}

static void jpeg_rows_colour(struct jpeg_reader *reader,
			     struct picture_raster *raster)
{
	struct jpeg_decompress_struct *library = &reader->library;
	JSAMPARRAY row = library->mem->alloc_sarray(
	    (j_common_ptr)library, JPOOL_IMAGE,
	    raster->columns * (unsigned)library->output_components, 1);

	while (library->output_scanline < library->output_height) {
		uint32_t y = library->output_scanline;

		jpeg_read_scanlines(library, row, 1);
		if (library->out_color_space == JCS_CMYK)
			jpeg_from_inks(row[0], raster->columns,
				       library->saw_Adobe_marker);
		picture_put_rgb(raster, 0, y, row[0], raster->columns);
	}
}

/* ---- The reader ---- */

static void jpeg_open(struct jpeg_reader *reader, struct base_view file)
{
	struct jpeg_decompress_struct *library = &reader->library;

	jpeg_create_decompress(library);
	library->mem->max_memory_to_use = JPEG_MEMORY;
	jpeg_mem_src(library, file.data, file.size);
	jpeg_read_header(library, TRUE);
}

static enum ipc_picture_status jpeg_decode(struct jpeg_reader *reader,
					   struct base_view file, bool full,
					   struct picture_raster *raster)
{
	struct jpeg_decompress_struct *library = &reader->library;
	enum ipc_picture_status status;

	jpeg_open(reader, file);
	raster->width = library->image_width;
	raster->height = library->image_height;
	status = picture_check_size(raster->width, raster->height);
	if (status != IPC_PICTURE_OK)
		return status;
	jpeg_choose(reader, full, raster);
	jpeg_start(reader);
	status = picture_raster_open(raster, library->output_width,
				     library->output_height);
	if (status != IPC_PICTURE_OK)
		return status;
	raster->right = raster->width * library->scale_num / 8.0;
	raster->bottom = raster->height * library->scale_num / 8.0;
	if (library->out_color_space == JCS_GRAYSCALE)
		jpeg_rows_grey(reader, raster);
	else
		jpeg_rows_colour(reader, raster);
	raster->damaged = reader->damaged;
	return IPC_PICTURE_OK;
}

enum ipc_picture_status jpeg_read(struct base_view file, bool full,
				  struct picture_raster *raster)
{
	struct jpeg_reader reader = {0};
	volatile enum ipc_picture_status status;

	reader.library.err = jpeg_std_error(&reader.errors);
	reader.library.client_data = &reader;
	reader.errors.error_exit = jpeg_fail;
	reader.errors.emit_message = jpeg_message;
	reader.errors.output_message = jpeg_silence;
	if (setjmp(reader.failed) == 0)
		status = jpeg_decode(&reader, file, full, raster);
	else
		status = jpeg_status(reader.errors.msg_code);
	jpeg_destroy_decompress(&reader.library);
	return status;
}
