/*
 * fingerprint_region.h: the pictures inside a page or a screenshot, each to be
 * asked for like a file of its own.
 */
#ifndef LENSCAP_FINGERPRINT_REGION_H
#define LENSCAP_FINGERPRINT_REGION_H

#include <lenscap/fingerprint_local.h>

#define FINGERPRINT_REGIONS 32	    /* of one picture, the largest first */
#define FINGERPRINT_REGION_LEAST 40 /* pixels a side */
#define FINGERPRINT_REGION_LUMA 16384

struct fingerprint_rectangle {
	uint32_t x, y, width, height;
};

/*
 * Cut a picture along the rows and columns that are of one grey, as pages have
 * them between what they show (the X-Y cut: Nagy and Seth 1984), and give what
 * may be a picture there: rectangles of samples of the plane, at least least a
 * side, that are not nearly all of it.  Returns how many; of a photo none.
 */
size_t
fingerprint_regions(const struct fingerprint_plane *plane, uint32_t least,
		    struct fingerprint_rectangle out[FINGERPRINT_REGIONS]);

struct fingerprint_region {
	struct fingerprint_rectangle at; /* in the picture's pixels */
	struct fingerprint print;	 /* PDQ alone */
	struct fingerprint_query query;
};

/* Fingerprint a rectangle of samples.  Errors as fingerprint_extract()'s. */
LENS_MUST enum lens_err
fingerprint_region_extract(const struct fingerprint_plane *plane,
			   const struct fingerprint_rectangle *samples,
			   struct fingerprint_region *out);

/* Bytes of the longest written form. */
#define FINGERPRINT_REGION_SIZE_MAX                                            \
	(17 + FINGERPRINT_DIHEDRALS * FINGERPRINT_PDQ_SIZE + 4 +               \
	 FINGERPRINT_QUERY_SIZE_MAX - FINGERPRINT_QUERY_LUMA +                 \
	 FINGERPRINT_REGION_LUMA)

/* Write for the wall; returns the number of bytes. */
size_t fingerprint_region_write(const struct fingerprint_region *region,
				uint8_t out[FINGERPRINT_REGION_SIZE_MAX]);

/*
 * Read the first of several and take it off *rest.  LENS_MALFORMED unless
 * every number is in its range; LENS_END when *rest is empty.
 */
LENS_MUST enum lens_err fingerprint_region_read(struct base_view *rest,
						struct fingerprint_region *out);

#endif
