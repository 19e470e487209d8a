/* raster.c: the plane a reader fills, and pixels to luma. */
#include <stdlib.h>

#include <nettle/sha2.h>

#include "picture.h"
#include "small.h"

#define RASTER_STEP 256 /* pixels laid on white at a time */

void picture_raster_free(struct picture_raster *raster)
{
	free(raster->luma);
	free(raster->fraction);
	small_free(raster->small);
	*raster = (struct picture_raster){0};
}

#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
/* Larger ones go through the same code. */
#define RASTER_PIXELS_MAX (1u << 12)
#else
#define RASTER_PIXELS_MAX IPC_PICTURE_PIXELS_MAX
#endif

enum ipc_picture_status picture_check_size(uint32_t width, uint32_t height)
{
	if (width == 0 || height == 0)
		return IPC_PICTURE_MALFORMED;
	if ((uint64_t)width * height > RASTER_PIXELS_MAX)
		return IPC_PICTURE_TOO_MANY_PIXELS;
	return IPC_PICTURE_OK;
}

enum ipc_picture_status picture_raster_open(struct picture_raster *raster,
					    uint32_t columns, uint32_t rows)
{
	enum ipc_picture_status status = picture_check_size(columns, rows);

	if (status != IPC_PICTURE_OK)
		return status;
	raster->luma = malloc((size_t)columns * rows);
	if (columns <= PICTURE_SMALL_SIDE && rows <= PICTURE_SMALL_SIDE)
		raster->fraction = calloc(columns, rows);
	if (raster->small_side > 0)
		raster->small = small_new(raster->small_side, columns, rows);
	if (raster->luma == NULL ||
	    (raster->small_side > 0 && raster->small == NULL))
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	raster->columns = columns;
	raster->rows = rows;
	raster->right = columns;
	raster->bottom = rows;
	return IPC_PICTURE_OK;
}

static void raster_luma(const uint8_t *rgb, uint32_t count, uint8_t *luma,
			int8_t *fraction)
{
	for (uint32_t i = 0; i < count; i++)
		luma[i] = fingerprint_luma(rgb[3 * i], rgb[3 * i + 1],
					   rgb[3 * i + 2]);
	for (uint32_t i = 0; fraction != NULL && i < count; i++)
		fraction[i] = fingerprint_luma_fraction(
		    rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]);
}

/* One channel over white, rounded to nearest as Pillow's paste() does. */
static uint8_t raster_over_white(uint32_t value, uint32_t alpha)
{
	uint32_t sum = value * alpha + 255 * (255 - alpha) + 128;

	return (uint8_t)((sum + (sum >> 8)) >> 8);
}

uint32_t picture_short_side(const struct picture_raster *raster)
{
	return raster->short_side ? raster->short_side : PICTURE_SHORT_SIDE;
}

void picture_put_rgb(struct picture_raster *raster, uint32_t x, uint32_t y,
		     const uint8_t *rgb, uint32_t count)
{
	size_t at = (size_t)y * raster->columns + x;

	if (y >= raster->rows || x >= raster->columns)
		return;
	if (count > raster->columns - x)
		count = raster->columns - x;
	if (raster->pixels != NULL)
		sha256_update(raster->pixels, (size_t)3 * count, rgb);
	raster_luma(rgb, count, raster->luma + at,
		    raster->fraction ? raster->fraction + at : NULL);
	if (raster->small != NULL)
		small_put(raster->small, x, y, 1, rgb, count);
}

void picture_on_white(const uint8_t *rgba, uint32_t count, uint8_t *rgb)
{
	for (uint32_t i = 0; i < count; i++)
		for (unsigned c = 0; c < 3; c++)
			rgb[3 * i + c] =
			    raster_over_white(rgba[4 * i + c], rgba[4 * i + 3]);
}

void picture_put_rgba(struct picture_raster *raster, uint32_t x, uint32_t y,
		      const uint8_t *rgba, uint32_t count)
{
	uint8_t rgb[3 * RASTER_STEP];

	/* What is clear has a colour too. */
	if (raster->pixels != NULL)
		sha256_update(raster->pixels, (size_t)4 * count, rgba);
	for (uint32_t i = 0; i < count; i += RASTER_STEP) {
		uint32_t step =
		    count - i < RASTER_STEP ? count - i : RASTER_STEP;

		picture_on_white(rgba + (size_t)4 * i, step, rgb);
		picture_put_rgb(raster, x + i, y, rgb, step);
	}
}
