/*
 * run.h: an operation of the table as a command: its words in, its answer out
 * as words or as JSON.  What is done and what may be asked is not here.
 */
#ifndef LENSCAP_CLI_RUN_H
#define LENSCAP_CLI_RUN_H

#include <lenscap/operations_call.h>
#include <lenscap/view_member.h>

#include "ledger_cli.h"

struct cli_run {
	struct operation_call call;
	const struct cli_words *words;
	struct ledger_cli ledger;
	bool json, help;
	bool unknown; /* an option was, which the check will say */
	char **files; /* FILE number n is files[n - 1]; borrowed from argv */
	size_t file_count;
	size_t rows; /* that were printed */
	int code;    /* of the exit, unless something fails */
	struct cli_progress progress;
	char *doing;   /* beside the bar: "Looking"; NULL: not asked for yet */
	json_t *facts; /* what templates may name besides their row */
	void *context; /* of the words, if they need any */
};

/*
 * What an operation does on a terminal besides showing its templates; NULL
 * where that will do.
 */
struct cli_words {
	const char *name; /* of the operation */
	/* In the place of its template: print a row, or the answer where there
	 * are no rows. */
	void (*row)(struct cli_run *run, const json_t *row);
	/* Take note of a row, however it is printed. */
	void (*note)(struct cli_run *run, const json_t *row);
	/* After the last row, when all went well. */
	void (*end)(struct cli_run *run);
	/* In the place of the operation's own, which it may call. */
	void (*run)(struct cli_run *run);
	/* Release run->context. */
	void (*free)(struct cli_run *run);
};

/* Do what argv says, without the command's own words, and tell it in these
 * (NULL: plainly); the exit code. */
int cli_operation(const struct operation *operation,
		  const struct cli_words *words, int argc, char **argv);

/*
 * The parameters that argv says, into run->call.params and run's own; they
 * are not checked.  False, and a word on stderr, for what is no parameter.
 */
bool cli_parse(struct cli_run *run, int argc, char **argv);

/* A line of standard input, which a terminal is asked for; the caller frees
 * it.  NULL when there is none. */
char *cli_read_line(const char *what);

/* All of standard input, without the ends of its last line, at most 64 KiB; the
 * caller frees it.  NULL when it is empty, or has bytes that no text has. */
char *cli_read_text(const char *what);

/* How many words of argv are global options before a command. */
int cli_parse_globals(int argc, char **argv);

/* An option that every command has. */
struct cli_global {
	const char *name, *metavar, *help; /* no metavar: it takes no value */
	bool ledger; /* only of use where there is a ledger */
};

/* They by their place, NULL after the last; their names alone, as
 * operation_nearest() asks; the place of one that a word is, or -1. */
const struct cli_global *cli_global_at(size_t index);
const char *cli_global_name(size_t index);
int cli_global(const char *word);

/* Whether a parameter is a list on the command line. */
bool cli_param_is_list(const struct operation_param *param);

/* The parameter that an option is, "--on", "--on=DAY" or "-r"; or NULL. */
const struct operation_param *
cli_param_option(const struct operation *operation, const char *word);

/* How a parameter is written on the command line. */
void cli_param_name(const struct operation_param *param,
		    char out[OPERATION_NAME]);

/* "-r, --recursive" or "--on DAY", and what it says with the words that can be
 * chosen; the caller frees them. */
char *cli_param_line(const struct operation_param *param);
char *cli_global_line(const struct cli_global *global);
char *cli_param_help(const struct operation_param *param);

/* The manual page, in roff.  False: its words are not there. */
bool cli_manual(FILE *out);

/*
 * What may stand in the place of the last of these words, one candidate a
 * line, with a tab and what it means where there is something to say; or
 * ":files".  It asks for nothing and says nothing else; 0.
 */
int cli_complete(int argc, char **argv);

/* Everything about a command, from the table. */
void cli_operation_usage(FILE *out, const struct operation *operation);

/* The columns that help takes: those of the screen, but no more than are read
 * with ease. */
size_t cli_usage_width(void);

/* A command and what it is, as in a list of them. */
void cli_usage_command(FILE *out, const struct operation *operation);

/* "cases sent CASE...", for a list of commands; the caller frees it. */
char *cli_operation_line(const struct operation *operation);

/* What was asked of the ledger failed; of a person's that is not there it is
 * said how it is had. */
void cli_run_fail(struct cli_run *run, enum lens_err err,
		  const struct ledger_fault *fault);

/* Whether --yes was given or the person says so; else it has failed, saying
 * that nothing was done. */
bool cli_run_allowed(struct cli_run *run, const char *question,
		     const char *nothing);

/*
 * Forget what a parameter lists by number, if that is allowed.  One that is not
 * there is told before anything is asked; the questions: of one, and of many,
 * with their number (%zu).
 */
void cli_run_forget(struct cli_run *run, const char *name,
		    char *(*question)(size_t count),
		    enum lens_err (*expect)(struct ledger *ledger, int64_t id,
					    struct ledger_fault *fault));

/* The name that a FILE has on the command line; NULL when it is absent. */
const char *cli_run_path(const struct cli_run *run, const char *name);

/* The folder of --out, open and made when it is not there; *made says so.  The
 * caller closes it.  -1, the call having failed, when that cannot be. */
int cli_run_folder(struct cli_run *run, const char *path, bool *made);

/* ---- For renderers ---- */

/*
 * Print an operation's templates for a part of its answer ("": a row; "end"):
 * NAME PART columns, a row of a table; NAME PART stderr; NAME PART.
 * False, and nothing is printed, where it has none.
 */
bool cli_run_say(struct cli_run *run, const char *part, const json_t *known);

/* A row of the table of a part, which a template has the columns of; its heads
 * before it, or alone.  False where there is no such template. */
bool cli_run_table(struct cli_run *run, const char *part, const json_t *known,
		   bool heads, bool row);

/* Let templates name a value, which is taken. */
void cli_run_fact(struct cli_run *run, const char *name, json_t *value);

/* So many more of something, as templates may name it in "counted", too. */
void cli_run_count(struct cli_run *run, const char *what, int64_t more);
int64_t cli_run_counted(const struct cli_run *run, const char *what);

#endif
