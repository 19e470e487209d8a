/* error.c: the failures that there are: their words, sentences, remedies. */
#include <lenscap/base_said.h>

#include "operation.h"

/* clang-format off */
static const struct {
	const char *word;
	int number; /* JSON-RPC's */
	const char *sentence, *remedy;
} error_codes[OPERATION_CODES] = {
	[OPERATION_OK] = {"ok", 0, "", ""},
	[OPERATION_PARSE] = {"malformed", -32700,
		"The message is not JSON.", "Update the extension."},
	[OPERATION_REQUEST] = {"malformed", -32600,
		"The message is not a request.", "Update the extension."},
	[OPERATION_METHOD] = {"unknown_method", -32601,
		"This version of Lenscap does not know the request.",
		"Update Lenscap on this computer."},
	[OPERATION_BAD_PARAMS] = {"bad_params", -32602,
		"The request is not what Lenscap expects.",
		"Update Lenscap and the extension."},
	[OPERATION_TOO_BIG] = {"too_big", -32001,
		"The message is too large.", "Ask for less at once."},
	[OPERATION_VERSION] = {"version", -32002,
		"The extension and Lenscap speak different languages.",
		"Update both."},
	[OPERATION_DENIED] = {"denied", -32003,
		"Lenscap may not do this here.",
		"'lenscap doctor' says what is missing."},
	[OPERATION_BUSY] = {"busy", -32004,
		"Lenscap is busy.", "Try again in a moment."},
	[OPERATION_CANCELLED] = {"cancelled", -32005, "It was stopped.", ""},
	[OPERATION_NO_LEDGER] = {"no_ledger", -32006,
		"There is no ledger yet.", "Make one first."},
	[OPERATION_LOCKED] = {"locked", -32007,
		"The ledger is locked.", "Unlock it."},
	[OPERATION_WRONG_KEY] = {"wrong_passphrase", -32008,
		"That does not open the ledger.",
		"Check for capitals and the keyboard's language, or use the "
		"recovery key."},
	[OPERATION_DAMAGED] = {"damaged", -32009,
		"The ledger is damaged.",
		"'lenscap verify' shows where and 'lenscap restore' brings a "
		"backup back."},
	[OPERATION_EXISTS] = {"exists", -32010,
		"It is there already.", "Use the one that is there."},
	[OPERATION_NOT_FOUND] = {"not_found", -32011,
		"There is no such thing any more.", "Look at the list again."},
	[OPERATION_WORKER] = {"worker", -32012,
		"A program of Lenscap's failed at its work.",
		"Try again; 'lenscap doctor' says what is wrong."},
	[OPERATION_NETWORK] = {"network", -32013,
		"The network cannot be reached.", "Check the connection."},
	[OPERATION_UNSUPPORTED] = {"unsupported", -32014,
		"This version of Lenscap cannot do that.",
		"Update Lenscap on this computer."},
	[OPERATION_INTERNAL] = {"internal", -32603,
		"Lenscap could not do it.",
		"Try again; 'lenscap doctor' says what is wrong."},
};

/* What a fault of the ledger is to whoever asked. */
static const enum operation_code error_faults[LEDGER_FAULTS] = {
	[LEDGER_FAULT_NONE] = OPERATION_INTERNAL,
	[LEDGER_FAULT_MISSING] = OPERATION_NOT_FOUND,
	[LEDGER_FAULT_EXISTS] = OPERATION_EXISTS,
	[LEDGER_FAULT_FOREIGN] = OPERATION_DAMAGED,
	[LEDGER_FAULT_NEWER] = OPERATION_VERSION,
	[LEDGER_FAULT_KEY] = OPERATION_WRONG_KEY,
	[LEDGER_FAULT_HEADER] = OPERATION_DAMAGED,
	[LEDGER_FAULT_SNAPSHOT] = OPERATION_DAMAGED,
	[LEDGER_FAULT_RECORD] = OPERATION_DAMAGED,
	[LEDGER_FAULT_THUMBNAIL] = OPERATION_DAMAGED,
	[LEDGER_FAULT_BUSY] = OPERATION_BUSY,
	[LEDGER_FAULT_SPACE] = OPERATION_INTERNAL,
	[LEDGER_FAULT_DISK] = OPERATION_INTERNAL,
	[LEDGER_FAULT_MEMORY] = OPERATION_INTERNAL,
	[LEDGER_FAULT_ARGUMENT] = OPERATION_BAD_PARAMS,
	[LEDGER_FAULT_TYPED] = OPERATION_WRONG_KEY,
	[LEDGER_FAULT_OPEN] = OPERATION_DENIED,
	[LEDGER_FAULT_SESSION] = OPERATION_DENIED,
};

/* What an error without a fault is. */
static const enum operation_code error_errs[] = {
	[LENS_OK] = OPERATION_INTERNAL,
	[LENS_END] = OPERATION_INTERNAL,
	[LENS_NOT_FOUND] = OPERATION_NOT_FOUND,
	[LENS_CANCELLED] = OPERATION_CANCELLED,
	[LENS_TIMEOUT] = OPERATION_WORKER,
	[LENS_MALFORMED] = OPERATION_DAMAGED,
	[LENS_TOO_BIG] = OPERATION_TOO_BIG,
	[LENS_DENIED] = OPERATION_DENIED,
	[LENS_LOCKED] = OPERATION_LOCKED,
	[LENS_WORKER] = OPERATION_WORKER,
	[LENS_SYSTEM] = OPERATION_INTERNAL,
};
/* clang-format on */

const char *operation_code_word(enum operation_code code)
{
	return error_codes[code].word;
}

int operation_code_number(enum operation_code code)
{
	return error_codes[code].number;
}

const char *operation_code_sentence(enum operation_code code)
{
	return error_codes[code].sentence;
}

const char *operation_code_remedy(enum operation_code code)
{
	return error_codes[code].remedy;
}

const char *operation_remedy(const struct operation_call *call)
{
	return call->remedy ? call->remedy : error_codes[call->code].remedy;
}

void operation_fail_saying(struct operation_call *call,
			   enum operation_code code, const char *sentence)
{
	/* A row that a table lacks is a failure all the same. */
	call->code = code == OPERATION_OK ? OPERATION_INTERNAL : code;
	call->remedy = NULL;
	/* Names in it may be a stranger's. */
	base_printable(call->sentence, sizeof(call->sentence),
		       base_view_of(base_said(sentence)));
}

void operation_fail(struct operation_call *call, enum operation_code code)
{
	operation_fail_saying(call, code, error_codes[code].sentence);
}

void operation_fail_as(struct operation_call *call, enum lens_err err,
		       const struct ledger_fault *fault)
{
	enum operation_code code = error_errs[err];

	call->err = err;
	if (fault == NULL || fault->sentence[0] == '\0') {
		operation_fail(call, code);
		return;
	}
	if (fault->kind == LEDGER_FAULT_KEY && err != LENS_LOCKED)
		/* The keyring refuses; no key was wrong. */
		code = OPERATION_DENIED;
	else if (fault->kind != LEDGER_FAULT_NONE)
		code = error_faults[fault->kind];
	operation_fail_saying(call, code, fault->sentence);
	/* Programs that fit each other were asked for what cannot be: no
	 * update helps, the sentence does. */
	if (code == OPERATION_BAD_PARAMS)
		call->remedy = "Change that, and try again.";
}
