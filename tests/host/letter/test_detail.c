/* test_detail.c: what a file gives away, put into another language. */
#include "catalogue.h"

#include <lenscap/letter_forms.h>

/* Some of what host/letter/detail.c knows, and as a language may order it. */
static const struct catalogue_row detail_rows[] = {
    {{"", "Language: de\n"}},
    {{"a face without a name", "ein Gesicht"}},
    {{"a film", "ein Film"}},
    {{"a layer's name", "Name einer Ebene"}},
    {{"a {words} archive", "ein {words}-Archiv"}},
    {{"and more, not listed", "und mehr"}},
    {{"another picture {part}", "{part} noch ein Bild"}},
    {{"behind the picture", "hinter dem Bild"}},
    {{"destination {part}", "Ziel {part}"}},
    {{"names of files and folders", "Dateinamen"}},
    {{"{number} bytes", "{number} Byte"}},
    {{"{number} kB", "{number} Kilobyte"}},
    {{"{part} (hemisphere not stated)", "{part} (Halbkugel fehlt)"}},
    {{"{part} ({words}, {size} from byte {number} on)",
      "ab Byte {number} {part} ({size} {words})"}},
    {{"{part} behind the picture's end (from byte {number} on)",
      "hinter dem Ende, ab {number}: {part}"}},
    {{"{part} of {size}", "{part} von {size}"}},
    {{"{part}, altitude {number} m", "{part}, {number} m hoch"}},
    {{"{part}: about {rows} rows, by their look {width} pixels wide, can be "
      "shown",
      "{part}: {rows} Zeilen zu {width}"}},
    {{"{part}: {words}", "{part} = {words}"}},
    {{"{words} (last changed)", "{words} (geändert)"}},
};

static int detail_begin(void **state)
{
	(void)state;
	catalogue_speak(detail_rows,
			sizeof(detail_rows) / sizeof(*detail_rows));
	return 0;
}

static void detail_is(const char *kind, const char *detail, const char *said)
{
	json_t *finding =
	    json_pack("{s:s, s:s}", "kind", kind, "detail", detail);
	json_t *shown = letter_form_detail(finding, "");

	assert_string_equal(json_string_value(shown), said);
	json_decref(shown);
	json_decref(finding);
}

TEST(what_readers_say_is_said_in_the_language)
{
	(void)state;
	detail_is("embedded", "a film", "ein Film");
	detail_is("embedded", "12 bytes", "12 Byte");
	detail_is("embedded", "1.5 kB", "1.5 Kilobyte");
	detail_is("embedded", "a ZIP archive", "ein ZIP-Archiv");
	/* Of every kind, also of those with a file's own words. */
	detail_is("embedded", "and more, not listed", "und mehr");
	detail_is("author", "and more, not listed", "und mehr");
	detail_is("text", "a layer's name: Ada", "Name einer Ebene = Ada");
	/* Of a page it is which finding its file has. */
	detail_is("file_links", "names of files and folders", "Dateinamen");
}

TEST(a_part_is_said_by_its_own_pattern)
{
	(void)state;
	detail_is("trailer", "a film of 12 kB", "ein Film von 12 Kilobyte");
	detail_is("trailer", "another picture behind the picture",
		  "hinter dem Bild noch ein Bild");
	detail_is("trailer",
		  "a film behind the picture's end (from byte 300 on)",
		  "hinter dem Ende, ab 300: ein Film");
	/* In whatever order the language has the values. */
	detail_is("trailer",
		  "behind the picture (a.mp4, 12 kB from byte 300 on)",
		  "ab Byte 300 hinter dem Bild (12 Kilobyte a.mp4)");
	detail_is("trailer",
		  "a film: about 20 rows, by their look 640 pixels wide, can "
		  "be shown",
		  "ein Film: 20 Zeilen zu 640");
	/* A part by no pattern: nothing is said half in one language. */
	detail_is("trailer", "a spoon of 12 kB", "a spoon of 12 kB");
	detail_is("trailer", "another picture under the table",
		  "another picture under the table");
	/* A number is one. */
	detail_is("trailer", "twelve bytes", "twelve bytes");
	detail_is("trailer", " bytes", " bytes");
	detail_is("trailer", "a film behind the picture's end (from byte x on)",
		  "a film behind the picture's end (from byte x on)");
}

TEST(the_files_own_words_stay)
{
	static const char *const foreign[] = {
	    "person_name",   "contact",	  "camera_serial", "lens_serial",
	    "file_names",    "author",	  "caption",	   "keywords",
	    "shutter_count", "unique_id", "copyright",	   "device",
	    "software",	     "place",	  "text",	   "gps",
	    "capture_time"};

	(void)state;
	for (size_t i = 0; i < sizeof(foreign) / sizeof(*foreign); i++) {
		detail_is(foreign[i], "a film", "a film");
		detail_is(foreign[i], "12 bytes", "12 bytes");
	}
	detail_is("capture_time", "2020-01-02 03:04 (last changed)",
		  "2020-01-02 03:04 (geändert)");
	detail_is("author", "Ada (last changed)", "Ada (last changed)");
	detail_is("gps", "52.5, 13.4, altitude 30 m", "52.5, 13.4, 30 m hoch");
	detail_is("gps", "destination 52.5, 13.4 (hemisphere not stated)",
		  "Ziel 52.5, 13.4 (Halbkugel fehlt)");
	detail_is("place", "52.5, 13.4, altitude 30 m",
		  "52.5, 13.4, altitude 30 m");
}

TEST(what_is_no_text_stays)
{
	json_t *number =
	    json_pack("{s:s, s:i}", "kind", "embedded", "detail", 7);
	json_t *nameless = json_pack("{s:s}", "detail", "a film");
	json_t *none = json_pack("{s:s}", "kind", "embedded");
	json_t *shown = letter_form_detail(number, "");

	(void)state;
	assert_int_equal(json_integer_value(shown), 7);
	json_decref(shown);
	shown = letter_form_detail(nameless, "");
	assert_string_equal(json_string_value(shown), "a film");
	json_decref(shown);
	shown = letter_form_detail(none, "");
	assert_string_equal(json_string_value(shown), "");
	json_decref(shown);
	json_decref(number);
	json_decref(nameless);
	json_decref(none);
	/* Without a catalogue all is as the readers have it. */
	assert_true(!base_speak(NULL));
	detail_is("embedded", "a ZIP archive", "a ZIP archive");
	detail_is("trailer", "a film of 12 kB", "a film of 12 kB");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(what_readers_say_is_said_in_the_language),
	    RUN(a_part_is_said_by_its_own_pattern),
	    RUN(the_files_own_words_stay),
	    RUN(what_is_no_text_stays),
	};

	return cmocka_run_group_tests(tests, detail_begin, NULL);
}
