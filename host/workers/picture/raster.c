/* raster.c: the plane a reader fills, and pixels to luma. */
#include <stdlib.h>

#include "picture.h"

void picture_raster_free(struct picture_raster *raster)
{
	free(raster->luma);
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

	if (raster->holds >= sizeof(raster->held) / sizeof(raster->held[0]))
		return (struct base_view){NULL, 0};
	raster->holds++;
	base_buffer_init(buffer, PICTURE_BLOCK_MAX);
	if (base_buffer_add(buffer, bytes.data, bytes.size) != LENS_OK)
		return (struct base_view){NULL, 0};
	return base_buffer_view(buffer);
}

void picture_luma_rgb(const uint8_t *rgb, uint32_t count, uint8_t *luma)
{
	for (uint32_t i = 0; i < count; i++, rgb += 3)
		luma[i] = fingerprint_luma(rgb[0], rgb[1], rgb[2]);
}

/* One channel over white, rounded to nearest as Pillow's paste() does. */
static uint8_t raster_over_white(uint32_t value, uint32_t alpha)
{
	uint32_t sum = value * alpha + 255 * (255 - alpha) + 128;

	return (uint8_t)((sum + (sum >> 8)) >> 8);
}

void picture_luma_rgba(const uint8_t *rgba, uint32_t count, uint8_t *luma)
{
	for (uint32_t i = 0; i < count; i++, rgba += 4)
		luma[i] = fingerprint_luma(raster_over_white(rgba[0], rgba[3]),
					   raster_over_white(rgba[1], rgba[3]),
					   raster_over_white(rgba[2], rgba[3]));
}
