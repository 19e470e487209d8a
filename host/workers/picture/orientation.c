/*
 * orientation.c: the eight EXIF orientations (CIPA DC-008, tag 0x0112) as three
 * switches each: mirror left to right, flip top to bottom, then transpose.
 */
#include <stdlib.h>

#include "orientation.h"
#include "picture.h"

#define ORIENTATION_TILE 64 /* a tile of both planes fits the first cache */

static const struct {
	bool mirror, flip, transpose;
} orientation_turns[9] = {
    [2] = {true, false, false}, [3] = {true, true, false},
    [4] = {false, true, false}, [5] = {false, false, true},
    [6] = {false, true, true},	[7] = {true, true, true},
    [8] = {true, false, true},
};

struct orientation_size orientation_turned(struct orientation_size stored,
					   uint8_t orientation)
{
	if (orientation <= 8 && orientation_turns[orientation].transpose)
		return (struct orientation_size){stored.rows, stored.columns};
	return stored;
}

size_t orientation_source(struct orientation_size stored, uint8_t orientation,
			  uint32_t x, uint32_t y)
{
	uint8_t turn = orientation <= 8 ? orientation : 0;
	uint32_t across = orientation_turns[turn].transpose ? y : x;
	uint32_t down = orientation_turns[turn].transpose ? x : y;

	if (orientation_turns[turn].mirror)
		across = stored.columns - 1 - across;
	if (orientation_turns[turn].flip)
		down = stored.rows - 1 - down;
	return (size_t)down * stored.columns + across;
}

/* A plane of bytes, whatever they mean. */
struct orientation_plane {
	uint8_t *bytes;
	uint32_t columns, rows;
};

static void orientation_mirror(const struct orientation_plane *plane)
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

static void orientation_swap_rows(uint8_t *a, uint8_t *b, uint32_t columns)
{
	for (uint32_t x = 0; x < columns; x++) {
		uint8_t kept = a[x];

		a[x] = b[x];
		b[x] = kept;
	}
}

static void orientation_flip(const struct orientation_plane *plane)
{
	for (uint32_t y = 0; y < plane->rows / 2; y++)
		orientation_swap_rows(plane->bytes + (size_t)y * plane->columns,
				      plane->bytes +
					  (size_t)(plane->rows - 1 - y) *
					      plane->columns,
				      plane->columns);
}

static uint32_t orientation_least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static void orientation_tile(const struct orientation_plane *plane,
			     uint8_t *out, uint32_t left, uint32_t top)
{
	uint32_t right =
	    orientation_least(left + ORIENTATION_TILE, plane->columns);
	uint32_t bottom =
	    orientation_least(top + ORIENTATION_TILE, plane->rows);

	for (uint32_t x = left; x < right; x++)
		for (uint32_t y = top; y < bottom; y++)
			out[(size_t)x * plane->rows + y] =
			    plane->bytes[(size_t)y * plane->columns + x];
}

static enum lens_err orientation_transpose(struct orientation_plane *plane)
{
	uint8_t *out = malloc((size_t)plane->columns * plane->rows);

	if (out == NULL)
		return LENS_SYSTEM;
	for (uint32_t y = 0; y < plane->rows; y += ORIENTATION_TILE)
		for (uint32_t x = 0; x < plane->columns; x += ORIENTATION_TILE)
			orientation_tile(plane, out, x, y);
	free(plane->bytes);
	*plane = (struct orientation_plane){out, plane->rows, plane->columns};
	return LENS_OK;
}

static enum lens_err orientation_turn(struct orientation_plane *plane,
				      uint8_t orientation)
{
	if (orientation_turns[orientation].mirror)
		orientation_mirror(plane);
	if (orientation_turns[orientation].flip)
		orientation_flip(plane);
	return orientation_turns[orientation].transpose
		   ? orientation_transpose(plane)
		   : LENS_OK;
}

static enum lens_err orientation_planes(struct picture_raster *raster,
					uint8_t orientation)
{
	struct orientation_plane luma = {raster->luma, raster->columns,
					 raster->rows};
	struct orientation_plane fraction = {(uint8_t *)raster->fraction,
					     raster->columns, raster->rows};
	enum lens_err err = orientation_turn(&luma, orientation);

	if (err == LENS_OK && fraction.bytes != NULL)
		err = orientation_turn(&fraction, orientation);
	raster->luma = luma.bytes;
	raster->fraction = (int8_t *)fraction.bytes;
	raster->columns = luma.columns;
	raster->rows = luma.rows;
	return err;
}

static void orientation_exchange(double *a, double *b)
{
	double kept = *a;

	*a = *b;
	*b = kept;
}

/* Where the picture lies in the turned plane: the edge turns along. */
static void orientation_cover(const struct picture_raster *before,
			      uint8_t orientation,
			      struct fingerprint_plane *plane)
{
	bool mirror = orientation_turns[orientation].mirror;
	bool flip = orientation_turns[orientation].flip;

	plane->left = mirror ? before->columns - before->right : 0;
	plane->right = mirror ? before->columns : before->right;
	plane->top = flip ? before->rows - before->bottom : 0;
	plane->bottom = flip ? before->rows : before->bottom;
	plane->width = before->width;
	plane->height = before->height;
	if (!orientation_turns[orientation].transpose)
		return;
	orientation_exchange(&plane->left, &plane->top);
	orientation_exchange(&plane->right, &plane->bottom);
	plane->width = before->height;
	plane->height = before->width;
}

enum lens_err picture_orient(struct picture_raster *raster, uint8_t orientation,
			     struct fingerprint_plane *out)
{
	enum lens_err err;

	if (orientation > 8)
		orientation = 0;
	orientation_cover(raster, orientation, out);
	err = orientation_planes(raster, orientation);
	out->luma = raster->luma;
	out->fraction = raster->fraction;
	out->columns = raster->columns;
	out->rows = raster->rows;
	out->stride = raster->columns;
	return err;
}
