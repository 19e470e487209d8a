/*
 * find.c: a window of fixed size goes over the picture, which is made smaller
 * step by step, and what looks like a face by one of the models is one.
 */
#include <math.h>
#include <stdlib.h>

#include "find.h"

#define FIND_CELL 8
#define FIND_SIDE (FIND_WINDOW * FIND_CELL) /* pixels of the window */
/* Pixels outside the first cell that has features, and half of that one. */
#define FIND_RIM 13
#define FIND_LEAST 64	  /* pixels a side below which nothing is looked at */
#define FIND_MARGIN 0.1f  /* above a model's threshold: measured */
#define FIND_HITS_MAX 512 /* before those of one face are put together */
#define FIND_OVERLAP 0.33
#define FIND_COVERED 0.79
#define FIND_BEYOND 4 /* cells of a window that may lie outside */

struct find_hit {
	double x, y, side;
	float score;
};

struct find {
	struct find_hit hits[FIND_HITS_MAX];
	unsigned count;
	double scale; /* pixels of the picture for one of this step */
};

/* ---- One step ---- */

static float find_score(const struct find_model *model,
			const struct find_cells *cells, int64_t left,
			int64_t top)
{
	float sum = 0;
	int64_t from = left < 0 ? -left : 0, to = cells->columns - left;

	to = to < FIND_WINDOW ? to : FIND_WINDOW;
	for (int64_t y = 0; y < FIND_WINDOW; y++) {
		const int16_t *weights =
		    model->weights + (y * FIND_WINDOW + from) * FIND_BANDS;
		const float *features;

		if (top + y < 0 || top + y >= cells->rows)
			continue;
		features =
		    cells->features +
		    ((top + y) * cells->columns + left + from) * FIND_BANDS;
		for (int64_t i = 0; i < (to - from) * FIND_BANDS; i++)
			sum += features[i] * (float)weights[i];
	}
	return sum / 65536;
}

/* Of too many the weakest gives way. */
static void find_hit(struct find *find, const struct find_hit *hit)
{
	unsigned weakest = 0;

	if (find->count < FIND_HITS_MAX) {
		find->hits[find->count++] = *hit;
		return;
	}
	for (unsigned i = 1; i < find->count; i++)
		if (find->hits[i].score < find->hits[weakest].score)
			weakest = i;
	if (find->hits[weakest].score < hit->score)
		find->hits[weakest] = *hit;
}

static void find_window(struct find *find, const struct find_cells *cells,
			int64_t left, int64_t top)
{
	for (unsigned i = 0; i < FIND_MODELS; i++) {
		float over = find_score(&find_models[i], cells, left, top) -
			     find_models[i].threshold;
		struct find_hit hit = {
		    (double)(left * FIND_CELL + FIND_RIM) * find->scale,
		    (double)(top * FIND_CELL + FIND_RIM) * find->scale,
		    (FIND_SIDE - FIND_CELL) * find->scale, over};

		if (over >= FIND_MARGIN)
			find_hit(find, &hit);
	}
}

static enum lens_err find_step(struct find *find, const uint8_t *luma,
			       uint32_t columns, uint32_t rows)
{
	struct find_cells cells;
	enum lens_err err = find_describe(luma, columns, rows, &cells);

	if (err != LENS_OK || cells.features == NULL)
		return err;
	for (int64_t y = -FIND_BEYOND;
	     y + FIND_WINDOW <= (int64_t)cells.rows + FIND_BEYOND; y++)
		for (int64_t x = -FIND_BEYOND;
		     x + FIND_WINDOW <= (int64_t)cells.columns + FIND_BEYOND;
		     x++)
			find_window(find, &cells, x, y);
	free(cells.features);
	return LENS_OK;
}

/* ---- Sizes ---- */

/* One row of a picture of another size, each pixel from the four around it. */
static void find_row(const uint8_t *from, uint32_t columns, uint32_t rows,
		     double y, uint8_t *to, uint32_t count)
{
	uint32_t top = (uint32_t)y, bottom = top + 1 < rows ? top + 1 : top;
	float below = (float)(y - top);
	double step =
	    count > 1 ? (double)(columns - 1) / (double)(count - 1) : 0;
	const uint8_t *a = from + (size_t)top * columns;
	const uint8_t *b = from + (size_t)bottom * columns;

	for (uint32_t i = 0; i < count; i++) {
		double x = i * step;
		uint32_t left = (uint32_t)x;
		uint32_t right = left + 1 < columns ? left + 1 : left;
		float aside = (float)(x - left);
		float above =
		    (float)a[left] + (float)(a[right] - a[left]) * aside;
		float under =
		    (float)b[left] + (float)(b[right] - b[left]) * aside;

		to[i] = (uint8_t)(above + (under - above) * below);
	}
}

static void find_resize(const uint8_t *from, uint32_t columns, uint32_t rows,
			uint8_t *to, uint32_t width, uint32_t height)
{
	double step =
	    height > 1 ? (double)(rows - 1) / (double)(height - 1) : 0;

	for (uint32_t y = 0; y < height; y++)
		find_row(from, columns, rows, y * step, to + (size_t)y * width,
			 width);
}

/* ---- What was found ---- */

static bool find_same(const struct find_hit *a, const struct find_hit *b)
{
	double across = fmin(a->x + a->side, b->x + b->side) - fmax(a->x, b->x);
	double down = fmin(a->y + a->side, b->y + b->side) - fmax(a->y, b->y);
	double both = across * down, one = a->side * a->side;
	double other = b->side * b->side;

	return across > 0 && down > 0 &&
	       (both > FIND_OVERLAP * (one + other - both) ||
		both > FIND_COVERED * fmin(one, other));
}

static int find_surer(const void *a, const void *b)
{
	const struct find_hit *one = a, *other = b;

	return (one->score < other->score) - (one->score > other->score);
}

static uint32_t find_within(double at, uint32_t most)
{
	return at <= 0 ? 0 : at >= most ? most : (uint32_t)at;
}

/* One rectangle for each face, and no part of it outside the picture. */
static void find_tell(struct find *find, uint32_t columns, uint32_t rows,
		      struct ipc_faces *out)
{
	const struct find_hit *told[IPC_FACES_MAX];

	*out = (struct ipc_faces){0};
	qsort(find->hits, find->count, sizeof(find->hits[0]), find_surer);
	for (unsigned i = 0; i < find->count && out->count < IPC_FACES_MAX;
	     i++) {
		const struct find_hit *hit = &find->hits[i];
		uint32_t x = find_within(hit->x, columns);
		uint32_t y = find_within(hit->y, rows);
		uint32_t right = find_within(hit->x + hit->side, columns);
		uint32_t bottom = find_within(hit->y + hit->side, rows);
		unsigned same = 0;

		while (same < out->count && !find_same(told[same], hit))
			same++;
		if (same < out->count || right <= x || bottom <= y)
			continue;
		told[out->count] = hit;
		out->faces[out->count++] =
		    (struct ipc_face){x, y, right - x, bottom - y};
	}
}

enum lens_err find_faces(const uint8_t *luma, uint32_t columns, uint32_t rows,
			 struct ipc_faces *out)
{
	uint32_t width = (uint32_t)((double)columns * IPC_FACES_ENLARGE);
	uint32_t height = (uint32_t)((double)rows * IPC_FACES_ENLARGE);
	uint8_t *now = malloc((size_t)width * height + 1);
	uint8_t *next = malloc((size_t)width * height + 1);
	struct find *find = calloc(1, sizeof(*find));
	enum lens_err err = LENS_SYSTEM;

	*out = (struct ipc_faces){0};
	if (now != NULL && next != NULL && find != NULL) {
		err = LENS_OK;
		find_resize(luma, columns, rows, now, width, height);
		find->scale = 1 / IPC_FACES_ENLARGE;
	}
	while (err == LENS_OK && width >= FIND_LEAST && height >= FIND_LEAST) {
		uint8_t *used = now;

		err = find_step(find, now, width, height);
		find_resize(now, width, height, next, width * 5 / 6,
			    height * 5 / 6);
		width = width * 5 / 6;
		height = height * 5 / 6;
		find->scale *= 1.2;
		now = next;
		next = used;
	}
	if (err == LENS_OK)
		find_tell(find, columns, rows, out);
	free(now);
	free(next);
	free(find);
	return err;
}
