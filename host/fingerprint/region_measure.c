/* region_measure.c: what is asked of any rectangle of a picture. */
#include "region.h"

#define MEASURE_THERE 0.9 /* of what two cover together */
#define MEASURE_GREYS 32  /* classes of grey, of which a picture has many */

bool region_has_greys(const struct fingerprint_plane *plane,
		      const struct fingerprint_rectangle *in, int few)
{
	uint32_t count[MEASURE_GREYS] = {0};
	uint64_t area = (uint64_t)in->width * in->height;
	int greys = 0;

	for (uint32_t y = 0; y < in->height; y++) {
		const uint8_t *at =
		    plane->luma + (in->y + y) * plane->stride + in->x;

		for (uint32_t x = 0; x < in->width; x++)
			count[at[x] * MEASURE_GREYS / 256]++;
	}
	for (int i = 0; i < MEASURE_GREYS; i++)
		greys += (uint64_t)count[i] * 100 > area;
	return greys >= few;
}

int region_ground(const struct fingerprint_plane *plane,
		  const struct fingerprint_rectangle *in)
{
	uint32_t x = in->x > 0 ? in->x - 1 : in->x;
	uint32_t y = in->y > 0 ? in->y - 1 : in->y;

	if (in->x == 0 && in->x + in->width < plane->columns)
		x = in->x + in->width;
	if (in->y == 0 && in->y + in->height < plane->rows)
		y = in->y + in->height;
	return plane->luma[y * plane->stride + x];
}

bool region_is_same(const struct fingerprint_rectangle *a,
		    const struct fingerprint_rectangle *b, double share)
{
	uint32_t left = a->x > b->x ? a->x : b->x;
	uint32_t top = a->y > b->y ? a->y : b->y;
	uint32_t right = a->x + a->width, bottom = a->y + a->height;
	double both, all;

	right = b->x + b->width < right ? b->x + b->width : right;
	bottom = b->y + b->height < bottom ? b->y + b->height : bottom;
	if (right <= left || bottom <= top)
		return false;
	both = (double)(right - left) * (bottom - top);
	all = (double)a->width * a->height + (double)b->width * b->height;
	return both > share * (all - both);
}

bool region_is_there(const struct fingerprint_rectangle *at,
		     const struct fingerprint_rectangle *known, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (region_is_same(at, &known[i], MEASURE_THERE))
			return true;
	return false;
}
