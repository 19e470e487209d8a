/*
 * test_reach.c: how far PDQ reaches, by how much of it can be trusted and how
 * far the pixels agree; and what that makes of an answer.
 */
#include <math.h>

#include "test.h"

#include <lenscap/match.h>

#include "match/align.h"

#define GRID FINGERPRINT_LOCAL_GRID

struct world {
	struct match_photos *photos;
	struct fingerprint print, asked;
	struct fingerprint_local local;
	struct fingerprint_query query;
	struct match_answer answer;
	size_t answers;
};

static struct world world;

static enum lens_err fetch(void *context, uint64_t photo,
			   struct fingerprint_local *out)
{
	(void)context;
	assert_int_equal(photo, 7);
	*out = world.local;
	return LENS_OK;
}

static void keep(void *context, const struct match_answer *answer)
{
	(void)context;
	world.answer = *answer;
	world.answers++;
}

/* A photo without points, and a picture of it in whose cells is noise. */
static int open_world(void **state)
{
	uint8_t *bits = (uint8_t *)world.print.pdq;
	uint32_t random = 77;

	(void)state;
	memset(&world, 0, sizeof(world));
	for (unsigned i = 0; i < sizeof(world.print.pdq); i++) {
		random = random * 1664525 + 1013904223;
		bits[i] = (uint8_t)(random >> 24);
	}
	world.local.width = world.local.height = 320;
	for (int j = 0; j < GRID; j++)
		for (int i = 0; i < GRID; i++) {
			random = random * 1664525 + 1013904223;
			world.local.grid[j][i] =
			    (uint8_t)(64 + (random >> 24) / 2);
		}
	return 0;
}

static void draw(unsigned noise)
{
	uint32_t random = 5;

	world.query.width = world.query.height = 320;
	world.query.columns = world.query.rows = GRID;
	for (int i = 0; i < GRID * GRID; i++) {
		int add;

		random = random * 1664525 + 1013904223;
		add = ((int)(random >> 24) - 128) * (int)noise / 256;
		world.query.luma[i] =
		    (uint8_t)(world.local.grid[i / GRID][i % GRID] + add);
	}
}

/* Whether the photo is found by what is asked for. */
static bool answered(void)
{
	struct match_ask ask = {&world.asked, &world.query, 1,
				fetch,	      keep,	    NULL};

	world.answers = 0;
	assert_int_equal(match_photos_new(0, &world.photos), LENS_OK);
	assert_int_equal(
	    match_photos_add(world.photos, 7, &world.print, &world.local),
	    LENS_OK);
	assert_int_equal(match_photos_search(world.photos, &ask), LENS_OK);
	match_photos_free(world.photos);
	return world.answers == 1;
}

/* The same when its PDQ is so many bits away. */
static bool found(unsigned enrolled, unsigned asked, unsigned distance)
{
	bool found;

	world.print.pdq_quality = (uint8_t)enrolled;
	world.asked = world.print;
	world.asked.pdq_quality = (uint8_t)asked;
	/* Only the picture as it is can be near; the turned ones are far. */
	for (unsigned d = 1; d < FINGERPRINT_DIHEDRALS; d++)
		for (unsigned i = 0; i < FINGERPRINT_PDQ_SIZE; i++)
			world.asked.pdq[d][i] = (uint8_t)~world.print.pdq[0][i];
	for (unsigned i = 0; i < distance; i++)
		world.asked.pdq[0][i / 8] ^= (uint8_t)(1u << i % 8);
	found = answered();
	if (found)
		assert_int_equal(world.answer.distance, distance);
	return found;
}

/* As little noise as leaves a likeness below this one. */
static void make_likeness(float below)
{
	unsigned noise = 0;

	do {
		draw(noise++);
		assert_true(noise < 250);
		assert_true(found(100, 100, 0));
	} while (world.answer.likeness >= below);
	assert_true(world.answer.likeness > below - 0.03f);
}

static void reaches(unsigned quality, int reach)
{
	for (unsigned side = 0; side < 2; side++) {
		unsigned here = side ? quality : 100;
		unsigned there = side ? 100 : quality;

		if (found(here, there, (unsigned)(reach + 1)))
			fail_msg("quality %u reaches beyond %d", quality,
				 reach);
		if (reach >= 0 && !found(here, there, (unsigned)reach))
			fail_msg("quality %u does not reach %d", quality,
				 reach);
	}
}

TEST(pdq_reaches_as_far_as_pixels_and_quality_let_it)
{
	(void)state;
	make_likeness(0.93f);
	reaches(100, 70);
	reaches(50, 70);
	reaches(49, 60);
	reaches(30, 60);
	reaches(29, 40);
	reaches(0, 40);
	make_likeness(0.90f);
	reaches(100, 60);
	reaches(50, 60);
	reaches(49, 40);
	reaches(30, 40);
	/* Not even what has the same bits. */
	assert_false(found(29, 100, 1));
	make_likeness(0.73f);
	reaches(50, 60);
	reaches(30, 40);
	make_likeness(0.70f);
	reaches(100, 31);
	reaches(50, 31);
	assert_false(found(49, 49, 1));
	assert_false(found(29, 29, 1));
}

TEST(how_sure_it_is_falls_with_the_distance)
{
	static const struct {
		unsigned distance;
		enum match_confidence confidence;
	} known[] = {
	    {0, MATCH_CERTAIN}, {31, MATCH_CERTAIN},  {32, MATCH_LIKELY},
	    {58, MATCH_LIKELY}, {59, MATCH_POSSIBLE}, {70, MATCH_POSSIBLE},
	};

	(void)state;
	draw(0);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		assert_true(found(100, 100, known[i].distance));
		assert_int_equal(world.answer.confidence, known[i].confidence);
	}
}

TEST(a_flat_picture_is_never_more_than_possible)
{
	(void)state;
	draw(0);
	assert_true(found(50, 50, 0));
	assert_int_equal(world.answer.confidence, MATCH_CERTAIN);
	for (unsigned quality = 0; quality < 50; quality += 7)
		for (unsigned distance = 0; distance <= 40; distance += 8) {
			assert_true(found(quality, 100, distance));
			assert_int_equal(world.answer.confidence,
					 MATCH_POSSIBLE);
			assert_true(world.answer.value <= 1.25f);
		}
}

/* ---- Of too many the nearest ---- */

#define CROWD (MATCH_FETCH_MOST + 60)

static uint64_t crowd_fetched[CROWD];
static size_t crowd_count;

static enum lens_err crowd_fetch(void *context, uint64_t photo,
				 struct fingerprint_local *out)
{
	(void)context;
	(void)out;
	assert_true(crowd_count < CROWD);
	crowd_fetched[crowd_count++] = photo;
	return LENS_NOT_FOUND;
}

/* A photo's number says how many bits it is away; in no order. */
TEST(of_too_many_photos_the_nearest_are_looked_at)
{
	struct match_ask ask = {&world.asked, &world.query, 1,
				crowd_fetch,  keep,	    NULL};
	struct match_photos *photos;
	unsigned last = 0;

	(void)state;
	draw(0);
	assert_int_equal(match_photos_new(0, &photos), LENS_OK);
	world.print.pdq_quality = 100;
	world.asked = world.print;
	for (unsigned d = 1; d < FINGERPRINT_DIHEDRALS; d++)
		for (unsigned i = 0; i < FINGERPRINT_PDQ_SIZE; i++)
			world.asked.pdq[d][i] = (uint8_t)~world.print.pdq[0][i];
	for (unsigned n = 0; n < CROWD; n++) {
		/* 61 has no divisor in common: each number once. */
		unsigned turn = n * 61 % CROWD, distance = turn * 76 / CROWD;
		struct fingerprint print = world.print;

		for (unsigned i = 0; i < distance; i++)
			print.pdq[0][i / 8] ^= (uint8_t)(1u << i % 8);
		assert_int_equal(match_photos_add(photos,
						  distance * 1000 + turn,
						  &print, &world.local),
				 LENS_OK);
	}
	crowd_count = world.answers = 0;
	assert_int_equal(match_photos_search(photos, &ask), LENS_OK);
	match_photos_free(photos);
	assert_int_equal(world.answers, 0);
	assert_int_equal(crowd_count, MATCH_FETCH_MOST);
	for (size_t i = 0; i < crowd_count; i++) {
		unsigned distance = (unsigned)(crowd_fetched[i] / 1000);

		assert_true(distance >= last);
		last = distance;
	}
	/* No nearer one was left out. */
	assert_int_equal(last, (MATCH_FETCH_MOST - 1) * 76 / CROWD);
}

/* ---- Of what points put forward, so many in each turn ---- */

#define VOTED 40

static void voted(unsigned turn, size_t count)
{
	struct match_ask ask = {&world.asked, &world.query, 1,
				crowd_fetch,  keep,	    NULL};
	struct fingerprint_local local = world.local;
	struct match_photos *photos;
	struct align_points points;

	/* Theirs is the picture's code as it is after this turn. */
	align_points_of_query(&world.query, turn, 1, &points);
	memcpy(local.point[0].code, points.point[0].code,
	       sizeof(local.point[0].code));
	local.count = 1;
	assert_int_equal(match_photos_new(0, &photos), LENS_OK);
	for (unsigned n = 0; n < VOTED; n++)
		assert_int_equal(
		    match_photos_add(photos, n + 1, &world.print, &local),
		    LENS_OK);
	crowd_count = world.answers = 0;
	assert_int_equal(match_photos_search(photos, &ask), LENS_OK);
	match_photos_free(photos);
	assert_int_equal(world.answers, 0);
	if (crowd_count != count)
		fail_msg("turn %u puts %zu forward and not %zu", turn,
			 crowd_count, count);
}

TEST(points_put_24_photos_forward_and_10_in_a_rarer_turn)
{
	(void)state;
	draw(0);
	world.asked = world.print;
	/* PDQ is near to nothing, so that only points speak. */
	for (unsigned d = 0; d < FINGERPRINT_DIHEDRALS; d++)
		for (unsigned i = 0; i < FINGERPRINT_PDQ_SIZE; i++)
			world.asked.pdq[d][i] =
			    (uint8_t)(world.print.pdq[0][i] ^ 0x55);
	world.query.count = 1;
	world.query.point[0].code[0] = 0x8130f00714c2a96b;
	world.query.point[0].code[1] = 0x1f28e35d77008b43;
	memset(world.query.margin, 0xff, sizeof(world.query.margin));
	for (unsigned turn = 0; turn < 8; turn++)
		voted(turn, turn < 2 ? 24 : 10);
	world.query.count = 0;
}

/* ---- Where PDQ says that it is ---- */

TEST(what_no_point_found_lies_where_pdq_says)
{
	(void)state;
	draw(0);
	/* Its negative: the pixels disagree wherever it is laid. */
	for (int i = 0; i < GRID * GRID; i++)
		world.query.luma[i] = (uint8_t)(255 - world.query.luma[i]);
	assert_true(found(100, 100, 12));
	assert_true(world.answer.score == 0);
	assert_true(world.answer.likeness < -0.99f);
	assert_int_equal(world.answer.place.turn, 0);
	assert_true(world.answer.place.m > 0.999f);
	assert_true(world.answer.photo_seen > 0.99f);
	assert_true(world.answer.picture_part > 0.99f);
}

/* Whichever of its eight turns the picture is near in, it lies in that one. */
TEST(lies_in_the_turn_that_pdq_is_near_in)
{
	static const unsigned turns[FINGERPRINT_DIHEDRALS] = {
	    [FINGERPRINT_ORIGINAL] = 0,	   [FINGERPRINT_FLIPPED_Y] = 1,
	    [FINGERPRINT_FLIPPED_X] = 2,   [FINGERPRINT_ROTATED_180] = 3,
	    [FINGERPRINT_TRANSPOSED] = 4,  [FINGERPRINT_ROTATED_90] = 5,
	    [FINGERPRINT_ROTATED_270] = 6, [FINGERPRINT_ANTITRANSPOSED] = 7,
	};

	(void)state;
	draw(0);
	(void)found(100, 100, 0);
	for (unsigned d = 0; d < FINGERPRINT_DIHEDRALS; d++) {
		for (unsigned i = 0; i < FINGERPRINT_DIHEDRALS; i++)
			for (unsigned b = 0; b < FINGERPRINT_PDQ_SIZE; b++)
				world.asked.pdq[i][b] =
				    (uint8_t)(world.print.pdq[0][b] ^
					      (i == d ? 0 : 0xff));
		assert_true(answered());
		assert_int_equal(world.answer.distance, 0);
		assert_int_equal(world.answer.place.turn, turns[d]);
	}
}

/* ---- A copy that was stretched as a whole ---- */

/* Its place's aspect where it was made so many thousandths wider. */
static float aspect_of(unsigned thousandths)
{
	uint32_t random = 21;

	draw(0);
	world.local.width = world.local.height = 1000;
	world.query.width = 1000 + thousandths;
	world.query.height = 1000;
	world.local.count = world.query.count = 60;
	for (int i = 0; i < 60; i++) {
		struct fingerprint_point *point = &world.local.point[i];

		for (int k = 0; k < 4; k++) {
			random = random * 1664525 + 1013904223;
			((uint32_t *)point->code)[k] = random ^ random >> 15;
		}
		point->x = (uint16_t)(3000 + i % 8 * 8000);
		point->y = (uint16_t)(3000 + i / 8 * 8000);
		point->size = 100;
		world.query.point[i] = *point;
	}
	memset(world.query.margin, 0xff, sizeof(world.query.margin));
	assert_true(found(100, 100, 0));
	assert_true(world.answer.score > 0);
	return world.answer.place.aspect;
}

TEST(a_stretch_is_told_from_a_fortieth_on)
{
	const struct fingerprint_local kept = world.local;

	(void)state;
	/* Below it points say how a part lies, which is hardly stretched. */
	assert_true(aspect_of(0) == 1);
	assert_true(aspect_of(47) > 0.99f);
	assert_true(aspect_of(51) > 0.99f);
	assert_true(fabsf(aspect_of(53) - sqrtf(1 / 1.053f)) < 0.001f);
	assert_true(fabsf(aspect_of(65) - sqrtf(1 / 1.065f)) < 0.001f);
	world.local = kept;
	world.query.count = 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(pdq_reaches_as_far_as_pixels_and_quality_let_it),
	    RUN(how_sure_it_is_falls_with_the_distance),
	    RUN(a_flat_picture_is_never_more_than_possible),
	    RUN(of_too_many_photos_the_nearest_are_looked_at),
	    RUN(points_put_24_photos_forward_and_10_in_a_rarer_turn),
	    RUN(what_no_point_found_lies_where_pdq_says),
	    RUN(lies_in_the_turn_that_pdq_is_near_in),
	    RUN(a_stretch_is_told_from_a_fortieth_on),
	};

	return cmocka_run_group_tests(tests, open_world, NULL);
}
