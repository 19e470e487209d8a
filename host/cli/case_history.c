/* case_history.c: what happened in a case, in words. */

#include "case_history.h"

#include <stdlib.h>

#include "ledger_cli.h"

void case_history_print(const struct ledger_event *event)
{
	json_t *row = view_event(event);
	char *words =
	    cli_printable(json_string_value(json_object_get(row, "words")));

	printf("%9u. %s  %s\n", event->number, event->day, words);
	free(words);
	json_decref(row);
}
