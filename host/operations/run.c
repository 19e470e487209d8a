/* run.c: an operation is run, and what many operations do. */
#include <stdlib.h>

#include "operation.h"

enum operation_needs operation_needs(const struct operation_call *call)
{
	const struct operation_param *param = call->operation->params;

	for (; param->name != NULL; param++)
		if (param->flags & OPERATION_UNOPENED &&
		    operation_truth(call, param->name))
			return OPERATION_NOTHING;
	return call->operation->needs;
}

void operation_run(struct operation_call *call)
{
	if (operation_needs(call) >= OPERATION_QUIETLY &&
	    !call->front->open(call))
		return;
	call->operation->run(call);
}

void operation_progress(void *call, size_t done, size_t total)
{
	((struct operation_call *)call)->front->progress(call, done, total);
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

/* ---- Lists in parts ---- */

int64_t operation_limit(const struct operation_call *call, int64_t otherwise)
{
	return operation_number(call, "limit",
				call->front->page > 0 ? otherwise : INT64_MAX);
}

void operation_page(struct operation_call *call, int64_t total, int64_t rows)
{
	int64_t offset = operation_number(call, "offset", 0);
	bool more = rows > 0 && offset < total && rows < total - offset;

	call->result = json_pack(
	    "{s:I, s:o}", "total", (json_int_t)total, "next_offset",
	    more ? json_integer((json_int_t)(offset + rows)) : json_null());
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
