/*
 * describe.c: the features of a picture's cells: histograms of gradients, of 18
 * directions, of 9 without their sign, and four of texture (Felzenszwalb et al.
 * 2010, "Object Detection with Discriminatively Trained Part-Based Models"), in
 * the form that dlib's detectors were trained on.
 */
#include <math.h>
#include <stdlib.h>

#include "find.h"

#define DESCRIBE_CELL 8 /* pixels a side */
#define DESCRIBE_SIGNED 18
#define DESCRIBE_CUT 0.2f
#define DESCRIBE_TEXTURE 0.2357f

/* Histograms, with a rim of one cell on each side. */
struct describe {
	uint32_t columns, rows; /* of cells, without the rim */
	float *histograms;	/* (rows + 2) * (columns + 2) of them */
	float *energy;		/* rows * columns */
};

/* The direction of the nine that a gradient is nearest to, or its opposite. */
static unsigned describe_direction(int across, int down)
{
	static const float x[] = {1,	    0.9397f,  0.7660f,
				  0.5f,	    0.1736f,  -0.1736f,
				  -0.5000f, -0.7660f, -0.9397f};
	static const float y[] = {0,	   0.3420f, 0.6428f, 0.8660f, 0.9848f,
				  0.9848f, 0.8660f, 0.6428f, 0.3420f};
	float best = 0;
	unsigned direction = 0;

	for (unsigned i = 0; i < DESCRIBE_SIGNED / 2; i++) {
		float along = x[i] * (float)across + y[i] * (float)down;

		if (along > best) {
			best = along;
			direction = i;
		} else if (-along > best) {
			best = -along;
			direction = i + DESCRIBE_SIGNED / 2;
		}
	}
	return direction;
}

/* A pixel counts for the four cells around it, the nearer the more. */
static void describe_pixel(struct describe *cells, uint32_t x, uint32_t y,
			   int across, int down)
{
	float column = ((float)x + 0.5f) / DESCRIBE_CELL + 0.5f;
	float row = ((float)y + 0.5f) / DESCRIBE_CELL + 0.5f;
	uint32_t left = (uint32_t)column, top = (uint32_t)row;
	size_t stride = (size_t)(cells->columns + 2) * DESCRIBE_SIGNED;
	float length = sqrtf((float)(across * across + down * down));
	float right = (column - (float)left) * length;
	float below = row - (float)top;
	float *at = cells->histograms + top * stride +
		    (size_t)left * DESCRIBE_SIGNED +
		    describe_direction(across, down);

	at[0] += (1 - below) * (length - right);
	at[DESCRIBE_SIGNED] += (1 - below) * right;
	at[stride] += below * (length - right);
	at[stride + DESCRIBE_SIGNED] += below * right;
}

static void describe_histograms(struct describe *cells, const uint8_t *luma,
				uint32_t columns, uint32_t rows)
{
	uint32_t right = cells->columns * DESCRIBE_CELL;
	uint32_t bottom = cells->rows * DESCRIBE_CELL;

	right = right < columns ? right : columns;
	bottom = bottom < rows ? bottom : rows;
	for (uint32_t y = 1; y + 1 < bottom; y++)
		for (uint32_t x = 1; x + 1 < right; x++) {
			const uint8_t *at = luma + (size_t)y * columns + x;
			int across = at[1] - at[-1];
			int down = at[columns] - at[-(ptrdiff_t)columns];

			if (across != 0 || down != 0)
				describe_pixel(cells, x, y, across, down);
		}
}

static const float *describe_at(const struct describe *cells, uint32_t x,
				uint32_t y)
{
	return cells->histograms +
	       ((size_t)(y + 1) * (cells->columns + 2) + x + 1) *
		   DESCRIBE_SIGNED;
}

static void describe_energy(struct describe *cells)
{
	for (uint32_t y = 0; y < cells->rows; y++)
		for (uint32_t x = 0; x < cells->columns; x++) {
			const float *bins = describe_at(cells, x, y);
			float sum = 0;

			for (unsigned i = 0; i < DESCRIBE_SIGNED / 2; i++) {
				float both =
				    bins[i] + bins[i + DESCRIBE_SIGNED / 2];

				sum += both * both;
			}
			cells->energy[(size_t)y * cells->columns + x] = sum;
		}
}

/* How strong the four cells are of which x, y is the first. */
static float describe_block(const struct describe *cells, uint32_t x,
			    uint32_t y)
{
	const float *at = cells->energy + (size_t)y * cells->columns + x;

	return at[0] + at[1] + at[cells->columns] + at[cells->columns + 1];
}

/* A cell's features: its bins held against each block that has it. */
static void describe_cell(const struct describe *cells, uint32_t x, uint32_t y,
			  float *out)
{
	const float *bins = describe_at(cells, x, y);
	const unsigned half = DESCRIBE_SIGNED / 2;

	for (unsigned block = 0; block < 4; block++) {
		float most = DESCRIBE_CUT *
			     sqrtf(describe_block(cells, x - 1 + block % 2,
						  y - 1 + block / 2) +
				   0.0001f);
		float scale = 0.1f / most, sum = 0;

		for (unsigned i = 0; i < DESCRIBE_SIGNED; i++) {
			float one = fminf(bins[i], most) * scale;

			out[i] += one;
			sum += one;
		}
		for (unsigned i = 0; i < half; i++)
			out[DESCRIBE_SIGNED + i] +=
			    fminf(bins[i] + bins[i + half], most) * scale;
		out[DESCRIBE_SIGNED + half + block] =
		    sum * 2 * DESCRIBE_TEXTURE;
	}
}

enum lens_err find_describe(const uint8_t *luma, uint32_t columns,
			    uint32_t rows, struct find_cells *out)
{
	struct describe cells = {
	    .columns = (columns + DESCRIBE_CELL / 2) / DESCRIBE_CELL,
	    .rows = (rows + DESCRIBE_CELL / 2) / DESCRIBE_CELL};

	*out = (struct find_cells){0};
	if (cells.columns < 3 || cells.rows < 3)
		return LENS_OK;
	out->columns = cells.columns - 2;
	out->rows = cells.rows - 2;
	cells.histograms =
	    calloc((size_t)(cells.columns + 2) * (cells.rows + 2),
		   DESCRIBE_SIGNED * sizeof(float));
	cells.energy =
	    calloc((size_t)cells.columns * cells.rows, sizeof(float));
	out->features = calloc((size_t)out->columns * out->rows,
			       FIND_BANDS * sizeof(float));
	if (cells.histograms != NULL && cells.energy != NULL &&
	    out->features != NULL) {
		describe_histograms(&cells, luma, columns, rows);
		describe_energy(&cells);
		for (uint32_t y = 0; y < out->rows; y++)
			for (uint32_t x = 0; x < out->columns; x++)
				describe_cell(
				    &cells, x + 1, y + 1,
				    out->features +
					((size_t)y * out->columns + x) *
					    FIND_BANDS);
	} else {
		free(out->features);
		*out = (struct find_cells){0};
		out->columns = UINT32_MAX;
	}
	free(cells.histograms);
	free(cells.energy);
	if (out->columns != UINT32_MAX)
		return LENS_OK;
	*out = (struct find_cells){0};
	return LENS_SYSTEM;
}
