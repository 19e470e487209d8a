/* find.h: where a grey picture has faces. */
#ifndef LENSCAP_FACES_FIND_H
#define LENSCAP_FACES_FIND_H

#include <lenscap/base.h>
#include <lenscap/ipc_faces.h>

#define FIND_MODELS 3
#define FIND_WINDOW 10 /* cells a side */
#define FIND_BANDS 31  /* features of a cell */

/* What a window has to look like: how much each feature counts. */
struct find_model {
	float threshold; /* what a face sums up to, at least */
	int16_t weights[FIND_WINDOW * FIND_WINDOW * FIND_BANDS]; /* 65536ths */
};
extern const struct find_model find_models[FIND_MODELS];

/* The features of a picture's cells, without those at its rim. */
struct find_cells {
	uint32_t columns, rows;
	float *features; /* FIND_BANDS of each, malloc'ed; NULL: no cell */
};

/* Describe columns * rows bytes of luma.  LENS_SYSTEM when memory is short. */
LENS_MUST enum lens_err find_describe(const uint8_t *luma, uint32_t columns,
				      uint32_t rows, struct find_cells *out);

/*
 * The faces of columns * rows bytes of luma, the surest first, in its pixels.
 * LENS_SYSTEM when memory is short.
 */
LENS_MUST enum lens_err find_faces(const uint8_t *luma, uint32_t columns,
				   uint32_t rows, struct ipc_faces *out);

#endif
