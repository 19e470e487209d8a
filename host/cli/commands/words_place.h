/* words_place.h: what became of places, on a terminal. */
#ifndef LENSCAP_CLI_WORDS_PLACE_H
#define LENSCAP_CLI_WORDS_PLACE_H

#include <jansson.h>

/* "Since they were first seen (the first on 2026-10-03): gone at 3 of 5 places,
 * there at 2.", of view_changes(); since: the day that was asked for, or "". */
void place_print_changes(const json_t *changes, const char *since);

#endif
