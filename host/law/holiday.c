/* holiday.c: which days are public holidays, by rules that are data. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/law_deadline.h>

#include "set.h"

/* A day of one year and its rule. */
struct holiday_day {
	int32_t day;
	const struct set_rule *rule;
};

struct holiday_year {
	struct holiday_day days[4 * SET_RULES_MAX];
	size_t count;
};

static bool holiday_in_force(const struct set_rule *rule, int year)
{
	return (rule->from == 0 || year >= rule->from) &&
	       (rule->to == 0 || year <= rule->to) &&
	       (rule->skip == 0 || year != rule->skip) &&
	       (rule->kind != SET_ONCE || year == rule->year);
}

static int32_t holiday_of(const struct set_rule *rule, int year)
{
	int32_t day = LAW_NO_DAY;

	if (!holiday_in_force(rule, year))
		return LAW_NO_DAY;
	switch (rule->kind) {
	case SET_FIXED:
	case SET_ONCE:
		day = law_day_from(year, rule->month, rule->day);
		break;
	case SET_EASTER:
	case SET_ORTHODOX:
		day =
		    law_easter(year, rule->kind == SET_ORTHODOX) + rule->offset;
		break;
	case SET_WEEKDAY:
		day = law_day_from(year, rule->month, rule->day);
		day += (rule->weekday - law_weekday(day) + 7) % 7;
		break;
	}
	if (rule->only != 0 && law_weekday(day) != rule->only)
		return LAW_NO_DAY;
	if (rule->but_month != 0 &&
	    day == law_day_from(year, rule->but_month, rule->but_day))
		return LAW_NO_DAY;
	return day;
}

static const struct set_rule *holiday_at(const struct holiday_year *year,
					 int32_t day)
{
	for (size_t i = 0; i < year->count; i++)
		if (year->days[i].day == day)
			return year->days[i].rule;
	return NULL;
}

static void holiday_add(struct holiday_year *year,
			const struct set_place *place, int of)
{
	for (size_t i = 0; i < place->count; i++) {
		int32_t day = holiday_of(&place->rules[i], of);

		if (day != LAW_NO_DAY)
			year->days[year->count++] =
			    (struct holiday_day){day, &place->rules[i]};
	}
}

/* The earlier holiday takes the earlier working day in its place. */
static void holiday_substitute(struct holiday_year *year)
{
	size_t base = year->count;
	int32_t last = LAW_NO_DAY;

	for (;;) {
		const struct holiday_day *next = NULL;
		int32_t day;

		for (size_t i = 0; i < base; i++)
			if (year->days[i].rule->substitute &&
			    year->days[i].day > last &&
			    (next == NULL || year->days[i].day < next->day))
				next = &year->days[i];
		if (next == NULL)
			return;
		last = day = next->day;
		if (law_weekday(day) < 6)
			continue;
		while (law_weekday(day) >= 6 || holiday_at(year, day) != NULL)
			day++;
		year->days[year->count++] =
		    (struct holiday_day){day, next->rule};
	}
}

static const struct set_place *holiday_region(const struct set_country *country,
					      const char *region)
{
	for (size_t i = 0; i < country->region_count; i++)
		if (strcmp(country->regions[i].code, region) == 0)
			return &country->regions[i];
	return NULL;
}

const struct set_country *set_country(const struct law_set *set,
				      const char *code)
{
	for (size_t i = 0; i < set->country_count; i++)
		if (strcmp(set->countries[i].whole.code, code) == 0)
			return &set->countries[i];
	return NULL;
}

const struct set_rule *set_holiday(const struct set_country *country,
				   const char *region, int32_t day)
{
	const struct set_place *place = holiday_region(country, region);
	struct holiday_year year = {.count = 0};
	int of, month, of_month;

	law_day_parts(day, &of, &month, &of_month);
	holiday_add(&year, &country->whole, of);
	if (place != NULL)
		holiday_add(&year, place, of);
	holiday_substitute(&year);
	return holiday_at(&year, day);
}

bool set_part_rests(const struct set_country *country, int32_t day)
{
	for (size_t i = 0; i < country->region_count; i++)
		if (set_holiday(country, country->regions[i].code, day) != NULL)
			return true;
	return false;
}

const char *law_holiday(const struct law_set *set, const char *country,
			const char *region, int32_t day,
			enum law_language language)
{
	const struct set_country *found = set_country(set, country);
	const struct set_rule *rule =
	    found == NULL ? NULL : set_holiday(found, region, day);

	return rule == NULL ? NULL : rule->name[language];
}

const char *law_holidays_covered(const struct law_set *set, const char *country)
{
	const struct set_country *found = set_country(set, country);

	return found == NULL ? NULL : found->covers;
}

bool law_region_known(const struct law_set *set, const char *country,
		      const char *region)
{
	const struct set_country *found = set_country(set, country);

	return found != NULL &&
	       (region[0] == '\0' || holiday_region(found, region) != NULL);
}
