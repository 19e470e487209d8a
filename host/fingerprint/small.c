/* small.c: ImageHash's phash() and dhash(), 64 bits each. */
#include <string.h>

#include <lenscap/fingerprint.h>

#include "dct.h"

#define SMALL_SIDE 8

enum lens_err fingerprint_phash(const struct fingerprint_plane *plane,
				uint8_t out[FINGERPRINT_SMALL_SIZE])
{
	uint8_t pixels[DCT_IN * DCT_IN];
	double terms[DCT_OUT][DCT_OUT];
	enum lens_err err;

	memset(out, 0, FINGERPRINT_SMALL_SIZE);
	err = fingerprint_resize(plane, FINGERPRINT_LANCZOS, DCT_IN, DCT_IN,
				 pixels);
	if (err)
		return err;
	dct_low(pixels, terms);
	dct_bits(terms, 0, 0, out);
	return LENS_OK;
}

enum lens_err fingerprint_dhash(const struct fingerprint_plane *plane,
				uint8_t out[FINGERPRINT_SMALL_SIZE])
{
	uint8_t pixels[SMALL_SIDE][SMALL_SIDE + 1];
	enum lens_err err;

	memset(out, 0, FINGERPRINT_SMALL_SIZE);
	err = fingerprint_resize(plane, FINGERPRINT_LANCZOS, SMALL_SIDE + 1,
				 SMALL_SIDE, pixels[0]);
	if (err)
		return err;
	for (unsigned y = 0; y < SMALL_SIDE; y++)
		for (unsigned x = 0; x < SMALL_SIDE; x++)
			if (pixels[y][x + 1] > pixels[y][x])
				out[y] |= (uint8_t)(0x80 >> x);
	return LENS_OK;
}
