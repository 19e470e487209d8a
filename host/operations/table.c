/* table.c: every operation, family after family, and the table as JSON. */
#include <stdio.h>
#include <string.h>

#include <lenscap/base_said.h>

#include "operation.h"

/* clang-format off */
/* A family is FAMILY.c beside this one, and a word here; help has their commands
 * in this order. */
#define TABLE_FAMILIES(X) \
	X(ledger) X(safety) X(photo) X(session) X(picture) X(me) X(pack) \
	X(controller) X(letter) X(mandate) X(schedule) X(norms) X(case) \
	X(answer) X(outcome) X(deadline) X(browser) X(exposure) X(machine) \
	X(report) X(place) X(watch) X(person)

#define TABLE_DECLARE(family) \
	extern const struct operation operation_##family##_rows[];
TABLE_FAMILIES(TABLE_DECLARE)

#define TABLE_LIST(family) operation_##family##_rows,
static const struct operation *const table_families[] = {
	TABLE_FAMILIES(TABLE_LIST)
};
/* clang-format on */

#define TABLE_COUNT (sizeof(table_families) / sizeof(*table_families))

static const char *const table_shapes[OPERATION_SHAPES] = {
    [OPERATION_NUMBER] = "integer", [OPERATION_TEXT] = "string",
    [OPERATION_TRUTH] = "boolean",  [OPERATION_DAY] = "day",
    [OPERATION_CHOICE] = "choice",  [OPERATION_CHOICES] = "[choice]",
    [OPERATION_IDS] = "[id]",	    [OPERATION_WORDS] = "[string]",
    [OPERATION_TEXTS] = "[string]", [OPERATION_LIST] = "list",
    [OPERATION_OBJECT] = "object",  [OPERATION_FILE] = "upload",
    [OPERATION_FILES] = "[upload]",
};

const struct operation *operation_at(size_t index)
{
	for (size_t f = 0; f < TABLE_COUNT; f++)
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

const struct operation *operation_command_at(size_t index)
{
	const struct operation *row;

	for (size_t i = 0; (row = operation_at(i)) != NULL; i++)
		if (row->command != NULL && index-- == 0)
			return row;
	return NULL;
}

static const char *table_shape_name(enum operation_shape shape)
{
	return table_shapes[shape];
}

const char *operation_group_words(enum operation_group group)
{
	static const char *const words[OPERATION_GROUPS] = {
	    [OPERATION_PHOTOS] = N_("Photos"),
	    [OPERATION_EXPOSURE] = "How exposed they are",
	    [OPERATION_LETTERS] = N_("Letters"),
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

static void table_flag(json_t *object, const char *name, bool set)
{
	if (set)
		json_object_set_new(object, name, json_true());
}

/* How a command has it, too: what fronts share is said above. */
static void table_param_command(json_t *object,
				const struct operation_param *param)
{
	json_object_set_new(
	    object, "option",
	    json_string(param->option ? param->option : param->name));
	if (param->metavar != NULL)
		json_object_set_new(object, "metavar",
				    json_string(param->metavar));
	table_flag(object, "positional",
		   (param->flags & OPERATION_POSITIONAL) != 0);
	table_flag(object, "lines", (param->flags & OPERATION_LINES) != 0);
	table_flag(object, "command_only",
		   (param->flags & OPERATION_COMMAND) != 0);
	table_flag(object, "host_only", (param->flags & OPERATION_HOST) != 0);
}

static json_t *table_param(const struct operation_param *param, bool all)
{
	json_t *object =
	    json_pack("{s:s, s:s, s:b, s:I, s:I, s:s}", "name", param->name,
		      "shape", table_shape_name(param->shape), "required",
		      (param->flags & OPERATION_REQUIRED) != 0, "least",
		      (json_int_t)param->least, "most", (json_int_t)param->most,
		      "help", param->help);

	table_flag(object, "several", (param->flags & OPERATION_SEVERAL) != 0);
	if (param->values != NULL)
		json_object_set_new(object, "values",
				    table_values(param->values));
	if (all)
		table_param_command(object, param);
	return object;
}

static json_t *table_params(const struct operation_param *param, bool all)
{
	json_t *list = json_array();

	for (; param->name != NULL; param++)
		if (all || (param->flags & OPERATION_COMMAND) == 0)
			json_array_append_new(list, table_param(param, all));
	return list;
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

static json_t *table_operation(const struct operation *row, bool all)
{
	json_t *object = json_pack(
	    "{s:s, s:s, s:o, s:o, s:s*, s:s*}", "name", row->name, "help",
	    row->summary, "params", table_params(row->params, all), "rules",
	    table_rules(row->rules), "list", row->list, "answer", row->answer);

	if (row->lenient)
		json_object_set_new(object, "lenient", json_true());
	if (!all)
		return object;
	json_object_update_new(
	    object, json_pack("{s:s*, s:b, s:b}", "command", row->command,
			      "host", row->queue != OPERATION_NOT_HERE,
			      "ledger", row->needs == OPERATION_LEDGER));
	return object;
}

json_t *operation_table_json(bool all)
{
	json_t *list = json_array();
	const struct operation *row;

	for (size_t i = 0; (row = operation_at(i)) != NULL; i++)
		if (all || row->queue != OPERATION_NOT_HERE)
			json_array_append_new(list, table_operation(row, all));
	return list;
}

/* ---- What command may be meant ---- */

static const char *table_command(size_t index)
{
	const struct operation *row = operation_command_at(index);

	return row ? row->command : NULL;
}

/* What may stand first: what every program is asked, and of each command its
 * only word or the first of two. */
static const char *table_beginning(size_t index)
{
	static const char *const asked[] = {"help", "version"};
	static char word[OPERATION_NAME];
	const char *name;

	if (index < 2)
		return asked[index];
	name = table_command(index - 2);
	if (name == NULL)
		return NULL;
	snprintf(word, sizeof(word), "%.*s", (int)strcspn(name, " "), name);
	return word;
}

const char *operation_nearest_command(const char *typed)
{
	operation_word *words =
	    strchr(typed, ' ') ? table_command : table_beginning;
	int near = operation_nearest(typed, words);

	return near < 0 ? NULL : words((size_t)near);
}
