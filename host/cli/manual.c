/* manual.c: the manual page, from the table and a template, for `make all`. */
#include <stdlib.h>

#include <lenscap/base_said.h>

#include "screen/run.h"
#include "screen/template.h"

/* What is written, and what it does; both are taken over. */
static json_t *manual_row(char *line, char *help)
{
	json_t *row = json_pack("{s:s, s:s}", "line", line, "help", help);

	free(line);
	free(help);
	return row;
}

static json_t *manual_command(const struct operation *operation)
{
	const struct operation_param *param = operation->params;
	char *line = cli_operation_line(operation);
	json_t *params = json_array(), *command;

	for (; param->name != NULL; param++)
		if ((param->flags & OPERATION_HOST) == 0)
			json_array_append_new(
			    params, manual_row(cli_param_line(param),
					       cli_param_help(param)));
	command = json_pack("{s:s, s:s, s:s*, s:o}", "line", line,
			    "description", base_said(operation->description),
			    "examples", operation->examples, "params", params);
	free(line);
	return command;
}

static json_t *manual_commands(unsigned group)
{
	json_t *commands = json_array();
	const struct operation *row;

	for (size_t i = 0; (row = operation_at(i)) != NULL; i++)
		if (row->command != NULL && row->group == group)
			json_array_append_new(commands, manual_command(row));
	return commands;
}

bool cli_manual(FILE *out)
{
	json_t *globals = json_array(), *groups = json_array(), *known;
	const struct cli_global *global;
	char *text, *page;

	for (size_t i = 0; (global = cli_global_at(i)) != NULL; i++)
		json_array_append_new(
		    globals, manual_row(cli_global_line(global),
					base_copy(base_said(global->help))));
	for (unsigned group = 0; group < OPERATION_GROUPS; group++)
		json_array_append_new(
		    groups, json_pack("{s:s, s:o}", "heading",
				      base_said(operation_group_words(group)),
				      "commands", manual_commands(group)));
	known = json_pack("{s:s, s:o, s:o}", "version", LENSCAP_VERSION,
			  "globals", globals, "groups", groups);
	text = cli_template_text(out, "help.manual", known, NULL);
	page = text ? letter_roff_ascii(text) : NULL;
	if (page != NULL)
		fputs(page, out);
	json_decref(known);
	free(page);
	free(text);
	return text != NULL;
}
