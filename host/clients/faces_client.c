/* faces_client.c: one question to lenscap-faces. */
#include <stdlib.h>

#include <lenscap/base_io.h>
#include <lenscap/clients_faces.h>

#include "call.h"

static enum call_end faces_ask(const char *path, const int fds[2],
			       const struct ipc_faces_job *job, int wake,
			       struct ipc_faces *out)
{
	struct call call = {.path = path,
			    .job = IPC_FACES_JOB,
			    .answer = IPC_FACES,
			    .fds = {fds[0], fds[1]},
			    .deadline =
				call_deadline(IPC_FACES_WALL_MAX * 1000),
			    .wake = wake};
	enum call_end end = CALL_NO_WORKER;
	struct ipc_message answer;
	struct base_buffer body;

	ipc_message_init(&answer);
	base_buffer_init(&body, 64);
	if (ipc_faces_job_write(job, &body) == LENS_OK) {
		call.body = base_buffer_view(&body);
		end = call_ask(&call, &answer);
	}
	if (end == CALL_ANSWERED &&
	    ipc_faces_read(base_buffer_view(&answer.body), job, out) != LENS_OK)
		end = CALL_LIED;
	ipc_message_free(&answer);
	base_buffer_free(&body);
	return end;
}

enum lens_err clients_faces(const uint8_t *luma,
			    const struct ipc_faces_job *job, const char *worker,
			    int wake, struct ipc_faces *out)
{
	size_t size = (size_t)job->columns * job->rows;
	char *path =
	    worker ? base_copy(worker) : clients_worker_path(CLIENTS_FACES);
	enum lens_err err = path != NULL ? LENS_SYSTEM : LENS_NOT_FOUND;
	enum call_end end;
	int fds[2] = {-1, -1};

	*out = (struct ipc_faces){0};
	if (path != NULL) {
		fds[0] = call_buffer(size);
		fds[1] = call_buffer(IPC_FACES_ROOM);
	}
	if (fds[0] >= 0 && fds[1] >= 0 &&
	    base_write_all(fds[0], (struct base_view){luma, size}) == LENS_OK &&
	    call_seal(fds[0]) == LENS_OK) {
		end = faces_ask(path, fds, job, wake, out);
		err = end == CALL_ANSWERED  ? LENS_OK
		      : end == CALL_STOPPED ? LENS_CANCELLED
					    : LENS_WORKER;
	}
	base_close(&fds[0]);
	base_close(&fds[1]);
	free(path);
	return err;
}
