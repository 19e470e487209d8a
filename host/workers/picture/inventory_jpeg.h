/* inventory_jpeg.h: a JPEG from marker to marker, and JPEGs among bytes. */
#ifndef LENSCAP_PICTURE_INVENTORY_JPEG_H
#define LENSCAP_PICTURE_INVENTORY_JPEG_H

#include <lenscap/base.h>

/* Markers of a JPEG that readers of its segments look at (ITU-T T.81, B.1). */
enum jpeg_marker {
	JPEG_SOF0 = 0xc0,
	JPEG_DHT = 0xc4,
	JPEG_SOF15 = 0xcf,
	JPEG_RST0 = 0xd0,
	JPEG_SOI = 0xd8,
	JPEG_EOI = 0xd9,
	JPEG_SOS = 0xda,
	JPEG_DRI = 0xdd,
	JPEG_APP0 = 0xe0,
	JPEG_APP15 = 0xef,
	JPEG_COM = 0xfe
};

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
