/* jpeg.h: JPEG in and, for small pictures, out.  Read by both decoders: HEIC
 * files hold JPEG previews too. */
#ifndef LENSCAP_PICTURE_JPEG_H
#define LENSCAP_PICTURE_JPEG_H

#include "picture.h"

/* The library's name and version, for doctor. */
const char *jpeg_library(void);

/* The reader, in the shape of struct picture_format. */
bool jpeg_begins(struct base_view file);
enum ipc_picture_status jpeg_read(struct base_view file, bool full,
				  struct picture_raster *raster);

/*
 * Append a picture of columns * rows RGB pixels to out as a JPEG without any
 * metadata.  LENS_TOO_BIG when it does not fit out; LENS_SYSTEM without memory.
 */
LENS_MUST enum lens_err jpeg_write(const uint8_t *rgb, uint32_t columns,
				   uint32_t rows, struct base_buffer *out);

#endif
