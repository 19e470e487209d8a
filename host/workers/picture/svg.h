/*
 * svg.h: an SVG, plain or packed, and pictures within: data: addresses (RFC
 * 2397), wherever they stand.
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

/* The words that a gzip file may have in front, and when it was made. */
struct svg_wrapper {
	char name[256], comment[256];
	uint32_t time; /* seconds since 1970, 0 for none */
	size_t end;    /* of what is packed, within the file */
};

/*
 * An SVG in gzip (".svgz"): unpack it into out, which the caller frees.  False,
 * with nothing to free, for anything else and for one that does not end.
 */
bool svg_unpacked(struct base_view file, struct svg_wrapper *wrapper,
		  struct base_buffer *out);

/* True for an SVG, plain or in gzip, also for one that is cut. */
bool svg_begins_any(struct base_view file);

#endif
