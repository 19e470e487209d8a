/* test_local.c: local features: always the same, and safely read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <lenscap/fingerprint_local.h>

#include "pictures.h"

/* Blobs of several sizes, seen by any detector of blobs. */
static uint8_t *blobs(uint32_t width, uint32_t height)
{
	uint8_t *luma = malloc((size_t)width * height);
	uint8_t *knot = pictures_noise(64 * 64, 11);

	for (uint32_t y = 0; y < height; y++)
		for (uint32_t x = 0; x < width; x++) {
			unsigned coarse = knot[y / 24 % 64 * 64 + x / 24 % 64];
			unsigned fine = knot[y / 9 % 64 * 64 + x / 9 % 64];

			luma[(size_t)y * width + x] =
			    (uint8_t)((2 * coarse + fine) / 3);
		}
	free(knot);
	return luma;
}

/* Bytes between members are anybody's: zero, so that two can be compared. */
static void settle(struct fingerprint_point *points, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct fingerprint_point point;

		memset(&point, 0, sizeof(point));
		memcpy(point.code, points[i].code, sizeof(point.code));
		point.x = points[i].x;
		point.y = points[i].y;
		point.size = points[i].size;
		memcpy(&points[i], &point, sizeof(point));
	}
}

static void same_local(struct fingerprint_local *a, struct fingerprint_local *b)
{
	settle(a->point, FINGERPRINT_LOCAL_POINTS);
	settle(b->point, FINGERPRINT_LOCAL_POINTS);
	assert_memory_equal(a, b, sizeof(*a));
}

static void same_query(struct fingerprint_query *a, struct fingerprint_query *b)
{
	settle(a->point, FINGERPRINT_QUERY_POINTS);
	settle(b->point, FINGERPRINT_QUERY_POINTS);
	assert_memory_equal(a, b, sizeof(*a));
}

static void finds_the_same_again(void **state)
{
	uint8_t *luma = blobs(640, 480);
	struct fingerprint_plane plane = fingerprint_plane_of(luma, 640, 480);
	struct fingerprint_local a, b;
	struct fingerprint_query *c = malloc(sizeof(*c)),
				 *d = malloc(sizeof(*d));

	(void)state;
	assert_int_equal(fingerprint_local_extract(&plane, &a), LENS_OK);
	assert_int_equal(fingerprint_local_extract(&plane, &b), LENS_OK);
	same_local(&a, &b);
	assert_int_equal(a.count, FINGERPRINT_LOCAL_POINTS);
	assert_int_equal(fingerprint_query_extract(&plane, c), LENS_OK);
	assert_int_equal(fingerprint_query_extract(&plane, d), LENS_OK);
	same_query(c, d);
	assert_true(c->count > FINGERPRINT_LOCAL_POINTS);
	free(c);
	free(d);
	free(luma);
}

static void reads_back_what_was_written(void **state)
{
	uint8_t *luma = blobs(700, 520);
	struct fingerprint_plane plane = fingerprint_plane_of(luma, 700, 520);
	struct fingerprint_local local, read;
	struct fingerprint_query *query = malloc(sizeof(*query)),
				 *again = malloc(sizeof(*again));
	uint8_t bytes[FINGERPRINT_LOCAL_SIZE_MAX];
	uint8_t *many = malloc(FINGERPRINT_QUERY_SIZE_MAX);
	size_t size;

	(void)state;
	assert_true(FINGERPRINT_LOCAL_SIZE_MAX <= 2048);
	assert_true(FINGERPRINT_QUERY_SIZE_MAX <= 96 * 1024);
	assert_int_equal(fingerprint_local_extract(&plane, &local), LENS_OK);
	size = fingerprint_local_write(&local, bytes);
	assert_int_equal(
	    fingerprint_local_read((struct base_view){bytes, size}, &read),
	    LENS_OK);
	same_local(&local, &read);
	assert_int_equal(fingerprint_query_extract(&plane, query), LENS_OK);
	size = fingerprint_query_write(query, many);
	assert_true(size <= FINGERPRINT_QUERY_SIZE_MAX);
	assert_int_equal(
	    fingerprint_query_read((struct base_view){many, size}, again),
	    LENS_OK);
	same_query(query, again);
	free(query);
	free(again);
	free(many);
	free(luma);
}

static void in_range(const struct fingerprint_local *local)
{
	assert_true(local->count <= FINGERPRINT_LOCAL_POINTS);
	assert_true(local->width > 0 && local->height > 0);
}

/* Whatever is accepted is in range and is written as the same bytes. */
static void refuses_records_that_are_not_what_they_claim(void **state)
{
	uint8_t *luma = blobs(300, 200);
	struct fingerprint_plane plane = fingerprint_plane_of(luma, 300, 200);
	struct fingerprint_local local;
	uint8_t bytes[FINGERPRINT_LOCAL_SIZE_MAX], same[sizeof(bytes)];
	size_t size;

	(void)state;
	assert_int_equal(fingerprint_local_extract(&plane, &local), LENS_OK);
	size = fingerprint_local_write(&local, bytes);
	for (size_t cut = 0; cut < size; cut++)
		assert_int_equal(fingerprint_local_read(
				     (struct base_view){bytes, cut}, &local),
				 LENS_MALFORMED);
	assert_int_equal(local.count, 0);
	for (size_t at = 0; at < size; at++)
		for (unsigned k = 1; k < 256; k++) {
			bytes[at] ^= (uint8_t)k;
			if (!fingerprint_local_read(
				(struct base_view){bytes, size}, &local)) {
				in_range(&local);
				assert_int_equal(
				    fingerprint_local_write(&local, same),
				    size);
				assert_memory_equal(bytes, same, size);
			}
			bytes[at] ^= (uint8_t)k;
		}
	free(luma);
}

static void refuses_queries_that_are_not_what_they_claim(void **state)
{
	uint8_t *luma = blobs(90, 60);
	struct fingerprint_plane plane = fingerprint_plane_of(luma, 90, 60);
	struct fingerprint_query *query = malloc(sizeof(*query));
	uint8_t *bytes = malloc(FINGERPRINT_QUERY_SIZE_MAX);
	size_t size;

	(void)state;
	assert_int_equal(fingerprint_query_extract(&plane, query), LENS_OK);
	size = fingerprint_query_write(query, bytes);
	for (size_t cut = 0; cut < size; cut += 1 + cut / 64)
		assert_int_equal(fingerprint_query_read(
				     (struct base_view){bytes, cut}, query),
				 LENS_MALFORMED);
	for (size_t at = 0; at < 64; at++)
		for (unsigned k = 1; k < 256; k++) {
			bytes[at] ^= (uint8_t)k;
			if (!fingerprint_query_read(
				(struct base_view){bytes, size}, query)) {
				assert_true(query->count <=
					    FINGERPRINT_QUERY_POINTS);
				assert_true((size_t)query->columns *
						query->rows <=
					    FINGERPRINT_QUERY_LUMA);
				assert_true(query->columns > 0 &&
					    query->rows > 0);
			}
			bytes[at] ^= (uint8_t)k;
		}
	free(query);
	free(bytes);
	free(luma);
}

static void takes_pictures_of_any_shape(void **state)
{
	static const uint32_t shapes[][2] = {
	    {1, 1},	 {1, 3000},   {3000, 1},    {5, 5},
	    {15, 16},	 {16, 16},    {17, 900},    {20, 65500},
	    {65500, 20}, {64, 20000}, {4000, 2500}, {300000, 2}};
	struct fingerprint_local local;
	struct fingerprint_query *query = malloc(sizeof(*query)),
				 *read = calloc(1, sizeof(*read));
	uint8_t *bytes = malloc(FINGERPRINT_QUERY_SIZE_MAX);

	(void)state;
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		uint32_t width = shapes[i][0], height = shapes[i][1];
		uint8_t *luma = pictures_noise((size_t)width * height, 3);
		struct fingerprint_plane plane =
		    fingerprint_plane_of(luma, width, height);
		size_t size;

		assert_int_equal(fingerprint_local_extract(&plane, &local),
				 LENS_OK);
		in_range(&local);
		assert_int_equal(fingerprint_query_extract(&plane, query),
				 LENS_OK);
		size = fingerprint_query_write(query, bytes);
		assert_int_equal(fingerprint_query_read(
				     (struct base_view){bytes, size}, read),
				 LENS_OK);
		free(luma);
	}
	free(query);
	free(read);
	free(bytes);
}

static void refuses_a_plane_that_is_none(void **state)
{
	uint8_t luma[64] = {0};
	struct fingerprint_plane plane = fingerprint_plane_of(luma, 8, 8);
	struct fingerprint_local local;
	struct fingerprint_query *query = malloc(sizeof(*query));

	(void)state;
	plane.right = 9;
	assert_int_equal(fingerprint_local_extract(&plane, &local),
			 LENS_MALFORMED);
	assert_int_equal(fingerprint_query_extract(&plane, query),
			 LENS_MALFORMED);
	free(query);
}

/* A reduced decode covers part of its last samples; places stay the same. */
static void a_cut_plane_has_the_points_of_a_whole_one(void **state)
{
	uint8_t *luma = blobs(512, 512);
	struct fingerprint_plane plane = fingerprint_plane_of(luma, 512, 512);
	struct fingerprint_local whole, cut;
	uint8_t *inner = malloc(400 * 300);
	unsigned same = 0;

	(void)state;
	for (size_t y = 0; y < 300; y++)
		memcpy(inner + y * 400, luma + y * 512, 400);
	plane.right = plane.width = 400;
	plane.bottom = plane.height = 300;
	assert_int_equal(fingerprint_local_extract(&plane, &cut), LENS_OK);
	plane = fingerprint_plane_of(inner, 400, 300);
	assert_int_equal(fingerprint_local_extract(&plane, &whole), LENS_OK);
	for (size_t i = 0; i < whole.count; i++)
		for (size_t k = 0; k < cut.count; k++)
			same += whole.point[i].x == cut.point[k].x &&
				whole.point[i].y == cut.point[k].y;
	/* The samples beyond the edge show a little, near it. */
	assert_true(same * 10 >= whole.count * 7u);
	free(inner);
	free(luma);
}

/* A turn of nothing is the code itself; each turn is another's way back. */
static void codes_the_picture_as_if_it_were_turned(void **state)
{
	uint8_t *luma = blobs(640, 480);
	struct fingerprint_plane plane = fingerprint_plane_of(luma, 640, 480);
	struct fingerprint_query *query = malloc(sizeof(*query)),
				 *plain = malloc(sizeof(*plain));
	struct fingerprint_turned *turned = calloc(1, sizeof(*turned)),
				  *read = calloc(1, sizeof(*read));
	uint8_t *bytes = malloc(FINGERPRINT_TURNED_SIZE_MAX);
	unsigned near = 0, far = 0;
	size_t size;

	(void)state;
	assert_int_equal(
	    fingerprint_query_extract_turned(&plane, query, turned), LENS_OK);
	assert_int_equal(fingerprint_query_extract(&plane, plain), LENS_OK);
	same_query(query, plain);
	assert_int_equal(turned->count, FINGERPRINT_TURNED_POINTS);
	/* 15 degrees keep more of a code than 45. */
	for (size_t i = 0; i < turned->count; i++) {
		near += fingerprint_distance(
		    (const uint8_t *)turned->point[0][i].code,
		    (const uint8_t *)query->point[i].code, 16);
		far += fingerprint_distance(
		    (const uint8_t *)turned->point[4][i].code,
		    (const uint8_t *)query->point[i].code, 16);
	}
	assert_true(near > 0 && near < far);
	size = fingerprint_turned_write(turned, bytes);
	assert_int_equal(size, FINGERPRINT_TURNED_SIZE_MAX);
	assert_int_equal(
	    fingerprint_turned_read((struct base_view){bytes, size}, read),
	    LENS_OK);
	assert_memory_equal(read, turned, sizeof(*read));
	for (size_t cut = 0; cut < size; cut += size / 9 + 1)
		assert_int_equal(fingerprint_turned_read(
				     (struct base_view){bytes, cut}, read),
				 LENS_MALFORMED);
	bytes[0]++;
	assert_int_equal(
	    fingerprint_turned_read((struct base_view){bytes, size}, read),
	    LENS_MALFORMED);
	free(bytes);
	free(read);
	free(turned);
	free(plain);
	free(query);
	free(luma);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_the_same_again),
	    cmocka_unit_test(reads_back_what_was_written),
	    cmocka_unit_test(refuses_records_that_are_not_what_they_claim),
	    cmocka_unit_test(refuses_queries_that_are_not_what_they_claim),
	    cmocka_unit_test(takes_pictures_of_any_shape),
	    cmocka_unit_test(refuses_a_plane_that_is_none),
	    cmocka_unit_test(codes_the_picture_as_if_it_were_turned),
	    cmocka_unit_test(a_cut_plane_has_the_points_of_a_whole_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
