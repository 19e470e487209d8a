/*
 * lenscap-pagereader: one saved page in a jail.  It shuts the jail, says so,
 * takes one page, answers and ends.  The core gave it memory for the pictures
 * inside the page, so that it writes them without a system call.
 */
#include <stdio.h>
#include <sys/mman.h>

#include <lenscap/sandbox.h>

#include "archive.h"
#include "read.h"

#define MAIN_FOREVER INT64_MAX

static enum lens_err main_hello(const char *refusal)
{
	struct ipc_hello hello = {.version = IPC_VERSION};

	snprintf(hello.refusal, sizeof(hello.refusal), "%s", refusal);
	snprintf(hello.libraries, sizeof(hello.libraries),
		 "zlib, jansson for archives of pages; a reader of its own");
	return ipc_hello_send(SANDBOX_CHANNEL, &hello);
}

static enum lens_err main_answer(const struct ipc_page *answer)
{
	struct base_buffer body;
	enum lens_err err;

	base_buffer_init(&body, IPC_PAGE_BODY_MAX);
	err = ipc_page_write(answer, &body);
	if (err == LENS_OK)
		err = ipc_send(SANDBOX_CHANNEL, IPC_PAGE,
			       base_buffer_view(&body), NULL, 0, MAIN_FOREVER);
	base_buffer_free(&body);
	return err;
}

static void main_read(const struct ipc_message *message,
		      const struct ipc_page_job *job, struct ipc_page *answer)
{
	struct base_view file = {NULL, (size_t)job->bytes};
	void *page = NULL, *room;

	if (job->bytes > IPC_PAGE_BYTES_MAX) {
		answer->status = IPC_PAGE_TOO_MANY_BYTES;
		return;
	}
	if (file.size > 0)
		page = mmap(NULL, file.size, PROT_READ,
			    MAP_PRIVATE | MAP_POPULATE, message->fds[0], 0);
	room = mmap(NULL, IPC_PAGE_INSIDE_MAX, PROT_READ | PROT_WRITE,
		    MAP_SHARED, message->fds[1], 0);
	if (page == MAP_FAILED || room == MAP_FAILED) {
		answer->status = IPC_PAGE_TOO_MUCH_MEMORY;
		return;
	}
	file.data = page;
	page_read(file, job, room, IPC_PAGE_INSIDE_MAX, answer);
}

static enum lens_err main_serve(void)
{
	struct ipc_page answer = {0};
	struct ipc_page_job job;
	struct ipc_message message;
	enum lens_err err;

	ipc_message_init(&message);
	err = ipc_receive(SANDBOX_CHANNEL, MAIN_FOREVER, &message);
	if (err == LENS_OK &&
	    (message.kind != IPC_PAGE_JOB || message.fds[1] < 0))
		err = LENS_MALFORMED;
	if (err == LENS_OK)
		err = ipc_page_job_read(base_buffer_view(&message.body), &job);
	if (err == LENS_OK) {
		main_read(&message, &job, &answer);
		err = main_answer(&answer);
	}
	ipc_page_free(&answer);
	ipc_message_free(&message);
	return err;
}

int main(void)
{
	struct sandbox_jail *jail = NULL;
	char why[SANDBOX_WHY] = "";
	enum lens_err err;

	sandbox_worker_init();
	archive_init();
	err = sandbox_prepare(&sandbox_page_policy, &jail, why);
	if (err == LENS_OK)
		err = sandbox_enter(jail, 0, why);
	if (main_hello(why) != LENS_OK || err != LENS_OK)
		return 1;
	err = main_serve();
	sandbox_free(jail);
	return err == LENS_OK || err == LENS_END ? 0 : 1;
}
