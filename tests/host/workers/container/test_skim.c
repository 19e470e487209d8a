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

/* NULL: zlib unpacks it; else why not, "" where it is cut off. */
static const char *unpack(size_t size, struct skim *out)
{
	static uint8_t room[PLAIN_MAX + 1];
	z_stream zlib = {.next_in = packed, .avail_in = (unsigned)size};
	int code = inflateInit(&zlib);
	const char *why;

	while (code == Z_OK) {
		zlib.next_out = room;
		zlib.avail_out = sizeof(room);
		code = inflate(&zlib, Z_NO_FLUSH);
	}
	*out = (struct skim){zlib.total_in, zlib.total_out};
	why = zlib.msg != NULL ? zlib.msg : "";
	inflateEnd(&zlib);
	return code == Z_STREAM_END ? NULL : why;
}

/* Refused for what is not looked at: such a stream has an end. */
static bool is_not_looked_at(const char *why)
{
	return strcmp(why, "incorrect data check") == 0 ||
	       strcmp(why, "invalid distance too far back") == 0;
}

static void ends_where_zlib_ends(void **state)
{
	unsigned refused = 0;

	(void)state;
	for (unsigned i = 0; i < ROUNDS; i++) {
		size_t size = pack(fill()), whole = size, cut;
		struct skim wanted, got;
		const char *why;

		for (; size < whole + 20; size++)
			packed[size] = (uint8_t)dice(256);
		if (i % 4 == 0)
			packed[dice((unsigned)whole)] ^=
			    (uint8_t)(1u << dice(8));
		why = unpack(size, &wanted);
		if (why == NULL) {
			assert_true(skim_it(size, 1 + dice(3000), &got));
			assert_int_equal(got.packed, wanted.packed);
			assert_int_equal(got.plain, wanted.plain);
			cut = dice((unsigned)wanted.packed);
			assert_false(skim_it(cut, 1 + dice(60), &got));
		} else {
			bool taken = skim_it(size, size, &got);

			assert_true(!taken || is_not_looked_at(why));
			refused += !taken;
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
	    "\x88\x1c\3\0\0\0\0\1",	    /* too large a window */
	    "\x78\x9c\7\0\0\0\0\0",	    /* a block of no kind */
	    "\x78\x9c\1\1\0\0\0a\0\0\0\0",  /* a size and no complement */
	};
	static const size_t sizes[] = {0, 1, 8, 8, 12, 8, 8, 12};
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

/* ---- Codes that zlib refuses, and those it does not ---- */

static void put_bits(size_t *at, unsigned value, unsigned count)
{
	for (unsigned i = 0; i < count; i++, ++*at)
		packed[*at / 8] |= (uint8_t)((value >> i & 1) << *at % 8);
}

/* Bits of codes, which have their first bit first. */
static void put_codes(size_t *at, const char *bits)
{
	for (; *bits != '\0'; bits++)
		put_bits(at, *bits == '1', 1);
}

/* Lengths of codes: of symbols 0 and 256 to 258, and of two distances. */
struct made {
	const char *body;
	uint8_t literals[4], distances[2];
	bool torn; /* the code of these lengths has not all it could */
	const char *why;
};

static size_t make(const struct made *made)
{
	/* Of 0, 1, 2 and of runs of 0. */
	static const char *const codes[] = {"00", "01", "10"};
	size_t at = 0;

	memset(packed, 0, 200);
	put_bits(&at, 0x9c78, 16);
	put_bits(&at, 1 | 2 << 1, 3);
	put_bits(&at, 2, 5);
	put_bits(&at, 1, 5);
	put_bits(&at, 14, 4);
	for (unsigned i = 0; i < 18; i++)
		put_bits(&at,
			 (i == 2 || i == 3 || i == 15 || i == 17) &&
				 !(made->torn && i == 2)
			     ? 2
			     : 0,
			 3);
	put_codes(&at, codes[made->literals[0]]);
	if (made->torn) {
		for (unsigned i = 0; i < 255; i++)
			put_codes(&at, "00");
	} else {
		put_codes(&at, "11");
		put_bits(&at, 138 - 11, 7);
		put_codes(&at, "11");
		put_bits(&at, 117 - 11, 7);
	}
	for (unsigned i = 1; i < 4; i++)
		put_codes(&at, codes[made->literals[i]]);
	for (unsigned i = 0; i < 2; i++)
		put_codes(&at, codes[made->distances[i]]);
	put_codes(&at, made->body);
	return (at + 7) / 8 + 4;
}

static void refuses_codes_that_zlib_refuses(void **state)
{
	static const char lengths[] = "invalid code lengths set",
			  literals[] = "invalid literal/lengths set",
			  distances[] = "invalid distances set";
	static const struct made all[] = {
	    {"0", {0, 1, 0, 0}, {0, 0}, false, NULL},
	    {"1", {1, 1, 0, 0}, {0, 0}, false, NULL},
	    {"01", {1, 1, 0, 0}, {1, 0}, false, NULL},
	    {"01", {1, 1, 0, 0}, {0, 1}, false, NULL},
	    {"0011001", {2, 2, 2, 2}, {1, 1}, false, NULL},
	    {"0001", {2, 2, 2, 2}, {2, 0}, false, distances},
	    {"0001", {2, 2, 2, 2}, {2, 2}, false, distances},
	    {"0001", {2, 2, 2, 2}, {1, 2}, false, distances},
	    {"0001", {2, 2, 2, 0}, {1, 1}, false, literals},
	    {"01", {1, 2, 0, 0}, {1, 1}, false, literals},
	    {"0", {0, 2, 0, 0}, {0, 0}, false, literals},
	    {"11", {1, 1, 1, 0}, {0, 0}, false, literals},
	    {"0",
	     {1, 0, 1, 0},
	     {0, 0},
	     false,
	     "invalid code -- missing end-of-block"},
	    {"10", {2, 2, 2, 2}, {1, 1}, true, lengths},
	    /* A single code, and the bit that is none. */
	    {"1", {0, 1, 0, 0}, {0, 0}, false, "invalid literal/length code"},
	    {"00101", {2, 2, 2, 2}, {1, 0}, false, "invalid distance code"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		size_t size = make(&all[i]);
		struct skim wanted, got;
		const char *why = unpack(size, &wanted);

		if (all[i].why != NULL) {
			assert_string_equal(why, all[i].why);
			assert_false(skim_it(size, 7, &got));
			continue;
		}
		/* All is read but for the checksum, which none has. */
		assert_string_equal(why, "incorrect data check");
		assert_true(skim_it(size, 7, &got));
		assert_int_equal(got.packed, size);
		assert_int_equal(got.plain, wanted.plain);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ends_where_zlib_ends),
	    cmocka_unit_test(refuses_what_is_no_stream),
	    cmocka_unit_test(refuses_codes_that_zlib_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
