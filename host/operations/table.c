/* table.c: every operation, family after family, and the table as JSON. */
#include <string.h>

#include "operation.h"

static const struct operation *const table_families[] = {
    operation_letter_rows,
    operation_case_rows,
};

#define TABLE_FAMILIES (sizeof(table_families) / sizeof(*table_families))

static const char *const table_shapes[OPERATION_SHAPES] = {
    [OPERATION_NUMBER] = "integer", [OPERATION_TEXT] = "string",
    [OPERATION_TRUTH] = "boolean",  [OPERATION_DAY] = "day",
    [OPERATION_CHOICE] = "choice",  [OPERATION_CHOICES] = "[choice]",
    [OPERATION_IDS] = "[id]",	    [OPERATION_WORDS] = "[string]",
    [OPERATION_LIST] = "list",	    [OPERATION_OBJECT] = "object",
    [OPERATION_FILE] = "upload",    [OPERATION_FILES] = "[upload]",
};

const struct operation *operation_at(size_t index)
{
	for (size_t f = 0; f < TABLE_FAMILIES; f++)
		for (const struct operation *row = table_families[f];
		     row->name != NULL; row++)
			if (index-- == 0)
				return row;
	return NULL;
}

const struct operation *operation_named(const char *name)
{
	const struct operation *row;

	for (size_t i = 0; (row = operation_at(i)) != NULL; i++)
		if (strcmp(row->name, name) == 0)
			return row;
	return NULL;
}

const struct operation *operation_of_command(const char *command)
{
	const struct operation *row;

	for (size_t i = 0; (row = operation_at(i)) != NULL; i++)
		if (row->command != NULL && strcmp(row->command, command) == 0)
			return row;
	return NULL;
}

const char *operation_shape_name(enum operation_shape shape)
{
	return table_shapes[shape];
}

const char *operation_group_words(enum operation_group group)
{
	static const char *const words[OPERATION_GROUPS] = {
	    [OPERATION_PHOTOS] = "Photos",
	    [OPERATION_EXPOSURE] = "How exposed they are",
	    [OPERATION_LETTERS] = "Letters",
	    [OPERATION_CASES] = "What came of them",
	    [OPERATION_KEEPING] = "The ledger",
	    [OPERATION_MACHINE] = "This machine",
	};

	return words[group];
}

/* ---- As JSON ---- */

static json_t *table_values(operation_word *values)
{
	json_t *list = json_array();

	for (size_t i = 0; values(i) != NULL; i++)
		json_array_append_new(list, json_string(values(i)));
	return list;
}

static json_t *table_param(const struct operation_param *param)
{
	json_t *object =
	    json_pack("{s:s, s:s, s:b, s:I, s:I, s:s}", "name", param->name,
		      "shape", operation_shape_name(param->shape), "required",
		      (param->flags & OPERATION_REQUIRED) != 0, "least",
		      (json_int_t)param->least, "most", (json_int_t)param->most,
		      "help", param->help);

	if (param->flags & OPERATION_SEVERAL)
		json_object_set_new(object, "several", json_true());
	if (param->values != NULL)
		json_object_set_new(object, "values",
				    table_values(param->values));
	return object;
}

static json_t *table_rules(const struct operation_rule *rule)
{
	static const char *const kinds[] = {[OPERATION_ONE_OF] = "one_of",
					    [OPERATION_SOME_OF] = "some_of",
					    [OPERATION_MOST_ONE] = "most_one",
					    [OPERATION_NEEDS] = "needs"};
	json_t *list = json_array();

	for (; rule != NULL && rule->kind != OPERATION_NO_RULE; rule++) {
		json_t *names = json_array();

		for (size_t i = 0;
		     i < OPERATION_RULE_NAMES && rule->names[i] != NULL; i++)
			json_array_append_new(names,
					      json_string(rule->names[i]));
		json_array_append_new(list, json_pack("{s:s, s:o}", "kind",
						      kinds[rule->kind],
						      "names", names));
	}
	return list;
}

json_t *operation_table_json(void)
{
	json_t *list = json_array(), *params;
	const struct operation *row;

	for (size_t i = 0; (row = operation_at(i)) != NULL; i++) {
		if (row->queue == OPERATION_NOT_HERE)
			continue;
		params = json_array();
		for (const struct operation_param *param = row->params;
		     param->name != NULL; param++)
			if ((param->flags & OPERATION_COMMAND) == 0)
				json_array_append_new(params,
						      table_param(param));
		json_array_append_new(
		    list, json_pack("{s:s, s:s, s:o, s:o}", "name", row->name,
				    "help", row->summary, "params", params,
				    "rules", table_rules(row->rules)));
	}
	return list;
}
