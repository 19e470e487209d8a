/*
 * box_filter.h: PDQ's low-pass filter and its reduction to 64 * 64, fed row by
 * row.
 *
 * PDQ runs a box filter along the rows, then along the columns, twice; two
 * boxes make a tent.  It then keeps 64 * 64 points.  Here the rows stream
 * through the four passes, so that no matrix of the picture is ever stored:
 * a freshly forked decoder would pay for its pages one fault at a time.
 */
#ifndef FINGERPRINT_BOX_FILTER_H
#define FINGERPRINT_BOX_FILTER_H

#include <lenscap/base.h>

#define BOX_FILTER_SIDE_MAX 512
#define BOX_FILTER_OUT 64

struct box_filter;

/*
 * A filter for pictures of columns * rows, each from 1 to BOX_FILTER_SIDE_MAX;
 * the caller ends it with box_filter_free().  LENS_SYSTEM: no memory.
 */
LENS_MUST enum lens_err box_filter_new(uint32_t columns, uint32_t rows,
				       struct box_filter **out);
void box_filter_free(struct box_filter *filter);

/* Where the next row is to be written, columns floats; then box_filter_push().
 */
float *box_filter_row(struct box_filter *filter);
void box_filter_push(struct box_filter *filter);

/* After the last row: the 64 * 64 points PDQ keeps. */
void box_filter_finish(struct box_filter *filter,
		       float out[BOX_FILTER_OUT][BOX_FILTER_OUT]);

#endif
