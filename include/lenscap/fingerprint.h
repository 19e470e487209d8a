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
LENS_MUST enum lens_err
fingerprint_extract(const struct fingerprint_plane *plane,
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

#endif
