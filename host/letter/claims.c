/*
 * claims.c: the pass before a letter is made: each phrase by which a template
 * states a fact (facts.json, "claims") has that fact behind it.  Whoever reads
 * one false sentence believes none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claims.h"
#include "marks.h"

/* What the templates say in small letters, without values, citations and
 * marks. */
static char *claims_said(const char *text)
{
	char *said = base_alloc(strlen(text) + 1, 1), *to = said;
	bool value = false;

	for (const char *c = text; *c != '\0'; c++) {
		if (*c == MARK_VALUE || *c == MARK_VALUED)
			value = *c == MARK_VALUE;
		else if (*c == MARK_CITE && strchr(c, MARK_CITED) != NULL)
			c = strchr(c, MARK_CITED);
		else if (!value && *c == '\n')
			*to++ = ' ';
		else if (!value && (unsigned char)*c >= 0x20)
			*to++ = *c >= 'A' && *c <= 'Z' ? (char)(*c + 'a' - 'A')
						       : *c;
	}
	*to = '\0';
	return said;
}

static bool claims_is(const json_t *value)
{
	if (json_is_string(value))
		return json_string_length(value) > 0;
	if (json_is_array(value))
		return json_array_size(value) > 0;
	return json_is_true(value) || json_is_object(value);
}

/* "facts.adult", "photos_any" */
static bool claims_known(const json_t *known, const char *path)
{
	const char *dot = strchr(path, '.');

	if (dot == NULL)
		return claims_is(json_object_get(known, path));
	return strncmp(path, "facts.", 6) == 0 &&
	       claims_is(
		   json_object_get(json_object_get(known, "facts"), dot + 1));
}

static bool claims_backed(const json_t *claim, const json_t *known)
{
	const json_t *under = json_object_get(claim, "under"), *path;
	size_t i;

	json_array_foreach(under, i, path)
	{
		if (claims_known(known, json_string_value(path)))
			return true;
	}
	return false;
}

/* The first phrase of the claim that is said; NULL for none. */
static const char *claims_phrase(const json_t *claim,
				 enum law_language language, const char *said)
{
	const json_t *phrases =
			 json_object_get(claim, law_language_name(language)),
		     *phrase;
	size_t i;

	json_array_foreach(phrases, i, phrase)
	{
		if (strstr(said, json_string_value(phrase)) != NULL)
			return json_string_value(phrase);
	}
	return NULL;
}

enum lens_err claims_hold(const json_t *claims, enum law_language language,
			  const json_t *known, const char *text,
			  struct letter_fault *fault)
{
	const json_t *list = json_object_get(claims, "claims"), *claim;
	char *said = claims_said(text);
	enum lens_err err = LENS_OK;
	size_t i;

	json_array_foreach(list, i, claim)
	{
		const char *phrase = claims_backed(claim, known)
					 ? NULL
					 : claims_phrase(claim, language, said);

		if (phrase == NULL)
			continue;
		snprintf(fault->sentence, sizeof(fault->sentence),
			 "The letter would say \"%.80s\", which nobody told "
			 "and no record has; a template is wrong.",
			 phrase);
		err = LENS_MALFORMED;
		break;
	}
	free(said);
	return err;
}
