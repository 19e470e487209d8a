/* data.c: the tables of what a pack has beside companies and authorities. */
#include <stdlib.h>
#include <string.h>

#include "data.h"

/* clang-format off */
#define AT(member) offsetof(struct registry_data, member)
#define MUST(name, shape, member) \
	{name, shape, .required = true, .offset = AT(member)}
#define END {.name = NULL}

static const struct record_field setting_fields[] = {
	{"for", RECORD_LIST, .required = true,
	 .offset = offsetof(struct registry_setting, kinds),
	 .count = offsetof(struct registry_setting, kind_count), .of = RECORD_LINE},
	{"where", RECORD_LINE, .required = true,
	 .offset = offsetof(struct registry_setting, where)},
	END,
};
static const struct record_table setting_table = {
	sizeof(struct registry_setting), setting_fields};

static const struct record_field remedy_fields[] = {
	MUST("site", RECORD_LINE, site),
	MUST("source", RECORD_URL, source),
	MUST("date", RECORD_DATE, date),
	{"settings", RECORD_OBJECTS, .required = true, .offset = AT(settings),
	 .count = AT(setting_count), .table = &setting_table},
	END,
};
static const struct record_table remedy_table = {0, remedy_fields};

static const struct record_field rules_fields[] = {
	{"list", RECORD_LINE, .required = true,
	 .offset = offsetof(struct registry_rules, list)},
	{"entries", RECORD_LIST, .required = true,
	 .offset = offsetof(struct registry_rules, entries),
	 .count = offsetof(struct registry_rules, entry_count), .of = RECORD_LINE},
	END,
};
static const struct record_table rules_table = {
	sizeof(struct registry_rules), rules_fields};

static const struct record_field pages_fields[] = {
	MUST("source", RECORD_URL, source),
	MUST("date", RECORD_DATE, date),
	{"rules", RECORD_OBJECTS, .required = true, .offset = AT(rules),
	 .count = AT(rule_count), .table = &rules_table},
	END,
};
static const struct record_table pages_table = {0, pages_fields};

static const struct record_field letter_fields[] = {
	MUST("language", RECORD_LANGUAGE, language),
	MUST("name", RECORD_LINE, name),
	MUST("date", RECORD_DATE, date),
	{"lines", RECORD_LIST, .required = true, .offset = AT(lines),
	 .count = AT(line_count), .of = RECORD_LINES},
	END,
};
static const struct record_table letter_table = {0, letter_fields};
/* clang-format on */

static const struct {
	const char *name;
	const struct record_table *table; /* NULL: whoever reads it knows */
} data_kinds[REGISTRY_DATA_KINDS] = {
    [REGISTRY_DATA_LAW] = {"law", NULL},
    [REGISTRY_DATA_LETTER] = {"letter", &letter_table},
    [REGISTRY_DATA_REMEDY] = {"remedy", &remedy_table},
    [REGISTRY_DATA_PAGES] = {"pages", &pages_table},
    [REGISTRY_DATA_WORDS] = {"words", NULL},
};

enum registry_data_kind data_kind(const char *word)
{
	enum registry_data_kind kind = 0;

	while (kind < REGISTRY_DATA_KINDS &&
	       strcmp(data_kinds[kind].name, word) != 0)
		kind++;
	return kind;
}

/* No text is NULL. */
static void data_settle(struct registry_data *data)
{
	const char **texts[] = {&data->language, &data->name, &data->site,
				&data->source,	 &data->date, &data->text,
				&data->pack,	 &data->title};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (*texts[i] == NULL)
			*texts[i] = "";
}

/* What is read is on https, and a line of a letter is one. */
static enum lens_err data_check(const struct registry_data *data,
				struct registry_fault *fault)
{
	if (data->source[0] != '\0' &&
	    (strncmp(data->source, "https://", 8) != 0 ||
	     data->setting_count + data->rule_count == 0))
		return registry_say(fault, LENS_MALFORMED,
				    "It has no settings and no rules, or its "
				    "source is no address that begins with "
				    "https://.");
	for (size_t i = 0; i < data->line_count; i++)
		if (strchr(data->lines[i], '\n') != NULL)
			return registry_say(fault, LENS_MALFORMED,
					    "A line of a letter is one line.");
	return LENS_OK;
}

enum lens_err data_read(enum registry_data_kind kind, const char *file,
			struct base_view text, struct registry_fault *fault,
			struct data **out)
{
	const struct record_table *table = data_kinds[kind].table;
	struct data *made = base_alloc(1, sizeof(*made));
	enum lens_err err = record_parse(text, fault, &made->json);

	*out = NULL;
	made->public.kind = kind;
	made->file = base_copy(file);
	made->public.file = made->file;
	if (err == LENS_OK && table != NULL)
		err = record_read(made->json, table, RECORD_STRICT,
				  &made->public, fault);
	if (err == LENS_OK && table == NULL) {
		made->text = base_format("%.*s", (int)text.size,
					 (const char *)text.data);
		made->public.text = made->text;
	}
	data_settle(&made->public);
	if (err == LENS_OK)
		err = data_check(&made->public, fault);
	if (err == LENS_OK)
		*out = made;
	else
		data_free(made);
	return err;
}

void data_free(struct data *data)
{
	if (data == NULL)
		return;
	if (data_kinds[data->public.kind].table != NULL)
		record_release(data_kinds[data->public.kind].table,
			       &data->public);
	json_decref(data->json);
	free(data->file);
	free(data->text);
	free(data);
}

void data_push(struct data_list *list, struct data *data)
{
	list->items = base_grow(list->items, list->count, &list->capacity,
				sizeof(*list->items));
	list->items[list->count++] = data;
}

void data_list_free(struct data_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		data_free(list->items[i]);
	free(list->items);
	*list = (struct data_list){.count = 0};
}
