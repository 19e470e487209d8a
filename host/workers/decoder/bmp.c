/* bmp.c: Windows bitmaps (MS-WMF, 2.2.2.9: "DeviceIndependentBitmap"). */
#include <stdlib.h>
#include <string.h>

#include "formats.h"

#define BMP_FILE 14 /* bytes before the header proper */
#define BMP_CORE 12 /* OS/2's header */
#define BMP_COLOURS 256

enum { BMP_PLAIN, BMP_RLE8, BMP_RLE4, BMP_FIELDS, BMP_FIELDS_ALPHA = 6 };

struct bmp {
	struct base_view file; /* from the header on */
	size_t data;	       /* where the rows begin in it */
	uint32_t width, height, bits, packing;
	bool upwards; /* the first row is the lowest */
	uint32_t masks[3];
	uint8_t colours[BMP_COLOURS][3];
};

static uint32_t bmp_number(struct base_view bytes, size_t at, size_t size)
{
	struct base_view part = base_view_part(bytes, at, size);
	uint32_t value = 0;

	for (size_t i = part.size; i-- > 0;)
		value = value << 8 | part.data[i];
	return value;
}

bool bmp_begins(struct base_view file)
{
	uint32_t header = bmp_number(file, BMP_FILE, 4);

	return base_view_starts(file, "BM", 2) &&
	       (header == BMP_CORE || (header >= 40 && header <= 124)) &&
	       bmp_number(file, 10, 4) >= BMP_FILE + header;
}

/* ---- The header ---- */

static void bmp_colours(struct bmp *bmp, size_t at, uint32_t count, size_t size)
{
	for (uint32_t i = 0; i < count && i < BMP_COLOURS; i++) {
		struct base_view colour =
		    base_view_part(bmp->file, at + i * size, 3);

		for (unsigned c = 0; colour.data != NULL && c < 3; c++)
			bmp->colours[i][c] = colour.data[2 - c];
	}
}

static void bmp_masks(struct bmp *bmp)
{
	static const uint32_t usual[2][3] = {{0x7c00, 0x3e0, 0x1f},
					     {0xff0000, 0xff00, 0xff}};

	memcpy(bmp->masks, usual[bmp->bits == 16 ? 0 : 1], sizeof(bmp->masks));
	if (bmp->packing == BMP_FIELDS || bmp->packing == BMP_FIELDS_ALPHA)
		for (unsigned c = 0; c < 3; c++)
			bmp->masks[c] = bmp_number(bmp->file, 40 + 4 * c, 4);
}

static bool bmp_header(struct bmp *bmp)
{
	uint32_t header = bmp_number(bmp->file, 0, 4), used;
	bool core = header == BMP_CORE;
	int32_t height = (int32_t)(core ? bmp_number(bmp->file, 6, 2)
					: bmp_number(bmp->file, 8, 4));
	size_t at = header;

	bmp->width =
	    core ? bmp_number(bmp->file, 4, 2) : bmp_number(bmp->file, 4, 4);
	bmp->upwards = height > 0;
	bmp->height = (uint32_t)(height < 0 ? -(int64_t)height : height);
	bmp->bits = bmp_number(bmp->file, core ? 10 : 14, 2);
	bmp->packing = core ? BMP_PLAIN : bmp_number(bmp->file, 16, 4);
	bmp_masks(bmp);
	if (header == 40 && bmp->packing == BMP_FIELDS)
		at += 12;
	if (bmp->bits <= 8) {
		used = core ? 0 : bmp_number(bmp->file, 32, 4);
		if (used == 0 || used > BMP_COLOURS)
			used = 1u << bmp->bits;
		bmp_colours(bmp, at, used, core ? 3 : 4);
		at += (size_t)used * (core ? 3 : 4);
	}
	if (bmp->data == 0)
		bmp->data = at;
	return bmp->width <= INT32_MAX;
}

/* ---- Rows ---- */

static uint8_t bmp_field(uint32_t value, uint32_t mask)
{
	unsigned shift = 0;

	if (mask == 0)
		return 0;
	while ((mask >> shift & 1) == 0)
		shift++;
	return (uint8_t)((uint64_t)(value >> shift & mask >> shift) * 255 /
			 (mask >> shift));
}

static void bmp_pixel(const struct bmp *bmp, struct base_view row, uint32_t x,
		      uint8_t *rgb)
{
	uint32_t value, size = bmp->bits / 8;

	if (bmp->bits <= 8) {
		unsigned per = 8 / bmp->bits;
		unsigned shift = (per - 1 - x % per) * bmp->bits;

		value = row.data[x / per] >> shift & ((1u << bmp->bits) - 1);
		memcpy(rgb, bmp->colours[value], 3);
		return;
	}
	value = bmp_number(row, (size_t)x * size, size);
	for (unsigned c = 0; c < 3; c++)
		rgb[c] = bmp_field(value, bmp->masks[c]);
}

static enum ipc_picture_status bmp_rows(const struct bmp *bmp,
					struct picture_raster *raster)
{
	size_t stride = ((size_t)bmp->width * bmp->bits + 31) / 32 * 4;
	uint8_t *rgb = malloc((size_t)bmp->width * 3);

	if (rgb == NULL)
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	for (uint32_t i = 0; i < bmp->height; i++) {
		struct base_view row =
		    base_view_part(bmp->file, bmp->data + i * stride, stride);

		if (row.data == NULL) {
			raster->damaged = true;
			break;
		}
		for (uint32_t x = 0; x < bmp->width; x++)
			bmp_pixel(bmp, row, x, rgb + (size_t)x * 3);
		picture_put_rgb(raster, 0,
				bmp->upwards ? bmp->height - 1 - i : i, rgb,
				bmp->width);
	}
	free(rgb);
	return IPC_PICTURE_OK;
}

/* ---- Runs ---- */

struct bmp_runs {
	const struct bmp *bmp;
	struct picture_raster *raster;
	uint32_t x, y; /* from the lowest row on */
};

static void bmp_run_put(struct bmp_runs *runs, unsigned colour)
{
	const struct bmp *bmp = runs->bmp;

	if (runs->x < bmp->width && runs->y < bmp->height)
		picture_put_rgb(runs->raster, runs->x,
				bmp->height - 1 - runs->y, bmp->colours[colour],
				1);
	if (runs->x < bmp->width)
		runs->x++;
}

static unsigned bmp_run_colour(const struct bmp *bmp, uint8_t byte, unsigned i)
{
	if (bmp->packing == BMP_RLE8)
		return byte;
	return i & 1 ? byte & 15 : byte >> 4;
}

/* So many colours one by one, padded to even bytes; how many bytes. */
static size_t bmp_run_each(struct bmp_runs *runs, size_t at, unsigned count)
{
	bool wide = runs->bmp->packing == BMP_RLE8;
	size_t size = wide ? count : (count + 1) / 2;
	struct base_view bytes = base_view_part(runs->bmp->file, at, size);

	for (unsigned i = 0; bytes.data != NULL && i < count; i++)
		bmp_run_put(
		    runs,
		    bmp_run_colour(runs->bmp, bytes.data[wide ? i : i / 2], i));
	return (size + 1) & ~(size_t)1;
}

/* RLE4 and RLE8: true when the end was said. */
static bool bmp_run_all(struct bmp_runs *runs)
{
	struct base_view file = runs->bmp->file, pair;
	size_t at = runs->bmp->data;

	while ((pair = base_view_part(file, at, 2)).data != NULL) {
		at += 2;
		if (pair.data[0] > 0) {
			for (unsigned i = 0; i < pair.data[0]; i++)
				bmp_run_put(
				    runs,
				    bmp_run_colour(runs->bmp, pair.data[1], i));
		} else if (pair.data[1] == 0) {
			runs->x = 0;
			if (++runs->y >= runs->bmp->height)
				return true;
		} else if (pair.data[1] == 1) {
			return true;
		} else if (pair.data[1] == 2) {
			runs->x += bmp_number(file, at, 1);
			runs->y += bmp_number(file, at + 1, 1);
			at += 2;
		} else {
			at += bmp_run_each(runs, at, pair.data[1]);
		}
	}
	return false;
}

static enum ipc_picture_status bmp_decode(struct bmp *bmp,
					  struct picture_raster *raster)
{
	struct bmp_runs runs = {.bmp = bmp, .raster = raster};
	enum ipc_picture_status status;
	bool runs_fit;

	raster->width = bmp->width;
	raster->height = bmp->height;
	runs_fit = (bmp->packing == BMP_RLE8 && bmp->bits == 8) ||
		   (bmp->packing == BMP_RLE4 && bmp->bits == 4);
	if (!runs_fit && bmp->packing != BMP_PLAIN &&
	    bmp->packing != BMP_FIELDS && bmp->packing != BMP_FIELDS_ALPHA)
		return IPC_PICTURE_UNSUPPORTED;
	if (bmp->bits != 1 && bmp->bits != 4 && bmp->bits != 8 &&
	    bmp->bits != 16 && bmp->bits != 24 && bmp->bits != 32)
		return IPC_PICTURE_UNSUPPORTED;
	status = picture_raster_open(raster, bmp->width, bmp->height);
	if (status != IPC_PICTURE_OK)
		return status;
	memset(raster->luma, 255, (size_t)raster->columns * raster->rows);
	if (!runs_fit)
		return bmp_rows(bmp, raster);
	raster->damaged = !bmp_run_all(&runs);
	return IPC_PICTURE_OK;
}

enum ipc_picture_status bmp_read(struct base_view file, bool full,
				 struct picture_raster *raster)
{
	struct bmp bmp = {
	    .file = base_view_part(file, BMP_FILE, file.size - BMP_FILE),
	    .data = bmp_number(file, 10, 4) - BMP_FILE};

	(void)full; /* BMP has no cheaper way to see fewer pixels */
	if (!bmp_header(&bmp))
		return IPC_PICTURE_MALFORMED;
	return bmp_decode(&bmp, raster);
}

enum ipc_picture_status bmp_read_icon(struct base_view header,
				      struct picture_raster *raster)
{
	struct bmp bmp = {.file = header};

	if (!bmp_header(&bmp))
		return IPC_PICTURE_MALFORMED;
	/* Below the picture is a mask of the same height. */
	bmp.height /= 2;
	return bmp_decode(&bmp, raster);
}
