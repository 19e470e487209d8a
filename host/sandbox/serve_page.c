/* serve_page.c: the frame of what reads files as pages. */
#include <lenscap/ipc_page.h>
#include <lenscap/sandbox_worker.h>

enum lens_err sandbox_read_page(const struct ipc_message *message,
				void (*read)(struct base_view file,
					     const struct ipc_page_job *job,
					     uint8_t *room, size_t room_size,
					     struct ipc_page *answer),
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
		read(file, &job, memory, IPC_PAGE_INSIDE_MAX, &answer);
	err = ipc_page_write(&answer, body);
	ipc_page_free(&answer);
	return err;
}
