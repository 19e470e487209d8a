/* usage.c: what --help says of a command, all of it from the table. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>

#include "run.h"

#define USAGE_INDENT 29 /* columns before the help of an option */
#define USAGE_LIST 30	/* the same of a command in a list */
#define USAGE_NARROW 60 /* a screen of fewer has the help below the option */
#define USAGE_BELOW 8
#define USAGE_WIDTH 78 /* of what is no screen, and of the widest */

size_t cli_usage_width(void)
{
	size_t width = cli_screen_width();

	return width > 0 && width < USAGE_WIDTH ? width : USAGE_WIDTH;
}

/* Print text from column at on, broken between words, later lines indented. */
static void usage_wrap(FILE *out, const char *text, size_t at, size_t indent,
		       size_t width)
{
	while (*text != '\0') {
		/* Two after a full stop; none where a line ends. */
		size_t blanks = strspn(text, " ");
		size_t length = strcspn(text + blanks, " \n"), columns;
		char *word = base_format("%.*s", (int)length, text + blanks);

		columns = cli_width(word);
		free(word);
		text += blanks;
		if (at > indent && at + blanks + columns > width) {
			fprintf(out, "\n%*s", (int)indent, "");
			at = indent;
		} else if (at > indent && length > 0) {
			fprintf(out, "%*s", (int)blanks, "");
			at += blanks;
		}
		fprintf(out, "%.*s", (int)length, text);
		at += columns;
		text += length;
		if (*text == '\n') {
			fprintf(out, "\n%*s", (int)indent, "");
			at = indent;
			text++;
		}
	}
	fputc('\n', out);
}

static void usage_what(FILE *out, const char *what, const char *help,
		       size_t indent, size_t width)
{
	size_t has = cli_width(what);

	if (width < USAGE_NARROW)
		indent = USAGE_BELOW;
	fputs(what, out);
	if (has + 1 > indent && width == SIZE_MAX) {
		indent = has + 1;
	} else if (has + 1 > indent || width < USAGE_NARROW) {
		fputc('\n', out);
		has = 0;
	}
	fprintf(out, "%*s", (int)(indent - has), "");
	usage_wrap(out, help, indent, indent, width);
}

/* Where there is no screen each has a line, to be looked for by programs. */
void cli_usage_command(FILE *out, const struct operation *operation)
{
	size_t width = cli_screen_width();
	char *line = cli_operation_line(operation);
	char *what = base_format("  %s", line);

	usage_what(out, what, base_said(operation->summary), USAGE_LIST,
		   width > 0 ? width : SIZE_MAX);
	free(what);
	free(line);
}

static void usage_row(FILE *out, const char *what, const char *help)
{
	usage_what(out, what, help, USAGE_INDENT, cli_usage_width());
}

char *cli_param_help(const struct operation_param *param)
{
	char *text = base_copy(base_said(param->help)), *longer;

	for (size_t i = 0; param->values && param->values(i) != NULL; i++) {
		longer =
		    base_format("%s%s%s", text, i == 0 ? base_said(": ") : ", ",
				param->values(i));
		free(text);
		text = longer;
	}
	if (param->flags & OPERATION_READ && param->shape != OPERATION_OBJECT) {
		longer = base_format(base_said("%s; '-' reads standard input"),
				     text);
		free(text);
		text = longer;
	}
	return text;
}

char *cli_param_line(const struct operation_param *param)
{
	bool word = (param->flags & OPERATION_POSITIONAL) != 0;
	char name[OPERATION_NAME], letter[] = "-x, ";

	letter[1] = param->letter;
	cli_param_name(param, name);
	return base_format("%s%s%s%s", param->letter ? letter : "", name,
			   param->metavar && !word ? " " : "",
			   param->metavar && !word ? param->metavar : "");
}

static void usage_param(FILE *out, const struct operation_param *param)
{
	bool aside = param->letter != 0 || param->flags & OPERATION_POSITIONAL;
	char *line = cli_param_line(param), *help = cli_param_help(param);
	char *what = base_format("  %s%s", aside ? "" : "    ", line);

	usage_row(out, what, help);
	free(what);
	free(help);
	free(line);
}

static void usage_params(FILE *out, const struct operation *operation,
			 bool positional)
{
	for (const struct operation_param *param = operation->params;
	     param->name != NULL; param++)
		if ((param->flags & OPERATION_HOST) == 0 &&
		    ((param->flags & OPERATION_POSITIONAL) != 0) == positional)
			usage_param(out, param);
}

char *cli_global_line(const struct cli_global *global)
{
	return base_format("%s%s%s", global->name, global->metavar ? " " : "",
			   global->metavar ? global->metavar : "");
}

static void usage_globals(FILE *out, const struct operation *operation)
{
	const struct cli_global *global;

	for (size_t i = 0; (global = cli_global_at(i)) != NULL; i++) {
		char *line = cli_global_line(global), *what;

		if (!global->ledger || operation->needs != OPERATION_NOTHING) {
			what = base_format("      %s", line);
			usage_row(out, what, base_said(global->help));
			free(what);
		}
		free(line);
	}
}

char *cli_operation_line(const struct operation *operation)
{
	char *line = base_copy(operation->command), *longer;

	for (const struct operation_param *param = operation->params;
	     param->name != NULL; param++) {
		bool must = (param->flags & OPERATION_REQUIRED) != 0;
		bool many = param->flags & OPERATION_SEVERAL ||
			    param->shape == OPERATION_IDS ||
			    param->shape == OPERATION_FILES ||
			    param->shape == OPERATION_WORDS ||
			    param->shape == OPERATION_TEXTS;

		if ((param->flags & OPERATION_POSITIONAL) == 0)
			continue;
		longer = base_format("%s %s%s%s%s", line, must ? "" : "[",
				     param->metavar, many ? "..." : "",
				     must ? "" : "]");
		free(line);
		line = longer;
	}
	return line;
}

static void usage_examples(FILE *out, const struct operation *operation)
{
	const char *text = operation->examples;
	char *bare = NULL;

	fprintf(out, "\n%s\n", base_said("Examples:"));
	if (text == NULL)
		text = bare = base_format("lenscap %s\n", operation->command);
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		fprintf(out, "  %.*s\n", (int)length, text);
		text += length + (text[length] != '\0');
	}
	free(bare);
}

void cli_operation_usage(FILE *out, const struct operation *operation)
{
	char *line = cli_operation_line(operation);
	size_t words = strlen(operation->command);

	fprintf(out, base_said("Usage: lenscap %s [OPTION...]%s\n\n"),
		operation->command, line + words);
	usage_wrap(out, base_said(operation->description), 0, 0,
		   cli_usage_width());
	fputc('\n', out);
	usage_params(out, operation, true);
	usage_params(out, operation, false);
	usage_globals(out, operation);
	usage_examples(out, operation);
	free(line);
}
