/* iscc.c: the Image-Code of ISO 24138, as iscc-core and iscc-sdk make it. */
#include <stdlib.h>
#include <string.h>

#include "dct.h"
#include "plane.h"

/* MainType 2 (content) and SubType 1 (image), four bits each. */
#define ISCC_HEADER 0x21

void fingerprint_iscc_pixels(const uint8_t pixels[32 * 32],
			     uint8_t out[FINGERPRINT_ISCC_SIZE])
{
	double terms[DCT_OUT][DCT_OUT];

	dct_low(pixels, terms);
	for (unsigned i = 0; i < 4; i++)
		dct_bits(terms, i & 1, i >> 1, out + 8 * i);
}

/* Whether a row, or part of one, is of the one grey only. */
static bool iscc_is_flat(const uint8_t *luma, size_t size, uint8_t grey)
{
	return size == 0 ||
	       (luma[0] == grey && memcmp(luma, luma + 1, size - 1) == 0);
}

/*
 * The columns of a plane from its first to its last that is not all border.
 * A row only needs looking at outside what the rows before it have found.
 */
static void iscc_columns(const struct fingerprint_plane *plane, uint8_t grey,
			 uint32_t *first, uint32_t *end)
{
	*first = plane->columns;
	*end = 0;
	for (uint32_t y = 0; y < plane->rows; y++) {
		const uint8_t *row = plane->luma + y * plane->stride;
		uint32_t x = 0;

		while (x < *first && row[x] == grey)
			x++;
		*first = x;
		for (x = plane->columns; x > *end && row[x - 1] == grey;)
			x--;
		*end = x;
	}
}

/*
 * Cut off the border of exactly the first pixel's grey.  What lies outside is
 * gone for the resampling too, as it is after a crop: the result starts at
 * its own first sample.  A plane of one grey stays whole.
 */
static struct fingerprint_plane iscc_trim(const struct fingerprint_plane *plane)
{
	struct fingerprint_plane out = *plane;
	uint8_t grey = plane->luma[0];
	uint32_t top = 0, bottom = plane->rows, left, right;

	while (top < bottom && iscc_is_flat(plane->luma + top * plane->stride,
					    plane->columns, grey))
		top++;
	if (top == bottom)
		return out;
	while (iscc_is_flat(plane->luma + (bottom - 1) * plane->stride,
			    plane->columns, grey))
		bottom--;
	out.luma += top * plane->stride;
	out.rows = bottom - top;
	iscc_columns(&out, grey, &left, &right);
	out.luma += left;
	out.columns = right - left;
	out.left = plane->left > left ? plane->left - left : 0;
	out.top = plane->top > top ? plane->top - top : 0;
	out.right = plane->right < right ? plane->right - left : out.columns;
	out.bottom = plane->bottom < bottom ? plane->bottom - top : out.rows;
	/* All there is lies outside the picture's own rectangle. */
	return plane_is_sound(&out) ? out : *plane;
}

enum lens_err fingerprint_iscc(const struct fingerprint_plane *plane,
			       uint8_t out[FINGERPRINT_ISCC_SIZE])
{
	uint8_t pixels[DCT_IN * DCT_IN];
	struct fingerprint_plane trimmed;
	enum lens_err err;

	memset(out, 0, FINGERPRINT_ISCC_SIZE);
	if (!plane_is_sound(plane))
		return LENS_MALFORMED;
	trimmed = iscc_trim(plane);
	err = fingerprint_resize(&trimmed, FINGERPRINT_BICUBIC, DCT_IN, DCT_IN,
				 pixels);
	if (!err)
		fingerprint_iscc_pixels(pixels, out);
	return err;
}

void fingerprint_iscc_text(const uint8_t code[FINGERPRINT_ISCC_SIZE],
			   unsigned bits, char out[FINGERPRINT_ISCC_TEXT])
{
	uint8_t bytes[2 + FINGERPRINT_ISCC_SIZE];
	size_t size = bits / 8;

	/* A length ISO 24138 has no name for is our own mistake. */
	if (bits == 0 || bits % 64 != 0 || size > FINGERPRINT_ISCC_SIZE)
		abort();
	/* Version 0 and the length in units of 32 bits, less one. */
	bytes[0] = ISCC_HEADER;
	bytes[1] = (uint8_t)(bits / 32 - 1);
	memcpy(bytes + 2, code, size);
	memcpy(out, "ISCC:", 5);
	base_base32(out + 5, bytes, 2 + size);
}
