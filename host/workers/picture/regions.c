/* regions.c: the pictures inside a page or a screenshot. */
#include <stdlib.h>

#include <lenscap/fingerprint_region.h>

#include "regions.h"

#define REGIONS_SMALL 192 /* samples a side: more of them would say more */
#define REGIONS_PIXELS_MAX 16000000 /* of a picture that is read in full */

/* The least side in samples of this plane. */
static uint32_t regions_least(const struct fingerprint_plane *plane)
{
	double least = FINGERPRINT_REGION_LEAST * (plane->right - plane->left) /
		       plane->width;

	return least < 1 ? 1 : (uint32_t)least;
}

static bool regions_want_more(const struct fingerprint_plane *plane,
			      const struct fingerprint_rectangle *at,
			      size_t count)
{
	if (plane->columns >= plane->width ||
	    (uint64_t)plane->width * plane->height > REGIONS_PIXELS_MAX)
		return false;
	for (size_t i = 0; i < count; i++)
		if (at[i].width < REGIONS_SMALL || at[i].height < REGIONS_SMALL)
			return true;
	return false;
}

static enum lens_err regions_write(const struct fingerprint_plane *plane,
				   const struct fingerprint_rectangle *at,
				   size_t count, struct base_buffer *out)
{
	struct fingerprint_region *region = base_alloc(1, sizeof(*region));
	uint8_t *bytes = base_alloc(1, FINGERPRINT_REGION_SIZE_MAX);
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < count && err == LENS_OK; i++) {
		err = fingerprint_region_extract(plane, &at[i], region);
		if (err == LENS_OK)
			err = base_buffer_add(
			    out, bytes,
			    fingerprint_region_write(region, bytes));
	}
	free(bytes);
	free(region);
	return err;
}

enum lens_err picture_regions(const struct picture_format *format,
			      struct base_view file,
			      const struct fingerprint_plane *plane,
			      uint8_t orientation, struct base_buffer *out)
{
	struct fingerprint_rectangle at[FINGERPRINT_REGIONS];
	size_t count = fingerprint_regions(plane, regions_least(plane), at);
	struct picture_raster raster = {.short_side = UINT32_MAX};
	struct fingerprint_plane full = *plane;
	enum lens_err err = LENS_OK;

	base_buffer_init(out, IPC_REGIONS_MAX);
	if (regions_want_more(plane, at, count) &&
	    format->read(file, true, &raster) == IPC_PICTURE_OK)
		err = picture_orient(&raster, orientation, &full);
	if (err == LENS_OK && full.luma != plane->luma)
		count = fingerprint_regions(&full, regions_least(&full), at);
	if (err == LENS_OK)
		err = regions_write(&full, at, count, out);
	picture_raster_free(&raster);
	return err;
}
