/* region_cut.c: where on a page the pictures are. */
#include <stdlib.h>

#include <lenscap/fingerprint_region.h>

#include "plane.h"

#define CUT_GREY 12  /* what JPEG may add to a plain row */
#define CUT_OF 100   /* one sample of so many may be another: a thin line */
#define CUT_DEPTH 12 /* cuts within cuts */
#define CUT_LEAVES 256
#define CUT_ASPECT 6 /* longer ones are lines of text, bars, rules */
#define CUT_GREYS 32 /* classes of grey, of which a picture has many */
#define CUT_GREYS_FEW 6
#define CUT_SQUARE_MOST 400 /* samples: larger ones are found as they are */
#define CUT_SQUARE_TENTHS 20
#define CUT_WHOLE 0.95 /* of the plane: nothing was cut off */

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

/* Pictures have many greys, text and buttons few. */
static bool cut_has_greys(const struct cut *cut,
			  const struct fingerprint_rectangle *in)
{
	uint32_t count[CUT_GREYS] = {0};
	uint64_t area = (uint64_t)in->width * in->height;
	int greys = 0;

	for (uint32_t y = 0; y < in->height; y++) {
		const uint8_t *at =
		    cut->plane->luma + (in->y + y) * cut->plane->stride + in->x;

		for (uint32_t x = 0; x < in->width; x++)
			count[at[x] * CUT_GREYS / 256]++;
	}
	for (int i = 0; i < CUT_GREYS; i++)
		greys += (uint64_t)count[i] * 100 > area;
	return greys >= CUT_GREYS_FEW;
}

static void cut_leaf(struct cut *cut, const struct fingerprint_rectangle *in)
{
	uint32_t longer = in->width > in->height ? in->width : in->height;
	uint32_t shorter = in->width < in->height ? in->width : in->height;
	double all = (double)cut->plane->columns * cut->plane->rows;

	if (shorter < cut->least || longer > CUT_ASPECT * shorter ||
	    (double)in->width * in->height > CUT_WHOLE * all ||
	    cut->leaves == CUT_LEAVES || !cut_has_greys(cut, in))
		return;
	cut->leaf[cut->leaves++] = *in;
}

static void cut_part(struct cut *cut, const struct fingerprint_rectangle *in,
		     bool down, int depth, bool whole);

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
			cut_leaf(cut, in);
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

size_t
fingerprint_regions(const struct fingerprint_plane *plane, uint32_t least,
		    struct fingerprint_rectangle out[FINGERPRINT_REGIONS])
{
	struct fingerprint_rectangle all = {0, 0, plane->columns, plane->rows};
	struct cut cut = {.plane = plane, .least = least < 8 ? 8 : least};
	size_t count;

	if (!plane_is_sound(plane) || plane->columns < 16 || plane->rows < 16)
		return 0;
	cut_part(&cut, &all, true, 0, false);
	qsort(cut.leaf, cut.leaves, sizeof(cut.leaf[0]), cut_larger);
	count =
	    cut.leaves < FINGERPRINT_REGIONS ? cut.leaves : FINGERPRINT_REGIONS;
	for (size_t i = 0; i < count; i++)
		out[i] = cut.leaf[i];
	for (size_t i = 0, cuts = count; i < cuts; i++)
		count = cut_square(plane, out, i, count);
	return count;
}
