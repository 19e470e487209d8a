/*
 * lenscap-pagereader: one saved page in a jail.  The core gave it memory for
 * the pictures inside the page, so that it writes them without a system call.
 */
#include <lenscap/sandbox_worker.h>

#include "archive.h"
#include "charset.h"
#include "read.h"

static enum lens_err main_read(const struct ipc_message *message,
			       struct base_buffer *body)
{
	return sandbox_read_page(message, page_read, body);
}

static void main_prepare(void)
{
	archive_init();
	charset_open();
}

int main(void)
{
	static const struct sandbox_service service = {
	    .policy = &sandbox_page_policy,
	    .libraries = "zlib, jansson",
	    .prepare = main_prepare,
	    .job = IPC_PAGE_JOB,
	    .answer = IPC_PAGE,
	    .most = IPC_PAGE_BODY_MAX,
	    .serve = main_read,
	};

	return sandbox_serve(&service);
}
