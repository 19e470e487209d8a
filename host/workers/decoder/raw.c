/*
 * raw.c: what cameras store (DNG, NEF, CR2, CR3, ARW, ORF, RW2, RAF): its
 * pixels are those of the largest JPEG in it, which cameras put there to be
 * looked at.
 */
#include <string.h>

#include "formats.h"
#include "picture/jpeg.h"

#define RAW_SEGMENTS 64 /* of a JPEG, before its frame */

/* The size of a JPEG that can be read, in pixels; 0 for anything else. */
static uint64_t raw_pixels(struct base_view jpeg)
{
	size_t at = 2;

	for (unsigned i = 0; i < RAW_SEGMENTS; i++) {
		struct base_view head = base_view_part(jpeg, at, 9);
		uint8_t marker;

		if (head.data == NULL || head.data[0] != 0xff)
			return 0;
		marker = head.data[1];
		/* Baseline, extended, progressive: not what is lossless. */
		if (marker >= 0xc0 && marker <= 0xc2)
			return (uint64_t)(head.data[5] << 8 | head.data[6]) *
			       (uint64_t)(head.data[7] << 8 | head.data[8]);
		if (marker < 0xc0 || marker == 0xd9 || marker == 0xda ||
		    (marker <= 0xcf && marker != 0xc4 && marker != 0xcc))
			return 0;
		at += 2 + (size_t)(head.data[2] << 8 | head.data[3]);
	}
	return 0;
}

static struct base_view raw_preview(struct base_view file)
{
	struct base_view best = {NULL, 0};
	uint64_t most = 0;
	size_t at = 0;

	while (file.size - at > 3) {
		const uint8_t *found =
		    memchr(file.data + at, 0xff, file.size - at - 3);
		struct base_view jpeg;
		uint64_t pixels;

		if (found == NULL)
			break;
		at = (size_t)(found - file.data);
		jpeg = base_view_part(file, at, file.size - at);
		pixels = jpeg_begins(jpeg) ? raw_pixels(jpeg) : 0;
		if (pixels > most) {
			most = pixels;
			best = jpeg;
		}
		at++;
	}
	return best;
}

enum ipc_picture_status raw_read(struct base_view file, bool full,
				 struct picture_raster *raster)
{
	struct base_view preview = raw_preview(file);

	if (preview.data == NULL)
		return IPC_PICTURE_UNSUPPORTED;
	return jpeg_read(preview, full, raster);
}
