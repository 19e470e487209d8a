/* local_keypoints.c: blobs in scale space, and which of them to keep. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "local.h"
#include "vector.h"

#define KEYPOINTS_FOUND 16384 /* more are noise */
#define KEYPOINTS_RANKED 1536
#define KEYPOINTS_CONTRAST 1.0f /* of 255 */
#define KEYPOINTS_EDGE 10.0f
#define KEYPOINTS_BIAS 0.7    /* how much a large blob is preferred */
#define KEYPOINTS_ALIKE 1.6f  /* ratio of sizes that exclude each other */
#define KEYPOINTS_SMALLEST 12 /* side of an octave worth a look */
#define KEYPOINTS_DIFFERENCES (LOCAL_LEVELS - 1)

/* Three rows of each difference: those around the row that is looked at. */
struct keypoints_rows {
	float *row[KEYPOINTS_DIFFERENCES][3];
	uint8_t *mark; /* of the samples of the row that is looked at */
};

VECTOR_CLONES static void keypoints_subtract(float *restrict out,
					     const float *restrict more,
					     const float *restrict less,
					     int count)
{
	for (int i = 0; i < count; i++)
		out[i] = more[i] - less[i];
}

static void keypoints_fill(struct keypoints_rows *rows,
			   const struct local_plane *level, int y)
{
	for (int d = 0; d < KEYPOINTS_DIFFERENCES; d++) {
		size_t at = (size_t)y * (size_t)level[d].stride;

		keypoints_subtract(rows->row[d][y % 3], level[d + 1].at + at,
				   level[d].at + at, level[d].width);
	}
}

/* The rows of one difference around the one that is looked at. */
struct keypoints_view {
	const float *row[3];
};

/* Larger (or smaller) than all 26 neighbours in place and size. */
static bool keypoints_is_extreme(const struct keypoints_view view[3], int x)
{
	float value = view[1].row[1][x], sign = value > 0 ? 1 : -1;

	value *= sign;
	for (int s = 0; s < 3; s++)
		for (int y = 0; y < 3; y++) {
			const float *at = view[s].row[y] + x;

			if (sign * at[-1] >= value || sign * at[1] >= value)
				return false;
			if ((s != 1 || y != 1) && sign * at[0] >= value)
				return false;
		}
	return true;
}

/* Where the top of the parabola through three neighbours lies. */
static float keypoints_peak(float before, float here, float after)
{
	float bend = before - 2 * here + after;
	float t = fabsf(bend) < 1e-9f ? 0 : 0.5f * (before - after) / bend;

	return t < -0.5f ? -0.5f : t > 0.5f ? 0.5f : t;
}

/* On an edge the place along it is arbitrary: both must bend, and alike. */
static bool keypoints_is_corner(const struct keypoints_view *view, int x)
{
	const float *a = view->row[0] + x, *b = view->row[1] + x,
		    *c = view->row[2] + x;
	float xx = b[1] + b[-1] - 2 * b[0], yy = c[0] + a[0] - 2 * b[0];
	float xy = 0.25f * (c[1] + a[-1] - a[1] - c[-1]);
	float trace = xx + yy, determinant = xx * yy - xy * xy;

	return determinant > 0 &&
	       trace * trace * KEYPOINTS_EDGE <
		   (KEYPOINTS_EDGE + 1) * (KEYPOINTS_EDGE + 1) * determinant;
}

struct keypoints_place {
	int octave, level, x, y;
};

static struct local_keypoint keypoints_make(const struct keypoints_view view[3],
					    struct keypoints_place place)
{
	const float *row = view[1].row[1] + place.x;
	float unit = (float)(1 << place.octave);
	float level =
	    (float)place.level + keypoints_peak(view[0].row[1][place.x], row[0],
						view[2].row[1][place.x]);
	struct local_keypoint keypoint = {
	    .level_x = (float)place.x + keypoints_peak(row[-1], row[0], row[1]),
	    .level_y =
		(float)place.y + keypoints_peak(view[1].row[0][place.x], row[0],
						view[1].row[2][place.x]),
	    .level_sigma =
		(float)(LOCAL_SIGMA * exp2((double)level / LOCAL_INTERVALS)),
	    .octave = place.octave,
	    .level = place.level,
	};

	/* Half a sample: every other one of the larger plane was taken. */
	keypoint.x = keypoint.level_x * unit;
	keypoint.y = keypoint.level_y * unit;
	keypoint.sigma = keypoint.level_sigma * unit;
	keypoint.rank =
	    fabsf(row[0]) * (float)pow((double)keypoint.sigma, KEYPOINTS_BIAS);
	return keypoint;
}

/*
 * Nearly all samples end here: too faint, or on a slope across or down.  The
 * marks of a row, one byte each.
 */
VECTOR_CLONES static void keypoints_mark(const float *restrict above,
					 const float *restrict row,
					 const float *restrict below,
					 uint8_t *restrict mark, int width)
{
	mark[0] = 0;
	for (int x = 1; x < width - 1; x++) {
		float value = row[x];

		mark[x] = (fabsf(value) >= KEYPOINTS_CONTRAST) &
			  ((value - row[x - 1]) * (value - row[x + 1]) > 0) &
			  ((value - above[x]) * (value - below[x]) > 0);
	}
	memset(mark + width - 1, 0, sizeof(uint64_t));
}

static void keypoints_look(const struct keypoints_rows *rows,
			   struct keypoints_place place, int width,
			   struct local_pyramid *pyramid)
{
	struct keypoints_view view[3];

	for (int s = 0; s < 3; s++)
		for (int y = 0; y < 3; y++)
			view[s].row[y] = rows->row[place.level - 1 + s]
						  [(place.y + 2 + y) % 3];
	keypoints_mark(view[1].row[0], view[1].row[1], view[1].row[2],
		       rows->mark, width);
	for (int x = 0; x < width; x += (int)sizeof(uint64_t)) {
		uint64_t marks = base_get_u64(rows->mark + x);

		for (; marks; marks &= marks - 1) {
			place.x = x + __builtin_ctzll(marks) / 8;
			if (pyramid->count < KEYPOINTS_FOUND &&
			    keypoints_is_extreme(view, place.x) &&
			    keypoints_is_corner(&view[1], place.x))
				pyramid->keypoint[pyramid->count++] =
				    keypoints_make(view, place);
		}
	}
}

enum lens_err local_keypoints_find(struct local_pool *pool,
				   const struct local_plane level[LOCAL_LEVELS],
				   int octave, struct local_pyramid *pyramid)
{
	struct keypoints_rows rows;
	int width = level[0].width, height = level[0].height;
	size_t stride = (size_t)level[0].stride;
	float *memory = local_pool_take(
	    pool, 3 * KEYPOINTS_DIFFERENCES * stride, sizeof(*memory));

	rows.mark = local_pool_take(pool, stride + sizeof(uint64_t), 1);
	if (!memory || !rows.mark)
		return LENS_SYSTEM;
	if (!pyramid->keypoint)
		pyramid->keypoint = local_pool_take(pool, KEYPOINTS_FOUND,
						    sizeof(*pyramid->keypoint));
	if (!pyramid->keypoint)
		return LENS_SYSTEM;
	for (int d = 0; d < KEYPOINTS_DIFFERENCES; d++)
		for (int y = 0; y < 3; y++, memory += stride)
			rows.row[d][y] = memory;
	for (int y = 0; y < height; y++) {
		keypoints_fill(&rows, level, y);
		for (int s = 1; y >= 2 && s <= LOCAL_INTERVALS; s++)
			keypoints_look(
			    &rows,
			    (struct keypoints_place){octave, s, 0, y - 1},
			    width, pyramid);
	}
	return LENS_OK;
}

static struct local_plane keypoints_halved(struct local_pool *pool,
					   const struct local_plane *in)
{
	struct local_plane out =
	    local_plane_new(pool, in->width / 2, in->height / 2);

	for (int y = 0; out.at && y < out.height; y++)
		for (int x = 0; x < out.width; x++)
			out.at[(size_t)y * (size_t)out.stride + (size_t)x] =
			    in->at[(size_t)y * 2 * (size_t)in->stride +
				   (size_t)x * 2];
	return out;
}

enum lens_err local_pyramid_build(struct local_pool *pool,
				  struct local_plane base, float have,
				  struct local_pyramid *out)
{
	struct local_plane scratch[3], level[LOCAL_LEVELS];
	float *line = local_pool_take(
	    pool, (size_t)base.stride + 3 * LOCAL_BLUR_MARGIN, sizeof(*line));

	*out = (struct local_pyramid){0};
	for (int i = 0; i < 3; i++)
		scratch[i] = local_plane_new(pool, base.width, base.height);
	if (!line || !scratch[0].at || !scratch[1].at || !scratch[2].at)
		return LENS_SYSTEM;
	for (int o = 0; o < LOCAL_OCTAVES && base.width >= KEYPOINTS_SMALLEST &&
			base.height >= KEYPOINTS_SMALLEST;
	     o++) {
		for (int l = 0; l < LOCAL_LEVELS; l++) {
			float want = (float)(LOCAL_SIGMA *
					     exp2((double)l / LOCAL_INTERVALS));
			bool kept = l >= 1 && l <= LOCAL_INTERVALS;

			level[l] = kept ? local_plane_new(pool, base.width,
							  base.height)
					: scratch[l == 0 ? 0 : l - 3];
			level[l].width = base.width;
			level[l].height = base.height;
			level[l].stride = base.stride;
			if (l == 0 && o > 0)
				level[l] = base;
			if (!level[l].at)
				return LENS_SYSTEM;
			if (l > 0 || o == 0)
				local_blur(l ? &level[l - 1] : &base, &level[l],
					   line + LOCAL_BLUR_MARGIN,
					   sqrtf(want * want - have * have));
			if (kept)
				out->level[o][l] = level[l];
			have = want;
		}
		if (local_keypoints_find(pool, level, o, out))
			return LENS_SYSTEM;
		base = keypoints_halved(pool, &level[LOCAL_INTERVALS]);
		if (!base.at && base.width > 0 && base.height > 0)
			return LENS_SYSTEM;
		have = (float)LOCAL_SIGMA;
		out->octaves = o + 1;
	}
	return LENS_OK;
}

/* What the choice is made by; the order is total, so always the same. */
struct keypoints_rank {
	float rank;
	int keypoint;
};

static int keypoints_compare(const void *left, const void *right)
{
	const struct keypoints_rank *a = left, *b = right;

	if (a->rank != b->rank)
		return a->rank > b->rank ? -1 : 1;
	return a->keypoint < b->keypoint ? -1 : a->keypoint > b->keypoint;
}

/* Those chosen so far, in columns. */
struct keypoints_chosen {
	float x[FINGERPRINT_QUERY_POINTS + VECTOR_LANES];
	float y[FINGERPRINT_QUERY_POINTS + VECTOR_LANES];
	float sigma[FINGERPRINT_QUERY_POINTS + VECTOR_LANES];
	int count;
};

/* Is one of about its size chosen within spread times both radii? */
VECTOR_CLONES static bool
keypoints_beside(const struct keypoints_chosen *chosen,
		 const struct local_keypoint *keypoint, float spread)
{
	int beside = 0;

	for (int i = 0; i < chosen->count; i++) {
		float dx = chosen->x[i] - keypoint->x,
		      dy = chosen->y[i] - keypoint->y;
		float d = spread * (chosen->sigma[i] + keypoint->sigma);

		beside |=
		    (dx * dx + dy * dy < d * d) &
		    (keypoint->sigma < KEYPOINTS_ALIKE * chosen->sigma[i]) &
		    (chosen->sigma[i] < KEYPOINTS_ALIKE * keypoint->sigma);
	}
	return beside;
}

/*
 * The strongest first, none beside a chosen one, so that every part of the
 * picture gets some; then with less distance, until there are enough.
 */
enum lens_err local_keypoints_choose(struct local_pool *pool,
				     const struct local_pyramid *pyramid,
				     int keep, float spread,
				     struct local_keypoint *out, int *count)
{
	struct keypoints_chosen chosen = {.count = 0};
	int ranked = pyramid->count;
	struct keypoints_rank *rank =
	    local_pool_take(pool, (size_t)ranked + 1, sizeof(*rank));

	*count = 0;
	if (!rank)
		return LENS_SYSTEM;
	for (int i = 0; i < ranked; i++)
		rank[i] = (struct keypoints_rank){pyramid->keypoint[i].rank, i};
	qsort(rank, (size_t)ranked, sizeof(*rank), keypoints_compare);
	ranked = ranked < KEYPOINTS_RANKED ? ranked : KEYPOINTS_RANKED;
	for (int pass = 0; pass < 4; pass++, spread /= 2)
		for (int i = 0; i < ranked && chosen.count < keep; i++) {
			const struct local_keypoint *keypoint;
			int n = chosen.count;

			if (rank[i].keypoint < 0)
				continue;
			keypoint = &pyramid->keypoint[rank[i].keypoint];
			if (keypoints_beside(&chosen, keypoint, spread))
				continue;
			chosen.x[n] = keypoint->x;
			chosen.y[n] = keypoint->y;
			chosen.sigma[n] = keypoint->sigma;
			chosen.count = n + 1;
			out[n] = *keypoint;
			rank[i].keypoint = -1;
		}
	*count = chosen.count;
	return LENS_OK;
}
