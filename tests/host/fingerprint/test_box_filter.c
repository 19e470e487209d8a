/*
 * test_box_filter.c: the streaming filter and the cosine transform of PDQ
 * against plain ones, float for float, at every size.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fingerprint/box_filter.h>
#include <fingerprint/dct.h>

#include "pictures.h"

/* One box filter over a line of samples step apart, by PDQ's four phases. */
static void plain_box(const float *in, float *out, size_t size, size_t step)
{
	size_t window = (size + 127) / 128, half = (window + 2) / 2;
	size_t enter = 0, leave = 0, at = 0, count = 0;
	float sum = 0;

	for (; enter < half - 1; enter++, count++)
		sum += in[enter * step];
	for (; enter < window; enter++, at++) {
		sum += in[enter * step];
		out[at * step] = sum / (float)++count;
	}
	for (; enter < size; enter++, leave++, at++) {
		sum += in[enter * step];
		sum -= in[leave * step];
		out[at * step] = sum / (float)count;
	}
	for (; at < size; leave++, at++) {
		sum -= in[leave * step];
		out[at * step] = sum / (float)--count;
	}
}

static void plain_tent(float *matrix, size_t columns, size_t rows,
		       float out[BOX_FILTER_OUT][BOX_FILTER_OUT])
{
	float *other = malloc(columns * rows * sizeof(*other));

	for (int pass = 0; pass < 2; pass++) {
		for (size_t y = 0; y < rows; y++)
			plain_box(matrix + y * columns, other + y * columns,
				  columns, 1);
		for (size_t x = 0; x < columns; x++)
			plain_box(other + x, matrix + x, rows, columns);
	}
	for (size_t i = 0; i < BOX_FILTER_OUT; i++)
		for (size_t j = 0; j < BOX_FILTER_OUT; j++) {
			size_t y = (size_t)(((double)i + 0.5) * (double)rows /
					    BOX_FILTER_OUT);
			size_t x = (size_t)(((double)j + 0.5) *
					    (double)columns / BOX_FILTER_OUT);

			out[i][j] = matrix[y * columns + x];
		}
	free(other);
}

static void check_filter(uint32_t columns, uint32_t rows)
{
	static float streamed[BOX_FILTER_OUT][BOX_FILTER_OUT],
	    plain[BOX_FILTER_OUT][BOX_FILTER_OUT];
	size_t size = (size_t)columns * rows;
	uint8_t *noise = pictures_noise(size, columns * 1000 + rows);
	float *matrix = malloc(size * sizeof(*matrix));
	struct box_filter *filter;

	/* Thirds, which no float holds, so that every rounding shows. */
	for (size_t i = 0; i < size; i++)
		matrix[i] = (float)noise[i] / 3;
	assert_int_equal(box_filter_new(columns, rows, &filter), LENS_OK);
	for (uint32_t y = 0; y < rows; y++) {
		memcpy(box_filter_row(filter), matrix + (size_t)y * columns,
		       columns * sizeof(*matrix));
		box_filter_push(filter);
	}
	box_filter_finish(filter, streamed);
	box_filter_free(filter);
	plain_tent(matrix, columns, rows, plain);
	assert_memory_equal(streamed, plain, sizeof(plain));
	free(matrix);
	free(noise);
}

static void streams_what_whole_passes_give(void **state)
{
	(void)state;
	check_filter(512, 512);
	check_filter(5, 5);
	check_filter(5, 512);
	check_filter(512, 5);
	for (uint32_t side = 6; side <= 512; side += 23) {
		check_filter(side, 518 - side);
		check_filter(side, side);
	}
	for (uint32_t side = 126; side <= 131; side++)
		check_filter(side, 2 * side);
}

static void transforms_as_the_formula_says(void **state)
{
	float in[DCT_PDQ_IN][DCT_PDQ_IN], out[DCT_PDQ_OUT][DCT_PDQ_OUT];
	float d[DCT_PDQ_OUT][DCT_PDQ_IN], half[DCT_PDQ_OUT][DCT_PDQ_IN] = {0};
	uint8_t *noise = pictures_noise(sizeof(in) / sizeof(float), 5);
	float scale = (float)sqrt(2.0 / 64);

	(void)state;
	for (int i = 0; i < 64 * 64; i++)
		in[i / 64][i % 64] = (float)noise[i] / 7;
	for (int i = 0; i < 16; i++)
		for (int j = 0; j < 64; j++)
			d[i][j] = (float)(scale * cos(M_PI / 2 / 64.0 *
						      (i + 1) * (2 * j + 1)));
	for (int i = 0; i < 16; i++)
		for (int j = 0; j < 64; j++)
			for (int k = 0; k < 64; k++)
				half[i][j] += d[i][k] * in[k][j];
	dct_pdq(in, out);
	for (int i = 0; i < 16; i++)
		for (int j = 0; j < 16; j++) {
			float sum = 0;

			for (int k = 0; k < 64; k++)
				sum += half[i][k] * d[j][k];
			assert_true(sum == out[i][j]);
		}
	free(noise);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(streams_what_whole_passes_give),
	    cmocka_unit_test(transforms_as_the_formula_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
