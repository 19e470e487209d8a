/* do_ledger.c: the ledger's life, as the extension sees it. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_keys.h>
#include <lenscap/view_ledger.h>

#include "holder.h"
#include "native.h"
#include "queue.h"

#define LEDGER_PATIENCE 5000 /* ms for other queues to let go */

/* ---- Status ---- */

static void ledger_open_status(struct native_call *call,
			       const struct ledger_face *face,
			       struct casework *work)
{
	struct ledger *ledger = casework_ledger(work);
	struct ledger_fault fault = {0};
	struct ledger_status status;
	enum lens_err err = ledger_status(ledger, &fault, &status);

	if (err != LENS_OK) {
		operation_fail_as(&call->op, err, &fault);
		return;
	}
	call->op.result = view_status_open(face, &status, ledger);
}

/* A state that is no error here, though it would be elsewhere. */
static void ledger_closed_status(struct native_call *call,
				 enum view_ledger_state state,
				 const struct ledger_face *face)
{
	json_t *notices = json_array();

	if (state == VIEW_LEDGER_DAMAGED)
		json_array_append_new(notices, json_string(call->op.sentence));
	call->op.code = OPERATION_OK;
	call->op.result = view_status(state, face, NULL, notices);
}

/* What a new ledger could be opened by, on this machine. */
static void ledger_offers(struct native_call *call)
{
	const char *bus = holder_place(call->host->holder)->bus;
	json_t *offers = json_pack("[s]", "passphrase");
	struct ledger_fault fault = {0};

	if (casework_keyring_there(bus, &fault) == LENS_OK)
		json_array_append_new(offers, json_string("keyring"));
	json_object_set_new(call->op.result, "offers", offers);
}

void do_ledger_status(struct native_call *call)
{
	struct ledger_fault fault = {0};
	struct ledger_face face;
	struct casework *work;
	enum lens_err err =
	    ledger_look(holder_place(call->host->holder)->dir, &fault, &face);

	if (err == LENS_NOT_FOUND) {
		ledger_closed_status(call, VIEW_LEDGER_NONE, NULL);
		ledger_offers(call);
	} else if (err != LENS_OK) {
		operation_fail_as(&call->op, err, &fault);
		if (call->op.code == OPERATION_DAMAGED)
			ledger_closed_status(call, VIEW_LEDGER_DAMAGED, NULL);
	} else if (queue_ledger(call, &work)) {
		ledger_open_status(call, &face, work);
	} else if (call->op.code == OPERATION_LOCKED) {
		ledger_closed_status(call, VIEW_LEDGER_LOCKED, &face);
	} else if (call->op.code == OPERATION_DAMAGED) {
		ledger_closed_status(call, VIEW_LEDGER_DAMAGED, &face);
	}
}

/* ---- Keys ---- */

enum lens_err native_secret(const struct native_call *call,
			    struct ledger_fault *fault,
			    struct ledger_secret **out)
{
	const char *passphrase = operation_text(&call->op, "passphrase");
	const char *recovery = operation_text(&call->op, "recovery");

	*out = NULL;
	if (passphrase != NULL)
		return ledger_secret_passphrase(base_view_of(passphrase), fault,
						out);
	return recovery != NULL
		   ? ledger_secret_recovery(base_view_of(recovery), fault, out)
		   : LENS_OK;
}

void do_ledger_create(struct native_call *call)
{
	const struct casework_place *place = holder_place(call->host->holder);
	char recovery[LEDGER_RECOVERY_TEXT];
	struct ledger_secret *secret = NULL;
	struct ledger_key *key = NULL;
	struct ledger_fault fault = {0};
	struct casework_create create = {
	    .secrets = &secret,
	    .keyring = operation_truth(&call->op, "keyring"),
	    .bus = place->bus,
	};
	enum lens_err err = native_secret(call, &fault, &secret);

	create.count = secret != NULL;
	if (err == LENS_OK && secret == NULL && !create.keyring) {
		operation_fail_saying(&call->op, OPERATION_BAD_PARAMS,
				      "A new ledger needs a passphrase or the "
				      "desktop keyring.");
		return;
	}
	if (err == LENS_OK)
		err = casework_create(&place->home, &create, &fault, recovery,
				      &key);
	ledger_secret_free(secret);
	if (err != LENS_OK) {
		operation_fail_as(&call->op, err, &fault);
		return;
	}
	holder_unlock(call->host->holder, key);
	call->op.result =
	    json_pack("{s:s, s:s}", "recovery", recovery, "state", "open");
	explicit_bzero(recovery, sizeof(recovery));
}

/* A secret of the person's, or none: then the session or the keyring. */
static enum lens_err ledger_given(struct native_call *call,
				  struct ledger_fault *fault,
				  struct ledger_key **out)
{
	const struct casework_place *place = holder_place(call->host->holder);
	struct ledger_secret *secret = NULL;
	enum lens_err err = native_secret(call, fault, &secret);

	*out = NULL;
	if (err == LENS_OK && secret == NULL)
		return casework_keyring(&place->home, place->bus, out);
	if (err == LENS_OK)
		err = ledger_key_open(place->dir, secret, fault, out);
	ledger_secret_free(secret);
	return err;
}

void do_ledger_unlock(struct native_call *call)
{
	struct ledger_fault fault = {0};
	struct ledger_key *key = NULL;
	struct casework *work;
	bool given = json_object_size(call->op.params) > 0;
	enum lens_err err = LENS_OK;

	if (given || !holder_unlocked(call->host->holder)) {
		err = ledger_given(call, &fault, &key);
		if (err == LENS_NOT_FOUND)
			operation_fail(&call->op, OPERATION_NO_LEDGER);
		else if (err != LENS_OK)
			operation_fail_as(&call->op, err, &fault);
		else
			holder_unlock(call->host->holder, key);
	}
	/* It is open when it can be opened: the rest may be damaged. */
	if (err == LENS_OK && queue_ledger(call, &work))
		call->op.result = json_pack("{s:s}", "state", "open");
}

bool native_shut(struct native_call *call)
{
	struct native *host = call->host;
	struct ledger_fault fault = {0};
	enum lens_err err = holder_lock(host->holder, &fault);

	for (unsigned i = 0; i < OPERATION_QUEUES; i++)
		if (host->queues[i] != NULL && host->queues[i] != call->queue) {
			queue_interrupt(host->queues[i]);
			queue_wake(host->queues[i]);
		}
	queue_close_ledger(call->queue);
	if (err != LENS_OK)
		operation_fail_as(&call->op, err, &fault);
	else if (!holder_wait_closed(host->holder, LEDGER_PATIENCE))
		operation_fail(&call->op, OPERATION_BUSY);
	return call->op.code == OPERATION_OK;
}

void do_ledger_lock(struct native_call *call)
{
	if (holder_place(call->host->holder)->scratch != NULL)
		operation_fail_saying(&call->op, OPERATION_BAD_PARAMS,
				      "Nobody could open a temporary ledger "
				      "again; end the session, which destroys "
				      "it.");
	else if (native_shut(call))
		call->op.result = json_pack("{s:s}", "state", "locked");
}
