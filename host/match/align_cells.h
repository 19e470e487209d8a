/* align_cells.h: the picture's means where the cells of a photo's grid lie. */
#ifndef MATCH_ALIGN_CELLS_H
#define MATCH_ALIGN_CELLS_H

#include <math.h>

#include "align.h"

#define GRID FINGERPRINT_LOCAL_GRID

/* Where a cell lies: in the query, in its ellipse, by agreeing points. */
enum {
	ALIGN_INSIDE = 1,
	ALIGN_IN_DISC = 2,
	ALIGN_AMONG = 4, /* in the rectangle that holds them */
	ALIGN_NEAR = 8,	 /* one of them or beside it */
};

struct align_cells {
	float value[GRID][GRID];
	uint8_t inside[GRID][GRID];
	int count;
};

/* Fill *cells at a place; of those outside of the picture only the marks. */
void align_fill(const struct align_sums *sums,
		const struct fingerprint_local *photo,
		const struct match_place *place, struct align_cells *cells);

/* What a correlation of differences comes to, difference by difference. */
struct align_sum {
	float cross, squares, products, own, other;
};

#define ALIGN_NO_SUM                                                           \
	{                                                                      \
		.squares = 1, .own = 1, .other = 1                             \
	}

/* One difference more, the picture's and the photo's. */
static inline void align_sum_add(struct align_sum *sum, float here, float there)
{
	float product = here * there;

	sum->cross += product;
	sum->products += fabsf(product);
	sum->squares += product * here * there;
	sum->own += here * here;
	sum->other += there * there;
}

/* What they come to. */
static inline struct align_agreement
align_sum_agreement(const struct align_sum *sum)
{
	return (struct align_agreement){
	    sum->cross / sqrtf(sum->own * sum->other),
	    sum->products * sum->products / sum->squares};
}

/*
 * Correlation of the differences between neighbouring cells that have the
 * mark.  Differences, because plain luma of two strangers often agrees: bright
 * above, dark below.
 */
struct align_agreement align_correlate(const struct align_cells *cells,
				       const uint8_t grid[GRID][GRID],
				       unsigned mark);

#endif
