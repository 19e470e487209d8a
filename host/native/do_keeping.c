/* do_keeping.c: what opens the ledger, its backup brought back, its end. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_keys.h>
#include <lenscap/casework_passphrase.h>
#include <lenscap/view_ledger.h>

#include "holder.h"
#include "native.h"
#include "queue.h"

static struct ledger_place keeping_place(const struct native_call *call)
{
	const struct casework_place *place = holder_place(call->host->holder);

	return (struct ledger_place){place->dir, place->witness};
}

/* ---- Keys ---- */

/* A new one in the place of key *id, or (0) beside the others. */
static enum lens_err keeping_put(struct native_call *call,
				 struct ledger *ledger,
				 const struct ledger_secret *secret,
				 struct ledger_fault *fault, uint32_t *id)
{
	const struct casework_place *place = holder_place(call->host->holder);

	if (operation_truth(&call->op, "keyring"))
		return casework_add_keyring(ledger, place->dir, place->bus,
					    fault, id);
	return casework_put_key(ledger, place->dir, secret, fault, id);
}

void do_key_put(struct native_call *call)
{
	const char *passphrase = operation_text(&call->op, "passphrase");
	uint32_t id = (uint32_t)operation_number(&call->op, "id", 0);
	char recovery[LEDGER_RECOVERY_TEXT] = "";
	struct ledger_secret *secret = NULL;
	struct ledger_fault fault = {0};
	struct casework *work;
	enum lens_err err = LENS_OK;

	if (!queue_ledger(call, &work))
		return;
	if (passphrase != NULL)
		err = ledger_secret_passphrase(base_view_of(passphrase), &fault,
					       &secret);
	else if (operation_truth(&call->op, "recovery"))
		err = ledger_secret_recovery_new(recovery, &fault, &secret);
	else if (!operation_truth(&call->op, "keyring"))
		operation_fail_saying(&call->op, OPERATION_BAD_PARAMS,
				      "Say what the new key is.");
	if (err == LENS_OK && call->op.code == OPERATION_OK)
		err = keeping_put(call, casework_ledger(work), secret, &fault,
				  &id);
	ledger_secret_free(secret);
	if (err != LENS_OK)
		operation_fail_as(&call->op, err, &fault);
	else if (call->op.code == OPERATION_OK)
		call->op.result = json_pack("{s:i, s:s}", "id", (int)id,
					    "recovery_key", recovery);
	explicit_bzero(recovery, sizeof(recovery));
}

/* ---- A backup brought back ---- */

/* Into the ledger that is there, or as the ledger where none is. */
static enum lens_err keeping_restore(struct native_call *call, const char *path,
				     const struct ledger_secret *secret,
				     struct ledger_fault *fault)
{
	bool replace = operation_truth(&call->op, "replace");
	struct ledger_place place = keeping_place(call);
	struct ledger_merged merged = {0};
	struct ledger_key *key = NULL;
	struct ledger_face face;
	struct casework *work;
	enum lens_err err = ledger_look(place.dir, fault, &face);
	bool there = err != LENS_NOT_FOUND;

	if (there && !replace) {
		if (!queue_ledger(call, &work))
			return LENS_OK;
		err = ledger_merge(casework_ledger(work), path, secret, fault,
				   &merged);
		if (err == LENS_OK)
			call->op.result = view_merged(&merged);
		return err;
	}
	if (there && !native_shut(call))
		return LENS_OK;
	err = ledger_restore(&place, path, secret, replace, fault);
	if (err == LENS_OK)
		err = ledger_key_open(place.dir, secret, fault, &key);
	if (err == LENS_OK) {
		holder_unlock(call->host->holder, key);
		call->op.result = json_pack("{s:s}", "status", "restored");
	}
	return err;
}

void do_ledger_restore(struct native_call *call)
{
	struct ledger_secret *secret = NULL;
	struct ledger_fault fault = {0};
	const char *name;
	char *path;
	int fd;
	enum lens_err err = native_secret(call, &fault, &secret);

	if (err == LENS_OK && secret == NULL)
		operation_fail_saying(&call->op, OPERATION_BAD_PARAMS,
				      "A backup needs the passphrase or the "
				      "recovery key that opens it.");
	if (err == LENS_OK && secret != NULL) {
		fd = call->op.front->file(
		    &call->op, operation_number(&call->op, "file", 0), &name);
		/* Its bytes are in memory alone: it has no other name. */
		path = base_format("/proc/self/fd/%d", fd);
		if (fd >= 0)
			err = keeping_restore(call, path, secret, &fault);
		free(path);
		base_close(&fd);
	}
	ledger_secret_free(secret);
	if (err != LENS_OK)
		operation_fail_as(&call->op, err, &fault);
}

/* ---- The end ---- */

void do_ledger_wipe(struct native_call *call)
{
	struct ledger_place place = keeping_place(call);
	struct ledger_fault fault = {0};
	enum lens_err err;

	if (!native_shut(call))
		return;
	err = ledger_wipe(&place, &fault);
	if (err != LENS_OK)
		operation_fail_as(&call->op, err, &fault);
	else
		call->op.result =
		    json_pack("{s:s}", "destroyed", ledger_wipe_sentence());
}
