/* align_cells.h: the picture's means where the cells of a photo's grid lie. */
#ifndef MATCH_ALIGN_CELLS_H
#define MATCH_ALIGN_CELLS_H

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

/*
 * Correlation of the differences between neighbouring cells that have the
 * mark.  Differences, because plain luma of two strangers often agrees: bright
 * above, dark below.
 */
struct align_agreement align_correlate(const struct align_cells *cells,
				       const uint8_t grid[GRID][GRID],
				       unsigned mark);

#endif
