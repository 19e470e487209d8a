/* read_words.c: the words of a language from its file. */
#include "read.h"

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
    [WORDS_LATEST] = "latest",	   [WORDS_THEIRS] = "theirs",
    [WORDS_UNSURE] = "unsure",	   [WORDS_CALENDAR] = "calendar",
    [WORDS_ROLL] = "roll",	   [WORDS_PACK] = "pack",
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
    [WORDS_CHOICE_PACK] = "pack",
};

/*
 * What is read.  A language that is begun may lack a text: it stands in English
 * then, as out[] has it already.
 */
struct words_reader {
	const json_t *file;
	bool begun;
	struct law_fault *fault;
};

/* A list of count texts, all of them. */
static enum lens_err words_list(const struct words_reader *reader,
				const json_t *list, const char *name,
				size_t count, const char **out)
{
	if (list == NULL && reader->begun)
		return LENS_OK;
	for (size_t i = 0; i < count; i++) {
		const json_t *text = json_array_get(list, i);

		out[i] = json_string_value(text);
		if (out[i] == NULL || !base_is_printable(base_view_of(out[i])))
			return set_malformed(reader->fault,
					     "%s has no text in place %zu of "
					     "%zu.",
					     name, i + 1, count);
	}
	if (json_array_size(list) != count)
		return set_malformed(
		    reader->fault, "%s has more than %zu texts.", name, count);
	return LENS_OK;
}

/* Texts of those names, all of them and no other. */
static enum lens_err words_named(const struct words_reader *reader,
				 const char *name, const char *const *names,
				 size_t count, const char **out)
{
	const json_t *object = json_object_get(reader->file, name);
	size_t known = 0;

	for (size_t i = 0; i < count; i++) {
		if (reader->begun && json_object_get(object, names[i]) == NULL)
			continue;
		known++;
		out[i] = set_text(object, names[i]);
		if (out[i] == NULL)
			return set_malformed(reader->fault, "%s.%s is missing.",
					     name, names[i]);
	}
	if (json_object_size(object) != known)
		return set_malformed(reader->fault,
				     "%s has a text that is not known.", name);
	return LENS_OK;
}

/* The texts that stand alone. */
static enum lens_err words_single(const struct words_reader *reader,
				  struct set_words *words)
{
	const struct {
		const char *name, **out;
	} single[] = {{"day", &words->day},
		      {"first", &words->first},
		      {"last", &words->last}};

	for (size_t i = 0; i < sizeof(single) / sizeof(single[0]); i++) {
		if (reader->begun &&
		    json_object_get(reader->file, single[i].name) == NULL)
			continue;
		*single[i].out = set_text(reader->file, single[i].name);
		if (*single[i].out == NULL)
			return set_malformed(reader->fault, "%s is missing.",
					     single[i].name);
	}
	return LENS_OK;
}

static enum lens_err words_all(const struct words_reader *reader,
			       struct set_words *words)
{
	const json_t *file = reader->file;
	const json_t *units = json_object_get(file, "units");
	enum lens_err err = words_single(reader, words);

	if (err == LENS_OK)
		err = words_list(reader, json_object_get(file, "months"),
				 "months", 12, words->months);
	if (err == LENS_OK)
		err = words_list(reader, json_object_get(file, "weekdays"),
				 "weekdays", 7, words->weekdays);
	for (size_t i = 0; i < 3 && err == LENS_OK; i++)
		err = words_list(reader, json_object_get(units, words_units[i]),
				 words_units[i], 2, words->units[i]);
	if (err == LENS_OK)
		err = words_named(reader, "deadline", words_deadline,
				  WORDS_DEADLINE, words->deadline);
	if (err == LENS_OK)
		err = words_named(reader, "choice", words_choice, WORDS_CHOICE,
				  words->choice);
	return err;
}

enum lens_err read_words(struct law_set *set, const json_t *file,
			 struct law_fault *fault)
{
	const char *code = set_text(file, "language");
	enum law_language language =
	    code == NULL ? LAW_LANGUAGES : law_language_of(code);
	struct words_reader reader = {
	    file, json_is_true(json_object_get(file, "begun")), fault};
	struct set_words words = {.day = NULL};
	enum lens_err err;

	if (code == NULL)
		return LENS_OK;
	if (language == LAW_LANGUAGES)
		return set_malformed(
		    fault, "languages.json has no language \"%s\".", code);
	if (reader.begun && set->words[LAW_EN].day == NULL)
		return set_malformed(fault, "there is no English to stand in.");
	if (reader.begun)
		words = set->words[LAW_EN];
	words.begun = reader.begun;
	words.several = json_object_get(file, "several");
	words.texts = json_object_get(file, "texts");
	err = words_all(&reader, &words);
	if (err == LENS_OK)
		set->words[language] = words;
	return err;
}
