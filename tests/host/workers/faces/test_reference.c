/*
 * test_reference.c: the same features and faces from the definitions alone
 * (Felzenszwalb et al. 2010; the window of dlib's detectors), slowly and in
 * double precision.
 */
#include <math.h>

#include "test.h"

#include "drawn.h"
#include "workers/faces/find.h"

#define CELL 8
#define DIRECTIONS 9
#define HITS 512
#define ROUNDING 0.002 /* of scores, by shades of grey that are cut off */

/* ---- Features ---- */

struct grid {
	int columns, rows; /* of cells */
	double (*bins)[2 * DIRECTIONS];
};

/* To four places, as the detectors were trained. */
static double places(double value)
{
	return round(value * 1e4) / 1e4;
}

static int direction_of(int across, int down)
{
	double best = 0;
	int found = 0;

	for (int i = 0; i < DIRECTIONS; i++) {
		double angle = i * acos(-1) / DIRECTIONS;
		double along =
		    across * places(cos(angle)) + down * places(sin(angle));

		if (fabs(along) > best) {
			best = fabs(along);
			found = along > 0 ? i : i + DIRECTIONS;
		}
	}
	return found;
}

/* How much of a pixel a cell gets, along one side. */
static double share(int pixel, int cell)
{
	double far = fabs(pixel + 0.5 - (cell + 0.5) * CELL) / CELL;

	return far < 1 ? 1 - far : 0;
}

static void gather(struct grid *grid, const struct canvas *canvas, int x, int y)
{
	int columns = (int)canvas->columns;
	const uint8_t *at = canvas->luma + y * columns + x;
	int across = at[1] - at[-1], down = at[columns] - at[-columns];

	for (int row = y / CELL - 1; row <= y / CELL + 1; row++)
		for (int column = x / CELL - 1; column <= x / CELL + 1;
		     column++)
			if (row >= 0 && row < grid->rows && column >= 0 &&
			    column < grid->columns)
				grid->bins[row * grid->columns + column]
					  [direction_of(across, down)] +=
				    share(x, column) * share(y, row) *
				    hypot(across, down);
}

static struct grid grid_of(const struct canvas *canvas)
{
	struct grid grid = {(int)(canvas->columns + CELL / 2) / CELL,
			    (int)(canvas->rows + CELL / 2) / CELL, NULL};
	int right = grid.columns * CELL, bottom = grid.rows * CELL;

	grid.bins =
	    calloc((size_t)(grid.columns * grid.rows), sizeof(*grid.bins));
	assert_non_null(grid.bins);
	right = right < (int)canvas->columns ? right : (int)canvas->columns;
	bottom = bottom < (int)canvas->rows ? bottom : (int)canvas->rows;
	for (int y = 1; y < bottom - 1; y++)
		for (int x = 1; x < right - 1; x++)
			gather(&grid, canvas, x, y);
	return grid;
}

static double energy(const struct grid *grid, int x, int y)
{
	const double *bins = grid->bins[y * grid->columns + x];
	double sum = 0;

	for (int i = 0; i < DIRECTIONS; i++)
		sum += pow(bins[i] + bins[i + DIRECTIONS], 2);
	return sum;
}

static double cut(double value, double norm)
{
	return fmin(value / norm, 0.2);
}

/* A cell held against each of the four blocks that it is in. */
static void features_of(const struct grid *grid, int x, int y, double *out)
{
	const double *bins = grid->bins[y * grid->columns + x];

	memset(out, 0, FIND_BANDS * sizeof(*out));
	for (int block = 0; block < 4; block++) {
		int left = x - 1 + block % 2, top = y - 1 + block / 2;
		double norm =
		    sqrt(energy(grid, left, top) + energy(grid, left + 1, top) +
			 energy(grid, left, top + 1) +
			 energy(grid, left + 1, top + 1) + 1e-4);

		for (int i = 0; i < 2 * DIRECTIONS; i++) {
			out[i] += cut(bins[i], norm) / 2;
			out[3 * DIRECTIONS + block] +=
			    cut(bins[i], norm) * 0.2357;
		}
		for (int i = 0; i < DIRECTIONS; i++)
			out[2 * DIRECTIONS + i] +=
			    cut(bins[i] + bins[i + DIRECTIONS], norm) / 2;
	}
}

static void compare_features(const struct canvas *canvas)
{
	struct grid grid = grid_of(canvas);
	struct find_cells cells;

	assert_int_equal(
	    find_describe(canvas->luma, canvas->columns, canvas->rows, &cells),
	    LENS_OK);
	assert_int_equal(cells.columns, grid.columns - 2);
	assert_int_equal(cells.rows, grid.rows - 2);
	for (int y = 0; y < (int)cells.rows; y++)
		for (int x = 0; x < (int)cells.columns; x++) {
			const float *got =
			    cells.features +
			    (y * (int)cells.columns + x) * FIND_BANDS;
			double wanted[FIND_BANDS];

			features_of(&grid, x + 1, y + 1, wanted);
			for (int i = 0; i < FIND_BANDS; i++)
				if (fabs(got[i] - wanted[i]) > 1e-4)
					fail_msg("%d,%d[%d]: %f, not %f", x, y,
						 i, got[i], wanted[i]);
		}
	free(cells.features);
	free(grid.bins);
}

TEST(describes_cells_as_the_paper_does)
{
	static const uint32_t shapes[][2] = {
	    {24, 24}, {61, 40}, {64, 67}, {27, 92}};

	(void)state;
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		struct canvas *canvas = drawn_blank(shapes[i][0], shapes[i][1]);

		drawn_noise(canvas, (uint32_t)i);
		compare_features(canvas);
		free(canvas);
	}
}

TEST(a_plain_surface_has_no_direction)
{
	struct canvas *canvas = drawn_blank(60, 50);

	(void)state;
	compare_features(canvas);
	memset(canvas->luma, 20, 60 * 25 + 31);
	compare_features(canvas);
	free(canvas);
}

/* ---- Faces ---- */

struct hit {
	double x, y, side, score;
};

struct hits {
	int count;
	bool near; /* a score so near to the margin that rounding decides */
	struct hit all[HITS];
};

static double pixel(const struct canvas *from, double x, double y)
{
	uint32_t left = (uint32_t)x, top = (uint32_t)y;
	uint32_t right = left + 1 < from->columns ? left + 1 : left;
	uint32_t bottom = top + 1 < from->rows ? top + 1 : top;
	const uint8_t *a = from->luma + (size_t)top * from->columns;
	const uint8_t *b = from->luma + (size_t)bottom * from->columns;
	double above = a[left] + (a[right] - a[left]) * (x - left);
	double below = b[left] + (b[right] - b[left]) * (x - left);

	return above + (below - above) * (y - top);
}

static struct canvas *resized(const struct canvas *from, uint32_t columns,
			      uint32_t rows)
{
	struct canvas *to = drawn_blank(columns, rows);
	double across = (from->columns - 1.0) / (columns - 1.0);
	double down = (from->rows - 1.0) / (rows - 1.0);

	assert_true(columns * rows <= sizeof(to->luma));
	for (uint32_t y = 0; y < rows; y++)
		for (uint32_t x = 0; x < columns; x++)
			to->luma[y * columns + x] =
			    (uint8_t)pixel(from, x * across, y * down);
	return to;
}

static double score_of(const struct find_model *model,
		       const struct find_cells *cells, int left, int top)
{
	double sum = 0;

	for (int y = 0; y < FIND_WINDOW; y++)
		for (int x = 0; x < FIND_WINDOW; x++)
			for (int i = 0; i < FIND_BANDS; i++) {
				int column = left + x, row = top + y;

				if (column < 0 || row < 0 ||
				    column >= (int)cells->columns ||
				    row >= (int)cells->rows)
					continue;
				sum +=
				    model->weights[(y * FIND_WINDOW + x) *
						       FIND_BANDS +
						   i] /
				    65536.0 *
				    cells->features[(row * (int)cells->columns +
						     column) *
							FIND_BANDS +
						    i];
			}
	return sum - model->threshold;
}

static void slide(const struct canvas *canvas, double scale, struct hits *hits)
{
	struct find_cells cells;

	assert_int_equal(
	    find_describe(canvas->luma, canvas->columns, canvas->rows, &cells),
	    LENS_OK);
	for (int y = -4; y <= (int)cells.rows - FIND_WINDOW + 4; y++)
		for (int x = -4; x <= (int)cells.columns - FIND_WINDOW + 4; x++)
			for (int i = 0; i < FIND_MODELS; i++) {
				double score =
				    score_of(&find_models[i], &cells, x, y);

				hits->near |= fabs(score - 0.1) < ROUNDING;
				if (score < 0.1)
					continue;
				assert_true(hits->count < HITS);
				hits->all[hits->count++] = (struct hit){
				    (x * CELL + 13) * scale,
				    (y * CELL + 13) * scale, 72 * scale, score};
			}
	free(cells.features);
}

static struct hits *hits_of(const struct canvas *canvas)
{
	struct hits *hits = calloc(1, sizeof(*hits));
	struct canvas *now = resized(canvas, (uint32_t)(canvas->columns * 1.4),
				     (uint32_t)(canvas->rows * 1.4));
	double scale = 1 / 1.4;

	assert_non_null(hits);
	while (now->columns >= 64 && now->rows >= 64) {
		struct canvas *next;

		slide(now, scale, hits);
		next = resized(now, now->columns * 5 / 6, now->rows * 5 / 6);
		free(now);
		now = next;
		scale *= 1.2;
	}
	free(now);
	return hits;
}

static int surer(const void *a, const void *b)
{
	const struct hit *one = a, *other = b;

	return one->score < other->score   ? 1
	       : one->score > other->score ? -1
					   : 0;
}

/* The share of both together, or of the smaller, that is in both. */
static bool same(const struct hit *a, const struct hit *b)
{
	double across = fmin(a->x + a->side, b->x + b->side) - fmax(a->x, b->x);
	double down = fmin(a->y + a->side, b->y + b->side) - fmax(a->y, b->y);
	double in_both = fmax(across, 0) * fmax(down, 0);
	double together = a->side * a->side + b->side * b->side - in_both;
	double smaller = pow(fmin(a->side, b->side), 2);

	return in_both / together > 0.33 || in_both / smaller > 0.79;
}

static uint32_t within(double at, uint32_t most)
{
	return (uint32_t)fmin(fmax(at, 0), most);
}

/* False where it cannot be told, since rounding decides. */
static bool faces_of(const struct canvas *canvas, struct ipc_faces *out)
{
	struct hits *hits = hits_of(canvas);
	const struct hit *told[IPC_FACES_MAX];
	bool clear;

	out->count = 0;
	qsort(hits->all, (size_t)hits->count, sizeof(*hits->all), surer);
	for (int i = 0; i < hits->count && out->count < IPC_FACES_MAX; i++) {
		const struct hit *hit = &hits->all[i];
		uint32_t x = within(hit->x, canvas->columns);
		uint32_t y = within(hit->y, canvas->rows);
		bool known = false;

		for (unsigned j = 0; j < out->count; j++)
			known |= same(told[j], hit);
		if (known)
			continue;
		told[out->count] = hit;
		out->faces[out->count++] = (struct ipc_face){
		    x, y, within(hit->x + hit->side, canvas->columns) - x,
		    within(hit->y + hit->side, canvas->rows) - y};
	}
	clear = !hits->near;
	for (int i = 1; i < hits->count; i++)
		clear &= hits->all[i - 1].score - hits->all[i].score > ROUNDING;
	free(hits);
	return clear;
}

/* A number below that. */
static uint32_t roll(uint32_t *dice, uint32_t below)
{
	*dice = *dice * 1664525 + 1013904223;
	return (*dice >> 16) % below;
}

/* How many there are. */
static unsigned compare_faces(const struct canvas *canvas, unsigned least)
{
	struct ipc_faces wanted, got;

	if (!faces_of(canvas, &wanted)) {
		assert_int_equal(least, 0);
		return 0;
	}
	assert_true(wanted.count >= least);
	assert_int_equal(
	    find_faces(canvas->luma, canvas->columns, canvas->rows, &got),
	    LENS_OK);
	assert_int_equal(got.count, wanted.count);
	for (unsigned i = 0; i < got.count; i++) {
		const struct ipc_face *a = &got.faces[i];
		const struct ipc_face *b = &wanted.faces[i];

		if (memcmp(a, b, sizeof(*a)) != 0)
			fail_msg("face %u: %u,%u %ux%u, not %u,%u %ux%u", i,
				 a->x, a->y, a->width, a->height, b->x, b->y,
				 b->width, b->height);
	}
	return got.count;
}

TEST(finds_faces_as_the_definition_does)
{
	static const struct {
		uint32_t columns, rows;
		unsigned count; /* found at least, that some are compared */
		struct {
			double x, y, width;
		} faces[3];
	} scenes[] = {
	    {320, 300, 1, {{160, 140, 100}}},
	    {320, 260, 1, {{22, 120, 90}, {200, 120, 70}}},
	    {300, 260, 1, {{275, 120, 90}, {90, 140, 64}}},
	    {300, 260, 1, {{90, 20, 90}, {220, 190, 60}}},
	    {300, 220, 1, {{90, 90, 70}, {220, 190, 80}}},
	    {400, 300, 1, {{150, 150, 90}, {195, 165, 80}}},
	    {400, 330, 3, {{200, 150, 190}, {330, 240, 60}, {60, 60, 60}}},
	    {62, 74, 1, {{31, 34, 56}}},
	    {120, 46, 1, {{60, 25, 52}}},
	    {120, 45, 0, {{60, 25, 52}}},
	    {45, 120, 0, {{25, 60, 48}}},
	    {46, 120, 1, {{25, 60, 48}}},
	    {200, 200, 1, {{100, 173, 72}}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(scenes) / sizeof(*scenes); i++) {
		struct canvas *canvas =
		    drawn_blank(scenes[i].columns, scenes[i].rows);

		for (size_t j = 0; j < 3 && scenes[i].faces[j].width > 0; j++)
			drawn_face(canvas, scenes[i].faces[j].x,
				   scenes[i].faces[j].y,
				   scenes[i].faces[j].width, 1);
		compare_faces(canvas, scenes[i].count);
		free(canvas);
	}
}

/* Small ones, with faces that lie beside one another, or half outside. */
TEST(finds_faces_at_every_edge_as_the_definition_does)
{
	uint32_t dice = 7;
	unsigned found = 0;

	(void)state;
	for (unsigned i = 0; i < 100; i++) {
		uint32_t columns = 60 + roll(&dice, 90);
		uint32_t rows = 55 + roll(&dice, 90);
		struct canvas *canvas = drawn_blank(columns, rows);

		for (unsigned j = 0; j <= i % 2; j++)
			drawn_face(canvas, roll(&dice, columns),
				   roll(&dice, rows), 52 + roll(&dice, 40), 1);
		found += compare_faces(canvas, 0);
		free(canvas);
	}

	assert_true(found > 15);
}

/*
 * Of too many windows the weakest give way: many small faces, and a larger one
 * that is looked for when there is no room any more.
 */
#define TILE_WIDTH 84
#define TILE_HEIGHT 96
#define TILES_ACROSS 15
#define TILES_DOWN 11

static void lay(uint8_t *luma, size_t columns, const struct canvas *part,
		size_t x, size_t y)
{
	for (size_t row = 0; row < part->rows; row++)
		memcpy(luma + (y + row) * columns + x,
		       part->luma + row * part->columns, part->columns);
}

TEST(keeps_the_surest_of_too_many)
{
	const size_t columns = TILE_WIDTH * TILES_ACROSS;
	const size_t rows = TILE_HEIGHT * TILES_DOWN;
	struct canvas *small = drawn_blank(TILE_WIDTH, TILE_HEIGHT);
	struct canvas *large = drawn_blank(300, 330);
	uint8_t *luma = malloc(columns * rows);
	struct ipc_faces faces;
	unsigned found = 0;

	(void)state;
	assert_non_null(luma);
	drawn_face(small, 42, 44, 58, 1);
	drawn_face(large, 150, 150, 180, 1);
	for (size_t i = 0; i < TILES_ACROSS * TILES_DOWN; i++)
		lay(luma, columns, small, i % TILES_ACROSS * TILE_WIDTH,
		    i / TILES_ACROSS * TILE_HEIGHT);
	lay(luma, columns, large, columns - 300, rows - 330);
	assert_int_equal(
	    find_faces(luma, (uint32_t)columns, (uint32_t)rows, &faces),
	    LENS_OK);
	assert_int_equal(faces.count, IPC_FACES_MAX);
	for (unsigned i = 0; i < faces.count; i++)
		found += faces.faces[i].width > 120 &&
			 faces.faces[i].x > columns - 300;
	assert_int_equal(found, 1);
	free(luma);
	free(large);
	free(small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(describes_cells_as_the_paper_does),
	    RUN(a_plain_surface_has_no_direction),
	    RUN(finds_faces_as_the_definition_does),
	    RUN(finds_faces_at_every_edge_as_the_definition_does),
	    RUN(keeps_the_surest_of_too_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
