/*
 * call.h: how every client greets a worker and asks the ones that answer once.
 * The strictness is here, so that it is the same for all.
 */
#ifndef LENSCAP_CLIENTS_CALL_H
#define LENSCAP_CLIENTS_CALL_H

#include <lenscap/ipc.h>
#include <lenscap/sandbox.h>

/*
 * What a worker has to say first: a hello of our version, without descriptors.
 * LENS_MALFORMED: it is something else; LENS_DENIED: it cannot work, and
 * out->refusal says why (another version: it is empty).
 */
LENS_MUST enum lens_err call_hello(const struct ipc_message *message,
				   struct ipc_hello *out);

/*
 * The moment at which a worker that has wall_ms for its answer is late.  Where
 * more wants to run than there are processors it is as many times later as
 * each of them is wanted, ten at most: a busy machine makes no file slow.
 */
int64_t call_deadline(int64_t wall_ms);

/*
 * Start the worker at path (NULL: there is none) and hear its hello before the
 * deadline.  On failure it is dead, *out is empty and err as of call_hello(),
 * LENS_WORKER where it does not start, answer or live.
 */
LENS_MUST enum lens_err call_start(const char *path, int64_t deadline,
				   struct sandbox_worker *out);

/*
 * A memfd of so many bytes, all there, that nobody can make larger or smaller:
 * a worker maps it and writes without a system call, and no copy of ours can
 * run past an end that it moved.  -1 on failure.
 */
int call_buffer(size_t bytes);

/*
 * A sealed memfd at its beginning, with so many bytes of another file, from
 * offset on, which no process of ours looks at; -1 on failure.
 */
int call_part(int fd, uint64_t offset, uint64_t bytes);

/* Shut such a buffer for writing, once nobody else has it mapped. */
LENS_MUST enum lens_err call_seal(int fd);

/* One question to a fresh worker. */
struct call {
	const char *path; /* NULL: there is none */
	enum ipc_kind job, answer;
	struct base_view body;
	int fds[IPC_FDS_MAX]; /* as many as are not below 0 */
	int64_t deadline;
	int wake; /* a descriptor that ends the waiting when readable, or -1 */
	/*
	 * Of IPC_CALL_MAX bytes, or NULL: with CALL_CONTAINED the name of the
	 * system call that its jail ended it for, "" where that is not known.
	 */
	char *trapped;
};

enum call_end {
	CALL_ANSWERED,
	CALL_STOPPED,	/* wake woke us */
	CALL_NO_WORKER, /* there is none, or it cannot work here */
	CALL_TOO_SLOW,
	CALL_LIED,
	CALL_CRASHED,
	CALL_CONTAINED, /* its jail ended it */
	CALL_CHANGED,	/* what it was given was cut short meanwhile */
	CALL_TOO_MUCH_MEMORY,
	CALL_TOO_MUCH_CPU,
	CALL_ENDS
};

/*
 * Start a worker, greet it, ask, and take the one answer of the kind that is
 * due, without descriptors; then its channel must end.  The worker is dead on
 * return, so that nobody can change what it left.  CALL_ANSWERED: *out is the
 * answer, which the caller frees; else it is empty.
 */
enum call_end call_ask(const struct call *call, struct ipc_message *out);

/* Why a process ended that owed an answer. */
enum call_end call_death(int signal);

#endif
