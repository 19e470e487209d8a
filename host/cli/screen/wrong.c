/* wrong.c: a word to whoever typed a command. */
#include <stdarg.h>

#include <lenscap/base_said.h>

#include "cli.h"

void cli_say(const char *format, ...)
{
	va_list arguments;

	fputs("lenscap: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, base_said(format), arguments);
	va_end(arguments);
	fputc('\n', stderr);
}

int cli_wrong(const char *command, const char *format, ...)
{
	va_list arguments;

	fprintf(stderr, "lenscap %s: ", command);
	va_start(arguments, format);
	vfprintf(stderr, base_said(format), arguments);
	va_end(arguments);
	fputc('\n', stderr);
	fprintf(stderr, base_said("'lenscap %s --help' shows how it is used."),
		command);
	fputc('\n', stderr);
	return CLI_USED_WRONGLY;
}
