/*
 * small.h: a small picture in colour, gathered while the rows come by: for the
 * ledger's thumbnails and for terminals.
 */
#ifndef LENSCAP_PICTURE_SMALL_H
#define LENSCAP_PICTURE_SMALL_H

#include "picture.h"

/*
 * A gatherer whose longer side is at most side, for a plane of columns * rows;
 * NULL without memory.
 */
struct small *small_new(uint32_t side, uint32_t columns, uint32_t rows);
void small_free(struct small *small);

/* Take count RGB pixels of row y from column x on, every step-th column. */
void small_put(struct small *small, uint32_t x, uint32_t y, uint32_t step,
	       const uint8_t *rgb, uint32_t count);

/*
 * The mean colours, turned upright by an EXIF orientation, as RGB rows
 * appended to out; what no pixel fell on is white.  A raster whose rows had no
 * colour is read from its luma first.
 */
LENS_MUST enum lens_err small_take(struct picture_raster *raster,
				   uint8_t orientation, uint32_t *columns,
				   uint32_t *rows, struct base_buffer *out);

#endif
