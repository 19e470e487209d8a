/* drawn.c: soft ellipses that make a face. */
#include <math.h>

#include "drawn.h"
#include "test.h"

/* A soft ellipse about x, y, in units of the face's width from its middle. */
struct stroke {
	double x, y, width, height;
	int grey;
};

static const struct stroke strokes[] = {
    {0, -.15, .62, .8, 60},	 {0, 1.2, .9, .55, 90},
    {0, .62, .25, .35, 165},	 {0, .02, .5, .66, 205},
    {0, -.62, .45, .2, 60},	 {-.22, -.14, .13, .05, 120},
    {-.22, -.13, .12, .06, 235}, {-.22, -.13, .055, .06, 50},
    {-.22, -.27, .15, .03, 80},	 {.22, -.14, .13, .05, 120},
    {.22, -.13, .12, .06, 235},	 {.22, -.13, .055, .06, 50},
    {.22, -.27, .15, .03, 80},	 {0, .18, .1, .05, 185},
    {-.06, .19, .03, .02, 110},	 {.06, .19, .03, .02, 110},
    {0, .37, .19, .045, 140},	 {0, .365, .19, .015, 90}};

static double stroke_covers(const struct stroke *stroke, double x, double y)
{
	double across = (x - stroke->x) / stroke->width;
	double down = (y - stroke->y) / stroke->height;
	double least = fmin(stroke->width, stroke->height);
	double from_edge = (1 - sqrt(across * across + down * down)) * least;

	return fmin(fmax(from_edge / .03 + .5, 0), 1);
}

void drawn_face(struct canvas *canvas, double x, double y, double width,
		int down)
{
	for (uint32_t row = 0; row < canvas->rows; row++)
		for (uint32_t column = 0; column < canvas->columns; column++) {
			double u = (column - x) / width;
			double v = (row - y) / width * down;
			uint8_t *at =
			    canvas->luma + row * canvas->columns + column;
			double grey = *at;

			/* No stroke reaches further. */
			if (fabs(u) > 1 || fabs(v) > 1.8)
				continue;
			for (size_t i = 0;
			     i < sizeof(strokes) / sizeof(*strokes); i++)
				grey += (strokes[i].grey - grey) *
					stroke_covers(&strokes[i], u, v);
			*at = (uint8_t)grey;
		}
}

struct canvas *drawn_blank(uint32_t columns, uint32_t rows)
{
	struct canvas *canvas = malloc(sizeof(*canvas));

	assert_non_null(canvas);
	canvas->columns = columns;
	canvas->rows = rows;
	memset(canvas->luma, 150, sizeof(canvas->luma));
	return canvas;
}

void drawn_noise(struct canvas *canvas, uint32_t seed)
{
	for (size_t i = 0; i < sizeof(canvas->luma); i++) {
		seed = seed * 1664525 + 1013904223;
		canvas->luma[i] = (uint8_t)(seed >> 24);
	}
}
