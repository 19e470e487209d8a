/* test_regions.c: the pictures inside a page are cut out, and nothing else. */
#include "test.h"

#include <lenscap/fingerprint_region.h>

#define WIDTH 700
#define HEIGHT 500

static uint8_t page[WIDTH * HEIGHT];

/* Greys without a plain row or a straight edge, as photographs have them. */
static uint8_t noise(uint32_t x, uint32_t y)
{
	uint32_t u = (3 * x + y) / 16, v = (3 * y + HEIGHT * 4 - x) / 16;
	uint32_t h = (u * 73856093u) ^ (v * 19349663u);

	return (uint8_t)((h ^ h >> 13) * 1274126177u >> 24);
}

static void blank(uint8_t grey)
{
	memset(page, grey, sizeof(page));
}

static void put(uint32_t left, uint32_t top, uint32_t width, uint32_t height,
		bool disc)
{
	for (uint32_t y = 0; y < height; y++)
		for (uint32_t x = 0; x < width; x++) {
			double dx = (x + 0.5) / width * 2 - 1;
			double dy = (y + 0.5) / height * 2 - 1;

			if (!disc || dx * dx + dy * dy < 1)
				page[(top + y) * WIDTH + left + x] =
				    noise(left + x, top + y);
		}
}

static size_t cut(uint32_t least,
		  struct fingerprint_rectangle out[FINGERPRINT_REGIONS])
{
	struct fingerprint_plane plane =
	    fingerprint_plane_of(page, WIDTH, HEIGHT);

	return fingerprint_regions(&plane, least, out);
}

static void is_at(const struct fingerprint_rectangle *at, uint32_t x,
		  uint32_t y, uint32_t width, uint32_t height)
{
	if (at->x != x || at->y != y || at->width != width ||
	    at->height != height)
		fail_msg("%u %u %u %u", at->x, at->y, at->width, at->height);
}

TEST(a_square_and_a_disc_on_a_page_are_cut_out)
{
	struct fingerprint_rectangle at[FINGERPRINT_REGIONS];

	(void)state;
	blank(250);
	put(40, 60, 320, 150, false);
	put(400, 300, 64, 64, true);
	/* A rule across the page is none, nor are marks of one grey. */
	memset(page + 450 * WIDTH, 0, 2 * WIDTH);
	for (uint32_t y = 400; y < 460; y++)
		for (uint32_t x = 40; x < 300; x++)
			page[y * WIDTH + x] = x / 9 % 2 ? 20 : 250;
	assert_int_equal(cut(40, at), 2);
	is_at(&at[0], 40, 60, 320, 150);
	assert_true(at[1].x >= 400 && at[1].x <= 402);
	assert_true(at[1].y >= 300 && at[1].y <= 302);
	assert_true(at[1].width >= 60 && at[1].width <= 64);
	assert_true(at[1].height >= 60 && at[1].height <= 64);
}

/* Sky over a wall: rows of a grey of their own, which do not cut it. */
TEST(a_picture_with_plain_rows_stays_whole)
{
	struct fingerprint_rectangle at[FINGERPRINT_REGIONS];
	bool there = false;
	size_t count;

	(void)state;
	blank(250);
	put(200, 100, 96, 96, false);
	for (uint32_t y = 0; y < 96; y++)
		for (uint32_t x = 0; x < 96; x++)
			if (y < 30 || (y > 50 && y < 70))
				page[(100 + y) * WIDTH + 200 + x] =
				    (uint8_t)(100 + y);
	count = cut(40, at);
	for (size_t i = 0; i < count; i++)
		there |= at[i].x == 200 && at[i].y == 100 &&
			 at[i].width == 96 && at[i].height == 96;
	assert_true(there);
	assert_true(count <= 4);
}

static bool is_near(const struct fingerprint_rectangle *at, uint32_t x,
		    uint32_t y, uint32_t side)
{
	return labs((long)at->x - (long)x) <= 3 &&
	       labs((long)at->y - (long)y) <= 3 &&
	       labs((long)at->width - (long)side) <= 6 &&
	       labs((long)at->height - (long)side) <= 6;
}

/* The cover is a strip of the page, and a round avatar hangs out of it. */
TEST(an_avatar_that_hangs_into_a_cover_is_cut_out_by_its_rim)
{
	struct fingerprint_rectangle at[FINGERPRINT_REGIONS];
	bool there = false;
	size_t count;

	(void)state;
	blank(245);
	put(0, 20, WIDTH, 240, false);
	for (uint32_t y = 0; y < 156; y++)
		for (uint32_t x = 0; x < 156; x++) {
			double dx = x - 77.5, dy = y - 77.5;

			if (dx * dx + dy * dy < 78 * 78)
				page[(182 + y) * WIDTH + 60 + x] = 245;
		}
	put(66, 188, 144, 144, true);
	count = cut(40, at);
	for (size_t i = 0; i < count; i++)
		there |= is_near(&at[i], 66, 188, 144);
	assert_true(there);
	assert_true(count <= 4);
}

TEST(a_picture_laid_on_a_picture_is_found_by_its_edges)
{
	struct fingerprint_rectangle at[FINGERPRINT_REGIONS];

	(void)state;
	put(0, 0, WIDTH, HEIGHT, false);
	for (uint32_t i = 0; i < WIDTH * HEIGHT; i++)
		page[i] = (uint8_t)(page[i] / 4 + 150);
	put(333, 250, 240, 180, false);
	assert_int_equal(cut(40, at), 1);
	assert_true(labs((long)at[0].x - 333) <= 1);
	assert_true(labs((long)at[0].y - 250) <= 1);
	assert_true(labs((long)at[0].width - 240) <= 2);
	assert_true(labs((long)at[0].height - 180) <= 2);
}

TEST(a_gallery_is_cut_along_gaps_of_two_pixels)
{
	struct fingerprint_rectangle at[FINGERPRINT_REGIONS];

	(void)state;
	blank(255);
	for (uint32_t i = 0; i < 12; i++)
		put(i % 4 * 175, i / 4 * 167, 173, 165, false);
	assert_int_equal(cut(40, at), 12);
	is_at(&at[0], 0, 0, 173, 165);
	is_at(&at[11], 525, 334, 173, 165);
}

TEST(a_photo_has_no_regions)
{
	struct fingerprint_rectangle at[FINGERPRINT_REGIONS];

	(void)state;
	put(0, 0, WIDTH, HEIGHT, false);
	assert_int_equal(cut(40, at), 0);
	blank(90);
	assert_int_equal(cut(40, at), 0);
}

/* A disc that ends as dark as its page: the whole square is asked for, too. */
TEST(what_is_nearly_square_is_given_as_squares_too)
{
	struct fingerprint_rectangle at[FINGERPRINT_REGIONS];

	(void)state;
	blank(30);
	put(200, 100, 96, 64, false);
	assert_int_equal(cut(40, at), 3);
	is_at(&at[0], 200, 100, 96, 64);
	is_at(&at[1], 200, 100, 96, 96);
	is_at(&at[2], 200, 68, 96, 96);
	/* Nothing leaves the page. */
	blank(30);
	put(0, HEIGHT - 64, 96, 64, false);
	assert_int_equal(cut(40, at), 2);
	is_at(&at[1], 0, HEIGHT - 96, 96, 96);
}

TEST(what_is_smaller_than_asked_for_is_left)
{
	struct fingerprint_rectangle at[FINGERPRINT_REGIONS];

	(void)state;
	blank(0);
	put(100, 100, 39, 90, false);
	put(300, 100, 40, 90, false);
	assert_int_equal(cut(40, at), 1);
	is_at(&at[0], 300, 100, 40, 90);
	assert_int_equal(cut(39, at), 2);
}

TEST(no_more_than_there_is_room_for)
{
	struct fingerprint_rectangle at[FINGERPRINT_REGIONS];

	(void)state;
	blank(255);
	for (uint32_t i = 0; i < 70; i++)
		put(i % 10 * 70, i / 10 * 70, 60, 60, false);
	assert_int_equal(cut(40, at), FINGERPRINT_REGIONS);
}

TEST(a_region_is_written_and_read_believing_nothing)
{
	static struct fingerprint_region one, two;
	static uint8_t bytes[2 * FINGERPRINT_REGION_SIZE_MAX + 1];
	struct fingerprint_plane plane =
	    fingerprint_plane_of(page, WIDTH, HEIGHT);
	const struct fingerprint_rectangle at = {100, 50, 300, 300};
	struct base_view rest = {bytes, 0};
	size_t size;

	(void)state;
	put(0, 0, WIDTH, HEIGHT, false);
	plane.width *= 2;
	plane.height *= 2;
	assert_int_equal(fingerprint_region_extract(&plane, &at, &one),
			 LENS_OK);
	is_at(&one.at, 200, 100, 600, 600);
	size = fingerprint_region_write(&one, bytes);
	assert_true(size <= FINGERPRINT_REGION_SIZE_MAX);
	memcpy(bytes + size, bytes, size);
	rest.size = 2 * size;
	assert_int_equal(fingerprint_region_read(&rest, &two), LENS_OK);
	assert_int_equal(rest.size, size);
	is_at(&two.at, 200, 100, 600, 600);
	assert_memory_equal(two.print.pdq, one.print.pdq,
			    sizeof(one.print.pdq));
	assert_int_equal(two.query.count, one.query.count);
	assert_int_equal(fingerprint_region_read(&rest, &two), LENS_OK);
	assert_int_equal(fingerprint_region_read(&rest, &two), LENS_END);
	for (size_t cut = 1; cut < size; cut += size / 7) {
		rest = (struct base_view){bytes, cut};
		assert_int_equal(fingerprint_region_read(&rest, &two),
				 LENS_MALFORMED);
	}
	rest = (struct base_view){bytes, size};
	bytes[16] = 101;
	assert_int_equal(fingerprint_region_read(&rest, &two), LENS_MALFORMED);
}

TEST(a_rectangle_outside_of_the_plane_is_refused)
{
	static struct fingerprint_region out;
	struct fingerprint_plane plane =
	    fingerprint_plane_of(page, WIDTH, HEIGHT);
	const struct fingerprint_rectangle at = {WIDTH - 50, 0, 51, 50};
	const struct fingerprint_rectangle none = {0, 0, 0, 50};

	(void)state;
	assert_int_equal(fingerprint_region_extract(&plane, &at, &out),
			 LENS_MALFORMED);
	assert_int_equal(fingerprint_region_extract(&plane, &none, &out),
			 LENS_MALFORMED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_square_and_a_disc_on_a_page_are_cut_out),
	    RUN(a_picture_with_plain_rows_stays_whole),
	    RUN(an_avatar_that_hangs_into_a_cover_is_cut_out_by_its_rim),
	    RUN(a_picture_laid_on_a_picture_is_found_by_its_edges),
	    RUN(a_gallery_is_cut_along_gaps_of_two_pixels),
	    RUN(a_photo_has_no_regions),
	    RUN(what_is_nearly_square_is_given_as_squares_too),
	    RUN(what_is_smaller_than_asked_for_is_left),
	    RUN(no_more_than_there_is_room_for),
	    RUN(a_region_is_written_and_read_believing_nothing),
	    RUN(a_rectangle_outside_of_the_plane_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
