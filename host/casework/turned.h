/* turned.h: the sides of a picture as it is shown, not as it is stored. */
#ifndef LENSCAP_CASEWORK_TURNED_H
#define LENSCAP_CASEWORK_TURNED_H

#include <stdint.h>

struct turned_sides {
	uint32_t width, height; /* pixels */
};

/* Orientations 5 to 8 (Exif 2.3, 4.6.4 A) lie on their side. */
static inline struct turned_sides turned_sides(unsigned orientation,
					       uint32_t width, uint32_t height)
{
	return orientation >= 5 ? (struct turned_sides){height, width}
				: (struct turned_sides){width, height};
}

#endif
