/*
 * thumbnail_smoothed.c: is a part of the picture smoother than its preview?
 * Details of two to eight samples are compared block by block, as a ratio, so
 * that it does not matter where exactly a sample was taken; what shrinking or
 * sharpening did to all blocks is divided out.
 */
#include <stdlib.h>

#include "thumbnail.h"

#define SMOOTHED_STEP (THUMBNAIL_BLOCK / 2)
#define SMOOTHED_GRID (THUMBNAIL_SIDE / SMOOTHED_STEP)
/* The borders are softened less. */
#define SMOOTHED_BEFORE 2
#define SMOOTHED_BEHIND 6
#define SMOOTHED_LEAST 2.0	/* levels of detail, or there is none */
#define SMOOTHED_NOISE 0.7	/* levels that rounding and packing leave */
#define SMOOTHED_RATIO 3.0	/* times as much as in most blocks */
#define SMOOTHED_BLOCKS_LEAST 8 /* to say what most are like */

/* Of each block the preview's detail over the picture's; 0: without detail. */
struct smoothed_grid {
	double ratio[SMOOTHED_GRID][SMOOTHED_GRID];
	unsigned columns, rows;
};

/* The mean of what softening took from a block. */
static double smoothed_detail(const uint8_t *fine, const uint8_t *coarse,
			      uint32_t width)
{
	unsigned sum = 0;

	for (unsigned y = 0; y < THUMBNAIL_BLOCK; y++)
		for (unsigned x = 0; x < THUMBNAIL_BLOCK; x++) {
			size_t at = (size_t)y * width + x;

			sum += (unsigned)abs(fine[at] - coarse[at]);
		}
	return (double)sum / (THUMBNAIL_BLOCK * THUMBNAIL_BLOCK);
}

static void smoothed_measure(const struct thumbnail_pair *fine,
			     const struct thumbnail_pair *coarse,
			     struct smoothed_grid *grid)
{
	uint32_t edge = SMOOTHED_BEHIND + THUMBNAIL_BLOCK;

	grid->columns = grid->rows = 0;
	for (uint32_t y = SMOOTHED_BEFORE; y + edge <= fine->height;
	     y += SMOOTHED_STEP, grid->rows++) {
		grid->columns = 0;
		for (uint32_t x = SMOOTHED_BEFORE; x + edge <= fine->width;
		     x += SMOOTHED_STEP) {
			size_t at = (size_t)y * fine->width + x;
			double a = smoothed_detail(fine->a + at, coarse->a + at,
						   fine->width);
			double b = smoothed_detail(fine->b + at, coarse->b + at,
						   fine->width);

			grid->ratio[grid->rows][grid->columns++] =
			    a > SMOOTHED_LEAST ? a / (b + SMOOTHED_NOISE) : 0;
		}
	}
}

static int smoothed_compare(const void *a, const void *b)
{
	double one = *(const double *)a, other = *(const double *)b;

	return (one > other) - (one < other);
}

/* What three of four blocks with detail stay below; 0: too few have any. */
static double smoothed_usual(const struct smoothed_grid *grid)
{
	static double sorted[SMOOTHED_GRID * SMOOTHED_GRID];
	size_t count = 0;

	for (unsigned y = 0; y < grid->rows; y++)
		for (unsigned x = 0; x < grid->columns; x++)
			if (grid->ratio[y][x] > 0)
				sorted[count++] = grid->ratio[y][x];
	if (count < SMOOTHED_BLOCKS_LEAST)
		return 0;
	qsort(sorted, count, sizeof(sorted[0]), smoothed_compare);
	return sorted[count * 3 / 4] > 1 ? sorted[count * 3 / 4] : 1;
}

static double smoothed_lesser(double a, double b)
{
	return a < b ? a : b;
}

unsigned thumbnail_smoothed(const struct thumbnail_pair *fine,
			    const struct thumbnail_pair *coarse)
{
	static struct smoothed_grid grid;
	double usual, most = 0;

	smoothed_measure(fine, coarse, &grid);
	usual = smoothed_usual(&grid);
	/* One block alone may be chance: its neighbour has to agree. */
	for (unsigned y = 0; usual > 0 && y < grid.rows; y++)
		for (unsigned x = 0; x < grid.columns; x++) {
			double one = grid.ratio[y][x], pair = 0;

			if (x > 0)
				pair =
				    smoothed_lesser(one, grid.ratio[y][x - 1]);
			if (y > 0 &&
			    smoothed_lesser(one, grid.ratio[y - 1][x]) > pair)
				pair =
				    smoothed_lesser(one, grid.ratio[y - 1][x]);
			most = pair > most ? pair : most;
		}
	if (usual == 0)
		return 0;
	return (unsigned)(most / usual / SMOOTHED_RATIO * THUMBNAIL_DIFFERENCE);
}
