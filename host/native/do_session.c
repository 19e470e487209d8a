/* do_session.c: agreeing on what is spoken. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_persons.h>
#include <lenscap/view.h>

#include "frame.h"
#include "holder.h"
#include "native.h"
#include "upload.h"

#define SESSION_PROTOCOL 1

/* What an extension may ask for by name, besides the methods. */
static const char *const session_features[] = {
    "uploads",	   "backup",	 "persons",    "temporary",
    "check.faces", "check.same", "pack.rules", NULL,
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

/* A second greeting chooses nothing: a queue may have the ledger open. */
static void session_same(struct native_call *call)
{
	const struct casework_place *place = holder_place(call->host->holder);
	const char *person = operation_text(&call->op, "person");
	char *name = person ? casework_person_name(person) : NULL;

	if (operation_truth(&call->op, "temporary") !=
		(place->scratch != NULL) ||
	    (person != NULL && name == NULL) ||
	    strcmp(name ? name : "", place->person ? place->person : "") != 0)
		operation_fail_saying(&call->op, OPERATION_BAD_PARAMS,
				      "Another ledger is another session; "
				      "start one.");
	free(name);
}

/* Whose ledger it is to be. */
static void session_choose(struct native_call *call)
{
	const char *person = operation_text(&call->op, "person");
	struct ledger_fault fault = {0};
	enum lens_err err = LENS_OK;

	if (operation_truth(&call->op, "temporary"))
		err = holder_temporary(call->host->holder, &fault);
	else if (person != NULL)
		err = holder_choose(call->host->holder, person, &fault);
	if (err != LENS_OK)
		operation_fail_as(&call->op, err, &fault);
}

/* What is not the user's own ledger is named. */
static void session_name(struct native_call *call)
{
	const struct casework_place *place = holder_place(call->host->holder);

	if (place->person != NULL)
		json_object_set_new(call->op.result, "person",
				    view_text(place->person));
	if (place->scratch != NULL)
		json_object_set_new(call->op.result, "temporary", json_true());
}

void do_session_hello(struct native_call *call)
{
	json_t *features;

	if (!session_agree(call))
		return;
	(call->host->greeted ? session_same : session_choose)(call);
	if (call->op.code != OPERATION_OK)
		return;
	features = json_array();
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
	session_name(call);
}
