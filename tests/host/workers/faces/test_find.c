/* test_find.c: faces that are drawn are found where they are, and no others. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

#include "workers/faces/find.h"

struct canvas {
	uint32_t columns, rows;
	uint8_t luma[900 * 700];
};

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

/* A face about x, y; turned upside down where down is -1. */
static void draw(struct canvas *canvas, double x, double y, double width,
		 int down)
{
	for (uint32_t row = 0; row < canvas->rows; row++)
		for (uint32_t column = 0; column < canvas->columns; column++) {
			double u = (column - x) / width;
			double v = (row - y) / width * down;
			uint8_t *at =
			    canvas->luma + row * canvas->columns + column;
			double grey = *at;

			for (size_t i = 0;
			     i < sizeof(strokes) / sizeof(*strokes); i++)
				grey += (strokes[i].grey - grey) *
					stroke_covers(&strokes[i], u, v);
			*at = (uint8_t)grey;
		}
}

static struct canvas *blank(uint32_t columns, uint32_t rows)
{
	struct canvas *canvas = malloc(sizeof(*canvas));

	assert_non_null(canvas);
	canvas->columns = columns;
	canvas->rows = rows;
	memset(canvas->luma, 150, sizeof(canvas->luma));
	return canvas;
}

static void look(const struct canvas *canvas, struct ipc_faces *out)
{
	assert_int_equal(
	    find_faces(canvas->luma, canvas->columns, canvas->rows, out),
	    LENS_OK);
}

static bool near(double a, double b, double width)
{
	return fabs(a - b) <= width / 5;
}

/* Brows to chin are a little below the middle of the head. */
static bool is_at(const struct ipc_face *face, double x, double y, double width)
{
	return near(face->x + face->width / 2.0, x, width) &&
	       near(face->y + face->height / 2.0, y + width * .12, width) &&
	       near(face->width, width, width) &&
	       near(face->height, width, width);
}

TEST(finds_a_face_of_any_size_where_it_is)
{
	static const double widths[] = {60, 80, 97, 120, 180, 240};

	(void)state;
	for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++) {
		struct canvas *canvas = blank(640, 600);
		struct ipc_faces faces;

		draw(canvas, 330, 290, widths[i], 1);
		look(canvas, &faces);
		assert_int_equal(faces.count, 1);
		assert_true(is_at(&faces.faces[0], 330, 290, widths[i]));
		free(canvas);
	}
}

TEST(finds_each_of_several)
{
	struct canvas *canvas = blank(900, 600);
	struct ipc_faces faces;
	unsigned large = 0, small = 0;

	(void)state;
	draw(canvas, 250, 260, 200, 1);
	draw(canvas, 700, 200, 90, 1);
	look(canvas, &faces);
	for (unsigned i = 0; i < faces.count; i++) {
		large += is_at(&faces.faces[i], 250, 260, 200);
		small += is_at(&faces.faces[i], 700, 200, 90);
	}
	assert_int_equal(faces.count, 2);
	assert_int_equal(large, 1);
	assert_int_equal(small, 1);
	free(canvas);
}

TEST(finds_none_where_there_is_none)
{
	struct canvas *canvas = blank(640, 600);
	struct ipc_faces faces;
	uint32_t noise = 1;

	(void)state;
	look(canvas, &faces);
	assert_int_equal(faces.count, 0);
	draw(canvas, 330, 290, 120, -1);
	look(canvas, &faces);
	assert_int_equal(faces.count, 0);
	for (size_t i = 0; i < sizeof(canvas->luma); i++) {
		noise = noise * 1664525 + 1013904223;
		canvas->luma[i] = (uint8_t)(noise >> 24);
	}
	look(canvas, &faces);
	assert_int_equal(faces.count, 0);
	for (size_t i = 0; i < sizeof(canvas->luma); i++)
		canvas->luma[i] =
		    i / 640 / 40 % 2 == i % 640 / 40 % 2 ? 255 : 0;
	look(canvas, &faces);
	assert_int_equal(faces.count, 0);
	free(canvas);
}

/* One that is smaller than what is promised to be found is not made up. */
TEST(looks_at_pictures_of_any_shape)
{
	static const uint32_t shapes[][2] = {{1, 1},   {1, 4000}, {4000, 1},
					     {3, 7},   {45, 46},  {46, 46},
					     {64, 63}, {17, 900}, {900, 21}};

	(void)state;
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		struct canvas *canvas = blank(shapes[i][0], shapes[i][1]);
		struct ipc_faces faces;

		for (size_t k = 0; k < sizeof(canvas->luma); k++)
			canvas->luma[k] = (uint8_t)(k * 37);
		look(canvas, &faces);
		assert_int_equal(faces.count, 0);
		free(canvas);
	}
}

TEST(no_part_of_a_face_leaves_the_picture)
{
	struct canvas *canvas = blank(300, 300);
	struct ipc_faces faces;

	(void)state;
	draw(canvas, 120, 30, 180, 1);
	look(canvas, &faces);
	for (unsigned i = 0; i < faces.count; i++) {
		assert_true(faces.faces[i].x + faces.faces[i].width <= 300);
		assert_true(faces.faces[i].y + faces.faces[i].height <= 300);
	}
	free(canvas);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(finds_a_face_of_any_size_where_it_is),
	    RUN(finds_each_of_several),
	    RUN(finds_none_where_there_is_none),
	    RUN(looks_at_pictures_of_any_shape),
	    RUN(no_part_of_a_face_leaves_the_picture),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
