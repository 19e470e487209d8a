/*
 * metadata_profile.c: the words in a colour profile (ICC.1, 9 and 10).  Most
 * are those of a standard; a screen's or a printer's own profile has names that
 * somebody gave, paths, and when it was measured.
 */
#include <ctype.h>
#include <string.h>

#include "metadata_facts.h"

#define PROFILE_TABLE 128   /* where the table of tags begins */
#define PROFILE_ROW 12	    /* bytes of a row of it, or of a translation */
#define PROFILE_TAGS_MAX 64 /* rows that are looked at */

static const struct {
	char tag[5];
	const char *label;
} profile_words[] = {
    {"desc", N_("the colour profile's name")},
    {"dscm", N_("the colour profile's name")},
    {"dmnd", N_("the colour profile's maker")},
    {"dmdd", N_("the colour profile's device")},
    {"cprt", N_("the colour profile's copyright")},
    {"targ", N_("what the colour profile was measured from")},
    {"vued", N_("how the colour profile's colours are looked at")},
};

/* In the words of profiles that come with systems, programs and standards. */
static const char *const profile_usual[] = {
    "srgb",
    "adobe",
    "apple",
    "display p3",
    "dci-p3",
    "dci(p3)",
    "prophoto",
    "romm",
    "rec",
    "rec709",
    "rec2020",
    "bt.709",
    "bt.2020",
    "itu-r",
    "gamma",
    "dot gain",
    "gray",
    "grey",
    "swop",
    "fogra",
    "coated",
    "generic rgb",
    "color lcd",
    "colour lcd",
    "wide gamut",
    "colormatch",
    "public domain",
    "hewlett",
    "iec",
    "google",
    "microsoft",
    "nikon",
    "canon",
    "kodak",
    "eastman",
    "samsung",
    "sony",
    "fujifilm",
    "olympus",
    "panasonic",
    "facebook",
    "linotype",
    "heidelberg",
    "color consortium",
    "creative commons",
    "no copyright",
    "artifex",
    "littlecms",
    "gimp",
    "lcms",
    "european color",
    "cc0",
    "free to use",
};

/* Some are no more than this, whatever is around them in others. */
static const char *const profile_whole[] = {"c2",   "up3",  "fb",   "p3", "rgb",
					    "cmyk", "sgry", "ntsc", "pal"};

/* A name that begins or ends so is another word. */
static bool profile_has_word(const char *line, const char *word)
{
	const char *at = line;

	while ((at = strcasestr(at, word)) != NULL) {
		if ((at == line || !isalpha((unsigned char)at[-1])) &&
		    !isalpha((unsigned char)at[strlen(word)]))
			return true;
		at++;
	}
	return false;
}

static bool profile_is_usual(const char *line)
{
	for (size_t i = 0; i < sizeof(profile_usual) / sizeof(*profile_usual);
	     i++)
		if (profile_has_word(line, profile_usual[i]))
			return true;
	for (size_t i = 0; i < sizeof(profile_whole) / sizeof(*profile_whole);
	     i++)
		if (strcasecmp(line, profile_whole[i]) == 0)
			return true;
	return false;
}

static size_t profile_number(struct base_view bytes, size_t at)
{
	struct base_view part = base_view_part(bytes, at, 4);
	size_t number = 0;

	for (size_t i = 0; i < part.size; i++)
		number = number << 8 | part.data[i];
	return part.size == 4 ? number : 0;
}

/* UTF-16, big-endian as all of a profile; the first of its translations. */
static void profile_translated(struct base_view value, char line[IPC_TEXT_MAX])
{
	char utf8[3 * IPC_TEXT_MAX];
	size_t size = profile_number(value, 20), at = profile_number(value, 24);

	if (profile_number(value, 8) > 0 &&
	    profile_number(value, 12) == PROFILE_ROW)
		metadata_text(
		    line, metadata_text_utf16(utf8, sizeof(utf8),
					      base_view_part(value, at, size),
					      false));
}

/* One value, of the three types that words have. */
static void profile_line(struct base_view value, char line[IPC_TEXT_MAX])
{
	*line = '\0';
	if (base_view_starts(value, "mluc", 4))
		profile_translated(value, line);
	else if (base_view_starts(value, "desc", 4))
		metadata_text(line, metadata_text_ends(base_view_part(
					value, 12, profile_number(value, 8))));
	else if (base_view_starts(value, "text", 4))
		metadata_text(line, metadata_text_ends(base_view_part(
					value, 8, value.size - 8)));
}

static void profile_say(struct ipc_picture *picture, const char *label,
			const char *line)
{
	if (!profile_is_usual(line))
		metadata_add_said(picture, label, base_view_of(line));
}

void metadata_add_profile_name(struct ipc_picture *picture,
			       struct base_view name)
{
	char line[IPC_TEXT_MAX];

	metadata_text(line, name);
	profile_say(picture, profile_words[0].label, line);
}

static void profile_tag(struct base_view profile, struct base_view row,
			struct ipc_picture *picture)
{
	struct base_view value = base_view_part(profile, profile_number(row, 4),
						profile_number(row, 8));
	char line[IPC_TEXT_MAX];

	for (size_t i = 0; i < sizeof(profile_words) / sizeof(*profile_words);
	     i++) {
		if (!base_view_starts(row, profile_words[i].tag, 4))
			continue;
		profile_line(value, line);
		profile_say(picture, profile_words[i].label, line);
		return;
	}
}

void metadata_find_profile(struct base_view profile,
			   struct ipc_picture *picture)
{
	size_t count = profile_number(profile, PROFILE_TABLE);

	for (size_t i = 0; i < count && i < PROFILE_TAGS_MAX; i++)
		profile_tag(profile,
			    base_view_part(profile,
					   PROFILE_TABLE + 4 + i * PROFILE_ROW,
					   PROFILE_ROW),
			    picture);
}
