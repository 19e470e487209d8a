/* detail.c: what a picture's file gives away, as its readers put it in English
 * ("12 kB behind the picture"), in the language of the terminal. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/letter_forms.h>

#define DETAIL_VALUES 4 /* places of one pattern */

/*
 * The ways in which they put it, by the kinds of findings whose details are so:
 * "" are those in which no words of the file stand, "*" is every kind.  {words}
 * are the file's own, and stay; {part} and {size} are by a pattern, or numbers;
 * any other is a number.  extension/_locales has the same (detail_*).
 */
static const struct detail_pattern {
	const char *kind, *english;
} detail_patterns[] = {
    {"*", N_("and more, not listed")},
    {"capture_time", N_("{words} (camera's clock)")},
    {"capture_time", N_("{words} (last changed)")},
    {"capture_time", N_("{words} (satellites' clock)")},
    {"capture_time", N_("{words} (phone's clock)")},
    {"capture_time", N_("{words} (of the video)")},
    {"capture_time", N_("{words} (the drawing's)")},
    {"gps", N_("{part} (hemisphere not stated)")},
    {"gps", N_("{part}, altitude {number} m")},
    {"gps", N_("destination {part}")},
    {"place", N_("mobile network of country code {number}")},
    {"place", N_("mobile network: {words}")},
    {"text", N_("{part}: {words}")},
    {"text", N_("a layer's name")},
    {"text", N_("a name in the drawing")},
    {"text", N_("a text in the drawing")},
    {"text", N_("text on the picture")},
    {"text", N_("a note on the picture")},
    {"text", N_("a name")},
    {"text", N_("a name in the file")},
    {"text", N_("behind a name in the file")},
    {"text", N_("packed behind the pixels")},
    {"text", N_("packed behind the colour profile")},
    {"text", N_("a profile in the file")},
    {"text", N_("a channel's name")},
    {"text", N_("Photoshop's settings")},
    {"text", N_("a name in Photoshop's block")},
    {"text", N_("GPS method")},
    {"text", N_("a comment in the archive")},
    {"text", N_("maker's note")},
    {"text", N_("unused room")},
    {"text", N_("private data")},
    {"text", N_("between the pixels")},
    {"", N_("a face without a name")},
    {"", N_("a sound recording in the XMP block")},
    {"", N_("a sound recording")},
    {"", N_("a film")},
    {"", N_("a program")},
    {"", N_("a database")},
    {"", N_("a document")},
    {"", N_("a {words} archive")},
    {"", N_("an {words} archive")},
    {"", N_("a {words} document")},
    {"", N_("an {words} document")},
    {"", N_("1 byte")},
    {"", N_("{number} bytes")},
    {"", N_("{number} kB")},
    {"", N_("{number} MB")},
    {"", N_("{number} GB")},
    {"", N_("a video of {part}")},
    {"", N_("{part} of {size}")},
    {"", N_("a signed history (C2PA) inside the file")},
    {"", N_("a signed history (C2PA) at {words}")},
    {"", N_("what an AI was asked for")},
    {"", N_("a smaller grey picture of the same scene")},
    {"", N_("Photoshop's layers, each a picture")},
    {"", N_("Illustrator's own document")},
    {"", N_("taken as a motion photo; its video was not found in this file")},
    {"", N_("behind the picture")},
    {"", N_("between the picture's parts")},
    {"", N_("in the Exif block")},
    {"", N_("in the XMP block")},
    {"", N_("in the IPTC block")},
    {"", N_("in Photoshop's block")},
    {"", N_("in Kodak's block")},
    {"", N_("in the JFIF extension")},
    {"", N_("in the AFCP trailer")},
    {"", N_("in the camera's block")},
    {"", N_("in one of its directories")},
    {"", N_("among the file's items")},
    {"", N_("{part} ({words}, {size} from byte {number} on)")},
    {"", N_("{part} ({size} from byte {number} on)")},
    {"", N_("a preview that shows what the picture does not: another picture, "
	    "more of it, or what was covered or blurred, {part}")},
    {"", N_("another picture {part}")},
    {"", N_("a map of how far away things are, {part}")},
    {"", N_("a map of how sure measured distances are, {part}")},
    {"", N_("the picture before it was edited, {part}")},
    {"", N_("{part} behind the picture's end (from byte {number} on)")},
    {"", N_("{part}: about {rows} rows, by their look {width} pixels wide, can "
	    "be shown")},
    {"", N_("1 further picture in the same file")},
    {"", N_("{number} further pictures in the same file")},
    {"", N_("1 further page in the same file")},
    {"", N_("{number} further pages in the same file")},
    {"", N_("1 other document pasted in")},
    {"", N_("{number} other documents pasted in")},
    {"photo_public", N_("photo {number}, {width} x {height}")},
};

/* Whose details are the file's own words. */
static const char *const detail_foreign[] = {
    "person_name",   "contact",	  "camera_serial", "lens_serial",
    "file_names",    "author",	  "caption",	   "keywords",
    "shutter_count", "unique_id", "copyright",	   "device",
    "software",	     "place",	  "text",	   "gps",
    "capture_time"};

struct detail_value {
	const char *name, *text;
	size_t length; /* of either */
	size_t size;
};

static bool detail_is_of(const char *kinds, const char *kind)
{
	if (kinds[0] != '\0')
		return kinds[0] == '*' || strcmp(kinds, kind) == 0;
	for (size_t i = 0; i < sizeof(detail_foreign) / sizeof(*detail_foreign);
	     i++)
		if (strcmp(detail_foreign[i], kind) == 0)
			return false;
	return true;
}

static bool detail_is_number(const char *text, size_t size)
{
	return strspn(text, "0123456789.,- ") >= size;
}

static bool detail_named(const struct detail_value *value, const char *name)
{
	return strlen(name) == value->length &&
	       strncmp(value->name, name, value->length) == 0;
}

static bool detail_may_be(const struct detail_value *value)
{
	return detail_named(value, "words") || detail_named(value, "part") ||
	       detail_named(value, "size") ||
	       detail_is_number(value->text, value->size);
}

/* The values that make the text of the pattern; false: none do. */
static bool detail_matches(const char *pattern, const char *text,
			   struct detail_value *value)
{
	const char *end;

	while (*pattern != '{' && *pattern != '\0' && *pattern == *text)
		pattern++, text++;
	if (*pattern != '{')
		return *pattern == *text;
	end = strchr(pattern, '}');
	for (size_t size = 1; size <= strlen(text); size++) {
		*value = (struct detail_value){
		    pattern + 1, text, (size_t)(end - pattern) - 1, size};
		if (detail_may_be(value) &&
		    detail_matches(end + 1, text + size, value + 1))
			return true;
	}
	return false;
}

static char *detail_say(const char *kind, const char *text);

/* What stands in a value's place; NULL where that is by no pattern. */
static char *detail_value_said(const char *kind,
			       const struct detail_value *value)
{
	char *text = base_format("%.*s", (int)value->size, value->text), *said;

	if (detail_named(value, "words") ||
	    detail_is_number(value->text, value->size))
		return text;
	said = detail_say(kind, text);
	free(text);
	return said;
}

/* The pattern in the terminal's language with its values; NULL: one is no part
 * of ours. */
static char *detail_fill(const char *kind, const char *pattern,
			 const struct detail_value *values)
{
	char *all = base_copy("");

	while (all != NULL && *pattern != '\0') {
		size_t plain = strcspn(pattern, "{");
		const struct detail_value *value = values;
		char *said = NULL, *longer = NULL;

		if (pattern[plain] == '{') {
			while (value->name != NULL &&
			       strncmp(value->name, pattern + plain + 1,
				       value->length + 1) != 0)
				value++;
			said =
			    value->name ? detail_value_said(kind, value) : NULL;
		}
		if (pattern[plain] == '\0' || said != NULL)
			longer = base_format("%s%.*s%s", all, (int)plain,
					     pattern, said ? said : "");
		free(said);
		free(all);
		all = longer;
		pattern += plain;
		pattern += strcspn(pattern, "}");
		pattern += *pattern == '}';
	}
	return all;
}

static char *detail_say(const char *kind, const char *text)
{
	char *said = NULL;

	for (size_t i = 0; said == NULL && i < sizeof(detail_patterns) /
						   sizeof(*detail_patterns);
	     i++) {
		struct detail_value values[DETAIL_VALUES + 1] = {0};

		if (detail_is_of(detail_patterns[i].kind, kind) &&
		    detail_matches(detail_patterns[i].english, text, values))
			said = detail_fill(
			    kind, base_said(detail_patterns[i].english),
			    values);
	}
	return said;
}

/* Of what a page exposes the kinds that begin so have a finding's name for a
 * detail; of findings one kind does, and has the file's own words. */
static bool detail_is_name(const char *kind)
{
	return strncmp(kind, "file_", 5) == 0 &&
	       strcmp(kind, "file_names") != 0;
}

json_t *letter_form_detail(json_t *finding, const char *rest)
{
	const char *kind = json_string_value(json_object_get(finding, "kind"));
	json_t *value = json_object_get(finding, "detail"), *shown;
	const char *text = json_string_value(value);
	char *said;

	(void)rest;
	if (kind == NULL || text == NULL)
		return value ? json_incref(value) : json_string("");
	said = detail_is_name(kind) ? base_copy(base_said(text))
				    : detail_say(kind, text);
	shown = said ? json_string(said) : json_incref(value);
	free(said);
	return shown;
}
