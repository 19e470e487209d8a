/* test_tiff.c: how large strips are whose sizes a file leaves out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "workers/container/tiff.h"

#define FIELDS_MAX 7

/* A number of a field that there is; 0 ends them. */
struct said {
	uint16_t tag;
	uint32_t number;
};

/* A file of one directory, little-endian, of 32-bit numbers. */
static size_t made(uint8_t file[10 + 12 * FIELDS_MAX + 4],
		   const struct said *all)
{
	size_t at = 10;

	memcpy(file, "II*\0\x08\0\0\0\0\0", 10);
	for (; all->tag != 0; all++, file[8]++, at += 12) {
		const uint8_t head[] = {(uint8_t)all->tag,
					(uint8_t)(all->tag >> 8),
					TIFF_LONG,
					0,
					1,
					0,
					0,
					0};

		memcpy(file + at, head, 8);
		for (unsigned i = 0; i < 4; i++)
			file[at + 8 + i] = (uint8_t)(all->number >> 8 * i);
	}
	memset(file + at, 0, 4);
	return at + 4;
}

static void follows_from_the_rest(void **state)
{
	static const struct {
		struct said said[FIELDS_MAX];
		uint64_t sizes[4];
	} all[] = {
	    /* 20 x 10 in strips of 4 rows, of bytes, bits and colours. */
	    {{{0x100, 20}, {0x101, 10}, {0x102, 8}, {0x116, 4}},
	     {80, 80, 40, 80}},
	    {{{0x100, 20}, {0x101, 10}, {0x116, 4}}, {12, 12, 6, 12}},
	    {{{0x100, 20}, {0x101, 10}, {0x102, 8}, {0x115, 3}, {0x116, 4}},
	     {240, 240, 120, 240}},
	    {{{0x100, 20},
	      {0x101, 10},
	      {0x102, 8},
	      {0x115, 3},
	      {0x116, 4},
	      {0x11c, 2}},
	     {80, 80, 40, 80}},
	    /* All in one. */
	    {{{0x100, 20}, {0x101, 10}, {0x102, 8}}, {200, 200, 200, 200}},
	    /* Packed, or of no rows. */
	    {{{0x100, 20}, {0x101, 10}, {0x102, 8}, {0x103, 5}}, {0}},
	    {{{0x100, 20}, {0x102, 8}}, {0}},
	    {{{0x100, 20}, {0x101, 10}, {0x116, 0}}, {0}},
	    {{{0x101, 10}}, {0}},
	    /* More than 64 bits can count; and as much as they can. */
	    {{{0x100, UINT32_MAX},
	      {0x101, UINT32_MAX},
	      {0x102, 64},
	      {0x115, 32}},
	     {UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}},
	    {{{0x100, UINT32_MAX}, {0x101, UINT32_MAX}, {0x102, 8}},
	     {UINT64_C(0xfffffffe00000001), UINT64_C(0xfffffffe00000001),
	      UINT64_C(0xfffffffe00000001), UINT64_C(0xfffffffe00000001)}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		uint8_t file[10 + 12 * FIELDS_MAX + 4];
		struct base_view view = {file, made(file, all[i].said)};
		struct tiff_block block;
		struct tiff_directory directory;
		struct tiff_strips strips;
		uint64_t first;

		assert_true(tiff_open(view, &block, &first));
		directory = tiff_directory_at(&block, first);
		strips = tiff_strips_of(&directory);
		for (uint64_t strip = 0; strip < 4; strip++)
			assert_int_equal(tiff_strip_size(&strips, strip),
					 all[i].sizes[strip]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(follows_from_the_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
