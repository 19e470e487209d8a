/* align_points.c: points of photos and, turned, of queries. */
#include <string.h>

#include "align.h"

struct align_shape {
	float width, height;
};

static struct align_shape align_shape(uint32_t width, uint32_t height)
{
	float shorter = (float)(width < height ? width : height);

	return (struct align_shape){(float)width / shorter,
				    (float)height / shorter};
}

static struct align_point align_point(const struct fingerprint_point *point,
				      struct align_shape shape)
{
	return (struct align_point){
	    .x = ((float)point->x + 0.5f) / 65536 * shape.width,
	    .y = ((float)point->y + 0.5f) / 65536 * shape.height,
	    .sigma = fingerprint_point_sigma(point->size),
	    .code = {point->code[0], point->code[1]},
	};
}

void align_points_of_photo(const struct fingerprint_local *local,
			   struct align_points *out)
{
	struct align_shape shape = align_shape(local->width, local->height);

	out->count = local->count;
	out->width = shape.width;
	out->height = shape.height;
	for (int i = 0; i < local->count; i++)
		out->point[i] = align_point(&local->point[i], shape);
}

/* Byte 4 * row + column of a code is a cell, its bits the directions. */
unsigned align_turned_bit(unsigned bit, unsigned turn)
{
	unsigned row = bit >> 5, column = bit >> 3 & 3, way = bit & 7, t;

	/* Undone last to first: this finds the source of a result. */
	if (turn & 4) {
		t = row;
		row = column;
		column = t;
		way = (2 - way) & 7;
	}
	if (turn & 2) {
		row = 3 - row;
		way = (8 - way) & 7;
	}
	if (turn & 1) {
		column = 3 - column;
		way = (4 - way) & 7;
	}
	return row << 5 | column << 3 | way;
}

/* Cells move as wholes, and the directions in all of them alike. */
struct align_turn {
	uint8_t cell[16], ways[256];
};

static void align_turn_init(struct align_turn *turn, unsigned number)
{
	for (unsigned cell = 0; cell < 16; cell++)
		turn->cell[cell] =
		    (uint8_t)(align_turned_bit(8 * cell, number) / 8);
	for (unsigned ways = 0; ways < 256; ways++) {
		turn->ways[ways] = 0;
		for (unsigned k = 0; k < 8; k++)
			turn->ways[ways] |=
			    (uint8_t)((ways >>
					   (align_turned_bit(k, number) & 7) &
				       1)
				      << k);
	}
}

static void align_turn_code(const struct align_turn *turn, uint64_t code[2])
{
	uint64_t out[2] = {0, 0};

	for (unsigned cell = 0; cell < 16; cell++) {
		unsigned from = turn->cell[cell];
		uint8_t ways = (uint8_t)(code[from / 8] >> from % 8 * 8);

		out[cell / 8] |= (uint64_t)turn->ways[ways] << cell % 8 * 8;
	}
	code[0] = out[0];
	code[1] = out[1];
}

void align_points_of_query(const struct fingerprint_query *query, unsigned turn,
			   int most, struct align_points *out)
{
	struct align_shape shape = align_shape(query->width, query->height);
	struct align_turn tables;

	align_turn_init(&tables, turn);
	out->count = query->count < most ? query->count : most;
	out->width = turn & 4 ? shape.height : shape.width;
	out->height = turn & 4 ? shape.width : shape.height;
	for (int i = 0; i < out->count; i++) {
		struct align_point *point = &out->point[i];
		float t;

		*point = align_point(&query->point[i], shape);
		align_turn_code(&tables, point->code);
		if (turn & 1)
			point->x = shape.width - point->x;
		if (turn & 2)
			point->y = shape.height - point->y;
		if (turn & 4) {
			t = point->x;
			point->x = point->y;
			point->y = t;
		}
	}
}

unsigned align_turn_of(enum fingerprint_dihedral dihedral)
{
	static const unsigned char turns[FINGERPRINT_DIHEDRALS] = {
	    [FINGERPRINT_ORIGINAL] = 0,	   [FINGERPRINT_ROTATED_90] = 5,
	    [FINGERPRINT_ROTATED_180] = 3, [FINGERPRINT_ROTATED_270] = 6,
	    [FINGERPRINT_FLIPPED_X] = 2,   [FINGERPRINT_FLIPPED_Y] = 1,
	    [FINGERPRINT_TRANSPOSED] = 4,  [FINGERPRINT_ANTITRANSPOSED] = 7,
	};

	return turns[dihedral];
}
