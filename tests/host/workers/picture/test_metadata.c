/* test_metadata.c: one list out of many blocks: text, order, repetition. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "metadata_build.h"
#include "workers/picture/metadata_facts.h"

static void add(struct ipc_picture *picture, enum ipc_finding_kind kind,
		const char *text)
{
	metadata_add(picture, kind, base_view_of(text));
}

static void trims_and_joins_white_space(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	add(&picture, IPC_FINDING_AUTHOR, "  Ann\t\r\n  Example \n");
	build_expect(&picture, IPC_FINDING_AUTHOR, "Ann Example");
}

static void makes_terminal_escapes_harmless(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	add(&picture, IPC_FINDING_AUTHOR, "red \x1b[31m alarm");
	build_expect(&picture, IPC_FINDING_AUTHOR, "red ?[31m alarm");
}

static void reads_windows_1252_where_text_is_not_utf_8(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	add(&picture, IPC_FINDING_AUTHOR, "Jos\xe9");
	add(&picture, IPC_FINDING_AUTHOR, "\x84M\xfcller\x93 \x80");
	build_expect(&picture, IPC_FINDING_AUTHOR, "José");
	build_expect(&picture, IPC_FINDING_AUTHOR, "„Müller“ €");
	/* Each that it has and ISO 8859-1 has not. */
	add(&picture, IPC_FINDING_CAPTION,
	    "\x80\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8e"
	    "\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9e\x9f");
	build_expect(&picture, IPC_FINDING_CAPTION,
		     "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ");
}

static void drops_a_character_that_a_field_has_cut(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	add(&picture, IPC_FINDING_AUTHOR, "Zo\xc3\xab Dvo\xc5\x99\xc3");
	build_expect(&picture, IPC_FINDING_AUTHOR, "Zoë Dvoř");
}

static void cuts_a_long_text_to_the_wire_limit_and_says_so(void **state)
{
	static const size_t sizes[] = {IPC_TEXT_MAX - 2, IPC_TEXT_MAX - 1,
				       IPC_TEXT_MAX, 2999};
	char text[3000];

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct ipc_picture picture = {0};
		const char *detail = picture.findings[0].detail;

		memset(text, 'a', sizes[i]);
		text[sizes[i]] = '\0';
		add(&picture, IPC_FINDING_CAPTION, text);
		assert_int_equal(picture.count, 1);
		assert_int_equal(strlen(detail), sizes[i] < IPC_TEXT_MAX
						     ? sizes[i]
						     : IPC_TEXT_MAX - 1);
		assert_int_equal(strstr(detail, "a…") != NULL,
				 sizes[i] >= IPC_TEXT_MAX);
	}
}

static void cuts_no_character_in_two(void **state)
{
	char text[IPC_TEXT_MAX * 2];

	(void)state;
	for (size_t lead = 0; lead < 3; lead++) {
		struct ipc_picture picture = {0};

		memset(text, 'a', lead);
		for (size_t at = lead; at + 3 < sizeof(text); at += 3)
			memcpy(text + at, "写", sizeof("写"));
		add(&picture, IPC_FINDING_CAPTION, text);
		assert_true(
		    base_is_utf8(base_view_of(picture.findings[0].detail)));
		assert_non_null(strstr(picture.findings[0].detail, "写…"));
	}
}

static void finds_words_behind_any_number_of_blanks(void **state)
{
	struct ipc_picture picture = {0};
	char text[9000], utf8[3 * IPC_TEXT_MAX];
	uint8_t wide[9000] = {0};

	(void)state;
	memset(text, ' ', sizeof(text));
	strcpy(text + 8000, "Anna \n\n  Example ");
	add(&picture, IPC_FINDING_CAPTION, text);
	for (size_t i = 0; i < sizeof(wide); i += 2)
		wide[i] = ' ';
	wide[sizeof(wide) - 2] = 'B';
	metadata_add(&picture, IPC_FINDING_CAPTION,
		     metadata_text_utf16(utf8, sizeof(utf8),
					 (struct base_view){wide, sizeof(wide)},
					 true));
	assert_int_equal(picture.count, 2);
	build_expect(&picture, IPC_FINDING_CAPTION, "Anna Example");
	build_expect(&picture, IPC_FINDING_CAPTION, "B");
}

static void says_that_a_list_of_parts_was_cut(void **state)
{
	char parts[3][IPC_TEXT_MAX], out[IPC_TEXT_MAX];
	const char *list[3] = {parts[0], parts[1], parts[2]};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		memset(parts[i], 'a' + (int)i, 180);
		parts[i][180] = '\0';
	}
	metadata_text_join(out, list, 2, ", ");
	assert_int_equal(strlen(out), 362);
	metadata_text_join(out, list, 3, ", ");
	assert_int_equal(strlen(out), IPC_TEXT_MAX - 1);
	assert_non_null(strstr(out, "b, c"));
	assert_string_equal(out + strlen(out) - 4, "c…");
}

static void says_nothing_of_empty_text(void **state)
{
	struct ipc_picture picture = {0};
	uint8_t zeros[8] = {0};

	(void)state;
	add(&picture, IPC_FINDING_AUTHOR, "");
	add(&picture, IPC_FINDING_AUTHOR, "   \n");
	add(&picture, IPC_FINDING_AUTHOR, " - ");
	metadata_add(&picture, IPC_FINDING_AUTHOR, (struct base_view){0});
	metadata_add(&picture, IPC_FINDING_AUTHOR,
		     (struct base_view){zeros, sizeof(zeros)});
	assert_int_equal(picture.count, 0);
}

static void says_nothing_of_what_devices_fill_in(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	add(&picture, IPC_FINDING_CAMERA_SERIAL, "0000000000");
	add(&picture, IPC_FINDING_UNIQUE_ID, "00000000-0000-0000");
	add(&picture, IPC_FINDING_CAPTION, "OLYMPUS DIGITAL CAMERA");
	add(&picture, IPC_FINDING_AUTHOR, "Unknown");
	add(&picture, IPC_FINDING_CAPTION, "\x01\x02\x03\x04\x05 x");
	assert_int_equal(picture.count, 0);
}

static void says_a_number_that_only_contains_zeros(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	add(&picture, IPC_FINDING_CAMERA_SERIAL, "0010020");
	build_expect(&picture, IPC_FINDING_CAMERA_SERIAL, "0010020");
}

static void puts_the_worst_first_and_keeps_order_within_a_kind(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	add(&picture, IPC_FINDING_SOFTWARE, "GIMP");
	add(&picture, IPC_FINDING_AUTHOR, "Zoe");
	add(&picture, IPC_FINDING_AUTHOR, "Ann");
	add(&picture, IPC_FINDING_GPS, "1.00000, 2.00000");
	assert_int_equal(picture.count, 4);
	assert_int_equal(picture.findings[0].kind, IPC_FINDING_GPS);
	assert_string_equal(picture.findings[1].detail, "Zoe");
	assert_string_equal(picture.findings[2].detail, "Ann");
	assert_int_equal(picture.findings[3].kind, IPC_FINDING_SOFTWARE);
}

static void keeps_the_worst_of_a_file_that_says_too_much(void **state)
{
	struct ipc_picture picture = {0};
	char text[40];

	(void)state;
	for (int i = 0; i < 100; i++) {
		snprintf(text, sizeof(text), "caption %d.", i);
		add(&picture, IPC_FINDING_CAPTION, text);
	}
	add(&picture, IPC_FINDING_SOFTWARE, "GIMP");
	add(&picture, IPC_FINDING_GPS, "1.00000, 2.00000");
	assert_int_equal(picture.count, IPC_FINDINGS_MAX);
	assert_int_equal(picture.findings[0].kind, IPC_FINDING_GPS);
	assert_int_equal(build_count_kind(&picture, IPC_FINDING_SOFTWARE), 0);
	build_expect(&picture, IPC_FINDING_CAPTION, "caption 61.");
	assert_string_equal(picture.findings[IPC_FINDINGS_MAX - 1].detail,
			    "and more, not listed");
}

static void says_once_that_there_is_more_of_a_kind(void **state)
{
	struct ipc_picture picture = {0};
	char text[40];

	(void)state;
	for (int i = 0; i < 100; i++) {
		snprintf(text, sizeof(text), "keyword %d.", i);
		add(&picture, IPC_FINDING_KEYWORDS, text);
		assert_int_equal(build_count(&picture, IPC_FINDING_KEYWORDS,
					     "and more, not listed"),
				 i >= 24);
	}
	add(&picture, IPC_FINDING_KEYWORDS, "keyword 3.");
	assert_int_equal(picture.count, 25);
	build_expect(&picture, IPC_FINDING_KEYWORDS, "keyword 23.");
}

static void says_one_fact_once_and_in_its_longer_form(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	add(&picture, IPC_FINDING_GPS, "48.85837, 2.29448");
	add(&picture, IPC_FINDING_GPS, "48.85838, 2.29447, altitude 35 m");
	add(&picture, IPC_FINDING_CAPTURE_TIME, "2024-05-01");
	add(&picture, IPC_FINDING_CAPTURE_TIME, "2024-05-01 12:33:07");
	add(&picture, IPC_FINDING_CAPTURE_TIME, "2024-05-01 12:33:07 +02:00");
	add(&picture, IPC_FINDING_DEVICE, "iPhone 12");
	add(&picture, IPC_FINDING_DEVICE, "Apple iPhone 12");
	add(&picture, IPC_FINDING_COPYRIGHT, "Ann Example, all rights reserv");
	add(&picture, IPC_FINDING_COPYRIGHT,
	    "Ann Example, all rights reserved");
	assert_int_equal(picture.count, 4);
	build_expect(&picture, IPC_FINDING_GPS,
		     "48.85838, 2.29447, altitude 35 m");
	build_expect(&picture, IPC_FINDING_CAPTURE_TIME,
		     "2024-05-01 12:33:07 +02:00");
	build_expect(&picture, IPC_FINDING_DEVICE, "Apple iPhone 12");
	build_expect(&picture, IPC_FINDING_COPYRIGHT,
		     "Ann Example, all rights reserved");
}

static void knows_one_moment_in_two_time_zones(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	add(&picture, IPC_FINDING_CAPTURE_TIME, "2024-03-01 01:33:07 +02:00");
	add(&picture, IPC_FINDING_CAPTURE_TIME, "2024-02-29 23:32:59 +00:00");
	assert_int_equal(picture.count, 1);
	add(&picture, IPC_FINDING_CAPTURE_TIME, "2024-02-29 21:32:59 +00:00");
	assert_int_equal(picture.count, 2);
}

static void keeps_different_facts_apart(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	add(&picture, IPC_FINDING_GPS, "48.85837, 2.29448");
	add(&picture, IPC_FINDING_GPS, "48.85937, 2.29448");
	add(&picture, IPC_FINDING_GPS, "destination 48.85837, 2.29448");
	add(&picture, IPC_FINDING_PERSON_NAME, "Anna");
	add(&picture, IPC_FINDING_PERSON_NAME, "Anna Berg");
	add(&picture, IPC_FINDING_AUTHOR, "Ian");
	add(&picture, IPC_FINDING_AUTHOR, "Adrian Smith");
	add(&picture, IPC_FINDING_CAPTURE_TIME, "2024-05-01 12:33:07");
	add(&picture, IPC_FINDING_CAPTURE_TIME, "2024-05-01 12:33:08");
	assert_int_equal(picture.count, 9);
}

static void tells_a_program_s_comment_from_a_person_s(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	metadata_find_comment(
	    base_view_of("CREATOR: gd-jpeg v1.0, quality = 90"), &picture);
	metadata_find_comment(base_view_of("Grandma's 80th birthday"),
			      &picture);
	assert_int_equal(picture.count, 2);
	build_expect(&picture, IPC_FINDING_SOFTWARE,
		     "CREATOR: gd-jpeg v1.0, quality = 90");
	build_expect(&picture, IPC_FINDING_CAPTION, "Grandma's 80th birthday");
}

static void reports_content_credentials_once(void **state)
{
	static const char xmp[] = BUILD_XMP(
	    "<dcterms:provenance>self#jumbf=c2pa/x</dcterms:provenance>");
	struct ipc_picture picture = {0};

	(void)state;
	metadata_find_xmp(base_view_of(xmp), &picture);
	metadata_find_xmp(base_view_of(xmp), &picture);
	assert_int_equal(picture.count, 1);
	build_expect(&picture, IPC_FINDING_CONTENT_CREDENTIALS,
		     "a signed history (C2PA) inside the file");
}

static void finds_nothing_in_nothing(void **state)
{
	struct base_view nothing = {0};
	struct ipc_picture picture = {0};

	(void)state;
	metadata_find_exif(nothing, &picture);
	metadata_find_xmp(nothing, &picture);
	metadata_find_iptc(nothing, &picture);
	metadata_find_comment(nothing, &picture);
	metadata_find_resources(nothing, &picture);
	metadata_find_thermal(nothing, &picture);
	assert_int_equal(picture.count, 0);
}

/* Camera and satellites by an hour apart: each says which clock it is. */
static void says_which_of_two_clocks_a_time_is_of(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	metadata_add_time(&picture, "2024:05:01 14:33:07");
	metadata_add_time_as(&picture, "2024:05:01 12:33:05Z",
			     "{words} (satellites)");
	metadata_add_time_as(&picture, "2024:05:01 14:33:07",
			     "{words} (digitized)");
	metadata_finish(&picture);
	assert_int_equal(picture.count, 2);
	build_expect(&picture, IPC_FINDING_CAPTURE_TIME,
		     "2024-05-01 14:33:07 (camera's clock)");
	build_expect(&picture, IPC_FINDING_CAPTURE_TIME,
		     "2024-05-01 12:33:05 +00:00 (satellites)");
}

static void says_nothing_of_the_clock_of_a_single_time(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	metadata_add_time(&picture, "2024:05:01 14:33:07");
	metadata_finish(&picture);
	build_expect(&picture, IPC_FINDING_CAPTURE_TIME, "2024-05-01 14:33:07");
}

/* What is told then is the month. */
static void tells_no_day_that_a_month_has_not(void **state)
{
	static const struct {
		const char *said, *told;
	} days[] = {{"2024:02:30 25:61:00", "2024-02"},
		    {"2023:02:29 12:00:00", "2023-02"},
		    {"2000:02:29 12:00:00", "2000-02-29 12:00:00"},
		    {"1900:02:29 12:00:00", "1900-02"},
		    {"2024:04:31", "2024-04"},
		    {"2024:12:31", "2024-12-31"}};

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		struct ipc_picture picture = {0};

		metadata_add_time(&picture, days[i].said);
		metadata_finish(&picture);
		assert_int_equal(picture.count, 1);
		build_expect(&picture, IPC_FINDING_CAPTURE_TIME, days[i].told);
	}
}

static void tells_words_that_nobody_knows_and_no_settings(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	metadata_add_said(&picture, "Note", base_view_of("Anna's garden"));
	metadata_add_said(&picture, "Lens", base_view_of("f/2.8"));
	metadata_add_said(&picture, "Flag", base_view_of("True"));
	metadata_add_said(&picture, "Size", base_view_of("3840x2160"));
	assert_int_equal(picture.count, 1);
	build_expect(&picture, IPC_FINDING_TEXT, "Note: Anna's garden");
}

static void finds_every_path_in_a_text(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	metadata_add_paths(&picture,
			   base_view_of("{\"a\": \"/home/anna/x.safetensors\","
					" b=C:\\Users\\anna\\y.png; c: d}"));
	assert_int_equal(picture.count, 2);
	build_expect(&picture, IPC_FINDING_FILE_NAMES,
		     "/home/anna/x.safetensors");
	build_expect(&picture, IPC_FINDING_FILE_NAMES,
		     "C:\\Users\\anna\\y.png");
}

static void takes_nothing_else_for_a_path(void **state)
{
	static const struct {
		const char *text, *path; /* "": there is none in it */
	} cases[] = {
	    {"/home/a", "/home/a"},
	    {"/Users/a", "/Users/a"},
	    {"/storage/a", "/storage/a"},
	    {"/data/a", "/data/a"},
	    {"/sdcard/a", "/sdcard/a"},
	    {"/mnt/a", "/mnt/a"},
	    {"/media/a", "/media/a"},
	    {"/root/a", "/root/a"},
	    {"/var/a", "/var/a"},
	    {"/tmp/a", "/tmp/a"},
	    {"/private/a", "/private/a"},
	    {"file://a/b", "file://a/b"},
	    {"D:/a/b", "D:/a/b"},
	    {"z:\\a", "z:\\a"},
	    {"https://a.example/", ""},
	    {"D:a", ""},
	    {"1:/a", ""},
	    {"Da/b", ""},
	    {"/homes/a", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct ipc_picture picture = {0};

		metadata_add_paths(&picture, base_view_of(cases[i].text));
		if (picture.count != (cases[i].path[0] != '\0'))
			fail_msg("%s", cases[i].text);
		if (picture.count > 0)
			build_expect(&picture, IPC_FINDING_FILE_NAMES,
				     cases[i].path);
	}
}

static void finds_keywords_of_every_kind(void **state)
{
	struct ipc_picture picture = {0};

	(void)state;
	metadata_find_keyword("Location", base_view_of("Sample Street 5"),
			      &picture);
	metadata_find_keyword("prompt", base_view_of("a portrait of Anna"),
			      &picture);
	metadata_find_keyword("exif:GPSLatitude", base_view_of("52.52"),
			      &picture);
	metadata_find_keyword("Whatever", base_view_of("Anna was here"),
			      &picture);
	metadata_find_keyword("Thumb::Size", base_view_of("12 kB of it"),
			      &picture);
	build_expect(&picture, IPC_FINDING_PLACE, "Sample Street 5");
	build_expect(&picture, IPC_FINDING_CAPTION, "a portrait of Anna");
	build_expect(&picture, IPC_FINDING_GPS, "GPSLatitude 52.52");
	build_expect(&picture, IPC_FINDING_TEXT, "Whatever: Anna was here");
	build_expect(&picture, IPC_FINDING_AI_SOURCE,
		     "what an AI was asked for");
	assert_int_equal(picture.count, 5);
}

/* ISO-2022-JP with its escapes, EUC and Shift JIS: the same two signs. */
static void reads_japanese_in_each_of_its_codes(void **state)
{
	static const char *const codes[] = {
	    "\x1b$BF|K\\\x1b(B", "\xc6\xfc\xcb\xdc", "\x93\xfa\x96\x7b"};
	char utf8[100];

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct base_view text = metadata_text_jis(
		    utf8, sizeof(utf8), base_view_of(codes[i]));

		assert_int_equal(text.size, 6);
		assert_memory_equal(text.data, "\u65e5\u672c", 6);
	}
}

static void joins_what_three_blocks_say_alike(void **state)
{
	static const char xmp[] =
	    BUILD_XMP("<exif:GPSLatitude>48,51.50222N</exif:GPSLatitude>"
		      "<exif:GPSLongitude>2,17.66880E</exif:GPSLongitude>"
		      "<exif:DateTimeOriginal>2024-05-01T12:33:07"
		      "</exif:DateTimeOriginal>"
		      "<photoshop:City>Paris</photoshop:City>"
		      "<dc:creator><rdf:Seq><rdf:li>Ann Example</rdf:li>"
		      "</rdf:Seq></dc:creator>");
	struct build_tiff tiff = {.little = true};
	struct ipc_picture picture = {0};
	struct base_buffer iptc;

	(void)state;
	build_coordinate(&tiff, 2, 48, 51, 3013, "N");
	build_coordinate(&tiff, 4, 2, 17, 4013, "E");
	build_text(&tiff, BUILD_EXIF, 0x9003, "2024:05:01 12:33:07");
	build_text(&tiff, BUILD_MAIN, 0x013b, "Ann Example");
	base_buffer_init(&iptc, 1000);
	build_iptc(&iptc, 2, 80, "Ann Example");
	build_iptc(&iptc, 2, 55, "20240501");
	build_iptc(&iptc, 2, 90, "Paris");
	metadata_find_exif(build_tiff(&tiff), &picture);
	metadata_find_xmp(base_view_of(xmp), &picture);
	metadata_find_iptc(base_buffer_view(&iptc), &picture);
	base_buffer_free(&iptc);
	assert_int_equal(picture.count, 4);
	build_expect(&picture, IPC_FINDING_GPS, "48.85837, 2.29448");
	build_expect(&picture, IPC_FINDING_PLACE, "Paris");
	build_expect(&picture, IPC_FINDING_CAPTURE_TIME, "2024-05-01 12:33:07");
	build_expect(&picture, IPC_FINDING_AUTHOR, "Ann Example");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(trims_and_joins_white_space),
	    cmocka_unit_test(makes_terminal_escapes_harmless),
	    cmocka_unit_test(reads_windows_1252_where_text_is_not_utf_8),
	    cmocka_unit_test(drops_a_character_that_a_field_has_cut),
	    cmocka_unit_test(cuts_a_long_text_to_the_wire_limit_and_says_so),
	    cmocka_unit_test(cuts_no_character_in_two),
	    cmocka_unit_test(finds_words_behind_any_number_of_blanks),
	    cmocka_unit_test(says_that_a_list_of_parts_was_cut),
	    cmocka_unit_test(says_nothing_of_empty_text),
	    cmocka_unit_test(says_nothing_of_what_devices_fill_in),
	    cmocka_unit_test(says_a_number_that_only_contains_zeros),
	    cmocka_unit_test(
		puts_the_worst_first_and_keeps_order_within_a_kind),
	    cmocka_unit_test(keeps_the_worst_of_a_file_that_says_too_much),
	    cmocka_unit_test(says_once_that_there_is_more_of_a_kind),
	    cmocka_unit_test(says_one_fact_once_and_in_its_longer_form),
	    cmocka_unit_test(knows_one_moment_in_two_time_zones),
	    cmocka_unit_test(keeps_different_facts_apart),
	    cmocka_unit_test(tells_a_program_s_comment_from_a_person_s),
	    cmocka_unit_test(reports_content_credentials_once),
	    cmocka_unit_test(finds_nothing_in_nothing),
	    cmocka_unit_test(says_which_of_two_clocks_a_time_is_of),
	    cmocka_unit_test(says_nothing_of_the_clock_of_a_single_time),
	    cmocka_unit_test(tells_no_day_that_a_month_has_not),
	    cmocka_unit_test(tells_words_that_nobody_knows_and_no_settings),
	    cmocka_unit_test(finds_every_path_in_a_text),
	    cmocka_unit_test(takes_nothing_else_for_a_path),
	    cmocka_unit_test(finds_keywords_of_every_kind),
	    cmocka_unit_test(reads_japanese_in_each_of_its_codes),
	    cmocka_unit_test(joins_what_three_blocks_say_alike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
