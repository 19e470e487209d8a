/* thumbnail.h: two pictures of one small size, held against each other. */
#ifndef LENSCAP_PICTURE_THUMBNAIL_H
#define LENSCAP_PICTURE_THUMBNAIL_H

#include <stdint.h>

#define THUMBNAIL_SIDE 160 /* the longer side of what is compared */
#define THUMBNAIL_BLOCK 8
/*
 * Previews of the same picture stay below this in each block, however they were
 * shrunk and sharpened; what was covered lies above.
 */
#define THUMBNAIL_DIFFERENCE 20

/* Two pictures of one size: the preview, and the picture at its size. */
struct thumbnail_pair {
	const uint8_t *a, *b;
	uint32_t width, height;
};

/*
 * How much smoother the picture is than its preview in the smoothest place, in
 * units of which THUMBNAIL_DIFFERENCE are too many: a face that was blurred or
 * made into squares has lost what its preview still shows.  fine is softened
 * a little, coarse much more.
 */
unsigned thumbnail_smoothed(const struct thumbnail_pair *fine,
			    const struct thumbnail_pair *coarse);

#endif
