/* region_islands.c: what the page's own grey cuts out of a larger whole. */
#include <stdlib.h>

#include "region.h"

#define ISLANDS_GREY 20	   /* what JPEG may add to the page beside an edge */
#define ISLANDS_RUNS 65536 /* more are text or noise */
#define ISLANDS_THIN 3	   /* samples: narrower bridges do not hold */
#define ISLANDS_FULL 0.45  /* of its rectangle; of a disc's are 0.79 */
#define ISLANDS_WHOLE 0.7  /* of the larger whole: it is asked for itself */
#define ISLANDS_ASPECT 2
#define ISLANDS_GREYS_FEW 4
#define ISLANDS_MOST 4

/* Samples of a row that are not the page; then, of all that hang together. */
struct islands_run {
	uint32_t first, end, row, parent;
	uint32_t left, top, right, bottom; /* of a root: of all */
	uint64_t area;
};

struct islands {
	struct islands_run *run;
	uint32_t count;
};

static uint32_t islands_root(struct islands *islands, uint32_t i)
{
	while (islands->run[i].parent != i) {
		islands->run[i].parent =
		    islands->run[islands->run[i].parent].parent;
		i = islands->run[i].parent;
	}
	return i;
}

static void islands_join(struct islands *islands, uint32_t a, uint32_t b)
{
	struct islands_run *one, *other;

	a = islands_root(islands, a);
	b = islands_root(islands, b);
	if (a == b)
		return;
	one = &islands->run[a < b ? a : b];
	other = &islands->run[a < b ? b : a];
	other->parent = a < b ? a : b;
	one->left = other->left < one->left ? other->left : one->left;
	one->right = other->right > one->right ? other->right : one->right;
	one->bottom = other->bottom > one->bottom ? other->bottom : one->bottom;
	one->area += other->area;
}

/* The runs of a row; false when there are too many. */
static bool islands_row(struct islands *islands, const uint8_t *at,
			uint32_t width, uint32_t row, int ground)
{
	for (uint32_t x = 0; x < width;) {
		uint32_t first;

		while (x < width && abs(at[x] - ground) <= ISLANDS_GREY)
			x++;
		first = x;
		while (x < width && abs(at[x] - ground) > ISLANDS_GREY)
			x++;
		if (x - first < ISLANDS_THIN)
			continue;
		if (islands->count == ISLANDS_RUNS)
			return false;
		islands->run[islands->count] = (struct islands_run){
		    .first = first,
		    .end = x,
		    .row = row,
		    .parent = islands->count,
		    .left = first,
		    .top = row,
		    .right = x,
		    .bottom = row + 1,
		    .area = x - first,
		};
		islands->count++;
	}
	return true;
}

/* Join the runs from now on, of one row, with those of the row before. */
static void islands_hang(struct islands *islands, uint32_t before, uint32_t now)
{
	uint32_t i = before, k = now;

	while (i < now && k < islands->count) {
		const struct islands_run *a = &islands->run[i];
		const struct islands_run *b = &islands->run[k];
		uint32_t first = a->first > b->first ? a->first : b->first;
		uint32_t end = a->end < b->end ? a->end : b->end;

		if (end >= first + ISLANDS_THIN)
			islands_join(islands, i, k);
		if (a->end < b->end)
			i++;
		else
			k++;
	}
}

static bool islands_all(struct islands *islands,
			const struct fingerprint_plane *plane,
			const struct fingerprint_rectangle *in)
{
	int ground = region_ground(plane, in);
	uint32_t before = 0;

	for (uint32_t y = 0; y < in->height; y++) {
		uint32_t now = islands->count;

		if (!islands_row(islands,
				 plane->luma + (in->y + y) * plane->stride +
				     in->x,
				 in->width, y, ground))
			return false;
		islands_hang(islands, before, now);
		before = now;
	}
	return true;
}

static bool islands_is_picture(const struct islands_run *run,
			       const struct fingerprint_rectangle *in,
			       uint32_t least)
{
	uint32_t width = run->right - run->left;
	uint32_t height = run->bottom - run->top;
	double area = (double)width * height;

	return width >= least && height >= least &&
	       width <= ISLANDS_ASPECT * height &&
	       height <= ISLANDS_ASPECT * width &&
	       area <= ISLANDS_WHOLE * in->width * in->height &&
	       (double)run->area >= ISLANDS_FULL * area;
}

size_t region_islands(const struct fingerprint_plane *plane,
		      const struct fingerprint_rectangle *in, uint32_t least,
		      struct fingerprint_rectangle *out, size_t count,
		      size_t most)
{
	struct islands islands = {malloc(ISLANDS_RUNS * sizeof(*islands.run)),
				  0};
	size_t end = count + ISLANDS_MOST < most ? count + ISLANDS_MOST : most;

	if (islands.run && islands_all(&islands, plane, in))
		for (uint32_t i = 0; i < islands.count && count < end; i++) {
			const struct islands_run *run = &islands.run[i];
			const struct fingerprint_rectangle at = {
			    in->x + run->left, in->y + run->top,
			    run->right - run->left, run->bottom - run->top};

			if (run->parent == i &&
			    islands_is_picture(run, in, least) &&
			    !region_is_there(&at, out, count) &&
			    region_has_greys(plane, &at, ISLANDS_GREYS_FEW))
				out[count++] = at;
		}
	free(islands.run);
	return count;
}
