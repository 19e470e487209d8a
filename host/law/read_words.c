/* read_words.c: the words of a language from its file. */
#include "set.h"

/* Members whose names are known here. */
static const char *const words_units[] = {"days", "working-days", "months"};
static const char *const words_deadline[WORDS_DEADLINE] = {
    [WORDS_START] = "start",	   [WORDS_PERIOD] = "period",
    [WORDS_EXTENDED] = "extended", [WORDS_END] = "end",
    [WORDS_ENDS] = "ends",	   [WORDS_PAUSE] = "pause",
    [WORDS_FREE] = "free",	   [WORDS_HOLIDAY] = "holiday",
    [WORDS_SAME] = "same",	   [WORDS_DUE] = "due",
    [WORDS_LATE] = "late",	   [WORDS_ANEW] = "anew",
    [WORDS_FEE] = "fee",	   [WORDS_NAMED] = "named",
    [WORDS_BEYOND] = "beyond",	   [WORDS_SHORTER] = "shorter",
    [WORDS_IGNORED] = "ignored",   [WORDS_PARTS] = "parts",
    [WORDS_UNSURE] = "unsure",
};
static const char *const words_choice[WORDS_CHOICE] = {
    [WORDS_CHOICE_HOME] = "home",
    [WORDS_CHOICE_SAME] = "same",
    [WORDS_CHOICE_INSIDE] = "inside",
    [WORDS_CHOICE_REPRESENTED] = "represented",
    [WORDS_CHOICE_ABROAD] = "abroad",
    [WORDS_CHOICE_UNKNOWN] = "unknown",
    [WORDS_CHOICE_ESTABLISHED] = "established",
    [WORDS_CHOICE_SEAT_AUTHORITY] = "seat_authority",
    [WORDS_CHOICE_AUTHORITY] = "authority",
    [WORDS_CHOICE_UNSURE] = "unsure",
};

/* A list of count texts, all of them. */
static enum lens_err words_list(const json_t *file, const char *name,
				size_t count, const char **out,
				struct law_fault *fault)
{
	const json_t *list = json_object_get(file, name);

	for (size_t i = 0; i < count; i++) {
		const json_t *text = json_array_get(list, i);

		out[i] = json_string_value(text);
		if (out[i] == NULL || !base_is_printable(base_view_of(out[i])))
			return set_malformed(fault,
					     "%s has no text in place %zu of "
					     "%zu.",
					     name, i + 1, count);
	}
	if (json_array_size(list) != count)
		return set_malformed(fault, "%s has more than %zu texts.", name,
				     count);
	return LENS_OK;
}

/* Texts of those names, all of them and no other. */
static enum lens_err words_named(const json_t *file, const char *name,
				 const char *const *names, size_t count,
				 const char **out, struct law_fault *fault)
{
	const json_t *object = json_object_get(file, name);

	for (size_t i = 0; i < count; i++) {
		out[i] = set_text(object, names[i]);
		if (out[i] == NULL)
			return set_malformed(fault, "%s.%s is missing.", name,
					     names[i]);
	}
	if (json_object_size(object) != count)
		return set_malformed(fault, "%s has a text that is not known.",
				     name);
	return LENS_OK;
}

enum lens_err read_words(struct law_set *set, const json_t *file,
			 struct law_fault *fault)
{
	const char *code = set_text(file, "language");
	enum law_language language =
	    code == NULL ? LAW_LANGUAGES : law_language_of(code);
	struct set_words words = {.day = set_text(file, "day"),
				  .first = set_text(file, "first"),
				  .last = set_text(file, "last"),
				  .several = json_object_get(file, "several"),
				  .texts = json_object_get(file, "texts")};
	const json_t *units = json_object_get(file, "units");
	enum lens_err err;

	if (code == NULL)
		return LENS_OK;
	if (language == LAW_LANGUAGES)
		return set_malformed(
		    fault, "languages.json has no language \"%s\".", code);
	if (words.day == NULL || words.first == NULL || words.last == NULL)
		return set_malformed(fault, "%s is missing.",
				     words.day == NULL	   ? "day"
				     : words.first == NULL ? "first"
							   : "last");
	err = words_list(file, "months", 12, words.months, fault);
	if (err == LENS_OK)
		err = words_list(file, "weekdays", 7, words.weekdays, fault);
	for (size_t i = 0; i < 3 && err == LENS_OK; i++)
		err =
		    words_list(units, words_units[i], 2, words.units[i], fault);
	if (err == LENS_OK)
		err = words_named(file, "deadline", words_deadline,
				  WORDS_DEADLINE, words.deadline, fault);
	if (err == LENS_OK)
		err = words_named(file, "choice", words_choice, WORDS_CHOICE,
				  words.choice, fault);
	if (err == LENS_OK)
		set->words[language] = words;
	return err;
}
