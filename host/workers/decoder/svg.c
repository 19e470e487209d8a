/*
 * svg.c: an SVG: its pixels are those of the largest picture in it.  What is
 * drawn is not looked at.
 */
#include "picture/svg.h"
#include "formats.h"
#include "picture/jpeg.h"

#define SVG_DEPTH_MAX 4 /* drawings in drawings */

static enum ipc_picture_status svg_inner_read(struct base_view file, bool full,
					      struct picture_raster *raster);

static const struct {
	bool (*begins)(struct base_view file);
	enum ipc_picture_status (*read)(struct base_view file, bool full,
					struct picture_raster *raster);
} svg_inner[] = {
    {jpeg_begins, jpeg_read},	      {png_begins, png_read},
    {webp_begins, webp_read},	      {gif_begins, gif_read},
    {svg_begins_any, svg_inner_read},
};

static enum ipc_picture_status svg_largest(struct base_view file, bool full,
					   struct picture_raster *raster)
{
	enum ipc_picture_status status = IPC_PICTURE_UNKNOWN_FORMAT;
	struct base_buffer one, best = {0};
	struct base_view picture;
	size_t at = 0;

	base_buffer_init(&one, SVG_PICTURE_BYTES_MAX);
	for (unsigned i = 0; i < SVG_PICTURES_MAX && svg_next(file, &at, &one);
	     i++)
		if (one.size > best.size) {
			base_buffer_free(&best);
			best = one;
			base_buffer_init(&one, SVG_PICTURE_BYTES_MAX);
		}
	base_buffer_free(&one);
	picture = base_buffer_view(&best);
	for (size_t i = 0;
	     picture.size > 0 && i < sizeof(svg_inner) / sizeof(*svg_inner);
	     i++)
		if (svg_inner[i].begins(picture)) {
			status = svg_inner[i].read(picture, full, raster);
			break;
		}
	base_buffer_free(&best);
	return status;
}

static enum ipc_picture_status svg_inner_read(struct base_view file, bool full,
					      struct picture_raster *raster)
{
	static unsigned depth;
	enum ipc_picture_status status = IPC_PICTURE_UNKNOWN_FORMAT;

	if (depth++ < SVG_DEPTH_MAX)
		status = decoder_svg_read(file, full, raster);
	depth--;
	return status;
}

enum ipc_picture_status decoder_svg_read(struct base_view file, bool full,
					 struct picture_raster *raster)
{
	struct svg_wrapper wrapper;
	struct base_buffer plain;
	enum ipc_picture_status status;

	if (svg_begins(file))
		return svg_largest(file, full, raster);
	if (!svg_unpacked(file, &wrapper, &plain))
		return IPC_PICTURE_MALFORMED;
	status = svg_largest(base_buffer_view(&plain), full, raster);
	base_buffer_free(&plain);
	return status;
}
