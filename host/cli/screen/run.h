/*
 * run.h: an operation of the table as a command: its words in, its answer out
 * as words or as JSON.  What is done and what may be asked is not here.
 */
#ifndef LENSCAP_CLI_RUN_H
#define LENSCAP_CLI_RUN_H

#include <lenscap/operations_call.h>

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
	void *context; /* of the words, if they need any */
};

/* How one operation looks on a terminal; NULL where the default will do. */
struct cli_words {
	const char *name; /* of the operation */
	/* Print a row, or the answer where there are no rows. */
	void (*row)(struct cli_run *run, const json_t *row);
	/* Take note of a row, however it is printed. */
	void (*note)(struct cli_run *run, const json_t *row);
	/* After the last row, when all went well. */
	void (*end)(struct cli_run *run);
	/* In the place of the operation's own, which it may call. */
	void (*run)(struct cli_run *run);
	/* Release run->context. */
	void (*free)(struct cli_run *run);
	const char *doing; /* beside the bar: "Looking" */
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

/* The names of options that every command has, as operation_nearest() asks. */
const char *cli_global_name(size_t index);

/* How a parameter is written on the command line. */
void cli_param_name(const struct operation_param *param,
		    char out[OPERATION_NAME]);

/* "-r, --recursive" or "--on DAY", and what it says with the words that can be
 * chosen; the caller frees them. */
char *cli_param_line(const struct operation_param *param);
char *cli_param_help(const struct operation_param *param);

/* The manual page, in roff. */
void cli_manual(FILE *out);

/*
 * What may stand in the place of the last of these words, one candidate a
 * line, with a tab and what it means where there is something to say; or
 * ":files".  It asks for nothing and says nothing else; 0.
 */
int cli_complete(int argc, char **argv);

/* Everything about a command, from the table. */
void cli_operation_usage(FILE *out, const struct operation *operation);

/* "cases sent CASE...", for a list of commands; the caller frees it. */
char *cli_operation_line(const struct operation *operation);

/* Whether such an option is of use only where there is a ledger, and what it
 * takes (NULL: nothing) and says. */
bool cli_global_help(size_t index, const char **metavar, const char **help);

/* Do what cannot be undone, once --yes was given or the person said so. */
void cli_run_confirmed(struct cli_run *run, const char *question);

/* The name that a FILE has on the command line; NULL when it is absent. */
const char *cli_run_path(const struct cli_run *run, const char *name);

/* The folder of --out, open and made when it is not there; *made says so.  The
 * caller closes it.  -1, the call having failed, when that cannot be. */
int cli_run_folder(struct cli_run *run, const char *path, bool *made);

/* ---- For renderers ---- */

/* The row of what says enough by being done. */
void cli_print_nothing(struct cli_run *run, const json_t *row);

/* A member of an object: "" or 0 when it has none. */
const char *cli_member(const json_t *object, const char *name);
int64_t cli_member_number(const json_t *object, const char *name);

/* "name       value" where the value is not empty. */
void cli_print_member(const char *name, const char *value);

#endif
