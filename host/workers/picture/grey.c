/* grey.c: a picture in grey, large enough to look for faces in it. */
#include <math.h>

#include "grey.h"

#define GREY_LONGEST 65535 /* what two bytes hold */

static uint32_t grey_side(double side, double shrink)
{
	double scaled = side * shrink;

	if (scaled > GREY_LONGEST)
		return GREY_LONGEST;
	return scaled < 1 ? 1 : (uint32_t)scaled;
}

enum lens_err picture_grey(const struct fingerprint_plane *plane,
			   struct base_buffer *out)
{
	double width = plane->right - plane->left;
	double height = plane->bottom - plane->top;
	double shrink = sqrt(IPC_GREY_PIXELS / (width * height));
	uint32_t columns = grey_side(width, fmin(shrink, 1));
	uint32_t rows = grey_side(height, fmin(shrink, 1));
	uint8_t *room;
	enum lens_err err;

	/* A line of one pixel's height has no face. */
	if ((uint64_t)columns * rows > IPC_GREY_PIXELS)
		return LENS_OK;
	base_buffer_init(out, IPC_GREY_MAX);
	err = base_buffer_extend(out, 4 + (size_t)columns * rows, &room);
	if (err != LENS_OK)
		return err;
	room[0] = (uint8_t)(columns >> 8);
	room[1] = (uint8_t)columns;
	room[2] = (uint8_t)(rows >> 8);
	room[3] = (uint8_t)rows;
	return fingerprint_resize(plane, FINGERPRINT_LANCZOS, columns, rows,
				  room + 4);
}
