/* run.c: an operation is run, and what many operations do. */
#include <stdlib.h>

#include "operation.h"

const struct operation_param operation_no_params[] = {PARAM_END};

void operation_run(struct operation_call *call)
{
	const struct operation *operation = call->operation;

	if (operation->needs >= OPERATION_LEDGER && !call->front->open(call))
		return;
	operation->run(call);
}

bool operation_row(struct operation_call *call, json_t *row)
{
	return call->front->row(call, row);
}

bool operation_answer(struct operation_call *call, const char *name,
		      json_t *row)
{
	if (json_is_array(json_object_get(call->params, name)))
		return operation_row(call, row);
	call->result = row;
	call->answered = true;
	return true;
}

/* ---- Parameters ---- */

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

	return name ? law_language_of(name) : LAW_EN;
}

/* ---- Forgetting ---- */

void operation_forget(struct operation_call *call, const char *name,
		      enum lens_err (*forget)(struct ledger *ledger,
					      const int64_t *ids, size_t count,
					      struct ledger_fault *fault))
{
	struct ledger_fault fault = {0};
	int64_t *ids;
	size_t count = operation_ids(call, name, &ids);
	enum lens_err err =
	    forget(casework_ledger(call->work), ids, count, &fault);

	if (err == LENS_OK)
		call->result =
		    json_pack("{s:I}", "forgotten", (json_int_t)count);
	else
		operation_fail_as(call, err, &fault);
	free(ids);
}
