/* local_extract.c: the local features of a photo and of a query. */
#include <math.h>
#include <string.h>

#include "local.h"
#include "plane.h"

#define EXTRACT_LONGEST 4   /* a plane is at most so many squares of its side */
#define EXTRACT_ENLARGE 2   /* a small avatar's small blobs come into reach */
#define EXTRACT_THINNEST 16 /* sides below have no features */

struct extract_kind {
	int side, keep;
	float spread;
};

static const struct extract_kind extract_photo = {256, FINGERPRINT_LOCAL_POINTS,
						  2};
static const struct extract_kind extract_query = {384, FINGERPRINT_QUERY_POINTS,
						  0.5f};

/* sigma = 2^(size / 32 - 8.5): 0.003 to 0.7 of the shorter side. */
#define EXTRACT_SIZE_STEPS 32
#define EXTRACT_SIZE_FIRST (-8.5)

float fingerprint_point_sigma(uint8_t size)
{
	return (float)exp2(size / (double)EXTRACT_SIZE_STEPS +
			   EXTRACT_SIZE_FIRST);
}

static uint8_t extract_size(double sigma)
{
	double size =
	    (log2(sigma) - EXTRACT_SIZE_FIRST) * EXTRACT_SIZE_STEPS + 0.5;

	return (uint8_t)(size < 0 ? 0 : size > 255 ? 255 : size);
}

static uint16_t extract_part(float at, int of)
{
	double part = ((double)at + 0.5) / of * 65536;

	return (uint16_t)(part < 0 ? 0 : part > 65535 ? 65535 : part);
}

struct extract {
	struct local_pool pool;
	struct local_plane base;
	struct local_pyramid pyramid;
	struct local_keypoint keypoint[FINGERPRINT_QUERY_POINTS];
	int count;
};

static int extract_side(double samples)
{
	return samples < 1 ? 1 : (int)lround(samples);
}

/* The picture at the size that is worked on, and its keypoints. */
static enum lens_err extract_init(struct extract *extract,
				  const struct fingerprint_plane *plane,
				  const struct extract_kind *kind)
{
	double width = plane->right - plane->left;
	double height = plane->bottom - plane->top;
	double scale = kind->side / (width < height ? width : height);
	double most = (double)EXTRACT_LONGEST * kind->side * kind->side;
	struct local_plane copy;
	enum lens_err err;

	extract->pool.count = 0;
	extract->count = 0;
	scale = scale > EXTRACT_ENLARGE ? EXTRACT_ENLARGE : scale;
	if (width * height * scale * scale > most)
		scale = sqrt(most / (width * height));
	extract->base =
	    local_plane_new(&extract->pool, extract_side(width * scale),
			    extract_side(height * scale));
	err = local_shrink(&extract->pool, plane, &extract->base);
	if (err || extract->base.width < EXTRACT_THINNEST ||
	    extract->base.height < EXTRACT_THINNEST)
		return err;
	copy = extract->base;
	/* An enlarged picture is as much more blurred than a sharp one. */
	err = local_pyramid_build(&extract->pool, copy,
				  (float)(scale > 1 ? 0.5 * scale : 0.5),
				  &extract->pyramid);
	if (err)
		return err;
	return local_keypoints_choose(&extract->pool, &extract->pyramid,
				      kind->keep, kind->spread,
				      extract->keypoint, &extract->count);
}

static void extract_point(const struct extract *extract, int i,
			  struct fingerprint_point *out,
			  uint8_t margin[FINGERPRINT_POINT_BITS / 2])
{
	const struct local_keypoint *keypoint = &extract->keypoint[i];
	const struct local_plane *base = &extract->base;
	int side = base->width < base->height ? base->width : base->height;

	local_code(&extract->pyramid.level[keypoint->octave][keypoint->level],
		   keypoint, out->code, margin);
	out->x = extract_part(keypoint->x, base->width);
	out->y = extract_part(keypoint->y, base->height);
	out->size = extract_size((double)keypoint->sigma / side);
}

static void extract_bytes(const struct local_plane *plane, uint8_t *out)
{
	for (int y = 0; y < plane->height; y++)
		for (int x = 0; x < plane->width; x++) {
			float value =
			    plane->at[(size_t)y * (size_t)plane->stride +
				      (size_t)x];

			*out++ = (uint8_t)(value < 0	 ? 0
					   : value > 255 ? 255
							 : value + 0.5f);
		}
}

/* The base at another size, as bytes. */
static enum lens_err extract_luma(struct extract *extract, int columns,
				  int rows, uint8_t *out)
{
	struct local_plane plane =
	    local_plane_new(&extract->pool, columns, rows);
	enum lens_err err =
	    local_shrink_plane(&extract->pool, &extract->base, &plane);

	if (!err)
		extract_bytes(&plane, out);
	return err;
}

enum lens_err fingerprint_local_extract(const struct fingerprint_plane *plane,
					struct fingerprint_local *out)
{
	struct extract extract;
	enum lens_err err;

	memset(out, 0, sizeof(*out));
	if (!plane_is_sound(plane))
		return LENS_MALFORMED;
	err = extract_init(&extract, plane, &extract_photo);
	if (!err)
		err = extract_luma(&extract, FINGERPRINT_LOCAL_GRID,
				   FINGERPRINT_LOCAL_GRID, &out->grid[0][0]);
	if (!err) {
		for (int i = 0; i < extract.count; i++)
			extract_point(&extract, i, &out->point[i], NULL);
		out->width = plane->width;
		out->height = plane->height;
		out->count = (uint16_t)extract.count;
	}
	local_pool_free(&extract.pool);
	if (err)
		memset(out, 0, sizeof(*out));
	return err;
}

/* As large as fits, but not larger than what was looked at. */
static void extract_plane_size(const struct local_plane *base,
			       struct fingerprint_query *out)
{
	double area = (double)base->width * base->height;
	double scale = area > FINGERPRINT_QUERY_LUMA
			   ? sqrt(FINGERPRINT_QUERY_LUMA / area)
			   : 1;
	double columns = floor(base->width * scale);
	double rows = floor(base->height * scale);

	columns = columns < 1 ? 1 : columns;
	rows = rows < 1 ? 1 : rows;
	/* Of a thin strip, one sample wide, that may still be too long. */
	if (columns * rows > FINGERPRINT_QUERY_LUMA) {
		columns = columns > 1 ? FINGERPRINT_QUERY_LUMA : 1;
		rows = columns > 1 ? 1 : FINGERPRINT_QUERY_LUMA;
	}
	if (columns > UINT16_MAX)
		columns = UINT16_MAX;
	if (rows > UINT16_MAX)
		rows = UINT16_MAX;
	out->columns = (uint16_t)columns;
	out->rows = (uint16_t)rows;
}

int fingerprint_turn_degrees(unsigned i)
{
	static const int degrees[FINGERPRINT_TURNS] = {15,  -15, 30,
						       -30, 45,	 -45};

	return degrees[i];
}

static void extract_turned(const struct extract *extract,
			   struct fingerprint_turned *out)
{
	int count = extract->count < FINGERPRINT_TURNED_POINTS
			? extract->count
			: FINGERPRINT_TURNED_POINTS;

	out->count = (uint16_t)count;
	for (unsigned k = 0; k < FINGERPRINT_TURNS; k++)
		for (int i = 0; i < count; i++) {
			const struct local_keypoint *keypoint =
			    &extract->keypoint[i];

			local_code_turned(
			    &extract->pyramid
				 .level[keypoint->octave][keypoint->level],
			    keypoint, fingerprint_turn_degrees(k),
			    out->point[k][i].code, out->point[k][i].margin);
		}
}

enum lens_err fingerprint_query_extract(const struct fingerprint_plane *plane,
					struct fingerprint_query *out)
{
	return fingerprint_query_extract_turned(plane, out, NULL);
}

enum lens_err
fingerprint_query_extract_turned(const struct fingerprint_plane *plane,
				 struct fingerprint_query *out,
				 struct fingerprint_turned *turned)
{
	struct extract extract;
	enum lens_err err;

	memset(out, 0, sizeof(*out));
	if (turned)
		memset(turned, 0, sizeof(*turned));
	if (!plane_is_sound(plane))
		return LENS_MALFORMED;
	err = extract_init(&extract, plane, &extract_query);
	if (!err) {
		extract_plane_size(&extract.base, out);
		err =
		    extract_luma(&extract, out->columns, out->rows, out->luma);
	}
	if (!err) {
		for (int i = 0; i < extract.count; i++)
			extract_point(&extract, i, &out->point[i],
				      out->margin[i]);
		if (turned)
			extract_turned(&extract, turned);
		out->width = plane->width;
		out->height = plane->height;
		out->count = (uint16_t)extract.count;
	}
	local_pool_free(&extract.pool);
	if (err)
		memset(out, 0, sizeof(*out));
	return err;
}
