/* json_line.c: what the history of a case keeps, as text. */
#include <stdlib.h>

#include <lenscap/base.h>

#include "json_line.h"

char *json_line_take(json_t *object)
{
	char *dumped = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);
	char *text = base_copy(dumped ? dumped : "{}");

	free(dumped);
	json_decref(object);
	return text;
}
