/*
 * typesetter_client.c: letters, mails and calendars made by a typesetter, and
 * mails read by one.  It stays for many documents, which are ours; a mail that
 * came has a fresh process, which dies with it.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/clients_typesetter.h>

#include "call.h"

struct clients_typesetter {
	struct sandbox_worker worker;
	char *path;
};

static enum ipc_document_status typesetter_status(enum lens_err err)
{
	switch (err) {
	case LENS_OK:
		return IPC_DOCUMENT_OK;
	case LENS_TIMEOUT:
		return IPC_DOCUMENT_TOO_SLOW;
	case LENS_TOO_BIG:
		return IPC_DOCUMENT_TOO_LARGE;
	case LENS_END:
	case LENS_SYSTEM:
		return IPC_DOCUMENT_CRASHED;
	default:
		return IPC_DOCUMENT_LIED;
	}
}

/* One message of the kind that is due, without descriptors. */
static enum ipc_document_status typesetter_receive(int channel,
						   enum ipc_kind kind,
						   int64_t deadline,
						   struct ipc_message *message)
{
	enum lens_err err = ipc_receive(channel, deadline, message);

	if (err == LENS_OK && (message->kind != kind || message->fds[0] >= 0))
		err = LENS_MALFORMED;
	return typesetter_status(err);
}

static int64_t typesetter_deadline(void)
{
	return call_deadline(IPC_DOCUMENT_WALL_MAX * 1000);
}

struct clients_typesetter *clients_typesetter_new(const char *worker)
{
	struct clients_typesetter *setter = base_alloc(1, sizeof(*setter));

	setter->worker = (struct sandbox_worker){.pid = -1, .channel = -1};
	setter->path = worker ? base_copy(worker)
			      : clients_worker_path(CLIENTS_TYPESETTER);
	return setter;
}

void clients_typesetter_free(struct clients_typesetter *setter)
{
	if (setter == NULL)
		return;
	sandbox_kill(&setter->worker);
	free(setter->path);
	free(setter);
}

/* ---- Papers ---- */

static enum ipc_document_status
typesetter_send(struct clients_typesetter *setter,
		const struct ipc_document_job *job, int room, int attached,
		int64_t deadline)
{
	struct base_buffer body;
	enum lens_err err;

	base_buffer_init(&body, IPC_DOCUMENT_BODY_MAX);
	err = ipc_document_job_write(job, &body);
	if (err == LENS_OK)
		err = ipc_send(setter->worker.channel, IPC_DOCUMENT_JOB,
			       base_buffer_view(&body), (int[]){room, attached},
			       attached >= 0 ? 2 : 1, deadline);
	base_buffer_free(&body);
	return typesetter_status(err);
}

static enum ipc_document_status
typesetter_answer(struct clients_typesetter *setter, int64_t deadline,
		  struct ipc_document_answer *out)
{
	struct ipc_message message;
	enum ipc_document_status status;

	ipc_message_init(&message);
	status = typesetter_receive(setter->worker.channel, IPC_DOCUMENT,
				    deadline, &message);
	if (status == IPC_DOCUMENT_OK)
		status = typesetter_status(ipc_document_answer_read(
		    base_buffer_view(&message.body), out));
	ipc_message_free(&message);
	return status == IPC_DOCUMENT_OK ? out->status : status;
}

enum ipc_document_status clients_typeset(struct clients_typesetter *setter,
					 const struct ipc_document_job *job,
					 int attached, int *out)
{
	int64_t deadline = typesetter_deadline();
	struct ipc_document_answer answer = {IPC_DOCUMENT_LIED, 0};
	enum ipc_document_status status = IPC_DOCUMENT_OK;
	int room = call_buffer(IPC_DOCUMENT_BYTES_MAX);

	*out = -1;
	if (room < 0)
		return IPC_DOCUMENT_TOO_MUCH_MEMORY;
	if (setter->worker.pid < 0)
		status = call_start(setter->path, deadline, &setter->worker) ==
				 LENS_OK
			     ? IPC_DOCUMENT_OK
			     : IPC_DOCUMENT_NO_WORKER;
	if (status == IPC_DOCUMENT_OK)
		status = typesetter_send(setter, job, room, attached, deadline);
	if (status == IPC_DOCUMENT_OK)
		status = typesetter_answer(setter, deadline, &answer);
	/* The typesetter lives on and could write into the room it was given.
	 */
	if (status == IPC_DOCUMENT_OK) {
		*out = call_part(room, 0, answer.size);
		if (*out < 0)
			status = IPC_DOCUMENT_TOO_MUCH_MEMORY;
	}
	/* One that failed is not asked again; the next document has a new one.
	 */
	if (status >= IPC_DOCUMENT_CRASHED)
		sandbox_kill(&setter->worker);
	base_close(&room);
	return status;
}

/* ---- Mails ---- */

/* What came of asking; how its reader died does not matter to a mail. */
static const enum ipc_document_status mail_ends[CALL_ENDS] = {
    [CALL_ANSWERED] = IPC_DOCUMENT_OK,
    [CALL_STOPPED] = IPC_DOCUMENT_TOO_SLOW,
    [CALL_NO_WORKER] = IPC_DOCUMENT_NO_WORKER,
    [CALL_TOO_SLOW] = IPC_DOCUMENT_TOO_SLOW,
    [CALL_LIED] = IPC_DOCUMENT_LIED,
    [CALL_CRASHED] = IPC_DOCUMENT_CRASHED,
    [CALL_CONTAINED] = IPC_DOCUMENT_CRASHED,
    [CALL_CHANGED] = IPC_DOCUMENT_CRASHED,
    [CALL_TOO_MUCH_MEMORY] = IPC_DOCUMENT_CRASHED,
    [CALL_TOO_MUCH_CPU] = IPC_DOCUMENT_CRASHED,
};

static enum ipc_document_status mail_ask(const char *path, int fd,
					 uint64_t bytes, struct ipc_mail *out,
					 char trapped[IPC_CALL_MAX])
{
	struct call call = {.path = path,
			    .job = IPC_MAIL_JOB,
			    .answer = IPC_MAIL,
			    .fds = {fd, -1},
			    .deadline = typesetter_deadline(),
			    .wake = -1,
			    .trapped = trapped};
	enum ipc_document_status status = IPC_DOCUMENT_NO_WORKER;
	struct ipc_message answer;
	struct base_buffer body;

	ipc_message_init(&answer);
	base_buffer_init(&body, 64);
	if (ipc_mail_job_write(bytes, &body) == LENS_OK) {
		call.body = base_buffer_view(&body);
		status = mail_ends[call_ask(&call, &answer)];
	}
	if (status == IPC_DOCUMENT_OK)
		status = typesetter_status(
		    ipc_mail_read(base_buffer_view(&answer.body), out));
	ipc_message_free(&answer);
	base_buffer_free(&body);
	return status == IPC_DOCUMENT_OK ? out->status : status;
}

enum ipc_document_status clients_read_mail(const char *worker, int fd,
					   struct ipc_mail *out)
{
	char trapped[IPC_CALL_MAX] = "", *path;
	enum ipc_document_status status;
	struct stat about;

	*out = (struct ipc_mail){.status = IPC_DOCUMENT_MALFORMED};
	if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode) ||
	    about.st_size == 0)
		return IPC_DOCUMENT_MALFORMED;
	if (about.st_size > IPC_MAIL_BYTES_MAX)
		return out->status = IPC_DOCUMENT_TOO_LARGE;
	path = worker ? base_copy(worker)
		      : clients_worker_path(CLIENTS_TYPESETTER);
	status = mail_ask(path, fd, (uint64_t)about.st_size, out, trapped);
	free(path);
	if (status != IPC_DOCUMENT_OK) {
		ipc_mail_free(out);
		out->status = status;
		memcpy(out->call, trapped, sizeof(trapped));
	}
	return status;
}
