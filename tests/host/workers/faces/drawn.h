/* drawn.h: grey pictures with faces that are drawn. */
#ifndef LENSCAP_TESTS_DRAWN_H
#define LENSCAP_TESTS_DRAWN_H

#include <stdint.h>

struct canvas {
	uint32_t columns, rows;
	uint8_t luma[900 * 700];
};

/* All of one grey; to be freed. */
struct canvas *drawn_blank(uint32_t columns, uint32_t rows);

/* A face about x, y; turned upside down where down is -1. */
void drawn_face(struct canvas *canvas, double x, double y, double width,
		int down);

/* Every pixel of any grey, the same ones for the same seed. */
void drawn_noise(struct canvas *canvas, uint32_t seed);

#endif
