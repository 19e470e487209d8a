/* json_line.h: what the history of a case keeps, as text. */
#ifndef LENSCAP_CASEWORK_JSON_LINE_H
#define LENSCAP_CASEWORK_JSON_LINE_H

#include <jansson.h>

/*
 * JSON as one line with its members sorted, so that the same facts have the
 * same bytes and one hash; the caller frees it.  Takes object; "{}" for NULL.
 */
char *json_line_take(json_t *object);

#endif
