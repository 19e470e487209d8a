/*
 * handed.c: __NEXT_DATA__ and the like.  Whoever reads the page has it, whether
 * its scripts show it or not.
 */
#include <stdlib.h>
#include <string.h>

#include "handed.h"
#include "loose.h"
#include "rules.h"

#define HANDED_NAME_MAX 120 /* bytes before the "=" of a variable */

struct handed {
	struct base_buffer *words;
	bool full;
};

static void handed_add(struct handed *handed, const char *text)
{
	size_t before = handed->words->size;
	bool added = base_buffer_add_text(handed->words, text) == LENS_OK &&
		     base_buffer_add_text(handed->words, "\n") == LENS_OK;

	if (!added)
		handed->words->size = before;
	handed->full |= !added;
	/* One text is one line. */
	for (size_t i = before; i + 1 < handed->words->size; i++)
		if (handed->words->data[i] < ' ')
			handed->words->data[i] = ' ';
}

static const char *handed_meaning(const char *key)
{
	return rules_meaning(RULES_PERSON_HANDED, base_view_of(key));
}

/* The first text of an object that means this. */
static const char *handed_said(const json_t *object, const char *meaning)
{
	const char *key;
	const json_t *value;

	json_object_foreach((json_t *)object, key, value)
	{
		const char *is = handed_meaning(key);

		if (json_is_string(value) && is && strcmp(is, meaning) == 0)
			return json_string_value(value);
	}
	return NULL;
}

static void handed_object(struct handed *handed, const json_t *object)
{
	const char *first = handed_said(object, "given");
	const char *last = handed_said(object, "family");
	const char *key;
	const json_t *value;

	if (first != NULL && last != NULL) {
		char *name = base_format("%s %s", first, last);

		handed_add(handed, name);
		free(name);
	}
	json_object_foreach((json_t *)object, key, value)
	{
		const char *text = json_string_value(value);

		if (text != NULL && text[0] != '\0' &&
		    handed_meaning(key) != NULL)
			handed_add(handed, text);
	}
}

static void handed_walk(struct handed *handed, const json_t *value,
			unsigned depth)
{
	const json_t *entry;
	const char *key;
	size_t i;

	if (depth > LOOSE_DEEPEST || handed->full)
		return;
	json_array_foreach(value, i, entry)
	    handed_walk(handed, entry, depth + 1);
	if (!json_is_object(value))
		return;
	handed_object(handed, value);
	json_object_foreach((json_t *)value, key, entry)
	    handed_walk(handed, entry, depth + 1);
}

bool handed_read(struct base_view data, struct base_buffer *words)
{
	struct handed handed = {.words = words};
	json_t *value = loose_json(data);

	handed_walk(&handed, value, 0);
	json_decref(value);
	return !handed.full && data.size <= LOOSE_MAX;
}

struct base_view handed_of_script(struct base_view script)
{
	static const char name[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789_$.[]\"' \t\r\n";
	size_t at = 0;

	while (at < script.size && at < HANDED_NAME_MAX &&
	       script.data[at] != '\0' && strchr(name, script.data[at]) != NULL)
		at++;
	if (at == 0 || at >= script.size || script.data[at] != '=')
		return (struct base_view){NULL, 0};
	for (at++; at < script.size && script.data[at] <= ' ';)
		at++;
	if (at >= script.size ||
	    (script.data[at] != '{' && script.data[at] != '['))
		return (struct base_view){NULL, 0};
	return base_view_part(script, at, script.size - at);
}
