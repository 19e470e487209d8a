/* region_insets.c: pictures that were laid on a picture, by their edges. */
#include <stdlib.h>
#include <string.h>

#include "region.h"
#include "vector.h"

#define INSETS_STEP 10	  /* greys across an edge */
#define INSETS_LINES 12	  /* that are tried as sides, each way */
#define INSETS_BESIDE 4	  /* samples from a line to what it is held against */
#define INSETS_SIDES 1.8f /* more, of the four together */
#define INSETS_WHOLE 0.85 /* of the plane: it is asked for itself */
#define INSETS_ASPECT 2
#define INSETS_LEAST 48 /* samples a side, to tell an edge from chance */
#define INSETS_GREYS_FEW 6
#define INSETS_SAME 0.3 /* of what two cover: they are one */
#define INSETS_MOST 2

struct insets_line {
	uint32_t at;	/* between the sample before it and the one after */
	uint32_t edges; /* more than beside it */
	uint16_t *own, *beside; /* sums along it: edges, and those beside */
};

/* The lines one way: columns (across) or rows. */
struct insets_way {
	const struct fingerprint_plane *plane;
	bool across;
	uint32_t lines, length;
	uint32_t *edges; /* of each line */
	struct insets_line line[INSETS_LINES];
	size_t count;
};

static VECTOR_INLINE uint8_t insets_is_edge(uint8_t a, uint8_t b)
{
	uint8_t most = a > b ? a : b, least = a > b ? b : a;

	return (uint8_t)(most - least) > INSETS_STEP;
}

/* At most 255 rows, then they are added to the columns. */
VECTOR_CLONES static void insets_count(const uint8_t *restrict at,
				       uint8_t *restrict edges, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		edges[i] =
		    (uint8_t)(edges[i] + insets_is_edge(at[i], at[i + 2]));
}

VECTOR_CLONES static void insets_add(uint32_t *restrict columns,
				     uint8_t *restrict edges, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		columns[i] += edges[i];
	memset(edges, 0, count);
}

VECTOR_CLONES static uint32_t insets_sum(const uint8_t *restrict above,
					 const uint8_t *restrict below,
					 uint32_t count)
{
	uint32_t sum = 0;

	for (uint32_t first = 0; first < count; first += 128) {
		uint32_t end = count - first < 128 ? count : first + 128;
		uint8_t part = 0;

		for (uint32_t i = first; i < end; i++)
			part = (uint8_t)(part +
					 insets_is_edge(above[i], below[i]));
		sum += part;
	}
	return sum;
}

/* Of each line, how often the samples on both sides of it differ. */
static bool insets_edges(const struct fingerprint_plane *plane,
			 uint32_t *columns, uint32_t *rows)
{
	uint32_t wide = plane->columns - 2;
	uint8_t *edges = calloc(wide, sizeof(*edges));

	if (!edges)
		return false;
	for (uint32_t y = 0; y < plane->rows; y++) {
		const uint8_t *at = plane->luma + y * plane->stride;

		insets_count(at, edges, wide);
		if (y % 255 == 254 || y + 1 == plane->rows)
			insets_add(columns + 1, edges, wide);
		if (y >= 1 && y + 1 < plane->rows)
			rows[y] =
			    insets_sum(at - plane->stride, at + plane->stride,
				       plane->columns);
	}
	free(edges);
	return true;
}

/* The lines that have more edges than those beside them, the most first. */
static void insets_choose(struct insets_way *way, uint32_t least)
{
	for (uint32_t i = INSETS_BESIDE + 1; i + INSETS_BESIDE + 1 < way->lines;
	     i++) {
		uint32_t beside = (way->edges[i - INSETS_BESIDE] +
				   way->edges[i + INSETS_BESIDE]) /
				  2;
		struct insets_line line = {.at = i};
		size_t at = way->count;

		if (way->edges[i] < beside + least / 3 ||
		    way->edges[i] < way->edges[i - 1] ||
		    way->edges[i] <= way->edges[i + 1])
			continue;
		line.edges = way->edges[i] - beside;
		if (at == INSETS_LINES && way->line[at - 1].edges >= line.edges)
			continue;
		if (at < INSETS_LINES)
			way->count++;
		else
			at--;
		for (; at > 0 && way->line[at - 1].edges < line.edges; at--)
			way->line[at] = way->line[at - 1];
		way->line[at] = line;
	}
}

static unsigned insets_edge(const struct insets_way *way, uint32_t at,
			    uint32_t along)
{
	size_t stride = way->plane->stride;
	const uint8_t *luma = way->plane->luma;

	if (way->across)
		luma += along * stride + at;
	else
		luma += at * stride + along;
	return abs(way->across ? luma[1] - luma[-1]
			       : luma[stride] - *(luma - stride)) > INSETS_STEP;
}

/* Sums along each line, so that a side of any length costs the same. */
static bool insets_sums(struct insets_way *way)
{
	for (size_t i = 0; i < way->count; i++) {
		struct insets_line *line = &way->line[i];
		uint32_t at = line->at;

		line->own =
		    calloc(2 * ((size_t)way->length + 1), sizeof(*line->own));
		if (!line->own)
			return false;
		line->beside = line->own + way->length + 1;
		for (uint32_t k = 0; k < way->length; k++) {
			line->own[k + 1] =
			    (uint16_t)(line->own[k] + insets_edge(way, at, k));
			line->beside[k + 1] =
			    (uint16_t)(line->beside[k] +
				       insets_edge(way, at - INSETS_BESIDE, k) +
				       insets_edge(way, at + INSETS_BESIDE, k));
		}
	}
	return true;
}

/* sum and how much more of a side is edge than of what is beside it; -1: too
 * little, or there was of another. */
static float insets_add_side(float sum, const struct insets_line *line,
			     uint32_t first, uint32_t end)
{
	uint32_t length = end - first, own, beside;

	if (sum < 0)
		return -1;
	own = (uint32_t)(line->own[end] - line->own[first]);
	if (2 * own < length)
		return -1;
	beside = (uint32_t)(line->beside[end] - line->beside[first]);
	if (40 * own < 20 * beside + 6 * length)
		return -1;
	return sum + ((float)own - (float)beside / 2) / (float)length;
}

struct inset {
	struct fingerprint_rectangle at;
	float edges; /* more than beside it, all around */
};

/* Of those that lie on one another only the best; the best INSETS_MOST. */
static void insets_keep(struct inset best[INSETS_MOST], struct inset now)
{
	size_t at = INSETS_MOST, keep = 0;

	for (size_t i = 0; i < INSETS_MOST; i++)
		if (best[i].edges >= now.edges &&
		    region_is_same(&best[i].at, &now.at, INSETS_SAME))
			return;
	for (size_t i = 0; i < INSETS_MOST; i++)
		if (!region_is_same(&best[i].at, &now.at, INSETS_SAME))
			best[keep++] = best[i];
	while (keep < INSETS_MOST)
		best[keep++] = (struct inset){{0}, 0};
	while (at > 0 && best[at - 1].edges < now.edges)
		at--;
	if (at == INSETS_MOST)
		return;
	memmove(best + at + 1, best + at,
		(INSETS_MOST - 1 - at) * sizeof(*best));
	best[at] = now;
}

/* The rectangle of the i-th and k-th column and two rows. */
static void insets_try(const struct insets_way way[2], size_t i, size_t k,
		       uint32_t least, struct inset best[INSETS_MOST])
{
	const struct insets_way *down = &way[1];
	uint32_t left = way[0].line[i].at, right = way[0].line[k].at;
	double all = (double)way->plane->columns * way->plane->rows;

	for (size_t a = 0; a < down->count; a++)
		for (size_t b = 0; b < down->count; b++) {
			uint32_t top = down->line[a].at;
			uint32_t bottom = down->line[b].at;
			uint32_t width = right - left, height = bottom - top;
			float sum;

			if (bottom < top + least ||
			    width > INSETS_ASPECT * height ||
			    height > INSETS_ASPECT * width ||
			    (double)width * height > INSETS_WHOLE * all)
				continue;
			sum = insets_add_side(0, &way[0].line[i], top, bottom);
			sum =
			    insets_add_side(sum, &way[0].line[k], top, bottom);
			sum = insets_add_side(sum, &down->line[a], left, right);
			sum = insets_add_side(sum, &down->line[b], left, right);
			if (sum < INSETS_SIDES)
				continue;
			insets_keep(best, (struct inset){
					      {left, top, width, height},
					      sum * (float)(width + height)});
		}
}

static void insets_all(struct insets_way way[2], uint32_t least,
		       struct inset best[INSETS_MOST])
{
	for (size_t i = 0; i < way[0].count; i++)
		for (size_t k = 0; k < way[0].count; k++)
			if (way[0].line[k].at >= way[0].line[i].at + least)
				insets_try(way, i, k, least, best);
}

size_t region_insets(const struct fingerprint_plane *plane, uint32_t least,
		     struct fingerprint_rectangle *out, size_t count,
		     size_t most)
{
	struct insets_way way[2] = {
	    {plane, true, plane->columns, plane->rows, NULL, {{0}}, 0},
	    {plane, false, plane->rows, plane->columns, NULL, {{0}}, 0}};
	struct inset best[INSETS_MOST] = {{{0}, 0}};

	least = least * 8 / 5 > INSETS_LEAST ? least * 8 / 5 : INSETS_LEAST;
	/* Sums of edges are kept in 16 bits. */
	if (plane->columns > INT16_MAX || plane->rows > INT16_MAX)
		return count;
	way[0].edges = calloc(plane->columns, sizeof(uint32_t));
	way[1].edges = calloc(plane->rows, sizeof(uint32_t));
	if (way[0].edges && way[1].edges &&
	    insets_edges(plane, way[0].edges, way[1].edges)) {
		insets_choose(&way[0], least);
		insets_choose(&way[1], least);
		if (way[0].count > 1 && way[1].count > 1 &&
		    insets_sums(&way[0]) && insets_sums(&way[1]))
			insets_all(way, least, best);
	}
	for (size_t w = 0; w < 2; w++) {
		free(way[w].edges);
		for (size_t i = 0; i < INSETS_LINES; i++)
			free(way[w].line[i].own);
	}
	for (size_t i = 0; i < INSETS_MOST && count < most; i++)
		if (best[i].edges > 0 &&
		    !region_is_there(&best[i].at, out, count) &&
		    region_has_greys(plane, &best[i].at, INSETS_GREYS_FEW))
			out[count++] = best[i].at;
	return count;
}
