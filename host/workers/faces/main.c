/*
 * lenscap-faces: where a grey picture has faces, in a jail.  It is handed
 * pixels, reads no format, and answers with rectangles: nothing by which one
 * face could be told from another leaves it, or is ever made.
 */
#include <lenscap/ipc_faces.h>
#include <lenscap/sandbox_worker.h>

#include "find.h"

static enum lens_err main_find(const struct ipc_message *message,
			       struct base_buffer *body)
{
	struct ipc_faces_job job;
	struct ipc_faces faces;
	struct base_view luma;
	void *unused;
	enum lens_err err =
	    ipc_faces_job_read(base_buffer_view(&message->body), &job);

	if (err != LENS_OK)
		return err;
	if (!sandbox_map(message, (uint64_t)job.columns * job.rows,
			 IPC_FACES_ROOM, &luma, &unused))
		return LENS_SYSTEM;
	err = find_faces(luma.data, job.columns, job.rows, &faces);
	return err == LENS_OK ? ipc_faces_write(&faces, body) : err;
}

int main(void)
{
	static const struct sandbox_service service = {
	    .policy = &sandbox_faces_policy,
	    .libraries = "",
	    .job = IPC_FACES_JOB,
	    .answer = IPC_FACES,
	    .most = IPC_FACES_BODY_MAX,
	    .serve = main_find,
	};

	return sandbox_serve(&service);
}
