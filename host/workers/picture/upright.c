/*
 * upright.c: the eight EXIF orientations (CIPA DC-008, tag 0x0112) as three
 * switches each: mirror left to right, flip top to bottom, then transpose.
 */
#include <stdlib.h>

#include "picture.h"

#define UPRIGHT_TILE 64 /* a tile of both planes fits the first cache */

static const struct {
	bool mirror, flip, transpose;
} upright_turns[9] = {
    [2] = {true, false, false}, [3] = {true, true, false},
    [4] = {false, true, false}, [5] = {false, false, true},
    [6] = {false, true, true},	[7] = {true, true, true},
    [8] = {true, false, true},
};

/* A plane of bytes, whatever they mean. */
struct upright_plane {
	uint8_t *bytes;
	uint32_t columns, rows;
};

static void upright_mirror(const struct upright_plane *plane)
{
	for (uint32_t y = 0; y < plane->rows; y++) {
		uint8_t *left = plane->bytes + (size_t)y * plane->columns;
		uint8_t *right = left + plane->columns - 1;

		for (; left < right; left++, right--) {
			uint8_t kept = *left;

			*left = *right;
			*right = kept;
		}
	}
}

static void upright_swap_rows(uint8_t *a, uint8_t *b, uint32_t columns)
{
	for (uint32_t x = 0; x < columns; x++) {
		uint8_t kept = a[x];

		a[x] = b[x];
		b[x] = kept;
	}
}

static void upright_flip(const struct upright_plane *plane)
{
	for (uint32_t y = 0; y < plane->rows / 2; y++)
		upright_swap_rows(plane->bytes + (size_t)y * plane->columns,
				  plane->bytes + (size_t)(plane->rows - 1 - y) *
						     plane->columns,
				  plane->columns);
}

static uint32_t upright_least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static void upright_tile(const struct upright_plane *plane, uint8_t *out,
			 uint32_t left, uint32_t top)
{
	uint32_t right = upright_least(left + UPRIGHT_TILE, plane->columns);
	uint32_t bottom = upright_least(top + UPRIGHT_TILE, plane->rows);

	for (uint32_t x = left; x < right; x++)
		for (uint32_t y = top; y < bottom; y++)
			out[(size_t)x * plane->rows + y] =
			    plane->bytes[(size_t)y * plane->columns + x];
}

static enum lens_err upright_transpose(struct upright_plane *plane)
{
	uint8_t *out = malloc((size_t)plane->columns * plane->rows);

	if (out == NULL)
		return LENS_SYSTEM;
	for (uint32_t y = 0; y < plane->rows; y += UPRIGHT_TILE)
		for (uint32_t x = 0; x < plane->columns; x += UPRIGHT_TILE)
			upright_tile(plane, out, x, y);
	free(plane->bytes);
	*plane = (struct upright_plane){out, plane->rows, plane->columns};
	return LENS_OK;
}

static enum lens_err upright_turn(struct upright_plane *plane,
				  uint8_t orientation)
{
	if (upright_turns[orientation].mirror)
		upright_mirror(plane);
	if (upright_turns[orientation].flip)
		upright_flip(plane);
	return upright_turns[orientation].transpose ? upright_transpose(plane)
						    : LENS_OK;
}

static enum lens_err upright_planes(struct picture_raster *raster,
				    uint8_t orientation)
{
	struct upright_plane luma = {raster->luma, raster->columns,
				     raster->rows};
	struct upright_plane fraction = {(uint8_t *)raster->fraction,
					 raster->columns, raster->rows};
	enum lens_err err = upright_turn(&luma, orientation);

	if (err == LENS_OK && fraction.bytes != NULL)
		err = upright_turn(&fraction, orientation);
	raster->luma = luma.bytes;
	raster->fraction = (int8_t *)fraction.bytes;
	raster->columns = luma.columns;
	raster->rows = luma.rows;
	return err;
}

static void upright_exchange(double *a, double *b)
{
	double kept = *a;

	*a = *b;
	*b = kept;
}

/* Where the picture lies in the turned plane: the edge turns along. */
static void upright_cover(const struct picture_raster *before,
			  uint8_t orientation, struct fingerprint_plane *plane)
{
	bool mirror = upright_turns[orientation].mirror;
	bool flip = upright_turns[orientation].flip;

	plane->left = mirror ? before->columns - before->right : 0;
	plane->right = mirror ? before->columns : before->right;
	plane->top = flip ? before->rows - before->bottom : 0;
	plane->bottom = flip ? before->rows : before->bottom;
	plane->width = before->width;
	plane->height = before->height;
	if (!upright_turns[orientation].transpose)
		return;
	upright_exchange(&plane->left, &plane->top);
	upright_exchange(&plane->right, &plane->bottom);
	plane->width = before->height;
	plane->height = before->width;
}

enum lens_err picture_upright(struct picture_raster *raster,
			      uint8_t orientation,
			      struct fingerprint_plane *out)
{
	enum lens_err err;

	if (orientation > 8)
		orientation = 0;
	upright_cover(raster, orientation, out);
	err = upright_planes(raster, orientation);
	out->luma = raster->luma;
	out->fraction = raster->fraction;
	out->columns = raster->columns;
	out->rows = raster->rows;
	out->stride = raster->columns;
	return err;
}
