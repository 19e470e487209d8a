/* test_find.c: faces that are drawn are found where they are, and no others. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

#include "drawn.h"
#include "workers/faces/find.h"

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
		struct canvas *canvas = drawn_blank(640, 600);
		struct ipc_faces faces;

		drawn_face(canvas, 330, 290, widths[i], 1);
		look(canvas, &faces);
		assert_int_equal(faces.count, 1);
		assert_true(is_at(&faces.faces[0], 330, 290, widths[i]));
		free(canvas);
	}
}

TEST(finds_each_of_several)
{
	struct canvas *canvas = drawn_blank(900, 600);
	struct ipc_faces faces;
	unsigned large = 0, small = 0;

	(void)state;
	drawn_face(canvas, 250, 260, 200, 1);
	drawn_face(canvas, 700, 200, 90, 1);
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
	struct canvas *canvas = drawn_blank(640, 600);
	struct ipc_faces faces;

	(void)state;
	look(canvas, &faces);
	assert_int_equal(faces.count, 0);
	drawn_face(canvas, 330, 290, 120, -1);
	look(canvas, &faces);
	assert_int_equal(faces.count, 0);
	drawn_noise(canvas, 1);
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
		struct canvas *canvas = drawn_blank(shapes[i][0], shapes[i][1]);
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
	struct canvas *canvas = drawn_blank(300, 300);
	struct ipc_faces faces;

	(void)state;
	drawn_face(canvas, 120, 30, 180, 1);
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
