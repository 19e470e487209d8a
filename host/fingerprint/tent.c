/* tent.c: PDQ's box filters as a stream of rows. */
#include <stdlib.h>
#include <string.h>

#include "tent.h"
#include "vector.h"

/* PDQ's window is a 128th of the side, rounded up. */
#define TENT_WINDOW_MAX ((TENT_SIDE_MAX + 127) / 128)

/*
 * A box filter as PDQ's reference runs it: one running sum in float, to which
 * the sample that enters is added before the one that leaves is subtracted.
 * Any other order rounds differently and flips bits.  A sample enters delay
 * steps before its own average is due; for an even window this leaves the
 * average half a sample to the right, which is part of the definition.
 * Samples beyond the ends are zeros here (adding them changes no float), and
 * the divisor counts the real ones only.
 */
struct tent_box {
	uint32_t size, window, delay;
	float divisor[TENT_SIDE_MAX];
};

/* A box along the columns, all columns at once, one row per step. */
struct tent_columns {
	uint32_t step;
	float sum[TENT_SIDE_MAX];
	float past[TENT_WINDOW_MAX][TENT_SIDE_MAX];
};

/* Eight rows, gathered until one run along the rows can serve them all. */
struct tent_strip {
	uint32_t filled;
	float row[VECTOR_LANES][TENT_SIDE_MAX];
};

struct tent {
	struct tent_box across, down;
	struct tent_columns first, second;
	struct tent_strip in, half;
	float entering[TENT_WINDOW_MAX + TENT_SIDE_MAX + TENT_WINDOW_MAX]
		      [VECTOR_LANES];
	float average[TENT_SIDE_MAX][VECTOR_LANES];
	uint32_t column[TENT_OUT], row[TENT_OUT]; /* the points PDQ keeps */
	uint32_t done, kept;
	float out[TENT_OUT][TENT_OUT];
};

static void tent_box_init(struct tent_box *box, uint32_t size)
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

enum lens_err tent_new(uint32_t columns, uint32_t rows, struct tent **out)
{
	struct tent *tent = calloc(1, sizeof(*tent));

	*out = tent;
	if (!tent)
		return LENS_SYSTEM;
	tent_box_init(&tent->across, columns);
	tent_box_init(&tent->down, rows);
	for (uint32_t i = 0; i < TENT_OUT; i++) {
		tent->column[i] = (uint32_t)((i + 0.5) * columns / TENT_OUT);
		tent->row[i] = (uint32_t)((i + 0.5) * rows / TENT_OUT);
	}
	return LENS_OK;
}

void tent_free(struct tent *tent)
{
	free(tent);
}

#define TENT_MIX(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)

/* Exchange single elements of two rows, then pairs, then halves. */
static VECTOR_INLINE void tent_singles(vector8 *a, vector8 *b)
{
	vector8 even = TENT_MIX(*a, *b, 0, 8, 2, 10, 4, 12, 6, 14);

	*b = TENT_MIX(*a, *b, 1, 9, 3, 11, 5, 13, 7, 15);
	*a = even;
}

static VECTOR_INLINE void tent_pairs(vector8 *a, vector8 *b)
{
	vector8 even = TENT_MIX(*a, *b, 0, 1, 8, 9, 4, 5, 12, 13);

	*b = TENT_MIX(*a, *b, 2, 3, 10, 11, 6, 7, 14, 15);
	*a = even;
}

static VECTOR_INLINE void tent_halves(vector8 *a, vector8 *b)
{
	vector8 low = TENT_MIX(*a, *b, 0, 1, 2, 3, 8, 9, 10, 11);

	*b = TENT_MIX(*a, *b, 4, 5, 6, 7, 12, 13, 14, 15);
	*a = low;
}

/* Turn eight rows of eight into eight columns of eight. */
static VECTOR_INLINE void tent_transpose(float *out, size_t out_stride,
					 const float *in, size_t in_stride)
{
	vector8 v[8];

#pragma GCC unroll 8
	for (size_t i = 0; i < 8; i++)
		v[i] = *(const vector8 *)(in + i * in_stride);
#pragma GCC unroll 8
	for (size_t i = 0; i < 8; i += 2)
		tent_singles(&v[i], &v[i + 1]);
#pragma GCC unroll 8
	for (size_t i = 0; i < 8; i += 4) {
		tent_pairs(&v[i], &v[i + 2]);
		tent_pairs(&v[i + 1], &v[i + 3]);
	}
#pragma GCC unroll 8
	for (size_t i = 0; i < 4; i++)
		tent_halves(&v[i], &v[i + 4]);
#pragma GCC unroll 8
	for (size_t i = 0; i < 8; i++)
		*(vector8 *)(out + i * out_stride) = v[i];
}

/* The box along eight rows at once, from strip->row to tent->average. */
VECTOR_CLONES static void tent_across(struct tent *tent,
				      const struct tent_strip *strip)
{
	const struct tent_box *box = &tent->across;
	float *entering = tent->entering[TENT_WINDOW_MAX];
	const float *leaving = entering - box->window * VECTOR_LANES;
	vector8 sum = {0};

	for (uint32_t x = 0; x < box->size; x += VECTOR_LANES)
		tent_transpose(entering + x * VECTOR_LANES, VECTOR_LANES,
			       strip->row[0] + x, TENT_SIDE_MAX);
	/* Columns of the last block that are not there must count as zeros. */
	memset(entering + box->size * VECTOR_LANES, 0,
	       sizeof(tent->entering[0]) * TENT_WINDOW_MAX);
	for (uint32_t x = 0; x < box->size + box->delay; x++) {
		sum += *(const vector8 *)(entering + x * VECTOR_LANES);
		sum -= *(const vector8 *)(leaving + x * VECTOR_LANES);
		if (x >= box->delay)
			*(vector8 *)tent->average[x - box->delay] =
			    sum / box->divisor[x - box->delay];
	}
}

/* tent->average back into rows. */
VECTOR_CLONES static void tent_rows(struct tent *tent, struct tent_strip *strip)
{
	for (uint32_t x = 0; x < tent->across.size; x += VECTOR_LANES)
		tent_transpose(strip->row[0] + x, TENT_SIDE_MAX,
			       tent->average[x], VECTOR_LANES);
}

/* One step of a box along the columns; true when out received a row. */
VECTOR_CLONES static bool tent_down(struct tent_columns *columns,
				    const struct tent_box *box, uint32_t width,
				    const float *in, float *out)
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
static void tent_keep(struct tent *tent, const float *in)
{
	float row[TENT_OUT];

	if (!tent_down(&tent->second, &tent->down, TENT_OUT, in, row))
		return;
	/* A picture of fewer than 64 rows gives some of them several times. */
	while (tent->kept < TENT_OUT && tent->row[tent->kept] == tent->done)
		memcpy(tent->out[tent->kept++], row, sizeof(row));
	tent->done++;
}

/* Third pass: along the rows again, of which 64 columns are kept. */
static void tent_flush_half(struct tent *tent)
{
	struct tent_strip *strip = &tent->half;
	float rows[VECTOR_LANES][TENT_OUT];

	tent_across(tent, strip);
	for (uint32_t i = 0; i < TENT_OUT; i++)
		for (uint32_t k = 0; k < VECTOR_LANES; k++)
			rows[k][i] = tent->average[tent->column[i]][k];
	for (uint32_t k = 0; k < strip->filled; k++)
		tent_keep(tent, rows[k]);
	strip->filled = 0;
}

/* Second pass: a row that the first has averaged. */
static void tent_halve(struct tent *tent, const float *in)
{
	struct tent_strip *strip = &tent->half;

	if (!tent_down(&tent->first, &tent->down, tent->across.size, in,
		       strip->row[strip->filled]))
		return;
	if (++strip->filled == VECTOR_LANES)
		tent_flush_half(tent);
}

/* First pass. */
static void tent_flush_in(struct tent *tent)
{
	struct tent_strip *strip = &tent->in;

	tent_across(tent, strip);
	tent_rows(tent, strip);
	for (uint32_t k = 0; k < strip->filled; k++)
		tent_halve(tent, strip->row[k]);
	strip->filled = 0;
}

float *tent_row(struct tent *tent)
{
	return tent->in.row[tent->in.filled];
}

void tent_push(struct tent *tent)
{
	if (++tent->in.filled == VECTOR_LANES)
		tent_flush_in(tent);
}

void tent_finish(struct tent *tent, float out[TENT_OUT][TENT_OUT])
{
	static const float nothing[TENT_SIDE_MAX];

	tent_flush_in(tent);
	for (uint32_t i = 0; i < tent->down.delay; i++)
		tent_halve(tent, nothing);
	tent_flush_half(tent);
	for (uint32_t i = 0; i < tent->down.delay; i++)
		tent_keep(tent, nothing);
	memcpy(out, tent->out, sizeof(tent->out));
}
