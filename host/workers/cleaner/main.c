/*
 * lenscap-cleaner: one picture in a jail, and its bytes without what they give
 * away.  It shuts the jail, says so, takes one file, answers and ends.  The
 * core gave it memory for the clean file, so that it writes it without a
 * system call.
 */
#include <stdio.h>
#include <sys/mman.h>

#include <lenscap/sandbox.h>

#include "cleaner.h"

#define MAIN_FOREVER INT64_MAX

static enum lens_err main_hello(const char *refusal)
{
	struct ipc_hello hello = {.version = IPC_VERSION};

	snprintf(hello.refusal, sizeof(hello.refusal), "%s", refusal);
	snprintf(hello.libraries, sizeof(hello.libraries), "no library");
	return ipc_hello_send(SANDBOX_CHANNEL, &hello);
}

static enum lens_err main_answer(const struct ipc_clean *answer)
{
	struct base_buffer body;
	enum lens_err err;

	base_buffer_init(&body, 64);
	err = ipc_clean_write(answer, &body);
	if (err == LENS_OK)
		err = ipc_send(SANDBOX_CHANNEL, IPC_CLEAN,
			       base_buffer_view(&body), NULL, 0, MAIN_FOREVER);
	base_buffer_free(&body);
	return err;
}

static void main_clean(const struct ipc_message *message,
		       const struct ipc_clean_job *job,
		       struct ipc_clean *answer)
{
	struct base_view file = {NULL, (size_t)job->bytes};
	size_t size = file.size + IPC_CLEAN_MORE;
	void *picture, *room;

	*answer = (struct ipc_clean){.status = IPC_CLEAN_TOO_MUCH};
	picture =
	    mmap(NULL, file.size, PROT_READ, MAP_PRIVATE, message->fds[0], 0);
	room = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED,
		    message->fds[1], 0);
	if (picture == MAP_FAILED || room == MAP_FAILED)
		return;
	file.data = picture;
	cleaner_clean(job, file, room, size, answer);
}

static enum lens_err main_serve(void)
{
	struct ipc_clean answer;
	struct ipc_clean_job job;
	struct ipc_message message;
	enum lens_err err;

	ipc_message_init(&message);
	err = ipc_receive(SANDBOX_CHANNEL, MAIN_FOREVER, &message);
	if (err == LENS_OK &&
	    (message.kind != IPC_CLEAN_JOB || message.fds[1] < 0))
		err = LENS_MALFORMED;
	if (err == LENS_OK)
		err = ipc_clean_job_read(base_buffer_view(&message.body), &job);
	if (err == LENS_OK) {
		main_clean(&message, &job, &answer);
		err = main_answer(&answer);
	}
	ipc_message_free(&message);
	return err;
}

int main(void)
{
	struct sandbox_jail *jail = NULL;
	char why[SANDBOX_WHY] = "";
	enum lens_err err;

	sandbox_worker_init();
	err = sandbox_prepare(&sandbox_cleaner_policy, &jail, why);
	if (err == LENS_OK)
		err = sandbox_enter(jail, 0, why);
	if (main_hello(why) != LENS_OK || err != LENS_OK)
		return 1;
	err = main_serve();
	sandbox_free(jail);
	return err == LENS_OK || err == LENS_END ? 0 : 1;
}
