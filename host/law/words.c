/* words.c: the languages, and the words of each. */
#include <stdio.h>
#include <string.h>

#include "set.h"

/* ---- Which there are ---- */

#define WORDS_NAMES(id, code, own_name) {code, own_name},
static const struct {
	const char *code, *own_name;
} words_languages[LAW_LANGUAGES] = {LAW_LANGUAGE_LIST(WORDS_NAMES)};

const char *law_language_name(enum law_language language)
{
	return language < LAW_LANGUAGES ? words_languages[language].code : "";
}

const char *law_language_own_name(enum law_language language)
{
	return language < LAW_LANGUAGES ? words_languages[language].own_name
					: "";
}

enum law_language law_language_of(const char *name)
{
	enum law_language i = 0;

	while (i < LAW_LANGUAGES && strcmp(words_languages[i].code, name) != 0)
		i++;
	return i;
}

/* ---- Their files ---- */

/* Members whose names are known here. */
static const char *const words_units[] = {"days", "working-days", "months"};
static const char *const words_deadline[WORDS_DEADLINE] = {
    [WORDS_START] = "start",	   [WORDS_PERIOD] = "period",
    [WORDS_EXTENDED] = "extended", [WORDS_END] = "end",
    [WORDS_ENDS] = "ends",	   [WORDS_PAUSE] = "pause",
    [WORDS_FREE] = "free",	   [WORDS_HOLIDAY] = "holiday",
    [WORDS_SAME] = "same",	   [WORDS_DUE] = "due",
    [WORDS_LATE] = "late",	   [WORDS_UNSURE] = "unsure",
};
static const char *const words_choice[WORDS_CHOICE] = {
    [WORDS_CHOICE_HOME] = "home",
    [WORDS_CHOICE_SAME] = "same",
    [WORDS_CHOICE_INSIDE] = "inside",
    [WORDS_CHOICE_REPRESENTED] = "represented",
    [WORDS_CHOICE_ABROAD] = "abroad",
    [WORDS_CHOICE_UNKNOWN] = "unknown",
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
				  .texts = json_object_get(file, "texts")};
	const json_t *units = json_object_get(file, "units");
	enum lens_err err;

	if (code == NULL)
		return LENS_OK;
	if (language == LAW_LANGUAGES)
		return set_malformed(
		    fault, "languages.json has no language \"%s\".", code);
	if (words.day == NULL || words.first == NULL)
		return set_malformed(fault, "%s is missing.",
				     words.day ? "first" : "day");
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

/* ---- Days ---- */

void law_day_words(const struct law_set *set, int32_t day,
		   enum law_language language, char out[48])
{
	const struct set_words *words = &set->words[language];
	int year, month, of_month;
	char number[12], of[12];
	struct base_buffer text;

	if (words->day == NULL) {
		law_day_text(day, out);
		return;
	}
	law_day_parts(day, &year, &month, &of_month);
	snprintf(number, sizeof(number), "%d", of_month);
	snprintf(of, sizeof(of), "%d", year);
	base_buffer_init(&text, 47);
	set_say(&text, words->day,
		(const char *[3]){of_month == 1 ? words->first : number,
				  words->months[month - 1], of},
		3);
	memcpy(out, text.data, text.size);
	out[text.size] = '\0';
	base_buffer_free(&text);
}
