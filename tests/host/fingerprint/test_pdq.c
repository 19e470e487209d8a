/* test_pdq.c: PDQ of matrices and planes that are made here. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mate_backgrounds.h"
#include "pictures.h"

#define MATE "/usr/share/backgrounds/mate/"
#define PDQ_ZERO                                                               \
	((const uint8_t[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE]){0})

struct hashes {
	uint8_t pdq[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE];
	uint8_t quality;
};

/* Smooth and without symmetry, as photographs are. */
static float hill(double x, double y)
{
	return (float)(128 + 60 * sin(7 * x + 3 * y * y) +
		       60 * cos(11 * y - 5 * x * y));
}

static float *landscape(uint32_t columns, uint32_t rows)
{
	float *out = malloc((size_t)columns * rows * sizeof(*out));

	for (uint32_t y = 0; y < rows; y++)
		for (uint32_t x = 0; x < columns; x++)
			out[(size_t)y * columns + x] =
			    hill((x + 0.5) / columns, (y + 0.5) / rows);
	return out;
}

static void check_mate(const struct mate_background *mate)
{
	struct picture picture;
	struct hashes got;
	uint32_t columns, rows;
	uint8_t expected[FINGERPRINT_PDQ_SIZE];
	char path[256];
	float *matrix;

	snprintf(path, sizeof(path), MATE "%s", mate->file);
	assert_true(pictures_read(path, &picture));
	matrix = pictures_matrix(&picture, &columns, &rows);
	assert_int_equal(fingerprint_pdq_matrix(matrix, columns, rows, got.pdq,
						&got.quality),
			 LENS_OK);
	assert_int_equal(got.quality, mate->quality);
	for (size_t i = 0; i < FINGERPRINT_DIHEDRALS; i++) {
		pictures_unhex(expected, sizeof(expected), mate->pdq[i]);
		assert_memory_equal(got.pdq[i], expected, sizeof(expected));
	}
	free(matrix);
	pictures_free(&picture);
}

static void equals_the_reference_on_mate_backgrounds(void **state)
{
	FILE *file = fopen(MATE "nature/Aqua.jpg", "rb");

	(void)state;
	if (!file) {
		print_message("mate-backgrounds is not installed: skipped\n");
		skip();
	}
	fclose(file);
	for (size_t i = 0;
	     i < sizeof(mate_backgrounds) / sizeof(mate_backgrounds[0]); i++)
		check_mate(&mate_backgrounds[i]);
}

/* Noise in patches of 4 * 4, so that every frequency PDQ reads is there. */
static float *patches(uint32_t side)
{
	uint8_t *noise = pictures_noise((size_t)side * side, 8);
	float *out = malloc((size_t)side * side * sizeof(*out));

	for (uint32_t y = 0; y < side; y++)
		for (uint32_t x = 0; x < side; x++)
			out[y * side + x] = noise[y / 4 * side + x / 4];
	free(noise);
	return out;
}

/* Two pictures of which one is the other turned. */
static void check_turn(uint32_t side, enum fingerprint_dihedral as)
{
	float *plain = patches(side);
	float *turned = malloc((size_t)side * side * sizeof(*turned));
	struct hashes a, b;

	for (uint32_t y = 0; y < side; y++)
		for (uint32_t x = 0; x < side; x++) {
			uint32_t bx = side - 1 - x, by = side - 1 - y;
			/* Which pixel of plain is seen at x, y. */
			const uint32_t from[FINGERPRINT_DIHEDRALS][2] = {
			    {x, y},  {by, x}, {bx, by}, {y, bx},
			    {x, by}, {bx, y}, {y, x},	{by, bx},
			};

			turned[y * side + x] =
			    plain[from[as][1] * side + from[as][0]];
		}
	assert_int_equal(
	    fingerprint_pdq_matrix(plain, side, side, a.pdq, &a.quality), 0);
	assert_int_equal(
	    fingerprint_pdq_matrix(turned, side, side, b.pdq, &b.quality), 0);
	assert_memory_equal(a.pdq[as], b.pdq[0], FINGERPRINT_PDQ_SIZE);
	if (as != FINGERPRINT_ORIGINAL)
		assert_true(fingerprint_distance(a.pdq[0], b.pdq[0],
						 FINGERPRINT_PDQ_SIZE) > 64);
	free(plain);
	free(turned);
}

static void knows_a_picture_turned_and_mirrored(void **state)
{
	(void)state;
	/* A window of one sample, which has no side to lean to. */
	for (unsigned i = 0; i < FINGERPRINT_DIHEDRALS; i++)
		check_turn(128, (enum fingerprint_dihedral)i);
}

static void takes_64_by_64_as_filtered(void **state)
{
	float *small = landscape(64, 64), *large = malloc(128 * 128 * 4);
	struct hashes a, b;

	(void)state;
	/* At 128 a side the window is one sample, and each of ours is kept. */
	for (size_t i = 0; i < 128 * 128; i++)
		large[i] = small[i / 256 * 64 + i % 128 / 2];
	assert_int_equal(
	    fingerprint_pdq_matrix(small, 64, 64, a.pdq, &a.quality), LENS_OK);
	assert_int_equal(
	    fingerprint_pdq_matrix(large, 128, 128, b.pdq, &b.quality),
	    LENS_OK);
	assert_true(fingerprint_distance(a.pdq[0], b.pdq[0],
					 FINGERPRINT_PDQ_SIZE) <= 2);
	assert_int_equal(a.quality, b.quality);
	free(small);
	free(large);
}

static void says_little_of_a_picture_of_one_grey(void **state)
{
	uint8_t grey[600 * 10] = {0};
	struct fingerprint_plane plane = fingerprint_plane_of(grey, 600, 10);
	struct hashes got;

	(void)state;
	memset(grey, 200, sizeof(grey));
	assert_int_equal(fingerprint_pdq(&plane, got.pdq, &got.quality), 0);
	assert_int_equal(got.quality, 0);
}

static void gives_zeros_below_five_a_side(void **state)
{
	uint8_t *noise = pictures_noise(600 * 5, 3);
	struct fingerprint_plane plane = fingerprint_plane_of(noise, 400, 4);
	struct hashes got;

	(void)state;
	assert_int_equal(fingerprint_pdq(&plane, got.pdq, &got.quality), 0);
	assert_memory_equal(got.pdq, PDQ_ZERO, sizeof(got.pdq));
	assert_int_equal(got.quality, 0);
	plane = fingerprint_plane_of(noise, 400, 5);
	assert_int_equal(fingerprint_pdq(&plane, got.pdq, &got.quality), 0);
	assert_memory_not_equal(got.pdq, PDQ_ZERO, sizeof(got.pdq));
	/* Too long a side enlarges the short one before it is looked at. */
	plane = fingerprint_plane_of(noise, 600, 4);
	assert_int_equal(fingerprint_pdq(&plane, got.pdq, &got.quality), 0);
	assert_memory_not_equal(got.pdq, PDQ_ZERO, sizeof(got.pdq));
	free(noise);
}

/* A plane and the matrix PDQ samples of it, by the rule itself. */
static void check_sampling(uint64_t width, uint64_t height)
{
	uint8_t *noise = pictures_noise(width * height, 9);
	struct fingerprint_plane plane =
	    fingerprint_plane_of(noise, (uint32_t)width, (uint32_t)height);
	bool large = width > 512 || height > 512;
	uint32_t columns = large ? 512 : (uint32_t)width;
	uint32_t rows = large ? 512 : (uint32_t)height;
	float *matrix = malloc((size_t)columns * rows * sizeof(*matrix));
	struct hashes a, b;

	for (uint64_t y = 0; y < rows; y++)
		for (uint64_t x = 0; x < columns; x++)
			matrix[y * columns + x] =
			    noise[y * height / rows * width +
				  x * width / columns];
	assert_int_equal(fingerprint_pdq(&plane, a.pdq, &a.quality), 0);
	assert_int_equal(
	    fingerprint_pdq_matrix(matrix, columns, rows, b.pdq, &b.quality),
	    0);
	assert_memory_equal(a.pdq, b.pdq, sizeof(a.pdq));
	assert_int_equal(a.quality, b.quality);
	free(matrix);
	free(noise);
}

static void samples_a_whole_plane_as_the_reference(void **state)
{
	(void)state;
	check_sampling(1600, 1067);
	check_sampling(513, 100);
	check_sampling(100, 2000);
	check_sampling(512, 512);
	check_sampling(300, 200);
	check_sampling(64, 64);
}

/* The landscape averaged over cells of one plane sample each. */
static struct fingerprint_plane landscape_plane(uint32_t width, uint32_t height,
						uint32_t step)
{
	uint32_t columns = (width + step - 1) / step;
	uint32_t rows = (height + step - 1) / step;
	uint8_t *luma = malloc((size_t)columns * rows);
	struct fingerprint_plane plane;

	for (uint32_t y = 0; y < rows; y++)
		for (uint32_t x = 0; x < columns; x++)
			luma[(size_t)y * columns + x] =
			    (uint8_t)(hill((x + 0.5) * step / width,
					   (y + 0.5) * step / height) +
				      0.5);
	plane = fingerprint_plane_of(luma, columns, rows);
	plane.width = width;
	plane.height = height;
	plane.right = (double)width / step;
	plane.bottom = (double)height / step;
	return plane;
}

static void finds_the_same_bits_in_a_scaled_plane(void **state)
{
	struct fingerprint_plane whole = landscape_plane(2043, 1531, 1);
	struct hashes a, b;

	(void)state;
	assert_int_equal(fingerprint_pdq(&whole, a.pdq, &a.quality), 0);
	for (uint32_t step = 2; step <= 5; step++) {
		struct fingerprint_plane plane =
		    landscape_plane(2043, 1531, step);

		assert_int_equal(fingerprint_pdq(&plane, b.pdq, &b.quality), 0);
		assert_true(fingerprint_distance(a.pdq[0], b.pdq[0],
						 FINGERPRINT_PDQ_SIZE) <= 10);
		free((void *)plane.luma);
	}
	free((void *)whole.luma);
}

static void refuses_what_is_not_luma(void **state)
{
	static const float strays[] = {-1, 256, NAN, INFINITY, -INFINITY};
	float *matrix = landscape(20, 20);
	struct hashes got;

	(void)state;
	for (size_t i = 0; i < sizeof(strays) / sizeof(strays[0]); i++) {
		matrix[399] = strays[i];
		assert_int_equal(fingerprint_pdq_matrix(matrix, 20, 20, got.pdq,
							&got.quality),
				 LENS_MALFORMED);
		assert_memory_equal(got.pdq, PDQ_ZERO, sizeof(got.pdq));
	}
	free(matrix);
}

static void refuses_a_matrix_of_another_size(void **state)
{
	static float matrix[513 * 513];
	struct hashes got;

	(void)state;
	assert_int_equal(
	    fingerprint_pdq_matrix(matrix, 513, 10, got.pdq, &got.quality),
	    LENS_MALFORMED);
	assert_int_equal(
	    fingerprint_pdq_matrix(matrix, 10, 513, got.pdq, &got.quality),
	    LENS_MALFORMED);
	assert_int_equal(
	    fingerprint_pdq_matrix(matrix, 0, 10, got.pdq, &got.quality),
	    LENS_MALFORMED);
	assert_int_equal(
	    fingerprint_pdq_matrix(NULL, 10, 10, got.pdq, &got.quality),
	    LENS_MALFORMED);
	assert_int_equal(
	    fingerprint_pdq_matrix(matrix, 512, 512, got.pdq, &got.quality),
	    LENS_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(equals_the_reference_on_mate_backgrounds),
	    cmocka_unit_test(knows_a_picture_turned_and_mirrored),
	    cmocka_unit_test(takes_64_by_64_as_filtered),
	    cmocka_unit_test(says_little_of_a_picture_of_one_grey),
	    cmocka_unit_test(gives_zeros_below_five_a_side),
	    cmocka_unit_test(samples_a_whole_plane_as_the_reference),
	    cmocka_unit_test(finds_the_same_bits_in_a_scaled_plane),
	    cmocka_unit_test(refuses_what_is_not_luma),
	    cmocka_unit_test(refuses_a_matrix_of_another_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
