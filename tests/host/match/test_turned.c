/*
 * test_turned.c: a picture turned by any angle: where its points lie then, and
 * that a place found of it is the same place of the picture as it came.
 */
#include <math.h>

#include "test.h"

#include "match/search.h"

struct spot {
	double x, y;
};

static const struct {
	uint32_t width, height;
} shapes[] = {{400, 300}, {300, 400}, {500, 500}, {900, 120}};

static double shorter(const struct fingerprint_query *query)
{
	return query->width < query->height ? query->width : query->height;
}

/* Clockwise about the middle, in pixels, y downwards. */
static struct spot turned(struct spot at, const struct fingerprint_query *from,
			  const struct fingerprint_query *to, int degrees)
{
	double by = degrees * acos(-1) / 180;
	double x = at.x - from->width / 2.0, y = at.y - from->height / 2.0;

	return (struct spot){x * cos(by) - y * sin(by) + to->width / 2.0,
			     x * sin(by) + y * cos(by) + to->height / 2.0};
}

/* A pixel of the query in the photo, as struct match_place has it. */
static struct spot placed(const struct match_place *place,
			  const struct fingerprint_query *query, struct spot at)
{
	double own = shorter(query), x = at.x / own, y = at.y / own, swap;

	if (place->turn & 1)
		x = query->width / own - x;
	if (place->turn & 2)
		y = query->height / own - y;
	if (place->turn & 4) {
		swap = x;
		x = y;
		y = swap;
	}
	return (struct spot){
	    (double)place->m * x - (double)place->n * y + (double)place->tx,
	    (double)place->n * x + (double)place->m * y + (double)place->ty};
}

static struct fingerprint_query query, bent;
static struct fingerprint_turned codes;

static void bend(unsigned shape, unsigned k)
{
	memset(&query, 0, sizeof(query));
	query.width = shapes[shape].width;
	query.height = shapes[shape].height;
	query.count = 40;
	codes.count = 30;
	for (uint16_t i = 0; i < query.count; i++) {
		query.point[i].x = (uint16_t)(i * 1601u);
		query.point[i].y = (uint16_t)(65535u - i * 1409u);
		query.point[i].size = (uint8_t)(100 + i);
	}
	for (unsigned i = 0; i < codes.count; i++) {
		codes.point[k][i].code[0] = i + 1;
		codes.point[k][i].code[1] = 1000 * k + i;
		codes.point[k][i].margin[0] = (uint8_t)(7 * i);
	}
	search_bend(&query, &codes, k, &bent);
}

static void points_lie(unsigned shape, unsigned k)
{
	int degrees = fingerprint_turn_degrees(k);

	bend(shape, k);
	/* Those that codes were made for. */
	assert_int_equal(bent.count, 30);
	for (unsigned i = 0; i < bent.count; i++) {
		const struct fingerprint_point *in = &query.point[i];
		const struct fingerprint_point *out = &bent.point[i];
		struct spot want =
		    turned((struct spot){(in->x + 0.5) / 65536 * query.width,
					 (in->y + 0.5) / 65536 * query.height},
			   &query, &bent, degrees);
		double size = (double)fingerprint_point_sigma(out->size) *
			      shorter(&bent) /
			      (double)fingerprint_point_sigma(in->size) /
			      shorter(&query);

		assert_true(fabs(out->x / 65536.0 * bent.width - want.x) <
			    bent.width / 65536.0 + 0.01);
		assert_true(fabs(out->y / 65536.0 * bent.height - want.y) <
			    bent.height / 65536.0 + 0.01);
		/* It is as large in pixels, to a step of 32 in a doubling. */
		assert_true(fabs(32 * log2(size)) <= 0.51);
		assert_int_equal(out->code[0], i + 1);
		assert_int_equal(out->code[1], 1000 * k + i);
		assert_int_equal(bent.margin[i][0], (uint8_t)(7 * i));
	}
}

TEST(a_turned_point_lies_where_the_turn_puts_it)
{
	(void)state;
	for (unsigned shape = 0; shape < 4; shape++)
		for (unsigned k = 0; k < FINGERPRINT_TURNS; k++)
			points_lie(shape, k);
}

/* The canvas is the smallest that holds the turned picture. */
TEST(the_canvas_holds_the_whole_picture)
{
	(void)state;
	for (unsigned shape = 0; shape < 4; shape++)
		for (unsigned k = 0; k < FINGERPRINT_TURNS; k++) {
			double by =
			    fabs(fingerprint_turn_degrees(k) * acos(-1) / 180);
			double w = shapes[shape].width;
			double h = shapes[shape].height;

			bend(shape, k);
			w = shapes[shape].width * cos(by) + h * sin(by);
			h = shapes[shape].width * sin(by) + h * cos(by);
			assert_true(bent.width >= w - 0.01 &&
				    bent.width < w + 1.01);
			assert_true(bent.height >= h - 0.01 &&
				    bent.height < h + 1.01);
		}
}

static void same_place(unsigned shape, unsigned k, unsigned turn)
{
	const struct align_sums upright = {.query = &query};
	int degrees = fingerprint_turn_degrees(k);
	const struct search_pass pass = {
	    .bent = true, .degrees = degrees, .upright = &upright};
	const struct match_place before = {turn, 0.8f, -0.3f, 0.21f, -0.13f, 1};
	struct match_place after = before;

	bend(shape, k);
	search_unbend(&bent, &pass, &after);
	assert_int_equal(after.turn, turn);
	for (unsigned i = 0; i < 9; i++) {
		struct spot at = {query.width * (i % 3) / 2.0,
				  query.height * (i / 3) / 2.0};
		struct spot want =
		    placed(&before, &bent, turned(at, &query, &bent, degrees));
		struct spot is = placed(&after, &query, at);

		if (fabs(is.x - want.x) > 1e-4 || fabs(is.y - want.y) > 1e-4)
			fail_msg("shape %u, %d degrees, turn %u: %g %g and not "
				 "%g %g",
				 shape, degrees, turn, is.x, is.y, want.x,
				 want.y);
	}
}

TEST(a_place_of_the_turned_picture_is_the_same_place_upright)
{
	(void)state;
	for (unsigned shape = 0; shape < 4; shape++)
		for (unsigned k = 0; k < FINGERPRINT_TURNS; k++)
			for (unsigned turn = 0; turn < 8; turn++)
				same_place(shape, k, turn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_turned_point_lies_where_the_turn_puts_it),
	    RUN(the_canvas_holds_the_whole_picture),
	    RUN(a_place_of_the_turned_picture_is_the_same_place_upright),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
