/*
 * methods.c: the table of methods.  Requests are held to it before a handler
 * sees them; --help, --methods and the tests read it.
 */
#include <stdlib.h>
#include <string.h>

#include "job.h"
#include "native.h"
#include "upload.h"

#define METHODS_PASSPHRASE LEDGER_PASSPHRASE_MAX

/* clang-format off */
#define PARAM(name, shape, required, least, most, help) \
	{name, NATIVE_##shape, required, least, most, help}
#define PARAMS_END {NULL, NATIVE_NUMBER, false, 0, 0, NULL}

static const struct native_param methods_none[] = {PARAMS_END};

static const struct native_param methods_create[] = {
	PARAM("passphrase", TEXT, false, 1, METHODS_PASSPHRASE, "what shall open it"),
	PARAM("keyring", TRUTH, false, 0, 0, "or the desktop keyring opens it"),
	PARAMS_END,
};
static const struct native_param methods_unlock[] = {
	PARAM("passphrase", TEXT, false, 1, METHODS_PASSPHRASE, "what opens it"),
	PARAM("recovery", TEXT, false, 1, 2 * LEDGER_RECOVERY_TEXT, "or its recovery key"),
	PARAMS_END,
};


const struct native_method native_methods[] = {
	{"ledger.status", OPERATION_INTERACTIVE, do_ledger_status, methods_none,
		"is there a ledger, is it open, what is in it"},
	{"ledger.create", OPERATION_INTERACTIVE, do_ledger_create, methods_create,
		"make the ledger; gives its recovery key, once"},
	{"ledger.unlock", OPERATION_INTERACTIVE, do_ledger_unlock, methods_unlock,
		"open it; without parameters by the session's key or the keyring"},
	{"ledger.lock", OPERATION_INTERACTIVE, do_ledger_lock, methods_none,
		"forget its key, here and everywhere"},
	{"ledger.backup", OPERATION_INTERACTIVE, do_ledger_backup, methods_none,
		"keep a copy, sealed, in the documents folder"},
	{NULL, OPERATION_AT_ONCE, NULL, NULL, NULL},
};

static const char *const methods_shapes[] = {
	[NATIVE_NUMBER] = "integer",
	[NATIVE_TEXT] = "string",
	[NATIVE_TRUTH] = "boolean",
	[NATIVE_IDS] = "[id]",
	[NATIVE_WORDS] = "[string]",
	[NATIVE_LIST] = "list",
	[NATIVE_OBJECT] = "object",
};
/* clang-format on */

#define METHODS_WORD_MAX 256

const struct native_method *native_method_named(const char *name)
{
	const struct native_method *method = native_methods;

	while (method->name != NULL && strcmp(method->name, name) != 0)
		method++;
	return method->name != NULL ? method : NULL;
}

/* ---- Holding a request to it ---- */

static bool methods_within(const struct native_param *param, int64_t value)
{
	return value >= param->least && value <= param->most;
}

static bool methods_entries(const json_t *list, bool ids)
{
	size_t i;
	json_t *entry;

	json_array_foreach(
	    list, i, entry) if (ids ? json_integer_value(entry) < 1
				    : !json_is_string(entry) ||
					  json_string_length(entry) >
					      METHODS_WORD_MAX) return false;
	return true;
}

static bool methods_fits(const struct native_param *param, const json_t *value)
{
	switch (param->shape) {
	case NATIVE_NUMBER:
		return json_is_integer(value) &&
		       methods_within(param, json_integer_value(value));
	case NATIVE_TEXT:
		return json_is_string(value) &&
		       methods_within(param,
				      (int64_t)json_string_length(value));
	case NATIVE_TRUTH:
		return json_is_boolean(value);
	case NATIVE_OBJECT:
		return json_is_object(value) &&
		       methods_within(param, (int64_t)json_object_size(value));
	default:
		return json_is_array(value) &&
		       methods_within(param, (int64_t)json_array_size(value)) &&
		       (param->shape == NATIVE_LIST ||
			methods_entries(value, param->shape == NATIVE_IDS));
	}
}

bool native_params_fit(struct native_call *call)
{
	for (const struct native_param *param = call->method->params;
	     param->name != NULL; param++) {
		const json_t *value =
		    json_object_get(call->op.params, param->name);
		char *sentence;

		if (value == NULL ? !param->required
				  : methods_fits(param, value))
			continue;
		sentence =
		    base_format("The request %s does not have the right '%s'.",
				call->method->name, param->name);
		native_fail_saying(call, OPERATION_BAD_PARAMS, sentence);
		free(sentence);
		return false;
	}
	return true;
}

/* ---- Showing it ---- */

static json_t *methods_params_json(const struct native_param *param)
{
	json_t *list = json_array();

	for (; param->name != NULL; param++)
		json_array_append_new(
		    list,
		    json_pack(
			"{s:s, s:s, s:b, s:I, s:I, s:s}", "name", param->name,
			"shape", methods_shapes[param->shape], "required",
			param->required, "least", (json_int_t)param->least,
			"most", (json_int_t)param->most, "help", param->help));
	return list;
}

json_t *native_methods_json(void)
{
	json_t *list = operation_table_json(false);

	for (const struct native_method *method = native_methods;
	     method->name != NULL; method++)
		json_array_append_new(
		    list, json_pack("{s:s, s:s, s:o}", "name", method->name,
				    "help", method->help, "params",
				    methods_params_json(method->params)));
	return list;
}
