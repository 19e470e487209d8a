/* align_verdict.c: is it the photo, and what was done to it? */
#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#include "align.h"

#define GRID FINGERPRINT_LOCAL_GRID

/*
 * Measured needs, see tests/bench/README.md, raised by a tenth because they
 * were found with the same strangers that then were not mistaken.
 */
#define VERDICT_NEARLY_ALL 0.9 /* of the pixels */
#define VERDICT_MARGIN 1.1f

/*
 * A drawing or a page of text has few greys: many neighbouring cells are
 * alike, and one straight edge of it fits one of anybody's frame.
 */
static bool verdict_is_flat(const struct fingerprint_local *photo)
{
	int alike = 0;

	for (int j = 0; j < GRID; j++)
		for (int i = 0; i + 1 < GRID; i++) {
			alike +=
			    abs(photo->grid[j][i] - photo->grid[j][i + 1]) <= 1;
			alike +=
			    abs(photo->grid[i][j] - photo->grid[i + 1][j]) <= 1;
		}
	return alike > GRID * (GRID - 1);
}

/*
 * What is enough where something lies over the photo or around a part of it:
 * strangers of these likenesses had at most two thirds of the points.
 */
static const struct {
	size_t which; /* of struct alignment */
	float likeness, evidence, need, flat;
} verdict_overlaid[] = {
    {offsetof(struct alignment, near), 0.97f, 12, 24, 48},
    {offsetof(struct alignment, near_most), 0.98f, 10, 40, 60},
    {offsetof(struct alignment, near_most), 0.95f, 12, 36, 60},
    {offsetof(struct alignment, most), 0.97f, 16, 30, 50},
    {offsetof(struct alignment, most), 0.95f, 16, 40, 60},
    {offsetof(struct alignment, near_most), 0.9f, 16, 56, 90},
    {offsetof(struct alignment, most), 0.9f, 16, 56, 90},
};

static float verdict_need_overlaid(const struct alignment *alignment, bool flat)
{
	size_t rows = sizeof(verdict_overlaid) / sizeof(verdict_overlaid[0]);
	float need = INFINITY;

	for (size_t i = 0; i < rows; i++) {
		const struct align_agreement *seen =
		    (const void *)((const char *)alignment +
				   verdict_overlaid[i].which);
		float row =
		    flat ? verdict_overlaid[i].flat : verdict_overlaid[i].need;

		if (seen->likeness >= verdict_overlaid[i].likeness &&
		    seen->evidence >= verdict_overlaid[i].evidence)
			need = fminf(need, row);
	}
	return need;
}

/*
 * What is enough by the agreement of all the pixels that both have.  Of 2,350
 * parts and copies asked for among 951 pictures no stranger had 0.998 on five
 * places and as many points, but of flat pictures: words in one font do.
 */
static const struct {
	float likeness, evidence, need, flat;
} verdict_alike[] = {
    {0.99f, 8, 12, 28},	       {0.98f, 8, 16, 28},
    {0.998f, 5, 16, INFINITY}, {0.97f, 8, 24, INFINITY},
    {0.98f, 5, 34, INFINITY},  {0.99f, 5, 34, 34},
    {0.93f, 0, 48, 72},
};

static float verdict_need(const struct alignment *alignment, bool flat)
{
	size_t rows = sizeof(verdict_alike) / sizeof(verdict_alike[0]);
	float need = flat ? 120 : 80;

	for (size_t i = 0; i < rows; i++) {
		float row =
		    flat ? verdict_alike[i].flat : verdict_alike[i].need;

		if (alignment->likeness >= verdict_alike[i].likeness &&
		    alignment->evidence >= verdict_alike[i].evidence)
			need = fminf(need, row);
	}
	if (alignment->among >= 0.98f)
		return fminf(need, 40);
	if (alignment->among >= 0.93f)
		return fminf(need, flat ? 90 : 60);
	return need;
}

/*
 * Points alone must be very many: two pages of text share letters and layout.
 * Where the pixels agree as well, few will do.  Flat pictures have the same
 * letters and corners in many places, and need half as many again.
 */
float align_value(const struct fingerprint_local *photo,
		  const struct alignment *alignment)
{
	bool flat = verdict_is_flat(photo);
	float need = fminf(verdict_need(alignment, flat),
			   verdict_need_overlaid(alignment, flat));

	return alignment->score / (need * VERDICT_MARGIN);
}

bool align_can(const struct fingerprint_local *photo, float score)
{
	return score >= (verdict_is_flat(photo) ? 28 : 12) * VERDICT_MARGIN;
}

struct verdict_corner {
	float x, y;
};

#define VERDICT_CORNERS 8

static float verdict_area(const struct verdict_corner *corner, int count)
{
	float sum = 0;

	for (int i = 0; i < count; i++) {
		const struct verdict_corner *a = &corner[i];
		const struct verdict_corner *b = &corner[(i + 1) % count];

		sum += a->x * b->y - b->x * a->y;
	}
	return fabsf(sum) / 2;
}

/* What is left of a polygon where a x + b y <= c (Sutherland, Hodgman 1974). */
static int verdict_clip(struct verdict_corner *corner, int count,
			const float side[3])
{
	struct verdict_corner out[VERDICT_CORNERS];
	int n = 0;

	for (int i = 0; i < count; i++) {
		struct verdict_corner a = corner[i];
		struct verdict_corner b = corner[(i + 1) % count];
		float da = side[0] * a.x + side[1] * a.y - side[2];
		float db = side[0] * b.x + side[1] * b.y - side[2];

		if (da <= 0 && n < VERDICT_CORNERS)
			out[n++] = a;
		if ((da < 0 && db > 0) || (da > 0 && db < 0)) {
			float t = da / (da - db);

			if (n < VERDICT_CORNERS)
				out[n++] = (struct verdict_corner){
				    a.x + t * (b.x - a.x),
				    a.y + t * (b.y - a.y)};
		}
	}
	for (int i = 0; i < n; i++)
		corner[i] = out[i];
	return n;
}

static uint32_t verdict_pixel(float at, int samples, uint32_t pixels)
{
	float pixel = at / (float)samples * (float)pixels;

	return pixel < 0	       ? 0
	       : pixel > (float)pixels ? pixels
				       : (uint32_t)lroundf(pixel);
}

/* The rectangle of the picture around the polygon of the photo. */
static void verdict_region(const struct align_sums *sums,
			   const struct match_place *place,
			   const struct verdict_corner *corner, int count,
			   struct match_answer *out)
{
	float left = 1e9f, top = 1e9f, right = 0, bottom = 0;
	struct fingerprint_rectangle *at = &out->region;

	for (int i = 0; i < count; i++) {
		struct align_at in =
		    align_locate(sums, place, corner[i].x, corner[i].y);

		left = fminf(left, in.x);
		right = fmaxf(right, in.x);
		top = fminf(top, in.y);
		bottom = fmaxf(bottom, in.y);
	}
	at->x = verdict_pixel(left, sums->columns, sums->across);
	at->y = verdict_pixel(top, sums->rows, sums->down);
	at->width = verdict_pixel(right, sums->columns, sums->across) - at->x;
	at->height = verdict_pixel(bottom, sums->rows, sums->down) - at->y;
}

/* A place that is nearly the whole picture tells nobody where to look. */
static bool verdict_is_nearly_all(const struct align_sums *sums,
				  const struct fingerprint_rectangle *at)
{
	return (double)at->width * at->height >
	       VERDICT_NEARLY_ALL * sums->across * sums->down;
}

static void verdict_overlap(const struct align_sums *sums, float width,
			    float height, const struct match_place *place,
			    struct match_answer *out)
{
	const float sides[4][3] = {
	    {-1, 0, 0}, {0, -1, 0}, {1, 0, width}, {0, 1, height}};
	float w = place->turn & 4 ? sums->height : sums->width;
	float h = place->turn & 4 ? sums->width : sums->height;
	struct verdict_corner corner[VERDICT_CORNERS] = {
	    {0, 0}, {w, 0}, {w, h}, {0, h}};
	int count = 4;
	float whole, part;

	for (int i = 0; i < 4; i++) {
		float x = corner[i].x * place->aspect;
		float y = corner[i].y / place->aspect;

		corner[i].x = place->m * x - place->n * y + place->tx;
		corner[i].y = place->n * x + place->m * y + place->ty;
	}
	whole = verdict_area(corner, count);
	for (int i = 0; i < 4; i++)
		count = verdict_clip(corner, count, sides[i]);
	part = verdict_area(corner, count);
	verdict_region(sums, place, corner, count, out);
	out->photo_seen = fminf(1, part / (width * height));
	out->picture_part = whole > 0 ? fminf(1, part / whole) : 0;
}

/* The picture is the photo mirrored, then rotated counter-clockwise. */
static const unsigned verdict_turns[FINGERPRINT_DIHEDRALS] = {
    0,
    MATCH_MIRRORED,
    MATCH_MIRRORED | MATCH_ROTATED_180,
    MATCH_ROTATED_180,
    MATCH_MIRRORED | MATCH_ROTATED_90,
    MATCH_ROTATED_270,
    MATCH_ROTATED_90,
    MATCH_MIRRORED | MATCH_ROTATED_270,
};

static bool verdict_is_square(float width, float height)
{
	return fabsf(width - height) < 0.02f;
}

/* What was cut out of a page has lost some rows of the disc's ends. */
static bool verdict_is_round(float width, float height)
{
	return fabsf(width - height) < 0.06f;
}

/* Beyond, along which way a picture is stretched is not known exactly. */
#define VERDICT_ASKEW 10 /* degrees */

/*
 * By how many degrees the picture is the photo turned to the left.  The place
 * turns the picture back, and y runs down; of a mirrored picture it turns the
 * mirror image.
 */
static int verdict_degrees(const struct match_place *place)
{
	double degrees =
	    atan2((double)place->n, (double)place->m) * 180 / 3.14159265358979;

	/* Less than one is how exactly a place is known. */
	if (fabs(degrees) < 1)
		return 0;
	return (int)lround(__builtin_parity(place->turn) ? -degrees : degrees);
}

void align_explain(const struct align_sums *sums,
		   const struct fingerprint_local *photo,
		   const struct alignment *alignment, struct match_answer *out)
{
	const struct match_place *place = &alignment->place;
	float shorter = (float)(photo->width < photo->height ? photo->width
							     : photo->height);
	float width = (float)photo->width / shorter;
	float height = (float)photo->height / shorter;
	bool to_square = verdict_is_square(sums->width, sums->height) &&
			 !verdict_is_square(width, height);

	verdict_overlap(sums, width, height, place, out);
	out->how = verdict_turns[place->turn];
	if (verdict_is_round(sums->width, sums->height) &&
	    align_is_disc(sums->query) && align_leaves_disc(sums, photo, place))
		out->how |= MATCH_ROUND;
	else if (out->photo_seen < 0.96f)
		out->how |= out->picture_part >= 0.96f && to_square
				? MATCH_SQUARE
				: MATCH_CROPPED;
	if (out->picture_part < 0.6f)
		out->how |= MATCH_PART;
	else if (out->picture_part < 0.97f)
		out->how |= MATCH_FRAMED;
	if (!(out->how & (MATCH_PART | MATCH_FRAMED)) ||
	    out->region.height == 0 ||
	    verdict_is_nearly_all(sums, &out->region))
		out->region = (struct fingerprint_rectangle){0};
	out->degrees = verdict_degrees(place);
	if (out->degrees != 0)
		out->how |= MATCH_TURNED;
	/* The width's stretch over the height's is the square of aspect. */
	if (abs(out->degrees) < VERDICT_ASKEW &&
	    (place->aspect > 1.025f || place->aspect < 1 / 1.025f))
		out->how |= MATCH_STRETCHED;
}
