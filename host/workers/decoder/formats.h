/*
 * formats.h: the readers of this decoder, one file each.  Every one has the
 * shape of struct picture_format (picture.h).
 */
#ifndef LENSCAP_DECODER_FORMATS_H
#define LENSCAP_DECODER_FORMATS_H

#include "picture/picture.h"

/* PNG. */
bool png_begins(struct base_view file);
enum ipc_picture_status png_read(struct base_view file, bool full,
				 struct picture_raster *raster);

/* WebP. */
bool webp_begins(struct base_view file);
enum ipc_picture_status webp_read(struct base_view file, bool full,
				  struct picture_raster *raster);

/* GIF: the first picture of it. */
bool gif_begins(struct base_view file);
enum ipc_picture_status gif_read(struct base_view file, bool full,
				 struct picture_raster *raster);

/* What cameras store; picture_begins_raw() tells it. */
enum ipc_picture_status raw_read(struct base_view file, bool full,
				 struct picture_raster *raster);

/* Windows bitmaps; and one of an icon, from its header on, with its mask. */
bool bmp_begins(struct base_view file);
enum ipc_picture_status bmp_read(struct base_view file, bool full,
				 struct picture_raster *raster);
enum ipc_picture_status bmp_read_icon(struct base_view header,
				      struct picture_raster *raster);

/* Icons and cursors: the largest picture. */
bool ico_begins(struct base_view file);
enum ipc_picture_status ico_read(struct base_view file, bool full,
				 struct picture_raster *raster);

/* SVG (svg.h): the largest picture in it; of none the format is unknown. */
enum ipc_picture_status decoder_svg_read(struct base_view file, bool full,
					 struct picture_raster *raster);

#endif
