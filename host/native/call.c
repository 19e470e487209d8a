/* call.c: a request's parameters, and its answer. */
#include <stdlib.h>
#include <string.h>

#include "native.h"
#include "out.h"

/* What to type in a terminal helps nobody in a browser: the sentence ends
 * before it. */
static void call_end_before_command(char *sentence)
{
	char *at = strstr(sentence, "lenscap ");

	while (at != NULL && at > sentence && strchr(";:.", *at) == NULL)
		at--;
	if (at != NULL && at > sentence)
		memcpy(at, ".", 2);
}

static json_t *call_error(struct native_call *call)
{
	enum operation_code code = call->op.code;

	call_end_before_command(call->op.sentence);
	return json_pack(
	    "{s:i, s:s, s:{s:s, s:s}}", "code", operation_code_number(code),
	    "message", call->op.sentence, "data", "code",
	    operation_code_word(code), "remedy", operation_remedy(&call->op));
}

static json_t *call_response(struct native_call *call)
{
	json_t *response = json_pack("{s:s, s:O?}", "jsonrpc", "2.0", "id",
				     call->id ? call->id : json_null());

	if (call->op.code != OPERATION_OK) {
		json_object_set_new(response, "error", call_error(call));
		return response;
	}
	json_object_set_new(response, "result",
			    call->op.result ? call->op.result : json_object());
	call->op.result = NULL;
	return response;
}

void native_answer(struct native_call *call)
{
	bool patient = call->queue != NULL;
	json_t *response = call_response(call);
	enum lens_err err = call->quiet
				? LENS_OK
				: out_send(call->host->out, response, patient);

	if (err != LENS_OK) {
		json_decref(response);
		operation_fail_as(&call->op, err, NULL);
		response = call_response(call);
		(void)!out_send(call->host->out, response, patient);
	}
	json_decref(response);
	json_decref(call->op.result);
	json_decref(call->rows);
	json_decref(call->op.params);
	json_decref(call->id);
	free(call->file);
	free(call);
}

void native_notify(struct native *host, const char *method, json_t *params)
{
	json_t *message = json_pack("{s:s, s:s, s:o}", "jsonrpc", "2.0",
				    "method", method, "params", params);

	(void)!out_send(host->out, message, true);
	json_decref(message);
}

/* ---- Values ---- */

json_t *native_json_error(enum operation_code code, const char *message)
{
	return json_pack("{s:s, s:s, s:s}", "code", operation_code_word(code),
			 "message",
			 message ? message : operation_code_sentence(code),
			 "remedy", operation_code_remedy(code));
}

size_t native_json_size(const json_t *value)
{
	return json_dumpb(value, NULL, 0, JSON_COMPACT);
}
