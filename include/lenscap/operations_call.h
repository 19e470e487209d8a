/*
 * operations_call.h: one asking of an operation: what a front does for it, how
 * its parameters are held to the table, and how it fails.
 */
#ifndef LENSCAP_OPERATIONS_CALL_H
#define LENSCAP_OPERATIONS_CALL_H

#include <lenscap/casework.h>
#include <lenscap/casework_letters.h>
#include <lenscap/operations.h>

/* The stable words of a failure; sentences and remedies are in error.c. */
enum operation_code {
	OPERATION_OK,
	OPERATION_PARSE,   /* not JSON */
	OPERATION_REQUEST, /* JSON, but no request */
	OPERATION_METHOD,  /* no such operation */
	OPERATION_BAD_PARAMS,
	OPERATION_TOO_BIG,
	OPERATION_VERSION,
	OPERATION_DENIED,
	OPERATION_BUSY,
	OPERATION_CANCELLED,
	OPERATION_NO_LEDGER,
	OPERATION_LOCKED,
	OPERATION_WRONG_KEY,
	OPERATION_DAMAGED,
	OPERATION_EXISTS,
	OPERATION_NOT_FOUND,
	OPERATION_WORKER,
	OPERATION_NETWORK,
	OPERATION_UNSUPPORTED,
	OPERATION_INTERNAL,
	OPERATION_CODES
};

/* The word of a code, JSON-RPC's number, what to do about it. */
const char *operation_code_word(enum operation_code code);
int operation_code_number(enum operation_code code);
const char *operation_code_remedy(enum operation_code code);

/* What to do about the failure of a call: its own, else that of its code. */
struct operation_call;
const char *operation_remedy(const struct operation_call *call);
const char *operation_code_sentence(enum operation_code code);

#define OPERATION_NAME 64

/* What a front does for an operation. */
struct operation_front {
	unsigned without; /* COMMAND or HOST: parameters it does not have */
	size_t room;	  /* bytes that the rows of an answer have; 0: any */
	int64_t page;	  /* rows that an answer has, if nobody says; 0: all */
	operation_word *also; /* names that every operation has here; or NULL */
	/* How a person of this front writes a parameter's name. */
	void (*name)(const struct operation_param *param,
		     char out[OPERATION_NAME]);
	/* Open call->work; false, the call having failed, if not. */
	bool (*open)(struct operation_call *call);
	/* Take a row.  False: there is no room for it, and none for more. */
	bool (*row)(struct operation_call *call, json_t *row);
	void (*progress)(struct operation_call *call, size_t done,
			 size_t total);
	/* A FILE's descriptor, the caller's, at its beginning, and its name,
	 * borrowed; -1, the call having failed, when it cannot be had. */
	int (*file)(struct operation_call *call, int64_t number,
		    const char **name);
	/* A FILE's name alone, borrowed, for what walks folders; NULL where the
	 * front has no names. */
	const char *(*path)(struct operation_call *call, int64_t number);
	/* Can be read while the operation shall end; -1 for never. */
	int (*cancel)(struct operation_call *call);
};

struct operation_call {
	const struct operation *operation;
	const struct operation_front *front;
	void *context;	/* the front's own */
	json_t *params; /* an object, the front's */
	const struct casework_place *place;
	struct casework *work; /* open as the operation needs it; borrowed */
	bool local;	       /* pages of this machine: from argv only */
	enum law_language language; /* of what is shown, if nobody says */
	json_t *result; /* the answer, or what stands beside its rows */
	bool answered;	/* the result is the answer, without rows */
	size_t failed;	/* rows that say of something that it failed */
	enum operation_code code;
	enum lens_err err;  /* what the failure was below */
	const char *remedy; /* of this failure; NULL: that of its code */
	char sentence[LEDGER_SENTENCE];
};

/*
 * Hold call->params to the table.  False, with the call failed, for a member
 * that is unknown, missing, of another shape, out of range or no value that
 * can be chosen, and for those that do not go together.
 */
bool operation_check(struct operation_call *call);

/* What the operation needs for these parameters, which have been checked. */
enum operation_needs operation_needs(const struct operation_call *call);

/* Open what the operation needs and do it.  Params have been checked. */
void operation_run(struct operation_call *call);

/* The nearest word to one that was mistyped, by index; -1: none is near. */
int operation_nearest(const char *typed, operation_word *words);

/*
 * The command that somebody may have meant, or, of one word, the first of its
 * two; NULL: none is near.  It stays as it is until the next question.
 */
const char *operation_nearest_command(const char *typed);

/* ---- Inside an operation ---- */

/* Fail with a code's own sentence, with one of the caller's, or as a call to
 * the ledger or to casework did. */
void operation_fail(struct operation_call *call, enum operation_code code);
void operation_fail_saying(struct operation_call *call,
			   enum operation_code code, const char *sentence);
void operation_fail_as(struct operation_call *call, enum lens_err err,
		       const struct ledger_fault *fault);

/* A parameter that was checked; otherwise, NULL or false when it is absent. */
int64_t operation_number(const struct operation_call *call, const char *name,
			 int64_t otherwise);
const char *operation_text(const struct operation_call *call, const char *name);
bool operation_truth(const struct operation_call *call, const char *name);
const json_t *operation_list(const struct operation_call *call,
			     const char *name);
/* The parameter "formats" of letters; otherwise text. */
void operation_formats(const struct operation_call *call,
		       bool formats[CASEWORK_FORMATS]);

/*
 * The numbers that a NUMBER or IDS has, each once; the caller frees *out.
 * Their count, 0 when it is absent.
 */
size_t operation_ids(const struct operation_call *call, const char *name,
		     int64_t **out);

#endif
