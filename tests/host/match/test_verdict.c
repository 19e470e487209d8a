/* test_verdict.c: each threshold of what is called a match, at its edge. */
#include <math.h>

#include <lenscap/match.h>

#include "test.h"

#include "match/buckets.h"

#define GRID FINGERPRINT_LOCAL_GRID

/* Neighbours differ by twenty everywhere. */
static struct fingerprint_local photo_of(uint32_t width, uint32_t height)
{
	struct fingerprint_local photo = {.width = width, .height = height};

	for (int j = 0; j < GRID; j++)
		for (int i = 0; i < GRID; i++)
			photo.grid[j][i] = (i + j) % 2 ? 20 : 0;
	return photo;
}

/* Of 480 pairs of neighbours, so many differ by step at most. */
static struct fingerprint_local flat_of(int alike, int step)
{
	struct fingerprint_local photo = photo_of(100, 100);

	for (int j = 0; j < 8; j++)
		for (int i = 0; i < GRID; i++)
			photo.grid[j][i] = (uint8_t)(200 + (i + j) % 2 * step);
	for (int i = 0; i < GRID; i++)
		photo.grid[8][i] = (uint8_t)(50 + i / 2 % 2 * 40);
	for (int i = 0; i < 2 * (alike - 240); i++)
		photo.grid[10][i] = (uint8_t)(50 + i / 2 % 2 * 40);
	return photo;
}

static void needs(const struct fingerprint_local *photo, float likeness,
		  float evidence, float among, float need)
{
	const struct alignment alignment = {.score = need * 1.1f,
					    .likeness = likeness,
					    .evidence = evidence,
					    .among = among};

	if (align_value(photo, &alignment) < 0.999f ||
	    align_value(photo, &alignment) > 1.001f)
		fail_msg("%g %g %g: %g and not %g", (double)likeness,
			 (double)evidence, (double)among,
			 (double)(alignment.score /
				  align_value(photo, &alignment) / 1.1f),
			 (double)need);
}

TEST(points_must_be_the_more_the_less_the_pixels_agree)
{
	const struct fingerprint_local photo = photo_of(100, 100);

	(void)state;
	needs(&photo, 0.991f, 8, -1, 12);
	needs(&photo, 0.989f, 8, -1, 16);
	needs(&photo, 0.981f, 8, -1, 16);
	needs(&photo, 0.979f, 8, -1, 24);
	needs(&photo, 0.971f, 8, -1, 24);
	needs(&photo, 0.969f, 8, -1, 48);
	needs(&photo, 0.991f, 7.9f, -1, 34);
	needs(&photo, 0.9981f, 5, -1, 16);
	needs(&photo, 0.9979f, 5, -1, 34);
	needs(&photo, 0.9981f, 4.9f, -1, 48);
	needs(&photo, 0.981f, 5, -1, 34);
	needs(&photo, 0.981f, 4.9f, -1, 48);
	needs(&photo, 0.979f, 5, -1, 48);
	needs(&photo, 0.931f, 0, -1, 48);
	needs(&photo, 0.929f, 9, -1, 80);
	needs(&photo, 0.95f, 9, 0.981f, 40);
	needs(&photo, 0.5f, 9, 0.981f, 40);
	needs(&photo, 0.95f, 9, 0.979f, 48);
	needs(&photo, 0.5f, 9, 0.979f, 60);
	needs(&photo, 0.5f, 9, 0.931f, 60);
	needs(&photo, 0.5f, 9, 0.929f, 80);
}

TEST(flat_pictures_need_more)
{
	const struct fingerprint_local photo = flat_of(241, 1);

	(void)state;
	needs(&photo, 0.999f, 8, -1, 28);
	needs(&photo, 0.981f, 8, -1, 28);
	needs(&photo, 0.979f, 8, -1, 72);
	needs(&photo, 0.991f, 5, -1, 34);
	needs(&photo, 0.9981f, 5, -1, 34);
	needs(&photo, 0.989f, 5, -1, 72);
	needs(&photo, 0.991f, 4.9f, -1, 72);
	needs(&photo, 0.5f, 9, 0.981f, 40);
	needs(&photo, 0.931f, 9, 0.5f, 72);
	needs(&photo, 0.929f, 9, 0.931f, 90);
	needs(&photo, 0.929f, 9, 0.929f, 120);
}

static void needs_covered(const struct alignment *like, bool flat, float need)
{
	const struct fingerprint_local photo =
	    flat ? flat_of(241, 1) : photo_of(100, 100);
	struct alignment alignment = *like;
	float value;

	alignment.score = need * 1.1f;
	alignment.among = -1;
	value = align_value(&photo, &alignment);
	if (value < 0.999f || value > 1.001f)
		fail_msg("%g and not %g",
			 (double)(alignment.score / value / 1.1f),
			 (double)need);
}

TEST(where_something_lies_over_it_the_rest_must_agree)
{
	(void)state;
	needs_covered(&(struct alignment){.near = {0.971f, 12}}, false, 24);
	needs_covered(&(struct alignment){.near = {0.969f, 12}}, false, 80);
	needs_covered(&(struct alignment){.near = {0.971f, 11.9f}}, false, 80);
	needs_covered(&(struct alignment){.near = {0.971f, 12}}, true, 48);
	needs_covered(&(struct alignment){.near_most = {0.981f, 10}}, false,
		      40);
	needs_covered(&(struct alignment){.near_most = {0.979f, 12}}, false,
		      36);
	needs_covered(&(struct alignment){.near_most = {0.949f, 16}}, false,
		      56);
	needs_covered(&(struct alignment){.near_most = {0.981f, 10}}, true, 60);
	needs_covered(&(struct alignment){.most = {0.971f, 16}}, false, 30);
	needs_covered(&(struct alignment){.most = {0.971f, 16}}, true, 50);
	needs_covered(&(struct alignment){.most = {0.969f, 16}}, false, 40);
	needs_covered(&(struct alignment){.most = {0.951f, 16}}, false, 40);
	needs_covered(&(struct alignment){.most = {0.951f, 16}}, true, 60);
	needs_covered(&(struct alignment){.most = {0.949f, 16}}, false, 56);
	needs_covered(&(struct alignment){.most = {0.949f, 16}}, true, 90);
	needs_covered(&(struct alignment){.most = {0.899f, 16}}, false, 80);
	needs_covered(&(struct alignment){.most = {0.951f, 15.9f}}, true, 120);
}

TEST(flat_is_what_has_more_like_neighbours_than_unlike_ones)
{
	const struct fingerprint_local not = flat_of(240, 1);
	const struct fingerprint_local flat = flat_of(241, 1);
	const struct fingerprint_local steps = flat_of(241, 2);

	(void)state;
	assert_false(align_can(&flat, 30.7f));
	assert_true(align_can(&flat, 30.9f));
	assert_true(align_can(&not, 13.3f));
	assert_false(align_can(&not, 13.1f));
	assert_true(align_can(&steps, 13.3f));
}

struct shown {
	float width, height; /* of the picture */
	float tx, n, aspect;
	bool round;
	unsigned how;
};

static struct fingerprint_query query;

/* A disc on white, or a plain surface. */
static void disc_of(bool round)
{
	query.columns = query.rows = 64;
	for (int y = 0; y < 64; y++)
		for (int x = 0; x < 64; x++) {
			int dx = 2 * x - 63, dy = 2 * y - 63;

			query.luma[64 * y + x] =
			    round && dx * dx + dy * dy < 64 * 64 ? 90 : 255;
		}
}

/* Of a photo twice as wide as high, as large in the picture as it is. */
static unsigned how_of(const struct shown *shown)
{
	const struct fingerprint_local photo = photo_of(200, 100);
	struct align_sums sums = {10,	10,  shown->width, shown->height,
				  NULL, 100, 100,	   &query};
	const struct alignment alignment = {
	    .place = {0, 1, shown->n, shown->tx, 0, shown->aspect}};
	struct match_answer answer;

	disc_of(shown->round);
	align_explain(&sums, &photo, &alignment, &answer);
	return answer.how;
}

TEST(what_was_done_to_a_photo_has_limits)
{
	static const struct shown shown[] = {
	    {2, 1, 0, 0, 1, false, 0},
	    /* Seen: 96 of 100. */
	    {1.93f, 1, 0, 0, 1, false, 0},
	    {1.91f, 1, 0, 0, 1, false, MATCH_CROPPED},
	    {1.93f, 1, 0, 0, 1, true, 0},
	    /* A square, to two hundredths, and nearly all of it photo. */
	    {1, 1, 0, 0, 1, false, MATCH_SQUARE},
	    {1.019f, 1, 0, 0, 1, false, MATCH_SQUARE},
	    {1.021f, 1, 0, 0, 1, false, MATCH_CROPPED},
	    {1, 1.019f, 0, 0, 1, false, MATCH_SQUARE},
	    {1, 1, 1.02f, 0, 1, false, MATCH_SQUARE},
	    {1, 1, 1.038f, 0, 1, false, MATCH_SQUARE | MATCH_FRAMED},
	    {1, 1, 1.042f, 0, 1, false, MATCH_CROPPED | MATCH_FRAMED},
	    {1, 1, 1.1f, 0, 1, false, MATCH_CROPPED | MATCH_FRAMED},
	    {1, 1, 0, 0, 1, true, MATCH_ROUND},
	    {1.059f, 1, 0, 0, 1, true, MATCH_ROUND},
	    {1.061f, 1, 0, 0, 1, true, MATCH_CROPPED},
	    /* Around it: 3 of 100, and 40. */
	    {2.06f, 1, 0, 0, 1, false, 0},
	    {2.07f, 1, 0, 0, 1, false, MATCH_FRAMED},
	    {3.32f, 1, 0, 0, 1, false, MATCH_FRAMED},
	    {3.35f, 1, 0, 0, 1, false, MATCH_PART},
	    /* Turned by a degree; stretched by a fortieth. */
	    {2, 1, 0, 0.0174f, 1, false, 0},
	    {2, 1, 0, 0.0176f, 1, false, MATCH_TURNED},
	    {2, 1, 0, -0.0176f, 1, false, MATCH_TURNED},
	    {2, 1, 0, 0, 1.025f, false, 0},
	    {2, 1, 0, 0, 1 / 1.025f, false, 0},
	    {2, 1, 0, 0, 1.0249f, false, 0},
	    {2, 1, 0, 0, 1.0251f, false, MATCH_STRETCHED},
	    {2, 1, 0, 0, 0.9757f, false, 0},
	    {2, 1, 0, 0, 0.9755f, false, MATCH_STRETCHED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
		if (how_of(&shown[i]) != shown[i].how)
			fail_msg("row %zu: %#x and not %#x", i,
				 how_of(&shown[i]), shown[i].how);
}

/* A square photo is not "cropped to a square". */
TEST(a_square_of_a_square_is_a_crop)
{
	const struct fingerprint_local photo = photo_of(100, 100);
	const struct align_sums sums = {10, 10, 1, 1, NULL, 100, 100, &query};
	const struct alignment alignment = {.place = {0, 0.9f, 0, 0, 0, 1}};
	struct match_answer answer;

	(void)state;
	align_explain(&sums, &photo, &alignment, &answer);
	assert_int_equal(answer.how, MATCH_CROPPED);
	assert_true(answer.photo_seen > 0.809f && answer.photo_seen < 0.811f);
	assert_true(answer.picture_part > 0.999f);
}

TEST(a_point_lies_in_the_middle_of_its_65536th)
{
	struct fingerprint_local local = {.width = 200, .height = 100};
	struct align_points points;

	(void)state;
	local.count = 2;
	local.point[1].x = local.point[1].y = 65535;
	local.point[1].size = 240;
	align_points_of_photo(&local, &points);
	assert_int_equal(points.count, 2);
	assert_true(points.width == 2 && points.height == 1);
	assert_true(points.point[0].x == 1.0f / 65536);
	assert_true(points.point[0].y == 0.5f / 65536);
	assert_true(points.point[1].x == 2 * (65535.5f / 65536));
	assert_true(points.point[1].y == 65535.5f / 65536);
	assert_true(points.point[1].sigma == 0.5f);
}

/* Corner lies on corner, whatever the shapes and the turn. */
TEST(the_whole_of_one_lies_on_the_whole_of_the_other)
{
	static const float shapes[][2] = {{1, 1}, {1.5f, 1}, {1, 2.5f}};

	(void)state;
	for (unsigned i = 0; i < 9; i++)
		for (unsigned turn = 0; turn < 8; turn++) {
			const float *of = shapes[i / 3], *in = shapes[i % 3];
			const struct align_sums sums = {.width = of[0],
							.height = of[1]};
			const struct fingerprint_local photo = {
			    .width = (uint32_t)(200 * in[0]),
			    .height = (uint32_t)(200 * in[1])};
			struct match_place place =
			    align_whole(&sums, &photo, turn);
			float right =
			    place.m * place.aspect * of[turn & 4 ? 1 : 0];
			float down =
			    place.m / place.aspect * of[turn & 4 ? 0 : 1];

			assert_int_equal(place.turn, turn);
			assert_true(place.n == 0);
			assert_true(place.tx == 0 && place.ty == 0);
			assert_true(fabsf(right - in[0]) < 1e-5f);
			assert_true(fabsf(down - in[1]) < 1e-5f);
		}
}

/* Points of a picture, and the same turned about its middle by an angle. */
static float tilted(float degrees)
{
	static struct align_points here, there;
	float by = degrees * 3.14159265f / 180;
	uint32_t random = 9;
	struct alignment found;

	here.count = there.count = 40;
	here.width = here.height = there.width = there.height = 1;
	for (int i = 0; i < here.count; i++) {
		struct align_point *q = &here.point[i], *p = &there.point[i];
		float x, y;

		for (int k = 0; k < 2; k++) {
			random = random * 1664525 + 1013904223;
			q->code[k] = (uint64_t)random << 32;
			random = random * 1664525 + 1013904223;
			q->code[k] |= random;
		}
		x = (float)(i % 8) / 10 - 0.35f;
		y = (float)(i / 8) / 8 - 0.25f;
		q->x = x + 0.5f;
		q->y = y + 0.5f;
		q->sigma = 0.02f;
		*p = *q;
		p->x = x * cosf(by) - y * sinf(by) + 0.5f;
		p->y = x * sinf(by) + y * cosf(by) + 0.5f;
	}
	align_match(&here, &there, 0, &found);
	if (found.score > 0)
		assert_true(fabsf(atan2f(found.place.n, found.place.m) - by) <
			    0.01f);
	return found.score;
}

TEST(points_may_lie_a_little_askew_and_no_more)
{
	(void)state;
	for (int degrees = -4; degrees <= 4; degrees++)
		assert_true(tilted((float)degrees) > 0);
	for (int degrees = 12; degrees < 180; degrees += 6)
		if (tilted((float)degrees) != 0 || tilted((float)-degrees) != 0)
			fail_msg("points agree at %d degrees", degrees);
}

/* ---- Votes ---- */

/* Bits that are kept and are none of the key's, and others. */
static const unsigned kept_bits[] = {0,	 2,  4,	 6,  14, 16, 18,
				     20, 22, 24, 28, 30, 32};
static const unsigned lost_bits[] = {1, 3, 7, 9, 11, 13, 15, 17, 19, 21};

static void flip(uint64_t code[2], unsigned bit)
{
	code[bit / 64] ^= (uint64_t)1 << bit % 64;
}

struct votes {
	struct buckets *buckets;
	struct fingerprint_query query;
	struct align_points turned;
	struct buckets_tally tally;
	struct buckets_count count[64];
	uint32_t touched[64];
};

static struct votes votes;

static int votes_open(void **state)
{
	(void)state;
	memset(&votes, 0, sizeof(votes));
	votes.tally.count = votes.count;
	votes.tally.touched = votes.touched;
	memset(votes.query.margin, 0xff, sizeof(votes.query.margin));
	return buckets_new(0, &votes.buckets) == LENS_OK ? 0 : -1;
}

static int votes_close(void **state)
{
	(void)state;
	buckets_free(votes.buckets);
	return 0;
}

static void filed(uint32_t slot, uint16_t points, uint64_t code)
{
	struct fingerprint_local local = {.count = points};

	for (int i = 0; i < points; i++)
		local.point[i].code[0] = code;
	assert_int_equal(buckets_add(votes.buckets, slot, &local), LENS_OK);
}

static size_t ask(unsigned turn, size_t photos, struct buckets_vote *out,
		  size_t most)
{
	return buckets_ask(
	    votes.buckets,
	    &(struct buckets_ask){&votes.query, &votes.turned, turn, photos},
	    &votes.tally, out, most);
}

TEST(a_point_votes_for_codes_at_most_ten_bits_away)
{
	struct buckets_vote vote[4];

	(void)state;
	filed(5, 1, 0);
	votes.turned.count = 1;
	for (unsigned i = 0; i < 12; i++) {
		size_t count = ask(0, 1, vote, 4);

		assert_int_equal(count, i <= 10);
		if (count > 0) {
			assert_int_equal(vote[0].slot, 5);
			assert_int_equal(vote[0].votes, 12 - i);
		}
		flip(votes.turned.point[0].code, kept_bits[i]);
	}
}

TEST(bits_that_are_not_kept_do_not_count)
{
	struct buckets_vote vote[4];

	(void)state;
	filed(5, 1, 0);
	votes.turned.count = 1;
	for (unsigned i = 0; i < 10; i++)
		flip(votes.turned.point[0].code, lost_bits[i]);
	assert_int_equal(ask(0, 1, vote, 4), 1);
	assert_int_equal(vote[0].votes, 12);
}

TEST(a_point_has_one_vote_for_a_photo_however_often_it_is_there)
{
	struct buckets_vote vote[4];

	(void)state;
	filed(3, 1, 0);
	filed(5, 7, 0);
	votes.turned.count = 1;
	assert_int_equal(ask(0, 2, vote, 4), 2);
	assert_int_equal(vote[0].votes, 12);
	assert_int_equal(vote[1].votes, 12);
	/* Two points of the query are two votes. */
	votes.turned.count = 2;
	assert_int_equal(ask(0, 2, vote, 4), 2);
	assert_int_equal(vote[0].votes, 24);
	assert_int_equal(vote[1].votes, 24);
}

TEST(what_few_photos_have_says_more)
{
	static const struct {
		size_t photos;
		unsigned weight;
	} known[] = {{1, 1},	  {2, 2},      {3, 2},	   {4, 3},
		     {7, 3},	  {8, 4},      {1024, 11}, {32767, 15},
		     {32768, 16}, {100000, 16}};
	struct buckets_vote vote[4];

	(void)state;
	filed(5, 1, 0);
	votes.turned.count = 1;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		assert_int_equal(ask(0, known[i].photos, vote, 4), 1);
		assert_int_equal(vote[0].votes, 12 * known[i].weight);
	}
}

TEST(the_weakest_bits_of_the_key_may_be_the_other_way)
{
	/* Three of the key's bits, the first the weakest. */
	static const unsigned key[] = {109, 65, 92};
	/* Which of them differ, and whether it is looked for there. */
	static const bool looked_for[8] = {true, true, true,  true,
					   true, true, false, false};
	struct buckets_vote vote[4];

	(void)state;
	filed(5, 1, 0);
	votes.turned.count = 1;
	for (unsigned i = 0; i < 3; i++) {
		uint8_t *margin = &votes.query.margin[0][key[i] / 2];

		*margin = (uint8_t)(key[i] % 2 ? (*margin & 0x0f) | i << 4
					       : (*margin & 0xf0) | i);
	}
	for (unsigned which = 0; which < 8; which++) {
		uint64_t *code = votes.turned.point[0].code;

		code[0] = code[1] = 0;
		for (unsigned i = 0; i < 3; i++)
			if (which >> i & 1)
				flip(code, key[i]);
		assert_int_equal(ask(0, 1, vote, 4), looked_for[which]);
	}
}

TEST(the_loudest_are_kept_and_of_equals_the_first)
{
	struct buckets_vote vote[4];
	uint64_t near[2] = {0, 0};
	unsigned sum = 0;

	(void)state;
	for (uint32_t slot = 0; slot < 9; slot++) {
		filed(slot, 1, near[0]);
		flip(near, kept_bits[slot]);
	}
	filed(9, 1, 0);
	votes.turned.count = 1;
	assert_int_equal(ask(0, 1, vote, 4), 4);
	for (int i = 0; i < 4; i++) {
		sum |= 1u << vote[i].slot;
		assert_int_equal(vote[i].votes,
				 vote[i].slot == 9 ? 12 : 12 - vote[i].slot);
	}
	/* 12, 12, 11 and 10 votes. */
	assert_int_equal(sum, 1u << 0 | 1u << 9 | 1u << 1 | 1u << 2);
	assert_int_equal(ask(0, 1, vote, 1), 1);
	assert_int_equal(vote[0].slot, 0);
}

TEST(what_is_taken_out_votes_no_more)
{
	struct fingerprint_local local = {.count = 2};
	struct buckets_vote vote[4];
	size_t before = buckets_memory(votes.buckets);

	(void)state;
	filed(5, 2, 0);
	filed(6, 1, 0);
	assert_true(buckets_memory(votes.buckets) >= before + 3 * 12);
	votes.turned.count = 1;
	buckets_remove(votes.buckets, 5, &local);
	assert_int_equal(ask(0, 1, vote, 4), 1);
	assert_int_equal(vote[0].slot, 6);
	buckets_remove(votes.buckets, 6, NULL);
	assert_int_equal(ask(0, 1, vote, 4), 0);
}

#define VOTES(name)                                                            \
	cmocka_unit_test_setup_teardown(name, votes_open, votes_close)

/* A dark disc, or the upper half of one, on a plain ground. */
static bool is_disc(unsigned side, bool half, float radius)
{
	static struct fingerprint_query round;

	/* What lies behind the rows in use is ground, and must not count. */
	memset(round.luma, 250, sizeof(round.luma));
	round.width = round.height = 400;
	round.columns = round.rows = (uint8_t)side;
	for (unsigned y = 0; y < side / (half ? 2 : 1); y++)
		for (unsigned x = 0; x < side; x++) {
			float dx = ((float)x + 0.5f) * 2 / (float)side - 1;
			float dy = ((float)y + 0.5f) * 2 / (float)side - 1;

			if (dx * dx + dy * dy <= radius * radius)
				round.luma[y * side + x] = 40;
		}
	return align_is_disc(&round);
}

TEST(a_disc_is_round_and_whole)
{
	(void)state;
	for (unsigned side = 20; side <= 30; side++) {
		assert_true(is_disc(side, false, 1));
		assert_false(is_disc(side, true, 1));
		assert_false(is_disc(side, false, 0.7f));
		assert_false(is_disc(side, false, 2)); /* no ground */
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(points_must_be_the_more_the_less_the_pixels_agree),
	    RUN(flat_pictures_need_more),
	    RUN(where_something_lies_over_it_the_rest_must_agree),
	    RUN(flat_is_what_has_more_like_neighbours_than_unlike_ones),
	    RUN(what_was_done_to_a_photo_has_limits),
	    RUN(a_square_of_a_square_is_a_crop),
	    RUN(a_point_lies_in_the_middle_of_its_65536th),
	    RUN(the_whole_of_one_lies_on_the_whole_of_the_other),
	    RUN(points_may_lie_a_little_askew_and_no_more),
	    VOTES(a_point_votes_for_codes_at_most_ten_bits_away),
	    VOTES(bits_that_are_not_kept_do_not_count),
	    VOTES(a_point_has_one_vote_for_a_photo_however_often_it_is_there),
	    VOTES(what_few_photos_have_says_more),
	    VOTES(the_weakest_bits_of_the_key_may_be_the_other_way),
	    VOTES(the_loudest_are_kept_and_of_equals_the_first),
	    VOTES(what_is_taken_out_votes_no_more),
	    RUN(a_disc_is_round_and_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
