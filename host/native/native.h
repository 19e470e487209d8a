/*
 * native.h: lenscap-host: words in, casework out.  One thread reads frames
 * and writes them and does what takes no time; each track is a thread with a
 * queue and a ledger handle of its own, so that a long check holds up neither
 * a list nor the end of the process.
 */
#ifndef LENSCAP_NATIVE_NATIVE_H
#define LENSCAP_NATIVE_NATIVE_H

#include <jansson.h>

#include <lenscap/browsers.h>
#include <lenscap/registry.h>
#include <lenscap/view.h>

/* ---- Errors ---- */

/* The stable words of data.code.  Their texts are in call.c. */
enum native_code {
	NATIVE_OK,
	NATIVE_PARSE,	/* not JSON */
	NATIVE_REQUEST, /* JSON, but no request */
	NATIVE_METHOD,	/* no such method */
	NATIVE_BAD_PARAMS,
	NATIVE_TOO_BIG,
	NATIVE_VERSION,
	NATIVE_DENIED,
	NATIVE_BUSY,
	NATIVE_CANCELLED,
	NATIVE_NO_LEDGER,
	NATIVE_LOCKED,
	NATIVE_WRONG_KEY,
	NATIVE_DAMAGED,
	NATIVE_EXISTS,
	NATIVE_NOT_FOUND,
	NATIVE_WORKER,
	NATIVE_NETWORK,
	NATIVE_UNSUPPORTED,
	NATIVE_INTERNAL,
	NATIVE_CODES
};

/* The word of a code, as data.code has it. */
const char *native_code_word(enum native_code code);

/* ---- Methods ---- */

enum native_track {
	NATIVE_AT_ONCE,	 /* in the thread that reads: takes no time */
	NATIVE_DESK,	 /* lists, the ledger's life */
	NATIVE_READING,	 /* pictures that were handed in */
	NATIVE_CHECKING, /* pages: the network and hundreds of pictures */
	NATIVE_TRACKS
};

/* What a parameter may be; least and most bound numbers, bytes or entries. */
enum native_shape {
	NATIVE_NUMBER,
	NATIVE_TEXT,
	NATIVE_TRUTH,
	NATIVE_IDS,   /* a list of positive numbers */
	NATIVE_WORDS, /* a list of texts, each of at most 256 bytes */
	NATIVE_LIST,
	NATIVE_OBJECT,
};

struct native_param {
	const char *name;
	enum native_shape shape;
	bool required;
	int64_t least, most;
	const char *help;
};

struct native;
struct track;
struct job;

/* One request on its way.  Handlers leave result or call native_fail(). */
struct native_call {
	struct native *host;
	struct track *track; /* NULL where it is done at once */
	const struct native_method *method;
	json_t *id; /* NULL where it is not known */
	bool quiet; /* a notification, which is not answered */
	json_t *params;
	json_t *result;
	enum native_code code;
	char message[LEDGER_SENTENCE];
	struct native_call *next;
	struct job *job; /* to be begun once this has been answered */
};

struct native_method {
	const char *name;
	enum native_track track;
	void (*run)(struct native_call *call);
	const struct native_param *params; /* ends with a NULL name */
	const char *help;
};

/* The one table of methods, ended by a NULL name; methods.c. */
extern const struct native_method native_methods[];

/* The method of a name; NULL when there is none. */
const struct native_method *native_method_named(const char *name);

/* Hold params to the method's table.  False, with the call failed, if not. */
bool native_params_fit(struct native_call *call);

/* The table as JSON, for --methods; the caller's. */
json_t *native_methods_json(void);

/* ---- Inside a handler ---- */

/* Fail with a code's own sentence, or with one of the caller's. */
void native_fail(struct native_call *call, enum native_code code);
void native_fail_saying(struct native_call *call, enum native_code code,
			const char *sentence);

/* Fail as a call to the ledger or to casework did. */
void native_fail_as(struct native_call *call, enum lens_err err,
		    const struct ledger_fault *fault);

/* A parameter, which the table has checked; otherwise when it is absent. */
int64_t native_number(const struct native_call *call, const char *name,
		      int64_t otherwise);
const char *native_text(const struct native_call *call, const char *name);
bool native_truth(const struct native_call *call, const char *name);

/* {code, message, remedy} of a code; the caller's. */
json_t *native_json_error(enum native_code code, const char *message);

/* Bytes of a value when written. */
size_t native_json_size(const json_t *value);

/* ---- The host ---- */

/* Everything there is one of. */
struct native {
	enum browsers_kind browser;
	bool greeted;	  /* session.hello has been */
	bool allow_local; /* trials: the fetcher may reach this machine */
	struct out *out;
	struct door *door;
	struct uploads *uploads;
	struct jobs *jobs;
	struct registry *registry; /* the desk's own; NULL: not read yet */
	struct track *tracks[NATIVE_TRACKS]; /* NULL for NATIVE_AT_ONCE */
};

/* Understand one frame and answer it or put it into its track. */
void native_take(struct native *host, struct base_view frame);

/* Answer, with an error and no id, what could not be understood at all. */
void native_refuse(struct native *host, enum native_code code);

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
NATIVE_HANDLER(ledger_backup);
NATIVE_HANDLER(photo_begin);
NATIVE_HANDLER(photo_chunk);
NATIVE_HANDLER(photo_end);
NATIVE_HANDLER(photo_list);
NATIVE_HANDLER(photo_show);
NATIVE_HANDLER(photo_forget);
NATIVE_HANDLER(photo_thumbnail);
NATIVE_HANDLER(photo_keep);
NATIVE_HANDLER(page_check);
NATIVE_HANDLER(page_find);
NATIVE_HANDLER(job_cancel);
NATIVE_HANDLER(report_summary);
NATIVE_HANDLER(me_get);
NATIVE_HANDLER(me_set);
NATIVE_HANDLER(controller_search);
NATIVE_HANDLER(controller_show);
NATIVE_HANDLER(controller_add);
NATIVE_HANDLER(letter_draft);
NATIVE_HANDLER(letter_list);
NATIVE_HANDLER(letter_show);
NATIVE_HANDLER(letter_fields);
NATIVE_HANDLER(letter_save);
NATIVE_HANDLER(case_list);
NATIVE_HANDLER(case_show);
NATIVE_HANDLER(case_sent);
NATIVE_HANDLER(case_reply);
NATIVE_HANDLER(case_close);
NATIVE_HANDLER(case_import);
NATIVE_HANDLER(case_forget);
NATIVE_HANDLER(case_calendar);

/* Forget the registry that was read: something in it has changed. */
void native_registry_drop(struct native *host);

/* One letter of a list, appended to context (a json_t *). */
bool native_letter_row(void *context, const struct ledger_letter *letter);

#endif
