/* grey.h: a picture in grey, large enough to look for faces in it. */
#ifndef LENSCAP_PICTURE_GREY_H
#define LENSCAP_PICTURE_GREY_H

#include "picture.h"

/* The shorter side of the largest square that IPC_GREY_PIXELS make. */
#define GREY_SIDE 1095

/*
 * IPC_EXTRA_GREY of a plane: no larger than the plane, nor than IPC_GREY_PIXELS
 * are.  LENS_SYSTEM when memory is short.
 */
LENS_MUST enum lens_err picture_grey(const struct fingerprint_plane *plane,
				     struct base_buffer *out);

#endif
