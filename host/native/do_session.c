/* do_session.c: agreeing on what is spoken. */
#include <string.h>

#include "frame.h"
#include "holder.h"
#include "native.h"
#include "upload.h"

#define SESSION_PROTOCOL 1

/* What an extension may ask for by name, besides the methods. */
static const char *const session_features[] = {
    "uploads",
    "backup",
    NULL,
};

/*
 * The state as far as it shows without opening anything: the first answer
 * shall not wait for a keyring or a large ledger.
 */
static const char *session_ledger(struct native *host)
{
	struct ledger_face face;
	enum lens_err err =
	    ledger_look(holder_place(host->holder)->dir, NULL, &face);

	if (err == LENS_NOT_FOUND)
		return "none";
	if (err != LENS_OK)
		return "damaged";
	return holder_unlocked(host->holder) ? "open" : "locked";
}

static bool session_agree(struct native_call *call)
{
	const json_t *range = json_object_get(call->op.params, "protocol");
	const json_t *low = json_array_get(range, 0);
	const json_t *high = json_array_get(range, 1);

	if (!json_is_integer(low) || !json_is_integer(high))
		operation_fail(&call->op, OPERATION_BAD_PARAMS);
	else if (json_integer_value(high) < SESSION_PROTOCOL)
		operation_fail_saying(
		    &call->op, OPERATION_VERSION,
		    "The extension is too old for this version "
		    "of Lenscap; update the extension.");
	else if (json_integer_value(low) > SESSION_PROTOCOL)
		operation_fail_saying(&call->op, OPERATION_VERSION,
				      "Lenscap on this computer is too old for "
				      "the extension; update Lenscap.");
	else
		return true;
	return false;
}

void do_session_hello(struct native_call *call)
{
	json_t *features = json_array();

	if (!session_agree(call)) {
		json_decref(features);
		return;
	}
	for (unsigned i = 0; session_features[i] != NULL; i++)
		json_array_append_new(features,
				      json_string(session_features[i]));
	call->host->greeted = true;
	call->op.result = json_pack(
	    "{s:i, s:{s:s}, s:s, s:o, s:{s:s}, s:{s:i, s:i, s:i, s:i, s:i}}",
	    "protocol", SESSION_PROTOCOL, "host", "version", LENSCAP_VERSION,
	    "browser", browsers_kind_name(call->host->browser), "features",
	    features, "ledger", "state", session_ledger(call->host), "limits",
	    "frame_in", FRAME_IN_MAX, "frame_out", FRAME_OUT_MAX, "chunk",
	    OPERATION_PIECE_TEXT, "chunk_bytes", OPERATION_PIECE,
	    "chunks_in_flight", UPLOAD_IN_FLIGHT);
}
