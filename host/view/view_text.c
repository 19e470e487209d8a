/* view_text.c: texts, days and bytes as JSON. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/view.h>

json_t *view_text(const char *text)
{
	json_t *value = json_string(text);
	size_t capacity = strlen(text) + 1;
	char *printable;

	if (value != NULL)
		return value;
	printable = base_alloc(capacity, 1);
	base_printable(printable, capacity, base_view_of(text));
	value = json_string(printable);
	free(printable);
	return value;
}

void view_put(json_t *object, const char *name, const char *text)
{
	char *raw;

	json_object_set_new(object, name, view_text(text));
	if (base_is_utf8(base_view_of(text)))
		return;
	raw = base_format("%s_hex", name);
	json_object_set_new(object, raw, view_hex(text, strlen(text)));
	free(raw);
}

json_t *view_named(const char *name, const char *text)
{
	json_t *object = json_object();

	view_put(object, name, text);
	return object;
}

json_t *view_texts(const char *const *texts, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, view_text(texts[i]));
	return list;
}

json_t *view_hex(const void *data, size_t size)
{
	char *hex = base_alloc(size * 2 + 1, 1);
	json_t *value;

	base_hex(hex, data, size);
	value = json_string(hex);
	free(hex);
	return value;
}

json_t *view_day(int32_t day)
{
	char text[LEDGER_DAY];

	if (day == LAW_NO_DAY)
		return json_null();
	law_day_text(day, text);
	return json_string(text);
}
