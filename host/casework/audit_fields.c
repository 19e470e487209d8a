/*
 * audit_fields.c: forms and tables have given and family names in cells of
 * their own, so that no line has a whole name.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base.h>

#include "audit_fields.h"

#define FIELDS_FAR 8 /* lines between two parts of one name */

static const struct {
	const char *label;
	enum audit_part part;
} fields_labels[] = {
    {"first name", AUDIT_GIVEN},     {"firstname", AUDIT_GIVEN},
    {"given name", AUDIT_GIVEN},     {"given names", AUDIT_GIVEN},
    {"forename", AUDIT_GIVEN},	     {"forenames", AUDIT_GIVEN},
    {"vorname", AUDIT_GIVEN},	     {"vornamen", AUDIT_GIVEN},
    {"pr\xc3\xa9nom", AUDIT_GIVEN},  {"prenom", AUDIT_GIVEN},
    {"pr\xc3\xa9noms", AUDIT_GIVEN}, {"nome", AUDIT_GIVEN},
    {"voornaam", AUDIT_GIVEN},	     {"voornamen", AUDIT_GIVEN},
    {"nombre", AUDIT_GIVEN},	     {"nombres", AUDIT_GIVEN},
    {"last name", AUDIT_FAMILY},     {"lastname", AUDIT_FAMILY},
    {"family name", AUDIT_FAMILY},   {"surname", AUDIT_FAMILY},
    {"nachname", AUDIT_FAMILY},	     {"familienname", AUDIT_FAMILY},
    {"zuname", AUDIT_FAMILY},	     {"name", AUDIT_FAMILY},
    {"nom", AUDIT_FAMILY},	     {"nom de famille", AUDIT_FAMILY},
    {"cognome", AUDIT_FAMILY},	     {"achternaam", AUDIT_FAMILY},
    {"familienaam", AUDIT_FAMILY},   {"naam", AUDIT_FAMILY},
    {"apellido", AUDIT_FAMILY},	     {"apellidos", AUDIT_FAMILY},
};

/* What comes behind the label that a line begins with; NULL: it has none. */
static const char *fields_value(const char *text,
				const struct audit_words *words,
				enum audit_part *part)
{
	for (size_t i = 0; i < sizeof(fields_labels) / sizeof(*fields_labels);
	     i++) {
		size_t at;

		if (!audit_begins_with(words, fields_labels[i].label, &at))
			continue;
		*part = fields_labels[i].part;
		return text + at;
	}
	return NULL;
}

static void fields_copy(char out[AUDIT_FIELD_MAX], const char *text)
{
	size_t size = strlen(text);

	/* No name is as long. */
	size = size < AUDIT_FIELD_MAX ? size : 0;
	memcpy(out, text, size);
	out[size] = '\0';
}

/* The pair in the order of names; NULL where a part is missing. */
static char *fields_pair(const char *given, const char *family)
{
	return given[0] != '\0' && family[0] != '\0'
		   ? base_format("%s %s", given, family)
		   : NULL;
}

static char *fields_take(struct audit_fields *fields, enum audit_part part,
			 const char *value)
{
	char *name;

	if (fields->age++ == 0 || fields->age > FIELDS_FAR) {
		fields->parts[!part][0] = '\0';
		fields->age = 1;
	}
	fields_copy(fields->parts[part], value);
	name = fields_pair(fields->parts[AUDIT_GIVEN],
			   fields->parts[AUDIT_FAMILY]);
	if (name != NULL)
		fields->age = 0;
	return name;
}

/* A cell below two heads, and the one before it. */
static char *fields_row(struct audit_fields *fields, const char *text)
{
	char *name = fields->first == AUDIT_GIVEN
			 ? fields_pair(fields->before, text)
			 : fields_pair(text, fields->before);

	fields_copy(fields->before, text);
	return name;
}

static void fields_label(struct audit_fields *fields, enum audit_part part)
{
	bool both = fields->label_count == 1 && fields->labels[0] != part;

	fields->rows = both;
	fields->before[0] = '\0';
	if (both)
		fields->first = fields->labels[0];
	else
		fields->label_count = 0;
	fields->labels[fields->label_count++] = part;
}

char *audit_fields_line(struct audit_fields *fields, const char *text,
			const struct audit_words *words)
{
	enum audit_part part;
	const char *value = fields_value(text, words, &part);

	if (value != NULL && value[0] == '\0') {
		fields_label(fields, part);
		return NULL;
	}
	if (value == NULL && fields->rows)
		return fields_row(fields, text);
	if (value == NULL && fields->label_count == 1) {
		part = fields->labels[0];
		value = text;
	}
	fields->label_count = 0;
	fields->rows = false;
	if (value != NULL)
		return fields_take(fields, part, value);
	fields->age += fields->age > 0;
	return NULL;
}
