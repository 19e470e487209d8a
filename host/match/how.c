/* how.c: what was done to a photo, and how sure that is, in words. */
#include <stdio.h>
#include <stdlib.h>

#include <lenscap/base_said.h>
#include <lenscap/match.h>

static const struct {
	const char *word, *says;
} how_words[MATCH_HOW_COUNT] = {
    {"mirrored", N_("mirrored")},
    {"turned_left", "rotated by 90 degrees to the left"},
    {"upside_down", "turned upside down"},
    {"turned_right", "rotated by 90 degrees to the right"},
    {"cropped", N_("cropped")},
    {"square", "cropped to a square"},
    {"circle", "cropped to a circle"},
    {"framed", N_("framed")},
    {"part", "part of a larger picture"},
    {"turned", NULL}, /* see below */
    {"stretched", N_("stretched")},
    {"negative", "a negative"},
    {"same_file", "the same file, byte for byte"},
};

const char *match_how_word(unsigned i)
{
	return i < MATCH_HOW_COUNT ? how_words[i].word : NULL;
}

const char *match_how_say(unsigned i, int degrees, char text[MATCH_HOW_TEXT])
{
	int by = abs(degrees);

	if (i >= MATCH_HOW_COUNT)
		return NULL;
	if (1u << i != MATCH_TURNED)
		snprintf(text, MATCH_HOW_TEXT, "%s",
			 base_said(how_words[i].says));
	else if (degrees < 0)
		snprintf(text, MATCH_HOW_TEXT,
			 base_said(by == 1
				       ? "turned by %d degree to the right"
				       : "turned by %d degrees to the right"),
			 by);
	else
		snprintf(text, MATCH_HOW_TEXT,
			 base_said(by == 1
				       ? "turned by %d degree to the left"
				       : "turned by %d degrees to the left"),
			 by);
	return text;
}

const char *match_confidence_name(enum match_confidence confidence)
{
	switch (confidence) {
	case MATCH_CERTAIN:
		return "certain";
	case MATCH_LIKELY:
		return "likely";
	case MATCH_POSSIBLE:
		break;
	}
	return "possible";
}
