/* test_metadata_iptc.c: IPTC-IIM records made by hand, sound and hostile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "metadata_build.h"

static void reads_names_places_and_texts(void **state)
{
	struct ipc_picture picture = {0};
	struct base_buffer iptc;

	(void)state;
	base_buffer_init(&iptc, 4000);
	build_iptc(&iptc, 1, 90, "\x1b%G");
	build_iptc(&iptc, 2, 80, "Zo\xc3\xab Example");
	build_iptc(&iptc, 2, 122, "Carol Writer");
	build_iptc(&iptc, 2, 110, "Example Agency");
	build_iptc(&iptc, 2, 116, "(c) Zoe");
	build_iptc(&iptc, 2, 118, "zoe@example.org");
	build_iptc(&iptc, 2, 120, "A caption");
	build_iptc(&iptc, 2, 101, "France");
	build_iptc(&iptc, 2, 90, "Paris");
	build_iptc(&iptc, 2, 92, "Champ de Mars");
	build_iptc(&iptc, 2, 65, "Picasa");
	build_iptc(&iptc, 2, 70, "3.0");
	build_iptc(&iptc, 2, 25, "a keyword");
	metadata_find_iptc(base_buffer_view(&iptc), &picture);
	base_buffer_free(&iptc);
	assert_int_equal(picture.count, 9);
	build_expect(&picture, IPC_FINDING_KEYWORDS, "a keyword");
	build_expect(&picture, IPC_FINDING_AUTHOR, "Zoë Example");
	build_expect(&picture, IPC_FINDING_AUTHOR, "Carol Writer");
	build_expect(&picture, IPC_FINDING_AUTHOR, "Example Agency");
	build_expect(&picture, IPC_FINDING_COPYRIGHT, "(c) Zoe");
	build_expect(&picture, IPC_FINDING_CONTACT, "zoe@example.org");
	build_expect(&picture, IPC_FINDING_CAPTION, "A caption");
	build_expect(&picture, IPC_FINDING_PLACE,
		     "Champ de Mars, Paris, France");
	build_expect(&picture, IPC_FINDING_SOFTWARE, "Picasa 3.0");
}

static void reads_either_alphabet_without_a_declaration(void **state)
{
	static const char *const texts[] = {"Zo\xc3\xab", "Zo\xeb"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct ipc_picture picture = {0};
		struct base_buffer iptc;

		base_buffer_init(&iptc, 4000);
		build_iptc(&iptc, 2, 80, texts[i]);
		metadata_find_iptc(base_buffer_view(&iptc), &picture);
		base_buffer_free(&iptc);
		build_expect(&picture, IPC_FINDING_AUTHOR, "Zoë");
	}
}

static void joins_date_and_time_in_either_order(void **state)
{
	(void)state;
	for (int swapped = 0; swapped < 2; swapped++) {
		struct ipc_picture picture = {0};
		struct base_buffer iptc;

		base_buffer_init(&iptc, 4000);
		if (swapped)
			build_iptc(&iptc, 2, 60, "123307+0200");
		build_iptc(&iptc, 2, 55, "20240501");
		if (!swapped)
			build_iptc(&iptc, 2, 60, "123307+0200");
		metadata_find_iptc(base_buffer_view(&iptc), &picture);
		base_buffer_free(&iptc);
		assert_int_equal(picture.count, 1);
		build_expect(&picture, IPC_FINDING_CAPTURE_TIME,
			     "2024-05-01 12:33:07 +02:00");
	}
}

static void reads_a_date_with_unknown_parts(void **state)
{
	static const char *const rows[][2] = {{"19300000", "1930"},
					      {"19300500", "1930-05"}};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct ipc_picture picture = {0};
		struct base_buffer iptc;

		base_buffer_init(&iptc, 4000);
		build_iptc(&iptc, 2, 55, rows[i][0]);
		metadata_find_iptc(base_buffer_view(&iptc), &picture);
		base_buffer_free(&iptc);
		build_expect(&picture, IPC_FINDING_CAPTURE_TIME, rows[i][1]);
	}
}

static void refuses_a_date_of_zeros(void **state)
{
	struct ipc_picture picture = {0};
	struct base_buffer iptc;

	(void)state;
	base_buffer_init(&iptc, 4000);
	build_iptc(&iptc, 2, 55, "00000000");
	build_iptc(&iptc, 2, 60, "123307");
	metadata_find_iptc(base_buffer_view(&iptc), &picture);
	base_buffer_free(&iptc);
	assert_int_equal(picture.count, 0);
}

static void reports_the_mark_that_facebook_leaves(void **state)
{
	struct ipc_picture picture = {0};
	struct base_buffer iptc;

	(void)state;
	base_buffer_init(&iptc, 4000);
	build_iptc(&iptc, 2, 40, "FBMD01000a9c0100");
	build_iptc(&iptc, 2, 40, "print with care");
	metadata_find_iptc(base_buffer_view(&iptc), &picture);
	base_buffer_free(&iptc);
	assert_int_equal(picture.count, 2);
	build_expect(&picture, IPC_FINDING_CAPTION, "print with care");
	build_expect(&picture, IPC_FINDING_UNIQUE_ID, "FBMD01000a9c0100");
}

static void reads_a_dataset_of_extended_length(void **state)
{
	static const uint8_t iptc[] = {0x1c, 2,	  80,  0x80, 4, 0,  0, 0, 3,
				       'A',  'n', 'n', 0x1c, 2, 90, 0, 1, 'X'};
	struct ipc_picture picture = {0};

	(void)state;
	metadata_find_iptc((struct base_view){iptc, sizeof(iptc)}, &picture);
	build_expect(&picture, IPC_FINDING_AUTHOR, "Ann");
	build_expect(&picture, IPC_FINDING_PLACE, "X");
}

static void refuses_lengths_beyond_the_block(void **state)
{
	static const uint8_t blocks[][12] = {
	    {0x1c, 2, 80, 0x7f, 0xff, 'A', 'n', 'n', 'a', 'b', 'c', 'd'},
	    {0x1c, 2, 80, 0x80, 4, 0xff, 0xff, 0xff, 0xff, 'a', 'b', 'c'},
	    {0x1c, 2, 80, 0x80, 5, 0, 0, 0, 0, 1, 'a', 'b'},
	    {0x1c, 2, 80, 0xff, 0xff, 0, 0, 0, 0, 1, 'a', 'b'},
	    {0x1d, 2, 80, 0, 3, 'A', 'n', 'n', 'a', 'b', 'c', 'd'},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
		struct ipc_picture picture = {0};
		uint8_t *copy = malloc(sizeof(blocks[i]));

		memcpy(copy, blocks[i], sizeof(blocks[i]));
		metadata_find_iptc((struct base_view){copy, sizeof(blocks[i])},
				   &picture);
		free(copy);
		assert_int_equal(picture.count, 0);
	}
}

static void keeps_what_stands_before_a_cut(void **state)
{
	struct base_buffer iptc;

	(void)state;
	base_buffer_init(&iptc, 4000);
	build_iptc(&iptc, 2, 80, "Ann");
	build_iptc(&iptc, 2, 90, "Paris");
	for (size_t size = 0; size <= iptc.size; size++) {
		struct ipc_picture picture = {0};
		uint8_t *copy = malloc(size + 1);

		memcpy(copy, iptc.data, size);
		metadata_find_iptc((struct base_view){copy, size}, &picture);
		free(copy);
		assert_int_equal(picture.count, size < 8	   ? 0
						: size < iptc.size ? 1
								   : 2);
	}
	base_buffer_free(&iptc);
}

static void tells_words_of_other_records(void **state)
{
	struct ipc_picture picture = {0};
	struct base_buffer iptc;

	(void)state;
	base_buffer_init(&iptc, 4000);
	build_iptc(&iptc, 3, 80, "Ann");
	build_iptc(&iptc, 1, 90, "\x1b%G");
	metadata_find_iptc(base_buffer_view(&iptc), &picture);
	base_buffer_free(&iptc);
	/* They are no author; that words are there is said. */
	assert_int_equal(picture.count, 1);
	build_expect(&picture, IPC_FINDING_TEXT, "IPTC 3:80: Ann");
}

/* What each number of record 2 says; of others, that words are there. */
static void every_number_is_told_as_what_it_is(void **state)
{
	static const struct {
		uint8_t number;
		enum ipc_finding_kind kind;
	} told[] = {
	    {5, IPC_FINDING_CAPTION},	     {12, IPC_FINDING_KEYWORDS},
	    {15, IPC_FINDING_KEYWORDS},	     {20, IPC_FINDING_KEYWORDS},
	    {22, IPC_FINDING_UNIQUE_ID},     {25, IPC_FINDING_KEYWORDS},
	    {26, IPC_FINDING_PLACE},	     {27, IPC_FINDING_PLACE},
	    {40, IPC_FINDING_CAPTION},	     {45, IPC_FINDING_UNIQUE_ID},
	    {50, IPC_FINDING_UNIQUE_ID},     {65, IPC_FINDING_SOFTWARE},
	    {80, IPC_FINDING_AUTHOR},	     {85, IPC_FINDING_AUTHOR},
	    {90, IPC_FINDING_PLACE},	     {92, IPC_FINDING_PLACE},
	    {95, IPC_FINDING_PLACE},	     {100, IPC_FINDING_PLACE},
	    {101, IPC_FINDING_PLACE},	     {103, IPC_FINDING_UNIQUE_ID},
	    {105, IPC_FINDING_CAPTION},	     {110, IPC_FINDING_AUTHOR},
	    {115, IPC_FINDING_AUTHOR},	     {116, IPC_FINDING_COPYRIGHT},
	    {118, IPC_FINDING_CONTACT},	     {120, IPC_FINDING_CAPTION},
	    {121, IPC_FINDING_CAPTION},	     {122, IPC_FINDING_AUTHOR},
	    {184, IPC_FINDING_UNIQUE_ID},    {187, IPC_FINDING_UNIQUE_ID},
	    {188, IPC_FINDING_UNIQUE_ID},    {228, IPC_FINDING_EDIT_HISTORY},
	    {230, IPC_FINDING_EDIT_HISTORY}, {231, IPC_FINDING_EDIT_HISTORY},
	};
	/* Codes of an agency, previews, and hours and versions of nothing. */
	static const uint8_t nothing[] = {0,   3,   4,	 8,   10,  30,	35, 37,
					  38,  42,  47,	 60,  63,  70,	75, 125,
					  130, 131, 135, 200, 201, 202, 232};

	(void)state;
	for (unsigned number = 0; number < 256; number++) {
		struct ipc_picture picture = {0};
		struct base_buffer iptc;
		enum ipc_finding_kind kind = IPC_FINDING_TEXT;

		base_buffer_init(&iptc, 100);
		build_iptc(&iptc, 2, (uint8_t)number, "Anna Example");
		metadata_find_iptc(base_buffer_view(&iptc), &picture);
		base_buffer_free(&iptc);
		if (memchr(nothing, (int)number, sizeof(nothing)) != NULL) {
			assert_int_equal(picture.count, 0);
			continue;
		}
		for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++)
			if (told[i].number == number)
				kind = told[i].kind;
		if (picture.count != 1 || picture.findings[0].kind != kind)
			fail_msg("2:%u is told as another kind", number);
	}
}

static void reads_a_huge_block_in_bounded_time(void **state)
{
	struct ipc_picture picture = {0};
	clock_t start = clock();
	size_t size = 8u << 20;
	uint8_t *iptc = malloc(size);

	(void)state;
	for (size_t i = 0; i + 8 <= size; i += 8)
		memcpy(iptc + i, "\x1c\2\x50\0\3Abc", 8);
	metadata_find_iptc((struct base_view){iptc, size}, &picture);
	free(iptc);
	assert_int_equal(picture.count, 1);
	build_in_time(start);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_names_places_and_texts),
	    cmocka_unit_test(reads_either_alphabet_without_a_declaration),
	    cmocka_unit_test(joins_date_and_time_in_either_order),
	    cmocka_unit_test(reads_a_date_with_unknown_parts),
	    cmocka_unit_test(refuses_a_date_of_zeros),
	    cmocka_unit_test(reports_the_mark_that_facebook_leaves),
	    cmocka_unit_test(reads_a_dataset_of_extended_length),
	    cmocka_unit_test(refuses_lengths_beyond_the_block),
	    cmocka_unit_test(keeps_what_stands_before_a_cut),
	    cmocka_unit_test(tells_words_of_other_records),
	    cmocka_unit_test(every_number_is_told_as_what_it_is),
	    cmocka_unit_test(reads_a_huge_block_in_bounded_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
