/* test_skim.c: the length of a stream, as zlib tells it that unpacks it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

#include "workers/container/skim.h"

#define PLAIN_MAX 40000
#define ROUNDS 3000

static uint8_t plain[PLAIN_MAX], packed[PLAIN_MAX + 4000];
static uint64_t seed = 1;

static unsigned dice(unsigned sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % sides;
}

/* Parts of the same size, the last excepted. */
struct parts {
	struct base_view rest;
	size_t size;
};

static bool part_next(void *context, struct base_view *part)
{
	struct parts *parts = context;
	size_t size =
	    parts->size < parts->rest.size ? parts->size : parts->rest.size;

	*part = base_view_part(parts->rest, 0, size);
	parts->rest =
	    base_view_part(parts->rest, size, parts->rest.size - size);
	return size > 0;
}

static bool skim_it(size_t size, size_t step, struct skim *out)
{
	struct parts parts = {{packed, size}, step};

	return skim_zlib(part_next, &parts, out);
}

/* Noise, few signs, slopes, repeats: the kinds of blocks there are. */
static size_t fill(void)
{
	size_t size = dice(8) == 0 ? dice(PLAIN_MAX) : dice(2000);
	unsigned kind = dice(5);

	for (size_t i = 0; i < size; i++) {
		const uint8_t signs[] = {(uint8_t)dice(256), (uint8_t)dice(4),
					 (uint8_t)i,
					 (uint8_t)(dice(256) & dice(256)), 'a'};

		plain[i] = signs[kind];
	}
	return size;
}

/* By any level, window and strategy, flushed on the way or not. */
static size_t pack(size_t size)
{
	z_stream zlib = {
	    .next_in = plain, .next_out = packed, .avail_out = sizeof(packed)};
	int level = (int)dice(10), window = 9 + (int)dice(7);
	int memory = 1 + (int)dice(9), strategy = (int)dice(5);

	assert_int_equal(
	    deflateInit2(&zlib, level, Z_DEFLATED, window, memory, strategy),
	    Z_OK);
	zlib.avail_in = dice((unsigned)size + 1);
	size -= zlib.avail_in;
	(void)deflate(&zlib, dice(2) ? Z_SYNC_FLUSH : Z_PARTIAL_FLUSH);
	zlib.avail_in += (unsigned)size;
	assert_int_equal(deflate(&zlib, Z_FINISH), Z_STREAM_END);
	size = zlib.total_out;
	deflateEnd(&zlib);
	return size;
}

/* What zlib makes of it: 0 where it refuses. */
static bool unpack(size_t size, struct skim *out)
{
	static uint8_t room[PLAIN_MAX + 1];
	z_stream zlib = {.next_in = packed, .avail_in = (unsigned)size};
	int code = inflateInit(&zlib);

	while (code == Z_OK) {
		zlib.next_out = room;
		zlib.avail_out = sizeof(room);
		code = inflate(&zlib, Z_NO_FLUSH);
	}
	*out = (struct skim){zlib.total_in, zlib.total_out};
	inflateEnd(&zlib);
	return code == Z_STREAM_END;
}

static void ends_where_zlib_ends(void **state)
{
	unsigned refused = 0;

	(void)state;
	for (unsigned i = 0; i < ROUNDS; i++) {
		size_t size = pack(fill()), whole = size, cut;
		struct skim wanted, got;

		for (; size < whole + 20; size++)
			packed[size] = (uint8_t)dice(256);
		if (i % 4 == 0)
			packed[dice((unsigned)whole)] ^=
			    (uint8_t)(1u << dice(8));
		if (unpack(size, &wanted)) {
			assert_true(skim_it(size, 1 + dice(3000), &got));
			assert_int_equal(got.packed, wanted.packed);
			assert_int_equal(got.plain, wanted.plain);
			cut = dice((unsigned)wanted.packed);
			assert_false(skim_it(cut, 1 + dice(60), &got));
		} else {
			/* Broken, or with a checksum that is not looked at. */
			refused += !skim_it(size, size, &got);
		}
	}
	assert_in_range(refused, 20, ROUNDS / 4);
}

static void refuses_what_is_no_stream(void **state)
{
	static const char *const none[] = {
	    "",
	    "x",
	    "\x78\x9d\3\0\0\0\0\1",	    /* the head's check */
	    "\x79\x9c\3\0\0\0\0\1",	    /* another method */
	    "\x78\xbb\0\0\0\0\3\0\0\0\0\1", /* a dictionary */
	    "\x78\x9c\7\0\0\0\0\0",	    /* a block of no kind */
	    "\x78\x9c\1\1\0\0\0a\0\0\0\0",  /* a size and no complement */
	};
	static const size_t sizes[] = {0, 1, 8, 8, 12, 8, 12};
	struct skim skim;

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		memcpy(packed, none[i], sizes[i]);
		assert_false(skim_it(sizes[i], 3, &skim));
	}
	memcpy(packed, "\x78\x9c\3\0\0\0\0\1more", 12);
	assert_true(skim_it(12, 5, &skim));
	assert_int_equal(skim.packed, 8);
	assert_int_equal(skim.plain, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ends_where_zlib_ends),
	    cmocka_unit_test(refuses_what_is_no_stream),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
