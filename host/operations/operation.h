/* operation.h: what the operations share, from within. */
#ifndef LENSCAP_OPERATIONS_OPERATION_H
#define LENSCAP_OPERATIONS_OPERATION_H

#include <lenscap/operations_call.h>

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

/* A part of a list. */
#define PARAM_OFFSET(words) \
	PARAM("offset", NUMBER, 0, INT32_MAX, 0, words, .metavar = "N")
#define PARAM_LIMIT(words) \
	PARAM("limit", NUMBER, 1, OPERATION_LIMIT, 0, words, .metavar = "N")

/* To be forgotten without a question. */
#define PARAM_YES PARAM("yes", TRUTH, 0, 0, COMMAND, "do not ask")
/* clang-format on */

/* Of an operation that has none. */
extern const struct operation_param operation_no_params[];

/* ---- Words that can be chosen ---- */

/* Browsers, languages, kinds of replies, ways of letters. */
operation_word value_browser, value_language, value_reply, value_way,
    value_stand;

/* Of letters: rights, kinds, situations, what is told, formats. */
operation_word value_right, value_letter_kind, value_situation;
operation_word value_tell, value_disclose, value_format;
operation_word value_confirm, value_erase, value_role;

/* What is known of the person, and kinds of controllers. */
operation_word value_me, value_controller_kind, value_contact_act;

/* What a list of photos goes by, and formats of pictures. */
operation_word value_order, value_picture_format;

/* What files give away, and what of it a clean copy can keep. */
operation_word value_finding, value_kept_kind;

/* Where a word stands among others; -1 when it is none of them. */
int value_index(operation_word *words, const char *word);

/* ---- What many do ---- */

/* The names of a FILES, borrowed, in *out, which the caller frees; how many. */
size_t operation_paths(const struct operation_call *call, const char *name,
		       char ***out);

/* A text with "\n", as people type it on a command line, as lines without space
 * at their ends; the caller frees it. */
char *operation_lines(const char *text);

/* The day of a parameter, otherwise when it is absent. */
int32_t operation_day(const struct operation_call *call, const char *name,
		      int32_t otherwise);

/* The language of explanations: what is asked for; otherwise that of what the
 * front shows, or English for what is kept or handed on. */
enum law_language operation_language(const struct operation_call *call);
enum law_language operation_language_kept(const struct operation_call *call);

/* "--photos takes numbers of photos, or all.": fail with that. */
void operation_refuse(struct operation_call *call, const char *name,
		      const char *takes);

/* Into each of letters, as view_letter() gives them, its state: what became of
 * it. */
LENS_MUST enum lens_err operation_letters(struct operation_call *call,
					  const json_t *letters,
					  struct ledger_fault *fault);

/* How many rows a list may have: what is asked for, or what a front that has
 * them in one answer has room for. */
#define OPERATION_LIMIT 100
int64_t operation_limit(const struct operation_call *call, int64_t otherwise);

/* {total, next_offset} beside the rows of a list from offset on. */
void operation_page(struct operation_call *call, int64_t total, int64_t rows);

/* Tell the front how far call, a struct operation_call, has come. */
void operation_progress(void *call, size_t done, size_t total);

/* Hand a row to the front, which takes it.  False when it wants no more. */
bool operation_row(struct operation_call *call, json_t *row);

/* The same for one of SEVERAL: it is the answer where a parameter has only one
 * number, and no list. */
bool operation_answer(struct operation_call *call, const char *name,
		      json_t *row);

/* Put a new file where the person wants it; nothing is written over.  False,
 * the call having failed, when it cannot be. */
bool operation_save(struct operation_call *call, const char *path,
		    struct base_view bytes);

/* Forget what a parameter lists by number: {forgotten: count}. */
void operation_forget(struct operation_call *call, const char *name,
		      enum lens_err (*forget)(struct ledger *ledger,
					      const int64_t *ids, size_t count,
					      struct ledger_fault *fault));

#endif
