/* test_iscc.c: the Image-Code against ISO 24138's conformance vectors. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "pictures.h"

static void check_flat(uint8_t grey, unsigned bits, const char *expected)
{
	uint8_t pixels[32 * 32], code[FINGERPRINT_ISCC_SIZE];
	char text[FINGERPRINT_ISCC_TEXT];

	memset(pixels, grey, sizeof(pixels));
	fingerprint_iscc_pixels(pixels, code);
	fingerprint_iscc_text(code, bits, text);
	assert_string_equal(text, expected);
}

static void equals_the_published_image_code(void **state)
{
	(void)state;
	check_flat(0, 64, "ISCC:EEAQAAAAAAAAAAAA");
	check_flat(255, 128, "ISCC:EEBYAAAAAAAAAAAAAAAAAAAAAAAAA");
}

static void check_vector(json_t *vector)
{
	json_t *inputs = json_object_get(vector, "inputs");
	json_t *grey = json_array_get(inputs, 0);
	json_t *iscc =
	    json_object_get(json_object_get(vector, "outputs"), "iscc");
	json_int_t bits = json_integer_value(json_array_get(inputs, 1));
	uint8_t pixels[32 * 32], code[FINGERPRINT_ISCC_SIZE];
	char text[FINGERPRINT_ISCC_TEXT];

	assert_int_equal(json_array_size(grey), 32 * 32);
	for (size_t i = 0; i < 32 * 32; i++)
		pixels[i] =
		    (uint8_t)json_integer_value(json_array_get(grey, i));
	fingerprint_iscc_pixels(pixels, code);
	fingerprint_iscc_text(code, (unsigned)bits, text);
	assert_string_equal(text, json_string_value(iscc));
}

static void equals_every_conformance_vector(void **state)
{
	json_t *file = pictures_list("../shared/data/iscc/image-code.json");
	json_t *vectors = json_object_get(file, "gen_image_code_v0"), *vector;
	const char *name;

	(void)state;
	assert_int_equal(json_object_size(vectors), 3);
	json_object_foreach(vectors, name, vector) check_vector(vector);
	json_decref(file);
}

/* A picture of noise in the middle of a border of one grey. */
static uint8_t *framed(const uint8_t *noise, uint32_t side, uint32_t border,
		       uint8_t grey)
{
	uint32_t full = side + 2 * border;
	uint8_t *out = malloc((size_t)full * full);

	memset(out, grey, (size_t)full * full);
	for (uint32_t y = 0; y < side; y++)
		memcpy(out + (y + border) * full + border, noise + y * side,
		       side);
	return out;
}

static void check_border(uint8_t grey, bool spoiled)
{
	uint8_t *noise = pictures_noise(80 * 80, 7), *frame;
	uint8_t bare[FINGERPRINT_ISCC_SIZE], code[FINGERPRINT_ISCC_SIZE];
	struct fingerprint_plane plane = fingerprint_plane_of(noise, 80, 80);

	/* The picture's own edge must not pass for border. */
	for (size_t i = 0; i < 80; i++)
		noise[i] = noise[79 * 80 + i] = noise[80 * i] =
		    noise[80 * i + 79] = (uint8_t)(200 + i % 2);
	assert_int_equal(fingerprint_iscc(&plane, bare), LENS_OK);
	frame = framed(noise, 80, 30, grey);
	if (spoiled)
		frame[140 * 140 - 1] ^= 1;
	plane = fingerprint_plane_of(frame, 140, 140);
	assert_int_equal(fingerprint_iscc(&plane, code), LENS_OK);
	if (spoiled)
		assert_memory_not_equal(code, bare, sizeof(code));
	else
		assert_memory_equal(code, bare, sizeof(code));
	free(noise);
	free(frame);
}

static void does_not_see_a_border_of_one_grey(void **state)
{
	(void)state;
	check_border(0, false);
	check_border(255, false);
}

static void sees_a_border_that_is_not_of_one_grey(void **state)
{
	(void)state;
	check_border(255, true);
}

static void keeps_a_plane_of_one_grey_whole(void **state)
{
	uint8_t grey[50 * 40] = {0}, code[FINGERPRINT_ISCC_SIZE];
	uint8_t expected[FINGERPRINT_ISCC_SIZE] = {0x80};
	struct fingerprint_plane plane = fingerprint_plane_of(grey, 50, 40);

	(void)state;
	memset(grey, 77, sizeof(grey));
	assert_int_equal(fingerprint_iscc(&plane, code), LENS_OK);
	assert_memory_equal(code, expected, sizeof(code));
}

static void survives_content_outside_the_rectangle_only(void **state)
{
	uint8_t grey[40 * 40] = {0}, code[FINGERPRINT_ISCC_SIZE];
	struct fingerprint_plane plane = fingerprint_plane_of(grey, 40, 40);

	(void)state;
	grey[3 * 40 + 3] = 255;
	plane.left = plane.top = 20;
	assert_int_equal(fingerprint_iscc(&plane, code), LENS_OK);
}

static void refuses_an_empty_plane(void **state)
{
	struct fingerprint_plane plane = {0};
	uint8_t zero[FINGERPRINT_ISCC_SIZE] = {0};
	uint8_t code[FINGERPRINT_ISCC_SIZE] = {1};

	(void)state;
	assert_int_equal(fingerprint_iscc(&plane, code), LENS_MALFORMED);
	assert_memory_equal(code, zero, sizeof(code));
}

/* A length without a name is a mistake of the caller, who is stopped. */
static void check_abort(unsigned bits)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		uint8_t code[FINGERPRINT_ISCC_SIZE] = {0};
		char text[FINGERPRINT_ISCC_TEXT];

		/* cmocka would report the signal and go on. */
		signal(SIGABRT, SIG_DFL);
		fingerprint_iscc_text(code, bits, text);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

static void refuses_a_length_without_a_name(void **state)
{
	(void)state;
	check_abort(0);
	check_abort(100);
	check_abort(320);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(equals_the_published_image_code),
	    cmocka_unit_test(equals_every_conformance_vector),
	    cmocka_unit_test(does_not_see_a_border_of_one_grey),
	    cmocka_unit_test(sees_a_border_that_is_not_of_one_grey),
	    cmocka_unit_test(keeps_a_plane_of_one_grey_whole),
	    cmocka_unit_test(survives_content_outside_the_rectangle_only),
	    cmocka_unit_test(refuses_an_empty_plane),
	    cmocka_unit_test(refuses_a_length_without_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
