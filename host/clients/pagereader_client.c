/*
 * pagereader_client.c: one question to a pagereader.  Each page has a fresh
 * process, which costs two milliseconds and leaves nothing behind for the next
 * page.  The answer stands when it was the only one, the channel has ended and
 * the worker is dead, so that nobody can change the bytes it left.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/base_rules.h>
#include <lenscap/clients_page.h>

#include "call.h"

#define PAGEREADER_JOB                                                         \
	(IPC_ADDRESS_MAX + 2 * IPC_TEXT_MAX + BASE_RULES_MAX + 64)

struct clients_page {
	struct ipc_page answer;
	int inside; /* the bytes of the pictures in the page */
};

/* What came of asking, in the page's terms. */
static const enum ipc_page_status pagereader_ends[CALL_ENDS] = {
    [CALL_ANSWERED] = IPC_PAGE_OK,
    [CALL_STOPPED] = IPC_PAGE_STOPPED,
    [CALL_NO_WORKER] = IPC_PAGE_NO_WORKER,
    [CALL_TOO_SLOW] = IPC_PAGE_TOO_SLOW,
    [CALL_LIED] = IPC_PAGE_LIED,
    [CALL_CRASHED] = IPC_PAGE_CRASHED,
    [CALL_CONTAINED] = IPC_PAGE_CONTAINED,
    [CALL_CHANGED] = IPC_PAGE_CHANGED,
    [CALL_TOO_MUCH_MEMORY] = IPC_PAGE_TOO_MUCH_MEMORY,
    [CALL_TOO_MUCH_CPU] = IPC_PAGE_TOO_MUCH_CPU,
};

/* ---- The pictures in a page ---- */

enum lens_err clients_page_picture_fd(const struct clients_page *page,
				      unsigned i, int *out)
{
	const struct ipc_page_picture *picture;

	*out = -1;
	if (i >= page->answer.count ||
	    page->answer.pictures[i].place != IPC_PAGE_INSIDE)
		return LENS_DENIED;
	picture = &page->answer.pictures[i];
	*out = call_part(page->inside, picture->offset, picture->size);
	return *out >= 0 ? LENS_OK : LENS_SYSTEM;
}

/* ---- Asking ---- */

static enum ipc_page_status pagereader_ask(struct call *call,
					   const struct ipc_page_job *job,
					   struct clients_page *page)
{
	struct ipc_message answer;
	struct base_buffer body;
	enum ipc_page_status status = IPC_PAGE_NO_WORKER;

	page->inside = call->fds[1] = call_buffer(IPC_PAGE_INSIDE_MAX);
	if (page->inside < 0)
		return status;
	ipc_message_init(&answer);
	base_buffer_init(&body, PAGEREADER_JOB);
	if (ipc_page_job_write(job, &body) == LENS_OK) {
		call->body = base_buffer_view(&body);
		status = pagereader_ends[call_ask(call, &answer)];
	}
	if (status == IPC_PAGE_OK &&
	    (ipc_page_read(base_buffer_view(&answer.body), &page->answer) !=
		 LENS_OK ||
	     call_seal(page->inside) != LENS_OK))
		status = IPC_PAGE_LIED;
	ipc_message_free(&answer);
	base_buffer_free(&body);
	return status == IPC_PAGE_OK ? page->answer.status : status;
}

/*
 * A pipe could block us, a device could be endless; and an URL that is too
 * long or holds more than a URL may is as good as none.
 */
static enum ipc_page_status pagereader_job(int fd, const char *url,
					   struct ipc_page_job *job)
{
	struct stat about;

	if (fd < 0 || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
		return IPC_PAGE_NOT_A_FILE;
	if (about.st_size > IPC_PAGE_BYTES_MAX)
		return IPC_PAGE_TOO_MANY_BYTES;
	*job = (struct ipc_page_job){.bytes = (uint64_t)about.st_size};
	if (url == NULL || strlen(url) >= sizeof(job->url))
		return IPC_PAGE_OK;
	for (const char *c = url; *c != '\0'; c++)
		if (*c < 0x21 || *c > 0x7e)
			return IPC_PAGE_OK;
	memcpy(job->url, url, strlen(url) + 1);
	return IPC_PAGE_OK;
}

struct clients_page *
clients_page_read(int fd, const char *url,
		  const struct clients_page_options *options)
{
	static const struct clients_page_options none = {.wake = -1};
	struct clients_page *page = base_alloc(1, sizeof(*page));
	struct call call = {
	    .job = IPC_PAGE_JOB, .answer = IPC_PAGE, .fds = {fd, -1}};
	struct ipc_page_job job;
	enum ipc_page_status status = pagereader_job(fd, url, &job);
	char trapped[IPC_CALL_MAX] = "", *path;

	page->inside = -1;
	if (options == NULL)
		options = &none;
	path = options->worker ? base_copy(options->worker)
			       : clients_worker_path(CLIENTS_PAGEREADER);
	call.path = path;
	call.wake = options->wake;
	call.deadline = call_deadline(
	    options->wall_ms ? options->wall_ms : IPC_PAGE_WALL_MAX * 1000);
	if (status == IPC_PAGE_OK && options->type != NULL)
		base_printable(job.type, sizeof(job.type),
			       base_view_of(options->type));
	if (status == IPC_PAGE_OK && options->refresh != NULL)
		base_printable(job.refresh, sizeof(job.refresh),
			       base_view_of(options->refresh));
	job.reads = options->reads;
	if (options->rules != NULL)
		job.rules = base_view_of(options->rules);
	call.trapped = trapped;
	if (status == IPC_PAGE_OK)
		status = pagereader_ask(&call, &job, page);
	if (status != IPC_PAGE_OK) {
		ipc_page_free(&page->answer);
		base_close(&page->inside);
		memcpy(page->answer.call, trapped, sizeof(trapped));
	}
	page->answer.status = status;
	free(path);
	return page;
}

const struct ipc_page *clients_page_answer(const struct clients_page *page)
{
	return &page->answer;
}

void clients_page_close(struct clients_page *page)
{
	if (page == NULL)
		return;
	ipc_page_free(&page->answer);
	base_close(&page->inside);
	free(page);
}
