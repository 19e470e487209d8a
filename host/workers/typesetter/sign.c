/* sign.c: a signature on paper, where otherwise a hand would sign. */
#include <math.h>

#include "flow.h"

#define SIGN_GAP 2.0   /* points above the name */
#define SIGN_WIDE 60.0 /* millimetres, at most */

/* The ink alone, so that nothing below it is covered. */
static cairo_surface_t *sign_surface(const struct ipc_signature *signature)
{
	cairo_surface_t *surface = cairo_image_surface_create(
	    CAIRO_FORMAT_ARGB32, (int)signature->columns, (int)signature->rows);
	unsigned char *data = cairo_image_surface_get_data(surface);
	int stride = cairo_image_surface_get_stride(surface);

	for (uint32_t y = 0; data != NULL && y < signature->rows; y++) {
		uint32_t *row =
		    (uint32_t *)(void *)(data + (size_t)y * (size_t)stride);

		for (uint32_t x = 0; x < signature->columns; x++)
			row[x] = (uint32_t)signature
				     ->ink[(size_t)y * signature->columns + x]
				 << 24;
	}
	cairo_surface_mark_dirty(surface);
	return surface;
}

void sign_show(struct flow *flow, double room)
{
	const struct ipc_signature *signature = &flow->document->signature;
	cairo_surface_t *surface;
	double scale;

	if (signature->columns == 0)
		return;
	scale = fmin((room - SIGN_GAP) / signature->rows,
		     FLOW_MM(SIGN_WIDE) / signature->columns);
	surface = sign_surface(signature);
	flow_picture(flow, surface, CAIRO_FILTER_GOOD, flow->left,
		     flow->y - SIGN_GAP - scale * signature->rows, scale);
	cairo_surface_destroy(surface);
}
