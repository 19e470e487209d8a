/*
 * png.c: PNG by libspng, row by row, so that only luma is ever held.
 */
#include <stdlib.h>
#include <string.h>

#include <spng.h>

#include "formats.h"

#define PNG_CHUNK_MAX (8u << 20)
#define PNG_CACHE_MAX (32u << 20)
#define PNG_SIGNATURE 8
#define PNG_ROW_BYTES(w) ((size_t)(w)*4)

bool png_begins(struct base_view file)
{
	return base_view_starts(file, "\x89PNG\r\n\x1a\n", 8);
}

static enum ipc_picture_status png_status(int code)
{
	switch (code) {
	case SPNG_OK:
	case SPNG_EOI:
		return IPC_PICTURE_OK;
	case SPNG_EMEM:
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	case SPNG_EUSER_WIDTH:
	case SPNG_EUSER_HEIGHT:
	case SPNG_EOVERFLOW:
		return IPC_PICTURE_TOO_MANY_PIXELS;
	default:
		return IPC_PICTURE_MALFORMED;
	}
}

/* ---- Rows ---- */

static void png_put_grey(struct picture_raster *raster, uint32_t x, uint32_t y,
			 const uint8_t *grey, uint32_t count)
{
	memcpy(raster->luma + (size_t)y * raster->columns + x, grey, count);
}

/* The narrowest form of pixels that loses nothing we need. */
static const struct png_form {
	int format;
	unsigned bytes; /* of a pixel */
	void (*put)(struct picture_raster *raster, uint32_t x, uint32_t y,
		    const uint8_t *pixels, uint32_t count);
} png_forms[] = {
    {SPNG_FMT_G8, 1, png_put_grey},
    {SPNG_FMT_RGB8, 3, picture_put_rgb},
    {SPNG_FMT_RGBA8, 4, picture_put_rgba},
};

static const struct png_form *png_form(spng_ctx *png,
				       const struct spng_ihdr *header)
{
	struct spng_trns transparent;
	bool alpha = header->color_type == SPNG_COLOR_TYPE_GRAYSCALE_ALPHA ||
		     header->color_type == SPNG_COLOR_TYPE_TRUECOLOR_ALPHA ||
		     spng_get_trns(png, &transparent) == 0;

	if (alpha)
		return &png_forms[2];
	if (header->color_type == SPNG_COLOR_TYPE_GRAYSCALE &&
	    header->bit_depth <= 8)
		return &png_forms[0];
	return &png_forms[1];
}

/* A row of an interlaced file's pass comes spread over the whole row. */
static void png_put_pass(struct picture_raster *raster,
			 const struct png_form *form,
			 const struct spng_row_info *info, const uint8_t *row)
{
	static const uint8_t first[7] = {0, 4, 0, 2, 0, 1, 0};
	static const uint8_t step[7] = {8, 8, 4, 4, 2, 2, 1};

	for (uint32_t x = first[info->pass]; x < raster->columns;
	     x += step[info->pass])
		form->put(raster, x, info->row_num,
			  row + (size_t)x * form->bytes, 1);
}

static int png_rows(spng_ctx *png, const struct spng_ihdr *header,
		    const struct png_form *form, struct picture_raster *raster,
		    bool *any)
{
	uint8_t *row = calloc(1, PNG_ROW_BYTES(header->width));
	int code = row != NULL ? 0 : SPNG_EMEM;
	struct spng_row_info info;

	if (code == 0)
		code = spng_decode_image(png, NULL, 0, form->format,
					 SPNG_DECODE_PROGRESSIVE |
					     SPNG_DECODE_TRNS);
	while (code == 0) {
		code = spng_get_row_info(png, &info);
		if (code != 0)
			break;
		code = spng_decode_row(png, row, PNG_ROW_BYTES(header->width));
		if (code != 0 && code != SPNG_EOI)
			break;
		if (header->interlace_method)
			png_put_pass(raster, form, &info, row);
		else
			form->put(raster, 0, info.row_num, row, header->width);
		*any = true;
	}
	free(row);
	return code;
}

/* ---- The chunks that pixels come of ---- */

struct png_source {
	struct base_view file;
	size_t at, left; /* bytes of the chunk that is handed over */
};

/*
 * All that decoding must have, and what says which pixels are transparent:
 * texts, which may be broken or larger than libspng takes, make no picture
 * unreadable.
 */
static bool png_is_needed(struct base_view file, size_t at)
{
	struct base_view name = base_view_part(file, at + 4, 4);

	return name.size == 0 || (name.data[0] & 0x20) == 0 ||
	       memcmp(name.data, "tRNS", 4) == 0;
}

static size_t png_chunk_size(struct base_view file, size_t at)
{
	struct base_view head = base_view_part(file, at, 4);
	size_t size = 12;

	for (size_t i = 0, shift = 24; i < head.size; i++, shift -= 8)
		size += (size_t)head.data[i] << shift;
	return size < file.size - at ? size : file.size - at;
}

static int png_more(spng_ctx *png, void *context, void *out, size_t size)
{
	struct png_source *source = context;
	uint8_t *to = out;

	(void)png;
	while (size > 0) {
		size_t step;

		while (source->left == 0 && source->at < source->file.size) {
			size_t all = png_chunk_size(source->file, source->at);

			if (png_is_needed(source->file, source->at))
				source->left = all;
			else
				source->at += all;
		}
		if (source->left == 0)
			return SPNG_IO_EOF;
		step = size < source->left ? size : source->left;
		memcpy(to, source->file.data + source->at, step);
		source->at += step;
		source->left -= step;
		to += step;
		size -= step;
	}
	return 0;
}

/* ---- The reader ---- */

static enum ipc_picture_status png_decode(spng_ctx *png,
					  struct picture_raster *raster)
{
	struct spng_ihdr header;
	enum ipc_picture_status status;
	bool any = false;
	int code = spng_get_ihdr(png, &header);

	if (code != 0)
		return png_status(code);
	raster->width = header.width;
	raster->height = header.height;
	status = picture_raster_open(raster, header.width, header.height);
	if (status != IPC_PICTURE_OK)
		return status;
	memset(raster->luma, 255, (size_t)header.width * header.height);
	code = png_rows(png, &header, png_form(png, &header), raster, &any);
	/* Rows that are missing at the end leave the rest readable. */
	raster->damaged = code != SPNG_EOI;
	if (any && (code == SPNG_EIDAT_STREAM || code == SPNG_EIDAT_TOO_SHORT ||
		    code == SPNG_IO_EOF || code == SPNG_ECHUNK_CRC))
		return IPC_PICTURE_OK;
	if (code == SPNG_EOI) {
		code = spng_decode_chunks(png);
		raster->damaged = code != 0;
		return IPC_PICTURE_OK;
	}
	return png_status(code);
}

enum ipc_picture_status png_read(struct base_view file, bool full,
				 struct picture_raster *raster)
{
	struct png_source source = {.file = file, .left = PNG_SIGNATURE};
	spng_ctx *png = spng_ctx_new(0);
	enum ipc_picture_status status = IPC_PICTURE_TOO_MUCH_MEMORY;

	(void)full; /* PNG has no cheaper way to see fewer pixels */
	if (png == NULL)
		return status;
	if (spng_set_image_limits(png, IPC_PICTURE_PIXELS_MAX,
				  IPC_PICTURE_PIXELS_MAX) == 0 &&
	    spng_set_chunk_limits(png, PNG_CHUNK_MAX, PNG_CACHE_MAX) == 0 &&
	    spng_set_png_stream(png, png_more, &source) == 0)
		status = png_decode(png, raster);
	spng_ctx_free(png);
	return status;
}
