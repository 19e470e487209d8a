/* sample.c: the pixels PDQ's reference takes of a picture. */
#include <stdlib.h>

#include "plane.h"
#include "sample.h"
#include "vector.h"

/* Between samples at and at + 1 of a side, weight of the latter. */
struct sample_point {
	uint32_t at;
	float weight;
};

struct sample {
	const struct fingerprint_plane *plane;
	bool whole;
	uint32_t columns, rows;
	struct sample_point x[SAMPLE_SIDE], y[SAMPLE_SIDE];
	float mix[]; /* a row between two rows of the plane, and one more */
};

/*
 * Where the reference's i-th sample of a side lies.  It takes the pixel
 * floor(i * full / size), the left or upper edge of its cell.  In a scaled
 * plane the same point of the picture, that pixel's centre, is interpolated:
 * where a sample is taken matters more to the hash than how sharp it is.
 */
static void sample_point(struct sample_point *point, uint64_t i, uint32_t size,
			 uint32_t full, double from, double to,
			 uint32_t samples)
{
	double pixel = (double)(i * full / size) + 0.5;
	double at = from + pixel * (to - from) / full - 0.5;

	if (at < 0)
		at = 0;
	if (at > samples - 1)
		at = samples - 1;
	point->at = (uint32_t)at;
	point->weight = (float)(at - point->at);
}

enum lens_err sample_new(const struct fingerprint_plane *plane,
			 struct sample **out)
{
	size_t capacity = ((size_t)plane->columns + 1) * sizeof(float);
	struct sample *sample = malloc(sizeof(*sample) + capacity);
	bool large = plane->width > SAMPLE_SIDE || plane->height > SAMPLE_SIDE;

	*out = sample;
	if (!sample)
		return LENS_SYSTEM;
	sample->plane = plane;
	sample->whole = plane_is_whole(plane);
	/* The reference enlarges a short side when the other is too long. */
	sample->columns = large ? SAMPLE_SIDE : plane->width;
	sample->rows = large ? SAMPLE_SIDE : plane->height;
	for (uint32_t i = 0; i < sample->columns; i++)
		sample_point(&sample->x[i], i, sample->columns, plane->width,
			     plane->left, plane->right, plane->columns);
	for (uint32_t i = 0; i < sample->rows; i++)
		sample_point(&sample->y[i], i, sample->rows, plane->height,
			     plane->top, plane->bottom, plane->rows);
	return LENS_OK;
}

void sample_free(struct sample *sample)
{
	free(sample);
}

uint32_t sample_columns(const struct sample *sample)
{
	return sample->columns;
}

uint32_t sample_rows(const struct sample *sample)
{
	return sample->rows;
}

/* out = a + (b - a) * weight, for a whole row. */
VECTOR_CLONES static void sample_mix(float *restrict out,
				     const uint8_t *restrict a,
				     const uint8_t *restrict b, float weight,
				     size_t columns)
{
	for (size_t i = 0; i < columns; i++)
		out[i] = (float)a[i] + (float)(b[i] - a[i]) * weight;
}

static void sample_between(struct sample *sample, struct sample_point y,
			   float *out)
{
	const struct fingerprint_plane *plane = sample->plane;
	const uint8_t *a = plane->luma + y.at * plane->stride;
	const uint8_t *b = y.at + 1 < plane->rows ? a + plane->stride : a;
	float *mix = sample->mix;

	sample_mix(mix, a, b, y.weight, plane->columns);
	mix[plane->columns] = mix[plane->columns - 1];
	for (uint32_t i = 0; i < sample->columns; i++) {
		const float *at = mix + sample->x[i].at;

		out[i] = at[0] + (at[1] - at[0]) * sample->x[i].weight;
	}
}

void sample_row(struct sample *sample, uint32_t row, float *out)
{
	const struct fingerprint_plane *plane = sample->plane;
	struct sample_point y = sample->y[row];
	const uint8_t *luma = plane->luma + y.at * plane->stride;

	if (!sample->whole) {
		sample_between(sample, y, out);
		return;
	}
	for (uint32_t i = 0; i < sample->columns; i++)
		out[i] = luma[sample->x[i].at];
	if (plane->fraction == NULL)
		return;
	for (uint32_t i = 0; i < sample->columns; i++)
		out[i] +=
		    plane->fraction[y.at * plane->stride + sample->x[i].at] /
		    256.0f;
}
