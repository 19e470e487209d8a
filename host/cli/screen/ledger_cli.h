/* ledger_cli.h: what the commands that use the ledger share. */
#ifndef LENSCAP_CLI_LEDGER_CLI_H
#define LENSCAP_CLI_LEDGER_CLI_H

#include "cli.h"

/* What the options of such a command say. */
struct ledger_cli {
	const char *command; /* its name */
	const char *home;    /* --home, NULL for the user's own */
	const char *person;  /* --person, NULL for the user */
	struct casework_keys keys;
	/* After ledger_cli_place(): */
	struct casework_place found;
	char *recovery; /* the key's file of a temporary session, or NULL */
	struct casework_home place;
	const char *dir, *witness;
};

/* Find out where the ledger is.  False, and a word on stderr, if not. */
bool ledger_cli_place(struct ledger_cli *ledger);

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

/* What is no failure, but must be said, to standard error. */
void ledger_cli_notices(const struct ledger *ledger);

#endif
