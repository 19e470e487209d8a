/*
 * fingerprint.h: pixels in, bits out.  Perceptual fingerprints that stay
 * (nearly) the same when a picture is resized and recompressed.
 *
 * Everything here is a pure function of its arguments: no memory is kept, no
 * file is read.  It runs in the decoder's jail; the core only compares.
 */
#ifndef LENSCAP_FINGERPRINT_H
#define LENSCAP_FINGERPRINT_H

#include <lenscap/base.h>

#define FINGERPRINT_PDQ_SIZE 32	 /* bytes: 256 bits */
#define FINGERPRINT_ISCC_SIZE 32 /* bytes: the 256-bit Image-Code */
#define FINGERPRINT_SMALL_SIZE 8 /* bytes: pHash and dHash, 64 bits */
#define FINGERPRINT_DIHEDRALS 8
#define FINGERPRINT_PDQ_QUALITY 50 /* below it PDQ says little */

/*
 * The order of the dihedral hashes: the original, turned by 90, 180 and 270
 * degrees (counter-clockwise), flipped top to bottom, flipped left to right,
 * transposed, transposed along the other diagonal.  PDQ's own order.
 */
enum fingerprint_dihedral {
	FINGERPRINT_ORIGINAL,
	FINGERPRINT_ROTATED_90,
	FINGERPRINT_ROTATED_180,
	FINGERPRINT_ROTATED_270,
	FINGERPRINT_FLIPPED_X,
	FINGERPRINT_FLIPPED_Y,
	FINGERPRINT_TRANSPOSED,
	FINGERPRINT_ANTITRANSPOSED,
};

/* All bits of one picture.  Bits are stored most significant first. */
struct fingerprint {
	uint8_t pdq[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE];
	uint8_t pdq_quality; /* 0 to 100 */
	uint8_t iscc[FINGERPRINT_ISCC_SIZE];
	uint8_t phash[FINGERPRINT_SMALL_SIZE];
	uint8_t dhash[FINGERPRINT_SMALL_SIZE];
};

/*
 * A picture's luma, upright, perhaps decoded at a fraction of its size.
 * Borrowed.  The picture covers the rectangle left..right, top..bottom of the
 * plane, in samples: a scaled decode rounds the last column and row up, so
 * that the picture's edge can lie within a sample.
 */
struct fingerprint_plane {
	const uint8_t *luma; /* rows * stride bytes */
	/*
	 * 256ths to add to luma, where the reader knew more than a byte holds,
	 * or NULL.  In small pictures PDQ averages little, and rounding shows.
	 */
	const int8_t *fraction;
	uint32_t columns, rows;
	size_t stride;
	double left, top, right, bottom;
	uint32_t width, height; /* of the whole picture, upright */
};

/* A plane that is the whole picture, decoded at full size. */
struct fingerprint_plane fingerprint_plane_of(const uint8_t *luma,
					      uint32_t width, uint32_t height);

/*
 * Every fingerprint of a picture.  A picture that PDQ sees with a side below 5
 * has an all-zero PDQ hash of quality 0, as PDQ's reference has it.
 * LENS_SYSTEM when memory is short; LENS_MALFORMED for an empty plane or one
 * whose rectangle leaves it.
 */
LENS_MUST enum lens_err fingerprint_take(const struct fingerprint_plane *plane,
					 struct fingerprint *out);

/*
 * PDQ (Facebook 2019, "The TMK+PDQF Video-Hashing Algorithm and the PDQ
 * Image-Hashing Algorithm") of a matrix of luma, rows * columns floats from 0
 * to 255, at most 512 a side as PDQ samples it: the eight dihedral hashes and
 * the quality.  LENS_MALFORMED for any other size and for numbers outside that
 * range.  As in the reference, 64 * 64 counts as filtered already.
 */
LENS_MUST enum lens_err
fingerprint_pdq_matrix(const float *luma, uint32_t columns, uint32_t rows,
		       uint8_t out[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE],
		       uint8_t *quality);

/* PDQ of a plane: sampled to 512 a side as the reference does, then hashed. */
LENS_MUST enum lens_err
fingerprint_pdq(const struct fingerprint_plane *plane,
		uint8_t out[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE],
		uint8_t *quality);

/* The filters of fingerprint_resize(): Pillow's LANCZOS and BICUBIC. */
enum fingerprint_filter { FINGERPRINT_LANCZOS, FINGERPRINT_BICUBIC };

/*
 * Resample a plane's rectangle to columns * rows bytes, antialiased, in the
 * fixed-point arithmetic of Pillow's Image.resize(), bit for bit.
 */
LENS_MUST enum lens_err
fingerprint_resize(const struct fingerprint_plane *plane,
		   enum fingerprint_filter filter, uint32_t columns,
		   uint32_t rows, uint8_t *out);

/* ImageHash's phash(): 64 bits, row by row, most significant first. */
LENS_MUST enum lens_err fingerprint_phash(const struct fingerprint_plane *plane,
					  uint8_t out[FINGERPRINT_SMALL_SIZE]);

/* ImageHash's dhash(): 64 bits, row by row, most significant first. */
LENS_MUST enum lens_err fingerprint_dhash(const struct fingerprint_plane *plane,
					  uint8_t out[FINGERPRINT_SMALL_SIZE]);

/*
 * ISO 24138 Image-Code of 32 * 32 grey pixels: 256 bits, of which the first
 * 64 are the default code.
 */
void fingerprint_iscc_pixels(const uint8_t pixels[32 * 32],
			     uint8_t out[FINGERPRINT_ISCC_SIZE]);

/* The Image-Code of a plane: uniform border trimmed, resampled to 32 * 32. */
LENS_MUST enum lens_err fingerprint_iscc(const struct fingerprint_plane *plane,
					 uint8_t out[FINGERPRINT_ISCC_SIZE]);

/*
 * "ISCC:..." of an Image-Code cut to bits (64, 128, 192 or 256): two header
 * bytes (MainType content, SubType image, version 0, length) and the code in
 * base32.
 */
#define FINGERPRINT_ISCC_TEXT 64
void fingerprint_iscc_text(const uint8_t code[FINGERPRINT_ISCC_SIZE],
			   unsigned bits, char out[FINGERPRINT_ISCC_TEXT]);

/* Luma of 8-bit RGB as Pillow's convert("L") rounds it. */
static inline uint8_t fingerprint_luma(uint8_t red, uint8_t green, uint8_t blue)
{
	return (
	    uint8_t)((red * 19595u + green * 38470u + blue * 7471u + 0x8000u) >>
		     16);
}

/* What that rounding lost, in 256ths: luma is the sum of both. */
static inline int8_t fingerprint_luma_fraction(uint8_t red, uint8_t green,
					       uint8_t blue)
{
	uint32_t sum = red * 19595u + green * 38470u + blue * 7471u;

	return (int8_t)((int)(sum >> 8) -
			256 * fingerprint_luma(red, green, blue));
}

/* The number of bits in which two runs of size bytes differ. */
unsigned fingerprint_distance(const uint8_t *a, const uint8_t *b, size_t size);

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
	/* How firm each bit is, 0 to 15: bit b in the (b & 1)th half of b / 2
	 */
	uint8_t firm[FINGERPRINT_QUERY_POINTS][FINGERPRINT_POINT_BITS / 2];
	/* The whole picture at columns * rows, to compare pixels with. */
	uint16_t columns, rows;
	uint8_t luma[FINGERPRINT_QUERY_LUMA];
};

/*
 * Find the local features of a picture.  One too small or too thin for any
 * has a count of 0, which is no error.  Errors are fingerprint_take()'s.
 */
LENS_MUST enum lens_err
fingerprint_local_take(const struct fingerprint_plane *plane,
		       struct fingerprint_local *out);
LENS_MUST enum lens_err
fingerprint_query_take(const struct fingerprint_plane *plane,
		       struct fingerprint_query *out);

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
