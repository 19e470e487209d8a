/* wrong.c: a command was used wrongly. */
#include <stdarg.h>

#include "cli.h"

int cli_wrong(const char *command, const char *format, ...)
{
	va_list arguments;

	fprintf(stderr, "lenscap %s: ", command);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fprintf(stderr, "\n'lenscap %s --help' shows how it is used.\n",
		command);
	return CLI_USED_WRONGLY;
}
