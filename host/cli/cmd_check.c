/* cmd_check.c: what of me can a stranger get? */
#include <stdlib.h>

#include "check_cli.h"

const char cmd_check_help[] =
    "Asks for public pages and pictures as a stranger would: without signing\n"
    "in, without cookies, and without saying where it comes from.  Says which\n"
    "pictures anybody can get, which of them are yours, and what their files\n"
    "give away.  Only these addresses and the pictures on these pages are "
    "asked\n"
    "for; nothing is sent to them.  Where photos of yours were seen is noted "
    "in\n"
    "the ledger, if there is one.\n"
    "\n" LEDGER_CLI_HELP CHECK_CLI_HELP "\n"
    "Examples:\n"
    "  lenscap check https://example.org/people/me\n"
    "  lenscap check https://example.org/me.jpg --json\n"
    "  lenscap check --proxy socks5h://127.0.0.1:9050 https://example.org/\n"
    "\n"
    "Exit status: 0 when everything was seen, 1 when something is not public\n"
    "or could not be read, 3 when the ledger is damaged.\n";

/*
 * The ledger says which are mine; without it there is still much to be said.
 * False when the command must end with *code.
 */
static bool check_ledger(struct ledger_cli *ledger, struct casework **work,
			 int *code)
{
	bool keyed = ledger->keys.passphrase_file || ledger->keys.key_file ||
		     ledger->keys.recovery_file;
	struct ledger_fault fault = {0};
	enum lens_err err;

	*code = CLI_SOME_FAILED;
	if (!ledger_cli_place(ledger))
		return false;
	err = casework_open(&ledger->place, &ledger->keys, &fault, work);
	if (err == LENS_LOCKED && !keyed) {
		fputs("lenscap check: the ledger is locked, so no picture is "
		      "known as yours; 'lenscap unlock' opens it.\n",
		      stderr);
		err = LENS_OK;
	}
	if (err != LENS_OK && err != LENS_EOF)
		*code = ledger_cli_fail(ledger, err, &fault);
	return err == LENS_OK || err == LENS_EOF;
}

int cmd_check(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct check_cli check = {.ledger = &ledger};
	struct casework *work = NULL;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &check.json, NULL},
	    {"allow-local", 0, &check.local, NULL},
	    {"proxy", 0, NULL, &check.proxy},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc < 2)
		return cli_wrong(self, "name at least one address.");
	if (check_ledger(&ledger, &work, &code))
		code = check_cli_run(&check, work, argc, argv);
	return ledger_cli_end(&ledger, work, code);
}
