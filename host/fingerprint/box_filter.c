/* box_filter.c: PDQ's box filters as a stream of rows. */
#include <stdlib.h>
#include <string.h>

#include "box_filter.h"
#include "vector.h"

/* PDQ's window is a 128th of the side, rounded up. */
#define BOX_FILTER_WINDOW_MAX ((BOX_FILTER_SIDE_MAX + 127) / 128)

/*
 * A box filter as PDQ's reference runs it: one running sum in float, to which
 * the sample that enters is added before the one that leaves is subtracted.
 * Any other order rounds differently and flips bits.  A sample enters delay
 * steps before its own average is due; for an even window this leaves the
 * average half a sample to the right, which is part of the definition.
 * Samples beyond the ends are zeros here (adding them changes no float), and
 * the divisor counts the real ones only.
 */
struct box_filter_box {
	uint32_t size, window, delay;
	float divisor[BOX_FILTER_SIDE_MAX];
};

/* A box along the columns, all columns at once, one row per step. */
struct box_filter_columns {
	uint32_t step;
	float sum[BOX_FILTER_SIDE_MAX];
	float past[BOX_FILTER_WINDOW_MAX][BOX_FILTER_SIDE_MAX];
};

/* Eight rows, gathered until one run along the rows can serve them all. */
struct box_filter_strip {
	uint32_t filled;
	float row[VECTOR_LANES][BOX_FILTER_SIDE_MAX];
};

struct box_filter {
	struct box_filter_box across, down;
	struct box_filter_columns first, second;
	struct box_filter_strip in, half;
	float entering[BOX_FILTER_WINDOW_MAX + BOX_FILTER_SIDE_MAX +
		       BOX_FILTER_WINDOW_MAX][VECTOR_LANES];
	float average[BOX_FILTER_SIDE_MAX][VECTOR_LANES];
	uint32_t column[BOX_FILTER_OUT],
	    row[BOX_FILTER_OUT]; /* the points PDQ keeps */
	uint32_t done, kept;
	float out[BOX_FILTER_OUT][BOX_FILTER_OUT];
};

static void box_filter_box_init(struct box_filter_box *box, uint32_t size)
{
	box->size = size;
	box->window = (size + 127) / 128;
	box->delay = (box->window + 2) / 2 - 1;
	for (uint32_t i = 0; i < size; i++) {
		uint32_t end = i + box->delay + 1;
		uint32_t start = end > box->window ? end - box->window : 0;

		box->divisor[i] = (float)((end < size ? end : size) - start);
	}
}

enum lens_err box_filter_new(uint32_t columns, uint32_t rows,
			     struct box_filter **out)
{
	struct box_filter *filter = calloc(1, sizeof(*filter));

	*out = filter;
	if (!filter)
		return LENS_SYSTEM;
	box_filter_box_init(&filter->across, columns);
	box_filter_box_init(&filter->down, rows);
	for (uint32_t i = 0; i < BOX_FILTER_OUT; i++) {
		filter->column[i] =
		    (uint32_t)((i + 0.5) * columns / BOX_FILTER_OUT);
		filter->row[i] = (uint32_t)((i + 0.5) * rows / BOX_FILTER_OUT);
	}
	return LENS_OK;
}

void box_filter_free(struct box_filter *filter)
{
	free(filter);
}

#define BOX_FILTER_MIX(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)

/* Exchange single elements of two rows, then pairs, then halves. */
static VECTOR_INLINE void box_filter_singles(vector8 *a, vector8 *b)
{
	vector8 even = BOX_FILTER_MIX(*a, *b, 0, 8, 2, 10, 4, 12, 6, 14);

	*b = BOX_FILTER_MIX(*a, *b, 1, 9, 3, 11, 5, 13, 7, 15);
	*a = even;
}

static VECTOR_INLINE void box_filter_pairs(vector8 *a, vector8 *b)
{
	vector8 even = BOX_FILTER_MIX(*a, *b, 0, 1, 8, 9, 4, 5, 12, 13);

	*b = BOX_FILTER_MIX(*a, *b, 2, 3, 10, 11, 6, 7, 14, 15);
	*a = even;
}

static VECTOR_INLINE void box_filter_halves(vector8 *a, vector8 *b)
{
	vector8 low = BOX_FILTER_MIX(*a, *b, 0, 1, 2, 3, 8, 9, 10, 11);

	*b = BOX_FILTER_MIX(*a, *b, 4, 5, 6, 7, 12, 13, 14, 15);
	*a = low;
}

/* Turn eight rows of eight into eight columns of eight. */
static VECTOR_INLINE void box_filter_transpose(float *out, size_t out_stride,
					       const float *in,
					       size_t in_stride)
{
	vector8 v[8];

#pragma GCC unroll 8
	for (size_t i = 0; i < 8; i++)
		v[i] = *(const vector8 *)(in + i * in_stride);
#pragma GCC unroll 8
	for (size_t i = 0; i < 8; i += 2)
		box_filter_singles(&v[i], &v[i + 1]);
#pragma GCC unroll 8
	for (size_t i = 0; i < 8; i += 4) {
		box_filter_pairs(&v[i], &v[i + 2]);
		box_filter_pairs(&v[i + 1], &v[i + 3]);
	}
#pragma GCC unroll 8
	for (size_t i = 0; i < 4; i++)
		box_filter_halves(&v[i], &v[i + 4]);
#pragma GCC unroll 8
	for (size_t i = 0; i < 8; i++)
		*(vector8 *)(out + i * out_stride) = v[i];
}

/* The box along eight rows at once, from strip->row to filter->average. */
VECTOR_CLONES static void
box_filter_across(struct box_filter *filter,
		  const struct box_filter_strip *strip)
{
	const struct box_filter_box *box = &filter->across;
	float *entering = filter->entering[BOX_FILTER_WINDOW_MAX];
	const float *leaving = entering - box->window * VECTOR_LANES;
	vector8 sum = {0};

	for (uint32_t x = 0; x < box->size; x += VECTOR_LANES)
		box_filter_transpose(entering + x * VECTOR_LANES, VECTOR_LANES,
				     strip->row[0] + x, BOX_FILTER_SIDE_MAX);
	/* Columns of the last block that are not there must count as zeros. */
	memset(entering + box->size * VECTOR_LANES, 0,
	       sizeof(filter->entering[0]) * BOX_FILTER_WINDOW_MAX);
	for (uint32_t x = 0; x < box->size + box->delay; x++) {
		sum += *(const vector8 *)(entering + x * VECTOR_LANES);
		sum -= *(const vector8 *)(leaving + x * VECTOR_LANES);
		if (x >= box->delay)
			*(vector8 *)filter->average[x - box->delay] =
			    sum / box->divisor[x - box->delay];
	}
}

/* filter->average back into rows. */
VECTOR_CLONES static void box_filter_rows(struct box_filter *filter,
					  struct box_filter_strip *strip)
{
	for (uint32_t x = 0; x < filter->across.size; x += VECTOR_LANES)
		box_filter_transpose(strip->row[0] + x, BOX_FILTER_SIDE_MAX,
				     filter->average[x], VECTOR_LANES);
}

/* One step of a box along the columns; true when out received a row. */
VECTOR_CLONES static bool box_filter_down(struct box_filter_columns *columns,
					  const struct box_filter_box *box,
					  uint32_t width, const float *in,
					  float *out)
{
	float *past = columns->past[columns->step % box->window];
	uint32_t step = columns->step++;
	float divisor = step < box->delay ? 1 : box->divisor[step - box->delay];

	for (uint32_t x = 0; x < width; x += VECTOR_LANES) {
		vector8 entering = *(const vector8 *)(in + x);
		vector8 *leaving = (vector8 *)(past + x);
		vector8 *sum = (vector8 *)(columns->sum + x);

		*sum += entering;
		*sum -= *leaving;
		*leaving = entering;
		*(vector8 *)(out + x) = *sum / divisor;
	}
	return step >= box->delay;
}

/* The last pass, of the 64 columns that are kept; keep its rows. */
static void box_filter_keep(struct box_filter *filter, const float *in)
{
	float row[BOX_FILTER_OUT];

	if (!box_filter_down(&filter->second, &filter->down, BOX_FILTER_OUT, in,
			     row))
		return;
	/* A picture of fewer than 64 rows gives some of them several times. */
	while (filter->kept < BOX_FILTER_OUT &&
	       filter->row[filter->kept] == filter->done)
		memcpy(filter->out[filter->kept++], row, sizeof(row));
	filter->done++;
}

/* Third pass: along the rows again, of which 64 columns are kept. */
static void box_filter_flush_half(struct box_filter *filter)
{
	struct box_filter_strip *strip = &filter->half;
	float rows[VECTOR_LANES][BOX_FILTER_OUT];

	box_filter_across(filter, strip);
	for (uint32_t i = 0; i < BOX_FILTER_OUT; i++)
		for (uint32_t k = 0; k < VECTOR_LANES; k++)
			rows[k][i] = filter->average[filter->column[i]][k];
	for (uint32_t k = 0; k < strip->filled; k++)
		box_filter_keep(filter, rows[k]);
	strip->filled = 0;
}

/* Second pass: a row that the first has averaged. */
static void box_filter_halve(struct box_filter *filter, const float *in)
{
	struct box_filter_strip *strip = &filter->half;

	if (!box_filter_down(&filter->first, &filter->down, filter->across.size,
			     in, strip->row[strip->filled]))
		return;
	if (++strip->filled == VECTOR_LANES)
		box_filter_flush_half(filter);
}

/* First pass. */
static void box_filter_flush_in(struct box_filter *filter)
{
	struct box_filter_strip *strip = &filter->in;

	box_filter_across(filter, strip);
	box_filter_rows(filter, strip);
	for (uint32_t k = 0; k < strip->filled; k++)
		box_filter_halve(filter, strip->row[k]);
	strip->filled = 0;
}

float *box_filter_row(struct box_filter *filter)
{
	return filter->in.row[filter->in.filled];
}

void box_filter_push(struct box_filter *filter)
{
	if (++filter->in.filled == VECTOR_LANES)
		box_filter_flush_in(filter);
}

void box_filter_finish(struct box_filter *filter,
		       float out[BOX_FILTER_OUT][BOX_FILTER_OUT])
{
	static const float nothing[BOX_FILTER_SIDE_MAX];

	box_filter_flush_in(filter);
	for (uint32_t i = 0; i < filter->down.delay; i++)
		box_filter_halve(filter, nothing);
	box_filter_flush_half(filter);
	for (uint32_t i = 0; i < filter->down.delay; i++)
		box_filter_keep(filter, nothing);
	memcpy(out, filter->out, sizeof(filter->out));
}
