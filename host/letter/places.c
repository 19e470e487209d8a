/* places.c: countries and their parts, by ISO 3166 code and by name. */
#include <string.h>
#include <strings.h>

#include "set.h"

/* The name that goes with a code, or the code. */
static const char *places_name(const json_t *names, const char *code)
{
	const char *name = json_string_value(json_object_get(names, code));

	return name ? name : code;
}

/* The code that goes with a name, NULL for none. */
static const char *places_code(json_t *names, const char *name)
{
	const char *code;
	json_t *value;

	json_object_foreach(names, code, value)
	{
		if (strcasecmp(json_string_value(value), name) == 0)
			return code;
	}
	return NULL;
}

const char *letter_country(const struct letter_set *set,
			   enum law_language language, const char *code)
{
	return places_name(set->languages[language].countries, code);
}

const char *letter_country_of(const struct letter_set *set, const char *name)
{
	const char *other, *code = NULL;
	json_t *value;

	json_object_foreach(set->other_names, other, value)
	{
		if (strcasecmp(other, name) == 0)
			return json_string_value(value);
	}
	for (unsigned i = 0; i < LAW_LANGUAGES && code == NULL; i++)
		code = places_code(set->languages[i].countries, name);
	return code ? code : "";
}

const char *letter_region(const struct letter_set *set,
			  enum law_language language, const char *code)
{
	return places_name(set->languages[language].regions, code);
}

const char *letter_region_of(const struct letter_set *set, const char *name)
{
	const char *code = NULL;

	for (unsigned i = 0; i < LAW_LANGUAGES && code == NULL; i++)
		code = places_code(set->languages[i].regions, name);
	return code ? code : "";
}

const char *letter_region_after(const struct letter_set *set, const char *code)
{
	json_t *regions = set->languages[0].regions;
	void *at = code ? json_object_iter_at(regions, code)
			: json_object_iter(regions);

	if (code != NULL)
		at = json_object_iter_next(regions, at);
	return json_object_iter_key(at);
}
