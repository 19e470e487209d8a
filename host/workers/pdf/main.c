/* lenscap-pdf: one PDF of an answer in a jail, by poppler. */
#include <lenscap/sandbox_worker.h>

#include "pdf.h"

static enum lens_err main_read(const struct ipc_message *message,
			       struct base_buffer *body)
{
	struct ipc_page answer = {0};
	struct ipc_page_job job;
	struct base_view file;
	void *memory;
	enum lens_err err =
	    ipc_page_job_read(base_buffer_view(&message->body), &job);

	if (err != LENS_OK)
		return err;
	if (job.bytes > IPC_PAGE_BYTES_MAX)
		answer.status = IPC_PAGE_TOO_MANY_BYTES;
	else if (!sandbox_map(message, job.bytes, IPC_PAGE_INSIDE_MAX, &file,
			      &memory))
		answer.status = IPC_PAGE_TOO_MUCH_MEMORY;
	else
		pdf_read(file, memory, IPC_PAGE_INSIDE_MAX, &answer);
	err = ipc_page_write(&answer, body);
	ipc_page_free(&answer);
	return err;
}

int main(void)
{
	static const struct sandbox_service service = {
	    .policy = &sandbox_pdf_policy,
	    .libraries = "poppler",
	    .prepare = pdf_prepare,
	    .job = IPC_PAGE_JOB,
	    .answer = IPC_PAGE,
	    .most = IPC_PAGE_BODY_MAX,
	    .serve = main_read,
	};

	return sandbox_serve(&service);
}
