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

struct resize_filter {
	double support;
	double (*weight)(double x);
};

static const double resize_pi = 3.14159265358979323846;

/*
 * sinc(x) sinc(x / 3) by one sine: sin 3t = sin t (3 - 4 sin^2 t).  Sines are
 * most of what small pictures cost.  This differs from two sines by some parts
 * in 10^16, of which the fixed point keeps none.
 */
static double resize_lanczos(double x)
{
	double t = x * (resize_pi / 3), s = sin(t);

	if (x < -3 || x >= 3)
		return 0;
	return x == 0 ? 1 : s * s * (3 - 4 * s * s) / (3 * t * t);
}

/* Keys 1981 with a = -1/2, the terms grouped as Pillow rounds them. */
static double resize_bicubic(double x)
{
	const double a = -0.5;

	x = fabs(x);
	if (x < 1)
		return ((a + 2) * x - (a + 3)) * x * x + 1;
	return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
}

static const struct resize_filter resize_filters[] = {
    [FINGERPRINT_LANCZOS] = {3, resize_lanczos},
    [FINGERPRINT_BICUBIC] = {2, resize_bicubic},
};

static void resize_axis_free(struct resize_axis *axis)
{
	free(axis->first);
	free(axis->high);
	free(axis->low);
}

/* To the nearest, halves away from zero, then cut in two. */
static void resize_store(struct resize_axis *axis, size_t at, double weight)
{
	double scaled = weight * (1 << RESIZE_PRECISION);
	int fixed = (int)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
	int low = fixed & ((1 << RESIZE_LOW) - 1);

	axis->low[at] = (int16_t)low;
	axis->high[at] = (int16_t)((fixed - low) / (1 << RESIZE_LOW));
}

/* The weights of result i, and the first of the samples they belong to. */
static void resize_weigh(struct resize_axis *axis, uint32_t i,
			 const struct resize_filter *filter, uint32_t samples,
			 double from, double scale, double *weights)
{
	double widened = scale < 1 ? 1 : scale;
	double support = filter->support * widened, sum = 0;
	double centre = from + (i + 0.5) * scale, step = 1 / widened;
	int first = (int)(centre - support + 0.5);
	int end = (int)(centre + support + 0.5);

	first = first < 0 ? 0 : first;
	end = end > (int)samples ? (int)samples : end;
	for (int x = first; x < end; x++) {
		double w = filter->weight((x - centre + 0.5) * step);

		weights[x - first] = w;
		sum += w;
	}
	axis->first[i] = (uint32_t)first;
	for (int x = first; x < end; x++)
		resize_store(axis, i * axis->taps + (size_t)(x - first),
			     sum != 0 ? weights[x - first] / sum : 0);
}

/* Pillow takes its box as floats and subtracts them as such. */
static enum lens_err resize_axis_init(struct resize_axis *axis,
				      const struct resize_filter *filter,
				      uint32_t samples, float from, float to,
				      uint32_t size)
{
	double scale = (double)(to - from) / size;
	double support = filter->support * (scale < 1 ? 1 : scale);
	size_t taps = (size_t)ceil(support) * 2 + 1;
	double *weights = malloc(taps * sizeof(*weights));

	axis->size = size;
	axis->taps = (taps + RESIZE_PAD - 1) / RESIZE_PAD * RESIZE_PAD;
	axis->first = calloc(size, sizeof(*axis->first));
	axis->high = calloc(size * axis->taps, sizeof(*axis->high));
	axis->low = calloc(size * axis->taps, sizeof(*axis->low));
	if (!weights || !axis->first || !axis->high || !axis->low) {
		free(weights);
		return LENS_SYSTEM;
	}
	for (uint32_t i = 0; i < size; i++)
		resize_weigh(axis, i, filter, samples, from, scale, weights);
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
