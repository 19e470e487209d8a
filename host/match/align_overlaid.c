/* align_overlaid.c: do the pixels agree beside what lies over them? */
#include <math.h>
#include <stdlib.h>

#include "align_cells.h"

#define OVERLAID_PAIRS (2 * GRID * GRID)
#define OVERLAID_ROUNDS 5
#define OVERLAID_NEAR_MOST 0.75f /* of the differences around the points */
#define OVERLAID_MOST 0.6f	 /* of all that are in the picture */

/* Differences between neighbouring cells, the picture's and the photo's. */
struct overlaid {
	float here[OVERLAID_PAIRS], there[OVERLAID_PAIRS];
	float off[OVERLAID_PAIRS]; /* by how much the fit misses it */
	float limit;		   /* more than this is not counted */
	int count;
};

static void overlaid_gather(const struct align_cells *cells,
			    const uint8_t grid[GRID][GRID], unsigned mark,
			    struct overlaid *out)
{
	out->count = 0;
	out->limit = 0;
	for (int j = 0; j < GRID; j++)
		for (int i = 0; i < GRID; i++)
			for (int down = 0; down < 2; down++) {
				int jj = j + down, ii = i + 1 - down;
				int n = out->count;

				if (jj >= GRID || ii >= GRID ||
				    !(cells->inside[j][i] &
				      cells->inside[jj][ii] & mark))
					continue;
				out->here[n] =
				    cells->value[jj][ii] - cells->value[j][i];
				out->there[n] =
				    (float)grid[jj][ii] - (float)grid[j][i];
				out->off[n] = 0;
				out->count = n + 1;
			}
}

static int overlaid_compare(const void *left, const void *right)
{
	float a = *(const float *)left, b = *(const float *)right;

	return a < b ? -1 : a > b;
}

/* What misses the fit of the others most is left out of the next fit. */
static void overlaid_fit(struct overlaid *in, float most)
{
	float cross = 0, square = 1, sorted[OVERLAID_PAIRS];

	for (int i = 0; i < in->count; i++)
		if (in->off[i] <= in->limit) {
			cross += in->here[i] * in->there[i];
			square += in->there[i] * in->there[i];
		}
	for (int i = 0; i < in->count; i++)
		sorted[i] = in->off[i] =
		    fabsf(in->here[i] - cross / square * in->there[i]);
	qsort(sorted, (size_t)in->count, sizeof(*sorted), overlaid_compare);
	in->limit = sorted[(int)((float)(in->count - 1) * most)];
}

/* As align_correlate(), of most of the differences. */
static struct align_agreement overlaid_most(const struct align_cells *cells,
					    const uint8_t grid[GRID][GRID],
					    unsigned mark, float most)
{
	struct overlaid all;
	struct align_sum sum = ALIGN_NO_SUM;

	overlaid_gather(cells, grid, mark, &all);
	for (int i = 0; i < OVERLAID_ROUNDS && all.count > 0; i++)
		overlaid_fit(&all, most);
	for (int i = 0; i < all.count; i++)
		if (all.off[i] <= all.limit)
			align_sum_add(&sum, all.here[i], all.there[i]);
	return align_sum_agreement(&sum);
}

/* Cells that hold an agreeing point, and those beside them. */
static void overlaid_mark(const struct alignment *alignment,
			  struct align_cells *cells)
{
	for (int j = 0; j < GRID; j++) {
		unsigned wide = alignment->cells[j];

		wide |= j > 0 ? alignment->cells[j - 1] : 0u;
		wide |= j + 1 < GRID ? alignment->cells[j + 1] : 0u;
		wide |= wide << 1 | wide >> 1;
		for (int i = 0; i < GRID; i++)
			if (cells->inside[j][i] && wide >> i & 1)
				cells->inside[j][i] |= ALIGN_NEAR;
	}
}

void align_overlaid(const struct align_sums *sums,
		    const struct fingerprint_local *photo,
		    struct alignment *alignment)
{
	struct align_cells cells;

	align_fill(sums, photo, &alignment->place, &cells);
	overlaid_mark(alignment, &cells);
	alignment->near = align_correlate(&cells, photo->grid, ALIGN_NEAR);
	alignment->near_most =
	    overlaid_most(&cells, photo->grid, ALIGN_NEAR, OVERLAID_NEAR_MOST);
	alignment->most =
	    overlaid_most(&cells, photo->grid, ALIGN_INSIDE, OVERLAID_MOST);
}
