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
	/* What stands before the words of a text is where they are. */
	detail_is("text", "behind the picture: a film",
		  "hinter dem Bild = a film");
	/* What stands beside a photo is the page's own. */
	detail_is("name_beside", "a film", "a film");
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

/* ---- All of them ---- */

#define DETAIL_MOST 192

/* What a text has in place of a name in braces: of none it is a pattern. */
static char *detail_filled(const char *text, const char *before)
{
	static const char *const values[][2] = {
	    {"words}", "Ada"}, {"part}", "52.5"}, {"", "7"}};
	char *all = base_copy(before);

	while (*text != '\0') {
		size_t plain = strcspn(text, "{");
		const char *value = "";
		char *longer;

		for (size_t i = 0; text[plain] == '{' && *value == '\0'; i++)
			if (strncmp(text + plain + 1, values[i][0],
				    strlen(values[i][0])) == 0)
				value = values[i][1];
		longer = base_format("%s%.*s%s", all, (int)plain, text, value);
		free(all);
		all = longer;
		text += plain;
		text += strcspn(text, "}");
		text += *text == '}';
	}
	return all;
}

/* The extension's texts have another apostrophe. */
static char *detail_english(const char *message)
{
	char *text = base_copy(message), *at;

	while ((at = strstr(text, "\xe2\x80\x99")) != NULL) {
		*at = '\'';
		memmove(at + 1, at + 3, strlen(at + 3) + 1);
	}
	return text;
}

static int detail_order(const void *a, const void *b)
{
	const struct catalogue_row *one = a, *other = b;

	return strcmp(one->text[0], other->text[0]);
}

/* The browser's list is made by hand beside the host's: it says of which kind
 * the texts are that begin there. */
static const char *detail_kind(const char *key, const char *before)
{
	static const char *const kinds[][2] = {
	    {"detail_camera_clock", "capture_time"},
	    {"detail_no_hemisphere", "gps"},
	    {"detail_network_country", "place"},
	    {"detail_labelled", "text"},
	    {"detail_face", "embedded"},
	    {"detail_photo_size", "photo_public"},
	    {"detail_avatar_off", "where"},
	    {"detail_read_on", "source"},
	    {"detail_from_pack", "source"},
	    {"detail_of_pictures", "told"}};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(key, kinds[i][0]) == 0)
			return kinds[i][1];
	return before;
}

TEST(all_that_the_extension_can_put_into_a_language_is_here)
{
	static struct catalogue_row rows[DETAIL_MOST] = {{{"", ""}}};
	json_t *messages =
	    json_load_file("extension/_locales/en/messages.json", 0, NULL);
	const char *key, *kind = "embedded";
	json_t *message;
	uint32_t count = 1;

	(void)state;
	json_object_foreach(messages, key, message)
	{
		char *english;

		if (strncmp(key, "detail_", 7) != 0)
			continue;
		assert_true(count < DETAIL_MOST);
		english = detail_english(
		    json_string_value(json_object_get(message, "message")));
		rows[count++] = (struct catalogue_row){
		    {english, base_format("*%s", english)}};
	}
	assert_true(count > 80);
	qsort(rows + 1, count - 1, sizeof(*rows), detail_order);
	catalogue_speak(rows, count);
	json_object_foreach(messages, key, message)
	{
		char *english, *detail, *said;

		if (strncmp(key, "detail_", 7) != 0)
			continue;
		kind = detail_kind(key, kind);
		english = detail_english(
		    json_string_value(json_object_get(message, "message")));
		detail = detail_filled(english, "");
		said = detail_filled(english, "*");
		detail_is(kind, detail, said);
		free(english);
		free(detail);
		free(said);
	}
	for (uint32_t i = 1; i < count; i++) {
		free((char *)rows[i].text[0]);
		free((char *)rows[i].text[1]);
	}
	json_decref(messages);
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
	    RUN(all_that_the_extension_can_put_into_a_language_is_here),
	    RUN(what_is_no_text_stays),
	};

	return cmocka_run_group_tests(tests, detail_begin, NULL);
}
