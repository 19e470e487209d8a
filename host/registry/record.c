/* record.c: reading by table, and the checks each shape of text stands for. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>

#include "record.h"

/* ---- Saying what is wrong ---- */

enum lens_err registry_say(struct registry_fault *fault, enum lens_err err,
			   const char *format, ...)
{
	char text[REGISTRY_SENTENCE];
	va_list list;

	if (fault == NULL)
		return err;
	va_start(list, format);
	vsnprintf(text, sizeof(text), base_said(format), list);
	va_end(list);
	base_printable(fault->sentence, sizeof(fault->sentence),
		       base_view_of(text));
	return err;
}

const char *record_slug(const json_t *object)
{
	const char *slug = json_string_value(json_object_get(object, "slug"));

	return slug != NULL && strlen(slug) < 100 ? slug
						  : base_said("the record");
}

/* ---- Parsing ---- */

/*
 * The parser recurses, and its own limit is 2,048 levels: count brackets
 * outside strings first.
 */
static bool record_shallow(struct base_view text)
{
	bool quoted = false;
	size_t depth = 0;

	for (size_t i = 0; i < text.size; i++) {
		uint8_t c = text.data[i];

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '{' || c == '['))
			depth++;
		else if (!quoted && (c == '}' || c == ']') && depth > 0)
			depth--;
		if (depth > REGISTRY_DEPTH_MAX)
			return false;
	}
	return true;
}

enum lens_err record_parse(struct base_view text, struct registry_fault *fault,
			   json_t **out)
{
	json_error_t error;

	*out = NULL;
	if (text.size > REGISTRY_RECORD_MAX)
		return registry_say(fault, LENS_TOO_BIG,
				    "It is larger than %u KB, which no record "
				    "is.",
				    REGISTRY_RECORD_MAX >> 10);
	if (!record_shallow(text))
		return registry_say(fault, LENS_TOO_BIG,
				    "It is nested deeper than %d levels, "
				    "which no record is.",
				    REGISTRY_DEPTH_MAX);
	*out = json_loadb((const char *)text.data, text.size,
			  JSON_REJECT_DUPLICATES, &error);
	if (*out == NULL)
		return registry_say(fault, LENS_MALFORMED,
				    "It is no JSON: line %d, %s.", error.line,
				    error.text);
	if (json_is_object(*out))
		return LENS_OK;
	json_decref(*out);
	*out = NULL;
	return registry_say(fault, LENS_MALFORMED, "It is no JSON object.");
}

/* ---- Shapes of text ---- */

static bool record_is_slug(const char *text)
{
	return text[0] != '\0' &&
	       text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-")] ==
		   '\0';
}

static bool record_is_line(const char *text)
{
	return text[0] != '\0' && base_is_printable(base_view_of(text));
}

static bool record_is_lines(const char *text)
{
	while (true) {
		size_t length = strcspn(text, "\n");
		struct base_view line = {(const uint8_t *)text, length};

		if (!base_is_printable(line))
			return false;
		if (text[length] == '\0')
			return true;
		text += length + 1;
	}
}

/* No character that ends an address in a page, a mail or a shell. */
static bool record_is_url(const char *text)
{
	if (strncmp(text, "https://", 8) != 0 &&
	    strncmp(text, "http://", 7) != 0)
		return false;
	return record_is_line(text) && strpbrk(text, " \"<>\\^`{|}") == NULL;
}

static bool record_is_email(const char *text)
{
	const char *at = strrchr(text, '@');

	return at != NULL && at != text && strchr(at, '.') != NULL &&
	       strchr(text, '@') == at && at[1] != '.' &&
	       record_is_line(text) && strpbrk(text, " ,;:<>()[]\\\"") == NULL;
}

static bool record_is_letters(const char *text, size_t length)
{
	return strlen(text) == length &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz") == length;
}

static bool record_is_country(const char *text)
{
	return record_is_letters(text, 2) || strcmp(text, "all") == 0;
}

/* Two digits from 01 to maximum. */
static bool record_is_part(const char *text, int maximum)
{
	if (!isdigit((unsigned char)text[0]) ||
	    !isdigit((unsigned char)text[1]))
		return false;
	int value = (text[0] - '0') * 10 + text[1] - '0';
	return value >= 1 && value <= maximum;
}

static bool record_is_date(const char *text)
{
	size_t length = strlen(text);

	if (length != 4 && length != 7 && length != 10)
		return false;
	if (strspn(text, "0123456789") != 4)
		return false;
	if (length >= 7 && (text[4] != '-' || !record_is_part(text + 5, 12)))
		return false;
	return length < 10 || (text[7] == '-' && record_is_part(text + 8, 31));
}

static bool record_fits(enum record_shape shape, const char *text)
{
	switch (shape) {
	case RECORD_SLUG:
		return record_is_slug(text);
	case RECORD_LINE:
		return record_is_line(text);
	case RECORD_LINES:
		return record_is_lines(text);
	case RECORD_URL:
		return record_is_url(text);
	case RECORD_EMAIL:
		return record_is_email(text);
	case RECORD_LANGUAGE:
		return record_is_letters(text, 2);
	case RECORD_COUNTRY:
		return record_is_country(text);
	case RECORD_DATE:
		return record_is_date(text);
	default:
		return false;
	}
}

static const char *const record_shapes[] = {
    [RECORD_SLUG] = "a slug (small letters, digits and hyphens)",
    [RECORD_LINE] = "one line of text",
    [RECORD_LINES] = "lines of text",
    [RECORD_URL] = "an address that begins with https://",
    [RECORD_EMAIL] = "an e-mail address",
    [RECORD_LANGUAGE] = "a language of two letters",
    [RECORD_COUNTRY] = "a country of two small letters, or all",
    [RECORD_DATE] = "a date like 2026-11-22",
    [RECORD_BOOL] = "true or false",
    [RECORD_NUMBER] = "a whole number from 1 to 4294967295",
    [RECORD_WORD] = "one of its words",
    [RECORD_LIST] = "a list of texts",
    [RECORD_OBJECT] = "an object",
    [RECORD_OBJECTS] = "a list of objects",
};

/* ---- Reading ---- */

struct record_reading {
	const char *slug;
	enum record_mind mind;
	struct registry_fault *fault;
};

static enum lens_err record_wrong(const struct record_reading *reading,
				  const struct record_field *field)
{
	return registry_say(
	    reading->fault, LENS_MALFORMED, "In %s, \"%s\" is not %s.",
	    reading->slug, field->name, base_said(record_shapes[field->shape]));
}

static enum lens_err record_text(const struct record_reading *reading,
				 const struct record_field *field,
				 enum record_shape shape, const json_t *value,
				 const char **out)
{
	const char *text = json_string_value(value);

	if (text == NULL)
		return record_wrong(reading, field);
	if (json_string_length(value) > REGISTRY_TEXT_MAX)
		return registry_say(reading->fault, LENS_TOO_BIG,
				    "In %s, \"%s\" is longer than %d bytes.",
				    reading->slug, field->name,
				    REGISTRY_TEXT_MAX);
	if (!record_fits(shape, text)) {
		/*
		 * A set that somebody else keeps has "httsp://" here and
		 * there: the rest of such a record is good, and what is no
		 * address is not handed on as one.
		 */
		if (field->shape == RECORD_URL && !field->required &&
		    reading->mind == RECORD_LENIENT)
			return LENS_OK;
		return record_wrong(reading, field);
	}
	*out = text;
	return LENS_OK;
}

static enum lens_err record_list(const struct record_reading *reading,
				 const struct record_field *field,
				 const json_t *value, char *out)
{
	size_t size = json_array_size(value);
	enum lens_err err = LENS_OK;
	const char **list;

	if (!json_is_array(value) || size > REGISTRY_LIST_MAX)
		return record_wrong(reading, field);
	list = base_alloc(size + 1, sizeof(*list));
	for (size_t i = 0; i < size && err == LENS_OK; i++)
		err = record_text(reading, field, field->of,
				  json_array_get(value, i), &list[i]);
	*(const char ***)(void *)(out + field->offset) = list;
	*(size_t *)(void *)(out + field->count) = size;
	return err;
}

static enum lens_err record_word(const struct record_reading *reading,
				 const struct record_field *field,
				 const json_t *value, char *out)
{
	const char *text = json_string_value(value), *word;

	for (unsigned i = 0; text != NULL; i++) {
		word = field->word(i);
		if (word == NULL)
			break;
		if (strcmp(word, text) == 0) {
			*(unsigned *)(void *)(out + field->offset) = i;
			return LENS_OK;
		}
	}
	return record_wrong(reading, field);
}

static enum lens_err record_members(const struct record_reading *reading,
				    json_t *object,
				    const struct record_table *table,
				    char *out);

static enum lens_err record_objects(const struct record_reading *reading,
				    const struct record_field *field,
				    const json_t *value, char *out)
{
	size_t size = json_array_size(value);
	enum lens_err err = LENS_OK;
	char *list;

	if (!json_is_array(value) || size > REGISTRY_LIST_MAX)
		return record_wrong(reading, field);
	list = base_alloc(size + 1, field->table->size);
	*(void **)(void *)(out + field->offset) = list;
	*(size_t *)(void *)(out + field->count) = size;
	for (size_t i = 0; i < size; i++) {
		json_t *at = json_array_get(value, i);

		/* All of them, so that every text is there to be released. */
		if (err == LENS_OK && !json_is_object(at))
			err = record_wrong(reading, field);
		else if (err == LENS_OK)
			err = record_members(reading, at, field->table,
					     list + i * field->table->size);
	}
	return err;
}

static enum lens_err record_value(const struct record_reading *reading,
				  const struct record_field *field,
				  json_t *value, char *out)
{
	switch (field->shape) {
	case RECORD_IGNORED:
		return LENS_OK;
	case RECORD_BOOL:
		if (!json_is_boolean(value))
			return record_wrong(reading, field);
		*(bool *)(out + field->offset) = json_is_true(value);
		return LENS_OK;
	case RECORD_NUMBER:
		if (!json_is_integer(value) || json_integer_value(value) < 1 ||
		    json_integer_value(value) > UINT32_MAX)
			return record_wrong(reading, field);
		*(uint32_t *)(void *)(out + field->offset) =
		    (uint32_t)json_integer_value(value);
		return LENS_OK;
	case RECORD_WORD:
		return record_word(reading, field, value, out);
	case RECORD_LIST:
		return record_list(reading, field, value, out);
	case RECORD_OBJECTS:
		return record_objects(reading, field, value, out);
	case RECORD_OBJECT:
		if (!json_is_object(value))
			return record_wrong(reading, field);
		if (field->count != 0)
			*(bool *)(out + field->count) = true;
		return record_members(reading, value, field->table,
				      out + field->offset);
	default:
		return record_text(
		    reading, field, field->shape, value,
		    (const char **)(void *)(out + field->offset));
	}
}

static bool record_is_text(enum record_shape shape)
{
	return shape <= RECORD_DATE;
}

/* No text is NULL, also where the member is not there. */
static void record_empty(const struct record_table *table, char *out)
{
	for (const struct record_field *f = table->fields; f->name; f++)
		if (record_is_text(f->shape))
			*(const char **)(void *)(out + f->offset) = "";
		else if (f->shape == RECORD_OBJECT)
			record_empty(f->table, out + f->offset);
}

static const struct record_field *record_find(const struct record_table *table,
					      const char *name)
{
	for (const struct record_field *f = table->fields; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

static enum lens_err record_members(const struct record_reading *reading,
				    json_t *object,
				    const struct record_table *table, char *out)
{
	const char *name;
	json_t *value;

	record_empty(table, out);
	json_object_foreach(object, name, value)
	{
		const struct record_field *field = record_find(table, name);
		enum lens_err err = LENS_OK;

		if (field != NULL)
			err = record_value(reading, field, value, out);
		else if (reading->mind != RECORD_LENIENT)
			err = registry_say(reading->fault, LENS_MALFORMED,
					   "In %s, there is a member \"%.60s\" "
					   "that no record has.",
					   reading->slug, name);
		if (err != LENS_OK)
			return err;
	}
	for (const struct record_field *f = table->fields; f->name; f++)
		if (f->required && json_object_get(object, f->name) == NULL)
			return registry_say(reading->fault, LENS_MALFORMED,
					    "In %s, \"%s\" is missing.",
					    reading->slug, f->name);
	return LENS_OK;
}

enum lens_err record_read(json_t *object, const struct record_table *table,
			  enum record_mind mind, void *out,
			  struct registry_fault *fault)
{
	struct record_reading reading = {record_slug(object), mind, fault};

	return record_members(&reading, object, table, out);
}

void record_release(const struct record_table *table, void *record)
{
	char *out = record;

	for (const struct record_field *f = table->fields; f->name; f++) {
		void *list;
		size_t size;

		if (f->shape == RECORD_OBJECT)
			record_release(f->table, out + f->offset);
		if (f->shape != RECORD_LIST && f->shape != RECORD_OBJECTS)
			continue;
		list = *(void **)(void *)(out + f->offset);
		size = *(size_t *)(void *)(out + f->count);
		for (size_t i = 0; f->shape == RECORD_OBJECTS && i < size; i++)
			record_release(f->table,
				       (char *)list + i * f->table->size);
		free(list);
	}
}
