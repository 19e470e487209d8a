/*
 * pictures.h: pictures for the tests of fingerprints, decoded in the ways the
 * peers and Lenscap's own decoder do, and what the peers say of them.
 */
#ifndef TESTS_PICTURES_H
#define TESTS_PICTURES_H

#include <jansson.h>
#include <lenscap/fingerprint.h>

/* Eight-bit RGB; transparent parts are laid on white. */
struct picture {
	uint32_t width, height;
	uint8_t *rgb;
};

/* Decode a JPEG or PNG; false when it is neither, or not RGB or grey. */
bool pictures_read(const char *path, struct picture *out);
void pictures_free(struct picture *picture);

/* Pillow's convert("L"); the caller frees plane.luma. */
struct fingerprint_plane pictures_grey(const struct picture *picture);

/*
 * Decode the luma of a JPEG at eighths/8 of its size, or, given 0, at the
 * smallest of 1/8, 1/4, 1/2 and 1 with a short side of at least shortest.
 * The caller frees plane.luma, which is NULL when it is no such JPEG.
 */
struct fingerprint_plane pictures_luma(const char *path, unsigned eighths,
				       uint32_t shortest);

/*
 * The matrix PDQ's reference makes of decoded pixels: nearest neighbours to
 * 512 * 512 when a side is longer, luma in float.  The caller frees it.
 */
float *pictures_matrix(const struct picture *picture, uint32_t *columns,
		       uint32_t *rows);

/* The high bytes of a linear congruential sequence; the caller frees them. */
uint8_t *pictures_noise(size_t size, uint32_t seed);

/* What the peers' own programs gave for a file. */
struct pictures_expected {
	const char *file, *mode;
	uint8_t pdq[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE];
	uint8_t iscc[FINGERPRINT_ISCC_SIZE];
	uint8_t phash[FINGERPRINT_SMALL_SIZE], dhash[FINGERPRINT_SMALL_SIZE];
	int quality;
};

/* The array in a file of ../shared, or cmocka's skip() with a message. */
json_t *pictures_list(const char *path);
struct pictures_expected pictures_expect(json_t *list, size_t i);

/* Distances, to say how they are distributed. */
struct pictures_tally {
	size_t count;
	unsigned of[257];
};

void pictures_count(struct pictures_tally *tally, unsigned distance);
/* The smallest distance that percent of all counted do not exceed. */
unsigned pictures_percentile(const struct pictures_tally *tally,
			     unsigned percent);
void pictures_print(const struct pictures_tally *tally, const char *what);

/* Bytes of hex digits that are known to be well formed. */
void pictures_unhex(uint8_t *out, size_t size, const char *hex);

#endif
