/* view_member.c: reading what was made. */
#include <lenscap/view_member.h>

const char *view_member(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

int64_t view_member_number(const json_t *object, const char *name)
{
	return json_integer_value(json_object_get(object, name));
}

void view_member_add(json_t *counts, const char *name, int64_t more)
{
	json_object_set_new(
	    counts, name,
	    json_integer(view_member_number(counts, name) + more));
}
