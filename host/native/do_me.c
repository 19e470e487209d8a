/* do_me.c: who I am, for letters only. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/view_registry.h>

#include "native.h"
#include "track.h"

static void me_answer(struct native_call *call, struct casework *work)
{
	struct ledger_fault fault = {0};
	struct casework_me me;
	enum lens_err err = casework_me_read(work, &fault, &me);

	if (err != LENS_OK) {
		native_fail_as(call, err, &fault);
		return;
	}
	call->op.result = view_me(&me);
	casework_me_free(&me);
}

void do_me_get(struct native_call *call)
{
	struct casework *work;

	if (track_ledger(call, &work))
		me_answer(call, work);
}

/* Lines of an address are split by ';' where they are kept. */
static char *me_one_line(const char *text)
{
	char *line = base_copy(text);

	for (char *c = line; *c != '\0'; c++)
		if (*c == '\n')
			*c = ';';
	return line;
}

void do_me_set(struct native_call *call)
{
	json_t *values = json_object_get(call->op.params, "values"), *value;
	struct ledger_fault fault = {0};
	struct casework *work;
	const char *name;
	enum lens_err err = LENS_OK;

	if (!track_ledger(call, &work))
		return;
	json_object_foreach(values, name, value)
	{
		char *line = me_one_line(
		    json_is_string(value) ? json_string_value(value) : "");

		err = casework_me_set(work, name, line, &fault);
		free(line);
		if (err != LENS_OK)
			break;
	}
	if (err == LENS_OK)
		me_answer(call, work);
	else
		native_fail_as(call, err, &fault);
}
