/* small.c: means over the cells of a small grid. */
#include <stdlib.h>

#include "orientation.h"
#include "small.h"

struct small_cell {
	uint32_t sums[3];
	uint32_t count;
};

struct small {
	uint32_t columns, rows; /* of the small picture */
	uint32_t across, down;	/* of the plane it is made from */
	bool coloured;		/* anything was put */
	struct small_cell cells[];
};

static uint32_t small_side(uint32_t side, uint32_t own, uint32_t longer)
{
	uint64_t scaled = (uint64_t)own * side / longer;

	if (longer <= side)
		return own;
	return scaled > 0 ? (uint32_t)scaled : 1;
}

struct small *small_new(uint32_t side, uint32_t columns, uint32_t rows)
{
	uint32_t longer = columns > rows ? columns : rows;
	uint32_t across = small_side(side, columns, longer);
	uint32_t down = small_side(side, rows, longer);
	struct small *small =
	    calloc(1, sizeof(*small) +
			  (size_t)across * down * sizeof(struct small_cell));

	if (small == NULL)
		return NULL;
	small->columns = across;
	small->rows = down;
	small->across = columns;
	small->down = rows;
	return small;
}

void small_free(struct small *small)
{
	free(small);
}

void small_put(struct small *small, uint32_t x, uint32_t y, uint32_t step,
	       const uint8_t *rgb, uint32_t count)
{
	struct small_cell *row;

	if (y >= small->down)
		return;
	small->coloured = true;
	row = small->cells +
	      (uint64_t)y * small->rows / small->down * small->columns;
	for (uint32_t i = 0; i < count && x < small->across; i++, x += step) {
		struct small_cell *cell =
		    row + (uint64_t)x * small->columns / small->across;

		for (unsigned c = 0; c < 3; c++)
			cell->sums[c] += rgb[3 * i + c];
		cell->count++;
	}
}

/* A grey picture has no rows of colour: its luma is its colour. */
static void small_from_luma(const struct picture_raster *raster)
{
	for (uint32_t y = 0; y < raster->rows; y++)
		for (uint32_t x = 0; x < raster->columns; x++) {
			uint8_t grey =
			    raster->luma[(size_t)y * raster->columns + x];

			small_put(raster->small, x, y, 1,
				  (uint8_t[]){grey, grey, grey}, 1);
		}
}

static enum lens_err small_pixel(const struct small_cell *cell,
				 struct base_buffer *out)
{
	uint8_t rgb[3] = {255, 255, 255};

	for (unsigned c = 0; c < 3 && cell->count > 0; c++)
		rgb[c] =
		    (uint8_t)((cell->sums[c] + cell->count / 2) / cell->count);
	return base_buffer_add(out, rgb, sizeof(rgb));
}

enum lens_err small_take(struct picture_raster *raster, uint8_t orientation,
			 uint32_t *columns, uint32_t *rows,
			 struct base_buffer *out)
{
	struct small *small = raster->small;
	struct orientation_size size = {small->columns, small->rows};
	struct orientation_size turned = orientation_turned(size, orientation);
	enum lens_err err = LENS_OK;

	if (!small->coloured)
		small_from_luma(raster);
	*columns = turned.columns;
	*rows = turned.rows;
	for (uint32_t y = 0; y < turned.rows; y++)
		for (uint32_t x = 0; x < turned.columns && err == LENS_OK; x++)
			err = small_pixel(
			    small->cells +
				orientation_source(size, orientation, x, y),
			    out);
	return err;
}
