/*
 * native.h: lenscap-host: words in, casework out.  One thread reads frames
 * and writes them and does what takes no time; each queue is a thread with
 * calls that wait and a ledger handle of its own, so that a long check holds up
 * neither a list nor the end of the process.
 */
#ifndef LENSCAP_NATIVE_NATIVE_H
#define LENSCAP_NATIVE_NATIVE_H

#include <jansson.h>
#include <stdatomic.h>

#include <lenscap/browsers.h>
#include <lenscap/operations_call.h>
#include <lenscap/view.h>

/* ---- Calls ---- */

struct native;
struct queue;
struct job;

/* One request on its way.  What runs it leaves op.result or fails op. */
struct native_call {
	struct operation_call op;
	struct native *host;
	struct queue *queue; /* NULL where it is done at once */
	json_t *id;	     /* NULL where it is not known */
	bool quiet;	     /* a notification, which is not answered */
	json_t *rows;	     /* of an operation's answer; NULL: none yet */
	size_t room;	     /* bytes that more rows may have */
	char *file;	     /* the name of the file that was asked for last */
	struct native_call *next;
	struct job *job; /* to be begun once this has been answered */
};

/* Bytes of the rows of one answer. */
#define NATIVE_ROOM (FRAME_OUT_MAX - 20000)

/* What the host does for an operation; front.c. */
extern const struct operation_front native_front;

/* Do what a call asks for, in its own thread. */
void native_run(struct native_call *call);

/* Do it, and answer it, which releases the call: what a queue does. */
void native_serve(struct native_call *call);

/* native_run() for one that the host has its own way of doing; handlers.c. */
void native_handle(struct native_call *call);

/* ---- Inside a handler ---- */

/* {code, message, remedy} of a code; the caller's. */
json_t *native_json_error(enum operation_code code, const char *message);

/* Bytes of a value when written. */
size_t native_json_size(const json_t *value);

/*
 * A secret of the person's, of "passphrase" or of "recovery", two texts; NULL
 * where neither is given.  The caller frees *out.
 */
LENS_MUST enum lens_err native_secret(const struct native_call *call,
				      struct ledger_fault *fault,
				      struct ledger_secret **out);

/* Lock the ledger and close it in all queues; false, the call having failed,
 * when one holds on to it. */
bool native_shut(struct native_call *call);

/* ---- The host ---- */

/* Everything there is one of. */
struct native {
	enum browsers_kind browser;
	bool greeted;	  /* session.hello has been */
	bool allow_local; /* trials: the fetcher may reach this machine */
	struct out *out;
	struct key_holder *holder;
	struct uploads *uploads;
	struct jobs *jobs;
	atomic_uint held; /* for faces, of all jobs */
	struct casework_faces_known
	    *faces; /* of the thread that looks for them */
	struct queue *queues[OPERATION_QUEUES]; /* NULL for OPERATION_AT_ONCE */
};

/* Understand one frame and answer it or put it into its queue. */
void native_take(struct native *host, struct base_view frame);

/* Answer, with an error and no id, what could not be understood at all. */
void native_refuse(struct native *host, enum operation_code code);

/* Write the call's answer, and release the call. */
void native_answer(struct native_call *call);

/* Send a notification; params are taken. */
void native_notify(struct native *host, const char *method, json_t *params);

/* Methods' handlers, in do_*.c. */
#define NATIVE_HANDLER(name) void do_##name(struct native_call *call)
NATIVE_HANDLER(session_hello);
NATIVE_HANDLER(ledger_status);
NATIVE_HANDLER(ledger_create);
NATIVE_HANDLER(ledger_unlock);
NATIVE_HANDLER(ledger_lock);
NATIVE_HANDLER(ledger_restore);
NATIVE_HANDLER(ledger_wipe);
NATIVE_HANDLER(key_put);
NATIVE_HANDLER(photo_begin);
NATIVE_HANDLER(photo_chunk);
NATIVE_HANDLER(photo_end);
NATIVE_HANDLER(photo_keep);
NATIVE_HANDLER(page_check);
NATIVE_HANDLER(page_find);
NATIVE_HANDLER(job_cancel);

#endif
