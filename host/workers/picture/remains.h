/* remains.h: the shape of pixels whose head is lost. */
#ifndef LENSCAP_PICTURE_REMAINS_H
#define LENSCAP_PICTURE_REMAINS_H

#include <lenscap/base.h>

struct remains {
	size_t stride;	/* bytes of a row, its filter's among them */
	size_t rows;	/* whole ones, counted from the end */
	unsigned bytes; /* of a pixel: 1, 3 or 4 */
};

/*
 * Guess the shape of unpacked rows of a PNG of 8 bits a sample, the last of
 * which ends where plain does.  False when no width fits.
 */
bool remains_shape(struct base_view plain, struct remains *out);

#endif
