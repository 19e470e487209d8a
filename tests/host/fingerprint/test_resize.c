/* test_resize.c: resampling against Pillow 9.4. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "pictures.h"

/* FNV-1a of what Pillow makes of pictures_noise(width * height). */
static const struct {
	uint32_t width, height, columns, rows;
	enum fingerprint_filter filter;
	double box[4];
	uint64_t hash;
} pillow[] = {
    {612,
     816,
     32,
     32,
     FINGERPRINT_LANCZOS,
     {0, 0, 612, 816},
     0x409f030ef8c78c5c},
    {612, 816, 9, 8, FINGERPRINT_LANCZOS, {0, 0, 612, 816}, 0x39e9abcb0bae1962},
    {613,
     401,
     32,
     32,
     FINGERPRINT_BICUBIC,
     {0, 0, 613, 401},
     0x2ce5271f16a8e737},
    {1600, 90, 9, 8, FINGERPRINT_LANCZOS, {0, 0, 1600, 90}, 0xb5e806218d8de149},
    {3, 2, 32, 32, FINGERPRINT_LANCZOS, {0, 0, 3, 2}, 0xc55fc316202c1aeb},
    {1, 1, 9, 8, FINGERPRINT_BICUBIC, {0, 0, 1, 1}, 0x4b6e7c3802590525},
    {20, 31, 32, 32, FINGERPRINT_BICUBIC, {0, 0, 20, 31}, 0xa6f43197f7b02dfe},
    {32, 32, 32, 32, FINGERPRINT_LANCZOS, {0, 0, 32, 32}, 0x8da8424ac7616db3},
    {200,
     150,
     32,
     32,
     FINGERPRINT_LANCZOS,
     {0, 0, 199.625, 149.25},
     0x65b1d41e0511b5dd},
    {100,
     80,
     7,
     50,
     FINGERPRINT_BICUBIC,
     {3.5, 2.25, 90.125, 80},
     0x6ddfc30655710283},
};

static uint64_t hash(const uint8_t *bytes, size_t size)
{
	uint64_t out = 0xcbf29ce484222325;

	for (size_t i = 0; i < size; i++)
		out = (out ^ bytes[i]) * 0x100000001b3;
	return out;
}

static void equals_pillow_bit_for_bit(void **state)
{
	uint8_t out[32 * 50];

	(void)state;
	for (size_t i = 0; i < sizeof(pillow) / sizeof(pillow[0]); i++) {
		uint32_t size = pillow[i].width * pillow[i].height;
		uint8_t *noise = pictures_noise(size, size);
		struct fingerprint_plane plane = fingerprint_plane_of(
		    noise, pillow[i].width, pillow[i].height);

		plane.left = pillow[i].box[0];
		plane.top = pillow[i].box[1];
		plane.right = pillow[i].box[2];
		plane.bottom = pillow[i].box[3];
		assert_int_equal(fingerprint_resize(&plane, pillow[i].filter,
						    pillow[i].columns,
						    pillow[i].rows, out),
				 LENS_OK);
		assert_int_equal(hash(out, pillow[i].columns * pillow[i].rows),
				 pillow[i].hash);
		free(noise);
	}
}

static void reads_nothing_between_the_rows(void **state)
{
	uint8_t *noise = pictures_noise(100 * 60, 1);
	uint8_t *narrow = malloc(90 * 60), wide_out[64], narrow_out[64];
	struct fingerprint_plane wide = fingerprint_plane_of(noise, 90, 60);
	struct fingerprint_plane plane = fingerprint_plane_of(narrow, 90, 60);

	(void)state;
	wide.stride = 100;
	for (size_t i = 0; i < 90 * 60; i++)
		narrow[i] = noise[i / 90 * 100 + i % 90];
	assert_int_equal(
	    fingerprint_resize(&wide, FINGERPRINT_LANCZOS, 8, 8, wide_out),
	    LENS_OK);
	assert_int_equal(
	    fingerprint_resize(&plane, FINGERPRINT_LANCZOS, 8, 8, narrow_out),
	    LENS_OK);
	assert_memory_equal(wide_out, narrow_out, 64);
	free(noise);
	free(narrow);
}

static void takes_a_very_wide_row(void **state)
{
	uint8_t *grey = calloc(400000, 1), out[9 * 8];
	struct fingerprint_plane plane = fingerprint_plane_of(grey, 400000, 1);

	(void)state;
	for (size_t i = 0; i < 400000; i++)
		grey[i] = 255;
	assert_int_equal(
	    fingerprint_resize(&plane, FINGERPRINT_LANCZOS, 9, 8, out),
	    LENS_OK);
	for (size_t i = 0; i < sizeof(out); i++)
		assert_int_equal(out[i], 255);
	free(grey);
}

/* Each spoils one thing of a sound plane of 16 * 16. */
static void spoil_luma(struct fingerprint_plane *plane)
{
	plane->luma = NULL;
}

static void spoil_columns(struct fingerprint_plane *plane)
{
	plane->columns = 0;
}

static void spoil_rows(struct fingerprint_plane *plane)
{
	plane->rows = 0;
}

static void spoil_stride(struct fingerprint_plane *plane)
{
	plane->stride = 15;
}

static void spoil_right(struct fingerprint_plane *plane)
{
	plane->right = 16.5;
}

static void spoil_left(struct fingerprint_plane *plane)
{
	plane->left = -0.5;
}

static void spoil_order(struct fingerprint_plane *plane)
{
	plane->top = plane->bottom;
}

static void spoil_number(struct fingerprint_plane *plane)
{
	plane->bottom = NAN;
}

static void spoil_width(struct fingerprint_plane *plane)
{
	plane->width = 0;
}

static void refuses_a_plane_that_leaves_itself(void **state)
{
	static void (*const spoils[])(struct fingerprint_plane *) = {
	    spoil_luma, spoil_columns, spoil_rows,   spoil_stride, spoil_right,
	    spoil_left, spoil_order,   spoil_number, spoil_width,
	};
	uint8_t luma[16 * 16] = {0}, out[64];
	struct fingerprint taken;

	(void)state;
	for (size_t i = 0; i < sizeof(spoils) / sizeof(spoils[0]); i++) {
		struct fingerprint_plane plane =
		    fingerprint_plane_of(luma, 16, 16);

		spoils[i](&plane);
		assert_int_equal(
		    fingerprint_resize(&plane, FINGERPRINT_BICUBIC, 8, 8, out),
		    LENS_MALFORMED);
		assert_int_equal(fingerprint_extract(&plane, &taken),
				 LENS_MALFORMED);
	}
}

static void refuses_a_result_of_no_size(void **state)
{
	uint8_t luma[16] = {0}, out[1];
	struct fingerprint_plane plane = fingerprint_plane_of(luma, 4, 4);

	(void)state;
	assert_int_equal(
	    fingerprint_resize(&plane, FINGERPRINT_LANCZOS, 0, 8, out),
	    LENS_MALFORMED);
	assert_int_equal(
	    fingerprint_resize(&plane, FINGERPRINT_LANCZOS, 8, 0, out),
	    LENS_MALFORMED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(equals_pillow_bit_for_bit),
	    cmocka_unit_test(reads_nothing_between_the_rows),
	    cmocka_unit_test(takes_a_very_wide_row),
	    cmocka_unit_test(refuses_a_plane_that_leaves_itself),
	    cmocka_unit_test(refuses_a_result_of_no_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
