/* region.h: the ways in which a picture inside a picture shows. */
#ifndef FINGERPRINT_REGION_H
#define FINGERPRINT_REGION_H

#include <lenscap/fingerprint_region.h>

/* A picture has many greys, text and buttons few: at least so many of 32. */
bool region_has_greys(const struct fingerprint_plane *plane,
		      const struct fingerprint_rectangle *in, int few);

/* The grey of the page beside a rectangle. */
int region_ground(const struct fingerprint_plane *plane,
		  const struct fingerprint_rectangle *in);

/* Do they share more than so much of what they cover together? */
bool region_is_same(const struct fingerprint_rectangle *a,
		    const struct fingerprint_rectangle *b, double share);

/* Is it nearly one of these, so that it need not be asked for again? */
bool region_is_there(const struct fingerprint_rectangle *at,
		     const struct fingerprint_rectangle *known, size_t count);

/*
 * What in a rectangle is apart from the rest by the page's grey around it,
 * whatever its shape: an avatar's rim cuts it out of the cover it hangs into.
 * Appends to out, which has room for most; returns the new count.
 */
size_t region_islands(const struct fingerprint_plane *plane,
		      const struct fingerprint_rectangle *in, uint32_t least,
		      struct fingerprint_rectangle *out, size_t count,
		      size_t most);

/*
 * Rectangles of four straight edges along rows and columns, as a picture has
 * that was laid on another.  As above.
 */
size_t region_insets(const struct fingerprint_plane *plane, uint32_t least,
		     struct fingerprint_rectangle *out, size_t count,
		     size_t most);

#endif
