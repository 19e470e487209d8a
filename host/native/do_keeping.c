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

/* ---- Keys ---- */

static enum lens_err keeping_secret(void *context, struct ledger_fault *fault,
				    struct ledger_secret **out)
{
	const char *passphrase = operation_text(context, "passphrase");

	return passphrase != NULL ? ledger_secret_passphrase(
					base_view_of(passphrase), fault, out)
				  : LENS_OK;
}

void do_key_put(struct native_call *call)
{
	const struct casework_place *place = holder_place(call->host->holder);
	const struct casework_new_key new = {
	    .keyring = operation_truth(&call->op, "keyring"),
	    .recovery = operation_truth(&call->op, "recovery"),
	    .dir = place->dir,
	    .bus = place->bus,
	    .secret = keeping_secret,
	    .context = &call->op,
	};
	uint32_t id = (uint32_t)operation_number(&call->op, "id", 0);
	char recovery[LEDGER_RECOVERY_TEXT];
	struct ledger_fault fault = {0};
	struct casework *work;
	enum lens_err err;

	if (!queue_ledger(call, &work))
		return;
	err = casework_new_key(work, &new, &fault, &id, recovery);
	if (err != LENS_OK)
		operation_fail_as(&call->op, err, &fault);
	else
		call->op.result = view_new_key(id, recovery);
	explicit_bzero(recovery, sizeof(recovery));
}

/* ---- A backup brought back, the end ---- */

static enum lens_err keeping_open(void *context, struct ledger_fault *fault,
				  struct casework **out)
{
	(void)fault;
	if (!queue_ledger(context, out))
		*out = NULL;
	return LENS_OK;
}

static bool keeping_shut(void *context)
{
	return native_shut(context);
}

/* What took the place of the ledger, or is the first, is open. */
static enum lens_err keeping_restore(struct native_call *call, const char *path,
				     const struct ledger_secret *secret,
				     struct ledger_fault *fault)
{
	const struct casework_place *place = holder_place(call->host->holder);
	const struct casework_keeper keeper = {keeping_open, keeping_shut,
					       call};
	const struct casework_restore asked = {
	    path, secret, operation_truth(&call->op, "replace"), &keeper};
	struct casework_restored restored;
	struct ledger_key *key = NULL;
	enum lens_err err =
	    casework_restore(&place->home, &asked, fault, &restored);

	if (err == LENS_OK && restored.done == CASEWORK_RESTORED)
		err = ledger_key_open(place->dir, secret, fault, &key);
	if (key != NULL)
		holder_unlock(call->host->holder, key);
	if (err == LENS_OK)
		call->op.result = view_restored(&restored);
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

void do_ledger_wipe(struct native_call *call)
{
	const struct casework_place *place = holder_place(call->host->holder);
	const struct casework_keeper keeper = {NULL, keeping_shut, call};
	struct ledger_fault fault = {0};
	bool done;
	enum lens_err err = casework_wipe(&place->home, &keeper, &fault, &done);

	if (err != LENS_OK)
		operation_fail_as(&call->op, err, &fault);
	else if (done)
		call->op.result = view_wiped();
}
