/*
 * keyring_client.c: ask the desktop keyring, and wait three seconds at most,
 * longer on a busy machine: a stalled one blocks whoever calls it for half a
 * minute.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/clients_keyring.h>

#include "call.h"

#define KEYRING_BODY 512

/* Where systemd puts every user's session bus. */
static void keyring_bus(char out[IPC_TEXT_MAX], const char *bus)
{
	char *own =
	    bus ? base_copy(bus)
		: base_format("unix:path=/run/user/%u/bus", (unsigned)getuid());

	base_printable(out, IPC_TEXT_MAX, base_view_of(own));
	free(own);
}

static enum ipc_keyring_status keyring_read(struct ipc_message *message,
					    struct ipc_keyring *out)
{
	enum lens_err err =
	    ipc_keyring_read(base_buffer_view(&message->body), out);

	if (message->body.size > 0)
		explicit_bzero(message->body.data, message->body.size);
	return err == LENS_OK ? out->status : IPC_KEYRING_FAILED;
}

static enum ipc_keyring_status keyring_ask(const char *path,
					   const struct ipc_keyring_job *job,
					   struct ipc_keyring *out)
{
	struct call call = {.path = path,
			    .job = IPC_KEYRING_JOB,
			    .answer = IPC_KEYRING,
			    .fds = {-1, -1},
			    .deadline = call_deadline(CLIENTS_KEYRING_MS),
			    .wake = -1};
	enum ipc_keyring_status status = IPC_KEYRING_FAILED;
	struct ipc_message answer;
	struct base_buffer body;

	ipc_message_init(&answer);
	base_buffer_init(&body, KEYRING_BODY);
	if (ipc_keyring_job_write(job, &body) == LENS_OK) {
		call.body = base_buffer_view(&body);
		switch (call_ask(&call, &answer)) {
		case CALL_ANSWERED:
			status = keyring_read(&answer, out);
			break;
		case CALL_NO_WORKER:
			status = IPC_KEYRING_NO_WORKER;
			break;
		case CALL_TOO_SLOW:
			status = IPC_KEYRING_SLOW;
			break;
		default:
			break;
		}
	}
	if (body.size > 0)
		explicit_bzero(body.data, body.size);
	base_buffer_free(&body);
	ipc_message_free(&answer);
	return status;
}

enum ipc_keyring_status clients_keyring(
    enum ipc_keyring_task task, const uint8_t ledger[IPC_KEYRING_ID],
    uint8_t key[IPC_KEYRING_KEY], const struct clients_keyring_options *options)
{
	static const struct clients_keyring_options usual = {NULL, NULL};
	struct ipc_keyring_job job = {.task = task};
	struct ipc_keyring answer = {.status = IPC_KEYRING_FAILED};
	enum ipc_keyring_status status;
	char *path;

	if (options == NULL)
		options = &usual;
	path = options->worker ? base_copy(options->worker)
			       : clients_worker_path(CLIENTS_KEYRING);
	memcpy(job.ledger, ledger, sizeof(job.ledger));
	if (task == IPC_KEYRING_PUT)
		memcpy(job.key, key, sizeof(job.key));
	keyring_bus(job.bus, options->bus);
	status = keyring_ask(path, &job, &answer);
	if (task == IPC_KEYRING_GET) {
		explicit_bzero(key, IPC_KEYRING_KEY);
		if (status == IPC_KEYRING_OK)
			memcpy(key, answer.key, IPC_KEYRING_KEY);
	}
	explicit_bzero(&job, sizeof(job));
	explicit_bzero(&answer, sizeof(answer));
	free(path);
	return status;
}
