/* param.c: parameters of a call, after they were checked. */
#include <stdlib.h>
#include <string.h>

#include "operation.h"

const struct operation_param operation_no_params[] = {PARAM_END};

const struct operation_param *operation_param(const struct operation *operation,
					      const char *name)
{
	for (const struct operation_param *param = operation->params;
	     param->name != NULL; param++)
		if (strcmp(param->name, name) == 0)
			return param;
	return NULL;
}

int64_t operation_number(const struct operation_call *call, const char *name,
			 int64_t otherwise)
{
	const json_t *value = json_object_get(call->params, name);

	return value ? json_integer_value(value) : otherwise;
}

const char *operation_text(const struct operation_call *call, const char *name)
{
	return json_string_value(json_object_get(call->params, name));
}

bool operation_truth(const struct operation_call *call, const char *name)
{
	return json_is_true(json_object_get(call->params, name));
}

const json_t *operation_list(const struct operation_call *call,
			     const char *name)
{
	return json_object_get(call->params, name);
}

size_t operation_ids(const struct operation_call *call, const char *name,
		     int64_t **out)
{
	const json_t *value = json_object_get(call->params, name);
	bool list = json_is_array(value);
	size_t given = list ? json_array_size(value) : value != NULL;
	size_t count = 0, before;

	*out = base_alloc(given + 1, sizeof(**out));
	for (size_t i = 0; i < given; i++) {
		int64_t id =
		    json_integer_value(list ? json_array_get(value, i) : value);

		for (before = 0; before < count && (*out)[before] != id;)
			before++;
		if (before == count)
			(*out)[count++] = id;
	}
	return count;
}

size_t operation_paths(const struct operation_call *call, const char *name,
		       char ***out)
{
	const json_t *list = operation_list(call, name);
	size_t count = json_array_size(list);

	*out = base_alloc(count + 1, sizeof(**out));
	for (size_t i = 0; i < count; i++)
		(*out)[i] = (char *)call->front->path(
		    (struct operation_call *)call,
		    json_integer_value(json_array_get(list, i)));
	return count;
}

#define LINES_SPACE " \t"

char *operation_lines(const char *text)
{
	char *lines = base_copy(text), *to = lines, *line = lines;

	for (const char *at = text;; at++) {
		bool typed = at[0] == '\\' && at[1] == 'n';
		bool end = typed || *at == '\n' || *at == '\0';

		/* Files from Windows have it at the end of each line. */
		if (*at == '\r')
			continue;
		while (end && to > line && strchr(LINES_SPACE, to[-1]) != NULL)
			to--;
		if (*at == '\0')
			break;
		if (end)
			*to++ = '\n';
		else if (to > line || strchr(LINES_SPACE, *at) == NULL)
			*to++ = *at;
		if (end)
			line = to;
		at += typed;
	}
	*to = '\0';
	return lines;
}

int32_t operation_day(const struct operation_call *call, const char *name,
		      int32_t otherwise)
{
	const char *text = operation_text(call, name);
	int32_t day;

	return text != NULL && law_day_parse(text, &day) == LENS_OK ? day
								    : otherwise;
}

enum law_language operation_language(const struct operation_call *call)
{
	const char *name = operation_text(call, "language");

	return name ? law_language_of(name) : call->language;
}

enum law_language operation_language_kept(const struct operation_call *call)
{
	const char *name = operation_text(call, "language");

	return name ? law_language_of(name) : LAW_EN;
}
