/*
 * lenscap-keyring: the key of a ledger in the desktop keyring (Secret Service,
 * by libsecret).  One job, one answer.  It prompts nobody: whoever waits for it
 * waits three seconds.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/sandbox_worker.h>

#include "service.h"

#define MAIN_BODY 2048
#define MAIN_FOREVER INT64_MAX

/* Send what was written; a core that is gone wants nothing more of us. */
static void main_send(uint32_t kind, enum lens_err err,
		      struct base_buffer *body)
{
	if (err != LENS_OK ||
	    ipc_send(SANDBOX_CHANNEL, kind, base_buffer_view(body), NULL, 0,
		     MAIN_FOREVER) != LENS_OK)
		_exit(1);
	explicit_bzero(body->data, body->size);
	base_buffer_free(body);
}

static void main_greet(void)
{
	char why[SANDBOX_WHY] = "", libraries[IPC_TEXT_MAX];
	enum lens_err err = sandbox_enter_desktop(why);

	service_libraries(libraries);
	if (sandbox_greet(libraries, why) != LENS_OK || err != LENS_OK)
		_exit(1);
}

static void main_job(struct ipc_keyring_job *out)
{
	struct ipc_message message;
	enum lens_err err;

	ipc_message_init(&message);
	err = sandbox_next(&message);
	if (err == LENS_OK && message.kind == IPC_KEYRING_JOB)
		err =
		    ipc_keyring_job_read(base_buffer_view(&message.body), out);
	else
		err = LENS_MALFORMED;
	if (message.body.size > 0)
		explicit_bzero(message.body.data, message.body.size);
	ipc_message_free(&message);
	if (err != LENS_OK)
		_exit(1);
}

int main(void)
{
	struct ipc_keyring answer = {.status = IPC_KEYRING_OK};
	struct ipc_keyring_job job;
	struct base_buffer body;

	sandbox_worker_init();
	main_greet();
	main_job(&job);
	service_do(&job, &answer);
	base_buffer_init(&body, MAIN_BODY);
	main_send(IPC_KEYRING, ipc_keyring_write(&answer, &body), &body);
	explicit_bzero(&job, sizeof(job));
	explicit_bzero(&answer, sizeof(answer));
	/* GLib's threads are not waited for. */
	_exit(0);
}
