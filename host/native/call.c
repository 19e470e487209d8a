/* call.c: a request's parameters, its answer, and the words of its errors. */
#include <stdlib.h>
#include <string.h>

#include "native.h"
#include "out.h"

/* ---- Errors ---- */

/* clang-format off */
static const struct {
	const char *word;
	int number; /* JSON-RPC's */
	const char *message, *remedy;
} call_codes[NATIVE_CODES] = {
	[NATIVE_OK] = {"ok", 0, "", ""},
	[NATIVE_PARSE] = {"malformed", -32700,
		"The message is not JSON.", "Update the extension."},
	[NATIVE_REQUEST] = {"malformed", -32600,
		"The message is no request.", "Update the extension."},
	[NATIVE_METHOD] = {"unknown_method", -32601,
		"This version of Lenscap does not know the request.",
		"Update Lenscap on this computer."},
	[NATIVE_BAD_PARAMS] = {"bad_params", -32602,
		"The request is not what Lenscap expects.",
		"Update Lenscap and the extension."},
	[NATIVE_TOO_BIG] = {"too_big", -32001,
		"The message is too large.", "Ask for less at once."},
	[NATIVE_VERSION] = {"version", -32002,
		"The extension and Lenscap speak different languages.",
		"Update both."},
	[NATIVE_DENIED] = {"denied", -32003,
		"Lenscap may not do this here.",
		"'lenscap doctor' says what is missing."},
	[NATIVE_BUSY] = {"busy", -32004,
		"Lenscap is busy.", "Try again in a moment."},
	[NATIVE_CANCELLED] = {"cancelled", -32005, "It was stopped.", ""},
	[NATIVE_NO_LEDGER] = {"no_ledger", -32006,
		"There is no ledger yet.", "Make one first."},
	[NATIVE_LOCKED] = {"locked", -32007,
		"The ledger is locked.", "Unlock it."},
	[NATIVE_WRONG_KEY] = {"wrong_passphrase", -32008,
		"That does not open the ledger.",
		"Check for capitals and the keyboard's language, or use the "
		"recovery key."},
	[NATIVE_DAMAGED] = {"damaged", -32009,
		"The ledger is damaged.",
		"'lenscap verify' shows where and 'lenscap restore' brings a "
		"backup back."},
	[NATIVE_EXISTS] = {"exists", -32010,
		"It is there already.", "Use the one that is there."},
	[NATIVE_NOT_FOUND] = {"not_found", -32011,
		"There is no such thing any more.", "Look at the list again."},
	[NATIVE_WORKER] = {"worker", -32012,
		"A program of Lenscap's failed at its work.",
		"Try again; 'lenscap doctor' says what is wrong."},
	[NATIVE_NETWORK] = {"network", -32013,
		"The network cannot be reached.", "Check the connection."},
	[NATIVE_UNSUPPORTED] = {"unsupported", -32014,
		"This version of Lenscap cannot do that.",
		"Update Lenscap on this computer."},
	[NATIVE_INTERNAL] = {"internal", -32603,
		"Lenscap could not do it.",
		"Try again; 'lenscap doctor' says what is wrong."},
};

/* What a fault of the ledger is to the extension. */
static const enum native_code call_faults[LEDGER_FAULTS] = {
	[LEDGER_FAULT_NONE] = NATIVE_INTERNAL,
	[LEDGER_FAULT_MISSING] = NATIVE_NOT_FOUND,
	[LEDGER_FAULT_EXISTS] = NATIVE_EXISTS,
	[LEDGER_FAULT_FOREIGN] = NATIVE_DAMAGED,
	[LEDGER_FAULT_NEWER] = NATIVE_VERSION,
	[LEDGER_FAULT_KEY] = NATIVE_WRONG_KEY,
	[LEDGER_FAULT_HEADER] = NATIVE_DAMAGED,
	[LEDGER_FAULT_SNAPSHOT] = NATIVE_DAMAGED,
	[LEDGER_FAULT_RECORD] = NATIVE_DAMAGED,
	[LEDGER_FAULT_THUMBNAIL] = NATIVE_DAMAGED,
	[LEDGER_FAULT_BUSY] = NATIVE_BUSY,
	[LEDGER_FAULT_SPACE] = NATIVE_INTERNAL,
	[LEDGER_FAULT_DISK] = NATIVE_INTERNAL,
	[LEDGER_FAULT_MEMORY] = NATIVE_INTERNAL,
	[LEDGER_FAULT_ARGUMENT] = NATIVE_BAD_PARAMS,
	[LEDGER_FAULT_TYPED] = NATIVE_WRONG_KEY,
	[LEDGER_FAULT_SESSION] = NATIVE_DENIED,
};

/* What an error without a fault is. */
static const enum native_code call_errors[] = {
	[LENS_OK] = NATIVE_INTERNAL,
	[LENS_EOF] = NATIVE_CANCELLED,
	[LENS_MALFORMED] = NATIVE_DAMAGED,
	[LENS_TOO_BIG] = NATIVE_TOO_BIG,
	[LENS_DENIED] = NATIVE_DENIED,
	[LENS_LOCKED] = NATIVE_LOCKED,
	[LENS_WORKER] = NATIVE_WORKER,
	[LENS_SYSTEM] = NATIVE_INTERNAL,
};
/* clang-format on */

const char *native_code_word(enum native_code code)
{
	return call_codes[code].word;
}

void native_fail_saying(struct native_call *call, enum native_code code,
			const char *sentence)
{
	call->code = code;
	base_printable(call->message, sizeof(call->message),
		       base_view_of(sentence));
}

void native_fail(struct native_call *call, enum native_code code)
{
	native_fail_saying(call, code, call_codes[code].message);
}

void native_fail_as(struct native_call *call, enum lens_err err,
		    const struct ledger_fault *fault)
{
	if (fault != NULL && fault->kind == LEDGER_FAULT_KEY &&
	    err != LENS_LOCKED) /* the keyring will not; no key was wrong */
		native_fail_saying(call, NATIVE_DENIED, fault->sentence);
	else if (fault != NULL && fault->kind != LEDGER_FAULT_NONE)
		native_fail_saying(call, call_faults[fault->kind],
				   fault->sentence);
	else
		native_fail(call, call_errors[err]);
}

/* ---- Answers ---- */

static json_t *call_error(const struct native_call *call)
{
	const char *remedy = call_codes[call->code].remedy;

	return json_pack("{s:i, s:s, s:{s:s, s:s}}", "code",
			 call_codes[call->code].number, "message",
			 call->message, "data", "code",
			 call_codes[call->code].word, "remedy", remedy);
}

static json_t *call_response(struct native_call *call)
{
	json_t *response = json_pack("{s:s, s:O?}", "jsonrpc", "2.0", "id",
				     call->id ? call->id : json_null());

	if (call->code != NATIVE_OK) {
		json_object_set_new(response, "error", call_error(call));
		return response;
	}
	json_object_set_new(response, "result",
			    call->result ? call->result : json_object());
	call->result = NULL;
	return response;
}

void native_answer(struct native_call *call)
{
	bool patient = call->track != NULL;
	json_t *response = call_response(call);

	if (!call->quiet &&
	    out_send(call->host->out, response, patient) != LENS_OK) {
		json_decref(response);
		native_fail(call, NATIVE_TOO_BIG);
		response = call_response(call);
		(void)!out_send(call->host->out, response, patient);
	}
	json_decref(response);
	json_decref(call->result);
	json_decref(call->params);
	json_decref(call->id);
	free(call);
}

void native_notify(struct native *host, const char *method, json_t *params)
{
	json_t *message = json_pack("{s:s, s:s, s:o}", "jsonrpc", "2.0",
				    "method", method, "params", params);

	(void)!out_send(host->out, message, true);
	json_decref(message);
}

/* ---- Parameters and values ---- */

int64_t native_number(const struct native_call *call, const char *name,
		      int64_t otherwise)
{
	const json_t *value = json_object_get(call->params, name);

	return value ? json_integer_value(value) : otherwise;
}

const char *native_text(const struct native_call *call, const char *name)
{
	return json_string_value(json_object_get(call->params, name));
}

bool native_truth(const struct native_call *call, const char *name)
{
	return json_is_true(json_object_get(call->params, name));
}

json_t *native_json_error(enum native_code code, const char *message)
{
	return json_pack("{s:s, s:s, s:s}", "code", call_codes[code].word,
			 "message",
			 message ? message : call_codes[code].message, "remedy",
			 call_codes[code].remedy);
}

size_t native_json_size(const json_t *value)
{
	return json_dumpb(value, NULL, 0, JSON_COMPACT);
}
