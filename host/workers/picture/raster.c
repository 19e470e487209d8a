/* raster.c: the plane a reader fills, and pixels to luma. */
#include <stdlib.h>

#include "picture.h"

void picture_raster_free(struct picture_raster *raster)
{
	free(raster->luma);
	free(raster->fraction);
	for (unsigned i = 0; i < raster->holds; i++)
		base_buffer_free(&raster->held[i]);
	*raster = (struct picture_raster){0};
}

enum ipc_picture_status picture_check_size(uint32_t width, uint32_t height)
{
	if (width == 0 || height == 0)
		return IPC_PICTURE_MALFORMED;
	if ((uint64_t)width * height > IPC_PICTURE_PIXELS_MAX)
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
	if (raster->luma == NULL)
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	raster->columns = columns;
	raster->rows = rows;
	raster->right = columns;
	raster->bottom = rows;
	return IPC_PICTURE_OK;
}

struct base_view picture_hold(struct picture_raster *raster,
			      struct base_view bytes)
{
	struct base_buffer *buffer = &raster->held[raster->holds];

	/* Many empty blocks shall not use up the places of those that speak. */
	if (bytes.size == 0 ||
	    raster->holds >= sizeof(raster->held) / sizeof(raster->held[0]))
		return (struct base_view){NULL, 0};
	raster->holds++;
	base_buffer_init(buffer, PICTURE_BLOCK_MAX);
	if (base_buffer_add(buffer, bytes.data, bytes.size) != LENS_OK)
		return (struct base_view){NULL, 0};
	return base_buffer_view(buffer);
}

int8_t *picture_fraction(const struct picture_raster *raster, uint32_t y)
{
	if (raster->fraction == NULL)
		return NULL;
	return raster->fraction + (size_t)y * raster->columns;
}

void picture_luma_rgb(const uint8_t *rgb, uint32_t count, uint8_t *luma,
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

void picture_luma_rgba(const uint8_t *rgba, uint32_t count, uint8_t *luma,
		       int8_t *fraction)
{
	for (uint32_t i = 0; i < count; i++, rgba += 4) {
		uint8_t rgb[3];

		for (unsigned c = 0; c < 3; c++)
			rgb[c] = raster_over_white(rgba[c], rgba[3]);
		picture_luma_rgb(rgb, 1, luma + i,
				 fraction != NULL ? fraction + i : NULL);
	}
}
