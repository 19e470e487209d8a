/* test_codes.c: the search among codes is exact, on every processor. */
#include "test.h"

#include <lenscap/match.h>

#define CODES 40000 /* several blocks, the last one partly filled */

static uint64_t random_state = 7;

static uint64_t random_next(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state;
}

struct codes {
	uint8_t code[CODES][FINGERPRINT_PDQ_SIZE];
	struct match_codes *set;
};

/* Strangers, and now and then one that is as far from the first as its turn. */
static struct codes *codes_new(void)
{
	struct codes *codes = malloc(sizeof(*codes));

	assert_int_equal(match_codes_new(&codes->set), LENS_OK);
	for (size_t i = 0; i < CODES; i++) {
		for (size_t k = 0; k < FINGERPRINT_PDQ_SIZE; k++)
			codes->code[i][k] = (uint8_t)random_next();
		if (i > 0 && i % 7 == 0) {
			memcpy(codes->code[i], codes->code[0],
			       FINGERPRINT_PDQ_SIZE);
			for (size_t k = 0; k < i / 7 % 257; k++) {
				size_t bit = (k * 37 + i) % 256;

				codes->code[i][bit / 8] ^=
				    (uint8_t)(1 << bit % 8);
			}
		}
		assert_int_equal(
		    match_codes_add(codes->set, (uint32_t)i, codes->code[i]),
		    LENS_OK);
	}
	return codes;
}

static void codes_free(struct codes *codes)
{
	match_codes_free(codes->set);
	free(codes);
}

struct seen {
	const struct codes *codes;
	const uint8_t *query;
	unsigned radius;
	size_t count;
	uint8_t once[CODES];
};

static void see(void *context, uint32_t number, unsigned distance)
{
	struct seen *seen = context;

	assert_true(number < CODES);
	assert_int_equal(seen->once[number]++, 0);
	assert_true(distance <= seen->radius);
	assert_int_equal(
	    distance, fingerprint_distance(seen->codes->code[number],
					   seen->query, FINGERPRINT_PDQ_SIZE));
	seen->count++;
}

static void search_equals_the_plain_loop(const struct codes *codes,
					 const uint8_t *query, unsigned radius,
					 unsigned threads)
{
	struct seen *seen = calloc(1, sizeof(*seen));
	struct match_codes_ask ask = {query, radius, threads};
	size_t expected = 0;

	*seen = (struct seen){codes, query, radius, 0, {0}};
	assert_int_equal(match_codes_search(codes->set, &ask, see, seen),
			 LENS_OK);
	for (size_t i = 0; i < match_codes_count(codes->set); i++)
		expected +=
		    fingerprint_distance(codes->code[i], query,
					 FINGERPRINT_PDQ_SIZE) <= radius;
	assert_int_equal(seen->count, expected);
	free(seen);
}

TEST(every_kernel_finds_what_the_plain_loop_finds)
{
	struct codes *codes = codes_new();

	(void)state;
	for (size_t k = 0; k < match_kernel_count(); k++) {
		print_message("kernel: %s\n", match_kernel_name(k));
		match_codes_use_kernel(codes->set, k);
		for (unsigned radius = 0; radius <= 256; radius++)
			search_equals_the_plain_loop(
			    codes, codes->code[radius % 3], radius, 1);
	}
	assert_null(match_kernel_name(match_kernel_count()));
	codes_free(codes);
}

TEST(threads_find_the_same)
{
	struct codes *codes = codes_new();

	(void)state;
	for (unsigned threads = 0; threads <= 20; threads += 4)
		search_equals_the_plain_loop(codes, codes->code[0], 90,
					     threads);
	codes_free(codes);
}

TEST(few_codes_do_not_find_what_lies_beside_them)
{
	uint8_t zero[FINGERPRINT_PDQ_SIZE] = {0}, one[FINGERPRINT_PDQ_SIZE];
	struct match_codes_ask ask = {zero, 255, 1};
	struct match_codes *set;

	(void)state;
	memset(one, 255, sizeof(one));
	assert_int_equal(match_codes_new(&set), LENS_OK);
	for (size_t k = 0; k < match_kernel_count(); k++) {
		match_codes_use_kernel(set, k);
		for (uint32_t i = 0; i < 21; i++)
			assert_int_equal(match_codes_add(set, i, one), LENS_OK);
		/* A lane without a code holds zeros: it must not be seen. */
		assert_int_equal(match_codes_search(set, &ask, see, NULL),
				 LENS_OK);
		for (uint32_t i = 0; i < 21; i++)
			assert_int_equal(match_codes_remove(set, i), 1);
	}
	match_codes_free(set);
}

struct numbers {
	uint32_t count, removed;
};

static void see_number(void *context, uint32_t number, unsigned distance)
{
	struct numbers *numbers = context;

	(void)distance;
	assert_int_not_equal(number % 3, numbers->removed);
	numbers->count++;
}

TEST(what_is_removed_is_gone_and_the_rest_stays)
{
	struct codes *codes = codes_new();
	struct match_codes_ask ask = {codes->code[0], 256, 2};
	size_t left = CODES;
	struct numbers numbers = {0, 1};

	(void)state;
	for (uint32_t i = 1; i < CODES; i += 3 * 16)
		left -= match_codes_remove(codes->set, i);
	for (uint32_t i = CODES; i-- > CODES - 20000;)
		if (i % 3 == 1 && i % 48 != 1)
			left -= match_codes_remove(codes->set, i);
	assert_int_equal(match_codes_remove(codes->set, CODES + 1), 0);
	assert_int_equal(match_codes_count(codes->set), left);
	numbers.removed = 3; /* none */
	assert_int_equal(
	    match_codes_search(codes->set, &ask, see_number, &numbers),
	    LENS_OK);
	assert_int_equal(numbers.count, left);
	codes_free(codes);
}

TEST(a_code_takes_at_most_forty_bytes)
{
	struct match_codes *set;
	uint8_t code[FINGERPRINT_PDQ_SIZE] = {0};

	(void)state;
	assert_int_equal(match_codes_new(&set), LENS_OK);
	for (uint32_t i = 0; i < 200000; i++)
		assert_int_equal(match_codes_add(set, i, code), LENS_OK);
	assert_true(match_codes_memory(set) <= 40 * 200000);
	match_codes_free(set);
	match_codes_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(every_kernel_finds_what_the_plain_loop_finds),
	    RUN(threads_find_the_same),
	    RUN(few_codes_do_not_find_what_lies_beside_them),
	    RUN(what_is_removed_is_gone_and_the_rest_stays),
	    RUN(a_code_takes_at_most_forty_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
