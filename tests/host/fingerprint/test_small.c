/* test_small.c: pHash and dHash against ImageHash. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pictures.h"

static void equals_imagehash_on_noise(void **state)
{
	/* Made with Pillow 9.4, NumPy 1.24 and SciPy 1.10. */
	static const struct {
		uint32_t width, height;
		const char *phash, *dhash;
	} published[] = {
	    {612, 816, "e49375d390ce0e8b", "048a650591402286"},
	    {40, 30, "c6c9fd49ce84c8c9", "f29a852cc9252628"},
	    {9, 8, "f37c3a01b453fa14", "ba2a152ad6cbc989"},
	    {1000, 7, "a814f04effdac035", "a2aeb43333975796"},
	};
	uint8_t expected[FINGERPRINT_SMALL_SIZE], out[FINGERPRINT_SMALL_SIZE];

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		uint32_t size = published[i].width * published[i].height;
		uint8_t *noise = pictures_noise(size, size);
		struct fingerprint_plane plane = fingerprint_plane_of(
		    noise, published[i].width, published[i].height);

		assert_int_equal(fingerprint_phash(&plane, out), LENS_OK);
		pictures_unhex(expected, sizeof(expected), published[i].phash);
		assert_memory_equal(out, expected, sizeof(out));
		assert_int_equal(fingerprint_dhash(&plane, out), LENS_OK);
		pictures_unhex(expected, sizeof(expected), published[i].dhash);
		assert_memory_equal(out, expected, sizeof(out));
		free(noise);
	}
}

static void dhash_tells_rising_from_falling(void **state)
{
	uint8_t rising[64 * 64], falling[64 * 64];
	uint8_t all[8], none[8] = {0}, out[8];
	struct fingerprint_plane plane;

	(void)state;
	memset(all, 0xff, sizeof(all));
	for (unsigned i = 0; i < sizeof(rising); i++) {
		rising[i] = (uint8_t)(i % 64 * 4);
		falling[i] = (uint8_t)(255 - rising[i]);
	}
	plane = fingerprint_plane_of(rising, 64, 64);
	assert_int_equal(fingerprint_dhash(&plane, out), LENS_OK);
	assert_memory_equal(out, all, 8);
	plane = fingerprint_plane_of(falling, 64, 64);
	assert_int_equal(fingerprint_dhash(&plane, out), LENS_OK);
	assert_memory_equal(out, none, 8);
}

static void equals_the_published_hashes(void **state)
{
	json_t *list = pictures_list("../shared/data/imagehash/expected.json");

	(void)state;
	for (size_t i = 0; i < json_array_size(list); i++) {
		struct pictures_expected e = pictures_expect(list, i);
		struct fingerprint_plane plane;
		struct picture picture;
		uint8_t out[FINGERPRINT_SMALL_SIZE];
		char path[256];

		snprintf(path, sizeof(path), "../shared/data/imagehash/%s",
			 e.file);
		assert_true(pictures_read(path, &picture));
		plane = pictures_grey(&picture);
		assert_int_equal(fingerprint_phash(&plane, out), LENS_OK);
		assert_memory_equal(out, e.phash, sizeof(out));
		assert_int_equal(fingerprint_dhash(&plane, out), LENS_OK);
		assert_memory_equal(out, e.dhash, sizeof(out));
		free((void *)plane.luma);
		pictures_free(&picture);
	}
	json_decref(list);
}

static void refuses_an_empty_plane(void **state)
{
	struct fingerprint_plane plane = {0};
	uint8_t zero[8] = {0}, out[8] = {1};

	(void)state;
	assert_int_equal(fingerprint_phash(&plane, out), LENS_MALFORMED);
	assert_memory_equal(out, zero, 8);
	out[0] = 1;
	assert_int_equal(fingerprint_dhash(&plane, out), LENS_MALFORMED);
	assert_memory_equal(out, zero, 8);
}

static void counts_the_bits_that_differ(void **state)
{
	uint8_t a[13] = {0}, b[13] = {0};

	(void)state;
	assert_int_equal(fingerprint_distance(a, b, 13), 0);
	b[0] = 0x81;
	b[7] = 0xff;
	b[12] = 0x10;
	assert_int_equal(fingerprint_distance(a, b, 13), 11);
	assert_int_equal(fingerprint_distance(a, b, 12), 10);
	assert_int_equal(fingerprint_distance(a, b, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(equals_imagehash_on_noise),
	    cmocka_unit_test(dhash_tells_rising_from_falling),
	    cmocka_unit_test(equals_the_published_hashes),
	    cmocka_unit_test(refuses_an_empty_plane),
	    cmocka_unit_test(counts_the_bits_that_differ),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
