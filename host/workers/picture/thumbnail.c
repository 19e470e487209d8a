/*
 * thumbnail.c: does a second picture inside a file show what the file shows?
 * A picture that was cropped or covered often keeps its old preview.  Both are
 * brought to one small size and compared block by block: a covered face is a
 * few blocks of a preview, and nothing in the mean of all of them.
 */
#include <stdlib.h>
#include <string.h>

#include "jpeg.h"
#include "thumbnail.h"

#define THUMBNAIL_SOFTEN 4 /* so often, or sharpening alone differs by 30 */
/* Bars that cameras put around a preview of another shape are darker. */
#define THUMBNAIL_BLACK 24
#define THUMBNAIL_BLURRED 3  /* rows at which a bar ends */
#define THUMBNAIL_SHAPE 1.03 /* shapes that are as good as equal */

/* A part of a plane. */
struct thumbnail_area {
	const uint8_t *luma;
	size_t stride;
	double left, top, width, height;
};

/* ---- Shapes ---- */

static bool thumbnail_same_shape(double a, double b)
{
	return a < b * THUMBNAIL_SHAPE && b < a * THUMBNAIL_SHAPE;
}

static bool thumbnail_dark(const struct picture_raster *raster, size_t from,
			   size_t step, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (raster->luma[from + i * step] >= THUMBNAIL_BLACK)
			return false;
	return true;
}

/* How many rows or columns are black from one side on. */
static uint32_t thumbnail_bar(const struct picture_raster *raster, bool rows,
			      bool behind)
{
	uint32_t sides = rows ? raster->rows : raster->columns;
	uint32_t count = rows ? raster->columns : raster->rows;
	size_t step = rows ? 1 : raster->columns;
	size_t next = rows ? raster->columns : 1;
	uint32_t bar = 0;

	while (bar < sides / 3 &&
	       thumbnail_dark(raster, (behind ? sides - 1 - bar : bar) * next,
			      step, count))
		bar++;
	return bar;
}

static struct thumbnail_area
thumbnail_whole(const struct picture_raster *raster)
{
	return (struct thumbnail_area){raster->luma,  raster->columns, 0, 0,
				       raster->right, raster->bottom};
}

/*
 * Where the picture begins and how long it is between two bars that are to
 * leave so much of a side.  Packing blurs their inner ends, and the dark rim of
 * a night adds to them: then both are as wide as they have to be.
 */
static bool thumbnail_between(const struct picture_raster *raster, bool rows,
			      double side, double wanted, double *from,
			      double *length)
{
	uint32_t before = thumbnail_bar(raster, rows, false);
	uint32_t behind = thumbnail_bar(raster, rows, true);
	double bar = (side - wanted) / 2;
	uint32_t least = before < behind ? before : behind;

	if (least == 0 || bar <= 0 || least + THUMBNAIL_BLURRED < bar)
		return false;
	*from = bar;
	*length = wanted;
	if (before + behind >= 2 * bar - 1 && before + behind <= 2 * bar + 1) {
		*from = before;
		*length = side - before - behind;
	}
	return true;
}

/* Without bars, where they leave the shape of the picture. */
static bool thumbnail_without_bars(const struct picture_raster *raster,
				   double shape, struct thumbnail_area *area)
{
	return thumbnail_between(raster, true, area->height,
				 area->width / shape, &area->top,
				 &area->height) ||
	       thumbnail_between(raster, false, area->width,
				 area->height * shape, &area->left,
				 &area->width);
}

/* The middle of a picture that has another shape. */
static struct thumbnail_area thumbnail_middle(struct thumbnail_area area,
					      double shape)
{
	double width = area.width, height = area.height;

	if (width / height > shape)
		width = height * shape;
	else
		height = width / shape;
	area.left += (area.width - width) / 2;
	area.top += (area.height - height) / 2;
	area.width = width;
	area.height = height;
	return area;
}

/* ---- Pixels ---- */

/* How much of the sample at i lies between from and to. */
static double thumbnail_weight(size_t i, double from, double to)
{
	double first = from > (double)i ? from : (double)i;
	double last = to < (double)i + 1 ? to : (double)i + 1;

	return last > first ? last - first : 0;
}

/* The mean of what falls on one pixel of the small size, in its parts. */
static uint8_t thumbnail_mean(const struct thumbnail_area *area, double left,
			      double top, double right, double bottom)
{
	size_t x1 = (size_t)(area->left + area->width + 0.999);
	size_t y1 = (size_t)(area->top + area->height + 0.999);
	double sum = 0, weights = 0;

	left += area->left;
	right += area->left;
	top += area->top;
	bottom += area->top;
	for (size_t y = (size_t)top; y < y1 && (double)y < bottom; y++) {
		double down = thumbnail_weight(y, top, bottom);

		for (size_t x = (size_t)left; x < x1 && (double)x < right;
		     x++) {
			double weight = down * thumbnail_weight(x, left, right);

			sum += weight * area->luma[y * area->stride + x];
			weights += weight;
		}
	}
	return (uint8_t)(weights > 0 ? sum / weights + 0.5 : 0);
}

static void thumbnail_shrink(const struct thumbnail_area *area, uint32_t width,
			     uint32_t height, uint8_t *out)
{
	double across = area->width / width, down = area->height / height;

	for (uint32_t y = 0; y < height; y++)
		for (uint32_t x = 0; x < width; x++)
			*out++ =
			    thumbnail_mean(area, x * across, y * down,
					   (x + 1) * across, (y + 1) * down);
}

/* What two ways of shrinking do to edges is gone in the mean of neighbours. */
static void thumbnail_soften(uint8_t *pixels, uint32_t width, uint32_t height)
{
	for (uint32_t y = 0; y + 1 < height; y++)
		for (uint32_t x = 0; x + 1 < width; x++) {
			uint8_t *at = pixels + (size_t)y * width + x;

			*at = (uint8_t)((at[0] + at[1] + at[width] +
					 at[width + 1] + 2) /
					4);
		}
}

/* The mean difference of a block from one that lies aside by so much. */
static unsigned thumbnail_block(const struct thumbnail_pair *pair,
				uint32_t left, uint32_t top, int aside,
				int below)
{
	uint32_t sum = 0, count = 0;

	for (uint32_t y = top; y < top + THUMBNAIL_BLOCK; y++)
		for (uint32_t x = left; x < left + THUMBNAIL_BLOCK; x++) {
			int64_t u = (int64_t)x + aside, v = (int64_t)y + below;

			if (x >= pair->width || y >= pair->height || u < 0 ||
			    v < 0 || u >= pair->width || v >= pair->height)
				continue;
			sum += (uint32_t)abs(
			    pair->a[(size_t)y * pair->width + x] -
			    pair->b[(size_t)v * pair->width + (size_t)u]);
			count++;
		}
	/* A few samples at an edge prove nothing. */
	return count < THUMBNAIL_BLOCK * THUMBNAIL_BLOCK / 2 ? 0 : sum / count;
}

/* Programs differ by up to a pixel in where they take a sample. */
static unsigned thumbnail_nearby(const struct thumbnail_pair *pair,
				 uint32_t left, uint32_t top)
{
	unsigned least = thumbnail_block(pair, left, top, 0, 0);

	for (int below = -1; below <= 1 && least >= THUMBNAIL_DIFFERENCE;
	     below++)
		for (int aside = -1; aside <= 1; aside++) {
			unsigned other =
			    thumbnail_block(pair, left, top, aside, below);

			least = other < least ? other : least;
		}
	return least;
}

/* The largest mean difference of a block, over all blocks. */
static unsigned thumbnail_difference(const struct thumbnail_pair *pair)
{
	unsigned worst = 0;

	for (uint32_t top = 0; top < pair->height; top += THUMBNAIL_BLOCK / 2)
		for (uint32_t left = 0; left < pair->width;
		     left += THUMBNAIL_BLOCK / 2) {
			unsigned one = thumbnail_nearby(pair, left, top);

			worst = one > worst ? one : worst;
		}
	return worst;
}

/* The size at which both are compared: no larger than either is. */
static void thumbnail_size(const struct thumbnail_area *small,
			   const struct thumbnail_area *large, uint32_t *width,
			   uint32_t *height)
{
	double own =
	    small->width > small->height ? small->width : small->height;
	double least =
	    large->width > large->height ? large->width : large->height;
	double longer = least < own ? least : own;

	if (longer > THUMBNAIL_SIDE)
		longer = THUMBNAIL_SIDE;
	*width = (uint32_t)(small->width * longer / own);
	*height = (uint32_t)(small->height * longer / own);
	*width = *width > 0 ? *width : 1;
	*height = *height > 0 ? *height : 1;
}

static unsigned thumbnail_compare(const struct thumbnail_area *small,
				  const struct thumbnail_area *large)
{
	static uint8_t pixels[4][THUMBNAIL_SIDE * THUMBNAIL_SIDE];
	uint8_t *a = pixels[0], *b = pixels[1];
	struct thumbnail_pair fine = {.a = pixels[2], .b = pixels[3]};
	struct thumbnail_pair coarse = {.a = a, .b = b};
	unsigned difference, smoothed;
	uint32_t width, height;

	thumbnail_size(small, large, &width, &height);
	thumbnail_shrink(small, width, height, a);
	thumbnail_shrink(large, width, height, b);
	for (unsigned i = 0; i < THUMBNAIL_SOFTEN; i++) {
		thumbnail_soften(a, width, height);
		thumbnail_soften(b, width, height);
		/* Both, softened once. */
		if (i == 0)
			memcpy(pixels[2], pixels[0], 2 * sizeof(pixels[0]));
	}
	fine.width = coarse.width = width;
	fine.height = coarse.height = height;
	difference = thumbnail_difference(&coarse);
	smoothed = thumbnail_smoothed(&fine, &coarse);
	return smoothed > difference ? smoothed : difference;
}

/* ---- Both ---- */

/*
 * The least difference of the ways to make a preview: the whole picture,
 * with bars around it, squeezed, or the middle of it.
 */
static unsigned thumbnail_least(const struct picture_raster *preview,
				const struct picture_raster *picture)
{
	struct thumbnail_area small = thumbnail_whole(preview);
	struct thumbnail_area large = thumbnail_whole(picture), middle;
	double shape = (double)picture->width / picture->height;
	unsigned least, other;

	if (thumbnail_same_shape(small.width / small.height, shape))
		return thumbnail_compare(&small, &large);
	least = thumbnail_compare(&small, &large);
	middle = thumbnail_middle(large, small.width / small.height);
	other = thumbnail_compare(&small, &middle);
	least = other < least ? other : least;
	if (thumbnail_without_bars(preview, shape, &small)) {
		other = thumbnail_compare(&small, &large);
		least = other < least ? other : least;
	}
	return least;
}

/*
 * Software that turns a picture upright often leaves the preview as it was, so
 * that a turned one is the picture, too.
 */
static unsigned thumbnail_any_turn(const struct picture_raster *preview,
				   const struct picture_raster *picture)
{
	unsigned least = thumbnail_least(preview, picture);

	for (uint8_t turn = 2; turn <= 8 && least >= THUMBNAIL_DIFFERENCE;
	     turn++) {
		struct picture_raster copy = *preview;
		struct fingerprint_plane plane;
		unsigned other;

		copy.fraction = NULL;
		copy.luma = malloc((size_t)copy.columns * copy.rows);
		if (copy.luma == NULL)
			return 0;
		memcpy(copy.luma, preview->luma,
		       (size_t)copy.columns * copy.rows);
		if (picture_orient(&copy, turn, &plane) != LENS_OK) {
			free(copy.luma);
			return 0;
		}
		copy.width = plane.width;
		copy.height = plane.height;
		copy.right = plane.right;
		copy.bottom = plane.bottom;
		other = thumbnail_least(&copy, picture);
		least = other < least ? other : least;
		free(copy.luma);
	}
	return least;
}

enum picture_likeness picture_liken(const struct picture_raster *second,
				    const struct picture_raster *picture)
{
	return thumbnail_any_turn(second, picture) < THUMBNAIL_DIFFERENCE
		   ? PICTURE_ALIKE
		   : PICTURE_DIFFERS;
}
