/*
 * fingerprint_local.h: the local features of a picture, by which a photo is
 * found again within another.
 */
#ifndef LENSCAP_FINGERPRINT_LOCAL_H
#define LENSCAP_FINGERPRINT_LOCAL_H

#include <lenscap/fingerprint.h>

/*
 * Local features: what remains of a photo after a free crop, a caption or a
 * screenshot.  A point is a blob of some size (extremum of differences of
 * Gaussians, Lowe 2004); its code says in 128 bits how the gradients around it
 * lie.  Codes are upright: pictures are seen turned by a few degrees or by
 * exact quarters, and a quarter turn or a mirror only moves bits.
 */
#define FINGERPRINT_LOCAL_POINTS 80  /* of a photo, the strongest first */
#define FINGERPRINT_QUERY_POINTS 300 /* a photo may be a small part of it */
#define FINGERPRINT_LOCAL_GRID 16
#define FINGERPRINT_QUERY_LUMA 65536 /* samples of the query's small plane */
#define FINGERPRINT_POINT_BITS 128

struct fingerprint_point {
	/*
	 * Bit 32 * row + 8 * column + direction of 4 * 4 cells around the point
	 * and 8 directions (0 to the right, 2 downwards): more gradient points
	 * there than in the median of the 128.
	 */
	uint64_t code[2];
	uint16_t x, y; /* in 65536ths of the picture's width and height */
	uint8_t size;  /* see fingerprint_point_sigma() */
};

/* A point's sigma in units of the picture's shorter side. */
float fingerprint_point_sigma(uint8_t size);

/* What is kept of an enrolled photo. */
struct fingerprint_local {
	uint32_t width, height; /* pixels, upright */
	uint16_t count;
	struct fingerprint_point point[FINGERPRINT_LOCAL_POINTS];
	/* Mean luma of each cell of a grid over the whole picture. */
	uint8_t grid[FINGERPRINT_LOCAL_GRID][FINGERPRINT_LOCAL_GRID];
};

/* What is made of a picture in which photos are looked for; about 96 KB. */
struct fingerprint_query {
	uint32_t width, height; /* pixels, upright */
	uint16_t count;
	struct fingerprint_point point[FINGERPRINT_QUERY_POINTS];
	/* The margin of each bit, 0 to 15: bit b in the (b & 1)th half of b / 2
	 */
	uint8_t margin[FINGERPRINT_QUERY_POINTS][FINGERPRINT_POINT_BITS / 2];
	/* The whole picture at columns * rows, to compare pixels with. */
	uint16_t columns, rows;
	uint8_t luma[FINGERPRINT_QUERY_LUMA];
};

/*
 * Find the local features of a picture.  One too small or too thin for any
 * has a count of 0, which is no error.  Errors are fingerprint_extract()'s.
 */
LENS_MUST enum lens_err
fingerprint_local_extract(const struct fingerprint_plane *plane,
			  struct fingerprint_local *out);
LENS_MUST enum lens_err
fingerprint_query_extract(const struct fingerprint_plane *plane,
			  struct fingerprint_query *out);

/*
 * The query's first points again, coded as if the picture were turned: codes
 * are upright, so that a photo of a print that lies askew needs other codes.
 * Places and sizes are the query's own.
 */
#define FINGERPRINT_TURNS 6
#define FINGERPRINT_TURNED_POINTS 96
struct fingerprint_turned {
	uint16_t count; /* the same of each turn, at most the query's */
	struct {
		uint64_t code[2];
		uint8_t margin[FINGERPRINT_POINT_BITS / 2];
	} point[FINGERPRINT_TURNS][FINGERPRINT_TURNED_POINTS];
};

/* The i-th turn in degrees, clockwise: 15, -15, 30, -30, 45, -45. */
int fingerprint_turn_degrees(unsigned i);

/* A query and the same turned; turned may be NULL. */
LENS_MUST enum lens_err
fingerprint_query_extract_turned(const struct fingerprint_plane *plane,
				 struct fingerprint_query *out,
				 struct fingerprint_turned *turned);

#define FINGERPRINT_TURNED_SIZE_MAX                                            \
	(2 + FINGERPRINT_TURNS * FINGERPRINT_TURNED_POINTS *                   \
		 (16 + FINGERPRINT_POINT_BITS / 2))

/* As the functions below. */
size_t fingerprint_turned_write(const struct fingerprint_turned *turned,
				uint8_t out[FINGERPRINT_TURNED_SIZE_MAX]);
LENS_MUST enum lens_err fingerprint_turned_read(struct base_view bytes,
						struct fingerprint_turned *out);

/* Bytes of the longest written form. */
#define FINGERPRINT_POINT_SIZE 21
#define FINGERPRINT_LOCAL_SIZE_MAX                                             \
	(12 + FINGERPRINT_LOCAL_GRID * FINGERPRINT_LOCAL_GRID +                \
	 FINGERPRINT_LOCAL_POINTS * FINGERPRINT_POINT_SIZE)
#define FINGERPRINT_QUERY_SIZE_MAX                                             \
	(16 + FINGERPRINT_QUERY_LUMA +                                         \
	 FINGERPRINT_QUERY_POINTS *                                            \
	     (FINGERPRINT_POINT_SIZE + FINGERPRINT_POINT_BITS / 2))

/*
 * Write little-endian and versioned, for the wall and the disk; returns the
 * number of bytes, at most ..._SIZE_MAX.
 */
size_t fingerprint_local_write(const struct fingerprint_local *local,
			       uint8_t out[FINGERPRINT_LOCAL_SIZE_MAX]);
size_t fingerprint_query_write(const struct fingerprint_query *query,
			       uint8_t out[FINGERPRINT_QUERY_SIZE_MAX]);

/*
 * Read what a worker or a disk says was written.  LENS_MALFORMED, and *out
 * empty, unless every byte is accounted for and every number in its range;
 * what is accepted is written again as the same bytes.
 */
LENS_MUST enum lens_err fingerprint_local_read(struct base_view bytes,
					       struct fingerprint_local *out);
LENS_MUST enum lens_err fingerprint_query_read(struct base_view bytes,
					       struct fingerprint_query *out);

#endif
