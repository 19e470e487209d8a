/* inventory_jpeg.h: a JPEG from marker to marker, and JPEGs among bytes. */
#ifndef LENSCAP_PICTURE_INVENTORY_JPEG_H
#define LENSCAP_PICTURE_INVENTORY_JPEG_H

#include <lenscap/base.h>

/*
 * Go through a JPEG from marker to marker.  segment is told of each segment,
 * marker and length included, and of each scan's pixels as of marker 0; *pixels
 * says whether there were any.  Either may be NULL; without segment the first
 * byte that belongs to none ends it.  Answers where it ends.
 */
size_t inventory_markers(struct base_view view,
			 void (*segment)(void *context, uint8_t marker,
					 struct base_view whole),
			 void *context, bool *pixels);

/* A JPEG with pixels of its own, from there to its end; empty without. */
struct base_view inventory_jpeg_at(struct base_view bytes, size_t at);

/* The first such JPEG.  *at is where to look, and behind it. */
struct base_view inventory_find_jpeg(struct base_view bytes, size_t *at);

#endif
