/*
 * read_holidays.c: holidays from their file.  A rule is a line of words:
 *
 *   05-01 labour            a day of the year and the key of its name
 *   2028-06-17 uprising     a day of one year
 *   easter+50 whit-monday   days from Easter; orthodox+50 from the other one
 *   mon>=05-25 spring       the first Monday from that day on
 *
 * and then, if need be: from:2025 to:2023 skip:2026 only:fri but:02-04 sub.
 */
#include <stdlib.h>
#include <string.h>

#include "read.h"

static const char *const read_weekdays[] = {"mon", "tue", "wed", "thu",
					    "fri", "sat", "sun"};

static int read_weekday(const char *word)
{
	for (int i = 0; i < 7; i++)
		if (strncmp(word, read_weekdays[i], 3) == 0)
			return i + 1;
	return 0;
}

/* "02-29" is no day of every year. */
static bool read_month_day(const char *word, int *month, int *day)
{
	char text[11] = "2001-";
	int32_t parsed;
	int year;

	if (strlen(word) != 5)
		return false;
	memcpy(text + 5, word, 6);
	if (law_day_parse(text, &parsed) != LENS_OK)
		return false;
	law_day_parts(parsed, &year, month, day);
	return true;
}

static bool read_offset(const char *word, int *out)
{
	uint64_t number;

	if ((word[0] != '+' && word[0] != '-') ||
	    base_parse_number(word + 1, 100, &number) != LENS_OK)
		return false;
	*out = word[0] == '-' ? -(int)number : (int)number;
	return true;
}

static bool read_when(const char *word, struct set_rule *rule)
{
	int32_t day;

	if (strncmp(word, "easter", 6) == 0) {
		rule->kind = SET_EASTER;
		return read_offset(word + 6, &rule->offset);
	}
	if (strncmp(word, "orthodox", 8) == 0) {
		rule->kind = SET_ORTHODOX;
		return read_offset(word + 8, &rule->offset);
	}
	rule->weekday = read_weekday(word);
	if (rule->weekday != 0) {
		rule->kind = SET_WEEKDAY;
		return strncmp(word + 3, ">=", 2) == 0 &&
		       read_month_day(word + 5, &rule->month, &rule->day);
	}
	if (law_day_parse(word, &day) == LENS_OK) {
		rule->kind = SET_ONCE;
		law_day_parts(day, &rule->year, &rule->month, &rule->day);
		return true;
	}
	rule->kind = SET_FIXED;
	return read_month_day(word, &rule->month, &rule->day);
}

static bool read_year(const char *word, int *out)
{
	uint64_t year;

	if (base_parse_number(word, 9999, &year) != LENS_OK || year == 0)
		return false;
	*out = (int)year;
	return true;
}

static bool read_flag(const char *word, struct set_rule *rule)
{
	if (strcmp(word, "sub") == 0) {
		rule->substitute = true;
		return true;
	}
	if (strncmp(word, "from:", 5) == 0)
		return read_year(word + 5, &rule->from);
	if (strncmp(word, "to:", 3) == 0)
		return read_year(word + 3, &rule->to);
	if (strncmp(word, "skip:", 5) == 0)
		return read_year(word + 5, &rule->skip);
	if (strncmp(word, "but:", 4) == 0)
		return read_month_day(word + 4, &rule->but_month,
				      &rule->but_day);
	if (strncmp(word, "only:", 5) == 0 && strlen(word) == 8)
		rule->only = read_weekday(word + 5);
	return rule->only != 0;
}

/* Where holidays' names are: the file's, and the languages'. */
struct read_names {
	const struct law_set *set;
	const json_t *names;
};

static bool read_rule(const char *text, const struct read_names *names,
		      struct set_rule *rule)
{
	char *line = base_copy(text), *rest = line, *word;
	bool fine = true;

	memset(rule, 0, sizeof(*rule));
	for (size_t i = 0; fine && (word = strsep(&rest, " ")) != NULL; i++)
		if (i == 0)
			fine = read_when(word, rule);
		else if (i == 1)
			fine = set_texts(names->set,
					 json_object_get(names->names, word),
					 rule->name);
		else
			fine = read_flag(word, rule);
	free(line);
	return fine && rule->name[0] != NULL;
}

static enum lens_err read_place(struct set_place *place, const char *code,
				const json_t *days,
				const struct read_names *names,
				struct law_fault *fault)
{
	size_t count = json_array_size(days), i;
	json_t *text;

	place->code = code;
	if (!json_is_array(days) || count > SET_RULES_MAX)
		return set_malformed(fault, "%s has no list of days.", code);
	place->rules = base_alloc(count + 1, sizeof(*place->rules));
	json_array_foreach(days, i, text)
	{
		const char *rule = json_string_value(text);

		if (rule == NULL ||
		    !read_rule(rule, names, &place->rules[place->count++]))
			return set_malformed(fault,
					     "%s has a holiday that cannot be "
					     "understood or lacks its name: "
					     "%s.",
					     code, rule == NULL ? "" : rule);
	}
	return LENS_OK;
}

static enum lens_err read_country(struct set_country *country, const char *code,
				  const json_t *object,
				  const struct read_names *names,
				  struct law_fault *fault)
{
	json_t *regions = json_object_get(object, "regions"), *days;
	enum lens_err err;
	const char *key;

	country->covers = set_text(object, "covers");
	country->verified = json_is_true(json_object_get(object, "verified"));
	country->whole.code = code;
	if (country->covers == NULL || strlen(code) != 2 ||
	    !set_texts(names->set, json_object_get(object, "name"),
		       country->name))
		return set_malformed(fault,
				     "the country %s lacks its name%s or "
				     "what is covered.",
				     code, set_lacking(country->name));
	err = read_place(&country->whole, code, json_object_get(object, "days"),
			 names, fault);
	json_object_foreach(regions, key, days)
	{
		if (err != LENS_OK)
			break;
		country->regions =
		    set_grow(country->regions, &country->region_count,
			     sizeof(*country->regions));
		err = read_place(&country->regions[country->region_count - 1],
				 key, days, names, fault);
	}
	return err;
}

enum lens_err read_holidays(struct law_set *set, const json_t *file,
			    struct law_fault *fault)
{
	json_t *all = json_object_get(file, "holidays"), *object;
	const struct read_names names = {set, json_object_get(file, "names")};
	const char *code;

	json_object_foreach(all, code, object)
	{
		struct set_country *at =
		    (struct set_country *)set_country(set, code);
		enum lens_err err;

		if (at != NULL && !set_may_say(set, at->pack))
			return set_malformed(fault, "%s is there twice.", code);
		if (at != NULL) {
			set_country_free(at);
			*at = (struct set_country){.corrects = true};
		} else {
			set->countries =
			    set_grow(set->countries, &set->country_count,
				     sizeof(*set->countries));
			at = &set->countries[set->country_count - 1];
		}
		at->pack = set->pack;
		err = read_country(at, code, object, &names, fault);
		if (err != LENS_OK)
			return err;
	}
	return LENS_OK;
}
