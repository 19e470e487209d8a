/*
 * lenscap-cleaner: one picture in a jail, and its bytes without what they give
 * away.  The core gave it memory for the clean file, so that it writes it
 * without a system call.
 */
#include <lenscap/sandbox_worker.h>

#include "cleaner.h"

static enum lens_err main_clean(const struct ipc_message *message,
				struct base_buffer *body)
{
	struct ipc_clean answer = {.status = IPC_CLEAN_TOO_MUCH};
	struct ipc_clean_job job;
	struct base_view file;
	size_t size;
	void *memory;
	enum lens_err err =
	    ipc_clean_job_read(base_buffer_view(&message->body), &job);

	if (err != LENS_OK)
		return err;
	size = (size_t)IPC_CLEAN_ROOM(job.bytes);
	if (sandbox_map(message, job.bytes, size, &file, &memory))
		cleaner_clean(&job, file, memory, size, &answer);
	return ipc_clean_write(&answer, body);
}

int main(void)
{
	static const struct sandbox_service service = {
	    .policy = &sandbox_cleaner_policy,
	    .libraries = "zlib",
	    .job = IPC_CLEAN_JOB,
	    .answer = IPC_CLEAN,
	    .most = 64,
	    .serve = main_clean,
	};

	return sandbox_serve(&service);
}
