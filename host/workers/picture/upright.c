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

static void upright_mirror(struct picture_raster *raster)
{
	for (uint32_t y = 0; y < raster->rows; y++) {
		uint8_t *left = raster->luma + (size_t)y * raster->columns;
		uint8_t *right = left + raster->columns - 1;

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

static void upright_flip(struct picture_raster *raster)
{
	for (uint32_t y = 0; y < raster->rows / 2; y++)
		upright_swap_rows(raster->luma + (size_t)y * raster->columns,
				  raster->luma +
				      (size_t)(raster->rows - 1 - y) *
					  raster->columns,
				  raster->columns);
}

static void upright_tile(const struct picture_raster *raster, uint8_t *out,
			 uint32_t left, uint32_t top)
{
	uint32_t right = left + UPRIGHT_TILE < raster->columns
			     ? left + UPRIGHT_TILE
			     : raster->columns;
	uint32_t bottom = top + UPRIGHT_TILE < raster->rows ? top + UPRIGHT_TILE
							    : raster->rows;

	for (uint32_t x = left; x < right; x++)
		for (uint32_t y = top; y < bottom; y++)
			out[(size_t)x * raster->rows + y] =
			    raster->luma[(size_t)y * raster->columns + x];
}

static enum lens_err upright_transpose(struct picture_raster *raster)
{
	uint8_t *out = malloc((size_t)raster->columns * raster->rows);
	uint32_t rows = raster->rows;

	if (out == NULL)
		return LENS_SYSTEM;
	for (uint32_t y = 0; y < raster->rows; y += UPRIGHT_TILE)
		for (uint32_t x = 0; x < raster->columns; x += UPRIGHT_TILE)
			upright_tile(raster, out, x, y);
	free(raster->luma);
	raster->luma = out;
	raster->rows = raster->columns;
	raster->columns = rows;
	return LENS_OK;
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
	enum lens_err err = LENS_OK;

	if (orientation > 8)
		orientation = 0;
	upright_cover(raster, orientation, out);
	if (upright_turns[orientation].mirror)
		upright_mirror(raster);
	if (upright_turns[orientation].flip)
		upright_flip(raster);
	if (upright_turns[orientation].transpose)
		err = upright_transpose(raster);
	out->luma = raster->luma;
	out->columns = raster->columns;
	out->rows = raster->rows;
	out->stride = raster->columns;
	return err;
}
