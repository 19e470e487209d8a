/* manual.c: the manual page, written from the table, for `make all`. */
#include <stdlib.h>
#include <string.h>

#include "screen/run.h"

/* A character beyond ASCII by its number, as every troff takes it; returns its
 * last byte.  The table is UTF-8. */
static const char *manual_letter(FILE *out, const char *at)
{
	unsigned lead = (unsigned char)*at;
	unsigned more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
	unsigned number = lead & (0x3fu >> more);

	for (; more > 0 && at[1] != '\0'; more--)
		number = number << 6 | ((unsigned char)*++at & 0x3f);
	fprintf(out, "\\[u%04X]", number);
	return at;
}

/* Text as roff: no line of it is a request, and a hyphen can be copied. */
static void manual_text(FILE *out, const char *text)
{
	bool begins = true;

	for (; *text != '\0'; text++) {
		if (begins && (*text == '.' || *text == '\''))
			fputs("\\&", out);
		begins = *text == '\n';
		if (*text == '\\')
			fputs("\\e", out);
		else if (*text == '-')
			fputs("\\-", out);
		else if ((unsigned char)*text >= 0x80)
			text = manual_letter(out, text);
		else
			fputc(*text, out);
	}
}

/* A tagged paragraph: what is written, and what it does, as a sentence. */
static void manual_row(FILE *out, const char *what, const char *help)
{
	bool small = help[0] >= 'a' && help[0] <= 'z';

	fputs(".TP\n.B ", out);
	manual_text(out, what);
	fputc('\n', out);
	if (small)
		fputc(help[0] - 'a' + 'A', out);
	manual_text(out, help + small);
	fputs(".\n", out);
}

static void manual_params(FILE *out, const struct operation *operation)
{
	for (const struct operation_param *param = operation->params;
	     param->name != NULL; param++) {
		char *what, *help;

		if (param->flags & OPERATION_HOST)
			continue;
		what = cli_param_line(param);
		help = cli_param_help(param);
		manual_row(out, what, help);
		free(what);
		free(help);
	}
}

static void manual_examples(FILE *out, const struct operation *operation)
{
	if (operation->examples == NULL)
		return;
	fputs(".PP\n.nf\n.RS\n", out);
	manual_text(out, operation->examples);
	fputs(".RE\n.fi\n", out);
}

static void manual_command(FILE *out, const struct operation *operation)
{
	char *line = cli_operation_line(operation);

	fputs(".SS lenscap ", out);
	manual_text(out, line);
	fputc('\n', out);
	manual_text(out, operation->description);
	fputc('\n', out);
	fputs(".RS\n", out);
	manual_params(out, operation);
	fputs(".RE\n", out);
	manual_examples(out, operation);
	free(line);
}

/* Every option that all commands have. */
static void manual_globals(FILE *out)
{
	const struct cli_global *global;

	for (size_t i = 0; (global = cli_global_at(i)) != NULL; i++) {
		char *line = cli_global_line(global);

		manual_row(out, line, global->help);
		free(line);
	}
}

static bool manual_has(unsigned group)
{
	const struct operation *row;

	for (size_t i = 0; (row = operation_at(i)) != NULL; i++)
		if (row->command != NULL && row->group == group)
			return true;
	return false;
}

static void manual_commands(FILE *out, unsigned group)
{
	const struct operation *row;

	for (size_t i = 0; (row = operation_at(i)) != NULL; i++)
		if (row->command != NULL && row->group == group)
			manual_command(out, row);
}

static const char manual_head[] =
    ".SH NAME\n"
    "lenscap \\- what photos of you can anyone fetch, and letters about it\n"
    ".SH SYNOPSIS\n"
    ".B lenscap\n"
    ".I COMMAND\n"
    ".RI [ OPTION ...]\n"
    ".RI [ WORD ...]\n"
    ".SH DESCRIPTION\n"
    "Lenscap keeps fingerprints of your photos in an encrypted ledger, finds\n"
    "where they are public and what they give away, and writes letters under\n"
    "data protection law to whoever has them.  No picture leaves this\n"
    "machine: the programs that read pictures have no network.\n"
    ".PP\n"
    "The words of a command may come in any order.  A word that begins with\n"
    "a hyphen and is no option comes after\n"
    ".BR \\-\\- .\n"
    "With\n"
    ".B \\-\\-json\n"
    "each line is a JSON object in ASCII: values are stable words, times\n"
    "are milliseconds since 1970, and a name that is not UTF\\-8 is given "
    "byte\n"
    "for byte, too, in hexadecimal.\n"
    ".SH OPTIONS\n"
    "Every command takes these, before or after its own words.\n";

static const char manual_foot[] =
    ".SH EXIT STATUS\n"
    ".TP\n.B 0\nEverything was done.\n"
    ".TP\n.B 1\nSomething failed, or could not be learned.\n"
    ".TP\n.B 2\nThe command was used wrongly; nothing was done.\n"
    ".TP\n.B 3\nThe ledger is locked or damaged.\n"
    ".TP\n.B 130\nIt was interrupted.\n"
    ".SH ENVIRONMENT\n"
    ".TP\n.B NO_COLOR\nNo colours, when it is set.\n"
    ".TP\n.B COLUMNS\nHow wide tables may be.\n"
    ".TP\n.B XDG_DATA_HOME\nThe ledger is in lenscap there; without it, in\n"
    ".IR ~/.local/share .\n";

void cli_manual(FILE *out)
{
	fputs(".\\\" Written by lenscap from its table of operations.\n"
	      ".TH LENSCAP 1 \"\" \"Lenscap " LENSCAP_VERSION
	      "\" \"User Commands\"\n",
	      out);
	fputs(manual_head, out);
	manual_globals(out);
	for (unsigned group = 0; group < OPERATION_GROUPS; group++) {
		if (!manual_has(group))
			continue;
		fputs(".SH ", out);
		for (const char *c = operation_group_words(group); *c; c++)
			fputc(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c,
			      out);
		fputc('\n', out);
		manual_commands(out, group);
	}
	fputs(manual_foot, out);
}
