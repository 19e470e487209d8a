/* local_plane.c: planes of floats: memory, resampling, blurring. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "local.h"
#include "plane.h"
#include "vector.h"

void *local_pool_take(struct local_pool *pool, size_t count, size_t size)
{
	void *block;

	if (pool->count == LOCAL_POOL_MAX)
		return NULL;
	block = calloc(count, size);
	pool->block[pool->count++] = block;
	return block;
}

void local_pool_free(struct local_pool *pool)
{
	for (int i = 0; i < pool->count; i++)
		free(pool->block[i]);
	pool->count = 0;
}

struct local_plane local_plane_new(struct local_pool *pool, int width,
				   int height)
{
	struct local_plane plane = {
	    .width = width,
	    .height = height,
	    .stride = (width + LOCAL_PAD - 1) / LOCAL_PAD * LOCAL_PAD,
	};

	plane.at = local_pool_take(pool, (size_t)plane.stride * (size_t)height,
				   sizeof(float));
	return plane;
}

/* Which samples make a result, and how much of each. */
struct local_taps {
	int first, count;
	const float *weight;
};

struct local_span {
	int samples;
	double from, to;
};

/*
 * The covered part of each sample.  Between samples the window is one sample
 * wide, which interpolates.
 */
static struct local_taps *local_taps_new(struct local_pool *pool,
					 struct local_span in, int results)
{
	double step = (in.to - in.from) / results;
	double width = step > 1 ? step : 1;
	size_t most = (size_t)ceil(width) + 2;
	struct local_taps *taps =
	    local_pool_take(pool, (size_t)results, sizeof(*taps));
	float *weight =
	    local_pool_take(pool, most * (size_t)results, sizeof(*weight));

	if (!taps || !weight)
		return NULL;
	for (int i = 0; i < results; i++, weight += most) {
		double low = in.from + (i + 0.5) * step - width / 2;
		double high = low + width, sum = 0;
		int first = low < 0 ? 0 : (int)low;
		int last = (int)ceil(high) - 1;

		first = first >= in.samples ? in.samples - 1 : first;
		last = last >= in.samples ? in.samples - 1 : last;
		last = last < first ? first : last;
		for (int k = first; k <= last; k++) {
			double left = k > low ? k : low;
			double right = k + 1 < high ? k + 1 : high;

			weight[k - first] =
			    right > left ? (float)(right - left) : 0;
			sum += weight[k - first];
		}
		for (int k = 0; k <= last - first; k++)
			weight[k] = sum > 0 ? (float)(weight[k] / sum) : 1;
		taps[i] = (struct local_taps){first, last - first + 1, weight};
	}
	return taps;
}

VECTOR_CLONES static void local_add_bytes(float *restrict line,
					  const uint8_t *restrict in,
					  float weight, int count)
{
	for (int i = 0; i < count; i++)
		line[i] += weight * (float)in[i];
}

VECTOR_CLONES static void local_add_floats(float *restrict line,
					   const float *restrict in,
					   float weight, int count)
{
	for (int i = 0; i < count; i++)
		line[i] += weight * in[i];
}

static void local_gather(const struct local_taps *taps, const float *line,
			 float *out, int count)
{
	for (int i = 0; i < count; i++) {
		const float *in = line + taps[i].first;
		float sum = 0;

		for (int k = 0; k < taps[i].count; k++)
			sum += taps[i].weight[k] * in[k];
		out[i] = sum;
	}
}

/* One of both; the other is NULL. */
struct local_source {
	const uint8_t *bytes;
	const float *floats;
	size_t stride;
	struct local_span x, y;
};

static enum lens_err local_resample(struct local_pool *pool,
				    const struct local_source *in,
				    struct local_plane *out)
{
	struct local_taps *down, *across;
	size_t line_size = (size_t)in->x.samples * sizeof(float);
	float *line = local_pool_take(pool, 1, line_size);

	down = local_taps_new(pool, in->y, out->height);
	across = local_taps_new(pool, in->x, out->width);
	if (!line || !down || !across || !out->at)
		return LENS_SYSTEM;
	for (int y = 0; y < out->height; y++) {
		memset(line, 0, line_size);
		for (int k = 0; k < down[y].count; k++) {
			size_t row = (size_t)(down[y].first + k) * in->stride;
			float weight = down[y].weight[k];

			if (in->bytes)
				local_add_bytes(line, in->bytes + row, weight,
						in->x.samples);
			else
				local_add_floats(line, in->floats + row, weight,
						 in->x.samples);
		}
		local_gather(across, line,
			     out->at + (size_t)y * (size_t)out->stride,
			     out->width);
	}
	return LENS_OK;
}

enum lens_err local_shrink(struct local_pool *pool,
			   const struct fingerprint_plane *in,
			   struct local_plane *out)
{
	struct local_source source = {
	    .bytes = in->luma,
	    .stride = in->stride,
	    .x = {(int)in->columns, in->left, in->right},
	    .y = {(int)in->rows, in->top, in->bottom},
	};

	return local_resample(pool, &source, out);
}

enum lens_err local_shrink_plane(struct local_pool *pool,
				 const struct local_plane *in,
				 struct local_plane *out)
{
	struct local_source source = {
	    .floats = in->at,
	    .stride = (size_t)in->stride,
	    .x = {in->width, 0, in->width},
	    .y = {in->height, 0, in->height},
	};

	return local_resample(pool, &source, out);
}

struct local_kernel {
	float weight[LOCAL_BLUR_MARGIN];
	int radius;
};

/* Doubles, so that no library's last digit of a float shows. */
static struct local_kernel local_gaussian(float sigma)
{
	struct local_kernel kernel = {.radius = (int)ceilf(3 * sigma)};
	double weight[LOCAL_BLUR_MARGIN], sum = 0;

	if (kernel.radius >= LOCAL_BLUR_MARGIN)
		kernel.radius = LOCAL_BLUR_MARGIN - 1;
	for (int i = 0; i <= kernel.radius; i++) {
		weight[i] = exp(-i * i / (2.0 * sigma * sigma));
		sum += i ? 2 * weight[i] : weight[i];
	}
	for (int i = 0; i <= kernel.radius; i++)
		kernel.weight[i] = (float)(weight[i] / sum);
	return kernel;
}

/* Sixteen samples at a time through the taps a[i], b[i] of each side. */
static VECTOR_INLINE void local_taps_sum(const float *const *a,
					 const float *const *b,
					 const struct local_kernel *kernel,
					 int x, float *out)
{
	const vector8 *centre = (const vector8 *)(a[0] + x);
	vector8 low = kernel->weight[0] * centre[0];
	vector8 high = kernel->weight[0] * centre[1];

	for (int i = 1; i <= kernel->radius; i++) {
		const vector8 *l = (const vector8 *)(a[i] + x);
		const vector8 *r = (const vector8 *)(b[i] + x);

		low += kernel->weight[i] * (l[0] + r[0]);
		high += kernel->weight[i] * (l[1] + r[1]);
	}
	((vector8 *)(out + x))[0] = low;
	((vector8 *)(out + x))[1] = high;
}

VECTOR_CLONES static void local_blur_rows(const struct local_plane *in,
					  const struct local_plane *out,
					  float *line,
					  const struct local_kernel *kernel)
{
	const float *above[LOCAL_BLUR_MARGIN], *below[LOCAL_BLUR_MARGIN];
	const float *left[LOCAL_BLUR_MARGIN], *right[LOCAL_BLUR_MARGIN];
	int width = in->width, last = in->height - 1;

	for (int i = 0; i <= kernel->radius; i++) {
		left[i] = line - i;
		right[i] = line + i;
	}
	for (int y = 0; y <= last; y++) {
		float *row = out->at + (size_t)y * (size_t)out->stride;

		for (int i = 0; i <= kernel->radius; i++) {
			int up = y < i ? 0 : y - i;
			int down = y + i > last ? last : y + i;

			above[i] = in->at + (size_t)up * (size_t)in->stride;
			below[i] = in->at + (size_t)down * (size_t)in->stride;
		}
		for (int x = 0; x < width; x += LOCAL_PAD)
			local_taps_sum(above, below, kernel, x, line);
		for (int i = 1; i <= LOCAL_BLUR_MARGIN; i++) {
			line[-i] = line[0];
			line[width - 1 + i] = line[width - 1];
		}
		for (int x = 0; x < width; x += LOCAL_PAD)
			local_taps_sum(left, right, kernel, x, row);
	}
}

/* line has a margin before its start and two after the padded width. */
void local_blur(const struct local_plane *in, const struct local_plane *out,
		float *line, float sigma)
{
	struct local_kernel kernel = local_gaussian(sigma);

	local_blur_rows(in, out, line, &kernel);
}
