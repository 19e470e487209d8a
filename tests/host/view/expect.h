/* expect.h: a view held to what it shall be, member by member. */
#ifndef LENSCAP_TESTS_VIEW_EXPECT_H
#define LENSCAP_TESTS_VIEW_EXPECT_H

#include "test.h"

#include <lenscap/view.h>

/*
 * Release value, which must be the JSON of expected: no member more, none
 * less.  expected is written with ' for ", which none of its texts has.
 */
void expect_view(json_t *value, const char *expected);

#endif
