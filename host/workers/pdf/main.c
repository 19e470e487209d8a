/* lenscap-pdf: one PDF of an answer in a jail, by poppler. */
#include <lenscap/sandbox_worker.h>

#include "pdf.h"

/* Nothing else is known of a PDF. */
static void main_pdf(struct base_view file, const struct ipc_page_job *job,
		     uint8_t *room, size_t room_size, struct ipc_page *answer)
{
	(void)job;
	pdf_read(file, room, room_size, answer);
}

static enum lens_err main_read(const struct ipc_message *message,
			       struct base_buffer *body)
{
	return sandbox_read_page(message, main_pdf, body);
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
