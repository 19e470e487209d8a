/* cmd_unlock.c: keep the ledger's key for the session, and forget it. */
#include <stdlib.h>

#include "ledger_cli.h"

const char cmd_unlock_help[] =
    "Opens the ledger once for all: the kernel keeps its key for your other\n"
    "terminals and browsers until the time is up, you log out, or\n"
    "'lenscap lock'.\n"
    "\n" LEDGER_CLI_HELP
    "      --for HOURS            how long (1 to 168, default 8)\n"
    "\n"
    "Examples:\n"
    "  lenscap unlock\n"
    "  lenscap unlock --for 1 --key-file /media/stick/lenscap.key\n"
    "\n"
    "Exit status: 0 when it is unlocked, 3 when the key does not fit.\n";

const char cmd_lock_help[] =
    "Forgets the key that 'lenscap unlock' kept.\n"
    "\n"
    "      --home DIR             where the ledger is\n"
    "      --json                 for programs\n"
    "\n"
    "Examples:\n"
    "  lenscap lock\n";

#define UNLOCK_HOURS_MAX 168

static int unlock_keep(struct ledger_cli *ledger, uint64_t hours, bool json)
{
	struct ledger_secret *secret = NULL;
	struct ledger_key *key = NULL;
	struct ledger_fault fault = {0};
	enum lens_err err = casework_secret(&ledger->keys, &fault, &secret);

	if (err == LENS_OK)
		err = ledger_key_open(ledger->dir, secret, &fault, &key);
	if (err == LENS_OK)
		err = ledger_key_keep(ledger->dir, key, (unsigned)hours * 3600,
				      &fault);
	ledger_key_free(key);
	ledger_secret_free(secret);
	if (err != LENS_OK)
		return ledger_cli_fail(ledger, err, &fault);
	if (json)
		cli_print_json(json_pack("{s:s, s:i}", "state", "open", "hours",
					 (int)hours));
	else
		printf("The ledger is unlocked for %u hour%s.\n",
		       (unsigned)hours, hours == 1 ? "" : "s");
	return CLI_DONE;
}

int cmd_unlock(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	const char *words = "8";
	uint64_t hours;
	bool json = false;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"for", 0, NULL, &words},
	    {"json", 0, &json, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (base_parse_number(words, UNLOCK_HOURS_MAX, &hours) != LENS_OK ||
	    hours == 0 || argc > 1)
		return cli_wrong(self, "--for takes hours from 1 to %d.",
				 UNLOCK_HOURS_MAX);
	code = ledger_cli_place(&ledger) ? unlock_keep(&ledger, hours, json)
					 : CLI_SOME_FAILED;
	return ledger_cli_end(&ledger, NULL, code);
}

int cmd_lock(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct ledger_fault fault = {0};
	bool json = false;
	const struct cli_option options[] = {
	    {"home", 0, NULL, &ledger.home},
	    {"json", 0, &json, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int code = CLI_DONE, given = cli_options(self, options, &argc, argv);
	enum lens_err err;

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (!ledger_cli_place(&ledger))
		return CLI_SOME_FAILED;
	err = ledger_key_forget(ledger.dir, &fault);
	if (err != LENS_OK)
		code = ledger_cli_fail(&ledger, err, &fault);
	else if (json)
		cli_print_json(json_pack("{s:s}", "state", "locked"));
	else
		puts("The ledger is locked.");
	return ledger_cli_end(&ledger, NULL, code);
}
