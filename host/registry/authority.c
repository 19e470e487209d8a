/* authority.c: the table of a supervisory authority's members. */
#include <stdlib.h>
#include <string.h>

#include "record.h"

#define AT(member) offsetof(struct registry_authority, member)
#define TEXT(name, shape, member)                                              \
	{                                                                      \
		name, shape, .offset = AT(member)                              \
	}
#define MUST(name, shape, member)                                              \
	{                                                                      \
		name, shape, .required = true, .offset = AT(member)            \
	}
#define LIST(name, shape, member, number)                                      \
	{                                                                      \
		name, RECORD_LIST, .offset = AT(member), .count = AT(number),  \
				   .of = shape                                 \
	}

/* What Datenanfragen's schema lacks. */
static const struct record_field authority_overlay_fields[] = {
    TEXT("region", RECORD_SLUG, region),
    TEXT("scope", RECORD_LINE, scope),
    LIST("languages", RECORD_LANGUAGE, languages, language_count),
    MUST("source", RECORD_URL, checked.url),
    MUST("date", RECORD_DATE, checked.date),
    {"verified", RECORD_BOOL, .required = true, .offset = AT(checked.verified)},
    {.name = NULL},
};
static const struct record_table authority_overlay_table = {
    0, authority_overlay_fields};

static const struct record_field authority_fields[] = {
    MUST("slug", RECORD_SLUG, slug),
    MUST("name", RECORD_LINE, name),
    LIST("relevant-countries", RECORD_COUNTRY, countries, country_count),
    MUST("address", RECORD_LINES, address),
    TEXT("email", RECORD_EMAIL, email),
    TEXT("webform", RECORD_URL, webform),
    TEXT("web", RECORD_URL, web),
    TEXT("phone", RECORD_LINE, phone),
    TEXT("fax", RECORD_LINE, fax),
    {.name = "pgp-fingerprint", .shape = RECORD_IGNORED},
    {.name = "pgp-url", .shape = RECORD_IGNORED},
    LIST("sources", RECORD_URL, sources, source_count),
    LIST("comments", RECORD_LINES, comments, comment_count),
    TEXT("suggested-transport-medium", RECORD_LINE, medium),
    {.name = "complaint-language",
     .shape = RECORD_IGNORED}, /* see authority_languages() */
    {"lenscap", RECORD_OBJECT, .table = &authority_overlay_table},
    {.name = NULL},
};
static const struct record_table authority_table = {
    sizeof(struct registry_authority), authority_fields};

/* Datenanfragen has one language; the overlay may name several. */
static enum lens_err authority_languages(struct record_authority *made,
					 struct registry_fault *fault)
{
	struct registry_authority *a = &made->public;
	const json_t *value = json_object_get(made->json, "complaint-language");
	const char *language = json_string_value(value);

	if (a->language_count > 0 || value == NULL)
		return LENS_OK;
	if (language == NULL || strlen(language) != 2)
		return registry_say(fault, LENS_MALFORMED,
				    "In %s, \"complaint-language\" is not a "
				    "language of two letters.",
				    a->slug);
	free(a->languages);
	a->languages = base_alloc(1, sizeof(*a->languages));
	a->languages[0] = language;
	a->language_count = 1;
	return LENS_OK;
}

static enum lens_err authority_check(const struct registry_authority *a,
				     struct registry_fault *fault)
{
	static const char *const scopes[] = {"",       "public", "private",
					     "church", "media",	 NULL};
	const char *const *scope = scopes;

	while (*scope != NULL && strcmp(*scope, a->scope) != 0)
		scope++;
	if (*scope != NULL && a->country_count > 0 && a->source_count > 0)
		return LENS_OK;
	return registry_say(fault, LENS_MALFORMED,
			    "In %s, a country or a source is missing, or "
			    "\"scope\" is none of public, private, church and "
			    "media.",
			    a->slug);
}

enum lens_err authority_read(struct base_view text, enum record_mind mind,
			     struct registry_fault *fault,
			     struct record_authority **out)
{
	struct record_authority *made = base_alloc(1, sizeof(*made));
	enum lens_err err = record_parse(text, fault, &made->json);

	*out = NULL;
	if (err == LENS_OK)
		err = record_read(made->json, &authority_table, mind,
				  &made->public, fault);
	if (err == LENS_OK)
		err = authority_languages(made, fault);
	if (err == LENS_OK)
		err = authority_check(&made->public, fault);
	if (err != LENS_OK) {
		authority_free(made);
		return err;
	}
	made->public.provenance.set = "";
	made->public.provenance.date = made->public.checked.date;
	*out = made;
	return LENS_OK;
}

void authority_free(struct record_authority *authority)
{
	if (authority == NULL)
		return;
	record_release(&authority_table, &authority->public);
	json_decref(authority->json);
	free(authority);
}
