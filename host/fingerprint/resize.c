/* resize.c: Pillow's resampling of one channel, bit for bit. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plane.h"
#include "vector.h"

/* Pillow's fixed point: 8 bits of pixel, 2 of headroom, the rest of an int. */
#define RESIZE_PRECISION 22

/*
 * A weight is kept as high * 2^9 + low, low from 0 to 511, both of 16 bits:
 * processors multiply and add pairs of 16 bits in one step and have nothing
 * as fast for 32.  The two sums put together again are the exact sum.
 */
#define RESIZE_LOW 9

/* Runs of weights are padded with zeros to whole vectors. */
#define RESIZE_PAD 16

struct resize_axis {
	uint32_t size; /* results */
	size_t taps;   /* weights per result, a multiple of RESIZE_PAD */
	uint32_t *first;
	int16_t *high, *low;
};

/* Samples of which one has its sine computed, and the others theirs from it. */
#define RESIZE_RUN RESIZE_PAD

/* The samples of a result, and how far each lies from its centre. */
struct resize_reach {
	int first, end;
	double support, centre, step;
	double sines[RESIZE_RUN], cosines[RESIZE_RUN]; /* of 0, 1, ... steps */
};

struct resize_filter {
	double support;
	/* Room for whole runs; what is behind the end says nothing. */
	void (*weigh)(const struct resize_reach *reach, double *weights);
};

static const double resize_pi = 3.14159265358979323846;

static void resize_reach_init(struct resize_reach *reach, double support,
			      double scale)
{
	double widened = scale < 1 ? 1 : scale;

	reach->support = support * widened;
	reach->step = 1 / widened;
	for (int k = 0; k < RESIZE_RUN; k++) {
		reach->sines[k] = sin(k * reach->step * (resize_pi / 3));
		reach->cosines[k] = cos(k * reach->step * (resize_pi / 3));
	}
}

static VECTOR_INLINE double resize_away(const struct resize_reach *reach, int x)
{
	return (x - reach->centre + 0.5) * reach->step;
}

/*
 * sinc(x) sinc(x / 3), s being sin(x pi / 3): sin 3t = sin t (3 - 4 sin^2 t).
 * This differs from two sines by some parts in 10^16, of which the fixed point
 * keeps none.
 */
static VECTOR_INLINE double resize_lanczos(double x, double s)
{
	double t = x * (resize_pi / 3);
	double weight = s * s * (3 - 4 * s * s) / (3 * t * t);

	return x < -3 || x >= 3 ? 0 : weight;
}

/* Sines were most of what small pictures cost: one for a run, and turned. */
VECTOR_CLONES static void resize_lanczos_run(const struct resize_reach *reach,
					     int first, double *weights)
{
	double t = resize_away(reach, first) * (resize_pi / 3);
	double s = sin(t), c = cos(t);

	for (int k = 0; k < RESIZE_RUN; k++)
		weights[k] =
		    resize_lanczos(resize_away(reach, first + k),
				   s * reach->cosines[k] + c * reach->sines[k]);
}

static void resize_weigh_lanczos(const struct resize_reach *reach,
				 double *weights)
{
	int near = (int)(1 / (8 * reach->step)) + 1;
	int middle = (int)reach->centre;

	for (int x = reach->first; x < reach->end; x += RESIZE_RUN)
		resize_lanczos_run(reach, x, weights + (x - reach->first));
	/* Here a sine is divided by what is hardly larger than its error. */
	for (int x = middle - near; x <= middle + near; x++) {
		double away = resize_away(reach, x);

		if (x >= reach->first && x < reach->end)
			weights[x - reach->first] =
			    away == 0 ? 1
				      : resize_lanczos(
					    away, sin(away * (resize_pi / 3)));
	}
}

/* Keys 1981 with a = -1/2, the terms grouped as Pillow rounds them. */
static VECTOR_INLINE double resize_bicubic(double x)
{
	const double a = -0.5;
	double away = fabs(x);
	double within = ((a + 2) * away - (a + 3)) * away * away + 1;
	double beyond = (((away - 5) * away + 8) * away - 4) * a;

	return away < 1 ? within : away < 2 ? beyond : 0;
}

VECTOR_CLONES static void resize_weigh_bicubic(const struct resize_reach *reach,
					       double *weights)
{
	for (int x = reach->first; x < reach->end; x++)
		weights[x - reach->first] =
		    resize_bicubic(resize_away(reach, x));
}

static const struct resize_filter resize_filters[] = {
    [FINGERPRINT_LANCZOS] = {3, resize_weigh_lanczos},
    [FINGERPRINT_BICUBIC] = {2, resize_weigh_bicubic},
};

static void resize_axis_free(struct resize_axis *axis)
{
	free(axis->first);
	free(axis->high);
	free(axis->low);
}

/* To the nearest, halves away from zero, then cut in two. */
VECTOR_CLONES static void resize_store(const double *weights, int count,
				       double sum, int16_t *restrict high,
				       int16_t *restrict low)
{
	for (int k = 0; k < count; k++) {
		double scaled =
		    (sum != 0 ? weights[k] / sum : 0) * (1 << RESIZE_PRECISION);
		int fixed = (int)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);

		low[k] = (int16_t)(fixed & ((1 << RESIZE_LOW) - 1));
		high[k] = (int16_t)(fixed >> RESIZE_LOW);
	}
}

/* The weights of result i, and the first of the samples they belong to. */
static void resize_weigh(struct resize_axis *axis, uint32_t i,
			 const struct resize_filter *filter, uint32_t samples,
			 struct resize_reach *reach, double *weights)
{
	double sum = 0;

	reach->first = (int)(reach->centre - reach->support + 0.5);
	reach->end = (int)(reach->centre + reach->support + 0.5);
	reach->first = reach->first < 0 ? 0 : reach->first;
	reach->end = reach->end > (int)samples ? (int)samples : reach->end;
	filter->weigh(reach, weights);
	for (int k = 0; k < reach->end - reach->first; k++)
		sum += weights[k];
	axis->first[i] = (uint32_t)reach->first;
	resize_store(weights, reach->end - reach->first, sum,
		     axis->high + i * axis->taps, axis->low + i * axis->taps);
}

/* Pillow takes its box as floats and subtracts them as such. */
static enum lens_err resize_axis_init(struct resize_axis *axis,
				      const struct resize_filter *filter,
				      uint32_t samples, float from, float to,
				      uint32_t size)
{
	double scale = (double)(to - from) / size;
	struct resize_reach reach;
	double *weights;
	size_t taps;

	resize_reach_init(&reach, filter->support, scale);
	taps = (size_t)ceil(reach.support) * 2 + 1;
	axis->size = size;
	axis->taps = (taps + RESIZE_PAD - 1) / RESIZE_PAD * RESIZE_PAD;
	axis->first = calloc(size, sizeof(*axis->first));
	axis->high = calloc(size * axis->taps, sizeof(*axis->high));
	axis->low = calloc(size * axis->taps, sizeof(*axis->low));
	weights = calloc(axis->taps, sizeof(*weights));
	if (!weights || !axis->first || !axis->high || !axis->low) {
		free(weights);
		return LENS_SYSTEM;
	}
	for (uint32_t i = 0; i < size; i++) {
		reach.centre = from + (i + 0.5) * scale;
		resize_weigh(axis, i, filter, samples, &reach, weights);
	}
	free(weights);
	return LENS_OK;
}

static VECTOR_INLINE int16_t resize_clip(int sum)
{
	sum = (sum + (1 << (RESIZE_PRECISION - 1))) >> RESIZE_PRECISION;
	return (int16_t)(sum < 0 ? 0 : sum > 255 ? 255 : sum);
}

/*
 * One row or column of samples, padded to axis->taps beyond its end, through
 * the weights; result i goes to out[i * step].  Either partial sum may wrap;
 * together they make a number an int can hold, as Pillow relies on too.
 */
VECTOR_CLONES static void resize_line(const struct resize_axis *axis,
				      const int16_t *restrict in,
				      int16_t *restrict out, size_t step)
{
	const int16_t *high = axis->high, *low = axis->low;
	size_t taps = axis->taps & ~(size_t)(RESIZE_PAD - 1);

	for (uint32_t i = 0; i < axis->size; i++) {
		const int16_t *samples = in + axis->first[i];
		unsigned highs = 0, lows = 0;

		for (size_t k = 0; k < taps; k++) {
			highs += (unsigned)(samples[k] * high[k]);
			lows += (unsigned)(samples[k] * low[k]);
		}
		out[i * step] =
		    resize_clip((int)((highs << RESIZE_LOW) + lows));
		high += taps;
		low += taps;
	}
}

/* Both passes; the picture lies on its side in between. */
struct resize {
	struct resize_axis x, y;
	int16_t *line;	 /* a row of the plane */
	int16_t *turned; /* columns of results, height samples apart */
	size_t height;
};

static enum lens_err resize_init(struct resize *resize,
				 const struct fingerprint_plane *plane,
				 const struct resize_filter *filter,
				 uint32_t columns, uint32_t rows)
{
	enum lens_err err =
	    resize_axis_init(&resize->x, filter, plane->columns,
			     (float)plane->left, (float)plane->right, columns);

	if (err)
		return err;
	err = resize_axis_init(&resize->y, filter, plane->rows,
			       (float)plane->top, (float)plane->bottom, rows);
	if (err)
		return err;
	resize->height = plane->rows + resize->y.taps;
	resize->line =
	    calloc(plane->columns + resize->x.taps + rows, sizeof(int16_t));
	resize->turned = calloc(columns * resize->height, sizeof(int16_t));
	return resize->line && resize->turned ? LENS_OK : LENS_SYSTEM;
}

static void resize_free(struct resize *resize)
{
	resize_axis_free(&resize->x);
	resize_axis_free(&resize->y);
	free(resize->line);
	free(resize->turned);
}

VECTOR_CLONES static void resize_widen(int16_t *restrict out,
				       const uint8_t *restrict in, size_t size)
{
	for (size_t i = 0; i < size; i++)
		out[i] = in[i];
}

static void resize_run(struct resize *resize,
		       const struct fingerprint_plane *plane, uint8_t *out)
{
	uint32_t columns = resize->x.size, rows = resize->y.size;

	for (uint32_t y = 0; y < plane->rows; y++) {
		resize_widen(resize->line, plane->luma + y * plane->stride,
			     plane->columns);
		resize_line(&resize->x, resize->line, resize->turned + y,
			    resize->height);
	}
	for (uint32_t x = 0; x < columns; x++) {
		/* The row has been read; its place takes the result. */
		resize_line(&resize->y, resize->turned + x * resize->height,
			    resize->line, 1);
		for (uint32_t y = 0; y < rows; y++)
			out[y * columns + x] = (uint8_t)resize->line[y];
	}
}

enum lens_err fingerprint_resize(const struct fingerprint_plane *plane,
				 enum fingerprint_filter filter,
				 uint32_t columns, uint32_t rows, uint8_t *out)
{
	struct resize resize = {0};
	enum lens_err err;

	memset(out, 0, (size_t)columns * rows);
	if (!plane_is_sound(plane) || columns == 0 || rows == 0)
		return LENS_MALFORMED;
	err =
	    resize_init(&resize, plane, &resize_filters[filter], columns, rows);
	if (!err)
		resize_run(&resize, plane, out);
	resize_free(&resize);
	return err;
}
