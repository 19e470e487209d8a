/* ipc_keyring.h: the wire of the worker that speaks to the desktop keyring. */
#ifndef LENSCAP_IPC_KEYRING_H
#define LENSCAP_IPC_KEYRING_H

#include <lenscap/ipc.h>

#define IPC_KEYRING_KEY 32 /* bytes: what the keyring keeps for a ledger */
#define IPC_KEYRING_ID 16  /* bytes: which ledger */

enum ipc_keyring_task {
	IPC_KEYRING_GET,
	IPC_KEYRING_PUT,
	IPC_KEYRING_DROP,
	IPC_KEYRING_TASKS
};

struct ipc_keyring_job {
	enum ipc_keyring_task task;
	uint8_t ledger[IPC_KEYRING_ID];
	uint8_t key[IPC_KEYRING_KEY]; /* to put; else zeros */
	char bus[IPC_TEXT_MAX];	      /* the session bus's D-Bus address */
};

/* The first part is what the worker answers, the second what the core sees. */
enum ipc_keyring_status {
	IPC_KEYRING_OK,
	IPC_KEYRING_EMPTY,   /* it keeps nothing for this ledger */
	IPC_KEYRING_ABSENT,  /* no session bus, or no keyring on it */
	IPC_KEYRING_LOCKED,  /* it is there and closed */
	IPC_KEYRING_REFUSED, /* it is there and will not */

	IPC_KEYRING_SLOW, /* no answer in three seconds */
	IPC_KEYRING_NO_WORKER,
	IPC_KEYRING_FAILED, /* the worker died or lied */
	IPC_KEYRING_STATUSES
};

struct ipc_keyring {
	enum ipc_keyring_status status;
	uint8_t key[IPC_KEYRING_KEY]; /* zeros unless one was to be got */
};

/* The stable code of a status ("locked"), and its sentence with a remedy. */
const char *ipc_keyring_code(enum ipc_keyring_status status);
const char *ipc_keyring_sentence(enum ipc_keyring_status status);

/*
 * Write and read both, believing nothing.  They hold keys: the caller wipes
 * bodies and structs.
 */
LENS_MUST enum lens_err ipc_keyring_job_write(const struct ipc_keyring_job *job,
					      struct base_buffer *body);
LENS_MUST enum lens_err ipc_keyring_job_read(struct base_view body,
					     struct ipc_keyring_job *out);
LENS_MUST enum lens_err ipc_keyring_write(const struct ipc_keyring *answer,
					  struct base_buffer *body);
LENS_MUST enum lens_err ipc_keyring_read(struct base_view body,
					 struct ipc_keyring *out);

#endif
