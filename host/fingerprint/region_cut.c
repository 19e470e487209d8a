/* region_cut.c: where on a page the pictures are. */
#include <stdlib.h>

#include "plane.h"
#include "region.h"

#define CUT_GREY 12  /* what JPEG may add to a plain row */
#define CUT_OF 100   /* one sample of so many may be another: a thin line */
#define CUT_DEPTH 12 /* cuts within cuts */
#define CUT_LEAVES 256
#define CUT_ASPECT 6 /* longer ones are lines of text, bars, rules */
#define CUT_GREYS_FEW 6
#define CUT_SQUARE_MOST 400 /* samples: larger ones are found as they are */
#define CUT_SQUARE_TENTHS 20
#define CUT_BOTH_WAYS 2 /* cuts, until something has four sides */
#define CUT_FULL_ASPECT 2
#define CUT_FULL_GREYS 3
#define CUT_SAME 0.9	/* of both: asked for once */
#define CUT_ISLANDS 0.7 /* of the plane: more is no part of a page */
#define CUT_WHOLE 0.95	/* of the plane: nothing was cut off */

struct cut {
	const struct fingerprint_plane *plane;
	uint32_t least;
	struct fingerprint_rectangle leaf[CUT_LEAVES];
	size_t leaves;
};

/* Is a row (step 1) or column (step stride) of one grey? */
static bool cut_is_plain(const uint8_t *at, uint32_t count, size_t step)
{
	uint32_t other = 0, most = count / CUT_OF;
	/* The first sample may be the end of a line. */
	int grey = at[count / 16 * step];

	for (uint32_t i = 0; i < count; i++, at += step)
		if (abs(*at - grey) > CUT_GREY && ++other > most)
			return false;
	return true;
}

static bool cut_row_is_plain(const struct cut *cut,
			     const struct fingerprint_rectangle *in, bool down,
			     uint32_t i)
{
	size_t stride = cut->plane->stride;
	const uint8_t *at = cut->plane->luma + in->y * stride + in->x;

	return down ? cut_is_plain(at + i * stride, in->width, 1)
		    : cut_is_plain(at + i, in->height, stride);
}

static void cut_leaf(struct cut *cut, const struct fingerprint_rectangle *in,
		     int few)
{
	uint32_t longer = in->width > in->height ? in->width : in->height;
	uint32_t shorter = in->width < in->height ? in->width : in->height;
	double all = (double)cut->plane->columns * cut->plane->rows;

	if (shorter < cut->least || longer > CUT_ASPECT * shorter ||
	    (double)in->width * in->height > CUT_WHOLE * all ||
	    cut->leaves == CUT_LEAVES || !region_has_greys(cut->plane, in, few))
		return;
	cut->leaf[cut->leaves++] = *in;
}

static void cut_part(struct cut *cut, const struct fingerprint_rectangle *in,
		     bool down, int depth, bool whole);

/* How much of the middle of a side, just inside, is not the ground? */
static bool cut_side_is_full(const uint8_t *at, uint32_t count, size_t step,
			     int ground)
{
	uint32_t full = 0;

	for (uint32_t i = 0; i < count; i++)
		full += abs(at[i * step] - ground) > CUT_GREY;
	return full * 10 >= count * 7;
}

/*
 * Does it reach its sides, as a square and a disc do and text does not?  On
 * one of them it may be as the page is.
 */
static bool cut_is_full(const struct cut *cut,
			const struct fingerprint_rectangle *in)
{
	int ground = region_ground(cut->plane, in);
	size_t stride = cut->plane->stride;
	uint32_t x = in->x + in->width / 3, y = in->y + in->height / 3;
	uint32_t wide = in->width / 3, high = in->height / 3;
	uint32_t right = in->x + in->width - 1 - in->width / 24;
	uint32_t bottom = in->y + in->height - 1 - in->height / 24;
	uint32_t left = in->x + in->width / 24, top = in->y + in->height / 24;
	const uint8_t *luma = cut->plane->luma;

	return cut_side_is_full(luma + top * stride + x, wide, 1, ground) +
		   cut_side_is_full(luma + bottom * stride + x, wide, 1,
				    ground) +
		   cut_side_is_full(luma + y * stride + left, high, stride,
				    ground) +
		   cut_side_is_full(luma + y * stride + right, high, stride,
				    ground) >=
	       3;
}

/* Is a row (step 1) or column (step stride) as the page is? */
static bool cut_is_ground(const uint8_t *at, uint32_t count, size_t step,
			  int ground)
{
	for (uint32_t i = 0; i < count; i++)
		if (abs(at[i * step] - ground) > CUT_GREY)
			return false;
	return true;
}

/* Without the rows and columns of the page at its sides; false: it is page. */
static bool cut_trim(const struct cut *cut, struct fingerprint_rectangle *in)
{
	int ground = region_ground(cut->plane, in);
	size_t stride = cut->plane->stride;
	const uint8_t *luma = cut->plane->luma;

	while (in->height > 0 && cut_is_ground(luma + in->y * stride + in->x,
					       in->width, 1, ground)) {
		in->y++;
		in->height--;
	}
	while (in->height > 0 &&
	       cut_is_ground(luma + (in->y + in->height - 1) * stride + in->x,
			     in->width, 1, ground))
		in->height--;
	while (in->height > 0 && in->width > 0 &&
	       cut_is_ground(luma + in->y * stride + in->x, in->height, stride,
			     ground)) {
		in->x++;
		in->width--;
	}
	while (in->height > 0 && in->width > 0 &&
	       cut_is_ground(luma + in->y * stride + in->x + in->width - 1,
			     in->height, stride, ground))
		in->width--;
	return in->width > 0 && in->height > 0;
}

/*
 * A picture with a plain row of its own, sky or a wall, would be cut further:
 * what was cut out on all sides and reaches them is taken as it is, too.
 */
static void cut_full(struct cut *cut, const struct fingerprint_rectangle *in,
		     int depth)
{
	struct fingerprint_rectangle part = *in;

	if (depth == CUT_BOTH_WAYS && cut_trim(cut, &part) &&
	    part.width <= CUT_FULL_ASPECT * part.height &&
	    part.height <= CUT_FULL_ASPECT * part.width &&
	    cut_is_full(cut, &part))
		cut_leaf(cut, &part, CUT_FULL_GREYS);
}

/* What lies between two plain rows (or columns) first and end. */
static void cut_run(struct cut *cut, const struct fingerprint_rectangle *in,
		    bool down, int depth, uint32_t first, uint32_t end)
{
	struct fingerprint_rectangle part = *in;
	uint32_t side = down ? in->height : in->width;

	if (end - first < cut->least)
		return;
	if (down) {
		part.y += first;
		part.height = end - first;
	} else {
		part.x += first;
		part.width = end - first;
	}
	cut_full(cut, &part, depth + 1);
	cut_part(cut, &part, !down, depth + 1, end - first == side);
}

/*
 * Cut along rows (down) or columns.  whole: the other way changed nothing, so
 * that a part which stays whole this way too is a leaf.
 */
static void cut_part(struct cut *cut, const struct fingerprint_rectangle *in,
		     bool down, int depth, bool whole)
{
	uint32_t side = down ? in->height : in->width, first = 0;
	bool plain = true;

	if (depth == CUT_DEPTH || cut->leaves == CUT_LEAVES)
		return;
	for (uint32_t i = 0; i <= side; i++) {
		bool was = plain;

		plain = i == side || cut_row_is_plain(cut, in, down, i);
		if (was && !plain)
			first = i;
		if (was || !plain)
			continue;
		if (whole && first == 0 && i == side)
			cut_leaf(cut, in, CUT_GREYS_FEW);
		else
			cut_run(cut, in, down, depth, first, i);
	}
}

static int cut_larger(const void *left, const void *right)
{
	const struct fingerprint_rectangle *a = left, *b = right;
	uint64_t x = (uint64_t)a->width * a->height;
	uint64_t y = (uint64_t)b->width * b->height;

	if (x != y)
		return x > y ? -1 : 1;
	if (a->y != b->y)
		return a->y < b->y ? -1 : 1;
	return a->x < b->x ? -1 : a->x > b->x;
}

/*
 * What is nearly square may be a square or a disc of which one side is as the
 * page is, dark on dark: such squares are asked for, too, towards both sides.
 */
static size_t cut_square(const struct fingerprint_plane *plane,
			 struct fingerprint_rectangle *out, size_t from,
			 size_t count)
{
	struct fingerprint_rectangle in = out[from], first = in, last = in;
	uint32_t longer = in.width > in.height ? in.width : in.height;
	uint32_t shorter = in.width < in.height ? in.width : in.height;
	uint32_t more = longer - shorter;

	if (longer > CUT_SQUARE_MOST || longer * 16 < shorter * 17 ||
	    longer * 10 > shorter * CUT_SQUARE_TENTHS)
		return count;
	first.width = first.height = last.width = last.height = longer;
	if (in.width < in.height)
		last.x = in.x > more ? in.x - more : 0;
	else
		last.y = in.y > more ? in.y - more : 0;
	if (count < FINGERPRINT_REGIONS && longer <= plane->columns - first.x &&
	    longer <= plane->rows - first.y)
		out[count++] = first;
	if (count < FINGERPRINT_REGIONS && longer <= plane->columns - last.x &&
	    longer <= plane->rows - last.y)
		out[count++] = last;
	return count;
}

/* The largest first, none twice. */
static size_t cut_choose(struct cut *cut, struct fingerprint_rectangle *out)
{
	size_t count = 0;

	qsort(cut->leaf, cut->leaves, sizeof(cut->leaf[0]), cut_larger);
	for (size_t i = 0; i < cut->leaves && count < FINGERPRINT_REGIONS;
	     i++) {
		bool twice = false;

		for (size_t k = 0; k < count; k++)
			twice |=
			    region_is_same(&cut->leaf[i], &out[k], CUT_SAME);
		if (!twice)
			out[count++] = cut->leaf[i];
	}
	return count;
}

size_t
fingerprint_regions(const struct fingerprint_plane *plane, uint32_t least,
		    struct fingerprint_rectangle out[FINGERPRINT_REGIONS])
{
	struct fingerprint_rectangle all = {0, 0, plane->columns, plane->rows};
	struct cut cut = {.plane = plane, .least = least < 8 ? 8 : least};
	size_t count, cuts;

	if (!plane_is_sound(plane) || plane->columns < 16 || plane->rows < 16)
		return 0;
	cut_part(&cut, &all, true, 0, false);
	count = cuts = cut_choose(&cut, out);
	for (size_t i = 0; i < cuts; i++)
		count = cut_square(plane, out, i, count);
	/* A photo of something before a plain wall is no page. */
	for (size_t i = 0; i < cuts; i++)
		if ((double)out[i].width * out[i].height <=
		    CUT_ISLANDS * plane->columns * plane->rows)
			count = region_islands(plane, &out[i], cut.least, out,
					       count, FINGERPRINT_REGIONS);
	return region_insets(plane, cut.least, out, count, FINGERPRINT_REGIONS);
}
