/* orientation.h: where a pixel of the upright picture lies in the stored one.
 */
#ifndef LENSCAP_PICTURE_ORIENTATION_H
#define LENSCAP_PICTURE_ORIENTATION_H

#include <stddef.h>
#include <stdint.h>

struct orientation_size {
	uint32_t columns, rows;
};

/* The size after turning by an EXIF orientation (0 and above 8: none). */
struct orientation_size orientation_turned(struct orientation_size stored,
					   uint8_t orientation);

/* The index, row by row, of the stored pixel that comes to (x, y). */
size_t orientation_source(struct orientation_size stored, uint8_t orientation,
			  uint32_t x, uint32_t y);

#endif
