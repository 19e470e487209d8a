/* keyring.c: a ledger's key on its way to and from the desktop keyring. */
#include <string.h>

#include <lenscap/ipc_keyring.h>

#include "status.h"

static const struct status_words keyring_words[IPC_KEYRING_STATUSES] = {
    [IPC_KEYRING_OK] = {"ok", "The desktop keyring did what it was asked."},
    [IPC_KEYRING_EMPTY] =
	{"empty", "The desktop keyring keeps no key for this ledger. Open it "
		  "in another way, and add the keyring again."},
    [IPC_KEYRING_ABSENT] =
	{"absent", "There is no desktop keyring in this session. Use the "
		   "passphrase or the key file."},
    [IPC_KEYRING_LOCKED] =
	{"locked", "The desktop keyring is locked. Unlock it (logging in to "
		   "the desktop does), or use the passphrase or the key file."},
    [IPC_KEYRING_REFUSED] =
	{"refused", "The desktop keyring refused. Allow Lenscap in its "
		    "settings, or use the passphrase or the key file."},
    [IPC_KEYRING_SLOW] =
	{"slow", "The desktop keyring gave no answer in three seconds. Use "
		 "the passphrase or the key file."},
    [IPC_KEYRING_NO_WORKER] =
	{"no_worker", "This Lenscap has no part for the desktop keyring, or "
		      "this system cannot run it safely: see `lenscap "
		      "doctor`."},
    [IPC_KEYRING_FAILED] =
	{"failed", "The part of Lenscap that asks the desktop keyring failed. "
		   "Use the passphrase or the key file."},
};

const char *ipc_keyring_code(enum ipc_keyring_status status)
{
	return status_code(keyring_words, IPC_KEYRING_STATUSES, status);
}

const char *ipc_keyring_sentence(enum ipc_keyring_status status)
{
	return status_sentence(keyring_words, IPC_KEYRING_STATUSES, status);
}

enum lens_err ipc_keyring_job_write(const struct ipc_keyring_job *job,
				    struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u8(&writer, (uint8_t)job->task);
	ipc_write_bytes(&writer, job->ledger, sizeof(job->ledger));
	ipc_write_bytes(&writer, job->key, sizeof(job->key));
	ipc_write_text(&writer, job->bus);
	return writer.err;
}

enum lens_err ipc_keyring_job_read(struct base_view body,
				   struct ipc_keyring_job *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	uint8_t task = ipc_read_u8(&reader);
	enum lens_err err;

	*out = (struct ipc_keyring_job){.task = task};
	if (task >= IPC_KEYRING_TASKS)
		reader.err = LENS_MALFORMED;
	ipc_read_bytes(&reader, out->ledger, sizeof(out->ledger));
	ipc_read_bytes(&reader, out->key, sizeof(out->key));
	ipc_read_text(&reader, out->bus);
	err = ipc_read_end(&reader);
	if (err != LENS_OK)
		explicit_bzero(out, sizeof(*out));
	return err;
}

enum lens_err ipc_keyring_write(const struct ipc_keyring *answer,
				struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u8(&writer, (uint8_t)answer->status);
	ipc_write_bytes(&writer, answer->key, sizeof(answer->key));
	return writer.err;
}

enum lens_err ipc_keyring_read(struct base_view body, struct ipc_keyring *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	uint8_t status = ipc_read_u8(&reader);
	enum lens_err err;

	*out = (struct ipc_keyring){.status = status};
	/* What lies above is the core's to say, not a worker's. */
	if (status >= IPC_KEYRING_SLOW)
		reader.err = LENS_MALFORMED;
	ipc_read_bytes(&reader, out->key, sizeof(out->key));
	err = ipc_read_end(&reader);
	if (err != LENS_OK) {
		explicit_bzero(out, sizeof(*out));
		out->status = IPC_KEYRING_FAILED;
	}
	return err;
}
