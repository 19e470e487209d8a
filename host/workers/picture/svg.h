/*
 * svg.h: pictures within an SVG: data: addresses (RFC 2397) in base64, wherever
 * they stand.
 */
#ifndef LENSCAP_PICTURE_SVG_H
#define LENSCAP_PICTURE_SVG_H

#include <lenscap/base.h>

#define SVG_PICTURES_MAX 64
#define SVG_PICTURE_BYTES_MAX (64u << 20)

/* True of a text that is an SVG by its first element, as far as it is seen. */
bool svg_begins(struct base_view file);

/*
 * The next picture of file from *at on, which is moved behind it, into out,
 * which is emptied first.  False when there is none any more; an empty one
 * could not be unpacked.
 */
bool svg_next(struct base_view file, size_t *at, struct base_buffer *out);

#endif
