/* local_take.c: the local features of a photo and of a query. */
#include <math.h>
#include <string.h>

#include "local.h"
#include "plane.h"

#define TAKE_LONGEST 4	 /* a plane is at most so many squares of its side */
#define TAKE_ENLARGE 2	 /* a small avatar's small blobs come into reach */
#define TAKE_THINNEST 16 /* sides below have no features */

struct take_kind {
	int side, keep;
	float spread;
};

static const struct take_kind take_photo = {256, FINGERPRINT_LOCAL_POINTS, 2};
static const struct take_kind take_query = {384, FINGERPRINT_QUERY_POINTS,
					    0.5f};

/* sigma = 2^(size / 32 - 8.5): 0.003 to 0.7 of the shorter side. */
#define TAKE_SIZE_STEPS 32
#define TAKE_SIZE_FIRST (-8.5)

float fingerprint_point_sigma(uint8_t size)
{
	return (float)exp2(size / (double)TAKE_SIZE_STEPS + TAKE_SIZE_FIRST);
}

static uint8_t take_size(double sigma)
{
	double size = (log2(sigma) - TAKE_SIZE_FIRST) * TAKE_SIZE_STEPS + 0.5;

	return (uint8_t)(size < 0 ? 0 : size > 255 ? 255 : size);
}

static uint16_t take_part(float at, int of)
{
	double part = ((double)at + 0.5) / of * 65536;

	return (uint16_t)(part < 0 ? 0 : part > 65535 ? 65535 : part);
}

struct take {
	struct local_pool pool;
	struct local_plane base;
	struct local_pyramid pyramid;
	struct local_spot spot[FINGERPRINT_QUERY_POINTS];
	int count;
};

static int take_side(double samples)
{
	return samples < 1 ? 1 : (int)lround(samples);
}

/* The picture at the size that is worked on, and its spots. */
static enum lens_err take_init(struct take *take,
			       const struct fingerprint_plane *plane,
			       const struct take_kind *kind)
{
	double width = plane->right - plane->left;
	double height = plane->bottom - plane->top;
	double scale = kind->side / (width < height ? width : height);
	double most = (double)TAKE_LONGEST * kind->side * kind->side;
	struct local_plane copy;
	enum lens_err err;

	take->pool.count = 0;
	take->count = 0;
	scale = scale > TAKE_ENLARGE ? TAKE_ENLARGE : scale;
	if (width * height * scale * scale > most)
		scale = sqrt(most / (width * height));
	take->base = local_plane_new(&take->pool, take_side(width * scale),
				     take_side(height * scale));
	err = local_shrink(&take->pool, plane, &take->base);
	if (err || take->base.width < TAKE_THINNEST ||
	    take->base.height < TAKE_THINNEST)
		return err;
	copy = take->base;
	/* An enlarged picture is as much more blurred than a sharp one. */
	err = local_pyramid_build(&take->pool, copy,
				  (float)(scale > 1 ? 0.5 * scale : 0.5),
				  &take->pyramid);
	if (err)
		return err;
	return local_spots_choose(&take->pool, &take->pyramid, kind->keep,
				  kind->spread, take->spot, &take->count);
}

static void take_point(const struct take *take, int i,
		       struct fingerprint_point *out,
		       uint8_t firm[FINGERPRINT_POINT_BITS / 2])
{
	const struct local_spot *spot = &take->spot[i];
	const struct local_plane *base = &take->base;
	int side = base->width < base->height ? base->width : base->height;

	local_code(&take->pyramid.level[spot->octave][spot->level], spot,
		   out->code, firm);
	out->x = take_part(spot->x, base->width);
	out->y = take_part(spot->y, base->height);
	out->size = take_size((double)spot->sigma / side);
}

static void take_bytes(const struct local_plane *plane, uint8_t *out)
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
static enum lens_err take_luma(struct take *take, int columns, int rows,
			       uint8_t *out)
{
	struct local_plane plane = local_plane_new(&take->pool, columns, rows);
	enum lens_err err =
	    local_shrink_plane(&take->pool, &take->base, &plane);

	if (!err)
		take_bytes(&plane, out);
	return err;
}

enum lens_err fingerprint_local_take(const struct fingerprint_plane *plane,
				     struct fingerprint_local *out)
{
	struct take take;
	enum lens_err err;

	memset(out, 0, sizeof(*out));
	if (!plane_is_sound(plane))
		return LENS_MALFORMED;
	err = take_init(&take, plane, &take_photo);
	if (!err)
		err = take_luma(&take, FINGERPRINT_LOCAL_GRID,
				FINGERPRINT_LOCAL_GRID, &out->grid[0][0]);
	if (!err) {
		for (int i = 0; i < take.count; i++)
			take_point(&take, i, &out->point[i], NULL);
		out->width = plane->width;
		out->height = plane->height;
		out->count = (uint16_t)take.count;
	}
	local_pool_free(&take.pool);
	if (err)
		memset(out, 0, sizeof(*out));
	return err;
}

/* As large as fits, but not larger than what was looked at. */
static void take_plane_size(const struct local_plane *base,
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

enum lens_err fingerprint_query_take(const struct fingerprint_plane *plane,
				     struct fingerprint_query *out)
{
	struct take take;
	enum lens_err err;

	memset(out, 0, sizeof(*out));
	if (!plane_is_sound(plane))
		return LENS_MALFORMED;
	err = take_init(&take, plane, &take_query);
	if (!err) {
		take_plane_size(&take.base, out);
		err = take_luma(&take, out->columns, out->rows, out->luma);
	}
	if (!err) {
		for (int i = 0; i < take.count; i++)
			take_point(&take, i, &out->point[i], out->firm[i]);
		out->width = plane->width;
		out->height = plane->height;
		out->count = (uint16_t)take.count;
	}
	local_pool_free(&take.pool);
	if (err)
		memset(out, 0, sizeof(*out));
	return err;
}
