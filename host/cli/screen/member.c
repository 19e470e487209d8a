/* member.c: members of an answer, to be printed. */
#include <stdlib.h>

#include "run.h"

const char *cli_member(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

int64_t cli_member_number(const json_t *object, const char *name)
{
	return json_integer_value(json_object_get(object, name));
}

void cli_print_member(const char *name, const char *value)
{
	char *shown = cli_printable(value);

	if (shown[0] != '\0')
		printf("%-10s %s\n", name, shown);
	free(shown);
}

void cli_print_nothing(struct cli_run *run, const json_t *row)
{
	(void)run;
	(void)row;
}
