/* local_code.c: how the gradients around a point lie, in 128 bits. */
#include <math.h>
#include <string.h>

#include "local.h"
#include "vector.h"

#define CODE_CELLS 4
#define CODE_PER_CELL 4
#define CODE_SAMPLES (CODE_CELLS * CODE_PER_CELL)
#define CODE_PATCH (CODE_SAMPLES + 2) /* gradients look one beyond */
#define CODE_DIRECTIONS 8
#define CODE_OPPOSITE (CODE_DIRECTIONS / 2) /* further, the one behind */
#define CODE_CELL 3.0f			    /* a cell's side in sigmas */

/* The columns or rows of a patch: between samples at and at + 1. */
struct code_axis {
	int at[CODE_PATCH];
	float weight[CODE_PATCH];
};

static struct code_axis code_axis(float centre, float step, int samples)
{
	struct code_axis axis;
	float last = (float)samples - 1.001f;

	for (int i = 0; i < CODE_PATCH; i++) {
		float at = centre + ((float)i - (CODE_PATCH - 1) * 0.5f) * step;

		at = at < 0 ? 0 : at > last ? last : at;
		axis.at[i] = (int)at;
		axis.weight[i] = at - (float)axis.at[i];
	}
	return axis;
}

static void code_sample(const struct local_plane *level,
			const struct local_keypoint *keypoint,
			float patch[CODE_PATCH][CODE_PATCH])
{
	float step = CODE_CELL * keypoint->level_sigma / CODE_PER_CELL;
	struct code_axis x = code_axis(keypoint->level_x, step, level->width);
	struct code_axis y = code_axis(keypoint->level_y, step, level->height);

	for (int j = 0; j < CODE_PATCH; j++) {
		const float *a =
		    level->at + (size_t)y.at[j] * (size_t)level->stride;
		const float *b = a + level->stride;

		for (int i = 0; i < CODE_PATCH; i++) {
			int at = x.at[i];
			float t = x.weight[i];
			float up = a[at] * (1 - t) + a[at + 1] * t;
			float low = b[at] * (1 - t) + b[at + 1] * t;

			patch[j][i] =
			    up * (1 - y.weight[j]) + low * y.weight[j];
		}
	}
}

/* Cells overlap by half: the weight of each sample falls off linearly. */
static void code_weights(float weight[CODE_CELLS][CODE_SAMPLES])
{
	for (int c = 0; c < CODE_CELLS; c++)
		for (int i = 0; i < CODE_SAMPLES; i++) {
			float d = fabsf(((float)i + 0.5f) / CODE_PER_CELL -
					((float)c + 0.5f));

			weight[c][i] = d < 1 ? 1 - d : 0;
		}
}

/* Of one row of samples: how much gradient points each way. */
VECTOR_CLONES static void code_row(float patch[CODE_PATCH][CODE_PATCH], int y,
				   float out[CODE_DIRECTIONS][CODE_SAMPLES])
{
	static const float r = 0.70710678f;
	static const float dx[CODE_OPPOSITE] = {1, r, 0, -r};
	static const float dy[CODE_OPPOSITE] = {0, r, 1, r};
	float gx[CODE_SAMPLES], gy[CODE_SAMPLES], inverse[CODE_SAMPLES];

	for (int x = 0; x < CODE_SAMPLES; x++) {
		gx[x] = patch[y + 1][x + 2] - patch[y + 1][x];
		gy[x] = patch[y + 2][x + 1] - patch[y][x + 1];
		inverse[x] = 1 / sqrtf(gx[x] * gx[x] + gy[x] * gy[x] + 1e-6f);
	}
	/* Cosine squared, in front only, times the gradient's length. */
	for (int k = 0; k < CODE_OPPOSITE; k++)
		for (int x = 0; x < CODE_SAMPLES; x++) {
			float f = gx[x] * dx[k] + gy[x] * dy[k];
			float all = f * f * inverse[x];

			out[k][x] = f > 0 ? all : 0;
			out[k + CODE_OPPOSITE][x] = f < 0 ? all : 0;
		}
}

VECTOR_CLONES static void
code_add(float *restrict out, const float *restrict in, float weight, int count)
{
	for (int i = 0; i < count; i++)
		out[i] += weight * in[i];
}

/* What the samples of a line of cells say of the one that is d-th. */
static float code_cell(const float row[CODE_SAMPLES],
		       const float weight[CODE_SAMPLES], int d)
{
	int first = d * CODE_PER_CELL - CODE_PER_CELL / 2;
	int end = first + 2 * CODE_PER_CELL;
	float sum = 0;

	first = first > 0 ? first : 0;
	end = end < CODE_SAMPLES ? end : CODE_SAMPLES;
	for (int x = first; x < end; x++)
		sum += weight[x] * row[x];
	return sum;
}

static void code_histogram(float patch[CODE_PATCH][CODE_PATCH],
			   float value[FINGERPRINT_POINT_BITS])
{
	float weight[CODE_CELLS][CODE_SAMPLES];
	float rows[CODE_CELLS][CODE_DIRECTIONS][CODE_SAMPLES] = {0};
	float part[CODE_DIRECTIONS][CODE_SAMPLES];

	code_weights(weight);
	for (int y = 0; y < CODE_SAMPLES; y++) {
		code_row(patch, y, part);
		for (int c = 0; c < CODE_CELLS; c++)
			if (weight[c][y] > 0)
				code_add(&rows[c][0][0], &part[0][0],
					 weight[c][y],
					 CODE_DIRECTIONS * CODE_SAMPLES);
	}
	for (int c = 0; c < CODE_CELLS; c++)
		for (int d = 0; d < CODE_CELLS; d++)
			for (int k = 0; k < CODE_DIRECTIONS; k++)
				*value++ = code_cell(rows[c][k], weight[d], d);
}

/*
 * The 64th smallest of 128 values that are not negative: the bits of IEEE 754
 * numbers order as they do.
 */
VECTOR_CLONES static float
code_median(const float value[FINGERPRINT_POINT_BITS])
{
	int32_t bits[FINGERPRINT_POINT_BITS], low = 0;
	float out;

	memcpy(bits, value, sizeof(bits));
	for (int b = 30; b >= 0; b--) {
		int32_t middle = low | (int32_t)1 << b;
		int below = 0;

		for (int i = 0; i < FINGERPRINT_POINT_BITS; i++)
			below += bits[i] < middle;
		if (below < FINGERPRINT_POINT_BITS / 2)
			low = middle;
	}
	memcpy(&out, &low, sizeof(out));
	return out;
}

/*
 * How far each value is from the median: 15 is as far as the mean is, or more.
 * Only the order of the least firm is of use.
 */
static void code_firmness(const float value[FINGERPRINT_POINT_BITS],
			  float median,
			  uint8_t margin[FINGERPRINT_POINT_BITS / 2])
{
	float sum = 1e-6f, scale;

	for (int i = 0; i < FINGERPRINT_POINT_BITS; i++)
		sum += fabsf(value[i] - median);
	scale = 20 * FINGERPRINT_POINT_BITS / sum;
	memset(margin, 0, FINGERPRINT_POINT_BITS / 2);
	for (int i = 0; i < FINGERPRINT_POINT_BITS; i++) {
		float f = fabsf(value[i] - median) * scale;

		margin[i / 2] |=
		    (uint8_t)((f < 15 ? (unsigned)f : 15) << (i & 1) * 4);
	}
}

/* The turned picture's patch lies turned back in the picture. */
struct code_turn {
	float x, y, c, s; /* the middle; a step along the patch's rows */
};

/* Where the samples of row j lie; the edge repeats beyond the edge. */
VECTOR_CLONES static void code_places(const struct local_plane *level,
				      const struct code_turn *turn, int j,
				      int32_t at[CODE_PATCH],
				      float right[CODE_PATCH],
				      float down[CODE_PATCH])
{
	float most_x = (float)level->width - 1.001f;
	float most_y = (float)level->height - 1.001f;
	float v = (float)j - (CODE_PATCH - 1) * 0.5f;

	for (int i = 0; i < CODE_PATCH; i++) {
		float u = (float)i - (CODE_PATCH - 1) * 0.5f;
		float x = turn->x + u * turn->c + v * turn->s;
		float y = turn->y - u * turn->s + v * turn->c;
		int32_t column, row;

		x = x < 0 ? 0 : x;
		x = x > most_x ? most_x : x;
		y = y < 0 ? 0 : y;
		y = y > most_y ? most_y : y;
		column = (int32_t)x;
		row = (int32_t)y;
		at[i] = row * level->stride + column;
		right[i] = x - (float)column;
		down[i] = y - (float)row;
	}
}

static void code_sample_turned(const struct local_plane *level,
			       const struct local_keypoint *keypoint,
			       int degrees, float patch[CODE_PATCH][CODE_PATCH])
{
	float step = CODE_CELL * keypoint->level_sigma / CODE_PER_CELL;
	float by = (float)degrees * 3.14159265f / 180;
	const struct code_turn turn = {keypoint->level_x, keypoint->level_y,
				       cosf(by) * step, sinf(by) * step};
	float right[CODE_PATCH], down[CODE_PATCH];
	int32_t at[CODE_PATCH];

	for (int j = 0; j < CODE_PATCH; j++) {
		code_places(level, &turn, j, at, right, down);
		for (int i = 0; i < CODE_PATCH; i++) {
			const float *a = level->at + at[i];
			const float *b = a + level->stride;
			float up = a[0] + (a[1] - a[0]) * right[i];
			float low = b[0] + (b[1] - b[0]) * right[i];

			patch[j][i] = up + (low - up) * down[i];
		}
	}
}

static void code_of(float patch[CODE_PATCH][CODE_PATCH], uint64_t code[2],
		    uint8_t *margin)
{
	float value[FINGERPRINT_POINT_BITS], median;

	code_histogram(patch, value);
	median = code_median(value);
	code[0] = code[1] = 0;
	for (int i = 0; i < FINGERPRINT_POINT_BITS; i++)
		code[i / 64] |= (uint64_t)(value[i] > median) << (i % 64);
	if (margin)
		code_firmness(value, median, margin);
}

void local_code_turned(const struct local_plane *level,
		       const struct local_keypoint *keypoint, int degrees,
		       uint64_t code[2],
		       uint8_t margin[FINGERPRINT_POINT_BITS / 2])
{
	float patch[CODE_PATCH][CODE_PATCH];

	code_sample_turned(level, keypoint, degrees, patch);
	code_of(patch, code, margin);
}

void local_code(const struct local_plane *level,
		const struct local_keypoint *keypoint, uint64_t code[2],
		uint8_t margin[FINGERPRINT_POINT_BITS / 2])
{
	float patch[CODE_PATCH][CODE_PATCH];

	code_sample(level, keypoint, patch);
	code_of(patch, code, margin);
}
