/* ledger_cli.h: what the commands that use the ledger share. */
#ifndef LENSCAP_CLI_LEDGER_CLI_H
#define LENSCAP_CLI_LEDGER_CLI_H

#include "cli.h"

/* What the options of such a command say. */
struct ledger_cli {
	const struct cli_command *command;
	const char *home; /* --home, NULL for the user's own */
	struct casework_keys keys;
	/* After ledger_cli_place(): */
	struct casework_place found;
	struct casework_home place;
	const char *dir, *witness;
};

/* The rows every such command's table of options begins with. */
#define LEDGER_CLI_OPTIONS(ledger)                                             \
	{"home", 0, NULL, &(ledger)->home},                                    \
	    {"passphrase-file", 0, NULL, &(ledger)->keys.passphrase_file},     \
	    {"key-file", 0, NULL, &(ledger)->keys.key_file},                   \
	{                                                                      \
		"recovery-file", 0, NULL, &(ledger)->keys.recovery_file        \
	}

/* What help says of them. */
#define LEDGER_CLI_HELP                                                        \
	"      --home DIR             where the ledger is\n"                   \
	"      --passphrase-file F    its passphrase is the first line of F\n" \
	"      --key-file F           or F is its key\n"                       \
	"      --recovery-file F      or F holds its recovery key\n"           \
	"      --json                 for programs\n"

/* Find out where the ledger is.  False, and a word on stderr, if not. */
bool ledger_cli_place(struct ledger_cli *ledger);
void ledger_cli_free(struct ledger_cli *ledger);

/*
 * Open the ledger, asking on the terminal if need be, and say what must be
 * said about it; *code is CLI_DONE then.  NULL, and a word on stderr, if not;
 * *code is then the command's exit code.  The caller ends it with
 * ledger_cli_end().
 */
struct casework *ledger_cli_open(struct ledger_cli *ledger, int *code);

/* Print what went wrong; the exit code that belongs to it. */
int ledger_cli_fail(const struct ledger_cli *ledger, enum lens_err err,
		    const struct ledger_fault *fault);

/* The exit code of a call: CLI_DONE, or what went wrong is printed. */
int ledger_cli_code(const struct ledger_cli *ledger, enum lens_err err,
		    const struct ledger_fault *fault);

/*
 * The end of every such command: close what was opened (NULL for nothing) and
 * release the place.  Gives code, to be returned.
 */
int ledger_cli_end(struct ledger_cli *ledger, struct casework *work, int code);

/* Ask for a passphrase on the terminal, without echo; for casework_keys. */
LENS_MUST enum lens_err ledger_cli_ask(void *context,
				       struct ledger_fault *fault,
				       struct ledger_secret **out);

/* True when somebody is there to be asked. */
bool ledger_cli_terminal(void);

/* A question that is answered with y or n on the terminal; false without. */
bool ledger_cli_confirm(const char *question);

/*
 * The pictures that argv names after the command, in folders too, read by so
 * many lanes as --jobs says (NULL: by itself).  False, and a word on stderr,
 * when that is no number from 1 to 64.  Nothing cancels it yet: until the
 * ledger is open, Ctrl-C ends the program as always.
 */
bool ledger_cli_files(const struct cli_command *command, int argc, char **argv,
		      const char *jobs, struct casework_files *out);

/* Milliseconds since 1970 as "2026-11-22T18:30:00Z", of LEDGER_CLI_TIME. */
#define LEDGER_CLI_TIME 32
void ledger_cli_time(char out[LEDGER_CLI_TIME], int64_t time);

/* What is no failure, but must be said, to standard error. */
void ledger_cli_notices(const struct ledger *ledger);

/* `doctor --erased`: read every file for what was forgotten; an exit code. */
int ledger_cli_erased(struct ledger_cli *ledger, bool json);

#endif
