/*
 * keyring_client.c: ask the desktop keyring, and wait three seconds at most: a
 * stalled one blocks whoever calls it for half a minute.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/clients_keyring.h>
#include <lenscap/sandbox.h>

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

static enum lens_err
keyring_send(int channel, const struct ipc_keyring_job *job, int64_t deadline)
{
	struct base_buffer body;
	enum lens_err err;

	base_buffer_init(&body, KEYRING_BODY);
	err = ipc_keyring_job_write(job, &body);
	if (err == LENS_OK)
		err = ipc_send(channel, IPC_KEYRING_JOB,
			       base_buffer_view(&body), NULL, 0, deadline);
	if (body.size > 0)
		explicit_bzero(body.data, body.size);
	base_buffer_free(&body);
	return err;
}

/* One message of the kind that is due, without descriptors. */
static enum lens_err keyring_receive(int channel, enum ipc_kind kind,
				     int64_t deadline,
				     struct ipc_message *message)
{
	enum lens_err err = ipc_receive(channel, deadline, message);

	if (err == LENS_OK && (message->kind != kind || message->fds[0] >= 0))
		err = LENS_MALFORMED;
	return err;
}

static enum lens_err keyring_greet(int channel, int64_t deadline)
{
	struct ipc_message message;
	struct ipc_hello hello;
	enum lens_err err;

	ipc_message_init(&message);
	err = keyring_receive(channel, IPC_HELLO, deadline, &message);
	if (err == LENS_OK)
		err = ipc_hello_read(base_buffer_view(&message.body), &hello);
	if (err == LENS_OK &&
	    (hello.version != IPC_VERSION || hello.refusal[0] != '\0'))
		err = LENS_DENIED;
	ipc_message_free(&message);
	return err;
}

static enum ipc_keyring_status keyring_answer(int channel, int64_t deadline,
					      struct ipc_keyring *out)
{
	struct ipc_message message;
	enum lens_err err;

	ipc_message_init(&message);
	err = keyring_receive(channel, IPC_KEYRING, deadline, &message);
	if (err == LENS_OK)
		err = ipc_keyring_read(base_buffer_view(&message.body), out);
	if (message.body.size > 0)
		explicit_bzero(message.body.data, message.body.size);
	ipc_message_free(&message);
	/* The message layer's word for a deadline that has passed. */
	if (err == LENS_WORKER)
		return IPC_KEYRING_SLOW;
	return err == LENS_OK ? out->status : IPC_KEYRING_FAILED;
}

static enum ipc_keyring_status keyring_ask(const char *path,
					   const struct ipc_keyring_job *job,
					   struct ipc_keyring *out)
{
	int64_t deadline = base_now_ms() + CLIENTS_KEYRING_MS;
	enum ipc_keyring_status status = IPC_KEYRING_NO_WORKER;
	struct sandbox_worker worker = {.pid = -1, .channel = -1};

	if (path == NULL || sandbox_spawn(path, &worker) != LENS_OK)
		return status;
	if (keyring_greet(worker.channel, deadline) == LENS_OK &&
	    keyring_send(worker.channel, job, deadline) == LENS_OK)
		status = keyring_answer(worker.channel, deadline, out);
	sandbox_kill(&worker);
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
