/*
 * tent.h: PDQ's low-pass filter and its reduction to 64 * 64, fed row by row.
 *
 * PDQ runs a box filter along the rows, then along the columns, twice; two
 * boxes make a tent.  It then keeps 64 * 64 points.  Here the rows stream
 * through the four passes, so that no matrix of the picture is ever stored:
 * a freshly forked decoder would pay for its pages one fault at a time.
 */
#ifndef FINGERPRINT_TENT_H
#define FINGERPRINT_TENT_H

#include <lenscap/base.h>

#define TENT_SIDE_MAX 512
#define TENT_OUT 64

struct tent;

/*
 * A filter for pictures of columns * rows, each from 1 to TENT_SIDE_MAX; the
 * caller ends it with tent_free().  LENS_SYSTEM: no memory.
 */
LENS_MUST enum lens_err tent_new(uint32_t columns, uint32_t rows,
				 struct tent **out);
void tent_free(struct tent *tent);

/* Where the next row is to be written, columns floats; then tent_push(). */
float *tent_row(struct tent *tent);
void tent_push(struct tent *tent);

/* After the last row: the 64 * 64 points PDQ keeps. */
void tent_finish(struct tent *tent, float out[TENT_OUT][TENT_OUT]);

#endif
