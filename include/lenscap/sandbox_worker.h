/*
 * sandbox_worker.h: the frame of a worker's main().  It shuts its jail, greets
 * the core, takes jobs and answers them.
 */
#ifndef LENSCAP_SANDBOX_WORKER_H
#define LENSCAP_SANDBOX_WORKER_H

#include <lenscap/ipc.h>
#include <lenscap/sandbox.h>

/*
 * Say to the core what this worker is made of (of IPC_TEXT_MAX bytes), and why
 * it will not work ("": it will).  Errors are ipc_send()'s.
 */
LENS_MUST enum lens_err sandbox_greet(const char *libraries,
				      const char *refusal);

/* The next job, however long there is none; LENS_END when there are no more. */
LENS_MUST enum lens_err sandbox_next(struct ipc_message *job);

/*
 * Send the body that err says was written, and free it in any case.  err when
 * it was not, else ipc_send()'s.
 */
LENS_MUST enum lens_err sandbox_answer(uint32_t kind, struct base_buffer *body,
				       enum lens_err err);

/*
 * Map what a job came with: its first descriptor as a file of so many bytes (no
 * bytes: no data), its second as memory of that capacity, which is the core's,
 * too.  False when either cannot be; both last until the process ends.
 */
bool sandbox_map(const struct ipc_message *job, uint64_t bytes, size_t capacity,
		 struct base_view *file, void **memory);

/*
 * The serve of what reads files as pages: the file of an IPC_PAGE_JOB and the
 * core's memory are mapped, read is called with them, and its answer written.
 * What cannot be mapped is a status of the answer.
 */
struct ipc_page;
struct ipc_page_job;
LENS_MUST enum lens_err sandbox_read_page(
    const struct ipc_message *message,
    void (*read)(struct base_view file, const struct ipc_page_job *job,
		 uint8_t *room, size_t room_size, struct ipc_page *answer),
    struct base_buffer *body);

/* A worker that takes one job with two descriptors, answers and ends. */
struct sandbox_service {
	const struct sandbox_policy *policy;
	const char *libraries;
	void (*prepare)(void); /* before the jail is shut; or NULL */
	uint32_t job, answer;  /* kinds of messages */
	size_t most;	       /* bytes of an answer's body */
	/* LENS_MALFORMED for a job that is none: it gets no answer. */
	enum lens_err (*serve)(const struct ipc_message *job,
			       struct base_buffer *answer);
};

/* Be that worker; what main() returns. */
int sandbox_serve(const struct sandbox_service *service);

#endif
