/* detail.c: what a picture's file gives away, as its readers put it in English
 * ("12 kB behind the picture"), in another language. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/letter_forms.h>

#define DETAIL_VALUES 4 /* places of one pattern */

/*
 * The ways in which they put it, by the kinds of findings whose details are so:
 * "" are those in which no words of the file stand, "*" is every kind, "+"
 * those of "" and a text, whose place stands before it.  {words} are the file's
 * own, and stay; {part} and {size} are by a pattern, or numbers; any other is a
 * number.  extension/_locales has the same, in this order (detail_KEY);
 * tests/lint/details.py holds both to what the readers say.
 */
static const struct detail_pattern {
	const char *kind, *key, *english;
} detail_patterns[] = {
    {"*", "more", N_("and more, not listed")},
    {"capture_time", "camera_clock", N_("{words} (camera's clock)")},
    {"capture_time", "digitized", N_("{words} (digitized)")},
    {"capture_time", "last_changed", N_("{words} (last changed)")},
    {"capture_time", "satellites_clock", N_("{words} (satellites' clock)")},
    {"capture_time", "phone_clock", N_("{words} (phone's clock)")},
    {"capture_time", "video_time", N_("{words} (of the video)")},
    {"capture_time", "drawing_time", N_("{words} (the drawing's)")},
    {"gps", "no_hemisphere", N_("{part} (hemisphere not stated)")},
    {"gps", "altitude", N_("{part}, altitude {number} m")},
    {"gps", "destination", N_("destination {part}")},
    {"place", "network_country", N_("mobile network of country code {number}")},
    {"place", "mobile_network", N_("mobile network: {words}")},
    {"text", "labelled", N_("{part}: {words}")},
    {"text", "layer_name", N_("a layer's name")},
    {"text", "drawing_name", N_("a name in the drawing")},
    {"text", "drawing_text", N_("a text in the drawing")},
    {"text", "picture_text", N_("text on the picture")},
    {"text", "picture_note", N_("a note on the picture")},
    {"text", "a_name", N_("a name")},
    {"text", "file_name", N_("a name in the file")},
    {"text", "behind_name", N_("behind a name in the file")},
    {"text", "packed_pixels", N_("packed behind the pixels")},
    {"text", "packed_profile", N_("packed behind the colour profile")},
    {"text", "file_profile", N_("a profile in the file")},
    {"text", "channel_name", N_("a channel's name")},
    {"text", "photoshop_settings", N_("Photoshop's settings")},
    {"text", "photoshop_name", N_("a name in Photoshop's block")},
    {"text", "gps_method", N_("GPS method")},
    {"text", "archive_comment", N_("a comment in the archive")},
    {"text", "maker_note", N_("maker's note")},
    {"text", "unused_room", N_("unused room")},
    {"text", "private_data", N_("private data")},
    {"text", "between_pixels", N_("between the pixels")},
    {"text", "field", N_("field {words}")},
    {"text", "photoshop_field", N_("Photoshop's field {number}")},
    {"text", "photoshop_block", N_("Photoshop's block")},
    {"text", "box", N_("a box of its own")},
    {"text", "block", N_("a block")},
    {"text", "film_picture", N_("a film's picture")},
    {"text", "further_places", N_("where further pictures are")},
    {"text", "marker", N_("marker {number}")},
    {"text", "packed_for_profile",
     N_("packed in the place of a colour profile")},
    {"text", "picture_numbers", N_("numbers of the picture")},
    {"text", "behind_text", N_("behind the end of a text")},
    {"text", "edit_status", N_("edit status")},
    {"text", "time", N_("a time")},
    {"text", "profile_name", N_("the colour profile's name")},
    {"text", "profile_maker", N_("the colour profile's maker")},
    {"text", "profile_device", N_("the colour profile's device")},
    {"text", "profile_copyright", N_("the colour profile's copyright")},
    {"text", "profile_target", N_("what the colour profile was measured from")},
    {"text", "profile_viewing",
     N_("how the colour profile's colours are looked at")},
    {"", "face", N_("a face without a name")},
    {"", "xmp_sound", N_("a sound recording in the XMP block")},
    {"", "sound", N_("a sound recording")},
    {"", "film", N_("a film")},
    {"", "program", N_("a program")},
    {"", "database", N_("a database")},
    {"", "document", N_("a document")},
    {"", "archive", N_("a {words} archive")},
    {"", "an_archive", N_("an {words} archive")},
    {"", "a_document", N_("a {words} document")},
    {"", "an_document", N_("an {words} document")},
    {"", "byte", N_("1 byte")},
    {"", "bytes", N_("{number} bytes")},
    {"", "kilobytes", N_("{number} kB")},
    {"", "megabytes", N_("{number} MB")},
    {"", "gigabytes", N_("{number} GB")},
    {"", "video_of", N_("a video of {part}")},
    {"", "sized", N_("{part} of {size}")},
    {"", "signed_inside", N_("a signed history (C2PA) inside the file")},
    {"", "signed_at", N_("a signed history (C2PA) at {words}")},
    {"", "asked_ai", N_("what an AI was asked for")},
    {"", "grey_picture", N_("a smaller grey picture of the same scene")},
    {"", "photoshop_layers", N_("Photoshop's layers, each a picture")},
    {"", "illustrator", N_("Illustrator's own document")},
    {"", "motion",
     N_("taken as a motion photo; its video was not found in this file")},
    {"", "camera_mode", N_("a mode of the camera: {words}")},
    {"+", "behind_picture", N_("behind the picture")},
    {"+", "between_parts", N_("between the picture's parts")},
    {"+", "in_exif", N_("in the Exif block")},
    {"+", "in_xmp", N_("in the XMP block")},
    {"+", "in_iptc", N_("in the IPTC block")},
    {"+", "in_photoshop", N_("in Photoshop's block")},
    {"+", "in_kodak", N_("in Kodak's block")},
    {"+", "in_jfif", N_("in the JFIF extension")},
    {"+", "in_afcp", N_("in the AFCP trailer")},
    {"+", "in_camera", N_("in the camera's block")},
    {"+", "in_directory", N_("in one of its directories")},
    {"+", "in_items", N_("among the file's items")},
    {"", "sized_from", N_("{part} ({words}, {size} from byte {number} on)")},
    {"", "size_from", N_("{part} ({size} from byte {number} on)")},
    {"", "preview",
     N_("a preview that shows what the picture does not: another picture, "
	"more of it, or what was covered or blurred, {part}")},
    {"", "another_picture", N_("another picture {part}")},
    {"", "depth_map", N_("a map of how far away things are, {part}")},
    {"", "sureness_map",
     N_("a map of how sure measured distances are, {part}")},
    {"", "before_edit", N_("the picture before it was edited, {part}")},
    {"", "remains",
     N_("{part} behind the picture's end (from byte {number} on)")},
    {"", "remains_shown",
     N_("{part}: about {rows} rows, by their look {width} pixels wide, can "
	"be shown")},
    {"", "further_picture", N_("1 further picture in the same file")},
    {"", "further_pictures", N_("{number} further pictures in the same file")},
    {"", "further_page", N_("1 further page in the same file")},
    {"", "further_pages", N_("{number} further pages in the same file")},
    {"", "pasted", N_("1 other document pasted in")},
    {"", "pasted_several", N_("{number} other documents pasted in")},
    {"photo_public", "photo_size", N_("photo {number}, {width} x {height}")},
    {"where", "avatar_off",
     N_("profile editor, Privacy: switch off the public avatar, or delete the "
	"pictures")},
    {"where", "profile_off",
     N_("profile editor, Privacy: switch off the public profile")},
    {"where", "search_off",
     N_("profile editor, Privacy: discourage search engines")},
    {"where", "profile_picture",
     N_("Settings, Public profile, Profile picture, Edit: remove the photo "
	"(where it comes from Gravatar, remove it there)")},
    {"where", "connections_only",
     N_("your profile, the photo, Visibility: choose your connections, not the "
	"public")},
    {"where", "viewing_private",
     N_("the photo's page, Additional info, Viewing privacy: choose private, "
	"friends or family")},
    {"source", "read_on", N_("{words}, read on {number}")},
    {"source", "from_pack", N_("{part}, from the pack {words}")},
    {"told", "of_pictures", N_("pictures: {words}")},
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

/* What stands beside a photo is the page's own words. */
static bool detail_is_beside(const char *kind)
{
	size_t length = strlen(kind), end = strlen("_beside");

	return length > end && strcmp(kind + length - end, "_beside") == 0;
}

static bool detail_is_of(const char *kinds, const char *kind)
{
	if (kinds[0] == '*' || strcmp(kinds, kind) == 0 ||
	    (kinds[0] == '+' && strcmp(kind, "text") == 0))
		return true;
	if ((kinds[0] != '\0' && kinds[0] != '+') || detail_is_beside(kind))
		return false;
	for (size_t i = 0; i < sizeof(detail_foreign) / sizeof(*detail_foreign);
	     i++)
		if (strcmp(detail_foreign[i], kind) == 0)
			return false;
	return true;
}

/* Or a day. */
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

struct detail_asked {
	const char *kind;
	letter_detail_say *say;
	const void *context;
};

static char *detail_say(const struct detail_asked *asked, const char *text);

/* What stands in a value's place; NULL where that is by no pattern. */
static char *detail_value_said(const struct detail_asked *asked,
			       const struct detail_value *value)
{
	char *text = base_format("%.*s", (int)value->size, value->text), *said;

	if (detail_named(value, "words") ||
	    detail_is_number(value->text, value->size))
		return text;
	said = detail_say(asked, text);
	free(text);
	return said;
}

/* The pattern in that language with its values; NULL: one is no part of ours.
 */
static char *detail_fill(const struct detail_asked *asked, const char *pattern,
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
			said = value->name ? detail_value_said(asked, value)
					   : NULL;
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

static char *detail_say(const struct detail_asked *asked, const char *text)
{
	char *said = NULL;

	for (size_t i = 0; said == NULL && i < sizeof(detail_patterns) /
						   sizeof(*detail_patterns);
	     i++) {
		const struct detail_pattern *row = &detail_patterns[i];
		struct detail_value values[DETAIL_VALUES + 1] = {0};

		if (detail_is_of(row->kind, asked->kind) &&
		    detail_matches(row->english, text, values))
			said = detail_fill(
			    asked,
			    asked->say(asked->context, row->key, row->english),
			    values);
	}
	return said;
}

char *letter_detail(const char *kind, const char *detail,
		    letter_detail_say *say, const void *context)
{
	struct detail_asked asked = {kind, say, context};
	char *said = detail_say(&asked, detail);

	return said ? said : base_copy(detail);
}

/* In the language of the terminal. */
static const char *detail_spoken(const void *context, const char *key,
				 const char *english)
{
	(void)context;
	(void)key;
	return base_said(english);
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
	json_t *value = json_is_object(finding)
			    ? json_object_get(finding, "detail")
			    : finding;
	const char *kind =
	    json_is_object(finding)
		? json_string_value(json_object_get(finding, "kind"))
		: rest;
	const char *text = json_string_value(value);

	if (kind == NULL || text == NULL)
		return value ? json_incref(value) : json_string("");
	return letter_form_text(
	    detail_is_name(kind)
		? base_copy(base_said(text))
		: letter_detail(kind, text, detail_spoken, NULL));
}
