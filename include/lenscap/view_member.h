/* view_member.h: reading what host/view has made. */
#ifndef LENSCAP_VIEW_MEMBER_H
#define LENSCAP_VIEW_MEMBER_H

#include <stdint.h>

#include <jansson.h>

/* A member of an object that may be NULL: "" or 0 when it has none of that
 * kind.  The text is the object's. */
const char *view_member(const json_t *object, const char *name);
int64_t view_member_number(const json_t *object, const char *name);

/* More of what an object of numbers counts. */
void view_member_add(json_t *counts, const char *name, int64_t more);

#endif
