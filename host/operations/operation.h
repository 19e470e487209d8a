/* operation.h: what the operations share, from within. */
#ifndef LENSCAP_OPERATIONS_OPERATION_H
#define LENSCAP_OPERATIONS_OPERATION_H

#include <lenscap/operations_call.h>

/* Families of rows, each ended by one without a name. */
extern const struct operation operation_case_rows[];

/* clang-format off */
/* A row of parameters: PARAM("on", DAY, 0, 0, 0, "when", .metavar = "DAY"). */
#define PARAM(member, form, from, to, are, words, ...) \
	{.name = member, .shape = OPERATION_##form, .least = from, .most = to, \
	 .flags = are, .help = words, __VA_ARGS__}
#define PARAM_END {.name = NULL}

#define REQUIRED OPERATION_REQUIRED
#define POSITIONAL OPERATION_POSITIONAL
#define SEVERAL OPERATION_SEVERAL
#define COMMAND OPERATION_COMMAND
#define HOST OPERATION_HOST

/* The language of explanations, wherever there are any. */
#define PARAM_LANGUAGE \
	PARAM("language", CHOICE, 0, 0, 0, "the language of explanations", \
	      .values = value_language, .option = "lang", .metavar = "LANG")

/* To be forgotten without a question. */
#define PARAM_YES PARAM("yes", TRUTH, 0, 0, COMMAND, "do not ask")
/* clang-format on */

/* Of an operation that has none. */
extern const struct operation_param operation_no_params[];

/* ---- Words that can be chosen ---- */

/* Languages of explanations, kinds of replies, ways of letters. */
operation_word value_language, value_reply, value_way;

/* Where a word stands among others; -1 when it is none of them. */
int value_index(operation_word *words, const char *word);

/* ---- What many do ---- */

/*
 * The numbers that a NUMBER or IDS has, each once; the caller frees *out.
 * Their count, 0 when it is absent.
 */
size_t operation_ids(const struct operation_call *call, const char *name,
		     int64_t **out);

/* The day of a parameter, otherwise when it is absent. */
int32_t operation_day(const struct operation_call *call, const char *name,
		      int32_t otherwise);

/* The language of explanations: what is asked for, or English. */
enum law_language operation_language(const struct operation_call *call);

/* Hand a row to the front, which takes it.  False when it wants no more. */
bool operation_row(struct operation_call *call, json_t *row);

/* The same for one of SEVERAL: it is the answer where a parameter has only one
 * number, and no list. */
bool operation_answer(struct operation_call *call, const char *name,
		      json_t *row);

/* Forget what a parameter lists by number: {forgotten: count}. */
void operation_forget(struct operation_call *call, const char *name,
		      enum lens_err (*forget)(struct ledger *ledger,
					      const int64_t *ids, size_t count,
					      struct ledger_fault *fault));

#endif
