/* regions.h: the pictures inside a picture, as IPC_EXTRA_REGIONS. */
#ifndef PICTURE_REGIONS_H
#define PICTURE_REGIONS_H

#include "picture.h"

/*
 * Find the regions of the upright plane that was read of a file, and write
 * them.  Where the plane was decoded at a fraction of its size and a region is
 * small, the file is read once more in full.  LENS_SYSTEM when memory is short.
 */
LENS_MUST enum lens_err picture_regions(const struct picture_format *format,
					struct base_view file,
					const struct fingerprint_plane *plane,
					uint8_t orientation,
					struct base_buffer *out);

#endif
