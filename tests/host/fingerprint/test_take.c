/* test_take.c: every fingerprint at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pictures.h"

static void takes_what_the_single_functions_take(void **state)
{
	uint8_t *noise = pictures_noise(612 * 816, 2);
	struct fingerprint_plane plane = fingerprint_plane_of(noise, 612, 816);
	struct fingerprint all, one;

	(void)state;
	memset(&one, 0, sizeof(one));
	assert_int_equal(fingerprint_extract(&plane, &all), LENS_OK);
	assert_int_equal(fingerprint_pdq(&plane, one.pdq, &one.pdq_quality), 0);
	assert_int_equal(fingerprint_iscc(&plane, one.iscc), LENS_OK);
	assert_int_equal(fingerprint_phash(&plane, one.phash), LENS_OK);
	assert_int_equal(fingerprint_dhash(&plane, one.dhash), LENS_OK);
	assert_memory_equal(&all, &one, sizeof(all));
	free(noise);
}

static void takes_pictures_of_any_small_size(void **state)
{
	uint8_t *noise = pictures_noise(70 * 70, 4);
	struct fingerprint taken;

	(void)state;
	for (uint32_t width = 1; width <= 70; width += 3)
		for (uint32_t height = 1; height <= 70; height++) {
			struct fingerprint_plane plane =
			    fingerprint_plane_of(noise, width, height);

			assert_int_equal(fingerprint_extract(&plane, &taken),
					 LENS_OK);
		}
	free(noise);
}

/* What a reduced decode of a turned picture gives: cut samples at any edge. */
static void takes_a_plane_cut_within_its_samples(void **state)
{
	uint8_t *noise = pictures_noise(75 * 50, 6);
	struct fingerprint_plane plane = fingerprint_plane_of(noise, 75, 50);
	struct fingerprint taken;

	(void)state;
	plane.left = 0.875;
	plane.top = 0.5;
	plane.right = 74.25;
	plane.width = 74 * 8 + 3;
	plane.height = 50 * 8 - 4;
	assert_int_equal(fingerprint_extract(&plane, &taken), LENS_OK);
	assert_true(taken.pdq_quality > 0);
	free(noise);
}

static void leaves_nothing_behind_when_it_refuses(void **state)
{
	static const struct fingerprint empty;
	struct fingerprint_plane plane = {0};
	struct fingerprint taken;

	(void)state;
	memset(&taken, 0xaa, sizeof(taken));
	assert_int_equal(fingerprint_extract(&plane, &taken), LENS_MALFORMED);
	assert_memory_equal(&taken, &empty, sizeof(taken));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_what_the_single_functions_take),
	    cmocka_unit_test(takes_pictures_of_any_small_size),
	    cmocka_unit_test(takes_a_plane_cut_within_its_samples),
	    cmocka_unit_test(leaves_nothing_behind_when_it_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
